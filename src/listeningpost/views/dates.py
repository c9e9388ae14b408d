"""EDTF dates (ISO 8601-2) as people say them.

`in_words("2022-05-03/2022-05-09")` is "between 3 and 9 May 2022". An unknown date is "undated", never today.
"""

import re
import tomllib
from importlib import resources

import msgspec

from ..edtf import bounds, fields, members

UNDATED = "undated"


class _Table(msgspec.Struct, frozen=True):
    months: tuple[str, ...]
    parts: dict[str, str]


_TABLE = msgspec.convert(
    tomllib.loads(resources.files(__package__).joinpath("tables/dates.toml").read_text(encoding="utf-8")), _Table
)


def in_words(edtf: str | None) -> str:
    """An EDTF date as people say it; what is no EDTF is given back as it stands, None is "undated"."""
    if not edtf:
        return UNDATED
    if edtf[0] in "[{":
        return _choice([in_words(member) for member in members(edtf)], " or " if edtf[0] == "[" else " and ")
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    return _single(edtf)


def _choice(dates: list[str], word: str) -> str:
    """`27 February 2018` and `27 February 2024` are one day of two years: `27 February 2018 or 2024`."""
    first, *others = dates
    day = first.rpartition(" ")[0]
    if day and all(date.rpartition(" ")[0] == day for date in others) and day[0].isdigit():
        others = [date.rpartition(" ")[2] for date in others]
    return word.join([", ".join([first, *others[:-1]]), *others[-1:]])


def _interval(start: str, end: str) -> str:
    if start in ("", "..") and end in ("", ".."):
        return UNDATED
    if start in ("", ".."):
        return f"on or before {_single(end)}" if _is_day(end) else f"in or before {_single(end)}"
    if end in ("", ".."):
        return f"on or after {_single(start)}" if _is_day(start) else f"in or after {_single(start)}"
    return _whole(start, end) or f"between {_without_shared_end(_single(start), _single(end))} and {_single(end)}"


def _whole(start: str, end: str) -> str | None:
    """The shorter name of an interval that is one date, one whole month or one whole year."""
    if start == end:
        return _single(start)
    for length in (4, 7):
        name = start[:length]
        if _is_day(start) and _is_day(end) and bounds(name) == (start, end):
            return _single(name)
    return None


def _without_shared_end(first: str, second: str) -> str:
    """`3 May 2022` beside `9 May 2022` is `3`: what both end in is said once."""
    words, others = first.split(), second.split()
    while len(words) > 1 and words[-1] == others[-1]:
        words, others = words[:-1], others[:-1]
    return " ".join(words)


def _is_day(part: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", part))


def _single(part: str) -> str:
    try:
        year, month, day = fields(part)
    except ValueError:
        return part
    words = " ".join(word for word in (_day(day), _month(month), _year(year)) if word)
    words = f"about {words}" if re.search("[~%]", part) else words
    return f"{words} (uncertain)" if re.search("[?%]", part) else words


def _day(day: str | None) -> str:
    return str(int(day)) if day and day != "XX" else ""


def _month(month: str | None) -> str:
    if month is None or month == "XX":
        return ""
    return _TABLE.parts[month] if month in _TABLE.parts else _TABLE.months[int(month) - 1]


def _year(year: str) -> str:
    if year == "XXXX":
        return "of an unknown year"
    if re.fullmatch(r"\d{3}X", year):
        return f"the {year[:3]}0s"
    if "X" in year:
        return f"some year from {year.replace('X', '0')} to {year.replace('X', '9')}"
    return str(int(year))
