"""Which figures of a part are one series: linkage by all pairs of two groups and by the best one of each figure, so
that one chance likeness joins no two quantities.

The partition rests on the figures and their order by id alone. A part too large to be compared whole is first cut at
its weakest ties.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from ..schema import Tie
from .held_together import held_together
from .series_facts import SeriesFacts

LARGEST = 150  # figures that are compared each with each
STEP, SUREST = 1.0, 6.0  # log odds by which the ties of a larger part are cut, up to the surest
Floats = npt.NDArray[np.float64]
Compare = Callable[[SeriesFacts, SeriesFacts], float]


def partition(
    figures: Sequence[SeriesFacts], ties: Sequence[Tie], compare: Compare, least: float
) -> Iterator[list[SeriesFacts]]:
    """The series of a part, each with its figures in their order; `least` are the log odds of two groups
    that are one."""
    for piece in _pieces(figures, ties, least=0.0):
        if len(piece) > LARGEST:
            yield piece  # so many figures that are all as sure as can be
        else:
            yield from _linked(piece, compare, least)


def _pieces(figures: Sequence[SeriesFacts], ties: Sequence[Tie], least: float) -> Iterator[list[SeriesFacts]]:
    """The part itself where it is small enough, else what hangs together by ever surer ties."""
    if len(figures) <= LARGEST or least > SUREST:
        yield list(figures)
        return
    kept = [tie for tie in ties if tie.score >= min(least, SUREST)]
    by_item = {one.item: one for one in figures}
    for items in held_together(by_item, kept):
        piece = [by_item[item] for item in items]
        inside = {one.item for one in piece}
        yield from _pieces(piece, [tie for tie in kept if tie.a in inside], least + STEP)


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
