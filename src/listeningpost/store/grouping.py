"""What joiners read and write: blocking keys of pages, the groups a new page touches, and links.

Adding a page touches the groups it stood in before; giving it its keys touches those it stands in now. Only touched
groups are judged, and writing the links of a group untouches it in the same transaction, so nothing is lost when a run
is cut short.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple, get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, text
from sqlalchemy.dialects.sqlite import insert as insert_or

from ..schema import CopyLink, EntityLink, Link, OriginLink, OutcomeLink, RelationLink
from .database import Database, json_of
from .merging import merged
from .places import origins_of, places_of
from .tables import (
    blocking,
    complete,
    fresh,
    grouping,
    keyed,
    link,
    profile,
    settled,
    tie,
    touched,
    unmatched,
    unsettled,
)

CHUNK = 200
Id = tuple[str, str, str, str]  # of a link in the tables: kind, id, joiner, key
_KEYED_BY_ALL = text("""DELETE FROM fresh WHERE NOT EXISTS (SELECT 1 FROM complete LEFT JOIN keyed
    ON keyed.page = fresh.page AND keyed.joiner = complete.joiner AND keyed.version = complete.version
    WHERE keyed.page IS NULL)""")
# Asked of each page: a list of all that are keyed would cost one new page as much as the store is large.
_LACKS = "NOT EXISTS (SELECT 1 FROM keyed WHERE joiner = :joiner AND version = :version AND keyed.page = page.id)"
_UNKEYED = text(f"SELECT page.rowid, page.id FROM page WHERE {_LACKS}")
_FRESH_UNKEYED = text(f"SELECT page.rowid, page.id FROM fresh CROSS JOIN page ON page.id = fresh.page WHERE {_LACKS}")
_THESE = "joiner = :joiner AND key IN (SELECT value FROM json_each(:keys))"
_OLD_LINKS, _UNTOUCHED = text(f"DELETE FROM link WHERE {_THESE}"), text(f"DELETE FROM touched WHERE {_THESE}")
_OF_PAGES = "joiner = :joiner AND page IN (SELECT value FROM json_each(:pages))"
_LEFT = text(f"INSERT OR IGNORE INTO touched SELECT joiner, key FROM grouping WHERE {_OF_PAGES}")
_BY_DAY = text("""SELECT touched.key FROM touched
    LEFT JOIN link ON link.joiner = substr(touched.key, 1, instr(touched.key, ' ') - 1)
        AND link.key = substr(touched.key, instr(touched.key, ' ') + 1)
    LEFT JOIN link_page ON link_page.kind = link.kind AND link_page.id = link.id
        AND link_page.joiner = link.joiner AND link_page.key = link.key
    LEFT JOIN page ON page.id = link_page.page
    WHERE touched.joiner = :joiner
    GROUP BY touched.key ORDER BY min(coalesce(page.published_to, page.published_from)), touched.key""")
_UNGROUPED = text(f"DELETE FROM grouping WHERE {_OF_PAGES}")
KINDS = tuple(str(kind.__struct_config__.tag) for kind in get_args(Link))


class Keyed(NamedTuple):
    """The blocking keys that one version of a joiner gives a page."""

    joiner: str
    version: int
    page: str
    keys: Sequence[str]


def unkeyed(database: Database, joiner: str, version: int) -> Iterator[str]:
    """Ids of the pages that have no keys yet from this version of a joiner, in the order in which they were written:
    what is kept of pages of one time then lies together. Where it has keyed all but the fresh ones, these alone are
    looked through."""
    all_but_fresh = select(complete.c.joiner).where(complete.c.joiner == joiner, complete.c.version == version)
    with database.read() as connection:
        question = _FRESH_UNKEYED if connection.scalar(all_but_fresh) else _UNKEYED
        rows = connection.execute(question, {"joiner": joiner, "version": version}).all()
    yield from (row.id for row in sorted(rows))


def little_new(database: Database, versions: Mapping[str, int], most: int) -> bool:
    """Whether these versions of joiners, and no others, have keyed all pages but so many."""
    with database.read() as connection:
        held = {row.joiner: row.version for row in connection.execute(select(complete))}
        return held == versions and len(connection.scalars(select(fresh.c.page).limit(most + 1)).all()) <= most


def note_complete(database: Database, versions: Mapping[str, int]) -> None:
    """Note that these joiners have keyed all pages but those that lack keys now, which stay fresh."""
    rows = [{"joiner": joiner, "version": version} for joiner, version in versions.items()]
    with database.write() as connection:
        connection.execute(delete(complete))
        connection.execute(insert(complete), rows)
        connection.execute(_KEYED_BY_ALL)


def write_keys(database: Database, made: Sequence[Keyed]) -> None:
    """Give pages their blocking keys; the groups they leave and those they enter are touched."""
    with database.write() as connection:
        for joiner in sorted({one.joiner for one in made}):
            mine = [one for one in made if one.joiner == joiner]
            rows = [(joiner, key, one.page) for one in mine for key in dict.fromkeys(one.keys)]
            left = {"joiner": joiner, "pages": json_of([one.page for one in mine])}
            connection.execute(_LEFT, left)
            connection.execute(_UNGROUPED, left)
            if rows:
                connection.exec_driver_sql("INSERT INTO grouping (joiner, key, page) VALUES (?, ?, ?)", rows)
                entered = [(joiner, key) for _, key, _ in rows]
                connection.exec_driver_sql("INSERT OR IGNORE INTO touched (joiner, key) VALUES (?, ?)", entered)
            note_keyed(connection, [{"joiner": joiner, "page": one.page, "version": one.version} for one in mine])


def note_keyed(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Note which version of a joiner gave which page its keys."""
    adding = insert_or(keyed)
    if rows:
        connection.execute(adding.on_conflict_do_update(set_={"version": adding.excluded.version}), rows)


