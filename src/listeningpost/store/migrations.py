"""The version of a store's tables. A fresh store is made whole from tables.py; an older one is brought up step by step,
each step one transaction that leaves its mark in the `migration` table.

To change the tables: change tables.py, add a step to STEPS, and keep the tables of the version before as
`tests/store/version_N.sql`; a test brings every kept version up and compares it with a fresh one.
"""

from collections.abc import Callable, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, func, insert, inspect, select, text
from sqlalchemy.dialects.sqlite import insert as insert_or

from ..errors import StoreError
from ..schema import Link, Page
from .applying import apply
from .database import Database
from .grouping import stand_links
from .pairing import note_former
from .rows import as_columns, rows_of
from .standing import corrections_of
from .tables import (
    CHOOSING,
    ENTITY_NAMED,
    METADATA,
    PAGE_LISTED,
    PAIRING,
    PASSAGE_PLACE,
    SEARCH,
    STATEMENT_NAMES,
    capture,
    complete,
    entered,
    former,
    fresh,
    generation,
    keyed,
    link,
    mention,
    migration,
    outlet_name,
    page,
    passage,
    profile,
    refusal,
)

Step = Callable[[Connection], None]


def _add_pairing(connection: Connection) -> None:
    """Version 2: what pair joiners keep."""
    METADATA.create_all(connection, PAIRING)


def _add_choosing(connection: Connection) -> None:
    """Version 3: what links stand on, when captures entered (no earlier than their pages were last read), and how
    often the store was written to."""
    METADATA.create_all(connection, CHOOSING)
    for table in (page, refusal):
        first = select(table.c.id, table.c.written_at).where(table.c.id.in_(select(capture.c.id)))
        connection.execute(insert_or(entered).from_select(["capture", "at"], first).on_conflict_do_nothing())
    connection.execute(insert(generation), {"number": 0})
    for row in connection.execute(select(link)).all():
        mine = (row.kind, row.id, row.joiner, row.key)
        stand_links(connection, [(mine, msgspec.json.decode(row.record, type=Link))])


def _search_lines(connection: Connection) -> None:
    """Version 4: sentences instead of blocks, in one normalised form, with what they are about. Made from the records,
    which hold all of it but for the vectors of pages read before."""
    for old in ("passage_added", "passage_gone", "passage_changed"):
        connection.exec_driver_sql(f"DROP TRIGGER {old}")
    for old in ("passage_term", "passage_text", "passage"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {old}")
    METADATA.create_all(connection, [passage])
    STATEMENT_NAMES.create(connection, checkfirst=True)
    for statement in SEARCH:
        connection.exec_driver_sql(statement)
    for page_id in connection.scalars(select(page.c.id).order_by(page.c.id)).all():
        text = connection.scalars(select(page.c.record).where(page.c.id == page_id)).one()
        record = msgspec.json.decode(text, type=Page)
        rows = rows_of(apply(record, corrections_of(connection, record))).passages
        if rows:
            connection.execute(passage.insert(), as_columns(rows))


def _number_items(connection: Connection) -> None:
    """Version 5: items and keys of pair joiners go by numbers, and which pages are new is noted. What was found before
    is found anew."""
    joiners = [*connection.scalars(text("SELECT DISTINCT joiner FROM profile")), "origins"]
    METADATA.drop_all(connection, PAIRING)
    METADATA.create_all(connection, (*PAIRING, fresh, complete))
    for table in (link, keyed):
        connection.execute(delete(table).where(table.c.joiner.in_(joiners)))


def _list_quickly(connection: Connection) -> None:
    """Version 6: indexes from which pages and actors are listed, the names of outlets, the former ids of links."""
    connection.exec_driver_sql("DROP INDEX IF EXISTS entity_who")
    for index in (ENTITY_NAMED, PAGE_LISTED):
        index.create(connection, checkfirst=True)
    METADATA.create_all(connection, [former, outlet_name])
    said: ColumnElement[bool] = func.folded(mention.c.text) == func.folded(page.c.outlet)
    names = select(mention.c.page, mention.c.name).distinct().join(page, page.c.id == mention.c.page)
    names = names.where(said, mention.c.name.is_not(None))
    connection.execute(insert(outlet_name).from_select(["page", "name"], names))
    rows = connection.execute(select(profile.c.item, profile.c.number)).all()
    note_former(connection, [(row.item, row.number) for row in rows])


def _place_lines(connection: Connection) -> None:
    """Version 7: an index that knows where every line stands."""
    connection.exec_driver_sql("DROP INDEX IF EXISTS passage_page")
    PASSAGE_PLACE.create(connection, checkfirst=True)


def _enter_profiles(connection: Connection) -> None:
    """Version 8: profiles stand in the order in which they came."""
    held = [column["name"] for column in inspect(connection).get_columns("profile")]
    if "entry" in held:
        return  # made by a step above, as tables.py has it now
    for index in profile.indexes:
        index.drop(connection)
    connection.exec_driver_sql("ALTER TABLE profile RENAME TO profile_by_number")
    profile.create(connection)
    names = ", ".join(held)
    connection.exec_driver_sql(f"INSERT INTO profile ({names}) SELECT {names} FROM profile_by_number ORDER BY page")
    connection.exec_driver_sql("DROP TABLE profile_by_number")


FIRST = 1
STEPS: tuple[Step, ...] = (
    _add_pairing, _add_choosing, _search_lines, _number_items, _list_quickly, _place_lines, _enter_profiles)


def migrate(database: Database, steps: Sequence[Step] = STEPS) -> int:
    """Bring a store to the newest version: step N of `steps` (from 0) makes version N + 2. Gives the version.

    Raises StoreError for a store of a later version, and for an SQLite file that is no store.
    """
    newest = FIRST + len(steps)
    with database.read() as connection:
        version = _version(connection, database.path)
    if version > newest:
        raise StoreError(
            f"{database.path}: made by a later version of Listening Post (tables {version}, this one knows {newest}):"
            " update with `pip install --upgrade listeningpost`, or name another store with --db"
        )
    if version == 0:
        _make(database, newest)
    for number in range(max(version, FIRST) + 1, newest + 1) if version else ():
        _step(database, number, steps[number - FIRST - 1])
    return newest


def _version(connection: Connection, path: str) -> int:
    """The version of the tables: 0 for an empty file."""
    names = set(inspect(connection).get_table_names())
    if not names:
        return 0
    if "migration" not in names:
        raise StoreError(f"{path}: an SQLite file, but no store of Listening Post: name another with --db")
    return int(connection.scalar(select(func.max(migration.c.number))) or 0)


def _make(database: Database, newest: int) -> None:
    with database.write(counted=False) as connection:
        if _version(connection, database.path):
            return  # another process made it between our look and our lock
        METADATA.create_all(connection)
        for statement in SEARCH:
            connection.exec_driver_sql(statement)
        connection.execute(insert(generation), {"number": 0})
        marks = [{"number": number, "at": database.now()} for number in range(FIRST, newest + 1)]
        connection.execute(migration.insert(), marks)


def _step(database: Database, number: int, step: Step) -> None:
    with database.write(counted=False) as connection:
        if _version(connection, database.path) >= number:
            return  # another process was quicker
        step(connection)
        connection.execute(migration.insert(), {"number": number, "at": database.now()})
