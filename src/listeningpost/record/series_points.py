"""The points of a series in the order in which they were said, and what each is to those before it.

Most figures that differ are no conflict: a toll grows, a share is of another day, "about 80" may be 77. Two conflict
where both are measured, both of the whole or of a part, not of two places, for one time, and outside each other's
bounds and rounding; or where two speakers give them within a fortnight and none says that it changed. A toll, which
grows, only where a later day gives less than was certain before, or where two speakers stand against one another.
"""

import math
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple, cast

from ..edtf import EARLIEST, LATEST, bounds, overlap
from ..schema import SeriesPoint
from .counted import AGAINST, CHANGED, FORMER, lists
from .series_facts import SeriesFacts
from .series_likeness import SOON, are_reworded, digits, is_measured, two_voices

Bound = Literal["exact", "about", "least", "most", "range"]
Relation = Literal["first", "repeat", "drift", "update", "conflict"]
FIRST = "0001-01-01"  # before it lie the open beginning and a day of any year ("XXXX-05-01")
LOOSE = 0.05  # share by which "about" may be off
LOOSEST = 0.2  # share by which a round number may be: "3,000" is not "2,000"
ROUND = 2  # zeros at the end of a number that is told rounded
CLOSE = math.log(1.1)  # ratio of two values of which one may be the other told rounder
WEEK = 7  # days that a time has at most which is a day
TWICE = 2.0  # times that one count is another of which nobody would tell both


class Told(NamedTuple):
    """A point on its way: the facts, the bounds of its value in the base unit, and how it is bounded."""

    facts: SeriesFacts
    low: float
    high: float
    bound: Bound


def in_order(figures: Sequence[SeriesFacts]) -> list[SeriesFacts]:
    """Figures in the order in which they were said, those without a day last; of one day by value, as counts grow."""
    return sorted(figures, key=lambda one: (*said_days(one), one.level, one.page, one.start))


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
    value, base = facts.level, facts.base
    if facts.value is None:
        low = facts.min * base if facts.min is not None else 0.0
        return Told(facts, low, value if facts.max is None else facts.max * base, "range" if facts.min else "most")
    if facts.min is not None:
        return Told(facts, value, math.inf, "least")
    loose = min(slack(facts.value) * base, LOOSEST * value)
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
    rounder = same or [at for at, other in enumerate(before)
                       if _rounder(one, other) and not (growing and _has_grown(one, other))]
    if rounder:
        return "drift", rounder[0]
    against = [at for at, other in enumerate(before) if conflict(one, other, growing=growing)]
    return ("conflict", against[0]) if against else ("update", len(before) - 1)


def _same_level(one: Told, other: Told) -> bool:
    return math.isclose(one.facts.level, other.facts.level, rel_tol=1e-6)


def _rounder(one: Told, other: Told) -> bool:
    """Whether one may be the other told rounder, finer or with another hedge."""
    first, second = one.facts.level, other.facts.level
    if min(first, second) <= 0 or abs(math.log(first / second)) > CLOSE:
        return False
    return "least" not in (one.bound, other.bound) and _meet(one, other) and {one.bound, other.bound} != {"exact"}


def _has_grown(one: Told, other: Told) -> bool:
    """Whether one was said on a later day, is more, and is told no rounder: 42,000 the day after 40,000 is news."""
    later = said_days(one.facts)[0] > said_days(other.facts)[1]
    return later and one.facts.level > other.facts.level and digits(one.facts.level) >= digits(other.facts.level)


def _meet(one: Told, other: Told) -> bool:
    """Whether one value may lie in the bounds of both; of two units each may be rounded to a whole one."""
    converted = one.facts.unit != other.facts.unit and one.facts.base != other.facts.base
    loose = max(one.facts.base, other.facts.base) / 2 if converted else 0.0
    return one.low <= other.high + loose and other.low <= one.high + loose


