"""Average linkage: the two groups that are likeliest one, on average over all pairs of their members, become one, again
and again (UPGMA: Sokal and Michener 1958). The same for every order in which the members came, given in one order.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def link(square: Floats, least: float) -> Iterator[list[int]]:
    """Groups of row numbers, each in order, over a symmetric square of log odds: none is joined whose mean is below
    `least`; of equal means those that hold the first rows are joined first. Only the rows that a joining changes are
    looked through again."""
    count = len(square)
    sums, sizes = square.copy(), np.ones(count)
    means = sums.copy()
    np.fill_diagonal(means, -np.inf)
    members = {number: [number] for number in range(count)}
    best, at = means.max(axis=1, initial=-np.inf), means.argmax(axis=1)
    while count and best[one := int(best.argmax())] >= least:
        kept, gone = sorted((one, int(at[one])))
        members[kept] += members.pop(gone)
        _join(sums, means, sizes, (kept, gone))
        stale = np.flatnonzero(np.isin(at, (kept, gone)) | (np.arange(count) == kept))
        best[stale], at[stale] = means[stale].max(axis=1), means[stale].argmax(axis=1)
        higher = means[:, kept] > best
        best[higher], at[higher] = means[higher, kept], kept
    yield from (sorted(found) for found in members.values())


def _join(sums: Floats, means: Floats, sizes: Floats, pair: tuple[int, int]) -> None:
    """Put one group of a pair into the other, in place."""
    kept, gone = pair
    sums[kept] += sums[gone]
    sums[:, kept] += sums[:, gone]
    sizes[kept] += sizes[gone]
    lives = means[kept] > -np.inf
    lives[gone] = False
    means[kept] = np.where(lives, sums[kept] / (sizes[kept] * sizes), -np.inf)
    means[:, kept] = means[kept]
    means[gone] = means[:, gone] = -np.inf
