"""The blocking keys of tellings: few for each, of several kinds, so that one remark in other words has one of them too.

Two tellings meet under a key where one of them is among its first ids; so a key is of use only where few remarks share
it, and the kinds go from the surest to the widest:

- `run`: the smallest hash of the runs of words: reports that keep the wording, whoever is said to speak;
- `pair`: of neighbouring rare words: another translation keeps some, also where it names the speaker otherwise;
- `said`: neighbouring words of a quotation, within a fortnight: a few words are all that some pages quote;
- `two`: two of the rarest words, wherever they stand;
- `mean`: the signs of some sums of a vector, with the speaker's last name and the fortnight: other words, one meaning;
- `who`: the speaker's last name with one of the rarest words, within a fortnight: a remark told in other words. Days
  are cut in fortnights twice, a week apart, so that tellings of one week share one; those without a day share theirs.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from ..knowledge import fold
from .telling_facts import Telling

RUN, RUNS = 4, 1  # words of a run, runs kept
PAIRS = 8  # kept
SAID = 2  # neighbouring words of a quotation that are kept
RAREST = 4  # words that are taken two by two
WHO = 3  # of them, that go with the speaker
RARE = 2.5  # weight of a word that says something: all but the commonest 400 or so
SIGNS, SUMS = 4, 4  # kept, each of so many sums (random hyperplanes: Charikar 2002)
FORTNIGHT, WEEK = 14, 7  # days


def keys_of(telling: Telling) -> Iterator[str]:
    """The keys of a telling; none for one without words."""
    stems = telling.words.stems
    runs = (" ".join(stems[at : at + RUN]) for at in range(len(stems) - RUN + 1))
    yield from (f"run:{key}" for key in _smallest(runs, RUNS))
    rare = [token.stem for token in telling.words.tokens if token.weight >= RARE]
    yield from (f"pair:{key}" for key in _smallest((f"{a} {b}" for a, b in zip(rare, rare[1:], strict=False)), PAIRS))
    said = telling.words.quoted
    spoken = _smallest((f"{a} {b}" for a, b in zip(said, said[1:], strict=False)), SAID)
    yield from (f"said:{key} {when}" for key in spoken for when in _fortnights(telling))
    rarest = _rarest(telling)
    yield from (f"two:{a} {b}" for a, b in combinations(sorted(rarest), 2))
    who = last_name(telling)
    if who:
        signed = _signs(telling) if telling.facts.name else ()
        yield from (f"mean:{signs} {who} {when}" for signs in signed for when in _fortnights(telling))
        yield from (f"who:{who} {stem} {when}" for stem in rarest[:WHO] for when in _fortnights(telling))


def last_name(telling: Telling) -> str | None:
    """What two tellings call a speaker alike: the last word of the name, else of the description."""
    words = fold(telling.facts.name or telling.facts.descriptor or "").split()
    return words[-1] if words else None


def _rarest(telling: Telling) -> list[str]:
    weights = telling.words.weights
    return sorted(weights, key=lambda stem: (-weights[stem], _hash(stem)))[:RAREST]


def _signs(telling: Telling) -> Iterator[str]:
    """The signs of the sums of a telling's vector, each sum over one half of its numbers less the other."""
    if telling.vector is not None:
        sums = _halves(len(telling.vector)) @ telling.vector
        for number in range(SIGNS):
            yield f"{number}{''.join(str(int(one > 0)) for one in sums[number * SUMS : (number + 1) * SUMS])}"


@cache
def _halves(width: int) -> npt.NDArray[np.int64]:
    """For each sum, which numbers of a vector are added and which are taken off: the bits of digests, the same on every
    machine."""
    digests = (hashlib.shake_128(bytes([number])).digest(width // 8) for number in range(SIGNS * SUMS))
    bits = np.array([np.unpackbits(np.frombuffer(digest, dtype=np.uint8)) for digest in digests])
    return bits.astype(np.int64) * 2 - 1


def _fortnights(telling: Telling) -> list[str]:
    if telling.around is None:
        return ["undated"]
    last = telling.around[1]
    return [f"a{last // FORTNIGHT}", f"b{(last + WEEK) // FORTNIGHT}"]


def _smallest(texts: Iterable[str], count: int) -> list[str]:
    return [f"{number:x}" for number in sorted({_hash(text) for text in texts})[:count]]


def _hash(text: str) -> int:
    """A CRC, mixed so that the smallest are of no special kind."""
    return (zlib.crc32(text.encode()) * 0x9E3779B1) & 0xFFFFFFFF
