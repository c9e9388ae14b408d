"""Utterances: which statements tell one remark of one speaker, and how it drifted from telling to telling.

An item is a claim of a statement (claims_told.py): its id is the statement's with the claim's number. Claims are tied
where the logit says so, and what hangs together is parted by average linkage; both rest on what they are given alone.
Of a few every two are compared for that. Of more, as when many pages report one speech, the ties are enough: two that
none binds were not likely, or share no key, and count as UNTIED.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np

from ..schema import Link, Page, Profile, Record, Tie
from .linkage import Floats, link
from .telling_facts import Telling, decode_telling, encode_telling, sketched, tellings_of
from .telling_keys import keys_of
from .telling_likeness import likely, odds_of_one
from .tellings import link_of

TIED = -0.25  # log odds from which on two tellings are tied: what hangs together is judged again
LEAST = -0.75  # mean log odds between two groups that become one: below 0, for ties alone have brought them together
CLIP = 6.0  # log odds past which a pair is no surer
FAR = -4.0  # log odds of a pair that shares too little
UNTIED = -2.0  # log odds that a pair without a tie counts for where not every two are compared
FEWEST = 2  # statements of a remark
KEPT = 8_192  # tellings, of some 2 KB each and 20 with their words, that are not read anew
FEW = 40  # items of a part of which every two are compared again: at most 780 pairs of some 0.2 ms
WHOLE = 200  # items of a part: some 60 pages that report one speech
LEVELS = (0.5, 1.5, 3.0, 4.5)  # log odds by which ties of a larger part are cut


class UtteranceJoiner(Record, frozen=True):
    """An UtteranceLink for every remark that two statements tell or more."""

    name: str = "utterances"
    version: int = 10
    largest: int = WHOLE
    levels: tuple[float, ...] = LEVELS

    def profiles(self, page: Page) -> Iterable[Profile]:
        """A profile for each claim of each statement."""
        for facts in tellings_of(page):
            telling = Telling(facts)
            keys = tuple(keys_of(telling))
            if keys:
                yield Profile(item=facts.id, keys=keys, facts=encode_telling(sketched(telling)))

    def compare(self, one: bytes, others: Sequence[bytes]) -> Iterable[Tie]:
        """A tie to each of the others that tells the same remark."""
        first = _telling(one)
        for second in likely(first, [_telling(other) for other in others], TIED):
            yield from tie(first, second)

    def settle(self, items: Sequence[bytes], ties: Sequence[Tie]) -> Iterable[Link]:
        """The remarks told by items that hang together, each with its tellings and their drift."""
        if len(items) < FEWEST:
            return
        tellings = [_telling(facts) for facts in items]
        for group in _groups(tellings, ties):
            if len({tellings[number].facts.statement for number in group}) >= FEWEST:
                yield link_of([tellings[number] for number in group])


def _groups(tellings: Sequence[Telling], ties: Sequence[Tie]) -> Iterable[list[int]]:
    """The remarks of a part; one where so many hang together by the surest ties."""
    if len(tellings) > WHOLE:
        return [list(range(len(tellings)))]
    few = len(tellings) <= FEW
    return link(_square(tellings) if few else _square_of_ties([one.facts.id for one in tellings], ties), LEAST)


@lru_cache(maxsize=KEPT)
def _telling(facts: bytes) -> Telling:
    """A telling with its words, kept for the next meeting: leaders of a key are met by all others."""
    return Telling(decode_telling(facts))


def tie(one: Telling, two: Telling) -> Iterator[Tie]:
    """The tie of two tellings, where they tell one remark."""
    odds = odds_of_one(one, two)
    if odds is not None and odds >= TIED:
        a, b = sorted((one.facts.id, two.facts.id))
        yield Tie(a=a, b=b, relation="told", score=round(odds, 3))


def _square(tellings: Sequence[Telling]) -> Floats:
    """The log odds of each two tellings, clipped."""
    found = np.full((len(tellings), len(tellings)), FAR)
    for a, b in combinations(range(len(tellings)), 2):
        odds = odds_of_one(tellings[a], tellings[b])
        found[a, b] = found[b, a] = FAR if odds is None else max(min(odds, CLIP), FAR)
    return found


def _square_of_ties(ids: Sequence[str], ties: Sequence[Tie]) -> Floats:
    """The log odds of each two items by their ties, clipped."""
    number = {id_: at for at, id_ in enumerate(ids)}
    found = np.full((len(ids), len(ids)), UNTIED)
    for one in ties:
        a, b = number[one.a], number[one.b]
        found[a, b] = found[b, a] = min(one.score, CLIP)
    return found
