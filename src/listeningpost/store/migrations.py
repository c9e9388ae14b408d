"""The version of a store's tables. A fresh store is made whole from tables.py; an older one is brought up step by step,
each step one transaction that leaves its mark in the `migration` table.

To change the tables: change tables.py, add a step to STEPS, and keep the tables of the version before as
`tests/store/version_N.sql`; a test brings every kept version up and compares it with a fresh one.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, func, inspect, select

from ..errors import StoreError
from .database import Database
from .tables import METADATA, PAIRING, SEARCH, migration

Step = Callable[[Connection], None]


def _add_pairing(connection: Connection) -> None:
    """Version 2: what pair joiners keep."""
    METADATA.create_all(connection, PAIRING)


FIRST = 1
STEPS: tuple[Step, ...] = (_add_pairing,)


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
    with database.write() as connection:
        if _version(connection, database.path):
            return  # another process made it between our look and our lock
        METADATA.create_all(connection)
        for statement in SEARCH:
            connection.exec_driver_sql(statement)
        marks = [{"number": number, "at": database.now()} for number in range(FIRST, newest + 1)]
        connection.execute(migration.insert(), marks)


def _step(database: Database, number: int, step: Step) -> None:
    with database.write() as connection:
        if _version(connection, database.path) >= number:
            return  # another process was quicker
        step(connection)
        connection.execute(migration.insert(), {"number": number, "at": database.now()})
