"""Dates as pages write them: found in a stretch of text, with what each may mean.

Month and weekday names of some ninety languages: month_names.py; shapes: date_shapes.py. Digits of any script. Years of
the Buddhist, Minguo and Japanese eras are brought to ours; dates of other calendars are none of ours (eras.py). Spans
count in the text searched.
"""

import datetime as dt
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator

import msgspec

from ..schema import Record, Span
from .date_shapes import (
    COUNTED_YEAR,
    EAST_ASIAN,
    MONTH_YEAR,
    NAMED_DAY_FIRST,
    NAMED_MONTH_FIRST,
    NAMED_YEAR_FIRST,
    NUMERIC,
    OTHER_DIGIT,
    ROMAN,
    ROMANS,
    SHORT_YEAR,
    SPACED_NUMERIC,
    THAI,
    TIME_AFTER,
    WEEKDAY_AFTER,
    WEEKDAY_BEFORE,
    YEAR_FIRST,
)
from .eras import ADDED, BUDDHIST, find_stated, other_era
from .month_names import month_of, weekday_of

EARLIEST = 1800
EAST_WEEKDAYS = {"月": 1, "火": 2, "水": 3, "木": 4, "金": 5, "土": 6, "日": 7,
                 "월": 1, "화": 2, "수": 3, "목": 4, "금": 5, "토": 6, "일": 7}  # fmt: skip
ERA_AFTER = 12
DIGIT = re.compile(r"[0-9]")
# A stretch with more readings than this is made to exhaust us; the first of them are read.
MOST = 10_000


class Written(Record, frozen=True):
    """A date as written. `days` holds every day it may mean (two where day and month may be swapped), empty where the
    year is not given; `weekday` is 1 for Monday; `era` names the count of years where it is not ours."""

    span: Span
    days: tuple[dt.date, ...]
    month: int
    day: int | None
    year: int | None
    weekday: int | None = None
    time: bool = False
    swapped: bool = False
    numeric: bool = False
    day_first: bool = True
    era: str | None = None

    @property
    def edtf(self) -> str | None:
        """The date in EDTF: a day, or a month of a year; None where the year is missing or the order open."""
        if self.swapped or self.year is None:
            return None
        return self.days[0].isoformat() if self.days else f"{self.year:04}-{self.month:02}"


@functools.lru_cache(maxsize=2)
def western(text: str) -> str:
    """The text with the digits of every script as 0 to 9, character for character."""
    return text if text.isascii() else OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def find_dates(text: str, start: int = 0, end: int | None = None) -> tuple[Written, ...]:
    """All dates written in text[start:end], in order, never overlapping; the longest reading of a stretch wins. Dates
    of other calendars are left out."""
    text, end = western(text), len(text) if end is None else end
    if not DIGIT.search(text, start, end):
        return ()
    found = sorted(itertools.islice(_every(text, start, end), MOST), key=lambda date: (date.span[0], -date.span[1]))
    other = iter(find_stated(text, start, end) if found else ())
    past, kept, stated = -1, [], next(other, None)
    for date in found:
        while stated and stated.span[1] <= date.span[0]:
            stated = next(other, None)
        if date.span[0] >= past and not (stated and stated.span[0] < date.span[1]):
            past = date.span[1]
            kept.append(_with_context(text, date))
    return tuple(date for date in kept if not (date.year and other_era(text[date.span[1] : date.span[1] + ERA_AFTER])))


def _every(text: str, start: int, end: int) -> Iterator[Written]:
    yield from _in_figures(text, start, end)
    if not text.isascii():
        yield from _in_east_asia(text, start, end)
    yield from _in_words(text, start, end)
    for match in MONTH_YEAR.finditer(text, start, end):
        month, year = month_of(match["month"]), _year(match)
        if month and year and len(match["month"]) > 2:
            yield Written(span=match.span(), days=(), month=month, day=None, year=year)


def _in_words(text: str, start: int, end: int) -> Iterator[Written]:
    for pattern in (NAMED_DAY_FIRST, NAMED_MONTH_FIRST):
        for match in pattern.finditer(text, start, end):
            month = _month(match)
            if month:
                yield from _named(match, month)
    for match in NAMED_YEAR_FIRST.finditer(text, start, end):
        month = _month(match) if match["month"] else month_of(match["month2"])
        if month:
            yield from _full(match, int(match["year"]), month, int(match["day"] or match["day2"]))
    for match in SHORT_YEAR.finditer(text, start, end):
        month, year = month_of(match["month"]), _year(match)
        if month and year and (match["sep"] != " " or match["month"].isupper()):
            yield from _full(match, year, month, int(match["day"]))


