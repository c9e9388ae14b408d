"""What lists of actors and outlets are made of: who is named on which page, and how many statements a page has."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import func, literal, select

from ..schema import EntityInStore
from .database import Database
from .tables import entity, page, statement

BATCH = 2_000  # rows fetched at once


class Tallies:
    """The part of a Store that counts for lists."""

    database: Database

    def statement_counts(self) -> dict[str, int]:
        """How many statements each page has that has any."""
        with self.database.read() as connection:
            rows = connection.execute(select(statement.c.page, func.count()).group_by(statement.c.page))
            return {row[0]: row[1] for row in rows}

    def entities_within(self, pages: Collection[str] | None) -> Iterator[EntityInStore]:
        """Everybody that these pages name (all pages for None), once for each name and type they are given, in no
        order."""
        named = (entity.c.entity, entity.c.name, entity.c.type)
        sums = (func.max(entity.c.qid), func.count(), func.sum(entity.c.mentions), func.sum(entity.c.statements))
        with self.database.read() as connection:
            if pages is None:
                for row in connection.execute(select(*named, *sums).group_by(*named)):
                    yield _found(*row)
                return
            alone = (entity.c.qid, literal(1), entity.c.mentions, entity.c.statements)
            for row in connection.execution_options(yield_per=BATCH).execute(select(*named, *alone, entity.c.page)):
                if row.page in pages:
                    yield _found(*row[:-1])

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
