"""What pair joiners read and write: profiles of items, the pairs that are to be compared, and the ties they find.

Everything here is a function of the pages that are held, never of the order in which they came:

- A tie rests on the profiles of its two items alone.
- Two items are compared where they stand near each other under a key of both (neighbours.py).
- Links are made from a whole part: the items that ties hold together, with all their ties (parts.py).

Adding a page compares its items with those they meet and settles the parts these stand in, nothing else. What is still
to do is marked in the same transaction, so nothing is lost when a run is cut short.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, delete, select, text
from sqlalchemy.dialects.sqlite import insert as insert_or

from ..group_ids import digest
from ..schema import Profile, Tie
from .all_neighbours import Neighbours, all_neighbours
from .database import Database, json_of
from .neighbours import Pair, Place, meeting_anew, met, near, parted
from .parts import mark, take_apart
from .tables import former, keyed, profile, settled, tie, unmatched, unsettled

CHUNK = 512  # items that are compared in one piece of work
TOGETHER = 40_000  # places that are looked at and written at once, those of a hundred pages
MANY = 300_000  # items whose keys are entered in one transaction: those of 17,000 pages, in some 400 MB
KEYS = "keys"  # goes as a joiner does where items are marked whose keys are not entered yet
_HELD = text("SELECT * FROM profile WHERE page IN (SELECT value FROM json_each(:pages))")
_KEYS_OF = text("SELECT number, joiner, keys FROM profile WHERE number IN (SELECT value FROM json_each(:numbers))")
_FACTS_OF = text("SELECT number, facts FROM profile WHERE number IN (SELECT value FROM json_each(:numbers))")
_FIRST_WAITS = text("""SELECT EXISTS (SELECT 1 FROM unmatched WHERE joiner = :joiner AND number = (
    SELECT number FROM profile WHERE joiner = :joiner ORDER BY entry LIMIT 1))""")
# Past SQLAlchemy, which takes as long to pass a row on as SQLite to keep it: a page has dozens.
_KEPT = """INSERT INTO profile (number, joiner, version, page, item, facts, keys)
    VALUES (:number, :joiner, :version, :page, :item, :facts, :keys)"""
_DONE = text("DELETE FROM unmatched WHERE joiner = :joiner AND number IN (SELECT value FROM json_each(:numbers))")
_WAITING = text("""SELECT unmatched.number FROM unmatched CROSS JOIN profile ON profile.number = unmatched.number
    CROSS JOIN page ON page.id = profile.page WHERE unmatched.joiner = :joiner
    ORDER BY coalesce(page.published_to, page.published_from), page.id, unmatched.number""")
_GONE = text("DELETE FROM blocking WHERE number = :number AND key IN (SELECT value FROM json_each(:keys))")
Places = npt.NDArray[np.int64]  # a row for each item under a key: the numbers of the key and of the item


class Numbered(NamedTuple):
    """An item with its facts, as it is kept: its number, and those of its keys, in order (int64)."""

    number: int
    item: str
    facts: bytes
    keys: bytes


class Profiled(NamedTuple):
    """What one version of a joiner made of a page."""

    joiner: str
    version: int
    page: str
    profiles: Sequence[Numbered]


class Meeting(NamedTuple):
    """Items that are to be compared: their numbers; facts, theirs first; and which of those each is to be compared
    with, by place."""

    numbers: list[int]
    facts: list[bytes]
    met: list[list[int]]


def number_of(joiner: str, words: str) -> int:
    """The number of an item, or of a key, of a joiner: 63 bits of a hash, so that of ten million items two have the
    same in one of a hundred thousand stores."""
    return int.from_bytes(blake2b(f"{joiner} {words}".encode(), digest_size=8).digest()) >> 1


def numbered(joiner: str, item: Profile) -> Numbered:
    """An item of a joiner with its numbers."""
    keys = np.array(sorted({number_of(joiner, key) for key in item.keys}), dtype=np.int64)
    return Numbered(number_of(joiner, item.item), item.item, item.facts, keys.tobytes())


# ---- profiles
def write_profiles(database: Database, made: Sequence[Profiled]) -> None:
    """Give the items of some pages their profiles, in the place of those they had; what is to be compared and settled
    again is marked. Nothing is, where this version of the joiner made the very same profiles before."""
    with database.write() as connection:
        held = _held(connection, [one.page for one in made])
        fresh = list[dict[str, Any]]()
        for one in made:
            rows = [_row(one, item) for item in one.profiles]
            before = held.get((one.joiner, one.page))
            if before != {row["number"]: _kept(row) for row in rows}:
                if before:
                    leave(connection, one.page, one.joiner)
                fresh += rows
        _keep(connection, fresh)
        done = [{"joiner": one.joiner, "page": one.page, "version": one.version} for one in made]
        adding = insert_or(keyed)
        if done:
            connection.execute(adding.on_conflict_do_update(set_={"version": adding.excluded.version}), done)


def _row(one: Profiled, item: Numbered) -> dict[str, Any]:
    return {"joiner": one.joiner, "page": one.page, "version": one.version} | item._asdict()


def _kept(row: dict[str, Any]) -> tuple[int, bytes, bytes]:
    return row["version"], row["facts"], row["keys"]


def _held(connection: Connection, pages: Sequence[str]) -> dict[tuple[str, str], dict[int, tuple[int, bytes, bytes]]]:
    found = defaultdict[tuple[str, str], dict[int, tuple[int, bytes, bytes]]](dict)
    for row in connection.execute(_HELD, {"pages": json_of(sorted(set(pages)))}).mappings():
        found[row["joiner"], row["page"]][row["number"]] = _kept(dict(row))
    return found


def _keep(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Keep profiles; their keys wait."""
    if not rows:
        return
    connection.exec_driver_sql(_KEPT, rows)
    note_former(connection, [(row["item"], row["number"]) for row in rows])
    mark(connection, unmatched, KEYS, [row["number"] for row in rows])
    for joiner in sorted({row["joiner"] for row in rows}):
        numbers = [row["number"] for row in rows if row["joiner"] == joiner]
        mark(connection, unmatched, joiner, numbers)
        mark(connection, unsettled, joiner, numbers)


