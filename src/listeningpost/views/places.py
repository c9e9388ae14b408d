"""The map: which places the lines name, where they lie, and the lines under each; what has no known place is listed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from ..knowledge import Gazetteer, open_gazetteer
from ..schema import NAMING_FORMS, CitedPage, Line, Mention, Page, Question, Spot, Statement, View
from .choosing import figures_asked_for, pages_asked_for, statements_asked_for
from .collecting import counted, finished
from .figures import figure_line
from .held import Held
from .once import told_by_many, told_once
from .quoting import cited_page, overlaps
from .telling import Told, oldest_first

NAME = "map"
TOWNS, STATES = ("capital", "city", "place"), ("state",)
NOT_FOUND = 8  # names without a place that the note has room for


class Place(NamedTuple):
    """A name that a line gives of a place, and whether it is one of a state."""

    name: str
    is_state: bool


class Naming(NamedTuple):
    """Lines with the places they name, and the names for which no place is known, by number of lines."""

    told: dict[str, list[Told]]
    figures: dict[str, list[Line]]
    spots: dict[str, Spot]
    unknown: Counter[str]
    pages: dict[str, CitedPage]


def places(held: Held, question: Question) -> View:
    """Statements and figures under the places that their words name, those of most lines first. A place that several
    share is the one in a state that the page names, else the largest."""
    gazetteer = open_gazetteer(tuple(map(Path, question.packs)))
    found = Naming(defaultdict(list), defaultdict(list), {}, Counter(), {})
    for page in pages_asked_for(held.pages(corrected=True), question):
        _add_page(found, page, question, gazetteer)
    groups = {name: [*(one.line for one in told_by_many(found.told[name])), *found.figures[name]]
              for name in found.spots}
    ordered = sorted(groups, key=lambda name: (-len(groups[name]), name))
    lines = [_line(line, name, found.spots[name]) for name in ordered
             for line in sorted(groups[name], key=lambda line: (oldest_first(line.date), line.id))]
    view = View(name=NAME, title="Map", lines=tuple(lines), notes=tuple(_notes(found, len(ordered))))
    return finished(view, found.pages, question)


def _add_page(found: Naming, page: Page, question: Question, gazetteer: Gazetteer) -> None:
    near = _states_of(page, gazetteer)
    asked = list(told_once(page, statements_asked_for(page, question)))
    statements = {one.id: one for one in page.statements}
    for told in (one for one in asked if not one.spare):
        for place in _named_in(page, statements[told.line.id]):
            if key := _resolved(found, place, near, gazetteer):
                found.told[key].append(told)
    for figure in figures_asked_for(page, question):
        if figure.place:
            place = Place(figure.place, gazetteer.where(figure.place, STATES) is not None)
            if key := _resolved(found, place, near, gazetteer):
                found.figures[key].append(figure_line(page, figure))
    if asked or page.figures:
        found.pages[page.capture.id] = cited_page(page)


def _named_in(page: Page, statement: Statement) -> Iterable[Place]:
    """The places and states that a statement's own words name."""
    mentions = (one for one in page.mentions if _is_place(one) and overlaps(one.span, statement.content_spans))
    return dict.fromkeys(Place(one.name or one.text, one.type == "state") for one in mentions)


def _is_place(mention: Mention) -> bool:
    # a pronoun or "Kordeshi guns" names no place
    return mention.type in ("place", "state") and mention.form in NAMING_FORMS


def _states_of(page: Page, gazetteer: Gazetteer) -> set[str]:
    """The states that a page names, as the gazetteer writes the state of a place."""
    names = {one.name for one in page.mentions if one.type == "state" and one.name}
    spots = (gazetteer.where(name, STATES) for name in sorted(names))
    return {spot.country for spot in spots if spot and spot.country}


def _resolved(found: Naming, place: Place, near: Collection[str], gazetteer: Gazetteer) -> str | None:
    """What a place goes by on the map, once it is found where it lies; one of which nobody knows is counted."""
    spot = gazetteer.where(place.name, STATES if place.is_state else TOWNS, near)
    if spot is None or gazetteer.guessed(spot, place.name, near):
        found.unknown[place.name] += 1
        return None
    shared = not place.is_state and gazetteer.where(place.name, STATES) is not None
    key = f"{place.name} (town)" if shared else place.name
    found.spots.setdefault(key, spot)
    return key


def _line(line: Line, name: str, spot: Spot) -> Line:
    return replace(line, group=name, spot=spot)


def _notes(found: Naming, places_: int) -> Iterator[str]:
    yield f"{counted(places_, 'place')} named by the lines; each line stands under every place it names"
    if any(spot.invented for spot in found.spots.values()):
        yield "a knowledge pack made places of these up, and where they lie"
    if found.unknown:
        names = ", ".join(f"{name} ({number})" for name, number in found.unknown.most_common(NOT_FOUND))
        more = len(found.unknown) - NOT_FOUND
        yield f"not on the map, for no place is known: {names}" + (f" and {more:,} more" if more > 0 else "")
