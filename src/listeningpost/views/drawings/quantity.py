"""One quantity claimed again and again, full size: every claim at its day and value, with who claims it.

As in the small drawing of a brief, form tells what a claim is to those before it: a repeat is hollow, a conflict
crossed, what is foretold or planned a square. A line runs on while a value is repeated; a step is another value.
Accounts that cannot hold together have a line each.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ...schema import Line, Point
from ..sparkline import BROKEN, NAMES, STEEP, sides_in
from .calendar import Days, along, ordinal, ticks
from .lettering import Box, Label, Place, place, shorter, width_of
from .svg import Frame, drawn, figure, number, safe, words

WIDE, NARROW = (1000, 330, 12.5), (360, 280, 12.0)  # width, height, height of letters
LEVEL = 170  # height where every claim has one value
TOP, BOTTOM, RIGHT, SIZE = 34, 34, 24, 6.5
SIGNS = {"first": "●", "update": "●", "repeat": "○", "drift": "○", "conflict": "✕", "foretold": "□"}
FIRST = "first said"


class Scale(NamedTuple):
    """From values to heights: of powers where the largest is many times the least, else even, from 0 where that is not
    far below; of one value alone, in the middle."""

    low: float
    high: float
    form: Literal["powers", "even", "level"]
    top: float
    bottom: float

    def at(self, value: float) -> float:
        """How high a value stands."""
        low, high, here = map(self._height, (self.low, self.high, value))
        return self.bottom - (self.bottom - self.top) * (here - low) / (high - low)

    def _height(self, value: float) -> float:
        return float(math.log10(max(value, 1e-9))) if self.form == "powers" else value


class Claim(NamedTuple):
    """A claim with where it stands."""

    line: Line
    point: Point
    x: float
    y: float


def draw_quantity(lines: Sequence[Line]) -> str:
    """The claims of one series as a figure for wide and for narrow screens; nothing where they are none."""
    points = [line.point for line in lines if line.point]
    if len(points) < 2 or len(points) < len(lines):
        return ""
    level = len({point.level for point in points}) == 1
    shapes = [_draw(lines, points, shape, *((width, LEVEL, size) if level else (width, height, size)))
              for shape, (width, height, size) in (("wide", WIDE), ("narrow", NARROW))]
    kinds = dict.fromkeys(_kind(point) for point in points)
    legend = ", ".join(f"{SIGNS[kind]} {NAMES.get(kind, FIRST)}" for kind in kinds)
    undated = sum(point.day is None for point in points)
    order = " The claims stand one after another: not every day is known." if undated else ""
    return figure("quantity", shapes, f"{safe(legend)}.{order}")


def _kind(point: Point) -> str:
    return point.relation if point.stage == "measured" else "foretold"


def _draw(lines: Sequence[Line], points: Sequence[Point], shape: str, *measures: float) -> str:
    width, height, size = int(measures[0]), int(measures[1]), measures[2]
    frame = Frame(name=f"quantity-{lines[0].id}", width=width, height=height, shape=shape, size=size)
    scale = _scale(points, TOP, height - BOTTOM)
    marks = list(_values(scale))
    left = max(width_of(text, size) for _, text in marks) + 16
    days = _days(points, left + SIZE, width - RIGHT)
    claims = [Claim(line, point, x, scale.at(point.level))
              for line, point, x in zip(lines, points, _across(points, days, left + SIZE, width - RIGHT), strict=True)]
    parts = [*_grid(scale, marks, days, frame, left), *_course(claims), *(_bounds(claim, scale) for claim in claims),
             *(_sign(claim) for claim in sorted(claims, key=lambda one: one.point.relation not in ("repeat", "drift"))),
             *_labels(claims, frame, left)]
    return drawn(frame, lines[0].group, _told(claims), parts)


# ---- scales
def _scale(points: Sequence[Point], top: float, bottom: float) -> Scale:
    levels = [value for point in points for value in (point.level, point.low, point.high) if value is not None]
    if len(set(levels)) == 1:
        return Scale(levels[0] - 1, levels[0] + 1, "level", top, bottom)
    low, high = min(levels), max(levels)
    if low > 0 and high / low > STEEP:
        return Scale(10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(high)), "powers", top, bottom)
    if 0 <= low < 0.6 * high:
        low = 0.0
    step = _step(high - low)
    return Scale(math.floor(low / step) * step, math.ceil(high / step) * step, "even", top, bottom)


def _step(span: float) -> float:
    """A round step that parts a span into three to seven."""
    power = float(10 ** math.floor(math.log10(span / 4)))
    return next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= 6)


def _values(scale: Scale) -> Iterator[tuple[float, str]]:
    """The values at which a line is drawn, in words."""
    if scale.form == "level":
        values = [(scale.low + scale.high) / 2]
    elif scale.form == "powers":
        values = [10.0**n for n in range(round(math.log10(scale.low)), round(math.log10(scale.high)) + 1)]
    else:
        step = _step(scale.high - scale.low)
        values = [scale.low + step * n for n in range(round((scale.high - scale.low) / step) + 1)]
    yield from ((value, f"{value:,.10g}") for value in values)


def _days(points: Sequence[Point], left: float, right: float) -> Days | None:
    days = [ordinal(point.day) for point in points if point.day]
    known = [day for day in days if day is not None]
    return along(known, left, right) if len(known) == len(points) and len(set(known)) > 1 else None


def _across(points: Sequence[Point], days: Days | None, left: float, right: float) -> Iterator[float]:
    """How far right each claim stands: by its day where all have one, else by its number."""
    for at, point in enumerate(points):
        day = ordinal(point.day) if point.day else None
        yield days.at(day) if days and day is not None else left + (right - left) * (at + 0.5) / len(points)


def _grid(
    scale: Scale, values: Sequence[tuple[float, str]], days: Days | None, frame: Frame, left: float
) -> Iterator[str]:
    for value, text in values:
        y = scale.at(value)
        yield f'<path class="grid" d="M{number(left)} {number(y)}H{frame.width - 6}"/>'
        yield words(text, left - 8, y + 4, "end", "tick")
    for day, name in ticks(days, 8 if frame.shape == "wide" else 4) if days else ():
        x = days.at(day) if days else 0.0
        end = x + width_of(name, frame.size) / 2 > frame.width
        yield words(name, x, frame.height - 10, "end" if end else "middle", "tick")


# ---- claims
def _course(claims: Sequence[Claim]) -> Iterator[str]:
    """The value as it runs on, level from claim to claim and stepping where another is claimed; each account for
    itself, all but the first broken."""
    for at, side in enumerate(sides_in([claim.point for claim in claims])):
        measured = [claim for claim in claims if claim.point.stage == "measured" and claim.point.side == side]
        if len(measured) > 1:
            first, *rest = measured
            steps = "".join(f"H{number(claim.x)}V{number(claim.y)}" for claim in rest)
            broken = BROKEN if at else ""
            yield f'<path class="course"{broken} d="M{number(first.x)} {number(first.y)}{steps}"/>'


def _bounds(claim: Claim, scale: Scale) -> str:
    """From the least to the most that a claim allows; an arrow where one of them is open."""
    low, high = claim.point.low, claim.point.high
    if low is None and high is None:
        return ""
    bottom = scale.at(low) if low is not None else claim.y
    top = scale.at(high) if high is not None else max(claim.y - 4 * SIZE, 4)
    arrow = "m-4 5l4 -5l4 5" if high is None else "m-4 0h8"
    return f'<path class="bound" d="M{number(claim.x)} {number(bottom)}V{number(top)}{arrow}"/>'


def _sign(claim: Claim) -> str:
    x, y, size = claim.x, claim.y, SIZE
    if claim.point.stage != "measured":
        shape = f'<rect class="hollow" x="{number(x - size)}" y="{number(y - size)}" width="{2 * size}"' \
                f' height="{2 * size}"/>'
    elif claim.point.relation == "conflict":
        arm = number(2 * size)
        shape = f'<circle class="under" cx="{number(x)}" cy="{number(y)}" r="{size + 3}"/>' \
                f'<path class="cross" d="M{number(x - size)} {number(y - size)}l{arm} {arm}m0 -{arm}l-{arm} {arm}"/>'
    else:
        style = ' class="hollow"' if claim.point.relation in ("repeat", "drift") else ""
        shape = f'<circle{style} cx="{number(x)}" cy="{number(y)}" r="{size}"/>'
    return f'<g class="mark" data-lines="{safe(claim.line.id)}">{shape}<title>{safe(_words(claim))}</title></g>'


def _words(claim: Claim) -> str:
    relation = f", {NAMES[_kind(claim.point)]}" if _kind(claim.point) in NAMES else ""
    return f"{claim.point.day or 'no day'}: {claim.line.quote}, {claim.line.lead}{relation}"


def _told(claims: Sequence[Claim]) -> str:
    return "; ".join(map(_words, claims))


def _labels(claims: Sequence[Claim], frame: Frame, left: float) -> Iterator[str]:
    """The words and who claims them, conflicts and new values first, where there is room."""
    order = {"conflict": 0, "update": 1, "first": 1}
    taken = [Box(one.x - SIZE, one.y - SIZE, one.x + SIZE, one.y + SIZE) for one in claims]
    size = frame.size * 0.94
    labels = []
    for one in sorted(claims, key=lambda one: (order.get(one.point.relation, 2), one.x)):
        text = one.line.quote if one.point.relation in order else (one.line.outlet or one.line.who)
        more = f" ({one.line.who})" if one.point.relation in order and frame.shape == "wide" else ""
        labels.append(Label(shorter(f"{text}{more}", size, frame.width * 0.45), one.x, one.y, size, _spots(size)))
    for found in place(labels, Box(left, 2, frame.width - 2, frame.height - BOTTOM + 8), taken):
        yield words(found.label.text, found.x, found.y, found.anchor, "label")


def _spots(size: float) -> list[Place]:
    rows = (-SIZE - 5, SIZE + size + 1, -SIZE - 5 - size * 1.25, SIZE + size * 2.3)
    return [Place(dx, dy, anchor) for dy in rows for dx, anchor in ((0.0, "middle"), (-SIZE, "start"), (SIZE, "end"))]
