"""The date that relative time words of a page are counted from, as far as the page gives one."""

import re
from datetime import date
from typing import NamedTuple

from ..schema import Published
from .days import day_or_none

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Anchor(NamedTuple):
    """A day, or no more than a year or bounds where the page prints no day. `dated` are days the page may be of."""

    day: date | None
    year: int | None
    earliest: date | None
    latest: date | None
    dated: tuple[date, ...]


def anchor_of(published: Published) -> Anchor:
    """The anchor from an article's publication date, its bounds and its candidates (all EDTF)."""
    edtf = published.edtf or ""
    first, _, last = edtf.partition("/")
    year = re.match(r"\d{4}", edtf)
    candidates = (_day(candidate.edtf) for candidate in published.candidates)
    return Anchor(
        day=_day(edtf) if "/" not in edtf else None,
        year=int(year[0]) if year and (not last or last[:4] == first[:4]) else None,
        earliest=_day(published.not_before or first),
        latest=_day(published.not_after or last or first),
        dated=tuple(day for day in candidates if day),
    )


def _day(edtf: str) -> date | None:
    found = DAY.match(edtf)
    return day_or_none(*map(int, found.groups())) if found else None


def years_of(anchor: Anchor, month: int, day: int, weekday: int | None) -> list[int]:
    """The years in which a month and day can be meant, best first; one year where the anchor is a day."""
    if anchor.day:
        near = [anchor.day.year, anchor.day.year - 1, anchor.day.year + 1]
        fitting = [y for y in near if _fits(y, month, day, weekday)] or [y for y in near if _fits(y, month, day, None)]
        return sorted(fitting, key=lambda y: _distance(anchor.day, y, month, day))[:1]
    named = [d.year for d in anchor.dated if (d.month, d.day) == (month, day)]
    if named or anchor.year:
        return [y for y in dict.fromkeys(named or [anchor.year or 0]) if _fits(y, month, day, weekday)]
    if not (anchor.earliest and anchor.latest):
        return []
    return [y for y in range(anchor.earliest.year, anchor.latest.year + 1) if _fits(y, month, day, weekday)]


def _fits(year: int, month: int, day: int, weekday: int | None) -> bool:
    there = day_or_none(year, month, day)
    return there is not None and weekday in (None, there.weekday())


def _distance(anchor: date | None, year: int, month: int, day: int) -> int:
    """Days from the anchor; a day that lies behind is preferred to one equally far ahead."""
    there = day_or_none(year, month, day)
    if anchor is None or there is None:
        return 0
    ahead = (there - anchor).days
    return -ahead if ahead <= 0 else ahead + 120
