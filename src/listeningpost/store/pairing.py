"""What pair joiners read and write: profiles of items, the pairs that are to be compared, and the ties they find.

Everything here is a function of the pages that are held, never of the order in which they came:

- A tie rests on the profiles of its two items alone.
- The items that share a key stand in the order of their numbers, which are hashes of their ids. Two are compared where
  they stand no more than NEAR apart under a key of both. So a key that few share brings all of them together, and one
  that thousands share (an agency's sentence, a phrase) costs each of them 2 * NEAR comparisons, holds them together
  as a chain does, and costs no more for one item that comes than for any before it.
- Links are made from a whole part: the items that ties hold together, with all their ties (parts.py).

Adding a page compares its items with those they meet and settles the parts these stand in, nothing else. What is still
to do is marked in the same transaction, so nothing is lost when a run is cut short.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec
import numpy as np
from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.dialects.sqlite import insert as insert_or

from ..group_ids import digest
from ..schema import Profile, Tie
from .database import Database
from .parts import mark, take_apart
from .tables import former, keyed, profile, settled, tie, unmatched, unsettled

NEAR = 24  # items behind it under one of its keys, and as many before it, that an item is compared with
CHUNK = 128  # items that are compared in one piece of work
TOGETHER = 40_000  # keys that are looked at and written at once, those of a hundred pages
LAST = 2**63 - 1  # no number is greater
_WANTED = """WITH wanted AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS key, json_extract(value, '$[1]') AS number FROM json_each(:pairs))
"""
_JOINED = {  # the items behind those wanted under a key, and the ones before them: an index read from place to place
    "behind": """wanted JOIN blocking AS other ON other.key = wanted.key AND other.number > wanted.number
        AND other.number <= coalesce((SELECT far.number FROM blocking AS far WHERE far.key = wanted.key
            AND far.number > wanted.number ORDER BY far.number LIMIT 1 OFFSET :near - 1), :last)""",
    "before": """wanted JOIN blocking AS other ON other.key = wanted.key AND other.number < wanted.number
        AND other.number >= coalesce((SELECT far.number FROM blocking AS far WHERE far.key = wanted.key
            AND far.number < wanted.number ORDER BY far.number DESC LIMIT 1 OFFSET :near - 1), 0)""",
}
_MET = {side: text(f"{_WANTED} SELECT DISTINCT wanted.number, other.number FROM {way}")
        for side, way in _JOINED.items()}
_BESIDE = {side: text(f"{_WANTED} SELECT wanted.key, wanted.number, other.number FROM {way}")
           for side, way in _JOINED.items()}
_WITHIN = text("""WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS key,
    json_extract(value, '$[1]') AS a, json_extract(value, '$[2]') AS b FROM json_each(:shared))
    SELECT DISTINCT a, b FROM wanted WHERE b <= coalesce((
        SELECT far.number FROM blocking AS far WHERE far.key = wanted.key AND far.number > wanted.a
        ORDER BY far.number LIMIT 1 OFFSET :near - 1), :last)""")
_PROFILES = text("SELECT * FROM profile WHERE number IN (SELECT value FROM json_each(:numbers)) ORDER BY number")
_HELD = text("SELECT * FROM profile WHERE page IN (SELECT value FROM json_each(:pages))")
_TIED = text("""SELECT a, b FROM tie WHERE a IN (SELECT value FROM json_each(:numbers))
    AND b IN (SELECT value FROM json_each(:numbers))""")
_SOME_DONE = text("""SELECT EXISTS (SELECT 1 FROM profile WHERE joiner = :joiner AND NOT EXISTS (
    SELECT 1 FROM unmatched WHERE unmatched.joiner = profile.joiner AND unmatched.number = profile.number))""")
_DONE = text("DELETE FROM unmatched WHERE joiner = :joiner AND number IN (SELECT value FROM json_each(:numbers))")
_GONE = text("DELETE FROM blocking WHERE number = :number AND key IN (SELECT value FROM json_each(:keys))")
Pair = tuple[int, int]


class Profiled(NamedTuple):
    """What one version of a joiner made of a page."""

    joiner: str
    version: int
    page: str
    profiles: Sequence[Profile]


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
        _enter(connection, fresh)
        done = [{"joiner": one.joiner, "page": one.page, "version": one.version} for one in made]
        adding = insert_or(keyed)
        if done:
            connection.execute(adding.on_conflict_do_update(set_={"version": adding.excluded.version}), done)


def _row(one: Profiled, item: Profile) -> dict[str, Any]:
    keys = np.array(sorted({number_of(one.joiner, key) for key in item.keys}), dtype=np.int64)
    return {"number": number_of(one.joiner, item.item), "joiner": one.joiner, "item": item.item, "page": one.page,
            "version": one.version, "facts": item.facts, "keys": keys.tobytes()}


def _kept(row: dict[str, Any]) -> tuple[int, bytes, bytes]:
    return row["version"], row["facts"], row["keys"]


def _held(connection: Connection, pages: Sequence[str]) -> dict[tuple[str, str], dict[int, tuple[int, bytes, bytes]]]:
    found = defaultdict[tuple[str, str], dict[int, tuple[int, bytes, bytes]]](dict)
    for row in connection.execute(_HELD, {"pages": _json(sorted(set(pages)))}).mappings():
        found[row["joiner"], row["page"]][row["number"]] = _kept(dict(row))
    return found


def _enter(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    some = [*_in_order(rows)]
    parted = [pair for pairs in some for pair in _parted(connection, pairs)]
    connection.execute(insert(profile), rows)
    note_former(connection, [(row["item"], row["number"]) for row in rows])
    for pairs in filter(None, some):
        connection.exec_driver_sql("INSERT INTO blocking VALUES (?, ?)", pairs)
    _untie(connection, parted)
    for joiner in sorted({row["joiner"] for row in rows}):
        numbers = [row["number"] for row in rows if row["joiner"] == joiner]
        mark(connection, unmatched, joiner, numbers)
        mark(connection, unsettled, joiner, numbers)


def note_former(connection: Connection, items: Iterable[tuple[str, int]]) -> None:
    """Note the ids that links have whose smallest item is one of these, each given with its number."""
    rows = [{"digits": digest([item]), "number": number} for item, number in items]
    if rows:
        connection.execute(insert_or(former).on_conflict_do_nothing(), rows)


def _in_order(rows: Sequence[dict[str, Any]]) -> Iterator[list[Pair]]:
    """The keys of items with their numbers, in order, TOGETHER at a time: they go to all parts of their table, and what
    is put there in order costs a tenth."""
    keys = np.frombuffer(b"".join(row["keys"] for row in rows), dtype=np.int64)
    numbers = np.repeat([row["number"] for row in rows], [len(row["keys"]) // keys.itemsize for row in rows])
    order = np.lexsort((numbers, keys))
    for start in range(0, len(order), TOGETHER):
        some = order[start : start + TOGETHER]
        yield [*zip(keys[some].tolist(), numbers[some].tolist(), strict=True)]


def _pairs(number: int, keys: bytes) -> list[Pair]:
    return [(key, number) for key in np.frombuffer(keys, dtype=np.int64).tolist()]


def leave(connection: Connection, page_id: str, joiner: str | None = None) -> None:
    """Take out the profiles of a page (those of one joiner, or all), with the ties and links that rest on them."""
    mine = profile.c.page == page_id
    rows = connection.execute(select(profile).where(mine & (profile.c.joiner == joiner) if joiner else mine)).all()
    for row in rows:
        pairs = _pairs(row.number, row.keys)
        mark(connection, unmatched, row.joiner, _meeting_anew(connection, pairs))
        connection.execute(delete(profile).where(profile.c.number == row.number))
        connection.execute(_GONE, {"number": row.number, "keys": _json([key for key, _ in pairs])})
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
        connection.execute(delete(table).where(table.c.joiner == joiner, table.c.number == number))


# ---- who stands near whom
def _meeting_anew(connection: Connection, pairs: Sequence[Pair]) -> list[int]:
    """The items that may stand near another once some items are gone: those before these, where enough share a key."""
    before, behind = (_beside(connection, pairs, side) for side in ("before", "behind"))
    return sorted({number for place in before for number in before[place]
                   if len(before[place]) + len(behind.get(place, ())) > NEAR})


def _parted(connection: Connection, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The ties between whose ends items are about to come."""
    if not pairs or connection.scalar(select(tie.c.a).limit(1)) is None:
        return
    before, behind = (_beside(connection, pairs, side) for side in ("before", "behind"))
    crowded = [place for place in before if len(before[place]) + len(behind.get(place, ())) > NEAR]
    left, right = defaultdict[int, set[Pair]](set), defaultdict[int, set[Pair]](set)
    for place in crowded:
        for number in before[place]:
            left[number].add(place)
        for number in behind.get(place, ()):
            right[number].add(place)
    for row in connection.execute(_TIED, {"numbers": _json(sorted({*left, *right}))}).all():
        low, high = sorted(row)
        if left[low] & right[high]:
            yield row.a, row.b


