"""The first and last day that an EDTF date allows, so that rows can be sorted and bounded by day."""

import calendar
import re

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T[\d:.+\-Z]+)?[?~%]?")

Days = tuple[str | None, str | None]


def days(edtf: str | None) -> Days:
    """First and last day (`YYYY-MM-DD`) of a date, an interval (`a/b`, open end `..`) or a set (`[a,b]`); None where an
    end is open, unknown or no date that this reads."""
    if not edtf:
        return None, None
    parts = [part.strip() for part in edtf.strip("[]{}").split(",")]
    pairs = [_interval(part) for part in parts]
    firsts, lasts = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    first = None if None in firsts else min(day for day in firsts if day)
    last = None if None in lasts else max(day for day in lasts if day)
    return first, last


def _interval(part: str) -> Days:
    start, slash, end = part.partition("/")
    if not slash:
        return _first(part), _last(part)
    return _first(start), _last(end)


def _first(date: str) -> str | None:
    match = _DATE.fullmatch(date)
    return match and f"{match[1]}-{match[2] or '01'}-{match[3] or '01'}"


def _last(date: str) -> str | None:
    match = _DATE.fullmatch(date)
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    if not 1 <= month <= 12 or year < 1:
        return None
    return f"{match[1]}-{month:02}-{match[3] or calendar.monthrange(year, month)[1]:02}"


def is_date(edtf: str) -> bool:
    """Whether `days` can read it: every part that is not left open is a date of the calendar."""
    ends = [end for part in edtf.strip("[]{}").split(",") for end in part.strip().split("/")]
    known = [end for end in ends if end not in ("", "..")]
    return bool(known) and all(_is_day(end) for end in known)


def _is_day(date: str) -> bool:
    match = _DATE.fullmatch(date)
    if not match or int(match[1]) < 1:
        return False
    month = int(match[2] or 1)
    return 1 <= month <= 12 and 1 <= int(match[3] or 1) <= calendar.monthrange(int(match[1]), month)[1]
