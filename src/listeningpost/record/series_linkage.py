"""Which figures of a part are one series: linkage by all pairs of two groups and by the best one of each figure, so
that one chance likeness joins no two quantities.

The partition rests on the figures and their order by id alone.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from .series_facts import SeriesFacts

LARGEST = 60  # figures of a part that are compared each with each
LEVELS = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)  # log odds by which the ties of a larger part are cut, up to the surest
Floats = npt.NDArray[np.float64]
Square = Callable[[Sequence[SeriesFacts]], Floats]


def partition(figures: Sequence[SeriesFacts], square: Square, least: float) -> Iterator[list[SeriesFacts]]:
    """The series of a part, each with its figures in their order. `square` gives the log odds of each two figures, of
    one with itself none; `least` are those of two groups that are one."""
    if len(figures) > LARGEST:
        yield list(figures)  # so many figures that are all as sure as can be
    else:
        yield from _linked(figures, square, least)


def _linked(figures: Sequence[SeriesFacts], square: Square, least: float) -> Iterator[list[SeriesFacts]]:
    """The two likest groups become one until none are alike enough; of equal ones the first."""
    each = square(figures)
    alike = each.copy()
    groups = {number: [number] for number in range(len(figures))}
    while len(groups) > 1:
        a, b = sorted(divmod(int(np.argmax(alike)), len(figures)))
        if alike[a, b] < least:
            break
        groups[a] = sorted(groups[a] + groups.pop(b))
        alike[b, :] = alike[:, b] = -np.inf
        others = [number for number in groups if number != a]
        if others:
            alike[a, others] = alike[others, a] = _likeness(each[groups[a]], [groups[number] for number in others])
    yield from ([figures[number] for number in group] for group in groups.values())


def _likeness(odds: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """How alike a group, by the odds of its figures, is to each of other groups: half by the mean of all their pairs,
    half by that of each figure's best one in the other group, since a value told in many words has a like for each of
    them and an unlike for most. To the ninth digit: past it two ways of reckoning may differ."""
    order = [number for group in groups for number in group]
    sizes = np.array([len(group) for group in groups])
    starts = np.cumsum(sizes) - sizes
    there = odds[:, order]
    mean = np.add.reduceat(there.mean(axis=0), starts) / sizes
    theirs = np.add.reduceat(there.max(axis=0), starts) / sizes
    ours = np.maximum.reduceat(there, starts, axis=1).mean(axis=0)
    return np.asarray(np.round((mean + (theirs + ours) / 2) / 2, 9))
