"""What an id names, given whole or by its first characters."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, case, literal, select

from ..errors import UnknownId, UsageError
from ..schema import Located
from .database import Database
from .stories import stories_named, story_of
from .tables import correction, former, item, link, profile, redirect, refusal, settled

SHORTEST = 4  # characters of an id that may stand for the whole
GROUP_ID = re.compile(r"[a-z][0-9a-f]{12}")
SHOWN = 5  # ids listed where several begin alike
NAMED = (
    (item.c.id, item.c.kind),
    (refusal.c.id, literal("refusal")),
    (link.c.id, case((link.c.kind == "story", "story"), else_="link")),
    (correction.c.id, literal("correction")),
    (redirect.c.old, literal("entity")),
)


def find(database: Database, id_: str) -> Located:
    """What an id names: a page, statement, mention, figure, event, forecast, entity, story, refusal, link, correction.

    Raises UnknownId for an id of nothing and for a beginning that several ids share, UsageError for one too short.
    """
    with database.read() as connection:
        return locate(connection, id_)


def locate(connection: Connection, id_: str) -> Located:
    """`find` on an open connection."""
    named = _named(connection, id_, whole=True)
    if not named and len(id_) < SHORTEST:
        raise UsageError(f"{id_!r}: give at least {SHORTEST} characters of an id")
    if former := _formerly(connection, id_) if not named else None:
        return former
    named = named or _named(connection, id_, whole=False)
    if not named:
        raise UnknownId(f"{id_}: names nothing in this store; ids stand at the end of each line of a view")
    if len(named) > 1:
        raise UnknownId(f"{id_}: several ids begin so: {_listed([full for full, _ in named])}; give more characters")
    full, kind = named[0]
    if kind == "story":
        return _story(connection, full)
    new = connection.scalar(select(redirect.c.new).where(redirect.c.old == full)) or full
    pages = connection.scalars(select(item.c.page).distinct().where(item.c.id.in_([full, new])).order_by(item.c.page))
    return Located(id=full, kind=kind, now=new, pages=tuple(pages))


def _named(connection: Connection, id_: str, *, whole: bool) -> list[tuple[str, str]]:
    """Ids that are, or begin with, the one given, each with its kind."""
    found: dict[str, str] = {}
    for column, kind in NAMED:
        fits = column == id_ if whole else column.between(id_, id_ + "\U0010ffff")
        named = fits & column.not_like("% %")  # links without an id of their own go by the ids they are about
        for row in connection.execute(select(column, kind).where(named).distinct().limit(SHOWN + 1)):
            found.setdefault(row[0], row[1])
    stories = {} if found else dict(stories_named(connection, id_, whole=whole))
    return sorted(found.items()) + sorted((id_, "story") for id_ in stories)


def _story(connection: Connection, id_: str) -> Located:
    """Where the id of a story leads: the one that has it, or the one that holds the page it is of."""
    named = next(stories_named(connection, id_, whole=True), None)
    found = story_of(connection, named[1]) if named else None
    if found is None:
        raise UnknownId(f"{id_}: its page is in no story yet; `listening-post reconcile` groups the pages")
    return Located(id=id_, kind="story", now=found.id, pages=found.pages)


def _formerly(connection: Connection, id_: str) -> Located | None:
    """What a link is now that once had this id: a letter and the hash of its smallest item. Another item may be the
    smallest since, and its group another; so every item is a name of the group that holds it. Where no link does any
    more, the item's own statement, figure or page stands for it.
    """
    if not GROUP_ID.fullmatch(id_):
        return None
    named = former.c.digits == id_[1:]
    items = select(profile.c.joiner, profile.c.item, profile.c.number).where(named)
    items = items.join(former, former.c.number == profile.c.number).order_by(profile.c.joiner, profile.c.item)
    rows = connection.execute(items).all()
    held = (_holding(connection, row) for row in rows)
    if now := next(filter(None, held), None):
        return Located(id=id_, kind="link", now=now)
    return locate(connection, rows[0].item.partition(".")[0]) if rows else None


def _holding(connection: Connection, one: Row[*tuple[Any, ...]]) -> str | None:
    """The id of the link that holds an item, given by its profile; None where none does."""
    part = connection.scalar(select(settled.c.part).where(settled.c.number == one.number))
    rows = connection.execute(select(link.c.id, link.c.record).where(link.c.joiner == one.joiner, link.c.key == part))
    whole = one.item.partition(".")[0]
    return next((row.id for row in rows.all() if f'"{whole}"' in row.record), None)


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids[:SHOWN]) + (" …" if len(ids) > SHOWN else "")
