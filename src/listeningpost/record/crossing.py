"""Which of the hashed words of many rows stand in one row too, found for all of them at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .wording import Hashes

Places = npt.NDArray[np.int64]


class Crossing(NamedTuple):
    """For each word that a row of many shares with the one: the number of that row, where the word stands in the one,
    and where in all rows put one behind another."""

    rows: Places
    mine: Places
    theirs: Places


def cross(one: Hashes, others: Sequence[Hashes]) -> Crossing:
    """The words of other rows that stand in one; its hashes are in their order, each once."""
    ids = np.concatenate(others)
    place = np.minimum(np.searchsorted(one, ids), max(len(one) - 1, 0))
    theirs = np.flatnonzero(one[place] == ids) if len(one) else np.zeros(0, dtype=np.int64)
    rows = np.repeat(np.arange(len(others)), [len(other) for other in others])
    return Crossing(rows[theirs], place[theirs], theirs)