def groups(database: Database, joiner: str) -> Iterator[tuple[str, list[str]]]:
    """The touched groups of a joiner, by key: the key and the pages that stand in it now (none: its links must go)."""
    mine, standing = touched.c.joiner == joiner, grouping.c.joiner == joiner
    question, last = select(touched.c.key).where(mine).order_by(touched.c.key).limit(CHUNK), ""
    while True:
        with database.read() as connection:
            found: dict[str, list[str]] = {key: [] for key in connection.scalars(question.where(touched.c.key > last))}
            members = select(grouping.c.key, grouping.c.page).where(standing, grouping.c.key.in_([*found]))
            for key, page_id in connection.execute(members.order_by(grouping.c.key, grouping.c.page)):
                found[key].append(page_id)
        if not found:
            return
        yield from found.items()
        last = max(found)


def insert_links(connection: Connection, joiner: str, groups: Mapping[str, Iterable[Link]]) -> dict[str, list[Link]]:
    """The links of groups into their table, one for each id of a group, with what they stand on. Gives them."""
    found = {key: list({(kind_of(one), link_id(one)): one for one in links}.values()) for key, links in groups.items()}
    rows = [((kind_of(one), link_id(one), joiner, key), one) for key, links in found.items() for one in links]
    if rows:
        # past SQLAlchemy, which takes as long to pass a row on as SQLite to keep it: a page has dozens
        connection.exec_driver_sql(
            "INSERT INTO link (kind, id, joiner, key, record) VALUES (?, ?, ?, ?, ?)",
            [(*mine, record_of(one)) for mine, one in rows])
        stand_links(connection, rows)
    return found


def stand_links(connection: Connection, links: Sequence[tuple[Id, Link]]) -> None:
    """Note what links stand on; each comes with its key in the tables."""
    places, heads = list[tuple[str, ...]](), list[tuple[str | int, ...]]()
    for mine, one in links:
        stands = places_of(one)
        places += [(*mine, page_id, item) for page_id, item in stands]
        heads.append((*mine, origins_of(one), len({page_id for page_id, _ in stands})))
    connection.exec_driver_sql(
        "INSERT INTO link_head (kind, id, joiner, key, origins, pages) VALUES (?, ?, ?, ?, ?, ?)", heads)
    if places:
        connection.exec_driver_sql(
            "INSERT INTO link_page (kind, id, joiner, key, page, item) VALUES (?, ?, ?, ?, ?, ?)", places)


