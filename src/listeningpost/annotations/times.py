"""Times: what the time words of a page stand for, counted from the page's own date. EDTF (ISO 8601-2) throughout.

Rules a news reader follows: a day of the week is the last such day up to the date of the page unless the words before
it look ahead; weeks run from Monday; a month is the last one begun.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from ..knowledge import Knowledge
from ..schema import Annotations, Reading, TimeFound
from .anchors import DAY, Anchor, anchor_of, years_of
from .days import Part, day_or_none, last_day, month_edtf, part_of_month, part_of_year, span_edtf, week_edtf
from .numbers import read_number
from .time_words import DAYS, PARTS, SEASONS, TABLE, Words, find_time_words

FUTURE, PAST = frozenset(TABLE["direction"]["future"]), frozenset(TABLE["direction"]["past"])
STEP = {
    "last": -1,
    "past": -1,
    "this past": -1,
    "the previous": -1,
    "this": 0,
    "the": 0,
    "in the": 0,
    "next": 1,
    "coming": 1,
    "this coming": 1,
    "the following": 1,
    "the coming": 1,
}
DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
YEARS_IN = {"year": 1, "decade": 10, "century": 100, "centurie": 100}
VAGUE = {"several", "few", "a few", "a couple of"}
NO_DATE = "the page gives no date to count from"
Given = tuple[str | None, str]


@dataclass(frozen=True)
class Times:
    """Gives `times`."""

    name: str = "times"
    version: int = 1
    needs: frozenset[str] = frozenset({"parse"})
    gives: frozenset[str] = frozenset({"times"})

    def find(self, reading: Reading, so_far: Annotations, knowledge: Knowledge) -> Annotations:  # noqa: ARG002
        """`so_far` with a TimeFound for every expression of time, in order; spans in the page's space."""
        anchor, found = anchor_of(reading.article.published), list[TimeFound]()
        for start, end in so_far.parse.sentences:
            for words in find_time_words(reading.article.text, start, end):
                edtf, why = resolve(words, anchor, found[-1].edtf if found else None)
                found.append(TimeFound(span=words.match.span(), edtf=edtf, why=why))
        return msgspec.structs.replace(so_far, times=tuple(found))


def resolve(words: Words, anchor: Anchor, latest: str | None) -> Given:
    """The EDTF date or interval the words stand for, and why; `latest` is the last date told before them."""
    return RULES[words.kind](words, anchor, latest)


def ahead(before: str) -> bool:
    """Whether the nearest telling word before an expression looks ahead."""
    for word in reversed(before.lower().replace(",", " ").replace(".", " ").split()):
        if word in PAST or word.endswith("ed") and word not in FUTURE:
            return False
        if word in FUTURE:
            return True
    return False


