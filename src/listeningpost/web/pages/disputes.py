"""Disputes: what is claimed and what stands against it, side by side, both cited and none judged."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from ...schema import Line
from ...views import ask, by_group
from ..asking import Answer, Asked, DeskPage
from ..chosen import links_stretch, standing_on
from ..counting import with_count
from ..narrowed import narrowed_question

SHOWN = 10  # disputes on one page


def show(asked: Asked) -> Answer:
    """The disputes of the record, those on most pages first."""
    part = links_stretch(asked, "dispute", SHOWN)
    held = standing_on(asked, "dispute", part.ids)
    view = ask(held, "disputes", narrowed_question(asked))
    told = with_count(asked, view.lines)
    disputes = {named(heading): sides(lines) for heading, lines in by_group(told.lines).items()}
    data = {"disputes": disputes, "notes": view.notes, "part": part, "pages": view.pages, "remarks": told.remarks}
    return Answer(template="disputes.html", title="Disputes", data=data)


def named(heading: str) -> tuple[str, str]:
    """The heading of a dispute and its id, which the view puts in brackets behind it."""
    words, _, id_ = heading.rpartition(" (")
    return words, id_.removesuffix(")")


def sides(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines of a dispute by the word of their side ("claimed", "denied"), with which the view begins each lead."""
    found = defaultdict[str, list[Line]](list)
    for line in lines:
        side, _, rest = line.lead.partition(": ")
        found[side].append(replace(line, lead=rest))
    return found


PAGE = DeskPage(name="disputes", path="/disputes", show=show, word="Disputes")
