"""The points of a series in the order in which they were said, and what each is to those before it.

Most figures that differ are no conflict: a toll grows, a share is of another day, "about 80" may be 77. Two conflict
where both are measured, both of the whole or of a part, not of two places, for one time, and outside each other's
bounds and rounding; a toll, which grows, only where a later day gives less than was certain before.
"""

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

from ..edtf import EARLIEST, LATEST, bounds, overlap
from ..schema import SeriesPoint
from .counted import lists
from .series_facts import SeriesFacts, level
from .series_likeness import is_measured

Bound = Literal["exact", "about", "least", "most", "range"]
Relation = Literal["first", "repeat", "drift", "update", "conflict"]
LEAST = frozenset(("at least", "no fewer than", "no less than", "not less than", "a minimum of", "minimum"))
FIRST = "0001-01-01"  # before it lie the open beginning and a day of any year ("XXXX-05-01")
LOOSE = 0.05  # share by which "about" may be off
ROUND = 2  # zeros at the end of a number that is told rounded
CLOSE = math.log(1.1)  # ratio of two values of which one may be the other told rounder


class Told(NamedTuple):
    """A point on its way: the facts, the bounds of its value in the base unit, and how it is bounded."""

    facts: SeriesFacts
    low: float
    high: float
    bound: Bound


def in_order(figures: Sequence[SeriesFacts]) -> list[SeriesFacts]:
    """Figures in the order in which they were said, those without a day last; of one day by value, as counts grow."""
    return sorted(figures, key=lambda one: (*said_days(one), level(one), one.page, one.start))


def grows(figures: Sequence[SeriesFacts]) -> bool:
    """Whether a series is of a count that still grew when most of its figures were said."""
    growing = sum(one.state in lists().running and one.past is None for one in figures)
    return 2 * growing > len(figures)


def said_days(facts: SeriesFacts) -> tuple[str, str]:
    """The days by which a figure goes in order: an open beginning tells nothing, so its end counts."""
    return (facts.last, facts.last) if facts.first < FIRST else (facts.first, facts.last)


def relations(figures: Sequence[SeriesFacts]) -> list[tuple[Relation, int | None]]:
    """What each of the figures, in order, is to those before it, and to which; the first is to none."""
    told, growing = [read_bounds(one) for one in figures], grows(figures)
    return [_relation(one, told[:number], growing=growing) for number, one in enumerate(told)]


def read_bounds(facts: SeriesFacts) -> Told:
    """The bounds in which the true value may lie, as the page tells it, rounding allowed for."""
    value, base = level(facts), facts.base
    if facts.value is None:
        low = facts.min * base if facts.min is not None else 0.0
        return Told(facts, low, value if facts.max is None else facts.max * base, "range" if facts.min else "most")
    if facts.min is not None:
        return Told(facts, value, math.inf, "least")
    loose = slack(facts.value) * base
    if facts.qualifier and facts.qualifier not in ("a total of", "exactly", "precisely", "only", "just", "another"):
        return Told(facts, value - max(loose, LOOSE * value), value + max(loose, LOOSE * value), "about")
    return Told(facts, value - loose, value + loose, "exact")


def slack(value: float) -> float:
    """By how much a number may be rounded: half of its last digit that is not 0, where it ends in ROUND zeros or has
    decimals; a small whole number is what it is."""
    if value != int(value):
        decimals = len(f"{value:.6g}".partition(".")[2])
        return 0.5 * 10.0**-decimals
    digits = f"{abs(value):.0f}"
    zeros = len(digits) - len(digits.rstrip("0")) if value else 0
    return 0.5 * 10.0**zeros if zeros >= ROUND else 0.0


def _relation(one: Told, before: Sequence[Told], *, growing: bool) -> tuple[Relation, int | None]:
    if not before:
        return "first", None
    same = [at for at, other in enumerate(before) if _same_level(one, other)]
    again = [at for at in same if before[at].bound == one.bound]
    if again:
        return "repeat", again[0]
    rounder = same or [at for at, other in enumerate(before) if _rounder(one, other)]
    if rounder:
        return "drift", rounder[0]
    against = [at for at, other in enumerate(before) if conflict(one, other, growing=growing)]
    return ("conflict", against[0]) if against else ("update", len(before) - 1)


def _same_level(one: Told, other: Told) -> bool:
    return math.isclose(level(one.facts), level(other.facts), rel_tol=1e-6)


def _rounder(one: Told, other: Told) -> bool:
    """Whether one may be the other told rounder, finer or with another hedge."""
    first, second = level(one.facts), level(other.facts)
    if min(first, second) <= 0 or abs(math.log(first / second)) > CLOSE:
        return False
    return "least" not in (one.bound, other.bound) and _meet(one, other) and {one.bound, other.bound} != {"exact"}


def _meet(one: Told, other: Told) -> bool:
    return one.low <= other.high and other.low <= one.high


def conflict(one: Told, other: Told, *, growing: bool) -> bool:
    """Whether two points cannot both hold; `growing` of a count that still grows."""
    a, b = one.facts, other.facts
    if not (is_measured(a) and is_measured(b)) or a.part != b.part or _elsewhere(a, b) or _meet(one, other):
        return False
    if growing:
        return _falls(one, other)
    return overlap(held_at(a), held_at(b))


def _elsewhere(one: SeriesFacts, other: SeriesFacts) -> bool:
    """Whether both have places beside them and none in common: of two places two numbers may hold."""
    return bool(one.places and other.places) and not set(one.places) & set(other.places)


def _falls(one: Told, other: Told) -> bool:
    """Whether what was said on a later day is less than what was certain on an earlier one."""
    first, second = sorted((one, other), key=lambda told: said_days(told.facts))
    known = second.facts.first > first.facts.last
    return known and second.high < first.low


def held_at(facts: SeriesFacts) -> tuple[str, str]:
    """The days for which a figure holds: those the page gives, else those on which it was said; all days for what
    happened in a year gone by and for a measure, since the range of a missile is the same on any day."""
    if facts.as_of:
        return bounds(facts.as_of)
    steady = facts.dimension in lists().steady or facts.past is not None
    return (EARLIEST, LATEST) if steady else (facts.first, facts.last)


def point_of(facts: SeriesFacts, relation: Relation) -> SeriesPoint:
    """The point of a series as it leaves the product."""
    return SeriesPoint(
        figure=(facts.page, facts.figure), page=facts.page, value=facts.value, min=facts.min, max=facts.max,
        unit=facts.unit, as_of=facts.as_of, said_on=facts.said_on, speaker=facts.speaker, statement=facts.statement,
        relation=relation, stage=cast(Literal["measured", "forecast", "plan"], facts.stage), basis=facts.basis,
        level=round(level(facts), 6),
    )
