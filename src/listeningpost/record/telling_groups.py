"""Tellings that hang together, parted into remarks: average linkage, the same for every order in which they came."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Odds = npt.NDArray[np.float64]
APART = -1e9


def part(odds: Odds, least: float = 0.0) -> list[list[int]]:
    """Groups of row numbers: the two groups with the highest mean of the odds between their members become one, as
    long as that mean reaches `least`. `odds` is symmetric, a row for each item in the order of the ids; of equal means
    the first in that order goes first (UPGMA: Sokal and Michener 1958). A pair at APART is never in one group."""
    groups = [[number] for number in range(len(odds))]
    sums = odds.astype(np.float64).copy()
    np.fill_diagonal(sums, -np.inf)
    sizes = np.ones(len(odds))
    while len(groups) > 1:
        means = sums / np.outer(sizes, sizes)
        a, b = divmod(int(np.argmax(means)), len(odds))
        if means[a, b] < least:
            break
        _join(sums, sizes, a, b)
        groups[a] += groups[b]
        groups[b] = []
    return sorted(sorted(group) for group in groups if group)


def _join(sums: Odds, sizes: Odds, a: int, b: int) -> None:
    sums[a] += sums[b]
    sums[:, a] += sums[:, b]
    sums[b] = sums[:, b] = -np.inf
    sums[a, a] = -np.inf
    sizes[a] += sizes[b]


def pieces(count: int, ties: Sequence[tuple[int, int, float]], most: int) -> list[list[int]]:
    """What ties hold together, in pieces of `most` rows or fewer: the strongest ties join first, and none joins two
    pieces that are too large together; of equal ones the first in the order of the rows goes first."""
    of = [[number] for number in range(count)]
    for a, b, _ in sorted(ties, key=lambda one: (-one[2], *sorted(one[:2]))):
        large, small = sorted((of[a], of[b]), key=len, reverse=True)
        if large is not small and len(large) + len(small) <= most:
            large += small
            for number in small:
                of[number] = large
    return sorted(sorted(piece) for piece in {id(piece): piece for piece in of}.values())


def matrix(count: int, pairs: Sequence[tuple[int, int, float]], other: float) -> Odds:
    """The odds of all pairs, those that are not given at `other`."""
    found = np.full((count, count), other, dtype=np.float64)
    for a, b, odds in pairs:
        found[a, b] = found[b, a] = odds
    return found
