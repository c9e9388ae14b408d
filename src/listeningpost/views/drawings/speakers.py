"""Who speaks about whom as a network: nodes by kind in colour and in form, edges by the number of lines."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...schema import EntityHead, Record
from .layout import laid_out
from .lettering import Box, Label, Place, place, shorter
from .projection import XY
from .svg import Frame, drawn, figure, haloed, number, safe

WIDE, NARROW = (760, 470, 12.5, 26), (360, 400, 12.0, 14)  # width, height, height of letters, most nodes
LEAST, LARGEST = 5.0, 13.0
BEND = 0.1  # of its length that an edge is bent, so that two ways between two nodes are two lines
KINDS = {
    "person": ("person", "person"), "state": ("state-actor", "state"),
    "organisation": ("organisation", "body or alliance"),
    "military_alliance": ("organisation", "body or alliance"), "armed_group": ("armed", "armed group"),
    "media": ("media", "outlet or other"),
}
OTHER = ("media", "outlet or other")


class Edge(Record, frozen=True):
    """Somebody speaks of somebody in so many lines."""

    speaker: EntityHead
    about: EntityHead
    lines: int


def draw_speakers(edges: Sequence[Edge]) -> str:
    """The edges as a figure for wide and for narrow screens; nothing where there is none. Of many nodes those with most
    lines are drawn, and the legend says how many there are."""
    if not edges:
        return ""
    nodes = _nodes(edges)
    shapes = [_draw(edges, nodes, shape, *size) for shape, size in (("wide", WIDE), ("narrow", NARROW))]
    note = f" Of {len(nodes)} those with most lines are drawn; the table has all." if len(nodes) > NARROW[3] else ""
    return figure("speakers", shapes, _legend(nodes) + "An arrow leads from who speaks to whom it is about, wider with"
                                      f" more lines.{note}")


def _nodes(edges: Sequence[Edge]) -> list[EntityHead]:
    """Everybody, those of most lines first."""
    heads = {one.id: one for edge in edges for one in (edge.about, edge.speaker)}
    counts = _weights(edges)
    return sorted(heads.values(), key=lambda one: (-counts[one.id], one.name, one.id))


def _weights(edges: Sequence[Edge]) -> Counter[str]:
    counts = Counter[str]()
    for edge in edges:
        counts[edge.speaker.id] += edge.lines
        counts[edge.about.id] += edge.lines
    return counts


def _draw(edges: Sequence[Edge], nodes: Sequence[EntityHead], shape: str, *size: float) -> str:
    width, height, letters, most = size
    frame = Frame(name="speakers", width=int(width), height=int(height), shape=shape, size=letters)
    ids = {one.id for one in nodes[: int(most)]}
    kept = [edge for edge in edges if {edge.speaker.id, edge.about.id} <= ids]
    shown = [one for one in nodes if any(one.id in (edge.speaker.id, edge.about.id) for edge in kept)]
    numbers = {one.id: at for at, one in enumerate(shown)}
    heaviest = max((edge.lines for edge in kept), default=1)
    links = [(numbers[edge.speaker.id], numbers[edge.about.id], edge.lines / heaviest) for edge in kept]
    places = [(46 + x * (width - 92), 26 + y * (height - 62)) for x, y in laid_out(len(shown), links)]
    radii = _radii(shown, edges)
    spots = dict(zip(numbers, places, strict=True))
    parts = [*(_edge(edge, spots, radii, heaviest) for edge in kept),
             *(_node(one, spots[one.id], radii[one.id], edges) for one in shown), *_names(shown, spots, radii, frame)]
    return drawn(frame, f"Who speaks about whom: {len(shown)} actors, {len(kept)} pairs", _told(edges), parts)


def _radii(shown: Sequence[EntityHead], edges: Sequence[Edge]) -> dict[str, float]:
    counts = _weights(edges)
    most = max(counts.values())
    return {one.id: LEAST + (LARGEST - LEAST) * math.sqrt(counts[one.id] / most) for one in shown}


def _told(edges: Sequence[Edge]) -> str:
    best = sorted(edges, key=lambda edge: (-edge.lines, edge.speaker.name, edge.about.name))[:16]
    return "; ".join(f"{_words(edge)}" for edge in best)


def _words(edge: Edge) -> str:
    return f"{edge.speaker.name} about {edge.about.name}: {edge.lines:,} {'line' if edge.lines == 1 else 'lines'}"


# ---- lines
def _edge(edge: Edge, spots: Mapping[str, XY], radii: Mapping[str, float], heaviest: int) -> str:
    """A bent line from the speaker to the rim of whom it is about, with its head; somebody who speaks of themselves has
    none."""
    (x, y), (to_x, to_y) = spots[edge.speaker.id], spots[edge.about.id]
    dx, dy = to_x - x, to_y - y
    bend = (x + dx / 2 - dy * BEND, y + dy / 2 + dx * BEND)
    away = math.hypot(to_x - bend[0], to_y - bend[1]) or 1.0
    cosine, sine = (to_x - bend[0]) / away, (to_y - bend[1]) / away
    rim = radii[edge.about.id] + 2
    tip = (to_x - cosine * rim, to_y - sine * rim)
    base = (tip[0] - cosine * 6, tip[1] - sine * 6)
    wide = 0.9 + 2.6 * math.sqrt(edge.lines / heaviest)
    line = f"M{number(x)} {number(y)}Q{number(bend[0])} {number(bend[1])} {number(base[0])} {number(base[1])}"
    head = f"M{number(tip[0])} {number(tip[1])}L{number(base[0] - sine * 3.4)} {number(base[1] + cosine * 3.4)}" \
           f"L{number(base[0] + sine * 3.4)} {number(base[1] - cosine * 3.4)}Z"
    return f'<g class="pair" data-from="{safe(edge.speaker.id)}" data-to="{safe(edge.about.id)}">' \
           f'<path class="edge" stroke-width="{number(wide)}" d="{line}"/><path class="head" d="{head}"/>' \
           f"<title>{safe(_words(edge))}</title></g>"


# ---- nodes
def kind_of_node(one: EntityHead) -> tuple[str, str]:
    """The class and the word of somebody's kind."""
    return KINDS.get(one.type or "", OTHER)


