"""Which corrections stand for a page: those of its own items, and those of everybody it names, through all merges."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, exists, or_, select

from ..schema import Correction, Page
from .rows import items_of
from .tables import correction, redirect

STANDS = correction.c.undone_at.is_(None)


def corrections_of(connection: Connection, page: Page) -> tuple[Correction, ...]:
    """The corrections that `apply` needs for a page, in the order they were made."""
    if not connection.scalar(select(exists().where(STANDS))):
        return ()
    own = correction.c.page == page.capture.id
    people = {id_ for id_, kind in items_of(page) if kind == "entity"}
    people |= set(connection.scalars(select(correction.c.entity).where(STANDS, own, correction.c.entity.is_not(None))))
    theirs = correction.c.page.is_(None) & correction.c.of.in_(family(connection, people))
    records = connection.scalars(
        select(correction.c.record).where(STANDS, or_(own, theirs)).order_by(correction.c.number)
    )
    return tuple(msgspec.json.decode(record, type=Correction) for record in records)


def family(connection: Connection, people: Collection[str]) -> set[str]:
    """These entity ids, whom they were merged into, and everybody else who was merged into the same."""
    now = set(connection.scalars(select(redirect.c.new).where(redirect.c.old.in_(people)))) | set(people)
    return now | set(connection.scalars(select(redirect.c.old).where(redirect.c.new.in_(now))))
