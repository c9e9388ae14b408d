"""Claims told again in other words, from data that is no test of utterances: two English versions of one Russian
article, cut into the same segments, and pairs of sentences of news that people found to mean the same.

They teach wording alone: no days, no venue, mostly one speaker. So a pair of them counts for less than one of the
labelled documents (COUNTS).
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from benchmarks.alike import Item
from benchmarks.passages import Placed, listed
from benchmarks.utterance_files import LISTED
from benchmarks.utterances_ours import pages_of
from listeningpost.record.same_remark import UtteranceJoiner
from listeningpost.record.telling_facts import Telling, decode_telling
from listeningpost.record.telling_likeness import Alike, liken_tellings, odds_of_one

VERSIONS = "wmt21-ruen-versions/docs.jsonl.gz"
SENTENCES = "mrpc/pairs.jsonl.gz"
BOTH = ("ref.A", "ref.B")
SEGMENTS = "\n\n"  # between the segments of a version
COUNTS = {VERSIONS: 0.3, SENTENCES: 0.1}
MOST = 2  # claims of a sentence: which of more is which in the other is not known

Version = tuple[list[str], list[Telling]]  # its segments and claims


class Weighed(NamedTuple):
    """A pair of claims: their likeness, whether they tell one remark, and for how much of a labelled pair it counts."""

    likeness: Alike
    label: bool
    weight: float


def told_again(data: Path, cache: Path | None = None) -> Iterator[Weighed]:
    """All pairs of both sets; `cache` keeps the pages between runs."""
    versions, sentences = dict(_versions(data)), dict(_sentences(data))
    texts = {name: SEGMENTS.join(segments) for name, segments in versions.items()} | sentences
    claims = _claims(texts, cache)
    for first in list(versions)[::2]:
        yield from _of_versions(*({name: (versions[name], claims[name]) for name in _both(first)}.values()))
    for first in list(sentences)[::2]:
        ones, others = (claims[name] for name in _both(first))
        if len(ones) == len(others) <= MOST:
            yield from _pairs(ones, others, COUNTS[SENTENCES])


def _both(first: str) -> tuple[str, str]:
    """The names of the two texts of which this is the first."""
    return first, f"{first[:-1]}2"


def _versions(data: Path) -> Iterator[tuple[str, list[str]]]:
    """The segments of two versions of each article, but for those that the labelled documents are versions of."""
    labelled = {row["where"]["row"] for row in listed(None, LISTED) if row["where"]["file"] == VERSIONS}
    for number, row in enumerate(_rows(data / VERSIONS)):
        if number not in labelled and all(version in row["versions"] for version in BOTH):
            yield from ((f"version {number}:{n}", row["versions"][name]) for n, name in enumerate(BOTH, 1))


def _sentences(data: Path) -> Iterator[tuple[str, str]]:
    """The two sentences of each pair that mean the same."""
    for number, row in enumerate(_rows(data / SENTENCES)):
        if row["split"] == "train" and row["label"]:
            yield from ((f"sentence {number}:{n}", row[f"s{n}"]) for n in (1, 2))


def _rows(file: Path) -> list[Item]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _claims(texts: dict[str, str], cache: Path | None) -> dict[str, list[Telling]]:
    """The claims of each text, in its order."""
    nothing: Item = {"title": None, "outlet": None, "date": None}
    placed = [Placed(name, "", "", text, 0, len(text), nothing) for name, text in texts.items()]
    found: dict[str, list[Telling]] = {name: [] for name in texts}
    for page in pages_of(placed, cache):
        claims = [Telling(decode_telling(profile.facts)) for profile in UtteranceJoiner().profiles(page)]
        found[page.capture.source] = sorted(claims, key=lambda one: one.facts.spans)
    return found


# ---- pairs
def _of_versions(one: Version, two: Version) -> Iterator[Weighed]:
    """Claims of one segment, by their order in it, against those of other segments."""
    for (a, ones), (b, others) in product(_by_segment(*one).items(), _by_segment(*two).items()):
        if a != b:
            yield from (pair._replace(label=False) for pair in _pairs(ones, others, COUNTS[VERSIONS]))
        elif len(ones) == len(others):
            yield from _pairs(ones, others, COUNTS[VERSIONS])


def _by_segment(segments: Sequence[str], claims: Sequence[Telling]) -> dict[int, list[Telling]]:
    """The claims that stand within one segment of a version, by its number."""
    bounds, at = list[tuple[int, int]](), 0
    for segment in segments:
        bounds.append((at, at + len(segment)))
        at += len(segment) + len(SEGMENTS)
    found: dict[int, list[Telling]] = {}
    for told in claims:
        start, end = told.facts.spans[0][0], told.facts.spans[-1][1]
        inside = [number for number, (a, b) in enumerate(bounds) if a < end and start < b]
        if len(inside) == 1:
            found.setdefault(inside[0], []).append(told)
    return found


def _pairs(ones: Sequence[Telling], others: Sequence[Telling], count: float) -> Iterator[Weighed]:
    """Each with each; those at one place of both tell the same."""
    for (a, one), (b, two) in product(enumerate(ones), enumerate(others)):
        if odds_of_one(one, two) is not None:
            yield Weighed(liken_tellings(one, two), a == b, count)
