"""Links cut to the pages, statements and figures that are left when a store is asked as of a date."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from ..edtf import EARLIEST, LATEST
from ..schema import (
    CopyLink,
    DisputeLink,
    EntityLink,
    FigureSeriesLink,
    ItemDay,
    Link,
    OriginLink,
    OutcomeLink,
    Page,
    PageDays,
    Record,
    RelationLink,
    StoryLink,
    UtteranceLink,
)
from .origins import named_groups
from .quoting import is_page, published
from .telling import days


class Kept(Record, frozen=True):
    """What is left: pages with the date and the headline of each, and the statements, figures and forecasts on them."""

    dates: dict[str, str | None]
    titles: dict[str, str]
    items: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, pages: Iterable[Page]) -> "Kept":
        """What these pages hold; they are read once and not kept."""
        dates, titles, items = {}, {}, set[tuple[str, str]]()
        for page in pages:
            id_, title = page.capture.id, page.article.title
            dates[id_] = published(page.article)
            titles[id_] = title.text if title else ""
            items |= {(id_, "title"), (id_, "text")}  # a headline, and a text as a whole
            for layer in (page.statements, page.figures, page.forecasts, page.events):
                items |= {(id_, one.id) for one in layer}
        return cls(dates=dates, titles=titles, items=frozenset(items))


def kept_of(pages: Sequence[PageDays], items: Iterable[ItemDay], page_last: str, said_last: str) -> Kept:
    """What is left, as their rows tell: pages published by the day `page_last`, with their items that were said by the
    day `said_last` (both `YYYY-MM-DD`, LATEST for no bound)."""
    by = {page.id: known_by(page) for page in pages}
    there = [page for page in pages if by[page.id] <= page_last]
    dates = {page.id: f"{page.first or '..'}/{page.last or '..'}" for page in there}
    left = {(one.page, one.id) for one in items if one.page in dates
            and (not one.spoken or min(one.said_to or LATEST, by[one.page]) <= said_last)}
    whole = {(page, word) for page in dates for word in ("title", "text")}
    return Kept(dates=dict(dates), titles={page.id: page.title or "" for page in there}, items=frozenset(left | whole))


def known_by(page: PageDays) -> str:
    """The day by which a page is known to be published, as its row tells; LATEST where nothing does."""
    return by_then(page.last or LATEST, page.taken_at)


def by_then(last: str, taken_at: str | None) -> str:
    """The day by which a page is known to be published: its last day, where that is open the day it was taken."""
    taken = (taken_at or "")[:10]
    return taken if last == LATEST and taken > EARLIEST else last


def trim(link: Link, kept: Kept) -> Link | None:
    """A link without the pages and items that are gone; None where nothing, or no pair, is left. The id stays."""
    return _TRIMMERS[type(link)](link, kept)


def _copy(link: CopyLink, kept: Kept) -> CopyLink | None:
    if link.page not in kept.dates:
        return None
    siblings = _pages(link.siblings, kept)
    if link.of is None or not is_page(link.of) or link.of in kept.dates:
        return replace(link, siblings=siblings)
    return replace(link, relation=link.relation if siblings else "original", of=None, siblings=siblings, evidence=())


def _entity(link: EntityLink, kept: Kept) -> EntityLink | None:
    pages = _pages(link.pages, kept)
    roles = (replace(role, evidence=tuple(cite for cite in role.evidence if cite.page in kept.dates))
             for role in link.roles)
    return replace(link, pages=pages, roles=tuple(role for role in roles if role.evidence)) if pages else None


def _utterance(link: UtteranceLink, kept: Kept) -> UtteranceLink | None:
    left = [number for number, item in enumerate(link.statements) if item in kept.items]
    if len(left) == len(link.statements):
        return link
    drift = tuple(one for one in link.drift
                  if one.statement in kept.items and (one.against is None or one.against in kept.items))
    statements, spans = (tuple(rows[number] for number in left if number < len(rows))
                         for rows in (link.statements, link.spans))
    return replace(link, statements=statements, spans=spans, drift=drift) if left else None


def _series(link: FigureSeriesLink, kept: Kept) -> FigureSeriesLink | None:
    points = tuple(point for point in link.points if point.figure in kept.items)
    flags = link.flags if len(points) == len(link.points) else ()  # they tell of the whole series
    return replace(link, points=points, flags=flags) if points else None


def _dispute(link: DisputeLink, kept: Kept) -> DisputeLink | None:
    sides = tuple(_items(side, kept) for side in link.sides)
    return replace(link, sides=sides) if all(sides) else None


def _story(link: StoryLink, kept: Kept) -> StoryLink | None:
    pages = _pages(link.pages, kept)
    if not pages or pages == link.pages:
        return link if pages else None
    spans = [days(kept.dates[page]) for page in pages]
    first, last = min(one[0] for one in spans), max(one[1] for one in spans)
    titles = [kept.titles[page] for page in pages]
    return replace(link, pages=pages, title=link.title if link.title in titles else titles[0],
                   start=first if first > EARLIEST else None, to=last if last < LATEST else None)


def _origin(link: OriginLink, kept: Kept) -> OriginLink | None:
    pages = _pages(link.pages, kept)
    if len(pages) < 2 or pages == link.pages:
        return link if pages == link.pages else None
    groups = [(left, name) for group, name in named_groups(link) if len(left := _pages(group, kept)) > 1]
    same, names = tuple(left for left, _ in groups), tuple(name for _, name in groups)
    unknown = _pages(link.not_established, kept)
    alone = len(set(pages) - set(unknown) - {page for group in same for page in group})
    return replace(link, pages=pages, same_origin=same, names=names if link.names else (), not_established=unknown,
                   independent=max(min(link.independent, len(same) + alone), 1))


def _relation(link: RelationLink, kept: Kept) -> RelationLink | None:
    turns = tuple(turn for turn in link.turns if turn.evidence.page in kept.dates)
    return replace(link, turns=turns) if turns else None


def _outcome(link: OutcomeLink, kept: Kept) -> OutcomeLink | None:
    if link.forecast not in kept.items:
        return None
    by = tuple(cite for cite in link.by if cite.page in kept.dates)
    return link if by == link.by else replace(link, state="open", by=by)


_TRIMMERS: dict[type[Record], Callable[[Any, Kept], Link | None]] = {
    CopyLink: _copy, EntityLink: _entity, UtteranceLink: _utterance, FigureSeriesLink: _series, DisputeLink: _dispute,
    StoryLink: _story, OriginLink: _origin, RelationLink: _relation, OutcomeLink: _outcome,
}


def _pages(pages: Sequence[str], kept: Kept) -> tuple[str, ...]:
    return tuple(page for page in pages if page in kept.dates)


def _items(items: Sequence[tuple[str, str]], kept: Kept) -> tuple[tuple[str, str], ...]:
    return tuple(item for item in items if item in kept.items)
