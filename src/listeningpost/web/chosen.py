"""What the pages of lists are made from: a stretch of the links of a kind, and the pages and links that it stands on,
chosen before anything is read."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from ..edtf import bounds
from ..errors import UsageError
from ..schema import Link, PageHead, Record
from ..store import Store, places_of
from ..views import Held, pages_left
from .asking import Asked, remembered
from .narrowed import part_of
from .watched import watched_pages


class Stretch(Record, frozen=True):
    """A part of a long list: its ids, where it begins, how long the list is, and the cursor of the next part."""

    ids: tuple[str, ...]
    start: int
    total: int
    after: str | None

    @property
    def whole(self) -> bool:
        """Whether it is all of the list, so that what is counted over it is true of the list."""
        return len(self.ids) == self.total


def links_stretch(asked: Asked, kind: str, size: int, least: int = 1) -> Stretch:
    """The stretch of the links of a kind that the reader is at, those of most origins and pages first; those of the
    reader's watch stand on one of its pages. Links that join fewer than `least` pages are left out."""
    def ordered() -> tuple[str, ...]:
        heads = asked.desk.store.link_heads(kind, watched_pages(asked))
        return tuple(head.id for head in heads if head.pages >= least)

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


def standing_on(asked: Asked, kind: str, ids: Iterable[str], kinds: Iterable[str] = ()) -> Held:
    """The links of one kind and the pages they stand on, with the links of other kinds on those that are named."""
    wanted = list(asked.desk.store.links_of(kind, ids))
    pages = {page for link in wanted for page, _ in places_of(link)}
    return part_of(asked, pages, [*wanted, *_beside(asked, pages, kinds)])


def opened(asked: Asked, pages: Iterable[str], kinds: Iterable[str] = ()) -> Held:
    """Some pages, with the links on them of the kinds that are named."""
    chosen = set(pages)
    return part_of(asked, chosen, _beside(asked, chosen, kinds))


def _beside(asked: Asked, pages: set[str], kinds: Iterable[str]) -> list[Link]:
    return [link for kind in kinds for link in asked.desk.store.links_on(pages, kind)]


def newest_pages(asked: Asked) -> tuple[str, ...]:
    """The pages of the reader's watch that are left as of the reader's days, the newest first, the undated last."""
    def made() -> tuple[str, ...]:
        allowed = [within for within in (watched_pages(asked), _left(asked)) if within is not None]
        return newest_first(asked.desk.store, allowed)

    question = asked.question
    key = ("newest", asked.query.get("watch"), question.published_until, question.said_until)
    return remembered(asked.desk, key, made)


def newest_first(store: Store, allowed: Sequence[Collection[str]] = ()) -> tuple[str, ...]:
    """The pages that are in all of `allowed`, the newest first, the undated last."""
    heads = [head for head in store.page_heads() if all(head.id in within for within in allowed)]
    return tuple(head.id for head in sorted(heads, key=_day, reverse=True))


def _left(asked: Asked) -> set[str] | None:
    """The pages that can show anything as of the days that the reader asks for; None where none is asked for."""
    question = asked.question
    if not (question.said_until or question.published_until):
        return None
    days, spoken = asked.desk.store.pages_known_by(bounds(question.said_until or "..")[1])
    return pages_left(days, spoken, question)


def _day(head: PageHead) -> tuple[str, str]:
    return head.published_to or head.published_from or "", head.id
