"""Lines over time as a drawing: a row each for pages, statements and figures, every line at its day.

A line that is bound to a stretch of days is a bar, one with an open end a ring with an arrow; lines nearer together
than a dot is wide are one dot, larger for each. What has no day is counted below and never drawn.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ...schema import Line
from ..telling import days as days_of
from ..wording import visible
from .calendar import Days, along, ordinal, ticks
from .lettering import Box, Label, Place, place, shorter, width_of
from .svg import Frame, drawn, figure, number, safe, words

ROWS = (("page", "Pages"), ("statement", "Statements"), ("figure", "Figures"))
WIDE, NARROW = (1100, 54.0, 12.0), (360, 62.0, 12.5)  # width, height of a row, height of letters
TOP, BOTTOM, RIGHT, DOT, LARGEST = 26.0, 26.0, 22.0, 5.0, 9.0
CLOSE = 7.0  # two marks nearer than this are one
SHOWN = 6  # lines of a mark in its words
ARROW = 14
LABEL = 26  # heights of type that a label may be wide


class Mark(NamedTuple):
    """Lines that stand at one place of a row: their first and last day, where that is, the lines best first; `open`
    where only the first day is known. Where only the last is, as of most things told, the line stands at it."""

    first: int
    last: int
    x0: float
    x1: float
    lines: tuple[Line, ...]
    open: bool = False


class Dated(NamedTuple):
    """A line with its first and last day."""

    line: Line
    first: int
    last: int
    open: bool = False


def draw_timeline(lines: Sequence[Line]) -> str:
    """The lines as a figure for wide and for narrow screens; nothing where fewer than two of them have a day."""
    dated = [found for line in lines if (found := _dated(line))]
    if len(dated) < 2:
        return ""
    rows = [(kind, name) for kind, name in ROWS if any(one.line.kind == kind for one in dated)]
    shapes = [_draw(dated, rows, shape, *size) for shape, size in (("wide", WIDE), ("narrow", NARROW))]
    gone = len(lines) - len(dated)
    note = f" {gone:,} without a day {'is' if gone == 1 else 'are'} not drawn." if gone else ""
    return figure("timeline", shapes, "A dot is a line at its day, larger where several stand together; a bar is a line"
                                      " dated within bounds, a ring with an arrow one of that day or later."
                                      f"{note}")


def _dated(line: Line) -> Dated | None:
    """A line with its days; None where neither is known."""
    first, last = (ordinal(day) for day in days_of(line.date))
    known = [day for day in (first, last) if day is not None]
    return Dated(line, known[0], known[-1], open=last is None) if known else None


def _draw(dated: Sequence[Dated], rows: Sequence[tuple[str, str]], shape: str, *size: float) -> str:
    width, row, letters = size
    left = max(width_of(name, letters) for _, name in rows) + 22
    height = int(TOP + BOTTOM + row * len(rows))
    frame = Frame(name="timeline", width=int(width), height=height, shape=shape, size=letters)
    days = along([day for one in dated for day in (one.first, one.last)], left, width - RIGHT)
    parts = list(_grid(days, frame, most=9 if shape == "wide" else 4))
    for number_, (kind, name) in enumerate(rows):
        marks = _marks([one for one in dated if one.line.kind == kind], days)
        y = TOP + row * (number_ + 0.5)
        parts += [f'<g class="row {kind}">', *_row(name, y, frame, left), *(_mark(mark, y) for mark in marks)]
        parts += [*_labels(marks, y, frame, Box(left - 12, y - row / 2, width - 2, y + row / 2)), "</g>"]
    return drawn(frame, _title(dated), _told(dated, rows), parts)


def _title(dated: Sequence[Dated]) -> str:
    first, last = (date.fromordinal(day) for day in (min(one.first for one in dated), max(one.last for one in dated)))
    return f"{len(dated):,} lines over time, from {first} to {last}"


def _told(dated: Sequence[Dated], rows: Sequence[tuple[str, str]]) -> str:
    counts = [(sum(one.line.kind == kind for one in dated), name.lower()) for kind, name in rows]
    return ", ".join(f"{count:,} {name}" for count, name in counts) + "; the lines themselves stand below"


def _grid(days: Days, frame: Frame, most: int) -> Iterator[str]:
    for day, name in ticks(days, most):
        x = days.at(day)
        if x > days.right:
            continue
        yield f'<path class="grid" d="M{number(x)} 8V{number(frame.height - BOTTOM + 4)}"/>'
        end = x + width_of(name, frame.size) / 2 > frame.width
        yield words(name, x, frame.height - 8, "end" if end else "middle", "tick")


def _row(name: str, y: float, frame: Frame, left: float) -> Iterator[str]:
    yield f'<path class="axis" d="M{number(left - 10)} {number(y)}H{number(frame.width - 6)}"/>'
    yield words(name, left - 16, y + 4, "end", "name")


def _marks(dated: Sequence[Dated], days: Days) -> list[Mark]:
    """The marks of a row from left to right; lines of one day, or nearer than a dot, together."""
    found = list[Mark]()
    for one in sorted(dated, key=lambda one: (one.open, one.first, one.last, one.line.id)):
        x0, x1 = days.at(one.first), days.at(one.last)
        before = found[-1] if found else None
        if before and before.open == one.open and abs(before.x0 - x0) < CLOSE and abs(before.x1 - x1) < CLOSE:
            found[-1] = before._replace(lines=(*before.lines, one.line))
        else:
            found.append(Mark(one.first, one.last, x0, x1, (one.line,), one.open))
    return sorted(found, key=lambda mark: (mark.x0 - mark.x1, mark.x0))  # long bars below


def _radius(mark: Mark) -> float:
    return float(min(DOT * len(mark.lines) ** 0.4, LARGEST))


def _mark(mark: Mark, y: float) -> str:
    """A dot, a ring or a bar; its lines by id, and in words for whoever points at it."""
    told = [safe(_words(line)) for line in mark.lines[:SHOWN]]
    more = [f"… and {len(mark.lines) - SHOWN:,} more"] if len(mark.lines) > SHOWN else []
    title = "\n".join([*told, *more])
    ids = safe(" ".join(line.id for line in mark.lines))
    return (f'<g class="mark" data-lines="{ids}" data-first="{mark.first}" data-last="{mark.last}">'
            f"{_shape(mark, y)}<title>{title}</title></g>")


def _shape(mark: Mark, y: float) -> str:
    if mark.x1 - mark.x0 >= 2 * DOT:
        return (f'<rect class="bar" x="{number(mark.x0)}" y="{number(y - 3)}" width="{number(mark.x1 - mark.x0)}"'
                ' height="6" rx="3"/>')
    x, radius = (mark.x0 + mark.x1) / 2, _radius(mark)
    arrow = (f'<path class="arrow" d="M{number(x + radius)} {number(y)}h{ARROW}m-4 -3.5l4 3.5l-4 3.5"/>'
             if mark.open else "")
    ring = ' class="ring"' if mark.open else ""
    return f'{arrow}<circle{ring} cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def _words(line: Line) -> str:
    quote = " ".join(line.quote.split())
    return visible(f"{line.group}: {line.who or line.lead}: {quote if len(quote) < 120 else quote[:118] + ' …'}")


# ---- labels
def _labels(marks: Sequence[Mark], y: float, frame: Frame, room: Box) -> Iterator[str]:
    """The words of as many marks as find room, those of most lines first."""
    dots = [Box(mark.x0 - _radius(mark), y - _radius(mark), max(mark.x1, mark.x0 + DOT) + DOT, y + _radius(mark))
            for mark in marks]
    size = frame.size * 0.94
    most = min(LABEL * size, (room.x1 - room.x0) * 0.62)
    wanted = sorted(marks, key=lambda mark: (-len(mark.lines), mark.x0))
    labels = [Label(shorter(_short(mark.lines[0]), size, most), (mark.x0 + mark.x1) / 2, y, size, _places(mark, size))
              for mark in wanted]
    for found in place(labels, room, dots):
        yield words(found.label.text, found.x, found.y, found.anchor, "label")


def _places(mark: Mark, size: float) -> list[Place]:
    up, down = -_radius(mark) - 4, _radius(mark) + size
    return [Place(dx, dy, anchor) for dy in (up, down)
            for dx, anchor in ((0.0, "middle"), (-DOT, "start"), (DOT, "end"))]


def _short(line: Line) -> str:
    if line.kind == "page":
        return line.who
    name = line.who.rsplit(" ", 1)[-1] if line.kind == "statement" and "“" not in line.who else ""
    return f"{name}: {line.quote}" if name else line.quote
