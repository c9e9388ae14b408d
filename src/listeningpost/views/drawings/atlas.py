"""The land of a map: states of the packaged atlas, projected, cut at the frame and thinned to what can be seen."""

import functools
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

import msgspec

from .projection import XY, LonLat, Projection, fitted
from .svg import number

FINEST = 1.0  # units of the drawing: two points nearer are one
EVERY = 12  # of the points of a ring, looked at to see whether the frame shows any of it
MARGIN = 46  # round the outermost places
BEYOND = 6.0  # how far past the frame land is drawn, so that its cut edge is not seen


Frame = tuple[float, float, float, float]  # left, top, right, bottom


class _Transform(msgspec.Struct):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Shape(msgspec.Struct):
    type: str
    arcs: list[msgspec.Raw] = []
    properties: dict[str, str] = {}
    id: str | None = None


class _Shapes(msgspec.Struct):
    geometries: list[_Shape]


class _Topology(msgspec.Struct):
    objects: dict[str, _Shapes]
    arcs: list[list[tuple[int, int]]]
    transform: _Transform


class Land(NamedTuple):
    """A state of the atlas: its number there (its name where it has none), its name and the outer and inner rings of
    its pieces, in degrees."""

    key: str
    name: str
    rings: tuple[tuple[LonLat, ...], ...]


@functools.cache
def lands(scale: str = "50m") -> tuple[Land, ...]:
    """All states of the atlas at 50m, or at 110m for a map of the whole earth; read once in a process."""
    text = (files(__package__) / "world" / f"countries-{scale}.json").read_bytes()
    topology = msgspec.json.decode(text, type=_Topology)
    arcs = [tuple(_degrees(arc, topology.transform)) for arc in topology.arcs]
    return tuple(_land(shape, arcs) for shape in topology.objects["countries"].geometries)


def _degrees(arc: Sequence[tuple[int, int]], transform: _Transform) -> Iterator[LonLat]:
    (sx, sy), (tx, ty) = transform.scale, transform.translate
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * sx + tx, y * sy + ty


def _land(shape: _Shape, arcs: Sequence[tuple[LonLat, ...]]) -> Land:
    raw = [msgspec.json.decode(one) for one in shape.arcs]
    polygons: list[list[list[int]]] = [raw] if shape.type == "Polygon" else raw
    rings = tuple(tuple(_ring(ring, arcs)) for polygon in polygons for ring in polygon)
    return Land(shape.id or shape.properties["name"], shape.properties["name"], rings)


def _ring(numbers: Sequence[int], arcs: Sequence[tuple[LonLat, ...]]) -> Iterator[LonLat]:
    """The points of a ring: its arcs one behind another, those with a negative number backwards."""
    for at in numbers:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        yield from arc[:-1]


# ---- into the drawing
@functools.lru_cache(maxsize=32)  # the same places are drawn for every reader
def ground(points: tuple[LonLat, ...], width: float, height: float) -> tuple[Projection, tuple[tuple[Land, str], ...]]:
    """The projection that shows the points in a drawing of that size, and each state that its frame shows with the path
    of its outline."""
    projection = fitted(points, width, height, MARGIN)
    box = (-BEYOND, -BEYOND, width + BEYOND, height + BEYOND)
    found = []
    for land in lands("110m" if projection.world else "50m"):
        pieces = (_path(turn, box) for ring in land.rings for turn in _turns(ring, projection, box))
        path = "".join(filter(None, pieces))
        found += [(land, path)] if path else []
    return projection, tuple(found)


def _turns(ring: Sequence[LonLat], projection: Projection, box: Frame) -> Iterator[list[XY]]:
    """A ring in the plane, nothing where the frame cannot show it; on a map of the whole earth one that crosses the
    180th meridian stands in its parts at both ends."""
    if not projection.world:
        if _may_show([spot for spot in (projection.at(*point) for point in ring[::EVERY]) if spot], box):
            yield [spot for spot in (projection.at(*point) for point in ring) if spot]
        return
    whole = _unwrapped(ring)
    if abs(whole[-1][0] - whole[0][0]) < 180:  # else it goes round the pole, which the map does not show
        for shift in (-360, 0, 360) if max(abs(lon) for lon, _ in whole) > 180 else (0,):
            moved: Sequence[LonLat] = [(lon + shift, lat) for lon, lat in whole]
            inside = _side(_side(moved, 0, -180, 1), 0, 180, -1)
            yield [spot for spot in (projection.at(*point) for point in inside) if spot]


def _may_show(some: Sequence[XY], box: Frame) -> bool:
    """Whether a ring may reach into the frame, by the stretch that some of its points span and half of it about."""
    if not some:
        return False
    xs, ys = [x for x, _ in some], [y for _, y in some]
    wide, high = (max(xs) - min(xs)) / 2 + 20, (max(ys) - min(ys)) / 2 + 20
    return (max(xs) + wide > box[0] and min(xs) - wide < box[2] and max(ys) + high > box[1]
            and min(ys) - high < box[3])


def _unwrapped(ring: Sequence[LonLat]) -> list[LonLat]:
    """A ring whose longitudes run on past 180 where it crosses that meridian."""
    found, before, shift = list[LonLat](), ring[0][0], 0.0
    for lon, lat in ring:
        if abs(lon - before) > 180:
            shift += 360 if lon < before else -360
        before = lon
        found.append((lon + shift, lat))
    return found


def _path(points: Sequence[XY], box: Frame) -> str:
    kept = _thinned(_cut(points, box))
    return f"M{'L'.join(f'{number(x)},{number(y)}' for x, y in kept)}Z" if len(kept) > 2 else ""


def _cut(points: Sequence[XY], box: Frame) -> Sequence[XY]:
    """The part of a polygon inside the box (Sutherland and Hodgman 1974)."""
    x0, y0, x1, y1 = box
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if not points or max(xs) < x0 or min(xs) > x1 or max(ys) < y0 or min(ys) > y1:
        return ()
    if min(xs) >= x0 and max(xs) <= x1 and min(ys) >= y0 and max(ys) <= y1:
        return points
    for axis, bound, sign in ((0, x0, 1), (0, x1, -1), (1, y0, 1), (1, y1, -1)):
        points = _side(points, axis, bound, sign)
    return points


def _side(points: Sequence[XY], axis: int, bound: float, sign: int) -> list[XY]:
    found = list[XY]()
    before = points[-1] if points else (0.0, 0.0)
    for point in points:
        inside, was = sign * (point[axis] - bound) >= 0, sign * (before[axis] - bound) >= 0
        if inside != was:
            part = (bound - before[axis]) / (point[axis] - before[axis])
            found.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
        if inside:
            found.append(point)
        before = point
    return found


def _thinned(points: Sequence[XY]) -> list[XY]:
    found = list[XY]()
    for point in points:
        if not found or abs(point[0] - found[-1][0]) + abs(point[1] - found[-1][1]) >= FINEST:
            found.append(point)
    return found
