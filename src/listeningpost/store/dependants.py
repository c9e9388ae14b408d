"""What is judged from links: the origins of what several pages tell, anew where the links that hold it together change.

The links of one part of one joiner are judged together, under the key "joiner part". A part waits in `touched` from the
very transaction in which its links change; so do the parts in which a page stands whose copies change.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, text
from sqlalchemy.dialects.sqlite import insert as insert_or

from ..schema import CopyLink, Link
from .database import Database, json_of
from .grouping import note_keyed
from .tables import touched

ORIGINS = "origins"
ID = 64  # letters of the id of a page, by which the ids of its copy links begin
TOLD = ("copy", "figure_series", "story", "utterance")
_LINKS = text("""SELECT kind, id, joiner, key FROM link
    WHERE joiner = :joiner AND key IN (SELECT value FROM json_each(:parts))""")
_UNDER = text("""SELECT link.kind, link.joiner, link.key, link.record FROM json_each(:keys) AS wanted JOIN link
    ON link.joiner = json_extract(wanted.value, '$[0]') AND link.key = json_extract(wanted.value, '$[1]')
    ORDER BY link.joiner, link.key, link.kind, link.id""")
_COPIES = text("""SELECT link.id, link.record FROM json_each(:pages) AS wanted CROSS JOIN link
    ON link.kind = 'copy' AND link.id >= wanted.value AND link.id < wanted.value || '~' ORDER BY link.id""")
_PARTS = text("""SELECT DISTINCT one.joiner, one.part FROM profile JOIN settled AS one ON one.number = profile.number
    WHERE profile.page IN (SELECT value FROM json_each(:pages)) AND EXISTS (SELECT 1 FROM settled AS two
        WHERE two.joiner = one.joiner AND two.part = one.part AND two.number != one.number)""")


def touch(connection: Connection, joiner: str, parts: Sequence[str]) -> None:
    """Note that the links of parts change, where they hold together what pages tell; so do those of all parts in which
    pages of copies stand."""
    asked = {"joiner": joiner, "parts": json_of(parts)}
    touch_beside(connection, [(row[0], row[1], row[2], row[3]) for row in connection.execute(_LINKS, asked).all()])


def touch_beside(connection: Connection, links: Iterable[tuple[str, str, str, str]]) -> None:
    """As `touch`, for links that are given by kind, id, joiner and key."""
    told = [one for one in links if one[0] in TOLD]
    copies = sorted({id_.split()[0] for kind, id_, _, _ in told if kind == "copy"})
    if told:
        _note(connection, [*(f"{joiner} {part}" for _, _, joiner, part in told), *_keys_of(connection, copies)])


def _keys_of(connection: Connection, pages: Sequence[str]) -> Iterator[str]:
    """The parts of two items or more in which the items of pages stand."""
    if pages:
        asked = {"pages": json_of(pages)}
        yield from (f"{row.joiner} {row.part}" for row in connection.execute(_PARTS, asked))


def _note(connection: Connection, keys: Iterable[str]) -> None:
    rows = [{"joiner": ORIGINS, "key": key} for key in dict.fromkeys(keys)]
    if rows:
        connection.execute(insert_or(touched).on_conflict_do_nothing(), rows)


def touch_pages(database: Database, pages: Sequence[str], version: int) -> None:
    """Have all that some pages tell judged by this version."""
    done = [{"joiner": ORIGINS, "page": page, "version": version} for page in pages]
    with database.write() as connection:
        _note(connection, _keys_of(connection, pages))
        note_keyed(connection, done)


def links_under(database: Database, keys: Sequence[str]) -> dict[str, list[Link]]:
    """The links of parts that hold together what pages tell, by the keys under which these wait."""
    found: dict[str, list[Link]] = {key: [] for key in keys}
    asked = {"keys": json_of([key.split(" ", 1) for key in keys])}
    with database.read() as connection:
        for row in connection.execute(_UNDER, asked).all():
            if row.kind in TOLD:
                found[f"{row.joiner} {row.key}"].append(msgspec.json.decode(row.record, type=Link))
    return found


def copies_of(database: Database, pages: Sequence[str]) -> dict[str, tuple[CopyLink, ...]]:
    """The copy links of pages, a page's own one first."""
    found: dict[str, list[CopyLink]] = {page: [] for page in pages}
    with database.read() as connection:
        for row in connection.execute(_COPIES, {"pages": json_of(pages)}).all():
            found[row.id[:ID]].append(msgspec.json.decode(row.record, type=CopyLink))
    return {page: tuple(links) for page, links in found.items()}
