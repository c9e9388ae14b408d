"""Putting pages, refusals and captures into the store: one transaction a page."""

import zlib
from collections import Counter
from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from ..schema import Capture, CaptureHead, MadeBy, Page, Record, RefusedPage
from .applying import apply
from .database import Database
from .pairing import leave
from .rows import Rows, as_columns, items_of, made_by_key, rows_of
from .standing import corrections_of
from .tables import (
    capture,
    capture_source,
    entered,
    entity,
    figure,
    fresh,
    grouping,
    item,
    mention,
    outlet_name,
    page,
    passage,
    refusal,
    role,
    statement,
    touched,
)

ROW_TABLES = (mention, statement, figure, role, entity, passage)
LEVEL = 6  # of zlib: bodies are read seldom


def write(database: Database, record: Page, brought: Capture) -> None:
    """Keep a page and its capture, whole, in one transaction; what the store held of that page before goes.

    Corrections made earlier hold for it too. Raises StoreError where the file fails, ValueError for a page that cannot
    be kept: of another capture, with an id given twice, or with text that is no Unicode.
    """
    _check(record, brought)
    text = msgspec.json.encode(record).decode()
    with database.write() as connection:
        _keep(connection, brought, database.now())
        forget(connection, record.capture.id)
        rows = rows_of(apply(record, corrections_of(connection, record)))
        connection.execute(
            insert(page), {**msgspec.structs.asdict(rows.page), "record": text, "written_at": database.now()}
        )
        connection.execute(insert(fresh), {"page": record.capture.id})
        insert_rows(connection, rows)
        found = dict(items_of(record))
        _insert(connection, item, [{"id": id_, "page": record.capture.id, "kind": found[id_]} for id_ in found])


def _check(record: Page, brought: Capture) -> None:
    if record.capture.id != brought.head.id:
        raise ValueError(f"the page is of capture {record.capture.id}, the bytes are {brought.head.id}")
    ids = Counter(id_ for id_, _ in items_of(record))
    twice = [id_ for id_, times in ids.items() if times > 1]
    if twice:
        raise ValueError(f"the page gives the id {twice[0]} twice")


def refuse(database: Database, refused: RefusedPage, brought: Capture | None, made_by: MadeBy | None = None) -> None:
    """Keep a refusal, and the capture where there is one; it takes the place of an earlier page or refusal.

    `made_by` lets `has` know that this version has tried. Raises StoreError.
    """
    row = {
        "id": refused.capture.id,
        "source": refused.capture.source,
        "room": refused.refusal.room,
        "reason": refused.refusal.reason,
        "made_by": made_by_key(made_by) if made_by else None,
        "record": msgspec.json.encode(refused).decode(),
        "written_at": database.now(),
    }
    with database.write() as connection:
        if brought:
            _keep(connection, brought, database.now())
            forget(connection, refused.capture.id)
        else:
            connection.execute(delete(refusal).where(_outdated(refused.capture.source)))
        connection.execute(insert_or(refusal).values(row).on_conflict_do_update(set_=row))


def note_source(database: Database, head: CaptureHead) -> bool:
    """Note a further place where the bytes of a held capture were found; False where that is known already, and where
    no bytes are held."""
    with database.read() as connection:
        same = (capture_source.c.capture == head.id) & (capture_source.c.source == head.source)
        known = connection.scalar(select(capture_source.c.source).where(same)) is not None
        held = connection.scalar(select(capture.c.id).where(capture.c.id == head.id)) is not None
        outdated = connection.scalar(select(refusal.c.id).where(_outdated(head.source)).limit(1)) is not None
    if held and (outdated or not known):
        with database.write() as connection:
            _found_at(connection, head)
    return held and not known


def _keep(connection: Connection, brought: Capture, now: str) -> None:
    """The first source of a capture is kept as its own, and the time when it came; every source is noted beside it."""
    head = brought.head
    if connection.scalar(select(capture.c.id).where(capture.c.id == head.id)) is None:
        body = zlib.compress(brought.body, LEVEL)
        connection.execute(insert(capture), {**msgspec.structs.asdict(head), "body": body})
        connection.execute(insert(entered), {"capture": head.id, "at": now})
    _found_at(connection, head)


def _found_at(connection: Connection, head: CaptureHead) -> None:
    connection.execute(delete(refusal).where(_outdated(head.source)))
    row = {"capture": head.id, "source": head.source, "taken_at": head.taken_at}
    connection.execute(insert_or(capture_source).values(row).on_conflict_do_nothing())


def _outdated(source: str) -> ColumnElement[bool]:
    """A refusal without bytes says what was wrong with a place (empty, shut, no page): once that place gives something
    else, it is no longer so."""
    return (refusal.c.source == source) & refusal.c.id.not_in(select(capture.c.id))


def forget(connection: Connection, page_id: str) -> None:
    """Take a page or refusal out, with its rows; the groups it stood in are to be judged again."""
    touch(connection, [page_id])
    leave(connection, page_id)
    connection.execute(delete(page).where(page.c.id == page_id))
    connection.execute(delete(refusal).where(refusal.c.id == page_id))


def touch(connection: Connection, page_ids: Sequence[str]) -> None:
    """Mark the groups that these pages stand in."""
    groups = select(grouping.c.joiner, grouping.c.key).where(grouping.c.page.in_(page_ids)).distinct()
    connection.execute(insert_or(touched).from_select(["joiner", "key"], groups).on_conflict_do_nothing())


def insert_rows(connection: Connection, rows: Rows) -> None:
    """The rows that hang on a page, which must be there."""
    layers: tuple[Sequence[Record], ...] = (
        rows.mentions, rows.statements, rows.figures, rows.roles, rows.entities, rows.passages,
    )
    for table, records in zip(ROW_TABLES, layers, strict=True):
        _insert(connection, table, as_columns(records))
    connection.execute(delete(outlet_name).where(outlet_name.c.page == rows.page.id))
    _insert(connection, outlet_name, [{"page": rows.page.id, "name": name} for name in outlet_names(rows)])


def outlet_names(rows: Rows) -> list[str]:
    """Whom the mentions of a page stand for that have the words of its outlet."""
    outlet = (rows.page.outlet or "").casefold()
    return sorted({one.name for one in rows.mentions if one.name and one.text.casefold() == outlet})


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
