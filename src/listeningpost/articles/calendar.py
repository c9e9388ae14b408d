"""Dates as pages write them: found in a stretch of text, with what each may mean.

Month and weekday names of about twenty languages stand in tables/calendar.toml. Years run from 1990 on; Thai years
of the Buddhist era are brought to ours. Spans count in the text searched.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ..schema import Record, Span
from .tables import load

EARLIEST = 1990
WORD = r"[^\W\d_][^\s\d,;:()|/]{1,14}?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[ºª.]|-го|-е|\.º)?"
YEAR = r"(?P<year>(?:19|20|25)\d\d|['’]\d\d)(?![\d/-])"
AFTER = r"(?![^\s\d.,;:()|/\-–—'’\"”»!?\]\[_<>*])"
JOIN = r"[\s.,\-–/]{1,3}(?:of |the |de |del |d[’'] ?)?"
NAMED_DAY_FIRST = re.compile(rf"(?<![\w/.,:-]){DAY}(?:{JOIN}|\s*)(?P<month>{WORD})(?:[.,]?{JOIN}{YEAR}|{AFTER})")
NAMED_MONTH_FIRST = re.compile(
    rf"(?<![^\W_])(?P<month>{WORD})[.,]?[\s\-–]{{1,2}}{DAY}(?![\d:/%])(?:[,.]?[\s\-–]{{1,2}}{YEAR}|(?![^\W_]))")
YEAR_FIRST = re.compile(
    r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?:[-/.]\s?|\s?[年년]\s?)(?P<month>\d{1,2})(?:[-/.]\s?|\s?[月월]\s?)"
    r"(?P<day>\d{1,2})(?:\s?[日일])?(?!\d)")
NUMERIC = re.compile(
    r"(?<![\d/.,-])(?P<first>\d{1,2})(?P<sep>[./-])\s?(?P<second>\d{1,2})(?P=sep)\s?(?P<year>(?:19|20|25)\d\d|\d\d)"
    r"(?![\d/-]|\.\d)")
MONTH_YEAR = re.compile(rf"(?<![^\W_])(?P<month>{WORD})[.,]?\s(?:of |de |del )?{YEAR}")
WEEKDAY_BEFORE = re.compile(r"([^\s\d,.()|/]{2,14})[.,]?[,\s]{1,2}(?:the |den |le |el |o |dne )?$")
TIME_AFTER = re.compile(r"\W{0,3}(?:at |um |à |a las |kl\.? |T)?\s?\d{1,2}[:.h]\d{2}", re.IGNORECASE)


def _numbered(lists: Sequence[Sequence[str]]) -> dict[str, int]:
    return {form: number for number, forms in enumerate(lists, 1) for form in forms}


MONTHS: Mapping[str, int] = _numbered(load("calendar")["months"])
WEEKDAYS: Mapping[str, int] = _numbered(load("calendar")["weekdays"])


class Written(Record, frozen=True):
    """A date as written. `days` holds every day it may mean (two where day and month may be swapped), empty where the
    year is not given; `weekday` is 1 for Monday."""

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

    @property
    def edtf(self) -> str | None:
        """The date in EDTF: a day, or a month of a year; None where the year is missing or the order open."""
        if self.swapped or self.year is None:
            return None
        return self.days[0].isoformat() if self.days else f"{self.year:04}-{self.month:02}"


def find_dates(text: str, start: int = 0, end: int | None = None) -> tuple[Written, ...]:
    """All dates written in text[start:end], in order, never overlapping; the longest reading of a stretch wins."""
    end = len(text) if end is None else end
    found = sorted(_every(text, start, end), key=lambda date: (date.span[0], -date.span[1]))
    kept: list[Written] = []
    for date in found:
        if not kept or date.span[0] >= kept[-1].span[1]:
            kept.append(date)
    return tuple(kept)


def _every(text: str, start: int, end: int) -> Iterator[Written]:
    for match in YEAR_FIRST.finditer(text, start, end):
        yield from _full(match, int(match["year"]), int(match["month"]), int(match["day"]))
    for match in NUMERIC.finditer(text, start, end):
        yield from _numeric(match)
    for pattern in (NAMED_DAY_FIRST, NAMED_MONTH_FIRST):
        for match in pattern.finditer(text, start, end):
            month = month_of(match["month"])
            if month:
                yield from _named(match, month)
    for match in MONTH_YEAR.finditer(text, start, end):
        month, year = month_of(match["month"]), _year(match["year"])
        if month and year and len(match["month"]) > 2:
            yield Written(span=match.span(), days=(), month=month, day=None, year=year)


def month_of(word: str) -> int | None:
    """The number of a month's name or abbreviation, any case, or None."""
    low = word.casefold().strip(".-–")
    return MONTHS.get(low) or (MONTHS.get(low.replace("\u0307", "")) if not low.isascii() else None)


def _named(match: re.Match[str], month: int) -> Iterator[Written]:
    day = int(match["day"])
    if match["year"]:
        year = _year(match["year"])
        if year:
            yield from _full(match, year, month, day)
    elif day_of(2024, month, day):
        yield _with_context(match, Written(span=match.span(), days=(), month=month, day=day, year=None))


def _year(written: str) -> int | None:
    year = int(written.strip("'’"))
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


def _full(match: re.Match[str], year: int, month: int, day: int) -> Iterator[Written]:
    date = day_of(year, month, day)
    if date and date.year >= EARLIEST:
        written = Written(span=match.span(), days=(date,), month=month, day=day, year=year)
        yield _with_context(match, written)


def _numeric(match: re.Match[str]) -> Iterator[Written]:
    """Day first with full stops; else either order that the calendar allows (`swapped` where both are open)."""
    year, first, second = _year(match["year"]), int(match["first"]), int(match["second"])
    if not year or (len(match["year"]) == 2 and match["sep"] == "-"):
        return
    orders = [(second, first)] if match["sep"] == "." else [(second, first), (first, second)]
    days = tuple(dict.fromkeys(date for month, day in orders if (date := day_of(year, month, day))))
    if days:
        written = Written(span=match.span(), days=days, month=days[0].month, day=days[0].day, year=year,
                          swapped=len(days) > 1, numeric=True, day_first=days[0].day == first)
        yield _with_context(match, written)


def _with_context(match: re.Match[str], written: Written) -> Written:
    before = WEEKDAY_BEFORE.search(match.string, max(0, match.start() - 20), match.start())
    weekday = WEEKDAYS.get(before[1].casefold()) if before else None
    time = bool(TIME_AFTER.match(match.string, match.end()))
    days = tuple(day for day in written.days if day.isoweekday() == weekday) if weekday else written.days
    days = days or written.days
    return msgspec.structs.replace(written, days=days, weekday=weekday, time=time, swapped=len(days) > 1)


def years_with(month: int, day: int, weekday: int, first: int, last: int) -> tuple[int, ...]:
    """The years from `first` to `last` in which that day of the month is that weekday (1 = Monday)."""
    days = ((year, day_of(year, month, day)) for year in range(first, last + 1))
    return tuple(year for year, date in days if date and date.isoweekday() == weekday)
