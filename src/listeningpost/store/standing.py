"""Which corrections stand for a page: those of its own items, and those of everybody it names, through all merges."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

import msgspec
from sqlalchemy import ColumnElement, Connection, exists, or_, select, true

from ..schema import Correction, Page
from .rows import items_of
from .tables import correction, redirect

STANDS = correction.c.undone_at.is_(None)


def corrections_of(connection: Connection, page: Page, until: str | None = None) -> tuple[Correction, ...]:
    """The corrections that `apply` needs for a page, in the order they were made; those that stood at the time `until`
    (UTC, ISO 8601) where it is given, with what was undone later, else those that stand."""
    if not connection.scalar(select(exists(select(correction.c.id).where(_kept(until))))):
        return ()
    own = correction.c.page == page.capture.id
    people = {id_ for id_, kind in items_of(page) if kind == "entity"}
    named = select(correction.c.entity).where(_kept(until), own, correction.c.entity.is_not(None))
    people |= set(connection.scalars(named))
    theirs = correction.c.page.is_(None) & correction.c.of.in_(family(connection, people))
    records = connection.scalars(
        select(correction.c.record).where(_kept(until), or_(own, theirs)).order_by(correction.c.number)
    )
    found = (msgspec.json.decode(record, type=Correction) for record in records)
    return tuple(found) if until is None else tuple(_then(found, until))


def mended_pages(connection: Connection) -> Callable[[Page], bool]:
    """Whether a page may have corrections, told from the page alone once those of the store are known: so that of many
    pages only these are looked up. Undone ones count: they may have stood at the time that is asked for."""
    own = set(connection.scalars(select(correction.c.page).where(correction.c.page.is_not(None)).distinct()))
    people = set(connection.scalars(select(correction.c.of).where(correction.c.page.is_(None)).distinct()))
    same = defaultdict[str, set[str]](set)
    for row in connection.execute(select(redirect.c.old, redirect.c.new)).all():
        same[row.new] |= {row.old, row.new}
    people |= {who for family_ in same.values() if family_ & people for who in family_}

    def may_be(page: Page) -> bool:
        return page.capture.id in own or any(kind == "entity" and id_ in people for id_, kind in items_of(page))

    return may_be


def _kept(until: str | None) -> ColumnElement[bool]:
    return STANDS if until is None else true()


def _then(found: Iterable[Correction], until: str) -> Iterator[Correction]:
    """The corrections as they were at a time: without later ones, and without later undoing."""
    for one in found:
        if one.at <= until and (one.undone_at is None or one.undone_at > until):
            yield msgspec.structs.replace(one, undone_at=None)


def family(connection: Connection, people: Collection[str]) -> set[str]:
    """These entity ids, whom they were merged into, and everybody else who was merged into the same."""
    now = set(connection.scalars(select(redirect.c.new).where(redirect.c.old.in_(people)))) | set(people)
    return now | set(connection.scalars(select(redirect.c.old).where(redirect.c.new.in_(now))))
