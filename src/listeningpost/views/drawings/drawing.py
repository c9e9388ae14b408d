"""Which drawing a view has: one for the whole of a timeline, a map or a network, one for each series and each tree."""

from collections.abc import Callable, Sequence

from ...schema import Line, View
from ..sparkline import draw_series
from ..trees import draw_tree
from ..wording import by_group
from .places import Named, draw_places
from .speakers import Edge, draw_speakers
from .timeline import draw_timeline


def draw(view: View) -> str:
    """The drawing of all lines of a view, as an HTML figure; nothing where it has none."""
    return WHOLE[view.name](view.lines) if view.name in WHOLE else ""


def draw_group(lines: Sequence[Line]) -> str:
    """The small drawing of the lines under one heading: a tree of copies, a series of claims; nothing where they are
    neither."""
    return draw_tree(lines) or draw_series(lines)


def draw_map(lines: Sequence[Line]) -> str:
    """The places that lines of the map view name."""
    groups = by_group(line for line in lines if line.spot)
    return draw_places([Named(name=name, spot=found[0].spot, lines=len(found)) for name, found in groups.items()
                        if found[0].spot])


def draw_network(lines: Sequence[Line]) -> str:
    """The pairs of speakers and those they speak about, of lines of the network view."""
    groups = by_group(line for line in lines if line.pair)
    pairs = ((found[0].pair, len(found)) for found in groups.values())
    return draw_speakers([Edge(speaker=pair[0], about=pair[1], lines=number) for pair, number in pairs if pair])


WHOLE: dict[str, Callable[[Sequence[Line]], str]] = {
    "timeline": draw_timeline, "map": draw_map, "network": draw_network,
}
