"""A series of figures as a small picture: blocks and marks in text, a drawing in HTML.

Both tell apart by form, not by colour: a repeat is hollow, a conflict crossed, what is foretold or planned a square.
"""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape

from ..schema import Line, Point
from .series import OWN, in_days, number_words
from .wording import visible

BLOCKS = "▁▂▃▄▅▆▇█"
MARKS = {"first": "1", "repeat": "=", "drift": "~", "update": "+", "conflict": "!"}
NAMES = {"repeat": "the same again", "drift": "the same told otherwise", "update": "another value",
         "conflict": "conflict", "foretold": "foretold or planned"}
AHEAD = "?"  # of what is foretold or planned
STEEP = 20  # times that the largest value is the least from which on the scale is of powers
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 480, 132, 16, 16, 30, 30
GAP = "·"  # in the row of one account, where another is told
BROKEN = ' stroke-dasharray="6 4"'
CLOSE = 46  # between two values that are both written out
SIZE = 5


def spark_rows(lines: Sequence[Line]) -> list[str]:
    """The rows of a series in text: a block for each claim by its value, those of each account in a row of their own,
    under it what it is to those before it, and what the marks mean; nothing where the lines are no series."""
    points = _points(lines)
    if not points:
        return []
    heights = _heights(points)
    blocks = [BLOCKS[round(height * (len(BLOCKS) - 1))] for height in heights]
    sides = sides_in(points)
    rows = ["".join(block if point.side == side else GAP for block, point in zip(blocks, points, strict=True))
            for side in sides]
    who = [f"{who_tells(lines, side)}, " if len(sides) > 1 else "" for side in sides]
    days = [in_days([line for line in lines if line.point and line.point.side == side]) for side in sides]
    marks = "".join(_mark(point) for point in points)
    named = [f"{sign} {NAMES[name]}" for name, sign in (*MARKS.items(), ("foretold", AHEAD))
             if sign in marks and name in NAMES]
    told = [f"{row}  {name}{said}" for row, name, said in zip(rows, who, days, strict=True)]
    return [*told, f"{marks}  {', '.join(named)}".rstrip()]


def draw_series(lines: Sequence[Line]) -> str:
    """The lines of one group as an SVG drawing with a title and a description; nothing where they are no series."""
    points = _points(lines)
    if not points:
        return ""
    places = _places(points)
    name = f"series-{escape(lines[0].id, quote=True)}"
    courses = [[place for point, place in zip(points, places, strict=True) if point.side == side]
               for side in sides_in(points)]
    head = (
        f'<svg class="series" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(visible(lines[0].group))}</title>'
        f'<desc id="{name}-desc">{escape(_told(lines, points))}</desc>'
    )
    lined = [_course(course, number) for number, course in enumerate(courses)]
    body = [*lined, *_signs(points, places), *_values(points, places), *_ends(points)]
    drawing = head + "".join(body) + "</svg>"
    legend = f'<p class="legend">{_legend(points)}</p>'
    return f'<figure class="series-figure"><div class="scroll" tabindex="0">{drawing}</div>{legend}</figure>'


def _points(lines: Sequence[Line]) -> list[Point]:
    """The points of lines that are a series."""
    points = [line.point for line in lines if line.point]
    return points if len(points) == len(lines) > 1 else []


def _mark(point: Point) -> str:
    return MARKS[point.relation] if point.stage == "measured" else AHEAD


def sides_in(points: Sequence[Point]) -> list[int]:
    """The accounts of which points are, as they were first told."""
    return list(dict.fromkeys(point.side for point in points))


def who_tells(lines: Sequence[Line], side: int) -> str:
    """Who tells an account: the speaker of most of its lines, of equals the first; a page where nobody is quoted."""
    told = [line for line in lines if line.point and line.point.side == side]
    who = Counter(line.who for line in told if OWN not in line.marks) or Counter(line.who for line in told)
    return visible(who.most_common(1)[0][0])


