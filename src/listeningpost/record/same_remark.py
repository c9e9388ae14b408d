"""Utterances: which statements tell one remark of one speaker, and how it drifted from telling to telling.

An item is a claim of a statement (claims_told.py): its id is the statement's with the claim's number. Claims are tied
where the logit says so, and what hangs together is parted by average linkage; both rest on what they are given alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from ..schema import Link, Page, Profile, Record, Tie
from .telling_facts import Telling, decode_telling, encode_telling, tellings_of
from .telling_groups import matrix, part, pieces
from .telling_keys import keys_of
from .telling_likeness import odds_of_one
from .tellings import link_of

TIED = -0.25  # log odds from which on two tellings are tied: what hangs together is judged again
LEAST = -0.75  # mean log odds between two groups that become one: below 0, for ties alone have brought them together
CLIP = 6.0  # log odds past which a pair is no surer
FAR = -4.0  # log odds of a pair that shares too little
KEPT = 2_048  # tellings, of some 20 KB each, that are not read anew
WHOLE = 150  # items of a piece that is parted at once, every pair of it compared again


class UtteranceJoiner(Record, frozen=True):
    """An UtteranceLink for every remark that two statements tell or more."""

    name: str = "utterances"
    version: int = 3

    def profiles(self, page: Page) -> Iterable[Profile]:
        """A profile for each claim of each statement."""
        for facts in tellings_of(page):
            keys = tuple(keys_of(Telling(facts)))
            if keys:
                yield Profile(item=facts.id, keys=keys, facts=encode_telling(facts))

    def compare(self, one: bytes, others: Sequence[bytes]) -> Iterable[Tie]:
        """A tie to each of the others that tells the same remark."""
        for other in others:
            yield from tie(_telling(one), _telling(other))

    def settle(self, items: Sequence[bytes], ties: Sequence[Tie]) -> Iterable[Link]:
        """The remarks told by items that hang together, each with its tellings and their drift."""
        tellings = [_telling(facts) for facts in items]
        place = {telling.facts.id: number for number, telling in enumerate(tellings)}
        known = [(place[one.a], place[one.b], one.score) for one in ties]
        for piece in pieces(len(tellings), known, WHOLE):
            mine = [tellings[number] for number in piece]
            for group in part(matrix(len(mine), list(_odds(mine)), FAR), LEAST):
                if len({mine[number].facts.statement for number in group}) > 1:
                    yield link_of([mine[number] for number in group])


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


def _odds(tellings: Sequence[Telling]) -> Iterator[tuple[int, int, float]]:
    for a, b in combinations(range(len(tellings)), 2):
        odds = odds_of_one(tellings[a], tellings[b])
        yield a, b, FAR if odds is None else max(min(odds, CLIP), FAR)
