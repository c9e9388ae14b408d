"""What a page of the desk is made from: the pages and links chosen before anything is read, so that what a page costs
does not grow with the store. What must look at the whole is worked out once for each state of the store."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from ..errors import UsageError
from ..schema import FigureSeriesLink, Line, Link, Record, UtteranceLink
from ..store import Store, places_of
from ..views import Narrow, with_origins
from .asking import Asked
from .watched import watched_pages

KEPT = 32  # answers about the whole that are kept
BESIDE = ("copy", "origin", "utterance")  # what tells of how many origins a line has


class Part(Record, frozen=True):
    """A part of a long list: its ids, where it begins, how long the list is, and the cursor of the next part."""

    ids: tuple[str, ...]
    start: int
    total: int
    after: str | None


def links_part(asked: Asked, kind: str, size: int) -> Part:
    """The part of the links of a kind that the reader is at, those of most origins and pages first."""
    store = asked.desk.store
    return part_of(asked, _ordered(store, store.generation(), kind, watched_pages(asked)), size)


@lru_cache(maxsize=KEPT)
def _ordered(store: Store, _: int, kind: str, within: frozenset[str] | None) -> tuple[str, ...]:
    heads = store.link_heads(kind)
    if within is None:
        return tuple(head.id for head in heads)
    near = {place.id for place in store.link_places(kind) if place.page in within}
    return tuple(head.id for head in heads if head.id in near)


def part_of(asked: Asked, ids: tuple[str, ...], size: int) -> Part:
    """A part of a list, from the cursor on. Raises UsageError for a cursor that is none."""
    start = _start(asked.query)
    shown = ids[start : start + size]
    after = str(start + size) if start + size < len(ids) else None
    return Part(ids=shown, start=start, total=len(ids), after=after)


def _start(query: Mapping[str, str]) -> int:
    given = query.get("after", "0")
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise UsageError(f"after {given!r}: no place in this list; begin with its first part")
    return int(given)


def narrowed(asked: Asked, kind: str, ids: Iterable[str]) -> Narrow:
    """The links of one kind and the pages they stand on, with what says how many origins those have."""
    wanted = list(asked.desk.store.links_of(kind, ids))
    pages = {page for link in wanted for page, _ in places_of(link)}
    return opened(asked, pages, [*wanted, *beside(asked, pages, but=kind)])


def opened(asked: Asked, pages: Iterable[str], links: Sequence[Link] | None = None) -> Narrow:
    """Some pages with these links, or with what says how many origins they have."""
    chosen = set(pages)
    return Narrow(asked.desk.store, chosen, beside(asked, chosen) if links is None else links)


def beside(asked: Asked, pages: Iterable[str], but: str = "") -> list[Link]:
    """The links on some pages that tell of copies, remarks and origins."""
    chosen = set(pages)
    return [link for kind in BESIDE if kind != but for link in asked.desk.store.links_on(chosen, kind)]


def with_count(narrow: Narrow, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines of statements with how many origins they have; a figure's line has that of the statement that claims it."""
    claims = {point.figure[1]: point.statement for link in narrow.links("figure_series")
              if isinstance(link, FigureSeriesLink) for point in link.points}
    told = list(lines)
    asked = [replace(line, id=claims.get(line.id) or line.id) for line in told]
    counted = with_origins(asked, narrow)
    return tuple(replace(line, marks=one.marks) for line, one in zip(told, counted, strict=True))


def remarks_of(narrow: Narrow) -> dict[str, str]:
    """The remark that a statement tells, by the statement's id, where more than one page tells it."""
    links = (link for link in narrow.links("utterance") if isinstance(link, UtteranceLink))
    return {statement: link.id for link in links if len({page for page, _ in link.statements}) > 1
            for _, statement in link.statements}
