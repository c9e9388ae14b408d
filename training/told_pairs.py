"""Pairs of claims of other news that were read and judged: whether they tell one remark.

benchmarks/utterances/told_pairs.jsonl has them as offsets: claims of pages on one event, in documents of no other label
file, drawn by chance from those that meet under a key, more of them the nearer the weights of that day were to no
answer. What the rules there leave open went out. Since they are hard cases, each counts for less than a pair of the
labelled documents (COUNTS).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.alike import Item, characters
from benchmarks.passages import load
from benchmarks.utterance_files import LABELS, listing, texts_of
from benchmarks.utterances_ours import pages_of
from listeningpost.record.same_remark import UtteranceJoiner
from listeningpost.record.telling_facts import Telling, decode_telling
from listeningpost.record.telling_likeness import Alike, liken_tellings

PAIRS = LABELS / "told_pairs.jsonl"
COUNTS = 0.5
HALF = 0.5  # of the shorter place, shared by a labelled claim and the one that is found there


class Judged(NamedTuple):
    """A pair of claims: of which event, their likeness, whether they tell one remark, and for how much it counts."""

    event: str
    likeness: Alike
    label: bool
    weight: float = COUNTS


def judged_pairs(data: Path, cache: Path | None = None) -> Iterator[Judged]:
    """The pairs whose two claims the product finds; `cache` keeps the pages between runs."""
    pairs = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    claims = _claims(pairs, data, cache)
    for pair in pairs:
        one, two = (_claim_at(claims[pair[side]["document"]], pair[side]) for side in ("one", "two"))
        if one and two and one is not two:
            yield Judged(pair["event"], liken_tellings(one, two), pair["told"])


def _claims(pairs: Sequence[Item], data: Path, cache: Path | None) -> Mapping[str, Sequence[Telling]]:
    """The claims of each document."""
    codes = sorted({pair[side]["document"] for pair in pairs for side in ("one", "two")})
    texts = texts_of(codes, data)
    placed = load([listing(code, "", "other", texts[code]) for code in codes], data)
    found: dict[str, list[Telling]] = {code: [] for code in codes}
    for page in pages_of(placed, cache):
        profiles = UtteranceJoiner().profiles(page)
        found[page.capture.source] += [Telling(decode_telling(profile.facts)) for profile in profiles]
    return found


def _claim_at(claims: Sequence[Telling], place: Item) -> Telling | None:
    """The claim that has most of a place, and half of the shorter of both; None without any."""
    wanted = characters(place["content"])
    best = max(claims, key=lambda one: (len(wanted & characters(one.facts.spans)), -len(one.facts.text)), default=None)
    theirs = characters(best.facts.spans) if best else set()
    shared = len(wanted & theirs)
    return best if shared and shared >= HALF * min(len(wanted), len(theirs)) else None
