"""What lists of actors and outlets are made of: who is named on which page, and how many statements a page has."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import func, select, text

from ..schema import EntityInStore, PageHead
from .database import Database, json_of
from .tables import entity, page, statement

# The index holds all that is counted, in the order in which it is (tables.py): no row of the table is read.
_COUNTED = """SELECT entity, name, type, max(qid), count(*), sum(mentions), sum(statements)
    FROM entity INDEXED BY entity_named {} GROUP BY entity, name, type"""
_NAMED = text(_COUNTED.format(""))
_INSIDE = text(_COUNTED.format("WHERE page IN (SELECT value FROM json_each(:inside))"))


class Tallies:
    """The part of a Store that counts for lists."""

    database: Database

    def page_heads(self) -> list[PageHead]:
        """Every page with its outlet, its language and its days, corrections applied, in no order."""
        columns = [page.c[name] for name in PageHead.__struct_fields__]
        with self.database.read() as connection:
            return [PageHead(*row) for row in connection.execute(select(*columns)).all()]

    def statement_counts(self) -> dict[str, int]:
        """How many statements each page has that has any."""
        with self.database.read() as connection:
            rows = connection.execute(select(statement.c.page, func.count()).group_by(statement.c.page))
            return {row[0]: row[1] for row in rows.all()}

    def entities_within(self, pages: Collection[str] | None) -> list[EntityInStore]:
        """Everybody that these pages name (all pages for None), once for each name and type they are given."""
        inside = {} if pages is None else {"inside": json_of(sorted(pages))}
        with self.database.read() as connection:
            return [_found(*row) for row in connection.execute(_NAMED if pages is None else _INSIDE, inside).all()]

    def pages_naming(self, entities: Iterable[str]) -> list[tuple[str, int]]:
        """On which pages these entities are named, and how many statements each gives one of them: those of the newest
        pages first, the undated last."""
        named = entity.c.entity.in_(sorted(set(entities)))
        day = func.coalesce(page.c.published_to, page.c.published_from)
        question = select(entity.c.page, entity.c.statements).join(page, page.c.id == entity.c.page).where(named)
        with self.database.read() as connection:
            rows = connection.execute(question.order_by(day.is_(None), day.desc(), page.c.id))
            return [(row[0], row[1]) for row in rows]


def _found(id_: str, *rest: Any) -> EntityInStore:
    name, kind, qid, pages, mentions, statements = rest
    return EntityInStore(id=id_, name=name, type=kind, qid=qid, pages=pages, mentions=mentions, statements=statements)
