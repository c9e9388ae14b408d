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
    disputes = {named(lines[0]): sides(lines) for lines in by_group(told.lines).values()}
    notes = view.notes if part.whole else view.notes[1:]  # the first counts the disputes that it is given
    data = {"disputes": disputes, "notes": notes, "part": part, "pages": view.pages, "remarks": told.remarks}
    return Answer(template="disputes.html", title="Disputes", data=data)


def named(line: Line) -> tuple[str, str]:
    """The heading of a line's dispute, without the id that the view puts in brackets behind it, and that id."""
    return line.group.removesuffix(f" ({line.group_id})"), line.group_id


def sides(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines of a dispute by the word of their side ("claimed", "denied"), which then need not begin each lead."""
    found = defaultdict[str, list[Line]](list)
    for line in lines:
        found[line.side].append(replace(line, lead=line.lead.removeprefix(f"{line.side}: ")))
    return found


PAGE = DeskPage(name="disputes", path="/disputes", show=show, word="Disputes")
