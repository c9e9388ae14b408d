"""Parts: items that ties hold together. A part is settled as a whole, and its links go by its smallest item.

A part has no more items than its joiner can settle at once: what ties hold together past that is cut at the next of the
joiner's levels, where weaker ties count no more, and again. Which items are a part rests on the ties alone, and is
found by walking no further than one part reaches.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, Table, insert, text
from sqlalchemy.dialects.sqlite import insert as insert_or

from ..schema import Link, Tie
from .database import Database, json_of
from .dependants import touch, touch_beside
from .grouping import insert_links, kind_of, link_id, record_of
from .tables import settled

CHUNK = 200  # items whose parts are sought together
_TIES = """SELECT a, b, score, record FROM tie WHERE a IN (SELECT value FROM json_each(:numbers))
    UNION ALL SELECT a, b, score, record FROM tie WHERE b IN (SELECT value FROM json_each(:numbers))"""
# In the order in which their profiles came: what hangs together lies near each other.
_WAITING = text("""SELECT unsettled.number FROM unsettled CROSS JOIN profile ON profile.number = unsettled.number
    WHERE unsettled.joiner = :joiner ORDER BY profile.entry""")
_FACTS = text("SELECT number, item, facts FROM profile WHERE number IN (SELECT value FROM json_each(:numbers))")
_OLD = text("""SELECT DISTINCT settled.part FROM json_each(:numbers) AS wanted
    CROSS JOIN settled ON settled.number = wanted.value WHERE settled.joiner = :joiner""")
_THESE = "IN (SELECT value FROM json_each(:parts))"
_ITEMS_OF = text(f"SELECT part, number FROM settled WHERE joiner = :joiner AND part {_THESE}")
_RECORDS_OF = text(f"SELECT key, record FROM link WHERE joiner = :joiner AND key {_THESE}")
_LOOSE = text(f"INSERT OR IGNORE INTO unsettled"
              f" SELECT joiner, number FROM settled WHERE joiner = :joiner AND part {_THESE}")
_APART = (text(f"DELETE FROM settled WHERE joiner = :joiner AND part {_THESE}"),
          text(f"DELETE FROM link WHERE joiner = :joiner AND key {_THESE}"))
_DONE = text("DELETE FROM unsettled WHERE joiner = :joiner AND number IN (SELECT value FROM json_each(:numbers))")
LOWEST = float("-inf")


class Cut(NamedTuple):
    """How large a part may be, and the scores below which ties count no more in what is larger, one after another."""

    largest: int
    levels: tuple[float, ...] = ()


class Part(NamedTuple):
    """Items by number, in the order of their ids; their ids, their facts, and the ties among them."""

    numbers: list[int]
    items: list[str]
    facts: list[bytes]
    ties: list[Tie]


def parts(database: Database, joiner: str, cut: Cut) -> Iterator[list[Part]]:
    """The parts that are to be settled, some at a time. What is left of parts that these take items from is to be
    settled once they are written: ask again until there are none."""
    with database.read() as connection:
        waiting = connection.scalars(_WAITING, {"joiner": joiner}).all()
    walk, given = _Walk(cut), set[int]()
    for start in range(0, len(waiting), CHUNK):
        some = [number for number in waiting[start : start + CHUNK] if number not in given]
        if not some:
            continue  # all of them went with parts given before
        with database.read() as connection:
            walk.begin(connection, some)
            found = list[list[int]]()
            for number in some:
                if number not in given:
                    found.append(walk.part(number))
                    given.update(found[-1])
            made = _whole(connection, found, walk)
        yield made  # with no reading open: it would keep the store's log from beginning anew


class _Walk:
    """Walks along ties, which remember where they went too far."""

    def __init__(self, cut: Cut) -> None:
        self.largest = cut.largest
        self.levels = (LOWEST, *cut.levels)
        self.large: list[set[int]] = [set() for _ in cut.levels]

    def begin(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Read the ties of some items, and forget those of others."""
        self.connection = connection
        self.ties = dict[int, dict[int, tuple[float, str]]]()
        self._look(numbers)

    def part(self, number: int) -> list[int]:
        """The part of an item."""
        for level, large in zip(self.levels, self.large, strict=False):
            found = self._reached(number, level, large)
            if found:
                return sorted(found)
        return sorted(self._reached(number, self.levels[-1], None))

    def _reached(self, number: int, level: float, large: set[int] | None) -> set[int]:
        """What ties of a level or more hold together with an item; nothing where that is too large and may be cut
        further, which is remembered."""
        found, edge = {number}, [number]
        while edge:
            if large is not None and (len(found) > self.largest or not large.isdisjoint(edge)):
                large |= found
                return set()
            self._look([one for one in edge if one not in self.ties])
            new = {other for one in edge for other, (score, _) in self.ties[one].items() if score >= level} - found
            found |= new
            edge = sorted(new)
        return found

    def _look(self, numbers: Sequence[int]) -> None:
        self.ties |= {number: {} for number in numbers}
        asked = {"numbers": json_of(numbers)}
        for a, b, score, record in self.connection.exec_driver_sql(_TIES, asked).all() if numbers else ():
            for here, there in ((a, b), (b, a)):
                if here in self.ties:
                    self.ties[here][there] = score, record