def touched_keys(database: Database, joiner: str) -> Sequence[str]:
    """The keys of touched groups that wait under the joiner and the part of the links they are judged from; by the
    first day of their pages, so that those near each other have pages in common."""
    with database.read() as connection:
        return connection.scalars(_BY_DAY, {"joiner": joiner}).all()


def write_groups(database: Database, joiner: str, groups: Mapping[str, Iterable[Link]]) -> list[int]:
    """Put the links of some groups in the place of those they had, and untouch them. Gives how many each has."""
    asked = {"joiner": joiner, "keys": json_of(list(groups))}
    with database.write() as connection:
        connection.execute(_OLD_LINKS, asked)
        links = insert_links(connection, joiner, groups)
        connection.execute(_UNTOUCHED, asked)
    return [len(some) for some in links.values()]


def drop_joiners(database: Database, kept: Iterable[str]) -> None:
    """Take out what joiners that are no longer there have left."""
    with database.write() as connection:
        gone = sorted({joiner for table in (keyed, link, touched) for joiner in _joiners(connection, table)} - {*kept})
        for joiner in gone:
            mine = select(profile.c.number).where(profile.c.joiner == joiner)
            connection.execute(delete(tie).where(tie.c.a.in_(mine)))
            connection.execute(delete(blocking).where(blocking.c.number.in_(mine)))
            for table in (link, grouping, keyed, touched, unmatched, unsettled, settled, profile):
                connection.execute(delete(table).where(table.c.joiner == joiner))


def _joiners(connection: Connection, table: Table) -> Iterator[str]:
    """The joiners in a table that has an index by them, each found in one step from the one before."""
    last = connection.scalar(select(func.min(table.c.joiner)))
    while last is not None:
        yield last
        last = connection.scalar(select(func.min(table.c.joiner)).where(table.c.joiner > last))


def links(database: Database, kind: str | None = None) -> Iterator[Link]:
    """Every link (of one kind), by kind and id."""
    return links_in(database, link.c.kind == kind if kind else None)


def links_in(database: Database, wanted: ColumnElement[bool] | None) -> Iterator[Link]:
    """The links that are wanted, by kind and id. Where two groups judged the same thing, the fuller answer stands; what
    pages say of one entity is put together."""
    question = select(link.c.kind, link.c.id, link.c.record).order_by(
        link.c.kind, link.c.id, func.length(link.c.record).desc(), link.c.record
    )
    question = question if wanted is None else question.where(wanted)
    with database.read() as connection:
        rows = connection.execution_options(yield_per=CHUNK).execute(question)
        for _, same in groupby(rows, key=lambda row: (row.kind, row.id)):
            yield one_of(msgspec.json.decode(row.record, type=Link) for row in same)


def link_of(database: Database, id_: str) -> Link | None:
    """The link of an id; None where there is none."""
    with database.read() as connection:
        rows = connection.execute(select(link.c.kind, link.c.record).where(link.c.kind.in_(KINDS), link.c.id == id_))
        records = sorted((row.record for row in rows), key=len, reverse=True)
    return one_of(msgspec.json.decode(record, type=Link) for record in records) if records else None


def one_of(same: Iterator[Link]) -> Link:
    """The link that several groups gave, the fuller first."""
    first = next(same)
    if not isinstance(first, EntityLink):
        return first
    return merged([first, *(one for one in same if isinstance(one, EntityLink))])


def record_of(one: Link) -> str:
    """A link as it is kept."""
    return msgspec.json.encode(one).decode()


def kind_of(one: Link) -> str:
    """The word a link is told by in JSON."""
    return str(type(one).__struct_config__.tag)


def link_id(one: Link) -> str:
    """The id of a link: its own, or what it is about where it has none."""
    match one:
        case CopyLink():
            return f"{one.page} {one.of}" if one.relation == "based_on" else one.page
        case OriginLink():
            return " ".join(one.claim)
        case OutcomeLink():
            return " ".join(one.forecast)
        case RelationLink():
            return f"{one.a} {one.b}"
        case _:
            return one.id
