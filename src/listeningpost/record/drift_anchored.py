"""Words of a kind that drifted, by a word which both tellings have: "over 50 boats", "nearly 50 boats".

A telling may begin in the middle of its sentence, a number may count something else, and what will be may be told as
what is: none of these is drift.
"""

import re
from collections.abc import Iterator, Sequence

from .drift_aligned import in_one_place, partners
from .drift_words import OTHER, Found, Places, find_words, is_number, is_weak, list_of, next_full, phrases
from .telling_facts import Telling
from .telling_words import Token

Tokens = Sequence[Token]
REPORTED = frozenset((frozenset(("will", "would")), frozenset(("can", "could"))))
FUTURE = frozenset(("will", "would"))
PRESENT = re.compile(r"(?:[^s]s|ing)$")
OF_VERBS = frozenset(("modality", "negation"))
WISHES = frozenset(("wanted", "feared", "planned"))
PLACED = frozenset(("modality",))  # kinds of words that stand by other words in one place too


def by_anchor(kind: str, one: Telling, two: Telling, reach: int) -> Iterator[Places]:
    """Where both have a word by which one has words of a list and the other those of another list, or none."""
    mine, theirs = (find_words(kind, telling.words.tokens) for telling in (one, two))
    for found in (found for found in mine if _may_drift(kind, found, one, theirs)):
        yield from _against(kind, found, theirs, (one, two), reach)
    for found in (found for found in theirs if _may_drift(kind, found, two, mine)):
        yield from ((was, now) for now, was in _against(kind, found, mine, (two, one), reach))


def _may_drift(kind: str, found: Found, here: Telling, theirs: Sequence[Found]) -> bool:
    """Whether found words say something that none of the other telling's say."""
    words = " ".join(token.word for token in here.words.tokens[found.start : found.end])
    if found.sort == OTHER or is_weak(kind, words, found.sort):
        return False
    return all(found.sort != one.sort for one in theirs)


def _against(
    kind: str, found: Found, other: Sequence[Found], tellings: tuple[Telling, Telling], reach: int
) -> Iterator[Places]:
    """Found words of a telling, with the word they stand by, and what the other telling has by that."""
    there = tellings[1]
    places = _anchored(found, kind, tellings, reach)
    if places and (_is_wish_told_as_fact(found, tellings) or not _is_cut(kind, tellings, places[1])):
        at, place = places
        against = _standing_by([one for one in other if one.sort != OTHER], place, there.words.tokens)
        if kind in PLACED and not against and _is_apart(found, at, tellings[0]):
            return
        if _is_reported(found, against, tellings) if against else _is_tense(found, there.words.tokens, place):
            return
        start = place - 1 if place and is_number(there.words.tokens[place - 1]) else place
        yield (found.start, at + 1), (against.start if against else start, place + 1)


def _is_apart(found: Found, at: int, here: Telling) -> bool:
    """Whether another full word stands between found words and a word: what "wants to sign a contract" says of the
    signing, "a contract" does not say otherwise."""
    return next(iter(next_full(here.words.tokens, found.end)), at) < at


def _anchored(found: Found, kind: str, tellings: tuple[Telling, Telling], reach: int) -> tuple[int, int] | None:
    """The word by which found words stand, and the same word of the other telling, else the one in its place. Before a
    number it is that number, or what it counts where the other telling counts that too."""
    one, two = tellings
    here, there = one.words.tokens, two.words.tokens
    same = partners(one, two)
    places = [at for at in next_full(here, found.end) if here[at].word not in list_of("negation")][:reach]
    if places and places[0] == found.end and is_number(here[found.end]):
        if found.end in same and _count_others(one, two, found.end, same[found.end]):
            return None
        places = [at for at in places if at == found.end or is_number(there[same.get(at, 0) - 1])]
    beside = next(((at, same[at]) for at in places if at in same), None)
    if kind in PLACED and beside and is_number(here[beside[0]]):
        return None
    if beside or not places or kind not in PLACED:
        return beside
    other = in_one_place(one, two)
    return next(((at, other[at]) for at in places[:1] if at in other), None)


def _count_others(one: Telling, two: Telling, number: int, other: int) -> bool:
    """Whether one number counts something in one telling and something else in the other: 10 minutes, 10 feet."""
    here, there = (_noun_behind(telling.words.tokens, at) for telling, at in ((one, number), (two, other)))
    return here is not None and there is not None and partners(one, two).get(here) != there


def _noun_behind(tokens: Tokens, number: int) -> int | None:
    return next((at for at in next_full(tokens, number + 1) if not is_number(tokens[at])), None)


def _is_cut(kind: str, tellings: tuple[Telling, Telling], place: int) -> bool:
    """Whether the other telling begins in the middle of a sentence, so that what stands before its word is not in it:
    "suspected of | having the illness", "intended | to use the dock", "we never | see each other"."""
    one, two = tellings
    if kind in OF_VERBS and place == 0:
        return True
    return two.words.tokens[0].word in phrases("cut") and not any(to < place for to in partners(one, two).values())


def _is_wish_told_as_fact(found: Found, tellings: tuple[Telling, Telling]) -> bool:
    """Whether what somebody hopes, fears or expects "that" is, the other telling says: no cue of it wishes it."""
    tokens = tellings[0].words.tokens
    clause = "that" in [token.word for token in tokens[found.end - 1 : found.end + 1]]
    return clause and found.sort in WISHES and tellings[1].facts.attribution == "speech"


def _standing_by(found: Sequence[Found], place: int, tokens: Tokens) -> Found | None:
    """The last of found words that stand shortly before a word."""
    before = [one for one in found if one.end <= place and place in list(next_full(tokens, one.end))]
    return before[-1] if before else None


def _is_reported(one: Found, two: Found, tellings: tuple[Telling, Telling]) -> bool:
    """Whether the one differs from the other only as quoted words do from reported ones: "will" from "would"."""
    quoted = [telling.words.tokens[found.start].quoted for telling, found in zip(tellings, (one, two), strict=True)]
    return frozenset((one.sort, two.sort)) in REPORTED and not all(quoted)


def _is_tense(found: Found, tokens: Tokens, place: int) -> bool:
    """Whether what will be is told in the tense of plans, or of headlines: "will begin", "begins", "to begin"."""
    to_be = place > 0 and tokens[place - 1].word == "to"
    return found.sort in FUTURE and (to_be or PRESENT.search(tokens[place].word) is not None)
