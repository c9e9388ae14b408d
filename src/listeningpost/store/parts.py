"""Parts: items that ties hold together. A part is settled as a whole, and its links go by its smallest item."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, Row, Table, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from ..schema import Link, Tie
from .database import Database
from .dependants import touch
from .grouping import insert_links
from .tables import link, profile, settled, tie, unsettled

CHUNK = 400  # ids in one question


def parts(database: Database, joiner: str) -> Iterator[tuple[list[str], list[bytes], list[Tie]]]:
    """Each part that is to be settled: the ids of its items in order, their facts, and the ties among them."""
    with database.read() as connection:
        waiting = connection.scalars(select(unsettled.c.item).where(unsettled.c.joiner == joiner)).all()
    given: set[str] = set()
    for item in sorted(waiting):
        if item not in given:
            with database.read() as connection:
                items, ties = _part(connection, joiner, item)
                facts = facts_of(connection, joiner, items)
            given.update(items)
            yield items, facts, ties


def write_part(database: Database, joiner: str, items: Sequence[str], links: Iterable[Link]) -> int:
    """Put the links of a part in the place of those that its items had, and mark it settled. Parts from which an item
    came are taken apart, and what is left of them is to be settled anew. Gives how many links were written."""
    with database.write() as connection:
        for part in sorted({row.part for row in _rows(connection, settled, joiner, items)}):
            take_apart(connection, joiner, part)
        written = insert_links(connection, joiner, items[0], links)
        connection.execute(insert(settled), [{"joiner": joiner, "item": item, "part": items[0]} for item in items])
        touch(connection, joiner, items[0])
        for start in range(0, len(items), CHUNK):
            chosen = unsettled.c.item.in_(items[start : start + CHUNK])
            connection.execute(delete(unsettled).where(unsettled.c.joiner == joiner, chosen))
    return written


def take_apart(connection: Connection, joiner: str, part: str) -> None:
    """Drop the links of a part; its items are to be settled anew."""
    mine = (settled.c.joiner == joiner) & (settled.c.part == part)
    mark(connection, unsettled, joiner, connection.scalars(select(settled.c.item).where(mine)).all())
    touch(connection, joiner, part)
    connection.execute(delete(settled).where(mine))
    connection.execute(delete(link).where(link.c.joiner == joiner, link.c.key == part))


def mark(connection: Connection, table: Table, joiner: str, items: Iterable[str]) -> None:
    """Note items in a table of what is still to do."""
    rows = [{"joiner": joiner, "item": item} for item in dict.fromkeys(items)]
    if rows:
        connection.execute(insert_or(table).on_conflict_do_nothing(), rows)


def ties_of(connection: Connection, joiner: str, items: Sequence[str]) -> list[Row[tuple[str, str, str]]]:
    """The ties that these items have, each once, in order."""
    found = dict[tuple[str, str], Row[tuple[str, str, str]]]()
    for start in range(0, len(items), CHUNK):
        some = items[start : start + CHUNK]
        for end in (tie.c.a, tie.c.b):
            question = select(tie.c.a, tie.c.b, tie.c.record).where(tie.c.joiner == joiner, end.in_(some))
            found |= {(row.a, row.b): row for row in connection.execute(question)}
    return [found[pair] for pair in sorted(found)]


def facts_of(connection: Connection, joiner: str, items: Sequence[str]) -> list[bytes]:
    """The facts of items, in their order."""
    found = {row.item: row.facts for row in _rows(connection, profile, joiner, items)}
    return [found[item] for item in items]


def _part(connection: Connection, joiner: str, item: str) -> tuple[list[str], list[Tie]]:
    """All items that hang together with one, and all ties among them."""
    seen, edge, ties = {item}, [item], dict[tuple[str, str], str]()
    while edge:
        rows = ties_of(connection, joiner, edge)
        ties |= {(row.a, row.b): row.record for row in rows}
        edge = sorted({end for row in rows for end in (row.a, row.b)} - seen)
        seen.update(edge)
    return sorted(seen), [msgspec.json.decode(ties[pair], type=Tie) for pair in sorted(ties)]


def _rows(connection: Connection, table: Table, joiner: str, items: Sequence[str]) -> Iterator[Row[tuple[str, ...]]]:
    for start in range(0, len(items), CHUNK):
        chosen = table.c.item.in_(items[start : start + CHUNK])
        yield from connection.execute(select(table).where(table.c.joiner == joiner, chosen)).all()
