"""The accounts of a quantity that cannot hold together, each with its points: a series of two sides is no one course.

A point that says an earlier value again is of that account; another value is of its speaker's, else of the last one
told; a value that conflicts begins one, unless its speaker has one. Where nothing conflicts there are no sides.
"""

from collections.abc import Sequence

from .series_facts import SeriesFacts
from .series_points import Relation, have_one_voice

AGAIN = frozenset(("repeat", "drift"))


def sides_of(figures: Sequence[SeriesFacts], related: Sequence[tuple[Relation, int | None]]) -> list[int]:
    """The account that each of the figures, in order, is of, from 1 as they were first told; 0 for all of one."""
    sides = list[int]()
    for at, (relation, to) in enumerate(related):
        said = next((side for one, side in zip(figures, sides, strict=False) if have_one_voice(one, figures[at])), None)
        if to is None:
            sides.append(1)
        elif relation in AGAIN or (said is None and relation == "update"):
            sides.append(sides[to])
        else:
            sides.append(said or max(sides) + 1)
    return sides if max(sides, default=0) > 1 else [0] * len(sides)