def _course(places: Sequence[tuple[float, float]], number: int) -> str:
    """The line through the points of one account; all but the first are broken."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polyline points="{path}"{BROKEN if number else ""}/>'


# ---- where points stand
def _heights(points: Sequence[Point]) -> list[float]:
    """How high each value stands, between 0 and 1; of a series of one value, in the middle."""
    levels = [point.level for point in points]
    if min(levels) > 0 and max(levels) / min(levels) > STEEP:
        levels = [math.log(level) for level in levels]
    low, high = min(levels), max(levels)
    return [(level - low) / (high - low) if high > low else 0.5 for level in levels]


def _places(points: Sequence[Point]) -> list[tuple[float, float]]:
    """Where each point stands in the drawing: by its day where all have one and they differ, else by its number."""
    days = [date.fromisoformat(point.day).toordinal() for point in points if point.day]
    if len(days) < len(points) or min(days) == max(days):
        days = list(range(len(points)))
    first, last = min(days), max(days)
    room, depth = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    return [
        (LEFT + room * (day - first) / max(last - first, 1), TOP + depth * (1 - height))
        for day, height in zip(days, _heights(points), strict=True)
    ]


# ---- signs
def _signs(points: Sequence[Point], places: Sequence[tuple[float, float]]) -> list[str]:
    """The signs of all points; what is said for the first time lies over what is said again on one day."""
    pairs = sorted(zip(points, places, strict=True), key=lambda pair: pair[0].relation not in ("repeat", "drift"))
    return [*(_whisker(point, *place) for point, place in pairs), *(_sign(point, *place) for point, place in pairs)]


def _sign(point: Point, x: float, y: float) -> str:
    """The sign of a point: a square for what is foretold or planned, a cross for a conflict, hollow for a repeat."""
    if point.stage != "measured":
        return f'<rect class="hollow" x="{x - SIZE:.1f}" y="{y - SIZE:.1f}" width="{2 * SIZE}" height="{2 * SIZE}"/>'
    if point.relation == "conflict":
        arms = f"M{x - SIZE:.1f} {y - SIZE:.1f}l{2 * SIZE} {2 * SIZE}m0 -{2 * SIZE}l-{2 * SIZE} {2 * SIZE}"
        return f'<path class="cross" d="{arms}"/>'
    style = ' class="hollow"' if point.relation in ("repeat", "drift") else ""
    return f'<circle{style} cx="{x:.1f}" cy="{y:.1f}" r="{SIZE}"/>'


def _whisker(point: Point, x: float, y: float) -> str:
    """An arrow up from a value told as the least that it may be."""
    if point.low is None or point.high is not None:
        return ""
    return f'<path class="bound" d="M{x:.1f} {y:.1f}v-{2.5 * SIZE}m-3 4l3 -4l3 4"/>'


def _values(points: Sequence[Point], places: Sequence[tuple[float, float]]) -> list[str]:
    """Values written over the first point of each, where there is room."""
    found, before, last = [], None, -float(CLOSE)
    for point, (x, y) in zip(points, places, strict=True):
        if point.level != before and x - last >= CLOSE:
            anchor = "start" if x < CLOSE else "end" if x > WIDTH - CLOSE else "middle"
            value = number_words(point.level)
            found.append(f'<text x="{x:.1f}" y="{y - 14:.1f}" text-anchor="{anchor}">{value}</text>')
            before, last = point.level, x
    return found


def _ends(points: Sequence[Point]) -> list[str]:
    """The first and the last day under the drawing, where all points have one."""
    days = sorted(point.day for point in points if point.day)
    if len(days) < len(points):
        return [_under(LEFT, "start", "one after another: not every day is known")]
    ends = [_under(LEFT, "start", days[0]), _under(WIDTH - RIGHT, "end", days[-1])]
    return ends[:1] if days[0] == days[-1] else ends


def _under(x: int, anchor: str, words: str) -> str:
    return f'<text class="soft" x="{x}" y="{HEIGHT - 6}" text-anchor="{anchor}">{words}</text>'


# ---- in words
def _told(lines: Sequence[Line], points: Sequence[Point]) -> str:
    """Every point in words, for those who do not see the drawing."""
    told = []
    for line, point in zip(lines, points, strict=True):
        relation = "" if point.relation == "first" else f", {NAMES[point.relation]}"
        stage = "" if point.stage == "measured" else f", {NAMES['foretold']}"
        told.append(f"{point.day or 'no day'}: {visible(line.quote)}{relation}{stage}")
    return "; ".join(told)


def _legend(points: Sequence[Point]) -> str:
    """What the signs mean that stand in the drawing."""
    signs = {"repeat": "○", "drift": "○", "conflict": "✕", "update": "●"}
    kinds = list(dict.fromkeys("foretold" if point.stage != "measured" else point.relation for point in points))
    named = [f"{signs.get(kind, '□')} {NAMES[kind]}" for kind in kinds if kind in NAMES]
    return escape(", ".join(["● first said", *named]))