def _node(one: EntityHead, at: XY, radius: float, edges: Sequence[Edge]) -> str:
    style, word = kind_of_node(one)
    speaks = sum(edge.lines for edge in edges if edge.speaker.id == one.id)
    spoken = sum(edge.lines for edge in edges if edge.about.id == one.id)
    told = f"{one.name} ({word}): speaks of others in {speaks:,}, is spoken of in {spoken:,}"
    return (f'<path class="node {style}" data-id="{safe(one.id)}" data-cx="{number(at[0])}" data-cy="{number(at[1])}"'
            f' data-r="{number(radius)}" d="{form(style, *at, radius)}"><title>{safe(told)}</title></path>')


def form(style: str, x: float, y: float, radius: float) -> str:
    """The outline of a kind: circle for a person, square for a state, diamond for a body, triangle for an armed group,
    hexagon for the rest."""
    radius = round(radius, 1)
    if style == "person":
        arc = f"a{radius:g} {radius:g} 0 1 0"
        return f"M{number(x - radius)} {number(y)}{arc} {2 * radius:g} 0{arc} {-2 * radius:g} 0Z"
    corners, turn, grown = {"state-actor": (4, 45, 1.25), "organisation": (4, 0, 1.25), "armed": (3, -90, 1.3)}.get(
        style, (6, 0, 1.05))
    points = [(x + grown * radius * math.cos(math.radians(turn + 360 * n / corners)),
               y + grown * radius * math.sin(math.radians(turn + 360 * n / corners))) for n in range(corners)]
    return f"M{'L'.join(f'{number(a)} {number(b)}' for a, b in points)}Z"


def _names(
    shown: Sequence[EntityHead], spots: Mapping[str, XY], radii: Mapping[str, float], frame: Frame
) -> Iterator[str]:
    """The names beside the nodes, those of most lines first."""
    labels, taken = [], []
    for one in shown:
        (x, y), r = spots[one.id], radii[one.id] * 1.2
        taken.append(Box(x - r, y - r, x + r, y + r))
        under, gap = r + frame.size + 1, r + 4
        side = gap * 0.7
        beside = (Place(0, under, "middle"), Place(gap, 4, "start"), Place(-gap, 4, "end"), Place(0, -r - 5, "middle"),
                  Place(side, under - 3, "start"), Place(-side, under - 3, "end"), Place(side, -r - 2, "start"),
                  Place(-side, -r - 2, "end"))
        labels.append(Label(shorter(one.name, frame.size, frame.width * 0.36), x, y, frame.size, beside, one.id))
    for found in place(labels, Box(2, 2, frame.width - 2, frame.height - 2), taken):
        text = haloed(found.label.text, found.x, found.y, found.anchor, "town")
        yield f'<g data-label="{safe(found.label.name)}">{text}</g>'

def _legend(nodes: Sequence[EntityHead]) -> str:
    """The kinds that are drawn, each by its form."""
    kinds = dict.fromkeys(kind_of_node(one) for one in nodes)
    return "".join(f'<span class="kind"><svg class="key {style}" viewBox="0 0 12 12" aria-hidden="true">'
                   f'<path d="{form(style, 6, 6, 5)}"/></svg>{word}</span>' for style, word in kinds) + "<br>"
