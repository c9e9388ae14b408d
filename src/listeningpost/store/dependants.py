"""What is judged from links: the origins of what several pages tell, anew where the links that hold it together change.

The links of one part of one joiner are judged together, under the key "joiner part". A part waits in `touched` from the
very transaction in which its links change; so do the parts in which a page stands whose copies change.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from ..schema import CopyLink, Link
from .database import Database
from .tables import keyed, link, profile, settled, touched

ORIGINS = "origins"
TOLD = ("copy", "figure_series", "story", "utterance")
CHUNK = 400


def touch(connection: Connection, joiner: str, part: str) -> None:
    """Note that the links of a part change, where they hold together what pages tell; so do those of all parts in which
    pages of copies stand."""
    here = (link.c.joiner == joiner) & (link.c.key == part)
    rows = connection.execute(select(link.c.kind, link.c.id).where(here, link.c.kind.in_(TOLD))).all()
    if rows:
        _note(connection, [f"{joiner} {part}", *_beside(connection, [row.id for row in rows if row.kind == "copy"])])


def _beside(connection: Connection, copies: Iterable[str]) -> Iterator[str]:
    for page in sorted({id_.split()[0] for id_ in copies}):
        yield from _keys_of(connection, page)


def _keys_of(connection: Connection, page: str) -> Iterator[str]:
    """The parts in which the items of a page stand."""
    joined = (settled.c.joiner == profile.c.joiner) & (settled.c.item == profile.c.item)
    parts = select(settled.c.joiner, settled.c.part).distinct().join(profile, joined).where(profile.c.page == page)
    yield from (f"{row.joiner} {row.part}" for row in connection.execute(parts))


def _note(connection: Connection, keys: Iterable[str]) -> None:
    rows = [{"joiner": ORIGINS, "key": key} for key in dict.fromkeys(keys)]
    if rows:
        connection.execute(insert_or(touched).on_conflict_do_nothing(), rows)


def touch_page(database: Database, page: str, version: int) -> None:
    """Have all that a page tells judged by this version."""
    done = {"joiner": ORIGINS, "page": page, "version": version}
    with database.write() as connection:
        _note(connection, _keys_of(connection, page))
        connection.execute(insert_or(keyed).values(done).on_conflict_do_update(set_=done))


def links_under(database: Database, key: str) -> list[Link]:
    """The links of a part that hold together what pages tell, by the key under which it waits."""
    joiner, part = key.split(" ", 1)
    here = (link.c.joiner == joiner) & (link.c.key == part) & link.c.kind.in_(TOLD)
    with database.read() as connection:
        records = connection.scalars(select(link.c.record).where(here).order_by(link.c.kind, link.c.id)).all()
    return [msgspec.json.decode(record, type=Link) for record in records]


def copies_of(database: Database, pages: Sequence[str]) -> dict[str, tuple[CopyLink, ...]]:
    """The copy links of pages, a page's own one first."""
    found = {}
    with database.read() as connection:
        for page in pages:
            mine = (link.c.kind == "copy") & (link.c.id >= page) & (link.c.id < f"{page}~")
            records = connection.scalars(select(link.c.record).where(mine).order_by(link.c.id)).all()
            found[page] = tuple(msgspec.json.decode(record, type=CopyLink) for record in records)
    return found
