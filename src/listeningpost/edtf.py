"""EDTF dates (ISO 8601-2) as stretches of days: the one place that says which days a date allows."""

import calendar
import datetime as dt
import functools
import re

EARLIEST, LATEST = "0000-01-01", "9999-12-31"
# What may stand where a month stands: seasons (21 to 28 northern, 29 to 32 southern; a winter has days at both ends
# of its year), quarters (33 to 36), thirds and halves. First and last month.
PARTS_OF_YEAR = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 12), 25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (1, 12),
    29: (9, 11), 30: (1, 12), 31: (3, 5), 32: (6, 8), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
_DATE = re.compile(r"[?~%]?([\dX]{4})(?:-[?~%]?(\d\d|XX))?(?:-[?~%]?(\d\d|XX))?(?:T[\d:.+\-Z]+)?[?~%]?", re.ASCII)


@functools.lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[str, str]:
    """First and last day (YYYY-MM-DD) that a date, an interval (`a/b`) or a set (`[a,b]`, `{a,b}`) allows; an open end
    is EARLIEST or LATEST.

    Raises ValueError for what is no date or ends before it begins.
    """
    pairs = [_interval(member) for member in members(edtf)]
    first, last = min(pair[0] for pair in pairs), max(pair[1] for pair in pairs)
    if any(start > end for start, end in pairs):
        raise ValueError(f"{edtf} ends before it begins")
    return first, last


def members(edtf: str) -> list[str]:
    """The dates of a set, its stretches `a..b` as intervals; of a plain date, itself."""
    if edtf[:1] not in ("[", "{"):
        return [edtf]
    return [member.strip().replace("..", "/") for member in edtf.strip("[]{}").split(",")]


def overlap(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether two stretches of days have a day in common."""
    return first[0] <= second[1] and second[0] <= first[1]


def is_date(edtf: str) -> bool:
    """Whether it is a date with at least one known end."""
    try:
        return bounds(edtf) != (EARLIEST, LATEST)
    except ValueError:
        return False


def last_moment(words: str) -> str:
    """A time as the store writes it (UTC, to the second); a date alone is its end. Raises ValueError for neither."""
    if is_date(words) and "T" not in words:
        return f"{bounds(words)[1]}T23:59:59Z"
    found = dt.datetime.fromisoformat(words)
    found = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return found.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _interval(edtf: str) -> tuple[str, str]:
    start, slash, end = edtf.partition("/")
    return _edge(start, last=False), _edge(end if slash else start, last=True)


def fields(part: str) -> tuple[str, str | None, str | None]:
    """Year, month (or part of the year) and day as written; raises ValueError for what is no date."""
    found = _DATE.fullmatch(part)
    if not found:
        raise ValueError(f"{part} is no EDTF date")
    _months(found[2])
    return found[1], found[2], found[3]


def _edge(part: str, *, last: bool) -> str:
    if part in ("", ".."):
        return LATEST if last else EARLIEST
    written, named, day = fields(part)
    year = int(written.replace("X", "9" if last else "0"))
    if not year and "X" not in written:
        raise ValueError(f"{part} is no year")
    months = _months(named)
    month = months[1] if last else months[0]
    days = calendar.monthrange(max(year, 1), month)[1]
    chosen = int(day) if day and day != "XX" else (days if last else 1)
    if not 1 <= chosen <= days:
        raise ValueError(f"{part} is no day of the calendar")
    return f"{year:04}-{month:02}-{chosen:02}"


def _months(month: str | None) -> tuple[int, int]:
    if month is None or month == "XX":
        return 1, 12
    first, last = PARTS_OF_YEAR.get(int(month), (int(month), int(month)))
    if not 1 <= first <= 12:
        raise ValueError(f"{month} is no month")
    return first, last