# ---- named days, months and years
def _day(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    month, day = words.month or 0, int(words.part("day") or 0)
    if words.part("year"):
        there = day_or_none(int(words.part("year") or 0), month, day)
        return (there.isoformat(), "written out") if there else (None, "no day of the calendar")
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None, "no day of the calendar"
    years = years_of(anchor, month, day, words.weekday)
    if len(years) == 1:
        return f"{years[0]:04}-{month:02}-{day:02}", "the year that fits the page's date" + _on(words)
    told = f"{' or '.join(map(str, years[:8]))} by the page's bounds{_on(words)}" if years else "not given by the page"
    return f"XXXX-{month:02}-{day:02}", f"year {told}"


def _on(words: Words) -> str:
    return f" and {(words.part('weekday') or '').title()}" if words.part("weekday") else ""


def _days(words: Words, anchor: Anchor, latest: str | None) -> Given:
    edtf, why = _day(words, anchor, latest)
    first = day_or_none(*map(int, edtf.split("-"))) if edtf and "X" not in edtf else None
    last = first and day_or_none(first.year, first.month, int(words.part("to") or 0))
    return (span_edtf(first, last), why) if first and last and first <= last else (None, why)


def _month(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    month = words.month or 1
    if words.part("year"):
        year, why = int(words.part("year") or 0), "written out"
    elif anchor.day is None:
        return (f"XXXX-{month:02}", NO_DATE)
    else:
        year, why = _year_of_month(words, anchor.day, month)
    part = PARTS.get(words.part("part") or "")
    return (part_of_month(year, month, part) if part else month_edtf(year, month)), why


def _year_of_month(words: Words, day: date, month: int) -> tuple[int, str]:
    if words.match.group().lower().endswith("year"):
        return day.year + STEP[words.part("which") or "this"], "counted from the page's date"
    if STEP.get(words.part("which") or "", 0) > 0 or not words.part("which") and ahead(words.before):
        return day.year + (month < day.month), "the next such month after the page's date"
    return day.year - (month > day.month), "the last such month before the page's date"


def _years(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    first, to = words.part("year") or "", words.part("to") or ""
    last = first[: 4 - len(to)] + to
    return (f"{first}/{last}" if first < last else first), "written out"


def _decade(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    return f"{words.part('decade')}X", "written out"


def _century(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    return f"{int(words.part('century') or 1) - 1:02}XX", "written out"


def _year(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    return words.part("year"), "written out"


def _part(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    return part_of_year(int(words.part("year") or 0), _piece(words.part("part"))), "a part of the year written out"


def _piece(edge: str | None) -> Part:
    found: dict[str, Part] = {"early": "first", "late": "last", "mid": "middle"}
    return found.get(edge or "", "end" if "end" in (edge or "") else "start")


def _quarter(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    year = words.part("year") or (str(anchor.day.year + STEP[words.part("which") or "this"]) if anchor.day else None)
    if not year:
        return None, NO_DATE
    nth = ["first", "second", "third", "fourth"].index(words.part("nth") or "first")
    if words.part("of") == "quarter":
        return f"{year}-{33 + nth}", "a quarter of the year"
    return (f"{year}-01/{year}-06", f"{year}-07/{year}-12")[min(nth, 1)], "a half of the year"


def _season(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    number = SEASONS[words.part("season") or "spring"]
    if words.part("year"):
        return f"{words.part('year')}-{number}", "written out"
    if not anchor.day:
        return None, NO_DATE
    begun = anchor.day.month >= (number - 20) * 3
    step = {"last": -1 if not begun or anchor.day.month < (number - 20) * 3 + 3 else 0, "next": int(begun)}
    return f"{anchor.day.year + step.get(words.part('which') or 'this', 0)}-{number}", "counted from the page's date"


# ---- counted from the page's date
def _weekday(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    if not anchor.day or words.weekday is None:
        return None, NO_DATE
    week = words.part("of")
    if week:
        monday = anchor.day - timedelta(days=anchor.day.weekday()) + timedelta(weeks=STEP[week])
        return (monday + timedelta(days=words.weekday)).isoformat(), f"the day in {week} week"
    back = (anchor.day.weekday() - words.weekday) % 7
    which = words.part("which")
    if which in ("next", "this coming") or which is None and back and ahead(words.before):
        return (anchor.day + timedelta(days=7 - back)).isoformat(), "the next such day after the page's date"
    back += 7 if which in ("last", "this past") and back == 0 else 0
    return (anchor.day - timedelta(days=back)).isoformat(), "the last such day up to the page's date"


def _deictic(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    if not anchor.day:
        return None, NO_DATE
    there = anchor.day + timedelta(days=DAYS[words.part("deictic") or "today"])
    return there.isoformat(), "counted from the page's date"


def _period(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    step, edge = STEP[words.part("which") or "this"], words.part("edge")
    if not anchor.day:
        year = anchor.year if words.part("unit") == "year" else None
        return (str(year + step), "counted from the page's year") if year else (None, NO_DATE)
    return _period_at(anchor.day, words.part("unit") or "year", step, edge), "counted from the page's date"


def _period_at(day: date, unit: str, step: int, edge: str | None) -> str | None:
    if unit == "week":
        first = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        last, whole = first + timedelta(days=6), week_edtf(first)
    elif unit == "month":
        whole = month_edtf(day.year, day.month + step)
        year, month = map(int, whole.split("-"))
        first, last = date(year, month, 1), last_day(year, month)
    elif unit == "year":
        first, last, whole = date(day.year + step, 1, 1), date(day.year + step, 12, 31), str(day.year + step)
    else:
        return f"{day.year // 10 + step:03}X" if unit == "decade" else f"{day.year // 100 + step:02}XX"
    if edge in ("earlier", "later") and step == 0:
        return span_edtf(first, day) if edge == "earlier" else span_edtf(day, last)
    if edge in (None, "earlier", "later") or unit == "week":
        return whole
    piece = _piece(edge)
    return part_of_year(first.year, piece) if unit == "year" else part_of_month(first.year, first.month, piece)


def _number(words: Words) -> int | None:
    """How many units; None for "several" and the like."""
    count = words.part("count") or "one"
    if count in VAGUE:
        return None
    found = read_number("one" if count in ("a", "an") else count)
    return round(found.value) if found and found.value is not None and found.value < 10_000 else None


def _stretch(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    number = _number(words)
    if not anchor.day or number is None:
        return None, NO_DATE if not anchor.day else "a number of units that is not said"
    forward = words.part("way") in ("next", "coming")
    there = _moved(anchor.day, words.part("unit") or "day", number if forward else -number)
    if not there:
        return None, "outside the calendar"
    if forward:
        return span_edtf(anchor.day, there), "a stretch from the page's date"
    return span_edtf(there, anchor.day), "a stretch up to the page's date"


def _ago(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    return _counted(words, anchor.day, -1, "the page's date")


def _later(words: Words, anchor: Anchor, latest: str | None) -> Given:  # noqa: ARG001
    start = day_or_none(*map(int, latest.split("-"))) if latest and DAY.fullmatch(latest) else None
    sign = -1 if words.part("way") in ("earlier", "before") else 1
    return _counted(words, start, sign, "the date told before")


def _counted(words: Words, start: date | None, sign: int, told: str) -> Given:
    number, unit = _number(words), words.part("unit") or "day"
    if start is None or number is None:
        return None, "no day to count from" if start is None else "a number of units that is not said"
    there = _moved(start, unit, sign * number)
    if not there:
        return None, "outside the calendar"
    week, month = week_edtf(there), month_edtf(there.year, there.month)
    shown = {"day": there.isoformat(), "week": week, "fortnight": week, "month": month}
    about = "~" if unit.startswith(("dec", "cent")) else ""
    return shown.get(unit, f"{there.year:04}{about}"), f"counted from {told}"


def _moved(day: date, unit: str, number: int) -> date | None:
    """A day moved by a number of units, None where the calendar ends."""
    if unit in DAYS_IN:
        try:
            return day + timedelta(days=DAYS_IN[unit] * number)
        except OverflowError:
            return None
    months = number * (12 * YEARS_IN[unit] if unit in YEARS_IN else 1) + day.year * 12 + day.month - 1
    if not 12 <= months < 12 * 9999:
        return None
    return date(months // 12, months % 12 + 1, min(day.day, last_day(months // 12, months % 12 + 1).day))


RULES: dict[str, Callable[[Words, Anchor, str | None], Given]] = {
    "day": _day,
    "days": _days,
    "month": _month,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "year": _year,
    "part": _part,
    "quarter": _quarter,
    "season": _season,
    "weekday": _weekday,
    "deictic": _deictic,
    "period": _period,
    "stretch": _stretch,
    "ago": _ago,
    "later": _later,
    "then": lambda words, anchor, latest: (latest, "the date told before"),  # noqa: ARG005
}
TIMES = Times()
