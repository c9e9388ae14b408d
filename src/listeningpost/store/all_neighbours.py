"""Which items of a joiner stand near which, told of all of them at once, where neighbours.py looks up those of some:
in a store of which no item was compared yet, a sort of the keys instead of a look for each key of each item.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, text

from .neighbours import LAST, reach

AT_ONCE = 4_000_000  # places that are sorted at once, in some 250 MB
READ = 10_000  # items read at once
ITEMS = 20_000  # items whose pairs are gone through at once
_KEYED = text("SELECT number, keys FROM profile WHERE joiner = :joiner")  # in the order of the table: the quickest
Integers = npt.NDArray[np.int64]


class Neighbours(NamedTuple):
    """The items of a joiner by their numbers, in order; and `met[begin[at] : begin[at + 1]]` are the places in that row
    of those behind the item at place `at` that it meets."""

    numbers: Integers
    begin: Integers
    met: npt.NDArray[np.int32]

    def behind(self, number: int) -> list[int]:
        """The numbers of the items behind one that it meets, in order."""
        at = int(np.searchsorted(self.numbers, number))
        found: list[int] = self.numbers[self.met[self.begin[at] : self.begin[at + 1]]].tolist()
        return found

    def together(self) -> list[int]:
        """The numbers of all items, those that meet the same ones side by side: what is read for one then serves the
        next. In the order of the first item that any of those that one meets has for its first."""
        first = np.arange(len(self.numbers), dtype=np.int32)
        for ones, others in self._some():
            np.minimum.at(first, others, ones)
        beyond = first.copy()
        for ones, others in self._some():
            np.minimum.at(beyond, others, first[ones])
            np.minimum.at(beyond, ones, first[others])
        found: list[int] = self.numbers[np.lexsort((first, beyond))].tolist()
        return found

    def _some(self) -> Iterator[tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]]:
        """The places of the pairs that meet, those of ITEMS items at once."""
        for start in range(0, len(self.numbers), ITEMS):
            begin = self.begin[start : start + ITEMS + 1]
            yield (np.repeat(np.arange(start, start + len(begin) - 1, dtype=np.int32), np.diff(begin)),
                   self.met[begin[0] : begin[-1]])


def all_neighbours(connection: Connection, joiner: str) -> Neighbours:
    """Every item of a joiner, with those behind it that it meets under a key."""
    found, counts, keys = _read(connection, joiner)
    order = np.argsort(found)
    place = np.empty(len(found), dtype=np.int32)
    place[order] = np.arange(len(found), dtype=np.int32)
    pairs = np.concatenate([np.empty(0, dtype=np.int64), *_pairs(keys, np.repeat(place, counts), len(found))])
    pairs.sort()  # where it stands: of many pages there are some 250 MB of them
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    begin = np.searchsorted(pairs, np.arange(len(found) + 1) * len(found))
    pairs %= max(len(found), 1)
    return Neighbours(found[order], begin, pairs.astype(np.int32))


def _read(connection: Connection, joiner: str) -> tuple[Integers, Integers, Integers]:
    """The numbers of a joiner's items, how many keys each has, and the keys of all, one item's behind another's."""
    numbers, counts, keys = ([np.empty(0, dtype=np.int64)] for _ in range(3))
    for rows in connection.execute(_KEYED, {"joiner": joiner}).partitions(READ):
        numbers.append(np.array([row.number for row in rows], dtype=np.int64))
        counts.append(np.array([len(row.keys) for row in rows], dtype=np.int64) // 8)
        keys.append(np.frombuffer(b"".join(row.keys for row in rows), dtype=np.int64))
    return np.concatenate(numbers), np.concatenate(counts), np.concatenate(keys)


def _pairs(keys: Integers, holders: npt.NDArray[np.int32], size: int) -> Iterator[Integers]:
    """The pairs that meet, each as one number; AT_ONCE places at a time, those of a share of all keys."""
    shares = len(keys) // AT_ONCE + 1
    for share in range(shares):
        chosen = (keys >= LAST // shares * share) & ((keys < LAST // shares * (share + 1)) | (share == shares - 1))
        yield np.unique(_met(keys[chosen], holders[chosen], size))


def _met(keys: Integers, holders: npt.NDArray[np.int32], size: int) -> Integers:
    """The same of some keys."""
    order = np.lexsort((holders, keys))
    ranked = holders[order].astype(np.int64)
    _, counts = np.unique(keys, return_counts=True)
    rest = np.repeat(np.cumsum(counts), counts) - np.arange(len(keys)) - 1  # holders of the key behind this one
    far = np.minimum(rest, np.repeat([reach(count) for count in counts.tolist()], counts))
    found = [np.empty(0, dtype=np.int64)]
    for step in range(1, int(far.max(initial=0)) + 1):
        at = np.flatnonzero(far >= step)
        found.append(ranked[at] * size + ranked[at + step])
    return np.concatenate(found)
