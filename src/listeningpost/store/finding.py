"""What an id names, given whole or by its first characters."""

from collections.abc import Sequence

from sqlalchemy import Connection, literal, select

from ..errors import UnknownId, UsageError
from ..schema import Located
from .database import Database
from .tables import correction, item, link, redirect, refusal

SHORTEST = 4  # characters of an id that may stand for the whole
SHOWN = 5  # ids listed where several begin alike
NAMED = (
    (item.c.id, item.c.kind),
    (refusal.c.id, literal("refusal")),
    (link.c.id, literal("link")),
    (correction.c.id, literal("correction")),
    (redirect.c.old, literal("entity")),
)


def find(database: Database, id_: str) -> Located:
    """What an id names: a page, statement, mention, figure, event, forecast, entity, refusal, link or correction.

    Raises UnknownId for an id of nothing and for a beginning that several ids share, UsageError for one too short.
    """
    with database.read() as connection:
        return locate(connection, id_)


def locate(connection: Connection, id_: str) -> Located:
    """`find` on an open connection."""
    named = _named(connection, id_, whole=True)
    if not named and len(id_) < SHORTEST:
        raise UsageError(f"{id_!r}: give at least {SHORTEST} characters of an id")
    named = named or _named(connection, id_, whole=False)
    if not named:
        raise UnknownId(f"{id_}: names nothing in this store; ids stand at the end of each line of a view")
    if len(named) > 1:
        raise UnknownId(f"{id_}: several ids begin so: {_listed([full for full, _ in named])}; give more characters")
    full, kind = named[0]
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
    return sorted(found.items())


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids[:SHOWN]) + (" …" if len(ids) > SHOWN else "")
