"""The days along a drawing: where a day stands, and at which days a line is drawn with its name."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ...edtf import EARLIEST, LATEST

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST_YEAR, LAST_YEAR = 1000, 9998  # of days that can be drawn; an open end has none
LEAST_DAYS = 10  # that a drawing spans, so that one day is not all of it


class Days(NamedTuple):
    """The days from `first` to `last` (ordinals) along `left` to `right`."""

    first: int
    last: int
    left: float
    right: float

    def at(self, day: int) -> float:
        """Where a day stands."""
        return self.left + (self.right - self.left) * (day - self.first) / (self.last - self.first)


def ordinal(day: str) -> int | None:
    """An ISO day as a number; None for an open end and for years that are no calendar's."""
    if day in (EARLIEST, LATEST) or not FIRST_YEAR <= int(day[:4] if day[:1] != "-" else 0) <= LAST_YEAR:
        return None
    return date.fromisoformat(day[:10]).toordinal()


def along(days: list[int], left: float, right: float) -> Days:
    """All of the days along a line, with a little room before and behind them."""
    first, last = min(days), max(days)
    spare = max((LEAST_DAYS - (last - first)) // 2, round((last - first) * 0.02), 1)
    return Days(first - spare, last + spare, left, right)


def ticks(days: Days, most: int) -> Iterator[tuple[int, str]]:
    """Days on which a year, a month or a day begins, evenly apart and at most so many, each with its name."""
    span = days.last - days.first
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    if span > 365 * 2:
        step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 500, 1000) if span / 365.25 / step < most)
        years = range(-(-first.year // step) * step, last.year + 1, step)
        yield from ((date(year, 1, 1).toordinal(), str(year)) for year in years if date(year, 1, 1) >= first)
    elif span > 75:
        step = next(step for step in (1, 2, 3, 6, 12) if span / 30.4 / step < most or step == 12)
        for month in range(first.year * 12 + first.month, last.year * 12 + last.month):
            if month % step == 0:
                begins = date(month // 12, month % 12 + 1, 1)
                yield begins.toordinal(), f"{MONTHS[begins.month - 1]} {begins.year}"
    else:
        step = next((step for step in (1, 2, 5, 7, 14) if span / step < most), 30)
        day = first
        while day <= last:
            yield day.toordinal(), f"{day.day} {MONTHS[day.month - 1]}"
            day += timedelta(days=step)