def _whole(connection: Connection, found: Sequence[Sequence[int]], walk: _Walk) -> list[Part]:
    numbers = [number for part in found for number in part]
    known = {row.number: row for row in connection.execute(_FACTS, {"numbers": json_of(numbers)}).all()}
    made = []
    for part in found:
        rows = sorted((known[number] for number in part), key=lambda row: row.item)
        inside = set(part)
        records = [record for one in part for other, (_, record) in walk.ties[one].items()
                   if other in inside and one < other]
        ties = sorted((msgspec.json.decode(record, type=Tie) for record in records), key=lambda one: (one.a, one.b))
        made.append(Part([row.number for row in rows], [row.item for row in rows], [row.facts for row in rows], ties))
    return made


def write_parts(database: Database, joiner: str, done: Sequence[tuple[Part, Iterable[Link]]]) -> list[int]:
    """Put the links of parts in the place of those that their items had, and mark them settled. Parts from which an
    item came are taken apart, and what is left of them is to be settled anew; one that has its items and its links
    still is let be. Gives how many links each has."""
    numbers = [number for part, _ in done for number in part.numbers]
    made = [(part, list(links)) for part, links in done]
    with database.write() as connection:
        old = connection.scalars(_OLD, {"joiner": joiner, "numbers": json_of(numbers)}).all()
        same = _unchanged(connection, joiner, old, made) if old else set()
        changed = [(part, links) for part, links in made if part.items[0] not in same]
        take_apart(connection, joiner, [part for part in old if part not in same])
        _settle(connection, joiner, changed)
        connection.execute(_DONE, {"joiner": joiner, "numbers": json_of(numbers)})
    return [len(links) for _, links in made]


def _unchanged(connection: Connection, joiner: str, old: Sequence[str], made: Sequence[tuple[Part, list[Link]]]
               ) -> set[str]:
    """Those of old parts that are made again of the same items with the same links, by their smallest item."""
    asked = {"joiner": joiner, "parts": json_of(old)}
    items, records = defaultdict[str, set[int]](set), defaultdict[str, set[str]](set)
    for row in connection.execute(_ITEMS_OF, asked):
        items[row.part].add(row.number)
    for row in connection.execute(_RECORDS_OF, asked):
        records[row.key].add(row.record)
    return {part.items[0] for part, links in made if items[part.items[0]] == set(part.numbers)
            and records[part.items[0]] == {record_of(one) for one in links}}


def _settle(connection: Connection, joiner: str, made: Sequence[tuple[Part, list[Link]]]) -> None:
    links = insert_links(connection, joiner, {part.items[0]: some for part, some in made})
    places = [{"joiner": joiner, "number": number, "part": part.items[0]} for part, _ in made
              for number in part.numbers]
    if places:
        connection.execute(insert(settled), places)
    touch_beside(connection, [(kind_of(one), link_id(one), joiner, part.items[0]) for part, _ in made
                              if len(part.numbers) > 1 for one in links[part.items[0]]])


def take_apart(connection: Connection, joiner: str, found: Sequence[str]) -> None:
    """Drop the links of parts; their items are to be settled anew."""
    if found:
        here = {"joiner": joiner, "parts": json_of(found)}
        connection.execute(_LOOSE, here)
        touch(connection, joiner, found)
        for question in _APART:
            connection.execute(question, here)


def mark(connection: Connection, table: Table, joiner: str, numbers: Iterable[int]) -> None:
    """Note items in a table of what is still to do."""
    rows = [{"joiner": joiner, "number": number} for number in dict.fromkeys(numbers)]
    if rows:
        connection.execute(insert_or(table).on_conflict_do_nothing(), rows)