def enter_keys(database: Database) -> None:
    """Enter the keys of the items that wait for it. They go to all parts of their table: put there in order, and those
    of many pages at once, they cost a fraction of what those of one page after another cost."""
    waiting = select(unmatched.c.number).where(unmatched.c.joiner == KEYS).order_by(unmatched.c.number).limit(MANY)
    while True:
        with database.read() as connection:
            numbers = connection.scalars(waiting).all()
        if not numbers:
            return
        with database.write() as connection:
            _enter(connection, _places(connection, numbers))
            connection.execute(_DONE, {"joiner": KEYS, "numbers": json_of(numbers)})


def _enter(connection: Connection, places: Places) -> None:
    """Put items under their keys, and untie those that they part."""
    apart = list[Pair]()
    if connection.scalar(select(tie.c.a).limit(1)) is not None:
        keys, counts = np.unique(places[:, 0], return_counts=True)
        coming = dict(zip(keys.tolist(), counts.tolist(), strict=True))
        apart = [pair for some in _some(places) for pair in parted(connection, some, coming)]
    for some in _some(places):
        connection.exec_driver_sql("INSERT INTO blocking VALUES (?, ?)", some)
    _untie(connection, apart)


def _places(connection: Connection, numbers: Sequence[int]) -> Places:
    """The places of items, in order."""
    found = [np.empty((0, 2), dtype=np.int64)]
    for start in range(0, len(numbers), TOGETHER):
        asked = {"numbers": json_of(numbers[start : start + TOGETHER])}
        rows = [(row.number, np.frombuffer(row.keys, dtype=np.int64)) for row in connection.execute(_KEYS_OF, asked)]
        mine = np.repeat([number for number, _ in rows], [len(keys) for _, keys in rows])
        found.append(np.column_stack((np.concatenate([keys for _, keys in rows]), mine)))
    places = np.concatenate(found)
    return places[np.lexsort((places[:, 1], places[:, 0]))]


def _some(places: Places) -> Iterator[list[Place]]:
    """Places, TOGETHER at a time."""
    for start in range(0, len(places), TOGETHER):
        some = places[start : start + TOGETHER]
        yield [*zip(some[:, 0].tolist(), some[:, 1].tolist(), strict=True)]


def note_former(connection: Connection, items: Iterable[tuple[str, int]]) -> None:
    """Note the ids that links have whose smallest item is one of these, each given with its number."""
    rows = [{"digits": digest([item]), "number": number} for item, number in items]
    if rows:
        connection.execute(insert_or(former).on_conflict_do_nothing(), rows)


def _pairs(number: int, keys: bytes) -> list[Place]:
    """The places of an item."""
    return [(key, number) for key in np.frombuffer(keys, dtype=np.int64).tolist()]


def leave(connection: Connection, page_id: str, joiner: str | None = None) -> None:
    """Take out the profiles of a page (those of one joiner, or all), with the ties and links that rest on them."""
    mine = profile.c.page == page_id
    rows = connection.execute(select(profile).where(mine & (profile.c.joiner == joiner) if joiner else mine)).all()
    for row in rows:
        pairs = _pairs(row.number, row.keys)
        mark(connection, unmatched, row.joiner, meeting_anew(connection, pairs))
        connection.execute(delete(profile).where(profile.c.number == row.number))
        connection.execute(_GONE, {"number": row.number, "keys": json_of([key for key, _ in pairs])})
        _leave(connection, row.joiner, row.number)


