"""The record at a glance: what was said over time, where, and who speaks about whom; drawn, with the lines below."""

from collections.abc import Callable, Sequence

from markupsafe import Markup
from msgspec.structs import replace

from ...schema import Line
from ...views import ask, by_group, draw
from ..asking import Answer, Asked, DeskPage
from ..chosen import newest_pages, opened, stretch_of
from ..counting import with_count
from ..narrowed import narrowed_question
from ..rendering import SAID

PAGES = 16  # that one drawing is made from: the newest first, older ones in further parts
LINES = 60  # that stand below a timeline; all of them are in the drawing
HEADS = {
    "timeline": ("What was said when", "No page with a day is in the record yet."),
    "map": ("Which places the lines name", "No line names a place that is known."),
    "network": ("Who speaks about whom", "Nobody who is named speaks about anybody yet."),
}


def _show(name: str) -> Callable[[Asked], Answer]:
    def show(asked: Asked) -> Answer:
        part = stretch_of(asked, newest_pages(asked), PAGES)
        view = ask(opened(asked, part.ids), name, narrowed_question(asked))
        lines = _with_count(asked, view.lines, LINES if name == "timeline" else None)
        head, empty = HEADS[name]
        shown = replace(view, lines=lines[:LINES], left_out=max(len(lines) - LINES, 0))
        data = {"view": shown, "lines": lines, "drawing": Markup(draw(view)), "part": part, "head": head,
                "nothing": empty, "at": name}
        return Answer(template="overview.html", title=head, data=data)

    return show


def _with_count(asked: Asked, lines: Sequence[Line], most: int | None) -> list[Line]:
    """The lines, those that are read with their counts: the first ones, or the first of each heading."""
    heads = (some[:SAID] for some in by_group(lines).values())
    read = lines[:most] if most else [line for some in heads for line in some]
    counted = {id(line): told for line, told in zip(read, with_count(asked, read).lines, strict=True)}
    return [counted.get(id(line), line) for line in lines]


OVERVIEWS = tuple(DeskPage(name=name, path=f"/{name}", show=_show(name)) for name in HEADS)
