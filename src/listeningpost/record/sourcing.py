"""How each page has what it tells, and the origins of what several pages tell: texts, utterances, series, stories."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from ..knowledge import fold
from ..schema import (
    Article,
    CaptureHead,
    CopyLink,
    FigureSeriesLink,
    Link,
    OriginLink,
    Statement,
    StoryLink,
    UtteranceLink,
)
from .copy_facts import House, credits_of, house
from .origins import Chain, origins_of

ORIGINS = "origins"  # what origins are kept under in a store, beside the names of joiners
ORIGINS_VERSION = 1
TOGETHER = 500  # groups: they have most of their pages in common with those before and behind them
TEXT = "text"  # the item of a page that is its text as a whole
Told = tuple[tuple[str, str], ...]


class Sourced(Protocol):
    """What of a page says where it has its text and its statements from."""

    @property
    def capture(self) -> CaptureHead: ...
    @property
    def article(self) -> Article: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...


class Shelf(Protocol):
    """What counting needs of a store."""

    def unkeyed(self, joiner: str, version: int) -> Iterator[str]: ...
    def touch_pages(self, page_ids: Sequence[str], version: int) -> None: ...
    def touched(self, joiner: str) -> Sequence[str]: ...
    def links_under(self, keys: Sequence[str]) -> dict[str, list[Link]]: ...
    def sourced_of(self, ids: Iterable[str], /) -> Iterator[Sourced]: ...
    def copies_of(self, page_ids: Sequence[str]) -> dict[str, tuple[CopyLink, ...]]: ...
    def write_groups(self, joiner: str, groups: Mapping[str, Iterable[Link]]) -> object: ...


def recount(store: Shelf) -> None:
    """Count the origins of all that changed links hold together since the last time, and of what this version has not
    counted yet; TOGETHER groups at a time."""
    fresh = store.unkeyed(ORIGINS, ORIGINS_VERSION)
    while some := list(islice(fresh, TOGETHER)):
        store.touch_pages(some, ORIGINS_VERSION)
    waiting, pages = iter(store.touched(ORIGINS)), dict[str, Sourced]()
    while keys := list(islice(waiting, TOGETHER)):
        links = store.links_under(keys)
        told = sorted({page for key in keys for _, places, _ in tellings_of(links[key]) for page, _ in places})
        pages = {page: pages[page] for page in told if page in pages}
        pages |= {page.capture.id: page for page in store.sourced_of(page for page in told if page not in pages)}
        copies = store.copies_of(told)
        store.write_groups(ORIGINS, {key: count_origins(links[key], pages, copies) for key in keys})


def tellings_of(links: Iterable[Link]) -> Iterator[tuple[tuple[str, str], Told, bool]]:
    """What two pages or more tell, by the links that hold it together: the claim, its page and item on each page, and
    whether it is one act of speech."""
    copies = [link for link in links if isinstance(link, CopyLink)]
    told: list[tuple[tuple[str, str], Told, bool]] = [_text(copies)] if copies else []
    for link in links:
        match link:
            case UtteranceLink(statements=statements):
                told.append((min(statements), statements, True))
            case FigureSeriesLink(points=points):
                places = tuple((point.page, point.statement or TEXT) for point in points)
                told.append((min(point.figure for point in points), places, False))
            case StoryLink(pages=pages, id=id_):
                told.append(((min(pages), id_), tuple((page, TEXT) for page in pages), False))
            case _:
                pass
    yield from (one for one in told if len({page for page, _ in one[1]}) > 1)


def _text(copies: Sequence[CopyLink]) -> tuple[tuple[str, str], Told, bool]:
    pages = sorted({link.page for link in copies})
    return (pages[0], TEXT), tuple((page, TEXT) for page in pages), False


def count_origins(
    links: Sequence[Link], pages: Mapping[str, Sourced], copies: Mapping[str, Sequence[CopyLink]]
) -> Iterator[OriginLink]:
    """An OriginLink for each claim that these links hold together; `pages` and `copies` have all pages they name."""
    for claim, told, spoken in tellings_of(links):
        items: dict[str, list[str]] = {}
        for page, item in told:
            if page in pages:
                items.setdefault(page, []).append(item)
        if len(items) < 2:
            continue
        chains = {page: chain_of(pages[page], told_by) for page, told_by in items.items()}
        found = origins_of(items, copies, chains, [items] if spoken else ())
        yield OriginLink(claim=claim, pages=found.pages, independent=found.independent, same_origin=found.same_origin,
                         not_established=found.not_established, names=found.names, reasons=found.reasons)


def chain_of(page: Sourced, items: Collection[str] = ()) -> Chain:
    """How a page has what its items (statement ids) tell; of its text as a whole where none is a statement of its."""
    told = [one for one in page.statements if one.id in items]
    outlet = page.article.outlet
    behind = _of_statements(told) if told else _one(tuple(credits_of(page.article)))
    return Chain(
        page=page.capture.id, source=outlet.name if outlet else page.capture.source.rstrip("/").rsplit("/", 1)[-1],
        outlet=House(name=outlet.name, house=house(outlet.name, outlet.key)) if outlet else None,
        houses=behind, own=_interview(page, told) or ("" if behind else _reporter(page)))


def _of_statements(told: Sequence[Statement]) -> tuple[House, ...]:
    """The tellers that the statements name. Of several houses credited for a page as a whole none is known to stand
    behind one statement of it."""
    found: dict[str, House] = {}
    for one in told:
        credited = [via for via in one.via if via.basis == "page"]
        for via in one.via:
            if via.basis != "page" or len(credited) == 1:
                found.setdefault(house(via.name, via.key), House(name=via.name, house=house(via.name, via.key)))
    return tuple(found.values())


def _one(credited: tuple[House, ...]) -> tuple[House, ...]:
    return credited if len(credited) == 1 else ()


def _interview(page: Sourced, told: Sequence[Statement]) -> str:
    """That the speaker told it to the page's own outlet."""
    outlet = page.article.outlet
    for one in told:
        heard = one.addressee.name if one.addressee else None
        if outlet and heard and not one.via and _plain(heard) and _plain(heard) in _plain(outlet.name):
            return f"told {outlet.name}"
    return ""


def _reporter(page: Sourced) -> str:
    """That somebody of its own signs from a place, and that it credits no other house."""
    article = page.article
    if article.byline and article.dateline and not list(credits_of(article)):
        return f"by {article.byline[0].name} in {article.dateline.name}"
    return ""


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ")
