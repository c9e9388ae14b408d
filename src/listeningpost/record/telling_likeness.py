"""How alike two tellings are, and whether they tell one remark: a logit over measures that do not hang on the order.

tables/utterances.toml is made by training/utterances.py, which says what it was fitted on.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from ..edtf import overlap
from ..schema import Record
from .logits import Logit
from .tables import load
from .telling_facts import Telling
from .telling_sketch import TENTHS, Floats, Outline, cosines, most_of
from .telling_sketch import shared as sketched_shared
from .telling_words import KEPT, Words

LONG = 12  # words of a shared run past which it means no more
MUCH = 60.0  # weight of shared words past which it means no more
FAR = 30  # days between two tellings past which it means no more
FEW = 4.0  # weight that tellings must share to be compared in full
HALF = 0.5  # of the lighter telling, where that weighs less
NEAR = 0.5  # cosine of the vectors of two that are compared in full whatever their words
CIRCUMSTANCES = ("speaker", "near", "others", "same_day", "days", "gap", "venue")
SLACK = 1e-4  # of what is reckoned in fewer digits
NIGHT = 1  # days: what is said by night, or in another time zone, is dated a day apart


class Alike(Record, frozen=True):
    """Measures between 0 and 1. `contained`: weight of the lighter telling's words that the other has; `dice`: of
    both; `shared`: how much that is; `begun`: as `contained`, of the first letters of words; `pairs`: neighbouring
    words of the shorter that the other has; `run`: the longest run of words of both; `quoted`: how much of the shorter
    quotation the other has. `speaker`: one name or entity; `near`: not that, but the words for one have words for the
    other; `others`: two names that share no word. `same_day`: both of one day; `days`: of two days that neither can be
    one nor lie side by side; `gap`: days between; `venue`: one venue; `no_number`: both have numbers, and none that the
    other has; `meaning`: cosine of the vectors, 0 without them."""

    contained: float
    dice: float
    shared: float
    begun: float
    pairs: float
    run: float
    quoted: float
    speaker: float
    near: float
    others: float
    same_day: float
    days: float
    gap: float
    venue: float
    no_number: float
    meaning: float


class Logits(NamedTuple):
    """The logit of two tellings with vectors, and the one for tellings without."""

    told: Logit
    wording: Logit

    def of(self, one: Telling, two: Telling) -> float:
        """The log odds of two tellings."""
        both = one.vector is not None and two.vector is not None
        return (self.told if both else self.wording).of(liken_tellings(one, two))


def odds_of_one(one: Telling, two: Telling) -> float | None:
    """The log odds that two tellings tell one remark; None where they share too little to be compared in full, where
    they are the same words of one page, once within another's, where somebody denies what another asserts, and where
    one was printed before the other was said."""
    if one.facts.page == two.facts.page and _overlap(one, two) or _against(one, two) or _too_early(one, two):
        return None
    least = min(FEW, HALF * min(one.words.weight, two.words.weight))
    if _shared(one.words.weights, two.words.weights) < least and meaning_of(one, two) < NEAR:
        return None
    return logits().of(one, two)


def likely(one: Telling, others: Sequence[Telling], least: float) -> Iterator[Telling]:
    """Those of some tellings whose log odds with one may reach `least`, reckoned for all at once."""
    if not others:
        return
    shared, run = sketched_shared(one.outline, [other.outline for other in others])
    meaning = cosines(one.facts.vector, [other.facts.vector for other in others])
    weights = np.array([other.facts.weight for other in others])
    lighter = np.minimum(weights, one.facts.weight)
    enough = np.flatnonzero((shared + SLACK >= np.minimum(FEW, HALF * lighter)) | (meaning + SLACK >= NEAR))
    if len(enough):
        known = {"shared": shared[enough], "run": run[enough], "meaning": meaning[enough], "weight": weights[enough]}
        yield from _likely(one, [others[at] for at in enough.tolist()], known, least)


def _likely(one: Telling, others: Sequence[Telling], found: Mapping[str, Floats], least: float) -> Iterator[Telling]:
    """The same of those that share enough; `found`: what they share, in weight and in words of a run, what they mean
    alike, and what each weighs."""
    known = _at_most(one, others, found)
    both = [bool(one.facts.vector and other.facts.vector) for other in others]
    most = np.where(both, *(most_of(logit, known, len(others)) for logit in logits()))
    for at in np.flatnonzero(most + SLACK >= least).tolist():
        logit = logits()[0 if both[at] else 1]
        if most[at] - logit.most(CIRCUMSTANCES) + logit.part(_circumstances(one, others[at])) + SLACK >= least:
            yield others[at]


def _at_most(one: Telling, others: Sequence[Telling], found: Mapping[str, Floats]) -> dict[str, Floats]:
    """The most that measures of words can be, with each of some tellings."""
    shared, weights = found["shared"], found["weight"]
    begun, _ = sketched_shared(one.begun, [other.begun for other in others])
    lightest = np.minimum([_whole(other.begun) for other in others], _whole(one.begun))
    return {
        "contained": shared / np.maximum(np.minimum(weights, one.facts.weight), 0.1),
        "dice": 2 * shared / np.maximum(weights + one.facts.weight, 0.1),
        "shared": np.log1p(np.minimum(shared, MUCH)) / math.log1p(MUCH),
        "run": np.minimum(found["run"], LONG) / LONG,
        "begun": np.minimum(begun / np.maximum(lightest, 0.1), 1.0),
        "quoted": np.array([float(bool(one.facts.quoted or other.facts.quoted)) for other in others]),
        "meaning": found["meaning"],
    }


def _circumstances(one: Telling, two: Telling) -> dict[str, float]:
    """The measures of who said it, when and where."""
    speaker = _same_speaker(one, two)
    return {
        "speaker": float(speaker), "near": float(not speaker and bool(one.described & two.described)),
        "others": float(not speaker and _others(one, two)),
        "same_day": float(one.day is not None and one.day == two.day), "days": float(_two_days(one, two)),
        "gap": _gap(one, two), "venue": float(bool(one.facts.venue) and one.facts.venue == two.facts.venue),
    }


def _whole(found: Outline) -> float:
    return float(found.weights.sum(dtype=np.float64)) / TENTHS


def meaning_of(one: Telling, two: Telling) -> float:
    """The cosine of two vectors, not below 0; 0 where one is wanting."""
    if one.vector is None or two.vector is None:
        return 0.0
    return max(float(int(one.vector @ two.vector) / max(one.length * two.length, 1.0)), 0.0)


def liken_tellings(one: Telling, two: Telling) -> Alike:
    """The likeness of two tellings that both have words."""
    return Alike(meaning=meaning_of(one, two), **_worded(one.words, two.words), **_circumstances(one, two))


@lru_cache(maxsize=KEPT)
def _worded(one: Words, two: Words) -> dict[str, float]:
    """The measures of words: those of texts that many pages have are worked out once."""
    shared = _shared(one.weights, two.weights)
    least, both = min(one.weight, two.weight), one.weight + two.weight
    return {
        "contained": shared / max(least, 0.1), "dice": 2 * shared / max(both, 0.1),
        "shared": math.log1p(min(shared, MUCH)) / math.log1p(MUCH), "begun": _begun(one, two),
        "pairs": _pairs(one, two), "run": _longest_run(one, two), "quoted": _quoted(one, two),
        "no_number": float(_no_number(one, two)),
    }


@cache
def logits() -> Logits:
    """The packed logits."""
    table = load("utterances")
    return Logits(Logit(**table["told"]), Logit(**table["wording"]))


def _against(one: Telling, two: Telling) -> bool:
    """Whether one denies and the other, of whom nothing shows that he is the same, does not."""
    return one.facts.denies != two.facts.denies and not _same_speaker(one, two) and not one.described & two.described


def _overlap(one: Telling, two: Telling) -> bool:
    return any(a < d and c < b for a, b in one.facts.spans for c, d in two.facts.spans)


# ---- words
def _shared(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    small, large = sorted((one, two), key=len)
    return sum(min(weight, large[word]) for word, weight in small.items() if word in large)


def _begun(one: Words, two: Words) -> float:
    first, second = one.begun, two.begun
    return min(_shared(first, second) / max(min(sum(first.values()), sum(second.values())), 0.1), 1.0)


def _pairs(one: Words, two: Words) -> float:
    few, many = sorted((one.pairs, two.pairs), key=len)
    return len(few & many) / max(len(few), 1)


def _longest_run(one: Words, two: Words) -> float:
    short, long = sorted((one.stems, two.stems), key=lambda stems: (len(stems), stems))
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    return min(matcher.find_longest_match().size, LONG) / LONG


def _quoted(one: Words, two: Words) -> float:
    """Of the shorter quotation, the share of neighbouring words that the other telling has in that order."""
    shares = []
    for here, there in ((one, two), (two, one)):
        said = here.quoted
        mine = set(zip(said, said[1:], strict=False)) or {(word, word) for word in said}
        theirs = there.pairs | {(word, word) for word in there.stems}
        if mine:
            shares.append((len(mine), len(mine & theirs) / len(mine)))
    return min(shares)[1] if shares else 0.0


def _no_number(one: Words, two: Words) -> bool:
    mine, theirs = one.numbers, two.numbers
    return bool(mine) and bool(theirs) and not mine & theirs


# ---- who and when
def _same_speaker(one: Telling, two: Telling) -> bool:
    if one.facts.entity and one.facts.entity == two.facts.entity:
        return True
    few, many = sorted((one.speaker, two.speaker), key=len)
    return bool(few) and few <= many


def _others(one: Telling, two: Telling) -> bool:
    return bool(one.speaker) and bool(two.speaker) and not one.speaker & two.speaker


def _two_days(one: Telling, two: Telling) -> bool:
    early, late = sorted(((one.facts.first, one.facts.last), (two.facts.first, two.facts.last)))
    if overlap(early, late):
        return False
    return _days_from(early[1], late[0]) > NIGHT


def _too_early(one: Telling, two: Telling) -> bool:
    """Whether the page of one came out before the other is told to have been said, by more than a night."""
    pairs = ((one.facts.printed[1], two.facts.first), (two.facts.printed[1], one.facts.first))
    return any(_days_from(printed, said) > NIGHT for printed, said in pairs if printed < said)


def _days_from(early: str, late: str) -> int:
    return date.fromisoformat(late).toordinal() - date.fromisoformat(early).toordinal()


def _gap(one: Telling, two: Telling) -> float:
    if one.around is None or two.around is None:
        return 0.0
    return min(max(one.around[0] - two.around[1], two.around[0] - one.around[1], 0), FAR) / FAR
