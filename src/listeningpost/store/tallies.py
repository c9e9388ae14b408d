"""What lists of actors and outlets are made of: who is named on which page, and how many statements a page has."""

from collections.abc import Iterable, Iterator

from sqlalchemy import func, select

from ..schema import EntityRow
from .database import Database
from .tables import entity, page, statement

BATCH = 400  # rows fetched at once


class Tallies:
    """The part of a Store that counts for lists."""

    database: Database

    def statement_counts(self) -> dict[str, int]:
        """How many statements each page has that has any."""
        with self.database.read() as connection:
            rows = connection.execute(select(statement.c.page, func.count()).group_by(statement.c.page))
            return {row[0]: row[1] for row in rows}

    def entity_rows(self) -> Iterator[EntityRow]:
        """Everybody on every page, in no order."""
        with self.database.read() as connection:
            for row in connection.execution_options(yield_per=BATCH).execute(select(entity)):
                yield EntityRow(**row._mapping)

    def pages_naming(self, entities: Iterable[str]) -> list[EntityRow]:
        """On which pages these entities are named, those of the newest pages first, the undated last."""
        named = entity.c.entity.in_(sorted(set(entities)))
        day = func.coalesce(page.c.published_to, page.c.published_from)
        question = select(entity).join(page, page.c.id == entity.c.page).where(named)
        with self.database.read() as connection:
            rows = connection.execute(question.order_by(day.is_(None), day.desc(), page.c.id))
            return [EntityRow(**row._mapping) for row in rows]
