"""Everything the store says, checked anew against the bytes it keeps."""

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from ..errors import StoreError
from ..schema import Cite, Page, Problem, Record
from ..spans import decode, rebuild
from .applying import apply
from .database import Database
from .grouping import links
from .page_checks import check_page
from .reading import captures, pages
from .rows import as_columns, items_of, rows_of
from .standing import corrections_of
from .tables import item, page, redirect
from .writing import ROW_TABLES

_INDEX_CHECK = "INSERT INTO passage_text(passage_text, rank) VALUES ('integrity-check', 1)"


def verify(database: Database, counted: Counter[str] | None = None) -> Iterator[Problem]:
    """What is wrong in the store, nothing where all is right; `counted` is filled with how much was checked, by kind.

    Bodies are hashed again and decoded again; every quote of every record is rebuilt from them through the map, never
    from stored text; cross references, rows, the search index, redirects and the cites of links are looked up.
    """
    tally: Counter[str] = Counter() if counted is None else counted
    yield from _file(database, tally)
    yield from _captures(database, tally)
    for record in pages(database, corrected=False):
        tally["pages"] += 1
        yield from _page(database, record, tally)
    yield from _redirects(database, tally)
    yield from _cites(database, tally)


def _file(database: Database, tally: Counter[str]) -> Iterator[Problem]:
    """SQLite's own checks, of the file, of the references between tables and of the search index."""
    with database.read() as connection:
        said = list(connection.exec_driver_sql("PRAGMA integrity_check").scalars())
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    yield from (Problem(where="store", what=f"integrity check: {line}") for line in said if line != "ok")
    yield from (Problem(where=row[0], what=f"row {row[1]} refers to no row of {row[2]}") for row in broken)
    tally["files"] += 1
    try:
        with database.write() as connection:
            connection.exec_driver_sql(_INDEX_CHECK)
    except StoreError as error:
        if "damaged" not in str(error):
            raise
        yield Problem(where="passage_text", what="the search index does not fit the passages")


def _captures(database: Database, tally: Counter[str]) -> Iterator[Problem]:
    """Each stored body gives the id that it is stored under."""
    try:
        for found in captures(database):
            tally["captures"] += 1
            digest = hashlib.sha256(found.body).hexdigest()
            if digest != found.head.id:
                yield Problem(where=found.head.id, what=f"its stored bytes hash to {digest}")
    except zlib.error as error:
        yield Problem(where="capture", what=f"a stored body cannot be unpacked ({error}); later ones were not checked")


def _page(database: Database, record: Page, tally: Counter[str]) -> Iterator[Problem]:
    with database.read() as connection:
        text = _text(connection, record)
        rows = list(_rows(connection, record, tally))
    if text is None:
        yield Problem(where=record.capture.id, what=f"its capture cannot be decoded as {record.capture.encoding}")
    else:
        yield from check_page(record, text, tally)
    yield from rows


def _text(connection: Connection, record: Page) -> str | None:
    body = connection.exec_driver_sql("SELECT body FROM capture WHERE id = ?", (record.capture.id,)).scalar()
    try:
        return None if body is None else decode(zlib.decompress(body), record.capture.encoding)
    except (LookupError, zlib.error):
        return None


def _rows(connection: Connection, record: Page, tally: Counter[str]) -> Iterator[Problem]:
    """The rows of a page are those that its record and its corrections give."""
    rows = rows_of(apply(record, corrections_of(connection, record)))
    layers = (rows.mentions, rows.statements, rows.figures, rows.roles, rows.entities, rows.passages)
    for table, wanted in zip(ROW_TABLES, layers, strict=True):
        columns = [column for column in table.c if column.name != "entry"]
        stored = connection.execute(select(*columns).where(table.c.page == record.capture.id))
        tally["rows"] += len(wanted)
        if _sorted([dict(row._mapping) for row in stored]) != _sorted(as_columns(wanted)):
            yield Problem(where=record.capture.id, what=f"its {table.name} rows differ from its record")
    head = select(*(page.c[name] for name in rows.page.__struct_fields__)).where(page.c.id == record.capture.id)
    if _sorted([dict(connection.execute(head).one()._mapping)]) != _sorted(as_columns([rows.page])):
        yield Problem(where=record.capture.id, what="its page row differs from its record")
    named = connection.execute(select(item.c.id, item.c.kind).where(item.c.page == record.capture.id))
    if {(row.id, row.kind) for row in named} != set(items_of(record)):
        yield Problem(where=record.capture.id, what="the ids kept for it differ from its record")


def _sorted(rows: list[dict[str, object]]) -> list[str]:
    return sorted(msgspec.json.encode(row, order="sorted").decode() for row in rows)


def _redirects(database: Database, tally: Counter[str]) -> Iterator[Problem]:
    with database.read() as connection:
        onward = select(redirect.c.old).where(redirect.c.new.in_(select(redirect.c.old)))
        for old in connection.scalars(onward):
            yield Problem(where=old, what="its redirect leads to an id that leads on")
        tally["redirects"] += len(connection.execute(select(redirect)).all())


def _cites(database: Database, tally: Counter[str]) -> Iterator[Problem]:
    """Every cite of every link is found again in the bytes of its page."""
    for link in links(database):
        tally["links"] += 1
        for cite in _cited(link):
            tally["cites"] += 1
            with database.read() as connection:
                quote = _requoted(connection, cite)
            if quote != cite.quote:
                stands = "nothing" if quote is None else repr(quote)
                what = f"a link cites {cite.quote!r} at {cite.span}; there stands {stands}"
                yield Problem(where=cite.page, what=what)


def _cited(value: object) -> Iterator[Cite]:
    if isinstance(value, Cite):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _cited(part)
    elif isinstance(value, Record):
        for name in value.__struct_fields__:
            yield from _cited(getattr(value, name))


def _requoted(connection: Connection, cite: Cite) -> str | None:
    text = connection.scalar(select(page.c.record).where(page.c.id == cite.page))
    if text is None:
        return None
    record = msgspec.json.decode(text, type=Page)
    source = _text(connection, record)
    try:
        return None if source is None else rebuild(cite.span, record.article.map, source)
    except ValueError:  # the map does not fit these bytes: nothing stands there any more
        return None

