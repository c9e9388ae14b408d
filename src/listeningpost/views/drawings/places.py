"""Places as a map: circles by the number of lines that name them, states shaded, names where they fit.

The same drawing serves a desk, a brief and print; it needs no browser.
"""

import math
from collections.abc import Iterator, Sequence

from ...schema import Record, Spot
from .atlas import Land, ground
from .lettering import Box, Label, Place, Placed, place, width_of
from .projection import XY, LonLat, Projection, apart, is_world, middle_of
from .svg import Frame, drawn, figure, haloed, number, safe, words

WIDE, NARROW = (760, 470, 12.5), (360, 330, 12.0)  # width, height, height of letters
LEAST, LARGEST = 3.4, 13.0  # radii of circles
SHADES = 3
FEW = 0.2  # of all lines: so many may name states beyond the frame
BOUNDARIES = "Boundaries: Natural Earth, de facto. Not an endorsement."
INVENTED = "The places are invented, and so is where they lie; no boundaries of theirs are known."
PARTLY = "Some of the places are invented, and so is where they lie."


class Named(Record, frozen=True):
    """A place of the map: what the record calls it, where it lies, and how many lines name it."""

    name: str
    spot: Spot
    lines: int


def draw_places(named: Sequence[Named]) -> str:
    """The places as a figure for wide and for narrow screens; nothing where there is none."""
    if not named:
        return ""
    shapes = [_draw(named, shape, *size) for shape, size in (("wide", WIDE), ("narrow", NARROW))]
    return figure("places", shapes, "A circle is a place, by the number of lines that name it; a shaded state is named"
                                    f" itself. {safe(' '.join(filter(None, (_beyond(named), _ground(named)))))}")


def _beyond(named: Sequence[Named]) -> str:
    """Which states lie beyond the frame."""
    gone = [one for one in named if one not in framed(named)]
    return f"Beyond the frame: {', '.join(f'{one.name} ({one.lines:,})' for one in gone)}." if gone else ""


def framed(named: Sequence[Named]) -> list[Named]:
    """The places that the frame is fitted to: all, but where they lie too wide apart for a regional map, the farthest
    states are left beyond it as long as few of the lines name them."""
    kept, spare = list(named), FEW * sum(one.lines for one in named)
    while is_world(_points(kept)):
        middle = middle_of(_points(kept))
        states = [one for one in kept if one.spot.kind == "state"]
        far = max(states, key=lambda one: apart(middle, (one.spot.lon, one.spot.lat)), default=None)
        if far is None or far.lines > spare or len(kept) < 3:
            return list(named)
        spare -= far.lines
        kept.remove(far)
    return kept


def _points(named: Sequence[Named]) -> list[LonLat]:
    return [(one.spot.lon, one.spot.lat) for one in named]


def _ground(named: Sequence[Named]) -> str:
    """What must be said of the ground the places stand on."""
    invented = [one for one in named if one.spot.invented]
    if len(invented) == len(named):
        return INVENTED
    return f"{BOUNDARIES} {PARTLY}" if invented else BOUNDARIES


def _draw(named: Sequence[Named], shape: str, width: int, height: int, size: float) -> str:
    frame = Frame(name="places", width=width, height=height, shape=shape, size=size)
    projection, land = ground(tuple(_points(framed(named))), width, height)
    points = [one for one in named if one.spot.kind != "state"]
    states = [one for one in named if one.spot.kind == "state"]
    most = max((one.lines for one in points), default=1)
    dots = [(one, at, _radius(one, most)) for one in sorted(points, key=lambda one: (-one.lines, one.name))
            if (at := projection.at(one.spot.lon, one.spot.lat))]
    taken = [Box(x - r, y - r, x + r, y + r) for _, (x, y), r in dots]
    names = place((_label(one, at, r, size) for one, at, r in dots), Box(3, 3, width - 3, height - 18), taken)
    taken += [_box(one) for one in names]
    made_up = all(one.spot.invented for one in named)
    parts = [f'<g class="ground">{"".join(_land(states, land, made_up))}</g>',
             *_states(states, projection, frame, taken), *(_dot(*one) for one in dots),
             *(haloed(one.label.text, one.x, one.y, one.anchor, "town") for one in names)]
    clip = f'<clipPath id="places-{shape}-frame"><rect width="{width}" height="{height}" rx="7"/></clipPath>'
    inner = f'{clip}<g clip-path="url(#places-{shape}-frame)"><rect class="sea" width="{width}" height="{height}"/>' \
            f'<g class="moved">{"".join(parts)}</g>{_said(named, frame)}</g>'
    return drawn(frame, _title(named), _told(named), [inner])


