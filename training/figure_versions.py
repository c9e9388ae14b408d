"""Pairs of figures of English versions of one article, for fitting the joiner of figure series.

Of wmt21-ruen-versions, articles that no label file has: two human translations and a machine's. Figures of one value
in one segment of two versions are one quantity; figures of other values are two where they stand in two segments, or in
one that gives the same values in both versions. Values that may be one another told rounder are left out.
"""

import bisect
import gzip
import json
import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from benchmarks.alike import Item
from benchmarks.figure_series import page_of
from benchmarks.passages import Placed, listed
from benchmarks.utterance_files import FILES, LISTED
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.record.series_facts import SeriesFacts, facts_of
from listeningpost.record.series_likeness import Likeness, liken, may_be_one

VERSIONS = ("ref.A", "ref.B", "mt.Online-W")
LEAST = 4  # segments with a number that an article has
CLOSE = 0.1  # ratio, as Likeness has it, of two values that may be one told rounder
BETWEEN = "\n\n"


class Standing(NamedTuple):
    """A figure of a version: the number of its segment, and its facts."""

    segment: int
    facts: SeriesFacts


def version_pairs(data: Path) -> Iterator[tuple[SeriesFacts, SeriesFacts, bool, Likeness]]:
    """Every two figures that teach something: whether they are one, and how alike they are."""
    knowledge = open_knowledge()
    for number, versions in _unlabelled(data):
        figures = [one for name in VERSIONS for one in _figures(f"{number}:{name}", versions[name], knowledge)]
        yield from _judged(figures)


def _unlabelled(data: Path) -> Iterator[tuple[int, Item]]:
    """The versions of articles that are not labelled, by their row."""
    labelled = {row["where"]["row"] for row in listed(None, LISTED) if row["where"]["file"] == FILES["wm"]}
    with gzip.open(data / FILES["wm"], "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            versions = json.loads(line)["versions"]
            if number not in labelled and versions.keys() >= set(VERSIONS) and _numbered(versions[VERSIONS[0]]):
                yield number, versions


def _numbered(segments: Sequence[str]) -> bool:
    return sum(any(sign.isdigit() for sign in segment) for segment in segments) >= LEAST


def _figures(name: str, segments: Sequence[str], knowledge: Knowledge) -> Iterator[Standing]:
    text = BETWEEN.join(segments)
    starts = [0]
    for segment in segments[:-1]:
        starts.append(starts[-1] + len(segment) + len(BETWEEN))
    head = {"title": None, "outlet": None, "date": None}
    page = page_of(Placed(name, "wmt21-ruen-versions", "train", text, 0, len(text), head), knowledge)
    for facts in facts_of(page):
        yield Standing(bisect.bisect_right(starts, facts.start) - 1, facts)


def _judged(figures: Sequence[Standing]) -> Iterator[tuple[SeriesFacts, SeriesFacts, bool, Likeness]]:
    told: dict[tuple[str, int, str], list[float]] = {}
    for segment, facts in figures:
        told.setdefault((facts.page, segment, facts.dimension), []).append(facts.level)
    for (at, one), (to, other) in combinations(figures, 2):
        if not may_be_one(one, other):
            continue
        mine, theirs = (sorted(told[facts.page, place, facts.dimension]) for facts, place in ((one, at), (other, to)))
        likeness = liken(one, other)
        if _is_one(one, other, at == to, mine, theirs):
            yield one, other, True, likeness
        elif _are_two(likeness, at == to, one.page != other.page and set(mine) == set(theirs)):
            yield one, other, False, likeness


def _is_one(
    one: SeriesFacts, other: SeriesFacts, together: bool, mine: Sequence[float], theirs: Sequence[float]
) -> bool:
    """Whether two figures are the only ones of one value in their segment of two versions."""
    value = one.level
    same = one.page != other.page and math.isclose(value, other.level)
    return together and same and mine.count(value) == theirs.count(other.level) == 1


def _are_two(likeness: Likeness, together: bool, answered: bool) -> bool:
    """Whether two figures of other values are of two quantities; `answered` where both versions tell both values."""
    if likeness.equal or likeness.near:
        return False
    return answered if together else likeness.ratio >= CLOSE
