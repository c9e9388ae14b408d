"""By when the pages and items under links are known, from their rows: so that links are cut as of a day without reading
the pages they stand on."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, text

from ..schema import ItemDay, Link, PageDays
from .database import Database, json_of
from .places import places_of
from .tables import page, statement

# Places first (CROSS JOIN keeps the order of SQLite's join): a few are looked up in tables of all.
_PLACES = """WITH place AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS page, json_extract(value, '$[1]') AS id FROM json_each(:places))
"""
# When the items of places may have been said at the latest: a statement by its own day, a figure by that of its claim.
_STATEMENTS = text(f"""{_PLACES} SELECT one.page, one.id, 1, one.said_to FROM place
    CROSS JOIN statement AS one ON one.page = place.page AND one.id = place.id""")
_FIGURES = text(f"""{_PLACES} SELECT one.page, one.id, claim.id IS NOT NULL, claim.said_to FROM place
    CROSS JOIN figure AS one ON one.page = place.page AND one.id = place.id
    LEFT JOIN statement AS claim ON claim.page = one.page AND claim.id = one.claimed_by""")
_OTHERS = text(f"""{_PLACES} SELECT one.page, one.id, 0, NULL FROM place
    CROSS JOIN item AS one ON one.id = place.id AND one.page = place.page WHERE one.kind IN ('event', 'forecast')""")
_TAKEN = text("""SELECT id, json_extract(record, '$.capture.taken_at') FROM page
    WHERE id IN (SELECT value FROM json_each(:pages))""")
_COLUMNS = (page.c.id, page.c.title, page.c.published_from, page.c.published_to)


def dated(database: Database, links: Iterable[Link]) -> tuple[list[PageDays], list[ItemDay]]:
    """The days of the pages on which links stand, and of the statements, figures, events and forecasts that they join,
    as they are held; what is held no more is not among them."""
    places = sorted({place for link in links for place in places_of(link)})
    pages = sorted({page_id for page_id, _ in places})
    asked = {"places": json_of([place for place in places if place[1]])}
    with database.read() as connection:
        found = [row for question in (_STATEMENTS, _FIGURES, _OTHERS) for row in connection.execute(question, asked)]
        return _days_of(connection, pages), [ItemDay(row[0], row[1], bool(row[2]), row[3]) for row in found]


def _days_of(connection: Connection, pages: Sequence[str]) -> list[PageDays]:
    named = text("page.id IN (SELECT value FROM json_each(:pages))").bindparams(pages=json_of(pages))
    return _with_taken(connection, connection.execute(select(*_COLUMNS).where(named)).all())


def _with_taken(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> list[PageDays]:
    open_ = [row.id for row in rows if row.published_to is None]
    taken = {row[0]: row[1] for row in connection.execute(_TAKEN, {"pages": json_of(open_)})} if open_ else {}
    return [PageDays(row.id, row.title, row.published_from, row.published_to, taken.get(row.id)) for row in rows]


def pages_known_by(database: Database, said: str) -> tuple[list[PageDays], set[str]]:
    """The days of every page, and the ids of those with something that was said by a day (`YYYY-MM-DD`)."""
    spoken = select(statement.c.page).distinct().where(statement.c.said_to <= said)
    with database.read() as connection:
        rows = connection.execute(select(*_COLUMNS)).all()
        return _with_taken(connection, rows), set(connection.scalars(spoken))
