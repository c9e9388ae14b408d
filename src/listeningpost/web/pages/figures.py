"""Figures: quantities claimed again and again, each a series with its repeats and conflicts; and one in full."""

from markupsafe import Markup
from msgspec.structs import replace

from ...errors import UnknownId
from ...schema import FigureSeriesLink, Line
from ...views import Narrow, ask, by_group, draw_group, draw_quantity
from ..asking import Answer, Asked, DeskPage
from ..chosen import links_part, narrowed, remarks_of, with_count

SHOWN = 12  # series on one page
KIND = "figure_series"


def show(asked: Asked) -> Answer:
    """The series of the record, those on most pages first."""
    part = links_part(asked, KIND, SHOWN)
    narrow = narrowed(asked, KIND, part.ids)
    view = ask(narrow, "figures", asked.question)
    series = {}
    told = with_count(narrow, (line for line in view.lines if line.point))
    for heading, lines in by_group(told).items():
        series[heading] = {"lines": lines, "drawing": Markup(draw_group(lines)), "id": _series_of(narrow, lines)}
    return Answer(template="figures.html", title="Figures", data={"series": series, "part": part, "pages": view.pages})


def _series_of(narrow: Narrow, lines: list[Line]) -> str:
    ids = {line.id for line in lines}
    return next(link.id for link in series_in(narrow) if ids & {point.figure[1] for point in link.points})


def series_in(narrow: Narrow) -> list[FigureSeriesLink]:
    """The series that were chosen."""
    return [link for link in narrow.links(KIND) if isinstance(link, FigureSeriesLink)]


def show_one(asked: Asked) -> Answer:
    """One series: its drawing, and each of its claims cited."""
    store = asked.desk.store
    id_ = store.find(asked.path["id"]).now
    narrow = narrowed(asked, KIND, [id_])
    if not series_in(narrow):
        raise UnknownId(f"{asked.path['id']}: no quantity claimed twice has this id; the page Figures lists those")
    view = ask(narrow, "figures", replace(asked.question, subject=id_))
    lines = with_count(narrow, view.lines)
    heading = lines[0].group if lines else "A quantity claimed again and again"
    reasons = [reason for link in series_in(narrow) for reason in link.reasons]
    data = {"heading": heading, "lines": lines, "pages": view.pages, "drawing": Markup(draw_quantity(view.lines)),
            "reasons": reasons, "id": id_, "remarks": remarks_of(narrow)}
    return Answer(template="series.html", title=heading, data=data)


PAGE = DeskPage(name="figures", path="/figures", show=show, word="Figures")
ONE = DeskPage(name="series", path="/series/{id}", show=show_one)
