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
Compare = Callable[[SeriesFacts, SeriesFacts], float]


def partition(figures: Sequence[SeriesFacts], compare: Compare, least: float) -> Iterator[list[SeriesFacts]]:
    """The series of a part, each with its figures in their order; `least` are the log odds of two groups that are
    one."""
    if len(figures) > LARGEST:
        yield list(figures)  # so many figures that are all as sure as can be
    else:
        yield from _linked(figures, compare, least)


def _linked(figures: Sequence[SeriesFacts], compare: Compare, least: float) -> Iterator[list[SeriesFacts]]:
    """The two likest groups become one until none are alike enough; of equal ones the first."""
    each = _matrix(figures, compare)
    alike = each.copy()
    groups = [[number] for number in range(len(figures))]
    while len(figures) > 1:
        a, b = sorted(divmod(int(np.argmax(alike)), len(figures)))
        if alike[a, b] < least:
            break
        groups[a], groups[b] = sorted(groups[a] + groups[b]), []
        alike[b, :] = alike[:, b] = -np.inf
        for other, group in enumerate(groups):
            if group and other != a:
                alike[a, other] = alike[other, a] = _likeness(each[np.ix_(groups[a], group)])
    yield from ([figures[number] for number in group] for group in groups if group)


def _likeness(odds: Floats) -> float:
    """How alike two groups are: half by the mean of all their pairs, half by that of each figure's best one in the
    other group, since a value told in many words has a like for each of them and an unlike for most."""
    best = (odds.max(axis=0).mean() + odds.max(axis=1).mean()) / 2
    return float((odds.mean() + best) / 2)


def _matrix(figures: Sequence[SeriesFacts], compare: Compare) -> Floats:
    """The log odds of each two figures; of one with itself none."""
    alike = np.full((len(figures), len(figures)), -np.inf)
    for a, one in enumerate(figures):
        for b in range(a + 1, len(figures)):
            alike[a, b] = alike[b, a] = compare(one, figures[b])
    return alike
