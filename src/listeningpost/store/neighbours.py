"""Which items stand near which: where two that share a key are to be compared.

The items that share a key stand in the order of their numbers, which are hashes of their ids. Under a key of no more
than CROWD items all of them meet. A key that more share (an agency's sentence, a common phrase) tells little: there
each meets the NEAR items before it and behind it alone, which holds together as a chain what the key stands for, and
costs no more for one item that comes than for any before it. Both rest on the items that are held, never on the order
in which they came: an item that comes brings nobody else together, and may part some.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from .database import json_of

CROWD = 48  # items that share a key and all meet
NEAR = 8  # items before it, and as many behind it, that an item meets under a key that more share
LAST = 2**63 - 1  # no number is greater
# Asked past SQLAlchemy, which takes as long as the answer: there are hundreds of keys to a page.
_HOLDERS = """SELECT other.key, other.number FROM json_each(:keys) AS wanted JOIN blocking AS other
    ON other.key = wanted.value AND other.number <= coalesce((SELECT far.number FROM blocking AS far
        WHERE far.key = wanted.value ORDER BY far.number LIMIT 1 OFFSET :crowd), :last)"""
_WANTED = """WITH wanted AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS key, json_extract(value, '$[1]') AS number FROM json_each(:places))
    SELECT wanted.key, wanted.number, other.number FROM wanted JOIN blocking AS other ON other.key = wanted.key"""
_BESIDE = {  # an index read from place to place
    "behind": f"""{_WANTED} AND other.number > wanted.number
        AND other.number <= coalesce((SELECT far.number FROM blocking AS far WHERE far.key = wanted.key
            AND far.number > wanted.number ORDER BY far.number LIMIT 1 OFFSET :near - 1), :last)""",
    "before": f"""{_WANTED} AND other.number < wanted.number
        AND other.number >= coalesce((SELECT far.number FROM blocking AS far WHERE far.key = wanted.key
            AND far.number < wanted.number ORDER BY far.number DESC LIMIT 1 OFFSET :near - 1), 0)""",
}
_TIED = """SELECT a, b FROM tie WHERE a IN (SELECT value FROM json_each(:numbers))
    AND b IN (SELECT value FROM json_each(:numbers))"""
Place = tuple[int, int]  # an item under a key: the numbers of the key and of the item
Pair = tuple[int, int]


def reach(holders: int) -> int:
    """How far apart two items may stand that meet under a key that so many share."""
    return holders if holders <= CROWD else NEAR


def met(connection: Connection, places: Sequence[Place]) -> dict[int, set[int]]:
    """The items that those of some places meet."""
    found, held = defaultdict[int, set[int]](set), _holders(connection, places)
    for key, number in places:
        if 1 < len(held[key]) <= CROWD:
            found[number].update(held[key])
            found[number].discard(number)
    crowded = [place for place in places if len(held[place[0]]) > CROWD]
    for side in _BESIDE if crowded else ():
        for _, number, other in _beside(connection, crowded, side):
            found[number].add(other)
    return found


def meeting_anew(connection: Connection, places: Sequence[Place]) -> list[int]:
    """The items that may meet others once the item of these places is gone."""
    held = _holders(connection, places)
    found = {number for others in held.values() if len(others) == CROWD + 1 for number in others}
    crowded = [place for place in places if len(held[place[0]]) > CROWD]
    if crowded:  # those behind meet them from there
        found.update(other for _, _, other in _beside(connection, crowded, "before"))
    return sorted(found)


def parted(connection: Connection, places: Sequence[Place], coming: Mapping[int, int]) -> Iterator[Pair]:
    """The ties of which both ends may stand near each other no more once items come to some places; of each key, how
    many are coming."""
    shared, held = defaultdict[int, set[int]](set), _holders(connection, places)
    for key, others in held.items():
        if len(others) <= CROWD < len(others) + coming[key]:
            for number in others:
                shared[number].add(key)
    crowded = [place for place in places if len(held[place[0]]) > CROWD]
    for side in _BESIDE if crowded else ():
        for key, _, other in _beside(connection, crowded, side):
            shared[other].add(key)
    for a, b in connection.exec_driver_sql(_TIED, {"numbers": json_of(sorted(shared))}).all() if shared else ():
        if not shared[a].isdisjoint(shared[b]):
            yield a, b


def near(connection: Connection, pairs: Mapping[Pair, Sequence[int]]) -> set[Pair]:
    """Of pairs of items, the smaller number first, each with the keys that they share, those that meet under one."""
    held = _holders(connection, [(key, 0) for keys in pairs.values() for key in keys])
    found = {pair for pair, keys in pairs.items() if any(len(held[key]) <= CROWD for key in keys)}
    crowded = sorted({(key, pair[0]) for pair, keys in pairs.items() if pair not in found for key in keys})
    behind = {(number, other) for _, number, other in _beside(connection, crowded, "behind")} if crowded else set()
    return found | (behind & pairs.keys())


def _holders(connection: Connection, places: Sequence[Place]) -> dict[int, list[int]]:
    """The items under the keys of some places: all of them, of a key of more than CROWD the first CROWD + 2 or
    as many as there are."""
    found: dict[int, list[int]] = {key: [] for key, _ in places}
    asked = {"keys": json_of([*found]), "crowd": CROWD + 1, "last": LAST}
    for key, number in connection.exec_driver_sql(_HOLDERS, asked).all():
        found[key].append(number)
    return found


def _beside(connection: Connection, places: Sequence[Place], side: str) -> Sequence[Any]:
    """Key and number of places, with the items that stand NEAR them on one side."""
    return connection.exec_driver_sql(_BESIDE[side], {"places": json_of(places), "near": NEAR, "last": LAST}).all()