def _beside(connection: Connection, pairs: Sequence[Pair], side: str) -> dict[Pair, list[int]]:
    """The items before, or behind, each place: an item under a key."""
    found = defaultdict[Pair, list[int]](list)
    for key, number, other in connection.execute(_BESIDE[side], _within(pairs)).all():
        found[key, number].append(other)
    return found


def _untie(connection: Connection, ties: Sequence[Pair]) -> None:
    """Drop those ties whose ends stand near each other under no key any more."""
    numbers = {number for pair in ties for number in pair}
    rows = connection.execute(_PROFILES, {"numbers": _json(sorted(numbers))}).all() if ties else ()
    keys = {row.number: np.frombuffer(row.keys, dtype=np.int64) for row in rows}
    pairs = {(min(pair), max(pair)): pair for pair in ties}
    shared = [(key, *pair) for pair in pairs for key in np.intersect1d(keys[pair[0]], keys[pair[1]]).tolist()]
    asked = {"shared": _json(shared), "near": NEAR, "last": LAST}
    within = {(row.a, row.b) for row in connection.execute(_WITHIN, asked).all()} if shared else set()
    joiners = {row.number: row.joiner for row in rows}
    for pair, (one, two) in sorted(pairs.items()):
        if pair not in within:
            connection.execute(delete(tie).where(tie.c.a == one, tie.c.b == two))
            mark(connection, unsettled, joiners[one], pair)


