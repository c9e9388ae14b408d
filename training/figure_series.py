"""Fits the two logits by which figures are joined: one for counts that still grow, one for all else.

    python -m training.figure_series [--cache FOLDER] [--out FILE]

On the dev half of benchmarks/utterances: every two figures of its documents of which one is labelled and that nothing
rules out, one series or not. A figure that is not labelled is another quantity, since every place of a labelled one is
labelled in the documents of its event; figures of two events are two, but those of one value with several digits are
left out, since there nobody looked. Pairs weigh by the root of how few an event has of their kind, since one toll told
by twenty pages is as many pairs as all else. To them come the pairs of figure_versions, as if of one more event.
A measure that comes out with the wrong sign says nothing and is left out. Nothing is drawn by chance.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.figure_series import read_pages
from benchmarks.passages import listed
from benchmarks.utterance_files import LISTED, labels_of
from benchmarks.utterance_matching import Labels, Matched
from listeningpost.record.logits import Logit
from listeningpost.record.series_facts import SeriesFacts, facts_of
from listeningpost.record.series_likeness import Likeness, is_running, liken, may_be_one
from listeningpost.schema import Page

from .figure_versions import version_pairs
from .figures_told import labelled_figures, labelled_pairs
from .making import make
from .odds import fit_odds

PACKED = Path(str(files("listeningpost.record"))) / "tables" / "figure_series.toml"
AGAINST = ("ratio", "other_noun", "one_page", "part", "past", "local", "rival", "stage")  # two quantities
PENALTY = 40.0
BETWEEN, BETWEEN_TOLD, VERSIONS = "between events", "between other events", "versions of one article"
SAID = 0.25  # digits of a value, of four, that two events may share by chance
MOST = 30  # times that a pair of a rare kind weighs
TIE, LINK = 0.0, -1.0
HEAD = """\
# What each measure of likeness (record/series_likeness.py) weighs for two figures to be of one quantity. Made by
# training/figure_series.py. `running`: counts that still grow; `tie` and `link`: the log odds from which two figures,
# and two groups of them, are one.
"""


class Placed(NamedTuple):
    """A figure of a document: its event, its facts, and what it is in the labels."""

    event: str
    facts: SeriesFacts
    matched: Matched


class Judged(NamedTuple):
    """Two figures with their likeness: the event that labels them, whether they are one, whether both still grow."""

    event: str
    one: bool
    running: bool
    likeness: Likeness


def placed(pages: Sequence[Page], labels: Labels) -> Iterator[Placed]:
    """The figures of the pages with what the labels say of each."""
    events = {row["id"]: row["event"] for row in listed(None, LISTED)}
    for page in pages:
        spans = {figure.id: list(figure.span) for figure in page.figures}
        for facts in facts_of(page):
            matched = labels.match({"document": page.capture.source, "span": spans[facts.figure]})
            yield Placed(events[page.capture.source], facts, matched)


def judged(figures: Sequence[Placed], events: dict[str, str]) -> Iterator[Judged]:
    """Every two figures that teach something."""
    for one, other in combinations(figures, 2):
        mine, theirs = ({series for series, _ in each.matched.members} for each in (one, other))
        apart = one.event != other.event
        if not (mine or theirs or apart) or not may_be_one(one.facts, other.facts):
            continue
        likeness = liken(one.facts, other.facts)
        if apart and likeness.digits > SAID or not apart and _unjudged(one.matched, other.matched):
            continue
        event = BETWEEN if apart else events[min(mine or theirs)]
        yield Judged(event, bool(mine & theirs), is_running(one.facts, other.facts), likeness)


def of_versions(data: Path) -> Iterator[Judged]:
    """Every two figures of versions of one article that teach something."""
    for one, other, same, likeness in version_pairs(data):
        yield Judged(VERSIONS, same, is_running(one, other), likeness)


def of_told(data: Path) -> Iterator[Judged]:
    """Every two figures of other labelled events that teach something."""
    for one, other, same in labelled_pairs(labelled_figures(data)):
        if may_be_one(one.facts, other.facts):
            likeness, apart = liken(one.facts, other.facts), one.event != other.event
            if not (apart and likeness.digits > SAID):
                running = is_running(one.facts, other.facts)
                yield Judged(BETWEEN_TOLD if apart else one.event, same, running, likeness)


def _unjudged(one: Matched, other: Matched) -> bool:
    """Whether two figures stand on one labelled place, or one may be a point of the other's series."""
    mine, theirs = ({series for series, _ in matched.members} for matched in (one, other))
    return bool(one.members & other.members or mine & other.optional or theirs & one.optional)


def fit(pairs: Sequence[Judged]) -> Logit:
    """The logit of some pairs, without measures of the wrong sign."""
    kept = list(Likeness._fields)
    while True:
        odds = _fitted(pairs, kept)
        wrong = {name: abs(weight) for name, weight in odds.weights.items() if weight * _sign(name) < 0}
        if not wrong:
            return odds
        kept.remove(max(wrong, key=lambda name: wrong[name]))


def _sign(name: str) -> int:
    return -1 if name in AGAINST else 1


def _fitted(pairs: Sequence[Judged], names: Sequence[str]) -> Logit:
    counts = Counter((pair.event, pair.one) for pair in pairs)
    largest = max(counts.values())
    times = [min(MOST, max(1, round(2 * (largest / counts[pair.event, pair.one]) ** 0.5))) for pair in pairs]
    rows = np.repeat(np.arange(len(pairs)), times)
    values = np.array([[getattr(pair.likeness, name) for name in names] for pair in pairs])[rows]
    found = fit_odds(values, np.array([float(pair.one) for pair in pairs])[rows], PENALTY)
    weights = {name: round(float(weight), 2) for name, weight in zip(names, found.weights, strict=True)}
    return Logit(weights={name: weight for name, weight in weights.items() if weight}, bias=round(found.bias, 2))


def table_of(running: Logit, other: Logit) -> str:
    """The table, as TOML."""
    parts = [f"{HEAD}\ntie = {TIE}\nlink = {LINK}\n"]
    for name, odds in (("running", running), ("other", other)):
        weights = "\n".join(f"{measure} = {weight:.2f}" for measure, weight in odds.weights.items())
        parts.append(f"[{name}]\nbias = {odds.bias:.2f}\n\n[{name}.weights]\n{weights}\n")
    return "\n".join(parts)


def fitted(data: Path, cache: Path | None) -> str:
    """The table fitted on the development half of the labelled series, on versions of one text and on other events."""
    labels = Labels(labels_of("dev"), "figure_series")
    events = {series["id"]: series["event"] for series in labels.groups}
    pages = read_pages(data, "dev", cache)
    pairs = [*judged(list(placed(pages, labels)), events), *of_versions(data), *of_told(data)]
    return table_of(*(fit([pair for pair in pairs if pair.running == running]) for running in (True, False)))


if __name__ == "__main__":
    sys.exit(make(__doc__, PACKED, fitted))
