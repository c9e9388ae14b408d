"""How a claim drifted from one telling to another, by kind, in the words of both pages.

Each kind looks for words of its table (tables/drift.toml) that one telling has by a word which both tellings have, and
the other has not: "over 50 boats" and "50 boats" both have the boats. A part that one telling leaves out is drift only
where it limits the claim (omission), names its cause or says what it rests on. Nothing here says who is right.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from ..knowledge import fold
from ..schema import DriftKind
from .drift_numbers import units_differ, values_differ
from .drift_words import Found, find_words, is_empty, is_number, next_full, phrases
from .telling_facts import Telling
from .telling_words import Token

Tokens = Sequence[Token]
Words = tuple[str, str]
SHORT = 3  # words of a stretch that is one thing said in place of another
ROOT = 4  # letters that two words of one root share
OTHER = "other"  # the list of words that only look like those of a kind
SAYING = 3.0  # weight of a word that names a thing
NO_NOUN = re.compile(r"(?:ed|ing|er|est|ly)$")
REPORTED = frozenset((frozenset(("will", "would")), frozenset(("can", "could"))))
INSIDE = 3  # full words of a clause that are told


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
        yield from _against(found, theirs, (one, two), reach)
    for found in theirs:
        yield from ((was, now) for now, was in _against(found, mine, (two, one), reach))


def _against(found: Found, other: Sequence[Found], tellings: tuple[Telling, Telling], reach: int) -> Iterator[Words]:
    """Found words of a telling, with the word they stand by, and what the other telling has by that."""
    here, there = tellings
    if found.sort == OTHER or any(found.sort == one.sort for one in other):
        return
    places = _anchored(found, here.words.tokens, there.words.tokens, reach)
    if places:
        at, place = places
        against = _standing_by(other, place, there.words.tokens)
        if against and _is_reported(found, against, tellings):
            return
        start = place - 1 if place and is_number(there.words.tokens[place - 1]) else place
        yield here.text(found.start, at + 1), there.text(against.start if against else start, place + 1)


def _anchored(found: Found, here: Tokens, there: Tokens, reach: int) -> tuple[int, int] | None:
    """The word by which found words stand, and the same word of the other telling. Before a number it is that number,
    or what it counts where the other telling counts that too."""
    stems = {token.stem: number for number, token in reversed(list(enumerate(there)))}
    places = [*next_full(here, found.end)][:reach]
    if places and places[0] == found.end and is_number(here[found.end]):
        places = [at for at in places if at == found.end or is_number(there[stems.get(here[at].stem, 0) - 1])]
    return next(((at, stems[here[at].stem]) for at in places if here[at].stem in stems), None)


def _standing_by(found: Sequence[Found], place: int, tokens: Tokens) -> Found | None:
    """The last of found words that stand shortly before a word."""
    before = [one for one in found if one.end <= place and place in list(next_full(tokens, one.end))]
    return before[-1] if before else None


def _is_reported(one: Found, two: Found, tellings: tuple[Telling, Telling]) -> bool:
    """Whether the one differs from the other only as quoted words do from reported ones: "will" from "would"."""
    quoted = [telling.words.tokens[found.start].quoted for telling, found in zip(tellings, (one, two), strict=True)]
    return frozenset((one.sort, two.sort)) in REPORTED and quoted[0] != quoted[1]


# ---- words in the place of others
def _replaced(one: Telling, two: Telling) -> Iterator[tuple[Tokens, Tokens]]:
    """Short stretches of one telling in whose place the other has words of another root."""
    a, b = ([t for t in telling.words.tokens if not is_empty(t.word)] for telling in (one, two))
    codes = SequenceMatcher(None, [t.stem for t in a], [t.stem for t in b], autojunk=False).get_opcodes()
    for tag, i, j, k, m in codes[1:-1]:
        if tag == "replace" and j - i <= SHORT and m - k <= SHORT and not _same_root(a[i:j], b[k:m]):
            yield a[i:j], b[k:m]


def _same_root(old: Tokens, new: Tokens) -> bool:
    """Whether two stretches share a root, or one is the other's initials."""
    if {token.stem[:ROOT] for token in old} & {token.stem[:ROOT] for token in new}:
        return True
    return any("".join(token.word[0] for token in x) == "".join(token.word for token in y)
               for x, y in ((old, new), (new, old)))