def _within(pairs: Sequence[Pair]) -> dict[str, Any]:
    return {"pairs": _json(pairs), "near": NEAR, "last": LAST}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


# ---- comparing
def meetings(database: Database, joiner: str) -> Iterator[Meeting]:
    """The items that are to be compared, some at a time, with those they meet. A pair of which both are to be compared
    comes once, with the smaller number."""
    with database.read() as connection:
        mine = unmatched.c.joiner == joiner
        waiting = connection.scalars(select(unmatched.c.number).where(mine).order_by(unmatched.c.number)).all()
        some_done = bool(connection.scalar(_SOME_DONE, {"joiner": joiner})) if waiting else False
    pending = set(waiting)
    for start in range(0, len(waiting), CHUNK):
        with database.read() as connection:
            yield _meeting(connection, waiting[start : start + CHUNK], pending, some_done=some_done)


def _meeting(connection: Connection, numbers: Sequence[int], pending: set[int], *, some_done: bool) -> Meeting:
    rows = connection.execute(_PROFILES, {"numbers": _json(numbers)}).all()
    pairs = sorted(pair for row in rows for pair in _pairs(row.number, row.keys))
    found: dict[int, list[int]] = {row.number: [] for row in rows}
    others = {row.number: None for row in rows}
    for number, other in connection.execute(_MET["behind"], _within(pairs)).all():
        found[number].append(other)
    for number, other in connection.execute(_MET["before"], _within(pairs)).all() if some_done else ():
        if other not in pending:
            found[number].append(other)
    others |= dict.fromkeys(other for met in found.values() for other in met)
    facts = {row.number: row.facts for row in connection.execute(_PROFILES, {"numbers": _json(list(others))}).all()}
    place = {number: at for at, number in enumerate(others)}
    return Meeting([*found], [facts[number] for number in others],
                   [[place[other] for other in met] for met in found.values()])


def write_ties(database: Database, joiner: str, numbers: Sequence[int], ties: Iterable[Tie]) -> int:
    """Keep the ties that were found for items that were compared. Gives how many."""
    rows = [_tie(joiner, one) for one in ties]
    with database.write() as connection:
        if rows:
            adding = insert_or(tie)
            kept = {"score": adding.excluded.score, "record": adding.excluded.record}
            connection.execute(adding.on_conflict_do_update(set_=kept), rows)
        mark(connection, unsettled, joiner, [row[end] for row in rows for end in ("a", "b")])
        connection.execute(_DONE, {"joiner": joiner, "numbers": _json(numbers)})
    return len(rows)


def _tie(joiner: str, one: Tie) -> dict[str, Any]:
    a, b = number_of(joiner, one.a), number_of(joiner, one.b)
    return {"a": a, "b": b, "score": one.score, "record": msgspec.json.encode(one).decode()}
