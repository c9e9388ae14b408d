"""Figures: quantities claimed again and again, each a series with its repeats and conflicts; and one in full."""

from collections.abc import Sequence

from markupsafe import Markup
from msgspec.structs import replace

from ...errors import UnknownId
from ...schema import FigureSeriesLink, Line
from ...store import places_of
from ...views import Held, as_of, ask, by_group, claimed_again, draw_group, draw_quantity
from ..asking import Answer, Asked, DeskPage
from ..chosen import links_stretch
from ..counting import with_count
from ..narrowed import narrowed_question, part_of

SHOWN = 6  # series on one page
KIND = "figure_series"


def show(asked: Asked) -> Answer:
    """The series of the record, those on most pages first."""
    part = links_stretch(asked, KIND, SHOWN)
    held = _with_origins(asked, part.ids)
    then = as_of(held, asked.question)
    view = claimed_again(then or held, narrowed_question(asked))
    series = {}
    told = with_count(asked, (line for line in view.lines if line.point), held)
    for heading, lines in by_group(told.lines).items():
        series[heading] = {"lines": lines, "drawing": Markup(draw_group(lines)), "id": _series_of(held, lines)}
    data = {"series": series, "part": part, "pages": view.pages, "left_out": then.notes() if then else ()}
    return Answer(template="figures.html", title="Figures", data=data)


def _with_origins(asked: Asked, ids: Sequence[str]) -> Held:
    """Some series with the pages they stand on, and the links that count their origins."""
    series = list(asked.desk.store.links_of(KIND, ids))
    claims = [" ".join(min(point.figure for point in link.points)) for link in series
              if isinstance(link, FigureSeriesLink) and link.points]
    pages = {page for link in series for page, _ in places_of(link)}
    return part_of(asked, pages, [*series, *asked.desk.store.links_of("origin", claims)])


def _series_of(held: Held, lines: list[Line]) -> str:
    ids = {line.id for line in lines}
    return next(link.id for link in series_in(held) if ids & {point.figure[1] for point in link.points})


def series_in(held: Held) -> list[FigureSeriesLink]:
    """The series that were chosen."""
    return [link for link in held.links(KIND) if isinstance(link, FigureSeriesLink)]


def show_one(asked: Asked) -> Answer:
    """One series: its drawing, and each of its claims cited."""
    store = asked.desk.store
    id_ = store.find(asked.path["id"]).now
    held = _with_origins(asked, [id_])
    if not series_in(held):
        raise UnknownId(f"{asked.path['id']}: no quantity claimed twice has this id; the page Figures lists those")
    view = ask(held, "figures", replace(narrowed_question(asked), subject=id_))
    told = with_count(asked, view.lines, held)
    heading = told.lines[0].group if told.lines else "A quantity claimed again and again"
    reasons = [reason for link in series_in(held) for reason in link.reasons]
    data = {"heading": heading, "lines": told.lines, "pages": view.pages, "drawing": Markup(draw_quantity(view.lines)),
            "reasons": reasons, "id": id_, "remarks": told.remarks}
    return Answer(template="series.html", title=heading, data=data)


PAGE = DeskPage(name="figures", path="/figures", show=show, word="Figures")
ONE = DeskPage(name="series", path="/series/{id}", show=show_one)
