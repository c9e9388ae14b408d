"""Editions: what entered the store on one day.

An edition is the day (UTC) on which captures first came in. It is kept by the store and never made: reading a page anew
with a later version moves nothing into a newer edition, and the edition of a day is the same whenever it is asked for.
The first one holds all that came in first; each later one what came in since the one before.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from ..errors import UsageError
from ..schema import EditionDay, Record, StatementHead
from ..store import Store
from .asking import Asked, remembered
from .watched import watched_pages

SCRAP = 4  # words or fewer say little away from their sentence
KINDS = {"direct": 0, "mixed": 1, "indirect": 2}
Item = tuple[str, str]


class Entry(Record, frozen=True):
    """A remark of an edition by the statement that stands for it, with how many origins are shown and on how many
    pages it is told."""

    item: Item
    origins: int
    pages: int


class Edition(Record, frozen=True):
    """One edition as a reader asks for it: its day, the days before and after that have one, the pages that entered,
    and the remarks, best-cited first: those that no earlier edition has, and those told again."""

    day: str
    before: str | None
    after: str | None
    number: int
    pages: frozenset[str]
    refused: int
    new: tuple[Entry, ...]
    again: tuple[Entry, ...]


def edition_of(asked: Asked) -> Edition | None:
    """The edition that is asked for by `on`, else the newest; None where nothing has entered by that day. A day without
    one is answered with the last before it. Raises UsageError for what is no day."""
    days = remembered(asked.desk, "days", asked.desk.store.edition_days)
    wanted = _day(asked.query["on"]) if "on" in asked.query else "9999"
    on = next((day for day in days if day.day <= wanted), None)
    if on is None:
        return None
    key = ("edition", on.day, asked.query.get("watch"))
    return remembered(asked.desk, key, lambda: _made(asked, on, [day.day for day in days]))


def _day(words: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise UsageError(f"on {words}: {error}; write a day: 2024-02-27") from error


def _made(asked: Asked, on: EditionDay, days: list[str]) -> Edition:
    store, within = asked.desk.store, watched_pages(asked)
    entered = store.entered_on()
    pages = frozenset(page for page, day in entered.items() if day == on.day and (within is None or page in within))
    heads = {(head.page, head.id): head for head in store.statement_heads(on.day) if head.page in pages}
    at = days.index(on.day)
    earlier = {page for page, day in entered.items() if day < on.day}
    new, again = list[Entry](), list[Entry]()
    for entry, told_on in _entries(store, heads):
        (new if told_on.isdisjoint(earlier) else again).append(entry)
    return Edition(
        day=on.day, before=days[at + 1] if at + 1 < len(days) else None, after=days[at - 1] if at else None,
        number=len(days) - at, pages=pages, refused=on.refused if within is None else 0,
        new=_in_order(new, heads), again=_in_order(again, heads),
    )


def _entries(store: Store, heads: Mapping[Item, StatementHead]) -> Iterator[tuple[Entry, set[str]]]:
    """One entry for all statements of an utterance, one for every other statement, with the pages it is on. A statement
    may tell two remarks: one that only statements tell which tell a better-cited one too, or that the statement tells
    which stands for that one, has no entry of its own."""
    alone, stands, told = set(heads), set[Item](), set[Item]()
    for origins, items in _told(store, {page for page, _ in heads}):
        here = [item for item in items if item in heads]
        alone.difference_update(here)
        fresh = [item for item in here if item not in told]
        if fresh and stands.isdisjoint(here):
            best = min(fresh, key=lambda item: (_rank(heads[item]), item))
            stands.add(best)
            pages = {page for page, _ in items}
            yield Entry(item=best, origins=origins, pages=len(pages)), pages
        told.update(here)
    yield from ((Entry(item=item, origins=1, pages=1), {item[0]}) for item in alone)


def _told(store: Store, pages: Collection[str]) -> list[tuple[int, list[Item]]]:
    """The statements of every utterance on these pages with the number of origins shown for it, those of most origins
    first, then of most statements."""
    counted = {head.id: head.origins for head in store.link_heads("origin", pages)}
    told = defaultdict[str, list[Item]](list)
    for place in store.link_places("utterance", pages):
        told[place.id].append((place.page, place.item))
    ordered = [(counted.get(" ".join(min(items)), 1), items) for items in told.values()]
    return sorted(ordered, key=lambda one: (-one[0], -len(one[1])))


def _in_order(entries: Iterable[Entry], heads: Mapping[Item, StatementHead]) -> tuple[Entry, ...]:
    """Those of most origins first, then of most pages; of these named speakers, speech and direct words before the
    rest, the newest first, then as on their page."""
    ordered = sorted(entries, key=lambda entry: (entry.item[0], heads[entry.item].start))
    ordered.sort(key=lambda entry: heads[entry.item].last or "", reverse=True)
    ordered.sort(key=lambda entry: (-entry.origins, -entry.pages, _rank(heads[entry.item])))
    return tuple(ordered)


def _rank(head: StatementHead) -> tuple[int, ...]:
    return 0 if head.named else 1, 0 if head.attribution == "speech" else 1, int(head.words <= SCRAP), KINDS[head.kind]
