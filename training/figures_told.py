"""Pairs of figures of other events, on which nothing is tested, labelled by reading to fit the joiner of figure series.

figures_told.jsonl has a line for each document of giveme5w1h: its id and event as in benchmarks/utterances, and of each
figure its offsets and the name of its series within the event, null for one that stands alone. The labels are as
benchmarks/utterances/README.md says, section 5; 113 documents of 19 events, 543 figures in 151 series. They were made
from what the joiner proposed, put right by reading all figures of an event: one that was not found is not here.
"""

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from benchmarks.alike import Item
from benchmarks.figure_series import page_of
from benchmarks.passages import load
from benchmarks.utterance_files import listing, texts_of
from listeningpost.knowledge import open_knowledge
from listeningpost.record.series_facts import SeriesFacts, facts_of
from listeningpost.schema import Page

LABELS = Path(__file__).parent / "figures_told.jsonl"


class Labelled(NamedTuple):
    """A figure of a labelled document: its event, its facts, and the name of its series, if it is in one."""

    event: str
    facts: SeriesFacts
    series: str | None


def labelled_figures(data: Path) -> list[Labelled]:
    """The labelled figures that the product finds. Raises DataAbsent where the documents are not there."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    return [one for row, page in zip(rows, _pages(rows, data), strict=True) for one in _figures(row, page)]


def labelled_pairs(figures: list[Labelled]) -> Iterator[tuple[Labelled, Labelled, bool]]:
    """Every two figures, and whether they are of one quantity; those of two events are two."""
    for one, other in combinations(figures, 2):
        yield one, other, one.event == other.event and one.series is not None and one.series == other.series


def _pages(rows: list[Item], data: Path) -> Iterator[Page]:
    texts, knowledge = texts_of([row["document"] for row in rows], data), open_knowledge()
    listed = [listing(row["document"], row["event"], "train", texts[row["document"]]) for row in rows]
    return (page_of(placed, knowledge) for placed in load(listed, data))


def _figures(row: Item, page: Page) -> Iterator[Labelled]:
    """The figures of a page that stand where one is labelled, by their first character."""
    series = {start: name for start, _, name in row["figures"]}
    starts = {figure.id: figure.span[0] for figure in page.figures}
    for facts in facts_of(page):
        if starts[facts.figure] in series:
            yield Labelled(row["event"], facts, series[starts[facts.figure]])