def conflict(one: Told, other: Told, *, growing: bool) -> bool:
    """Whether two points cannot both hold; `growing` of a count that still grows."""
    a, b = one.facts, other.facts
    if not _of_one_stage(a, b) or a.part != b.part or _elsewhere(a, b) or _is_change(a, b):
        return False
    if growing:
        disputed = _falls(one, other) or _is_disputed(one, other) or _is_retold(a, b)
        return disputed and not _meet(one, other)
    if _meet(one, other) and not _are_two_leasts(one, other):
        return False
    return overlap(held_at(a), held_at(b)) or are_two_accounts(a, b)


def _of_one_stage(one: SeriesFacts, other: SeriesFacts) -> bool:
    """Whether both are told as measured; or both as foretold or planned in two wordings of one sentence, since two may
    well expect two numbers."""
    return (is_measured(one) and is_measured(other)) or (one.stage == other.stage and are_reworded(one, other))


def _is_change(one: SeriesFacts, other: SeriesFacts) -> bool:
    """Whether a number is told as what it was before it changed, or one speaker tells of a change."""
    turns = {one.turn, other.turn}
    return FORMER in turns or (CHANGED in turns and not two_voices(one, other) and bool(one.voice and other.voice))


def are_two_accounts(one: SeriesFacts, other: SeriesFacts) -> bool:
    """Whether two people tell two numbers of one time: for days that lie so close that neither says it has changed."""
    first, second = sorted((one, other), key=held_at)
    return two_voices(one, other) and second.turn != CHANGED and _days_between(first, second) <= SOON


def have_one_voice(one: SeriesFacts, other: SeriesFacts) -> bool:
    """Whether both figures are said by one speaker, or by a body and who speaks for it."""
    return bool(set(one.voice) & set(other.voice))


def _is_disputed(one: Told, other: Told) -> bool:
    """Whether two speakers stand against one another over a count that grows: one says that the other is wrong, or
    within a day the one counts twice as many as the other."""
    a, b = one.facts, other.facts
    days = _days_between(*sorted((a, b), key=held_at))
    if not (two_voices(a, b) and _is_dated(a) and _is_dated(b)) or days > SOON:
        return False
    against = AGAINST in (a.turn, b.turn) and CHANGED not in (a.turn, b.turn)
    return against or (days == 0 and _ratio(one, other) >= TWICE and CHANGED not in (a.turn, b.turn))


def _is_retold(one: SeriesFacts, other: SeriesFacts) -> bool:
    """Whether two wordings of one sentence give two numbers, and no days show that the count grew in between."""
    undated = not (_is_dated(one) or _is_dated(other))
    return undated and CHANGED not in (one.turn, other.turn) and are_reworded(one, other)


def _is_dated(facts: SeriesFacts) -> bool:
    return bool(facts.as_of) or facts.last != LATEST


def _are_two_leasts(one: Told, other: Told) -> bool:
    """Whether both tell a least of which one is many times the other: who knows of "more than 30" does not say "more
    than 13"."""
    return one.bound == other.bound == "least" and _ratio(one, other) >= TWICE


def _ratio(one: Told, other: Told) -> float:
    less, larger = sorted((one.facts.level, other.facts.level))
    return larger / less if less > 0 else math.inf


def _days_between(first: SeriesFacts, second: SeriesFacts) -> float:
    """Days from the time of one figure to that of a later one; without end where one is of no known day, or of a
    month or a year that is not the other's."""
    spans = [held_at(first), held_at(second)]
    if overlap(*spans):
        return 0.0
    days = [[date.fromisoformat(day).toordinal() for day in span] for span in spans]
    if any(last - start > WEEK for start, last in days):
        return math.inf
    return float(max(days[1][0] - days[0][1], days[0][0] - days[1][1]))


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
    return (EARLIEST, LATEST) if steady or facts.last == LATEST else said_days(facts)


def point_of(facts: SeriesFacts, relation: Relation, side: int) -> SeriesPoint:
    """The point of a series as it leaves the product."""
    return SeriesPoint(
        figure=(facts.page, facts.figure), page=facts.page, value=facts.value, min=facts.min, max=facts.max,
        unit=facts.unit, as_of=facts.as_of, said_on=facts.said_on, speaker=facts.speaker, statement=facts.statement,
        relation=relation, side=side, stage=cast(Literal["measured", "forecast", "plan"], facts.stage),
        basis=facts.basis, level=round(facts.level, 6),
    )
