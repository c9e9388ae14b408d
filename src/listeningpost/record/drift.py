"""How a claim drifted from one telling to another, by kind, in the words of both pages.

Each kind looks for words of its table (tables/drift.toml) that one telling has by a word which both tellings have, and
the other has not: "over 50 boats" and "50 boats" both have the boats. A part that one telling leaves out is drift only
where it limits the claim (omission), names its cause or says what it rests on. Nothing here says who is right.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from ..schema import DriftKind
from .drift_aligned import full_words, partners
from .drift_anchored import by_anchor
from .drift_clauses import agents_left_out, clauses_left_out, harms_explained
from .drift_days import days_differ
from .drift_numbers import units_differ, values_differ
from .drift_replaced import names_replaced, place_of, replaced, things_left_out, things_replaced
from .drift_sources import speakers_differ
from .drift_words import NOWHERE, OTHER, Found, Place, Places, find_words, is_weak, list_of, next_full
from .tables import load
from .telling_facts import Telling

BY_PLACE = frozenset(("tried", "failed"))  # what may be told as done by another verb
DEGREES = frozenset(("very", "little"))
MOST_LEFT, MOST_OF_ONE = 12, 2  # full words that two tellings, or one of them, may have of their own
NEAR, REACHED = 3, 6  # full words on each side; so many of them are in the other telling, no more words away
SHARE_LEFT = .4  # of the full words of both, where that is more
SEEN, OPENING = "seen", 2  # the list of words for seeing; words of a claim that may stand before them
BESIDE = 3  # words between words for a basis that are one
ONE_REMARK = 0.5  # of the words of the lighter telling: who told less in common told another remark
OPPOSITES: dict[str, list[str]] = {}  # each word with those that say the contrary
for pair in load("drift")["opposites"]["pairs"]:
    for word, other in (pair.split(), pair.split()[::-1]):
        OPPOSITES.setdefault(word, []).append(other)
LONG = 5  # words of a stretch that a verb with its modal words may take


class Drifted(NamedTuple):
    """A kind of drift with the words of both tellings; empty where a part is wanting."""

    kind: DriftKind
    was: str
    now: str


def drifts(one: Telling, two: Telling) -> Iterator[Drifted]:
    """The kinds in which `two` drifted from `one`, each once."""
    for kind, find in FINDERS.items():
        found = next((found for found in find(one, two) if _alike_else(one, two, found)), None)
        if found:
            yield Drifted(kind, one.text(*found[0]), two.text(*found[1]))
    if _share_of_words(one, two) >= ONE_REMARK:
        yield from (Drifted("speaker", *words) for words in speakers_differ(one, two))


def _alike_else(one: Telling, two: Telling, places: Places) -> bool:
    """Whether two tellings have few full words of their own beside what may have drifted: where they have many, what
    differs is not that one word."""
    same = partners(one, two)
    own = [sum(at not in aligned and not start <= at < end for at in full_words(telling))
           for telling, aligned, (start, end) in ((one, same.keys(), places[0]), (two, same.values(), places[1]))]
    words = sum(len(full_words(telling)) for telling in (one, two))
    few = sum(own) <= max(MOST_LEFT, SHARE_LEFT * words) or min(own) <= MOST_OF_ONE
    return few or _alike_around(one, two, places)


def _alike_around(one: Telling, two: Telling, places: Places) -> bool:
    """Whether the words right around what may have drifted are the same in both tellings."""
    if NOWHERE in places:
        return False
    same, ((start, end), (low, high)) = partners(one, two), places
    full = full_words(one)
    near = [at for at in full if at < start][-NEAR:] + [at for at in full if at >= end][:NEAR]
    return sum(at in same and low - REACHED <= same[at] < high + REACHED for at in near) >= NEAR


def _share_of_words(one: Telling, two: Telling) -> float:
    """How much of the lighter telling's full words, by weight, the other has."""
    shared = sum(one.words.tokens[at].weight for at in partners(one, two))
    weights = [sum(telling.words.tokens[at].weight for at in full_words(telling)) for telling in (one, two)]
    return shared / min(weights) if min(weights) else 0.0


# ---- words in a stretch that the other telling has other words for
def _by_place(kind: str, one: Telling, two: Telling) -> Iterator[Places]:
    """Where words of a list stand in a short stretch that the other telling has in other words, with none of a list:
    "the port tried to influence the vote", "the port interfered in the vote"."""
    mine, theirs = ([found for found in find_words(kind, telling.words.tokens) if found.sort != OTHER]
                    for telling in (one, two))
    if bool(mine) == bool(theirs):
        return
    holder, places = (0, mine) if mine else (1, theirs)
    places = [found for found in places if found.sort in BY_PLACE]
    starts = [(one, two)[holder].words.tokens[found.start].span[0] for found in places]
    for stretch in replaced(one, two, LONG):
        first, last = stretch[holder][0].span[0], stretch[holder][-1].span[0]
        if any(first <= start <= last for start in starts):
            yield place_of(stretch[0], one), place_of(stretch[1], two)


