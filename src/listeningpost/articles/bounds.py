"""Bounds for the day of publication, from what the body says and from copyright years, each with its reason."""

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence

from ..schema import DateCandidate, Record, Span
from .calendar import EARLIEST, Written, day_of, find_dates, years_with
from .clues import DateClues
from .nearness import near
from .tables import Words, load

FIRST_YEAR = 2000
HALF_A_YEAR = 183
# So many dates of a body are looked at: more are a table, and a page made to exhaust us must not.
MOST, MOST_IN_BODY = 100, 2_000
FUTURE = Words({"future": load("calendar")["words"]["future"]})
YEAR = re.compile(r"(?<![\d.,/$€£-])(?:19|20)\d\d(?![\d/%-]|[.,]\d)")
SENTENCE_EDGE = re.compile(r"[.!?…。！？]\s|\n\s*\n")
COPYRIGHT_YEARS = re.compile(r"(?:19|20)\d\d")


class Bound(Record, frozen=True):
    """A first or a last day that the page's own words allow, with the reason."""

    day: dt.date
    reason: str


def body_dates(clues: DateClues) -> tuple[Written, ...]:
    """The dates in the body's words."""
    dates = (date for span in near(clues.body) for date in find_dates(clues.text, *span))
    return tuple(itertools.islice(dates, MOST_IN_BODY))


def earliest(clues: DateClues, dates: Sequence[Written], now: dt.date) -> Bound | None:
    """The latest day that the body tells of as past: the page is no older."""
    days = [(date.days[0], date.span) for date in dates if date.edtf and date.day]
    days += [(dt.date(date.year, date.month, 1), date.span) for date in dates if date.year and date.day is None]
    days += [(dt.date(year, 1, 1), span) for year, span in _years(clues)]
    past = sorted({(day, span) for day, span in days if day <= now}, reverse=True)
    found = next(((day, span) for day, span in past[:MOST] if not _is_future(clues, span)), None)
    if found is None:
        return None
    return Bound(day=found[0], reason=f"the text tells of '{clues.text[slice(*found[1])]}' as past")


def _years(clues: DateClues) -> Iterator[tuple[int, Span]]:
    for span in near(clues.body):
        for match in YEAR.finditer(clues.text, *span):
            year = int(match.group())
            if year >= EARLIEST:
                yield year, match.span()


def _is_future(clues: DateClues, span: Span) -> bool:
    """Does the sentence round a date speak of what is to come?"""
    start = max((edge.end() for edge in SENTENCE_EDGE.finditer(clues.text, max(0, span[0] - 400), span[0])),
                default=max(0, span[0] - 400))
    edge = SENTENCE_EDGE.search(clues.text, span[1])
    return FUTURE.count(clues.text[start : edge.start() if edge else span[1] + 200]) > 0


def latest(clues: DateClues, now: dt.date) -> Bound | None:
    """The last day of the last copyright year on the page."""
    years = [int(year) for span, role in clues.lines if role == "copyright"
             for year in COPYRIGHT_YEARS.findall(clues.text, *span)]
    years = [year for year in years if EARLIEST <= year <= now.year]
    if not years:
        return None
    return Bound(day=dt.date(max(years), 12, 31), reason=f"the page's copyright year is {max(years)}")


def weekdays_of(dates: Sequence[Written]) -> list[Written]:
    """The dates that give a weekday, a day and a month, but no year."""
    return [date for date in dates if date.weekday and date.day and not date.year][:MOST]


def weekday_candidates(clues: DateClues, dates: Sequence[Written], first: dt.date | None,
                       last: dt.date) -> tuple[list[DateCandidate], list[str]]:
    """What a weekday with a day and a month, but no year, leaves open: the days it can be from `first` (else the year
    2000) to `last`, and the reasons in words. The latest year stands first: a page is more likely young than old."""
    candidates: list[DateCandidate] = []
    reasons: list[str] = []
    for date in weekdays_of(dates):
        if date.weekday and date.day:
            start = first.year if first else FIRST_YEAR
            years = [year for year in years_with(date.month, date.day, date.weekday, start, last.year)
                     if dt.date(year, date.month, date.day) <= last]
            said = _said(clues.text, date)
            if years:
                reasons.append(f"'{said}' is that weekday only in {', '.join(map(str, years))}")
            candidates += [_candidate(date, year, said, len(years)) for year in reversed(years)]
    return candidates, reasons


def _said(text: str, date: Written) -> str:
    before = text[max(0, date.span[0] - 16) : date.span[0]]
    word = re.search(r"[^\s\d]+[,.]?\s+$", before)
    return (word.group() if word else "") + text[slice(*date.span)].rstrip(" ,.")


def _candidate(date: Written, year: int, said: str, choices: int) -> DateCandidate:
    day = dt.date(year, date.month, date.day or 1)
    return DateCandidate(edtf=day.isoformat(), basis="text", span=date.span, score=round(0.3 / choices, 3),
                         why=f"the text's '{said}' fits {year}")


def contradicts(day: dt.date, dates: Sequence[Written]) -> str | None:
    """Why a day cannot well be the day of publication: a weekday in the text that no year gives within half a year of
    it. None where nothing speaks against it."""
    for date in weekdays_of(dates):
        if date.weekday and date.day:
            near = [year for year in (day.year - 1, day.year, day.year + 1) if _near(day, year, date)]
            if near and not years_with(date.month, date.day, date.weekday, near[0], near[-1]):
                return f"a weekday in the text does not fit {day.year}"
    return None


def _near(day: dt.date, year: int, date: Written) -> bool:
    other = day_of(year, date.month, date.day or 1)
    return other is not None and abs((other - day).days) <= HALF_A_YEAR
