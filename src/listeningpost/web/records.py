"""The record of one thing on a page, for the panel beside its words: what is held of it, and what it is linked to."""

from collections.abc import Iterable, Iterator

from ..schema import (
    DisputeLink,
    FigureSeriesLink,
    Link,
    OriginLink,
    Page,
    PageRow,
    Record,
    UtteranceLink,
    View,
)
from ..store import places_of
from ..views import Held, ask, origin_words, show
from .asking import Asked
from .narrowed import narrowed_question, part_of

BESIDE = ("outlet", "title")  # where the facts of the page begin, which the page itself shows
Item = tuple[str, str]


class Telling(Record, frozen=True):
    """One page that tells a remark: the page, its statement, and how it tells it otherwise than an earlier one."""

    page: PageRow
    item: str
    here: bool
    drift: tuple[tuple[str, str, str], ...] = ()


class Remark(Record, frozen=True):
    """A remark that several statements tell: how many origins are shown for it and why, and who tells it."""

    id: str
    words: str
    reasons: tuple[str, ...]
    tellings: tuple[Telling, ...]


class ItemRecord(Record, frozen=True):
    """What is held of one item: its facts and lines, the things around it on the page, and its links."""

    id: str
    view: View
    facts: tuple[tuple[str, str], ...]
    around: tuple[tuple[str, str], ...]
    remarks: tuple[Remark, ...]
    disputes: View | None
    series: tuple[FigureSeriesLink, ...]
    entity: str | None = None


def record_of(asked: Asked, page: Page, id_: str, on_page: Held | None = None) -> ItemRecord:
    """The record of an item of a page; `on_page` is that page with all its links, where it is at hand. Raises UnknownId
    for what is not on it."""
    held = on_page or part_of(asked, [page.capture.id])
    view = show(held, id_)
    item = (page.capture.id, id_)
    links = [link for link in held.links() if item in set(places_of(link))]
    facts = [(row[0], row[1]) for row in view.rows[: _of_page(view)] if row[0] != "id"]
    mends = [(row[0], row[1]) for row in view.rows if row[0].startswith("corrected (")]
    return ItemRecord(
        id=id_, view=view, facts=(*facts, *mends), around=tuple(_around(page, id_)),
        remarks=tuple(_remarks(asked, item, links, held.links("origin"))), disputes=_disputes(asked, links),
        series=tuple(link for link in links if isinstance(link, FigureSeriesLink)), entity=_entity(page, id_),
    )


def _of_page(view: View) -> int:
    return next((number for number, row in enumerate(view.rows) if row[0] in BESIDE), len(view.rows))


def _around(page: Page, id_: str) -> Iterator[tuple[str, str]]:
    """The statements in whose words a figure or a mention stands: id, and who says it."""
    spans = {**{one.id: one.span for one in page.figures}, **{one.id: one.span for one in page.mentions}}
    span = spans.get(id_)
    for statement in page.statements if span else ():
        if span and any(start <= span[0] and span[1] <= end for start, end in statement.content_spans):
            yield statement.id, statement.speaker.name or statement.speaker.descriptor or "someone not named"


def _entity(page: Page, id_: str) -> str | None:
    """Whom a mention stands for, or who makes a statement."""
    speakers = {one.id: one.speaker.entity for one in page.statements}
    return speakers.get(id_) or next((one.entity for one in page.mentions if one.id == id_), None)


def _remarks(asked: Asked, item: Item, links: Iterable[Link], origins: Iterable[Link]) -> Iterator[Remark]:
    counted = {link.claim: link for link in origins if isinstance(link, OriginLink)}
    for link in links:
        if isinstance(link, UtteranceLink) and len(link.statements) > 1:
            rows = asked.desk.store.page_rows_of(page for page, _ in link.statements)
            tellings = [Telling(page=rows[page], item=id_, here=(page, id_) == item, drift=_drift(link, (page, id_)))
                        for page, id_ in link.statements if page in rows]
            origin = counted.get(min(link.statements))
            yield Remark(id=link.id, words=origin_words(origin) if origin else "1 page, told more than once",
                         reasons=origin.reasons if origin else (), tellings=tuple(tellings))


def _drift(link: UtteranceLink, item: Item) -> tuple[tuple[str, str, str], ...]:
    return tuple((drift.kind, drift.was, drift.now) for drift in link.drift if drift.statement == item)


def _disputes(asked: Asked, links: Iterable[Link]) -> View | None:
    """The disputes of which the item is a side, both sides whole."""
    chosen = [link for link in links if isinstance(link, DisputeLink)]
    if not chosen:
        return None
    pages = {page for link in chosen for page, _ in places_of(link)}
    return ask(part_of(asked, pages, chosen), "disputes", narrowed_question(asked))
