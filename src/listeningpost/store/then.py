"""A store as its corrections stood at a time, to be searched: rows of pages that were mended later, or whose mends were
undone later, stand as they did then. Temporary views of one connection lie over the tables; the file is not written."""

import contextlib
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, Table, or_, select

from ..schema import Page, Record
from .applying import apply
from .database import Database
from .rows import as_columns, rows_of
from .standing import corrections_of, family
from .tables import correction, figure, item, mention, page, statement

LAYERS = (mention, statement, figure)
OVER = "CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE {key} NOT IN (SELECT id FROM temp.page_then)" \
       " UNION ALL SELECT * FROM temp.{name}_then"
_DECODER = msgspec.json.Decoder(Page)


class Then(Database):
    """A database of which every reading shows the rows as they stood at a time (UTC, ISO 8601)."""

    def __init__(self, database: Database, until: str) -> None:
        super().__init__(database.engine, database.path)
        self._until = until

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection on which rows stand as they did then."""
        with super().read() as connection:
            changed = list(_changed(connection, self._until))
            try:
                if changed:
                    _lay_over(connection, changed)
                yield connection
            finally:
                _take_off(connection)


def _changed(connection: Connection, until: str) -> Iterator[Page]:
    """The pages that later corrections, or later undoing, touched, as they stood then."""
    at = correction.c.record.op("->>")("$.at")
    later = select(correction.c.page, correction.c.of, correction.c.entity).where(
        or_(at > until, correction.c.undone_at > until))
    rows = connection.execute(later).all()
    people = family(connection, {id_ for row in rows if row.page is None for id_ in (row.of, row.entity) if id_})
    pages = {row.page for row in rows if row.page}
    pages |= set(connection.scalars(select(item.c.page).where(item.c.id.in_(people)))) if people else set()
    for text in connection.scalars(select(page.c.record).where(page.c.id.in_(pages))).all() if pages else ():
        record = _DECODER.decode(text)
        yield apply(record, corrections_of(connection, record, until))


def _lay_over(connection: Connection, changed: Sequence[Page]) -> None:
    """Views in the place of tables: the rows of all other pages, and rows made anew of these. A name without its schema
    is looked for first among what is temporary."""
    rows = [rows_of(one) for one in changed]
    kept = {row.id: row for row in connection.execute(select(page).where(page.c.id.in_([one.page.id for one in rows])))}
    pages = [{**kept[one.page.id]._mapping, **msgspec.structs.asdict(one.page)} for one in rows]
    _fill(connection, page, pages)
    for table in LAYERS:
        records: list[Record] = [record for one in rows for record in getattr(one, f"{table.name}s")]
        _fill(connection, table, as_columns(records))
    for table in (page, *LAYERS):
        connection.exec_driver_sql(OVER.format(name=table.name, key="id" if table is page else "page"))


def _fill(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    connection.exec_driver_sql(f"CREATE TEMP TABLE {table.name}_then AS SELECT * FROM main.{table.name} WHERE 0")
    names = list(table.c.keys())
    filling = f"INSERT INTO temp.{table.name}_then ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    if rows:
        connection.exec_driver_sql(filling, [tuple(row[name] for name in names) for row in rows])


def _take_off(connection: Connection) -> None:
    for table in (page, *LAYERS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS temp.{table.name}")
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{table.name}_then")