def _leave(connection: Connection, joiner: str, number: int) -> None:
    part = connection.scalar(select(settled.c.part).where(settled.c.number == number))
    if part is not None:
        take_apart(connection, joiner, [part])
    mine = (tie.c.a == number) | (tie.c.b == number)
    ends = connection.execute(select(tie.c.a, tie.c.b).where(mine)).all()
    mark(connection, unsettled, joiner, [end for pair in ends for end in pair])
    connection.execute(delete(tie).where(mine))
    for table in (unmatched, unsettled):
        connection.execute(delete(table).where(table.c.joiner.in_((joiner, KEYS)), table.c.number == number))


def _untie(connection: Connection, ties: Sequence[Pair]) -> None:
    """Drop those ties whose ends stand near each other under no key any more."""
    numbers = sorted({number for pair in ties for number in pair})
    rows = connection.execute(_KEYS_OF, {"numbers": json_of(numbers)}).all() if ties else ()
    keys = {row.number: np.frombuffer(row.keys, dtype=np.int64) for row in rows}
    pairs = {(min(pair), max(pair)): pair for pair in ties}
    within = near(connection, {(a, b): np.intersect1d(keys[a], keys[b]).tolist() for a, b in pairs})
    joiners = {row.number: row.joiner for row in rows}
    for pair, (one, two) in sorted(pairs.items()):
        if pair not in within:
            connection.execute(delete(tie).where(tie.c.a == one, tie.c.b == two))
            mark(connection, unsettled, joiners[one], pair)


# ---- comparing
def meetings(database: Database, joiner: str) -> Iterator[Meeting]:
    """The items that are to be compared, some at a time, with those they meet. A pair of which both are to be compared
    comes once, with the smaller number."""
    enter_keys(database)
    with database.read() as connection:
        waiting = connection.scalars(_WAITING, {"joiner": joiner}).all()
        known = _known(connection, joiner, len(waiting))
    waiting, pending = known.together() if known else waiting, set(waiting)
    for start in range(0, len(waiting), CHUNK):
        numbers = waiting[start : start + CHUNK]
        with database.read() as connection:
            found = _met(connection, numbers, pending) if known is None else {
                number: known.behind(number) for number in numbers}
            meeting = _meeting(connection, numbers, found)
        yield meeting  # with no reading open: it would keep the store's log from beginning anew


def _known(connection: Connection, joiner: str, waiting: int) -> Neighbours | None:
    """How all items stand, where none of them was compared yet: so many wait as there are, the first among them."""
    if not connection.scalar(_FIRST_WAITS, {"joiner": joiner}):
        return None
    found = all_neighbours(connection, joiner)
    return found if len(found.numbers) == waiting else None


def _met(connection: Connection, numbers: Sequence[int], pending: set[int]) -> dict[int, list[int]]:
    """Those that some items are to be compared with."""
    rows = connection.execute(_KEYS_OF, {"numbers": json_of(numbers)}).all()
    places = [place for row in rows for place in _pairs(row.number, row.keys)]
    return {number: sorted(other for other in others if other > number or other not in pending)
            for number, others in met(connection, places).items()}


def _meeting(connection: Connection, numbers: Sequence[int], found: Mapping[int, Sequence[int]]) -> Meeting:
    here = [*dict.fromkeys([*numbers, *(other for beside in found.values() for other in beside)])]
    facts = {row.number: row.facts for row in connection.execute(_FACTS_OF, {"numbers": json_of(here)})}
    place = {number: at for at, number in enumerate(here)}
    return Meeting([*numbers], [facts[number] for number in here],
                   [[place[other] for other in found.get(number, ())] for number in numbers])


def write_ties(database: Database, joiner: str, numbers: Sequence[int], ties: Iterable[Tie]) -> int:
    """Keep the ties that were found for items that were compared. Gives how many."""
    rows = [_tie(joiner, one) for one in ties]
    with database.write() as connection:
        if rows:
            adding = insert_or(tie)
            kept = {"score": adding.excluded.score, "record": adding.excluded.record}
            connection.execute(adding.on_conflict_do_update(set_=kept), rows)
        mark(connection, unsettled, joiner, [row[end] for row in rows for end in ("a", "b")])
        connection.execute(_DONE, {"joiner": joiner, "numbers": json_of(numbers)})
    return len(rows)


def _tie(joiner: str, one: Tie) -> dict[str, Any]:
    a, b = number_of(joiner, one.a), number_of(joiner, one.b)
    return {"a": a, "b": b, "score": one.score, "record": msgspec.json.encode(one).decode()}