# ---- kinds
def _hedge(one: Telling, two: Telling) -> Iterator[Places]:
    for was, now in by_anchor("hedge", one, two, 3):
        if not any(_is_degree(telling, place) for telling, place in ((one, was), (two, now))):
            yield was, now


def _is_degree(telling: Telling, place: Place) -> bool:
    """Whether words for how much stand by another word than the next: "very kindly received" says nothing of it."""
    found = next((x for x in find_words("hedge", telling.words.tokens) if x.start == place[0]), None)
    far = found is not None and next(iter(next_full(telling.words.tokens, found.end)), place[1] - 1) < place[1] - 1
    return far and found is not None and found.sort in DEGREES


def _modality(one: Telling, two: Telling) -> Iterator[Places]:
    yield from _by_place("modality", one, two)
    yield from by_anchor("modality", one, two, 2)


def _negation(one: Telling, two: Telling) -> Iterator[Places]:
    return (places for places in by_anchor("negation", one, two, 1) if not _turned_twice(one, two, places))


def _turned_twice(one: Telling, two: Telling, places: Places) -> bool:
    """Whether what one telling negates the other tells by the opposite: "not with high hopes", "with low hopes"."""
    same = partners(one, two)
    mine, theirs = _own_words(one, same.keys(), places[0]), _own_words(two, same.values(), places[1])
    return any(word in OPPOSITES.get(other, ()) for word in mine for other in theirs)


def _own_words(telling: Telling, aligned: Collection[int], place: Place) -> list[str]:
    """The full words of a telling from a place on that the other telling does not have."""
    return [telling.words.tokens[at].word for at in full_words(telling) if at >= place[0] and at not in aligned]


def _scope(one: Telling, two: Telling) -> Iterator[Places]:
    yield from by_anchor("scope", one, two, 2)
    if not next(days_differ(one, two), None):
        yield from names_replaced(one, two)


def _counted(one: Telling, two: Telling) -> Iterator[Places]:
    yield from things_replaced(one, two)
    yield from things_left_out(one, two)


def _basis(one: Telling, two: Telling) -> Iterator[Places]:
    """Words for what the claim rests on that one telling has, and none, or those for something else, in the other."""
    mine, theirs = ([x for x in find_words("basis", t.words.tokens) if _may_be_basis(x, t)] for t in (one, two))
    strong = [[x for x in found if not is_weak("basis", t.text(x.start, x.end).lower())]
              for found, t in ((mine, one), (theirs, two))]
    if not {x.sort for x in mine} & {x.sort for x in theirs} and any(strong):
        yield _first_of(mine), _first_of(theirs)


def _may_be_basis(found: Found, telling: Telling) -> bool:
    """Whether found words say what the claim rests on; "when she saw it" in the middle of it tells of somebody."""
    told = found.sort == SEEN and found.start > OPENING
    return found.sort != OTHER and not told and not _is_aside(found, telling)


def _first_of(found: Sequence[Found]) -> Place:
    """The place of the first found words, with those that go on from there: "according to our data"."""
    if not found:
        return NOWHERE
    end = found[0].end
    for one in found[1:]:
        end = one.end if one.start - end < BESIDE else end
    return found[0].start, end


def _is_aside(found: Found, telling: Telling) -> bool:
    """Whether "he said" only says in passing who speaks: not behind "that", or at the end."""
    tokens = telling.words.tokens
    if " ".join(token.word for token in tokens[found.start : found.end]) not in list_of("asides"):
        return False
    before = telling.facts.text[: tokens[found.start].span[0]].rstrip()
    return not before.endswith(" that") or found.end == len(tokens)


def _cause(one: Telling, two: Telling) -> Iterator[Places]:
    yield from clauses_left_out("cause", one, two)
    yield from agents_left_out(one, two)
    yield from harms_explained(one, two)


def _omission(one: Telling, two: Telling) -> Iterator[Places]:
    yield from clauses_left_out("condition", one, two)
    yield from by_anchor("limit", one, two, 1)


Finder = Callable[[Telling, Telling], Iterator[Places]]
FINDERS: dict[DriftKind, Finder] = {
    "value": values_differ, "unit": units_differ, "hedge": _hedge, "modality": _modality, "scope": _scope,
    "counted": _counted, "cause": _cause, "basis": _basis, "day": days_differ,
    "negation": _negation, "omission": _omission,
}
