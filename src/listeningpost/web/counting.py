"""How many origins lines have, and which remark each tells: read for the lines that are shown, and for no others."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ..schema import FigureSeriesLink, Line, Link, Question, Record, UtteranceLink
from ..store import Store
from ..views import Held, Narrow, bounded, with_origins
from .asking import Asked
from .narrowed import narrowed_question


class Told(Record, frozen=True):
    """Lines with their counts, and the remark that a statement of them tells, by the statement's id, where more than
    one page tells it."""

    lines: tuple[Line, ...]
    remarks: dict[str, str]


def with_count(asked: Asked, lines: Iterable[Line], held: Held | None = None) -> Told:
    """Lines of statements with how many origins they have; a figure's line has that of the statement that claims it in
    one of the series `held`."""
    given, store = list(lines), asked.desk.store
    claims = _claims(held)
    told = [replace(line, id=claims.get(line.id) or line.id) for line in given]
    links = tuple(store.links_at("utterance", {(line.cites[0].page, line.id) for line in told}))
    known = _counting(asked, told, links)
    counted = tuple(replace(line, marks=one.marks) for line, one in zip(given, with_origins(told, known), strict=True))
    return Told(lines=counted, remarks=remarks_of(links))


def _claims(held: Held | None) -> dict[str, str | None]:
    """The statement that claims a figure, by the figure's id."""
    links = held.links("figure_series") if held else ()
    return {point.figure[1]: point.statement for link in links if isinstance(link, FigureSeriesLink)
            for point in link.points}


def _counting(asked: Asked, told: Sequence[Line], links: tuple[Link, ...]) -> Held:
    """The links that count origins of lines: of the remarks that they tell, and of texts that several pages have."""
    store, question = asked.desk.store, narrowed_question(asked)
    left = _bounded(store, links, question).links("utterance")
    claims = {" ".join(min(link.statements)) for link in left if isinstance(link, UtteranceLink)}
    copied = {line.cites[0].page for line in told if line.also}
    return _bounded(store, (*links, *store.links_of("origin", claims), *store.texts_on(copied)), question)


def _bounded(store: Store, links: Sequence[Link], question: Question) -> Held:
    return bounded(Narrow(store, (), links), question)


def remarks_of(links: Iterable[Link]) -> dict[str, str]:
    """The remark that a statement tells, by the statement's id, where more than one page tells it."""
    return {statement: link.id for link in links if isinstance(link, UtteranceLink)
            and len({page for page, _ in link.statements}) > 1 for _, statement in link.statements}