def _stretches(one: Telling, two: Telling, *, names: bool) -> Iterator[Words]:
    """The replaced stretches that are names, or those that are things."""
    for old, new in _replaced(one, two):
        named = all(any(token.named for token in tokens) for tokens in (old, new))
        things = not named and _are_things(old, one) and _are_things(new, two)
        if named if names else things:
            yield one.facts.text[old[0].span[0] : old[-1].span[1]], two.facts.text[new[0].span[0] : new[-1].span[1]]


def _are_things(stretch: Tokens, telling: Telling) -> bool:
    """Whether a stretch may name a thing: by the weight and ending of its last word, and by the word before it."""
    last, first = stretch[-1], stretch[0]
    before = [token.word for token in telling.words.tokens if token.span[1] <= first.span[0]][-1:]
    named = last.weight >= SAYING and not NO_NOUN.search(last.word) and not last.stem[0].isdigit()
    return named and bool(before) and before[0] in phrases("before_things")


# ---- kinds
def _hedge(one: Telling, two: Telling) -> Iterator[Words]:
    return _by_anchor("hedge", one, two, 3)


def _modality(one: Telling, two: Telling) -> Iterator[Words]:
    return _by_anchor("modality", one, two, 2)


def _negation(one: Telling, two: Telling) -> Iterator[Words]:
    return _by_anchor("negation", one, two, 1)


def _scope(one: Telling, two: Telling) -> Iterator[Words]:
    yield from _by_anchor("scope", one, two, 2)
    if not next(_day(one, two), None):
        yield from _stretches(one, two, names=True)


def _counted(one: Telling, two: Telling) -> Iterator[Words]:
    return _stretches(one, two, names=False)


def _day(one: Telling, two: Telling) -> Iterator[Words]:
    """Months or days of the week that the other telling has not."""
    for sort in ("month", "weekday"):
        mine, theirs = (
            [t.text(found.start, found.end) for found in find_words("day", t.words.tokens) if found.sort == sort]
            for t in (one, two)
        )
        if mine and theirs and not {fold(day) for day in mine} & {fold(day) for day in theirs}:
            yield mine[0], theirs[0]


def _speaker(one: Telling, two: Telling) -> Iterator[Words]:
    """Two names, each by its page's own sentence; or a name and several unnamed."""
    names = [bool(telling.speaker & set(fold(telling.facts.source).split())) for telling in (one, two)]
    several = any(_are_several(telling) for telling in (one, two))
    if (one.described & two.described and not several) or (one.facts.entity and one.facts.entity == two.facts.entity):
        return
    if all(names) or (any(names) and several):
        yield one.facts.source, two.facts.source


def _are_several(telling: Telling) -> bool:
    """Whether the source is unnamed and more than one: "some passengers", "officials"."""
    words = fold(telling.facts.source).split()
    if not words or telling.facts.name:
        return False
    return words[0] in phrases("unnamed") or (words[0] not in phrases("before_things") and words[-1].endswith("s"))


def _basis(one: Telling, two: Telling) -> Iterator[Words]:
    """Words for what the claim rests on that one telling has, and none in the other."""
    a, b = ([t.text(x.start, x.end) for x in find_words("basis", t.words.tokens)] for t in (one, two))
    if bool(a) != bool(b):
        yield "; ".join(a), "; ".join(b)


def _cause(one: Telling, two: Telling) -> Iterator[Words]:
    return _clause("cause", one, two)


def _omission(one: Telling, two: Telling) -> Iterator[Words]:
    return _clause("condition", one, two)


def _clause(kind: str, one: Telling, two: Telling) -> Iterator[Words]:
    """A clause that words of a kind begin, of which the other telling has nothing."""
    for here, there in ((one, two), (two, one)):
        tokens, stems = here.words.tokens, set(there.words.stems)
        for found in find_words(kind, tokens):
            inside = _until_shared(tokens, found.end, stems)
            if inside and not {token.stem for token in tokens[found.start : found.end]} <= stems:
                words = here.text(found.start, inside[-1] + 1)
                yield (words, "") if here is one else ("", words)


def _until_shared(tokens: Tokens, start: int, stems: set[str]) -> list[int]:
    """The full words from a token on up to the first that the other telling has, INSIDE at most."""
    full = list(next_full(tokens, start))[:INSIDE]
    return list(takewhile(lambda at: tokens[at].stem not in stems, full))


Finder = Callable[[Telling, Telling], Iterator[Words]]
FINDERS: dict[DriftKind, Finder] = {
    "value": values_differ, "unit": units_differ, "hedge": _hedge, "modality": _modality, "scope": _scope,
    "counted": _counted, "cause": _cause, "speaker": _speaker, "basis": _basis, "day": _day, "negation": _negation,
    "omission": _omission,
}
