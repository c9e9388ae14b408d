"""Lists read a stretch at a time: at most so many rows behind a key.

The key is that of the last row which was given, so a list goes on where it stood whatever was written since: what came
in before that row is not given, what came in behind it is. Rows stand in the order of their table's own key, so a
stretch costs what it gives and not what the store holds.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, tuple_

from ..schema import (
    Correction,
    EntityInStore,
    FigureOnPage,
    Filter,
    Link,
    MentionRow,
    PageRow,
    Record,
    RefusedPage,
    RoleRow,
    StatementOnPage,
    Stretch,
    Window,
)
from .database import Database
from .grouping import one_of
from .querying import asked_figures, asked_statements, dated, holds
from .tables import correction, entity, figure, link, mention, page, refusal, role, statement

Columns = Sequence[ColumnElement[Any]]
Read = Callable[[Row[Any]], Record]
Key = tuple[str | int, ...]


def window(database: Database, name: str, wanted: Filter, asked: Window) -> Stretch:
    """A stretch of the list called `name` (one of LISTS). Raises KeyError for another name, ValueError for a key of
    another list."""
    with database.read() as connection:
        return LISTS[name](connection, wanted, asked)


def _statements(connection: Connection, wanted: Filter, asked: Window) -> Stretch:
    question = asked_statements(wanted).order_by(None)
    return _rows(connection, question, (statement.c.page, statement.c.number), asked, StatementOnPage)


def _figures(connection: Connection, wanted: Filter, asked: Window) -> Stretch:
    question = asked_figures(wanted).order_by(None)
    return _rows(connection, question, (figure.c.page, figure.c.number), asked, FigureOnPage)


def _pages(connection: Connection, wanted: Filter, asked: Window) -> Stretch:
    """Pages of an outlet and between days, by capture id."""
    question = select(*(page.c[name] for name in PageRow.__struct_fields__))
    question = dated(question, page.c.published_from, page.c.published_to, wanted)
    if wanted.outlet:
        question = question.where(holds(page.c.outlet, wanted.outlet))
    return _rows(connection, question, (page.c.id,), asked, PageRow)


def _mentions(connection: Connection, wanted: Filter, asked: Window) -> Stretch:
    """Mentions on a page, or of an entity (`speaker`)."""
    question = _on(select(mention), mention.c.page, mention.c.entity, wanted)
    return _rows(connection, question, (mention.c.page, mention.c.number), asked, MentionRow)


def _roles(connection: Connection, wanted: Filter, asked: Window) -> Stretch:
    """Roles on a page, or of an entity (`speaker`)."""
    question = _on(select(role), role.c.page, role.c.entity, wanted)
    return _rows(connection, question, (role.c.page, role.c.number), asked, RoleRow)


def _actors(connection: Connection, wanted: Filter, asked: Window) -> Stretch:
    """Everybody the pages name (whose name holds `speaker`, or whose id it is), by id."""
    question = select(entity.c.entity).distinct()
    if wanted.page:
        question = question.where(entity.c.page == wanted.page)
    if wanted.speaker:
        # as a question of its own: the rows are read in their order, not one by one by the index that the list goes by
        named = select(entity.c.entity).where(holds(entity.c.name, wanted.speaker))
        question = question.where((entity.c.entity == wanted.speaker) | entity.c.entity.in_(named))
    ids = _taken(connection, question, (entity.c.entity,), asked)
    chosen = [row.entity for row in ids[: asked.limit]]
    # the page that mentions somebody most decides the name and the type
    leading = (entity.c.entity, entity.c.mentions.desc(), entity.c.name)
    rows = connection.execute(select(entity).where(entity.c.entity.in_(chosen)).order_by(*leading))
    found = [_summed(list(same)) for _, same in groupby(rows, key=lambda row: row.entity)]
    return _stretch([(one, (one.id,)) for one in found], len(ids) > asked.limit)


def _summed(rows: Sequence[Row[Any]]) -> EntityInStore:
    first = rows[0]
    return EntityInStore(
        id=first.entity, name=first.name, type=first.type, qid=max((row.qid for row in rows if row.qid), default=None),
        pages=len(rows), mentions=sum(row.mentions for row in rows), statements=sum(row.statements for row in rows),
    )


def _links(connection: Connection, wanted: Filter, asked: Window) -> Stretch:
    """Links of one kind or all, by kind and id; what several groups judged is put together as in `links`."""
    question = select(link.c.kind, link.c.id).distinct()
    if wanted.kind:
        question = question.where(link.c.kind == wanted.kind)
    keys = (link.c.kind, link.c.id)
    ids = [tuple(row) for row in _taken(connection, question, keys, asked)]
    chosen = ids[: asked.limit]
    records = select(link.c.kind, link.c.id, link.c.record).where(tuple_(*keys).in_(chosen))
    ordered = records.order_by(*keys, func.length(link.c.record).desc(), link.c.record)
    same = groupby(connection.execute(ordered), key=lambda row: (row.kind, row.id))
    found = {key: one_of(msgspec.json.decode(row.record, type=Link) for row in rows) for key, rows in same}
    return _stretch([(found[key], key) for key in chosen], len(ids) > asked.limit)


def _refusals(connection: Connection, _: Filter, asked: Window) -> Stretch:
    question = select(refusal.c.id, refusal.c.source, refusal.c.record)
    return _records(connection, question, (refusal.c.id, refusal.c.source), asked, RefusedPage)


def _corrections(connection: Connection, wanted: Filter, asked: Window) -> Stretch:
    """Corrections in the order they were made, undone ones too; those of a page where one is wanted."""
    question = select(correction.c.number, correction.c.record)
    if wanted.page:
        question = question.where(correction.c.page == wanted.page)
    return _records(connection, question, (correction.c.number,), asked, Correction)


LISTS: Mapping[str, Callable[[Connection, Filter, Window], Stretch]] = {
    "statements": _statements, "figures": _figures, "pages": _pages, "mentions": _mentions, "roles": _roles,
    "actors": _actors, "links": _links, "refusals": _refusals, "corrections": _corrections,
}


# ---- a stretch
def _on(question: Select[Any], page_id: ColumnElement[Any], who: ColumnElement[Any], wanted: Filter) -> Select[Any]:
    for column, value in ((page_id, wanted.page), (who, wanted.speaker)):
        question = question if value is None else question.where(column == value)
    return question


def _rows(connection: Connection, question: Select[Any], keys: Columns, asked: Window, kind: type[Record]) -> Stretch:
    return _made(_taken(connection, question, keys, asked), keys, asked,
                 lambda row: msgspec.convert(row._mapping, kind))


def _records(
    connection: Connection, question: Select[Any], keys: Columns, asked: Window, kind: type[Record]
) -> Stretch:
    return _made(_taken(connection, question, keys, asked), keys, asked,
                 lambda row: msgspec.json.decode(row.record, type=kind))


def _taken(connection: Connection, question: Select[Any], keys: Columns, asked: Window) -> Sequence[Row[Any]]:
    """The rows of a stretch, and one more where there is one."""
    if asked.after:
        if [type(part) for part in asked.after] != [key.type.python_type for key in keys]:
            raise ValueError("the key is of another list")
        question = question.where(tuple_(*keys) > tuple_(*asked.after))
    return connection.execute(question.order_by(*keys).limit(asked.limit + 1)).all()


def _made(rows: Sequence[Row[Any]], keys: Columns, asked: Window, read: Read) -> Stretch:
    given = [(read(row), tuple(row._mapping[key] for key in keys)) for row in rows[: asked.limit]]
    return _stretch(given, len(rows) > asked.limit)


def _stretch(given: Sequence[tuple[Any, Key]], more: bool) -> Stretch:
    return Stretch(rows=tuple(row for row, _ in given), after=given[-1][1] if more else None)
