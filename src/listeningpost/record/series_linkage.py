"""Which figures of a part are one series: average linkage, so that one chance likeness joins no two quantities.

The partition rests on the figures and their order by id alone. A part too large to be compared whole is first cut at
its weakest ties.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from ..schema import Tie
from .series_facts import SeriesFacts

LARGEST = 150  # figures that are compared each with each
STEP, SUREST = 1.0, 6.0  # log odds by which the ties of a larger part are cut, up to the surest
Floats = npt.NDArray[np.float64]
Compare = Callable[[SeriesFacts, SeriesFacts], float]


def partition(
    figures: Sequence[SeriesFacts], ties: Sequence[Tie], compare: Compare, least: float
) -> Iterator[list[SeriesFacts]]:
    """The series of a part, each with its figures in their order; `least` is the mean log odds of two groups that are
    one."""
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
    for piece in _components(figures, kept):
        inside = {one.item for one in piece}
        yield from _pieces(piece, [tie for tie in kept if tie.a in inside], least + STEP)


def _components(figures: Sequence[SeriesFacts], ties: Sequence[Tie]) -> list[list[SeriesFacts]]:
    """The figures that ties hold together, in the order of their first ones."""
    root = {one.item: one.item for one in figures}

    def find(item: str) -> str:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for tie in ties:
        a, b = sorted((find(tie.a), find(tie.b)))
        root[b] = a
    found: dict[str, list[SeriesFacts]] = {}
    for one in figures:
        found.setdefault(find(one.item), []).append(one)
    return list(found.values())


def _linked(figures: Sequence[SeriesFacts], compare: Compare, least: float) -> Iterator[list[SeriesFacts]]:
    """Average linkage: the two likest groups become one until none are alike enough; of equal ones the first."""
    alike = _matrix(figures, compare)
    groups = [[number] for number in range(len(figures))]
    while len(figures) > 1:
        place = int(np.argmax(alike))
        a, b = sorted(divmod(place, len(figures)))
        if alike[a, b] < least:
            break
        _merge(alike, a, b, len(groups[a]), len(groups[b]))
        groups[a], groups[b] = sorted(groups[a] + groups[b]), []
    yield from ([figures[number] for number in group] for group in groups if group)


def _matrix(figures: Sequence[SeriesFacts], compare: Compare) -> Floats:
    """The log odds of each two figures; of one with itself none."""
    alike = np.full((len(figures), len(figures)), -np.inf)
    for a, one in enumerate(figures):
        for b in range(a + 1, len(figures)):
            alike[a, b] = alike[b, a] = compare(one, figures[b])
    return alike


def _merge(alike: Floats, a: int, b: int, of_a: int, of_b: int) -> None:
    """Make one group of two: its odds are the mean of theirs, by the number of their figures."""
    gone = np.isinf(alike[a]) | np.isinf(alike[b])
    row = np.where(gone, -np.inf, (np.where(gone, 0, alike[a]) * of_a + np.where(gone, 0, alike[b]) * of_b))
    alike[a, :] = alike[:, a] = row / (of_a + of_b)
    alike[b, :] = alike[:, b] = -np.inf
