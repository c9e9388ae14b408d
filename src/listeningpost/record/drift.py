"""How a claim drifted from one telling to another, by kind, in the words of both pages.

Each kind looks for words of its table (tables/drift.toml) that one telling has by a word which both tellings have, and
the other has not: "over 50 boats" and "50 boats" both have the boats. A part that one telling leaves out is drift only
where it limits the claim (omission), names its cause or says what it rests on. Nothing here says who is right.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from ..schema import DriftKind
from .drift_aligned import in_one_place
from .drift_clauses import agents_left_out, clauses_left_out, harms_explained
from .drift_days import days_differ
from .drift_numbers import units_differ, values_differ
from .drift_replaced import names_replaced, replaced, things_left_out, things_replaced, words_of
from .drift_sources import speakers_differ
from .drift_words import OTHER, Found, find_words, is_number, list_of, next_full
from .telling_facts import Telling
from .telling_words import Token

Tokens = Sequence[Token]
Words = tuple[str, str]
REPORTED = frozenset((frozenset(("will", "would")), frozenset(("can", "could"))))
ASIDE = ",;.\"”’'…—–"  # marks behind which "he said" is an aside
PLACED = frozenset(("modality",))  # kinds of words that stand by other words in one place too
LONG = 5  # words of a stretch that a verb with its modal words may take


class Drifted(NamedTuple):
    """A kind of drift with the words of both tellings; empty where a part is wanting."""

    kind: DriftKind
    was: str
    now: str


def drifts(one: Telling, two: Telling, without: Collection[DriftKind] = ()) -> Iterator[Drifted]:
    """The kinds in which `two` drifted from `one`, each once; those of `without` are not looked for."""
    for kind, find in FINDERS.items():
        found = None if kind in without else next(iter(find(one, two)), None)
        if found:
            yield Drifted(kind, *found)


# ---- words by a word that both have
def _by_anchor(kind: str, one: Telling, two: Telling, reach: int) -> Iterator[Words]:
    """Where both have a word by which one has words of a list and the other those of another list, or none."""
    mine, theirs = (find_words(kind, telling.words.tokens) for telling in (one, two))
    for found in mine:
        yield from _against(kind, found, theirs, (one, two), reach)
    for found in theirs:
        yield from ((was, now) for now, was in _against(kind, found, mine, (two, one), reach))


def _against(
    kind: str, found: Found, other: Sequence[Found], tellings: tuple[Telling, Telling], reach: int
) -> Iterator[Words]:
    """Found words of a telling, with the word they stand by, and what the other telling has by that."""
    here, there = tellings
    if found.sort == OTHER or any(found.sort == one.sort for one in other):
        return
    places = _anchored(found, kind, tellings, reach)
    if places:
        at, place = places
        against = _standing_by([one for one in other if one.sort != OTHER], place, there.words.tokens)
        if against and _is_reported(found, against, tellings):
            return
        start = place - 1 if place and is_number(there.words.tokens[place - 1]) else place
        yield here.text(found.start, at + 1), there.text(against.start if against else start, place + 1)


def _anchored(found: Found, kind: str, tellings: tuple[Telling, Telling], reach: int) -> tuple[int, int] | None:
    """The word by which found words stand, and the same word of the other telling, else the one in its place. Before a
    number it is that number, or what it counts where the other telling counts that too."""
    one, two = tellings
    here, there = one.words.tokens, two.words.tokens
    stems = {token.stem: number for number, token in reversed(list(enumerate(there)))}
    places = [at for at in next_full(here, found.end) if here[at].word not in list_of("negation")][:reach]
    if places and places[0] == found.end and is_number(here[found.end]):
        places = [at for at in places if at == found.end or is_number(there[stems.get(here[at].stem, 0) - 1])]
        return next(((at, stems[here[at].stem]) for at in places if here[at].stem in stems), None)
    same = next(((at, stems[here[at].stem]) for at in places if here[at].stem in stems), None)
    if same or kind not in PLACED:
        return same
    other = in_one_place(one, two)
    return next(((at, other[at]) for at in places[:1] if at in other), None)


def _standing_by(found: Sequence[Found], place: int, tokens: Tokens) -> Found | None:
    """The last of found words that stand shortly before a word."""
    before = [one for one in found if one.end <= place and place in list(next_full(tokens, one.end))]
    return before[-1] if before else None


def _is_reported(one: Found, two: Found, tellings: tuple[Telling, Telling]) -> bool:
    """Whether the one differs from the other only as quoted words do from reported ones: "will" from "would"."""
    quoted = [telling.words.tokens[found.start].quoted for telling, found in zip(tellings, (one, two), strict=True)]
    return frozenset((one.sort, two.sort)) in REPORTED and not all(quoted)


# ---- words in a stretch that the other telling has other words for
def _by_place(kind: str, one: Telling, two: Telling) -> Iterator[Words]:
    """Where words of a list stand in a short stretch that the other telling has in other words, with none of a list:
    "the port tried to influence the vote", "the port interfered in the vote"."""
    mine, theirs = ([found for found in find_words(kind, telling.words.tokens) if found.sort != OTHER]
                    for telling in (one, two))
    if bool(mine) == bool(theirs):
        return
    holder, places = (0, mine) if mine else (1, theirs)
    starts = [(one, two)[holder].words.tokens[found.start].span[0] for found in places]
    for stretch in replaced(one, two, LONG):
        first, last = stretch[holder][0].span[0], stretch[holder][-1].span[0]
        if any(first <= start <= last for start in starts):
            yield words_of(stretch[0], one), words_of(stretch[1], two)


# ---- kinds
def _hedge(one: Telling, two: Telling) -> Iterator[Words]:
    return _by_anchor("hedge", one, two, 3)


def _modality(one: Telling, two: Telling) -> Iterator[Words]:
    yield from _by_place("modality", one, two)
    yield from _by_anchor("modality", one, two, 2)


def _negation(one: Telling, two: Telling) -> Iterator[Words]:
    return _by_anchor("negation", one, two, 1)


def _scope(one: Telling, two: Telling) -> Iterator[Words]:
    yield from _by_anchor("scope", one, two, 2)
    if not next(days_differ(one, two), None):
        yield from names_replaced(one, two)


def _counted(one: Telling, two: Telling) -> Iterator[Words]:
    yield from things_replaced(one, two)
    yield from things_left_out(one, two)


def _basis(one: Telling, two: Telling) -> Iterator[Words]:
    """Words for what the claim rests on that one telling has, and none, or those for something else, in the other."""
    mine, theirs = ([x for x in find_words("basis", t.words.tokens) if not _is_aside(x, t)] for t in (one, two))
    if not {x.sort for x in mine} & {x.sort for x in theirs} and (mine or theirs):
        yield _words_of(mine, one), _words_of(theirs, two)


def _words_of(found: Sequence[Found], telling: Telling) -> str:
    return "; ".join(telling.text(one.start, one.end) for one in found)


def _is_aside(found: Found, telling: Telling) -> bool:
    """Whether "he said" only says in passing who speaks: behind a comma or a quotation, or at the end."""
    tokens = telling.words.tokens
    if " ".join(token.word for token in tokens[found.start : found.end]) not in list_of("asides"):
        return False
    before = telling.facts.text[: tokens[found.start].span[0]].rstrip()
    return not before or before[-1] in ASIDE or found.end == len(tokens)


def _cause(one: Telling, two: Telling) -> Iterator[Words]:
    yield from clauses_left_out("cause", one, two)
    yield from agents_left_out(one, two)
    yield from harms_explained(one, two)


def _omission(one: Telling, two: Telling) -> Iterator[Words]:
    return clauses_left_out("condition", one, two)


Finder = Callable[[Telling, Telling], Iterator[Words]]
FINDERS: dict[DriftKind, Finder] = {
    "value": values_differ, "unit": units_differ, "hedge": _hedge, "modality": _modality, "scope": _scope,
    "counted": _counted, "cause": _cause, "speaker": speakers_differ, "basis": _basis, "day": days_differ,
    "negation": _negation, "omission": _omission,
}
