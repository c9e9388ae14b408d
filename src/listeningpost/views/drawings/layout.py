"""Where the nodes of a network stand: nodes push one another off, edges pull (Fruchterman and Reingold 1991).

The same nodes and edges always stand at the same places: they begin on a spiral in the order given.
"""

import math
from collections.abc import Sequence

from .projection import XY

ROUNDS = 140
START = 0.16  # how far a node may go in the first round; less in every later one
GOLDEN = math.pi * (3 - math.sqrt(5))
TO_THE_MIDDLE = 0.5


def laid_out(count: int, edges: Sequence[tuple[int, int, float]]) -> list[XY]:
    """Places of `count` nodes in the unit square (0 to 1 each way), heavier edges shorter."""
    if count < 2:
        return [(0.5, 0.5)] * count
    ideal = 1 / math.sqrt(count)
    places = [[0.5 + 0.4 * math.sqrt((n + 0.5) / count) * f(GOLDEN * n) for f in (math.cos, math.sin)]
              for n in range(count)]
    for turn in range(ROUNDS):
        moves = _pushes(places, ideal)
        _pull(moves, places, edges, ideal)
        _move(places, moves, START * (1 - turn / ROUNDS) ** 1.5)
    return _spread(places)


def _pushes(places: Sequence[Sequence[float]], ideal: float) -> list[list[float]]:
    """How each node is pushed by all others, and drawn to the middle."""
    square = ideal * ideal
    moves = [[TO_THE_MIDDLE * (0.5 - x), TO_THE_MIDDLE * (0.5 - y)] for x, y in places]
    for a, (x, y) in enumerate(places):
        mine = moves[a]
        for b in range(a):
            dx, dy = x - places[b][0], y - places[b][1]
            force = square / (dx * dx + dy * dy + 1e-6)
            mine[0] += dx * force
            mine[1] += dy * force
            moves[b][0] -= dx * force
            moves[b][1] -= dy * force
    return moves


def _pull(moves: list[list[float]], places: Sequence[Sequence[float]], edges: Sequence[tuple[int, int, float]],
          ideal: float) -> None:
    for a, b, weight in edges:
        dx, dy = places[a][0] - places[b][0], places[a][1] - places[b][1]
        force = math.hypot(dx, dy) / ideal * (0.6 + 0.4 * weight)
        for node, sign in ((a, -1), (b, 1)):
            moves[node][0] += sign * dx * force
            moves[node][1] += sign * dy * force


def _move(places: list[list[float]], moves: Sequence[Sequence[float]], most: float) -> None:
    for place, (dx, dy) in zip(places, moves, strict=True):
        length = math.hypot(dx, dy) or 1.0
        step = min(length, most) / length
        place[0] += dx * step
        place[1] += dy * step


def _spread(places: Sequence[Sequence[float]]) -> list[XY]:
    """The places stretched to fill the square."""
    xs, ys = [x for x, _ in places], [y for _, y in places]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    return [((x - min(xs)) / wide, (y - min(ys)) / high) for x, y in places]
