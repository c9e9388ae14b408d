"""Pages, captures and refusals as they come out of the store: lazily, in order of capture id."""

import zlib
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from sqlalchemy import Row, Select, func, select

from ..errors import UnknownId
from ..schema import Capture, CaptureHead, Counts, MadeBy, Page, RefusedPage
from ..spans import decode
from .applying import apply
from .database import Database
from .rows import made_by_key
from .standing import corrections_of
from .tables import capture, capture_source, correction, entity, figure, link, mention, page, refusal, statement

CHUNK = 64  # pages held at once while many are read
_DECODER = msgspec.json.Decoder(Page)


def held_as(database: Database, capture_id: str, made_by: MadeBy) -> Literal["page", "refusal"] | None:
    """What this very version has made of a capture already."""
    key = made_by_key(made_by)
    with database.read() as connection:
        if connection.scalar(select(page.c.id).where(page.c.id == capture_id, page.c.made_by == key)):
            return "page"
        refused = select(refusal.c.id).where(refusal.c.id == capture_id, refusal.c.made_by == key).limit(1)
        return "refusal" if connection.scalar(refused) else None


def captures(database: Database) -> Iterator[Capture]:
    """Every capture with its bytes, those of refused pages too."""
    for row in _in_chunks(database, select(capture)):
        yield _capture(row)


def capture_of(database: Database, capture_id: str) -> Capture:
    """One capture by its full id. Raises UnknownId."""
    with database.read() as connection:
        row = connection.execute(select(capture).where(capture.c.id == capture_id)).one_or_none()
    if row is None:
        raise UnknownId(f"{capture_id}: no capture of this store; `listening-post view table` lists its pages")
    return _capture(row)


def capture_text(database: Database, capture_id: str) -> str:
    """The text of a capture, decoded anew from its stored bytes: what spans in capture space count in."""
    found = capture_of(database, capture_id)
    return decode(found.body, found.head.encoding)


def sources(database: Database, capture_id: str) -> tuple[str, ...]:
    """Every place where the bytes of a capture were found, the first one first."""
    first = (capture.c.source == capture_source.c.source).desc()
    question = select(capture_source.c.source).join(capture).where(capture.c.id == capture_id)
    with database.read() as connection:
        return tuple(connection.scalars(question.order_by(first, capture_source.c.source)))


def page_of(database: Database, page_id: str, *, corrected: bool = True, until: str | None = None) -> Page:
    """One page by its full id, with its corrections (those of the time `until`) applied or as it was read. Raises
    UnknownId."""
    with database.read() as connection:
        found = connection.scalar(select(page.c.record).where(page.c.id == page_id))
        if found is None:
            raise UnknownId(f"{page_id}: no page of this store; `listening-post view table` lists them")
        record = _DECODER.decode(found)
        return apply(record, corrections_of(connection, record, until)) if corrected else record


def pages(database: Database, *, corrected: bool = True, until: str | None = None) -> Iterator[Page]:
    """Every page, with its corrections (those of the time `until`) applied or as it was read."""
    for row in _in_chunks(database, select(page.c.id, page.c.record)):
        record = _DECODER.decode(row.record)
        if corrected:
            with database.read() as connection:
                record = apply(record, corrections_of(connection, record, until))
        yield record


def refusals(database: Database) -> Iterator[RefusedPage]:
    """Every page that could not be read, by source."""
    with database.read() as connection:
        rows = connection.scalars(select(refusal.c.record).order_by(refusal.c.source, refusal.c.id)).all()
    yield from (msgspec.json.decode(row, type=RefusedPage) for row in rows)


def counts(database: Database) -> Counts:
    """How much the store holds; entities are counted once over all pages, links once over all groups."""
    pairs = select(link.c.kind, link.c.id).distinct().subquery()
    tables = {"captures": capture, "pages": page, "refusals": refusal, "statements": statement, "mentions": mention}
    tables |= {"figures": figure, "corrections": correction}
    columns = [select(func.count()).select_from(table).scalar_subquery().label(name) for name, table in tables.items()]
    columns.append(select(func.count(entity.c.entity.distinct())).scalar_subquery().label("entities"))
    columns.append(select(func.count()).select_from(pairs).scalar_subquery().label("links"))
    with database.read() as connection:
        return msgspec.convert(connection.execute(select(*columns)).one()._mapping, Counts)


def _in_chunks(database: Database, question: Select[Any]) -> Iterator[Row[Any]]:
    """Rows by id, a few at a time, without keeping the store open between them."""
    key = question.selected_columns["id"]
    last = ""
    while True:
        with database.read() as connection:
            rows = connection.execute(question.where(key > last).order_by(key).limit(CHUNK)).all()
        yield from rows
        if len(rows) < CHUNK:
            return
        last = rows[-1].id


def _capture(row: Row[Any]) -> Capture:
    head = CaptureHead(**{name: getattr(row, name) for name in CaptureHead.__struct_fields__})
    return Capture(head=head, body=zlib.decompress(row.body))
