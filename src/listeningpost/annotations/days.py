"""Days, weeks, months and years as EDTF (ISO 8601-2)."""

import calendar
from datetime import date, timedelta
from typing import Literal

Part = Literal["first", "middle", "last", "start", "end"]


def month_edtf(year: int, month: int) -> str:
    """A month, carried over the turn of the year where `month` lies outside 1 to 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}"


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def week_edtf(day: date) -> str:
    """The week of a day, Monday to Sunday (ISO 8601)."""
    monday = day - timedelta(days=day.weekday())
    return span_edtf(monday, monday + timedelta(days=6))


def span_edtf(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def part_of_month(year: int, month: int, part: Part) -> str:
    """A third of a month; its start and end are taken as its first and last third."""
    end = last_day(year, month).day
    first, last = {"first": (1, 10), "start": (1, 10), "middle": (11, 20)}.get(part, (21, end))
    return f"{year:04}-{month:02}-{first:02}/{year:04}-{month:02}-{last:02}"


def part_of_year(year: int, part: Part) -> str:
    """A third of a year, or the month at one of its ends."""
    if part in ("start", "end"):
        return f"{year:04}-{1 if part == 'start' else 12:02}"
    first, last = {"first": (1, 4), "middle": (5, 8)}.get(part, (9, 12))
    return f"{year:04}-{first:02}/{year:04}-{last:02}"


def day_or_none(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
