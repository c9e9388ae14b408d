"""What pair joiners read and write: profiles of items, the pairs that are to be compared, and the ties they find.

Everything here is a function of the pages that are held, never of the order in which they came:

- A tie rests on the profiles of its two items alone.
- Two items are compared where they share a key and one of them is among the LEADERS first items of that key by id. So a
  key that few share brings all of them together, one that thousands share (an agency's sentence, a phrase) costs each
  of them LEADERS comparisons and still holds them together.
- Links are made from a whole part: the items that ties hold together, with all their ties.

Adding a page compares its items with those they meet and settles the parts these stand in, nothing else. Each step is
one transaction that leaves a mark of what is still to do, so nothing is lost when a run is cut short.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, literal, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from ..schema import Profile, Tie
from .database import Database
from .parts import facts_of, mark, take_apart, ties_of
from .tables import blocking, keyed, profile, settled, tie, unmatched, unsettled

LEADERS = 24  # items of one key that every other item of it is compared with
# Asked for every item, and so made once: making a question costs more than its answer.
_mine, _last, _other_item = blocking.alias("mine"), blocking.alias("last"), blocking.alias("other")
_SAME_KEY = (_other_item.c.joiner == _mine.c.joiner) & (_other_item.c.key == _mine.c.key)
_OF_ITEM = (_mine.c.joiner == bindparam("joiner")) & (_mine.c.item == bindparam("item"))
_BEHIND = (  # the item right behind the leaders of a key, if so many share it: nothing past it is read
    select(_last.c.item)
    .where(_last.c.joiner == _mine.c.joiner, _last.c.key == _mine.c.key)
    .order_by(_last.c.item)
    .limit(1)
    .offset(LEADERS)
    .correlate(_mine)
    .scalar_subquery()
)
_FIRST = (
    select(_mine.c.key, _other_item.c.item)
    .select_from(_mine.join(_other_item, _SAME_KEY))
    .where(_OF_ITEM, _other_item.c.item <= func.coalesce(_BEHIND, literal("\U0010ffff")))
    .order_by(_mine.c.key, _other_item.c.item)
)
_ALL = select(_other_item.c.item).where(
    _other_item.c.joiner == bindparam("joiner"), _other_item.c.key == bindparam("key")
)


# ---- profiles
def write_profiles(database: Database, joiner: str, version: int, page_id: str, profiles: Sequence[Profile]) -> None:
    """Give a page's items their profiles, in the place of those it had; what is to be compared and settled again is
    marked. Nothing is, where this version of the joiner made the very same profiles before."""
    done = {"joiner": joiner, "page": page_id, "version": version}
    new = {one.item: (version, one.facts, set(one.keys)) for one in profiles}
    with database.write() as connection:
        if _held(connection, joiner, page_id) != new:
            leave(connection, page_id, joiner)
            for one in profiles:
                _enter(connection, done, one)
        connection.execute(insert_or(keyed).values(done).on_conflict_do_update(set_=done))


def leave(connection: Connection, page_id: str, joiner: str | None = None) -> None:
    """Take out the profiles of a page (those of one joiner, or all), with the ties and links that rest on them."""
    mine = profile.c.page == page_id
    rows = connection.execute(select(profile.c.joiner, profile.c.item).where(mine)).all()
    for row in rows:
        if joiner in (None, row.joiner):
            _leave(connection, row.joiner, row.item)
    connection.execute(delete(profile).where(mine & (profile.c.joiner == joiner) if joiner else mine))


def _held(connection: Connection, joiner: str, page_id: str) -> dict[str, tuple[int, bytes, set[str]]]:
    mine = (profile.c.joiner == joiner) & (profile.c.page == page_id)
    rows = connection.execute(select(profile.c.item, profile.c.version, profile.c.facts).where(mine)).all()
    return {row.item: (row.version, row.facts, set(_keys(connection, joiner, row.item))) for row in rows}


def _keys(connection: Connection, joiner: str, item: str) -> Sequence[str]:
    mine = (blocking.c.joiner == joiner) & (blocking.c.item == item)
    return connection.scalars(select(blocking.c.key).where(mine)).all()


def _enter(connection: Connection, done: dict[str, Any], one: Profile) -> None:
    joiner, keys = done["joiner"], dict.fromkeys(one.keys)
    connection.execute(insert(profile), {**done, "item": one.item, "facts": one.facts})
    if keys:
        connection.execute(insert(blocking), [{"joiner": joiner, "key": key, "item": one.item} for key in keys])
    mark(connection, unmatched, joiner, [one.item, *_pushed_out(connection, joiner, one.item)])
    mark(connection, unsettled, joiner, [one.item])


def _leave(connection: Connection, joiner: str, item: str) -> None:
    mark(connection, unmatched, joiner, _pushed_out(connection, joiner, item))
    connection.execute(delete(blocking).where(blocking.c.joiner == joiner, blocking.c.item == item))
    part = connection.scalar(select(settled.c.part).where(settled.c.joiner == joiner, settled.c.item == item))
    if part is not None:
        take_apart(connection, joiner, part)
    mark(connection, unsettled, joiner, [end for row in ties_of(connection, joiner, [item]) for end in (row.a, row.b)])
    connection.execute(delete(tie).where(tie.c.joiner == joiner, (tie.c.a == item) | (tie.c.b == item)))
    for table in (unmatched, unsettled):
        connection.execute(delete(table).where(table.c.joiner == joiner, table.c.item == item))


def _pushed_out(connection: Connection, joiner: str, item: str) -> list[str]:
    """Items that stand right behind the leaders of a key as long as `item` leads it: its coming makes them followers,
    its going makes them leaders."""
    shared = _first(connection, joiner, item).values()
    return [first[LEADERS] for first in shared if len(first) > LEADERS and item in first[:LEADERS]]


# ---- comparing
def meetings(database: Database, joiner: str) -> Iterator[tuple[str, bytes, list[bytes]]]:
    """Each item that is to be compared: its id, its facts, and those of the items that it meets, in the order of their
    ids. A pair of which both are to be compared comes once, with the smaller."""
    with database.read() as connection:
        waiting = connection.scalars(select(unmatched.c.item).where(unmatched.c.joiner == joiner)).all()
    pending = set(waiting)
    for item in sorted(waiting):
        with database.read() as connection:
            met = [other for other in sorted(_met(connection, joiner, item)) if other > item or other not in pending]
            facts = facts_of(connection, joiner, [item, *met])
        yield item, facts[0], facts[1:]


def write_ties(database: Database, joiner: str, item: str, ties: Iterable[Tie]) -> int:
    """Keep the ties that were found for one item, and drop those to items that it no longer meets. Gives how many."""
    found = {(one.a, one.b): msgspec.json.encode(one).decode() for one in ties}
    with database.write() as connection:
        old = {(one.a, one.b): one for one in ties_of(connection, joiner, [item])}
        met = _met(connection, joiner, item) if old else set()
        gone = [pair for pair in old if _other(pair, item) not in met]
        rows = [{"joiner": joiner, "a": a, "b": b, "record": found[a, b]} for a, b in sorted(found)]
        changed = [*gone, *(pair for pair in found if pair not in old or found[pair] != old[pair].record)]
        for a, b in gone:
            connection.execute(delete(tie).where(tie.c.joiner == joiner, tie.c.a == a, tie.c.b == b))
        if rows:
            adding = insert_or(tie)
            connection.execute(adding.on_conflict_do_update(set_={"record": adding.excluded.record}), rows)
        mark(connection, unsettled, joiner, [end for pair in changed for end in pair])
        connection.execute(delete(unmatched).where(unmatched.c.joiner == joiner, unmatched.c.item == item))
    return len(found)


def _met(connection: Connection, joiner: str, item: str) -> set[str]:
    """The items that one meets: of each key its leaders, and all of them where it leads the key itself."""
    found: set[str] = set()
    for key, first in _first(connection, joiner, item).items():
        found.update(first[:LEADERS])
        if len(first) > LEADERS and item in first[:LEADERS]:
            found.update(connection.scalars(_ALL, {"joiner": joiner, "key": key}))
    return found - {item}


def _first(connection: Connection, joiner: str, item: str) -> dict[str, list[str]]:
    """Of each key of an item the first LEADERS + 1 items by id."""
    found = defaultdict[str, list[str]](list)
    for key, other in connection.execute(_FIRST, {"joiner": joiner, "item": item}):
        found[key].append(other)
    return found


def _other(pair: tuple[str, str], item: str) -> str:
    return pair[1] if pair[0] == item else pair[0]
