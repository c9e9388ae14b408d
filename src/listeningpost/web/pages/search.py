"""Search and ask: one box. Words find lines; a question is answered with lines, or the record does not say."""

from collections.abc import Sequence

from msgspec.structs import replace

from ...errors import UsageError
from ...questions import answer_view, as_of, ask, found_view, is_question, known_from, saved_search, search
from ...schema import Facet, Found, FoundLine, Line, Sought, View
from ..asking import Answer, Asked, DeskPage
from ..counting import with_count
from ..watched import watched_pages

SHOWN = 30  # lines on one page
SHORT = 3  # letters


def show(asked: Asked) -> Answer:
    """What the record says to what was typed; an empty box says what can be typed."""
    typed = asked.query.get("q", "")
    data: dict[str, object] = {"typed": typed, "answered": None, "found": None, "facets": {}, "wrong": "", "watch": ""}
    if not typed:
        return Answer(template="search.html", title="Search", data=data)
    try:
        data |= _found(asked, typed)
    except UsageError as error:
        return Answer(template="search.html", title="Search", data={**data, "wrong": str(error)}, status=400)
    return Answer(template="search.html", title=typed, data=data)


def _found(asked: Asked, typed: str) -> dict[str, object]:
    within = _within(asked)
    found = search(asked.desk.store, typed, SHOWN, within)
    view = found_view(found)
    return {
        "answered": _answered(asked, typed, within) if is_question(typed) else None,
        "found": replace(view, lines=_lines(asked, view, found.lines)),
        "facets": _facets(found),
        "total": found.total,
        "watch": saved_search(typed),
    }


def _within(asked: Asked) -> Sought:
    """The pages of the reader's watch, as of the days the reader asks for."""
    pages = watched_pages(asked)
    sought = Sought(pages=None if pages is None else tuple(sorted(pages)))
    asked_for = asked.question
    return as_of(sought, asked_for.said_until, asked_for.published_until, asked_for.held_until)


def _answered(asked: Asked, typed: str, within: Sought) -> View | None:
    """What the record says to a question; None where nothing of it can be asked."""
    try:
        answer = ask(asked.desk.store, typed, known_from(asked.desk.packs), within)
    except UsageError:
        return None
    view = answer_view(answer)
    return replace(view, lines=_lines(asked, view, answer.near if answer.abstained else answer.lines))


def _lines(asked: Asked, view: View, found: Sequence[FoundLine]) -> tuple[Line, ...]:
    """The lines of a view with the words looked for marked, and how many origins they have."""
    marked = [replace(line, differs=_marked(one)) for line, one in zip(view.lines, found, strict=True)]
    return with_count(asked, marked).lines


def _marked(line: FoundLine) -> tuple[str, ...]:
    """The words to mark, but for short common ones: marked wherever they stand, they would hide the rest."""
    start = line.cite.span[0]
    words = dict.fromkeys(line.cite.quote[a - start : b - start] for a, b in line.marked)
    return tuple(word for word in words if len(word) > SHORT or not word.islower())


def _facets(found: Found) -> dict[str, list[Facet]]:
    """Facets by name; those of one value alone narrow nothing."""
    names = dict.fromkeys(facet.name for facet in found.facets)
    by_name = {name: [facet for facet in found.facets if facet.name == name] for name in names}
    return {name: facets for name, facets in by_name.items() if len(facets) > 1}


PAGE = DeskPage(name="search", path="/search", show=show, live=True)
