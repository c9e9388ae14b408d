"""The record at a glance: what was said over time, where, and who speaks about whom; drawn, with the lines below."""

from collections.abc import Callable

from markupsafe import Markup
from msgspec.structs import replace

from ...views import ask, draw
from ..asking import Answer, Asked, DeskPage
from ..chosen import newest_pages, opened, stretch_of, with_count
from ..narrowed import narrowed_question

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
        held, question = opened(asked, part.ids), narrowed_question(asked)
        view = ask(held, name, question)
        lines = with_count(held, question, view.lines)
        head, empty = HEADS[name]
        shown = replace(view, lines=lines[:LINES], left_out=max(len(lines) - LINES, 0))
        data = {"view": shown, "lines": lines, "drawing": Markup(draw(view)), "part": part, "head": head,
                "nothing": empty, "at": name}
        return Answer(template="overview.html", title=head, data=data)

    return show


OVERVIEWS = tuple(DeskPage(name=name, path=f"/{name}", show=_show(name)) for name in HEADS)
