"""From degrees to the plane of a map: equal areas round the middle of the places, or of the whole earth.

Lambert's azimuthal equal-area projection (Snyder, Map Projections: A Working Manual, 1987, ch. 24) for what lies within
a quarter of the earth round a middle; Equal Earth (Savric, Patterson, Jenny 2018) for what lies wider apart.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

LonLat = tuple[float, float]
XY = tuple[float, float]
FARTHEST = 50.0  # degrees from the middle beyond which a map is of the whole earth
LIMIT = 110.0  # degrees from the middle where a regional map ends
EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
LEAST_SPAN = 5.0  # degrees that a map shows at least, so that one town does not fill it


class Projection(NamedTuple):
    """How degrees become places of a drawing. `plain` gives None for what the map does not reach."""

    plain: Callable[[float, float], XY | None]
    scale: float
    dx: float
    dy: float
    world: bool
    middle: LonLat

    def at(self, lon: float, lat: float) -> XY | None:
        """Where a place stands in the drawing; None beyond the map."""
        found = self.plain(lon, lat)
        return found and (self.dx + self.scale * found[0], self.dy - self.scale * found[1])


def fitted(points: Sequence[LonLat], width: float, height: float, margin: float) -> Projection:
    """The projection that shows all points (degrees east and north) inside a drawing with a margin round them."""
    middle = middle_of(points)
    world = is_world(points)
    plain = _equal_earth if world else _azimuthal(*middle)
    shown = [(-180.0, 0.0), (180.0, 0.0), (0.0, 80.0), (0.0, -57.0)] if world else _widened(points, middle)
    spots = [spot for spot in (plain(*point) for point in shown) if spot]
    xs, ys = sorted(spot[0] for spot in spots), sorted(spot[1] for spot in spots)
    edge = 0.0 if world else margin
    scale = min((width - 2 * edge) / max(xs[-1] - xs[0], 1e-9), (height - 2 * edge) / max(ys[-1] - ys[0], 1e-9))
    return Projection(plain, scale, width / 2 - scale * (xs[0] + xs[-1]) / 2,
                      height / 2 + scale * (ys[0] + ys[-1]) / 2, world, middle)


def is_world(points: Sequence[LonLat]) -> bool:
    """Whether points lie so wide apart that a map of them is one of the whole earth."""
    middle = middle_of(points)
    return max(apart(middle, point) for point in points) > FARTHEST


def middle_of(points: Sequence[LonLat]) -> LonLat:
    """The middle of points on the globe: the direction of the sum of their directions."""
    x = sum(math.cos(math.radians(lat)) * math.cos(math.radians(lon)) for lon, lat in points)
    y = sum(math.cos(math.radians(lat)) * math.sin(math.radians(lon)) for lon, lat in points)
    z = sum(math.sin(math.radians(lat)) for _, lat in points)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def apart(one: LonLat, other: LonLat) -> float:
    """Degrees between two places along the globe."""
    (lon, lat), (lon2, lat2) = (tuple(map(math.radians, place)) for place in (one, other))
    cosine = math.sin(lat) * math.sin(lat2) + math.cos(lat) * math.cos(lat2) * math.cos(lon2 - lon)
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def _widened(points: Sequence[LonLat], middle: LonLat) -> list[LonLat]:
    """The points, with four round the middle so that the map shows some land about them."""
    half = LEAST_SPAN / 2
    lon, lat = middle
    wide = half / max(math.cos(math.radians(lat)), 0.2)
    return [*points, (lon - wide, lat), (lon + wide, lat), (lon, max(lat - half, -89)), (lon, min(lat + half, 89))]


def _azimuthal(lon0: float, lat0: float) -> Callable[[float, float], XY | None]:
    sine, cosine, limit = math.sin(math.radians(lat0)), math.cos(math.radians(lat0)), math.cos(math.radians(LIMIT))

    def plain(lon: float, lat: float) -> XY | None:
        turn, high = math.radians(lon - lon0), math.radians(lat)
        up, flat = math.sin(high), math.cos(high)
        near = sine * up + cosine * flat * math.cos(turn)
        if near < limit:
            return None
        k = math.sqrt(2 / (1 + near))
        return k * flat * math.sin(turn), k * (cosine * up - sine * flat * math.cos(turn))

    return plain


def _equal_earth(lon: float, lat: float) -> XY | None:
    a1, a2, a3, a4 = EQUAL_EARTH
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square**3
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / (
        3 * (9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1))
    return x, theta * (a4 * sixth * square + a3 * sixth + a2 * square + a1)
