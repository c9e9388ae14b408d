"""Days that stand anywhere in a page's source: under keys of scripts, in addresses and names, as counts of seconds.

What a page without date fields, or with broken ones, still tells. The patterns begin with plain characters, so that a
source is searched at the speed of a plain search.
"""

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from ..schema import Span
from .calendar import Written, day_of, find_dates
from .clues import LINKED, TRACED, MetaClue
from .elements import TABLE

Shape = Literal["day", "moment", "address", "name", "seconds", "words"]

# 2024-11-18, 2024/11/18, 2024.11.18, 20241118; one pattern for each century.
_DAYS = tuple(re.compile(century + r"([-/._]?)(0[1-9]|1[0-2]|[1-9](?=[-/._]))\1(0[1-9]|[12]\d|3[01]|[1-9](?!\d))")
              for century in (r"20[0-4]\d", r"19[89]\d"))
_HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_CLOCK = re.compile(r"[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:\s?(?:Z|[+-]\d\d:?\d\d))?")
# Seconds since 1970, or thousandths of them, from 2001 on.
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?(?!\d)")
_KEY = re.compile(r"([\w-]{2,32})(?:\\*[\"']|&quot;|&#34;)?\s?[:=]\s?(?:\\*[\"']|&quot;|&#34;)?$")
_PUBLISHED = re.compile("|".join(map(re.escape, TABLE["meta"]["script_date"])), re.IGNORECASE)
_TIMED = re.compile("|".join(map(re.escape, TABLE["meta"]["date"])), re.IGNORECASE)
_BEFORE = 48
# What stands before the year of a day written in words or with the year last.
_YEAR = re.compile(r"20[0-4]\d(?![\d-])")
_DAY_BEFORE = re.compile(
    r"(?<!\d)\d{1,2}(?:([./-]) ?\d{1,2}\1 ?|[^\W\d]{0,2}[.,]?[ -](?:de )?[^\W\d]{3,12}[.,]{0,2}[ -](?:de )?)$|"
    r"[^\W\d]{3,12}[.,]? \d{1,2}[^\W\d]{0,2},? $")
_LONGEST_DAY = 28
# Bounds against pages made to be slow.
_LONGEST_SOURCE = 3_000_000
_MOST = 4_000
_MOST_KEYED = 60
_MOST_WRITTEN = 200
_MOST_TRACED = 24
_FOLDERS = 2


class SourceDay(NamedTuple):
    """A day in the source, as written where day and month may be swapped: in what shape, with its time where one
    follows, and under which key (empty: none)."""

    day: str
    value: str
    span: Span
    shape: Shape
    key: str


def find_source_days(source: str) -> list[SourceDay]:
    """Every day in the source, in order within each shape, up to a bound."""
    days = (match for pattern in _DAYS for match in pattern.finditer(source, 0, _LONGEST_SOURCE))
    found = itertools.chain(map(_of_day, itertools.islice(days, _MOST)),
                            map(_of_seconds, itertools.islice(_SECONDS.finditer(source, 0, _LONGEST_SOURCE), _MOST)))
    return [*(day for day in found if day), *_written(source)]


def _written(source: str) -> Iterator[SourceDay]:
    """The days with the year last: in titles of elements, in scripts, in what is kept from view."""
    known: dict[str, tuple[Written, ...]] = {}
    for match in itertools.islice(_YEAR.finditer(source, 0, _LONGEST_SOURCE), _MOST):
        before = _DAY_BEFORE.search(source, max(0, match.start() - _LONGEST_DAY), match.start())
        if before is None:
            continue
        said = source[before.start() : match.end()]
        if said not in known and len(known) < _MOST_WRITTEN:
            known[said] = find_dates(said)
        for date in (date for date in known.get(said, ()) if date.days):
            span = (before.start() + date.span[0], before.start() + date.span[1])
            day = date.edtf or source[slice(*span)]
            yield SourceDay(day, day, span, "words", "")


def _of_day(match: re.Match[str]) -> SourceDay | None:
    source, (start, end) = match.string, match.span()
    before, after = source[start - 1 : start], source[end : end + 4]
    if before.isdigit() or (before == "." and not match[1]):
        return None
    if after[:1].isdigit() and (match[1] or not _HOUR.match(after)):
        return None
    day = day_of(int(match.group()[:4]), int(match[2]), int(match[3]))
    if day is None:
        return None
    clock = _CLOCK.match(source, end)
    end = clock.end() if clock else end
    shape: Shape = "address" if match[1] == "/" else "moment" if clock else "day" if match[1] else "name"
    iso = day.isoformat()
    return SourceDay(iso, iso + source[match.end() : end], (start, end), shape, _key_before(source, start))


def _of_seconds(match: re.Match[str]) -> SourceDay | None:
    """The day of a count of seconds, in universal time; None where no key before it speaks of time."""
    source, start = match.string, match.start()
    if source[start - 1 : start].isdigit() or source[start - 1 : start] == ".":
        return None
    key = _key_before(source, start)
    if not _TIMED.search(key):
        return None
    moment = dt.datetime.fromtimestamp(int(match.group()[:10]), dt.UTC)
    return SourceDay(moment.date().isoformat(), f"{moment:%Y-%m-%dT%H:%M:%SZ}", match.span(), "seconds", key)


def _key_before(source: str, start: int) -> str:
    found = _KEY.search(source, max(0, start - _BEFORE), start)
    return found[1] if found else ""


def clues_of(days: Sequence[SourceDay], source: str, alone: bool) -> list[MetaClue]:
    """What the days of a source tell of a page: those under keys that speak of publication, each key and day once,
    where the page has no fields of its own (`alone`); those that most addresses carry as folders, of pictures, mostly;
    and, weakest, those that stand in the source most often."""
    keyed = _keyed(days) if alone else []
    folders = Counter(one.day for one in days if one.shape == "address" and _is_folder(source, one.span))
    counts = Counter(one.day for one in days)
    firsts: dict[str, Span] = {}
    for one in days:
        firsts.setdefault(one.day, one.span)
    linked = [MetaClue(basis="url", value=day, capture_span=firsts[day], name=LINKED)
              for day, _ in folders.most_common(_FOLDERS)]
    return keyed + linked + [MetaClue(basis="meta", value=day, capture_span=firsts[day], name=TRACED)
                             for day, _ in counts.most_common(_MOST_TRACED)]


def _keyed(days: Iterable[SourceDay]) -> list[MetaClue]:
    first: dict[tuple[str, str], SourceDay] = {}
    for one in days:
        if one.shape != "address" and one.key and _PUBLISHED.search(one.key):
            first.setdefault((one.key.lower(), one.day), one)
    return [MetaClue(basis="meta", value=one.value, capture_span=one.span, name=f"script {one.key}")
            for one in itertools.islice(first.values(), _MOST_KEYED)]


def _is_folder(source: str, span: Span) -> bool:
    return source[span[0] - 1 : span[0]] == source[span[1] : span[1] + 1] == "/"