def _in_figures(text: str, start: int, end: int) -> Iterator[Written]:
    for match in YEAR_FIRST.finditer(text, start, end):
        yield from _full(match, int(match["year"]), int(match["month"]), int(match["day"]))
    for pattern in (NUMERIC, SPACED_NUMERIC):
        for match in pattern.finditer(text, start, end):
            yield from _numeric(match)
    for match in ROMAN.finditer(text, start, end):
        yield from _full(match, int(match["year"]), ROMANS.index(match["month"]) + 1, int(match["day"]))


def _in_east_asia(text: str, start: int, end: int) -> Iterator[Written]:
    for match in THAI.finditer(text, start, end):
        if month := month_of(match["month"]):
            yield from _full(match, 2500 - 543 + int(match["year"]), month, int(match["day"]), BUDDHIST)
    for match in COUNTED_YEAR.finditer(text, start, end):
        era, add = ADDED[match["era"]]
        year = add + (1 if match["year"] == "元" else int(match["year"]))
        yield from _full(match, year, int(match["month"]), int(match["day"]), era)
    for match in EAST_ASIAN.finditer(text, start, end):
        month, day = int(match["month"]), int(match["day"])
        if day_of(2024, month, day):
            yield Written(span=match.span(), days=(), month=month, day=day, year=None)


def _month(match: re.Match[str]) -> int | None:
    name = match["month"]
    if name.startswith(("tháng ", "thg ")):
        number = int(name.split()[1])
        return number if 1 <= number <= 12 else None
    return month_of(name, dotted=bool(match["dot"]))


def _named(match: re.Match[str], month: int) -> Iterator[Written]:
    day = int(match["day"])
    if match["year"]:
        year = _year(match)
        if year:
            yield from _full(match, year, month, day)
    elif day_of(2024, month, day):
        yield Written(span=match.span(), days=(), month=month, day=day, year=None)


def _year(match: re.Match[str]) -> int | None:
    year = int(match["year"].strip("'’"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    if year > 2500:
        year -= 543
    return year if year >= EARLIEST else None


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has none such."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _full(match: re.Match[str], year: int, month: int, day: int, era: str | None = None) -> Iterator[Written]:
    date = day_of(year, month, day)
    if date and date.year >= EARLIEST:
        era = BUDDHIST if match["year"][:2] == "25" else era
        yield Written(span=match.span(), days=(date,), month=month, day=day, year=year, era=era)


def _numeric(match: re.Match[str]) -> Iterator[Written]:
    """Day first with full stops where the calendar allows it; else either order (`swapped` where both are open)."""
    year, first, second = _year(match), int(match["first"]), int(match["second"])
    if not year or (len(match["year"]) == 2 and match["sep"] == "-"):
        return
    orders = [(second, first)] if match["sep"] == "." and second <= 12 else [(second, first), (first, second)]
    days = tuple(dict.fromkeys(date for month, day in orders if (date := day_of(year, month, day))))
    if days:
        era = BUDDHIST if match["year"][:2] == "25" and len(match["year"]) == 4 else None
        yield Written(span=match.span(), days=days, month=days[0].month, day=days[0].day, year=year,
                      swapped=len(days) > 1, numeric=True, day_first=days[0].day == first, era=era)


def _with_context(text: str, written: Written) -> Written:
    """The date with its weekday, which settles the order of day and month, and whether a time of day follows."""
    weekday = _weekday(text, written.span)
    time = bool(TIME_AFTER.match(text, written.span[1]))
    if weekday is None and not time:
        return written
    days = tuple(day for day in written.days if day.isoweekday() == weekday) or written.days
    return msgspec.structs.replace(written, days=days, weekday=weekday, time=time, swapped=len(days) > 1)


def _weekday(text: str, span: Span) -> int | None:
    before = WEEKDAY_BEFORE.search(text, max(0, span[0] - 28), span[0])
    found = weekday_of(before[1]) if before else None
    after = None if found else WEEKDAY_AFTER.match(text, span[1], span[1] + 18)
    if after:
        word: str = after[1] or after[2]
        return EAST_WEEKDAYS.get(word) or weekday_of(word)
    return found


def years_with(month: int, day: int, weekday: int, first: int, last: int) -> tuple[int, ...]:
    """The years from `first` to `last` in which that day of the month is that weekday (1 = Monday)."""
    days = ((year, day_of(year, month, day)) for year in range(first, last + 1))
    return tuple(year for year, date in days if date and date.isoweekday() == weekday)
