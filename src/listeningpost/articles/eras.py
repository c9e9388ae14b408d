"""Dates of calendars other than the Gregorian one: recognised and left as stated, and years counted from another day.

A Solar Hijri, Islamic, Hebrew, Ethiopian, Bengali or Nepali date is no date of ours and is never read as one; Buddhist,
Minguo and Japanese years stand with Gregorian months, so they are brought to ours (tables/eras.toml).
"""

import re
from collections.abc import Iterator

from ..schema import Record, Span
from .month_names import folded
from .tables import load

TABLE = load("eras")
# A word of a month's name.
W = r"[^\W\d_][^\s\d,;:()|/]{1,14}"
OTHER_YEAR = r"(?P<year>1[345]\d\d|5[678]\d\d|(?:19|20)\d\d)(?!\d)"
YEAR_WORD = r"(?:(?:of|سال|سنة|عام|ע|የ)\s?)?"
DAY_FIRST = re.compile(
    rf"(?<![\w/.])(?P<day>\d{{1,2}})(?:st|nd|rd|th|م|-е)?[\s,\-]{{1,3}}(?:of )?"
    rf"(?P<month>{W}?(?:[\s\-]{W}?){{0,2}}?)[\s,\-]{{1,3}}{YEAR_WORD}{OTHER_YEAR}")
MONTH_FIRST = re.compile(
    rf"(?<![^\W_])(?P<month>{W}?(?:[\s\-]{W}?)?)\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?:ቀን\s)?{YEAR_WORD}{OTHER_YEAR}")
YEAR_FIRST = re.compile(rf"(?<![\d/.-]){OTHER_YEAR}[\s,\-]{{1,3}}(?P<month>{W}?)[\s,\-]{{1,3}}(?P<day>\d{{1,2}})(?!\d)")
WITHOUT_DAY = re.compile(rf"(?<![^\W_])(?P<month>{W}?(?:[\s\-]{W}?)?)[\s,]{{1,2}}{YEAR_WORD}{OTHER_YEAR}")
NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(?P<year>1[34]\d\d|20\d\d)(?P<sep>[/.-])\d{1,2}(?P=sep)\d{1,2}|"
    r"\d{1,2}(?P<other>[/.-])\d{1,2}(?P=other)(?P<last>1[34]\d\d|20\d\d))(?![\d/]|[.-]\d)")
HEBREW_LETTERS = re.compile(
    r"(?<!\w)[א-ל][\"״'׳]?[א-ט]?['׳]?\s(?P<month>ב?[א-ת]{2,7}(?: [אב]['׳])?)\s(?:ה['׳])?תש[א-ת]?[\"״][א-ת](?!\w)")
# Numeric years: no page is older than its medium, so 1403 is a solar year (2024), 1445 a lunar one (2023).
LAST_SOLAR, FIRST_NUMERIC, LAST_NUMERIC = 1412, 1365, 1460
AFTER = 14
FIRST_HEBREW = 5700


class Stated(Record, frozen=True):
    """A date of another calendar where the page prints it, never converted."""

    span: Span
    calendar: str


def _months() -> dict[str, list[tuple[str, int, int]]]:
    found: dict[str, list[tuple[str, int, int]]] = {}
    for calendar in TABLE["calendar"]:
        for month in calendar["months"]:
            found.setdefault(folded(month), []).append((calendar["name"], *calendar["years"]))
    return found


MONTHS = _months()
# Calendars whose years of today look like ours.
YEARS_LIKE_OURS = {one["name"] for one in TABLE["calendar"] if one["years"][0] < 2100 < one["years"][1] + 100}
ERAS: dict[str, str] = {folded(word): one["name"] for one in reversed(TABLE["calendar"]) for word in one["eras"]}
ERA_WORDS = re.compile("(?:" + "|".join(map(re.escape, sorted(ERAS, key=len, reverse=True))) + r")(?![^\W\d_])")
# What a text with a date of another calendar has: its years, its letters, or its months in Latin letters.
TELLING = re.compile(
    r"(?<!\d)(?:1[345]|5[678])\d\d(?!\d)|[\u0590-\u05ff\u1200-\u137f\u0900-\u097f]|"
    + "|".join(month for one in TABLE["calendar"] if one["name"] in YEARS_LIKE_OURS for month in one["months"]
               if month.isascii()), re.IGNORECASE)
# Eras of Gregorian months: every word with what is added to its years.
ADDED: dict[str, tuple[str, int]] = {word: (era["name"], era["add"]) for era in TABLE["era"] for word in era["words"]}
BUDDHIST = next(era["name"] for era in TABLE["era"] if era["add"] < 0)
COUNTED = "|".join(re.escape(word) for word, (_, add) in ADDED.items() if add > 0)
LOCAL = "|".join(re.escape(word) for word, (_, add) in ADDED.items() if add < 0)


def find_stated(text: str, start: int = 0, end: int | None = None) -> tuple[Stated, ...]:
    """The dates of other calendars in text[start:end], in order, never overlapping. `text` has western digits
    (`calendar.western`)."""
    end = len(text) if end is None else end
    if not TELLING.search(text, start, end):
        return ()
    found = sorted(_every(text, start, end), key=lambda one: (one.span[0], -one.span[1]))
    kept: list[Stated] = []
    for one in found:
        if not kept or one.span[0] >= kept[-1].span[1]:
            kept.append(one)
    return tuple(kept)


def _every(text: str, start: int, end: int) -> Iterator[Stated]:
    for pattern in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST, WITHOUT_DAY):
        for match in pattern.finditer(text, start, end):
            if name := _calendar(match["month"], int(match["year"])):
                yield Stated(span=match.span(), calendar=name)
    for match in NUMERIC.finditer(text, start, end):
        if name := _numeric(int(match["year"] or match["last"]), text[match.end() : match.end() + AFTER]):
            yield Stated(span=match.span(), calendar=name)
    for match in HEBREW_LETTERS.finditer(text, start, end):
        if _calendar(match["month"].removeprefix("ב"), FIRST_HEBREW) or _calendar(match["month"], FIRST_HEBREW):
            yield Stated(span=match.span(), calendar="Hebrew calendar")


def _calendar(month: str, year: int) -> str | None:
    """The calendar that has such a month and may be in such a year; the first named where two may."""
    return next((name for name, first, last in MONTHS.get(folded(month), ()) if first <= year <= last), None)


def _numeric(year: int, after: str) -> str | None:
    if named := _era_named(after):
        return named
    if not FIRST_NUMERIC <= year <= LAST_NUMERIC:
        return None
    return "Solar Hijri calendar" if year <= LAST_SOLAR else "Islamic lunar calendar"


def _era_named(after: str) -> str | None:
    found = ERA_WORDS.match(folded(after)) if after[:2].strip(",.;:-") else None
    return ERAS[found[0]] if found else None


def other_era(after: str) -> bool:
    """Whether the words after a date of ours say that its year is counted in another calendar ("2013 ዓ.ም")."""
    return _era_named(after) in YEARS_LIKE_OURS