def _radius(one: Named, most: int) -> float:
    return max(LEAST, LARGEST * math.sqrt(one.lines / max(most, 6)))


def _title(named: Sequence[Named]) -> str:
    count = len(named)
    return f"Map of {count:,} {'place' if count == 1 else 'places'} that the lines name"


def _told(named: Sequence[Named]) -> str:
    best = sorted(named, key=lambda one: (-one.lines, one.name))[:12]
    return "; ".join(f"{one.name}: {one.lines:,} {'line' if one.lines == 1 else 'lines'}" for one in best) + \
        f". {_ground(named)}"


# ---- ground
def _land(states: Sequence[Named], outlines: Sequence[tuple[Land, str]], made_up: bool) -> Iterator[str]:
    """The land, named states shaded by their lines. Where all places are invented no state is outlined: a real one
    would seem to be theirs."""
    most = max((one.lines for one in states), default=1)
    shade = {one.spot.atlas: 1 + round((SHADES - 1) * one.lines / most) for one in states if one.spot.atlas}
    for land, path in outlines:
        style = "land made-up" if made_up else f"land named{shade[land.key]}" if land.key in shade else "land"
        yield f'<path class="{style}" fill-rule="evenodd" d="{path}">{_land_title(land, states)}</path>'


def _land_title(land: Land, states: Sequence[Named]) -> str:
    one = next((one for one in states if one.spot.atlas == land.key), None)
    return f"<title>{safe(one.name)}: {one.lines:,} {'line' if one.lines == 1 else 'lines'}</title>" if one else ""


def _states(states: Sequence[Named], projection: Projection, frame: Frame, taken: Sequence[Box]) -> Iterator[str]:
    """The names of the states that are named, spaced out in their middle, where there is room."""
    size = frame.size * 0.88
    labels = []
    for one in sorted(states, key=lambda one: (-one.lines, one.name)):
        at = projection.at(one.spot.lon, one.spot.lat)
        if at:
            spots = tuple(Place(dx, dy, "middle") for dy in (4, 15, -9) for dx in (0, 24, -24))
            text = " ".join(one.name.upper()) if len(one.name) < 12 else one.name.upper()
            labels.append(Label(text, *at, size, spots))
    for found in place(labels, Box(3, 3, frame.width - 3, frame.height - 18), taken):
        yield haloed(found.label.text, found.x, found.y, found.anchor, "state")


def _said(named: Sequence[Named], frame: Frame) -> str:
    """What the ground is, on the map itself."""
    size = frame.size * 0.76
    one_row = _ground(named)
    rows = one_row.replace("; ", ";\n").replace(". ", ".\n").split("\n")
    rows = [one_row] if width_of(one_row, size) < frame.width - 20 else rows
    top = frame.height - 7 - (len(rows) - 1) * size * 1.25
    return "".join(words(row, 8, top + at * size * 1.25, "start", "said") for at, row in enumerate(rows))


# ---- places
def _dot(one: Named, at: XY, radius: float) -> str:
    """A place: a filled circle; a square for a capital, a ring for what is no town."""
    x, y = at
    told = f"<title>{safe(one.name)}: {one.lines:,} {'line' if one.lines == 1 else 'lines'}</title>"
    style = {"place": "spot area", "capital": "spot capital"}.get(one.spot.kind, "spot")
    return f'<circle class="{style}" data-place="{safe(one.name)}" cx="{number(x)}" cy="{number(y)}"' \
           f' r="{number(radius)}">{told}</circle>'


def _label(one: Named, at: XY, radius: float, size: float) -> Label:
    gap = radius + 4
    near = gap * 0.8
    spots = (Place(gap, 4, "start"), Place(-gap, 4, "end"), Place(0, -gap - 1, "middle"),
             Place(0, gap + size * 0.8, "middle"),
             Place(near, -near, "start"), Place(near, near + 6, "start"), Place(-near, -near, "end"),
             Place(-near, near + 6, "end"), Place(gap, -8, "start"), Place(gap, 16, "start"), Place(-gap, -8, "end"),
             Place(-gap, 16, "end"))
    return Label(one.name, *at, size, spots)


def _box(one: Placed) -> Box:
    width = width_of(one.label.text, one.label.size)
    left = one.x - {"start": 0.0, "middle": width / 2, "end": width}[one.anchor]
    return Box(left, one.y - one.label.size, left + width, one.y + 4)


