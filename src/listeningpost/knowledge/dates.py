"""First and last days of EDTF dates (ISO 8601-2), as far as dated facts need them."""

import calendar
import functools
import re

EARLIEST, LATEST = "0000-01-01", "9999-12-31"
# EDTF level 1 seasons, northern hemisphere; 33 to 36 are quarters (level 2)
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_DAY = re.compile(r"(\d[\dX]{3})(?:-(\d\d|XX))?(?:-(\d\d|XX))?")


@functools.lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[str, str]:
    """First and last day (YYYY-MM-DD) that an EDTF date or interval allows; ".." is an open end.

    Raises ValueError for what is no date or ends before it begins.
    """
    first, slash, last = edtf.partition("/")
    found = _edge(first, end=False), _edge(last if slash else first, end=True)
    if found[0] > found[1]:
        raise ValueError(f"{edtf} ends before it begins")
    return found


def overlap(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether two stretches of days have a day in common."""
    return first[0] <= second[1] and second[0] <= first[1]


def _edge(part: str, *, end: bool) -> str:
    if part in ("", ".."):
        return LATEST if end else EARLIEST
    found = _DAY.fullmatch(re.sub(r"[?~%]", "", part).split("T")[0])
    if not found:
        raise ValueError(f"{part} is no EDTF date")
    year = int(found[1].replace("X", "9" if end else "0"))
    months, day = _months(found[2]), found[3]
    month = months[1] if end else months[0]
    last_day = calendar.monthrange(max(year, 1), month)[1]
    chosen = int(day) if day and day != "XX" else (last_day if end else 1)
    if not 1 <= chosen <= last_day:
        raise ValueError(f"{part} is no day of the calendar")
    return f"{year:04}-{month:02}-{chosen:02}"


def _months(month: str | None) -> tuple[int, int]:
    if month is None or month == "XX":
        return 1, 12
    first, last = SEASONS.get(int(month), (int(month), int(month)))
    if not 1 <= first <= 12:
        raise ValueError(f"{month} is no month")
    return first, last
