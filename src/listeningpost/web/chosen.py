"""What the pages of lists are made from: a stretch of the links of a kind, and the pages and links that it stands on,
chosen before anything is read."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from ..errors import UsageError
from ..schema import FigureSeriesLink, Line, Link, PageRow, Question, Record, UtteranceLink
from ..store import places_of
from ..views import Held, bounded, with_origins
from .asking import Asked, remembered
from .narrowed import part_of
from .watched import watched_pages

BESIDE = ("origin", "utterance")  # what tells of how many origins a line has


class Stretch(Record, frozen=True):
    """A part of a long list: its ids, where it begins, how long the list is, and the cursor of the next part."""

    ids: tuple[str, ...]
    start: int
    total: int
    after: str | None


def links_stretch(asked: Asked, kind: str, size: int) -> Stretch:
    """The stretch of the links of a kind that the reader is at, those of most origins and pages first; those of the
    reader's watch stand on one of its pages."""
    def ordered() -> tuple[str, ...]:
        heads = asked.desk.store.link_heads(kind)
        within = watched_pages(asked)
        if within is None:
            return tuple(head.id for head in heads)
        near = {place.id for place in asked.desk.store.link_places(kind) if place.page in within}
        return tuple(head.id for head in heads if head.id in near)

    return stretch_of(asked, remembered(asked.desk, ("links", kind, asked.query.get("watch")), ordered), size)


def stretch_of(asked: Asked, ids: tuple[str, ...], size: int) -> Stretch:
    """A stretch of a list, from the cursor on. Raises UsageError for a cursor that is none."""
    start = _start(asked.query)
    after = str(start + size) if start + size < len(ids) else None
    return Stretch(ids=ids[start : start + size], start=start, total=len(ids), after=after)


def _start(query: Mapping[str, str]) -> int:
    given = query.get("after", "0")
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise UsageError(f"after {given!r}: no place in this list; begin with its first part")
    return int(given)


def standing_on(asked: Asked, kind: str, ids: Iterable[str], kinds: Iterable[str] = BESIDE) -> Held:
    """The links of one kind and the pages they stand on, with the links of other kinds on those: what says how many
    origins they have, unless others are named."""
    wanted = list(asked.desk.store.links_of(kind, ids))
    pages = {page for link in wanted for page, _ in places_of(link)}
    return part_of(asked, pages, [*wanted, *_beside(asked, pages, [one for one in kinds if one != kind])])


def opened(asked: Asked, pages: Iterable[str], kinds: Iterable[str] = BESIDE) -> Held:
    """Some pages, with the links on them of the kinds that say how many origins they have, unless others are named."""
    chosen = set(pages)
    return part_of(asked, chosen, _beside(asked, chosen, kinds))


def _beside(asked: Asked, pages: set[str], kinds: Iterable[str]) -> list[Link]:
    return [link for kind in kinds for link in asked.desk.store.links_on(pages, kind)]


def with_count(held: Held, question: Question, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines of statements with how many origins they have; a figure's line has that of the statement that claims it."""
    known = bounded(held, question)
    claims = {point.figure[1]: point.statement for link in known.links("figure_series")
              if isinstance(link, FigureSeriesLink) for point in link.points}
    told = list(lines)
    counted = with_origins([replace(line, id=claims.get(line.id) or line.id) for line in told], known)
    return tuple(replace(line, marks=one.marks) for line, one in zip(told, counted, strict=True))


def remarks_of(held: Held) -> dict[str, str]:
    """The remark that a statement tells, by the statement's id, where more than one page tells it."""
    links = (link for link in held.links("utterance") if isinstance(link, UtteranceLink))
    return {statement: link.id for link in links if len({page for page, _ in link.statements}) > 1
            for _, statement in link.statements}


def newest_pages(asked: Asked) -> tuple[str, ...]:
    """The pages of the reader's watch, the newest first, the undated last."""
    def made() -> tuple[str, ...]:
        within = watched_pages(asked)
        rows = [row for row in asked.desk.store.page_rows() if within is None or row.id in within]
        return tuple(row.id for row in sorted(rows, key=_day, reverse=True))

    return remembered(asked.desk, ("newest", asked.query.get("watch")), made)


def _day(row: PageRow) -> tuple[str, str]:
    return row.published_to or row.published_from or "", row.id
