"""Series of figures as lines under one heading each: what is claimed, how it changed, since when it is the same."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from ..edtf import LATEST, bounds
from ..schema import FigureSeriesLink, Line, Link, Point, SeriesPoint
from .collecting import counted
from .dates import in_words

Item = tuple[str, str]
FIRST, LAST = "0001-01-01", "9999"  # days of any calendar: an open one, or one of any year, is none
OWN = "the page's own"  # the mark of a figure that nobody is quoted with
FEWEST = 2  # claims that make a series of what is asked for
SHOWN = 4  # different values that a heading tells
RELATIONS = {"first": "first", "repeat": "repeat", "drift": "told otherwise", "update": "another value",
             "conflict": "conflict"}


def series_lines(
    links: Iterable[Link], lines: Mapping[str, Line], origins: Mapping[Item, tuple[frozenset[str], str]] | None = None
) -> Iterator[Line]:
    """The lines that stand in series, each series under its heading, those on most pages first; `lines` are those of
    the figures that are asked for, by id, `origins` the pages of each claim with what is shown of their origins."""
    found = []
    for link in links:
        if isinstance(link, FigureSeriesLink):
            asked = [point for point in link.points if point.figure[1] in lines]
            if len(asked) >= FEWEST:
                found.append((link, asked))
    found.sort(key=lambda pair: (-len({point.page for point in pair[1]}), -len(pair[1]), pair[0].id))
    seen = Counter[str]()
    for link, points in found:
        heading = _heading(link, points, (origins or {}).get(min(point.figure for point in link.points)))
        seen[heading] += 1
        group = heading if seen[heading] == 1 else f"{heading} ({seen[heading]})"
        yield from (_line(link, point, lines[point.figure[1]], group) for point in points)


def _heading(
    link: FigureSeriesLink, points: Sequence[SeriesPoint], origins: tuple[frozenset[str], str] | None
) -> str:
    """What is claimed and how much it is said to be, the flags, how many claim it, and with how many origins where all
    its pages are shown."""
    flags = f" — {', '.join(link.flags)}" if link.flags else ""
    pages = {point.page for point in points}
    behind = f", {origins[1]}" if origins and origins[0] == pages else ""
    many = f"{counted(len(points), 'claim')} on {counted(len(pages), 'page')}"
    return f"{quantity_words(link, points)}{flags} ({many}{behind})"


def quantity_words(link: FigureSeriesLink, points: Sequence[SeriesPoint]) -> str:
    """What is claimed, of whom, and how much it is said to be in the order of saying; of two accounts each with who
    tells it."""
    what = f"{link.what} of {link.of}" if link.of and link.of not in link.what else link.what
    sides = dict.fromkeys(point.side for point in points)
    accounts = [[point for point in points if point.side == side] for side in sides]
    told = [_run(link, account) for account in accounts]
    if len(accounts) > 1:
        told = [f"{run} ({_tellers(account)})" for run, account in zip(told, accounts, strict=True)]
    return f"{what[:1].upper()}{what[1:]}: {' against '.join(told)}"


def _run(link: FigureSeriesLink, points: Sequence[SeriesPoint]) -> str:
    """The values of one account in the order of saying, the first of them written out, and the last one said where
    that is an earlier one again."""
    told = [(_same(point), _value_and_unit(link, point)) for point in points]
    values = dict(reversed(told))  # a value in two units (20 years, two decades) as it was first
    shown = list(dict.fromkeys(values[key] for key, _ in told))
    last = f", then {values[told[-1][0]]} again" if values[told[-1][0]] != shown[-1] else ""
    more = f" and {counted(len(shown) - SHOWN, 'other value')}" if len(shown) > SHOWN else ""
    return ", then ".join(shown[:SHOWN]) + more + last


def _tellers(points: Sequence[SeriesPoint]) -> str:
    """Who tells an account: the one who does most, else the pages."""
    who = Counter(point.speaker for point in points if point.speaker)
    return who.most_common(1)[0][0] if who else "the pages' own"


def _same(point: SeriesPoint) -> tuple[str, float]:
    """What two wordings of one value have in common."""
    bound = _value(point).rstrip("0123456789,. ")
    return bound, point.level if point.level is not None else point.value or 0.0


def _value_and_unit(link: FigureSeriesLink, point: SeriesPoint) -> str:
    """A value with its unit where the heading does not name that."""
    value, named = _value(point), not point.unit or point.unit.lower() in link.what.lower()
    return value if named else f"{value}{'%' if point.unit == 'percent' else f' {point.unit}'}"


def _value(point: SeriesPoint) -> str:
    """A value with its bounds in short: `6,500`, `over 50`, `10 to 15`, `up to 300`."""
    if point.value is not None:
        more = "at least " if point.min == point.value else "over " if point.min is not None else ""
        return f"{more}{number_words(point.value)}"
    if point.min is not None and point.max is not None:
        return f"{number_words(point.min)} to {number_words(point.max)}"
    return f"up to {number_words(point.max or 0)}"


def number_words(value: float) -> str:
    """A number as readers write it, its thousands set off."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def _line(link: FigureSeriesLink, point: SeriesPoint, line: Line, group: str) -> Line:
    """The figure's own line with what it is in the series, and the reason of a flag that it shows."""
    stage = () if point.stage == "measured" else ({"plan": "planned", "forecast": "foretold"}[point.stage],)
    why = [f"{reason.flag}: {reason.why}" for reason in link.reasons if reason.between[1] == point.figure]
    note = "; ".join(filter(None, [line.note, *why]))
    marks = dict.fromkeys((RELATIONS[point.relation], *stage, *line.marks))
    return replace(
        line, group=group, note=note, marks=tuple(marks),
        point=_standing(point, _base(link.points), _day(line.date)),
    )


def _base(points: Iterable[SeriesPoint]) -> float:
    """How much of what a series is compared in (seconds, metres) one of its first unit is."""
    return next((point.level / point.value for point in points if point.level and point.value), 1.0)


def _standing(point: SeriesPoint, base: float, day: str | None) -> Point:
    """Where a claim stands in its series, in the unit that the series was first told in."""
    own = point.level / point.value / base if point.level and point.value else None
    low, high = (None if bound is None or own is None else float(f"{bound * own:.6g}")
                 for bound in (point.min, point.max))
    return Point(level=float(f"{(point.level or 0.0) / base:.10g}"), low=low, high=high, day=day,
                 relation=point.relation, stage=point.stage, side=point.side)


def _day(edtf: str | None) -> str | None:
    """The last day that a date allows."""
    last = bounds(edtf)[1] if edtf else LATEST
    return last if FIRST <= last < LAST else None


def in_days(lines: Sequence[Line]) -> str:
    """The first and the last day on which the lines of a series were said, in words."""
    days = sorted(line.point.day for line in lines if line.point and line.point.day)
    if not days:
        return "no day known"
    return in_words(days[0]) if days[0] == days[-1] else f"{in_words(days[0])} to {in_words(days[-1])}"
