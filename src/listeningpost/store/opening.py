"""Opening a store: the file, its settings, its version."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from ..errors import NothingThere, StoreError, UsageError
from .database import Database, told
from .migrations import migrate

WAIT = 20.0  # seconds to wait for another program's write before giving up
OLDEST = (3, 37)  # of SQLite: the first with STRICT tables
PRAGMAS = (
    "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON",
    "cache_size=-65536",  # KiB: what is written to all parts of an index is kept till its transaction ends
    "wal_autocheckpoint=16384",  # pages, 64 MiB: one that is written again and again goes to the file once
)


def open_database(url: str, *, create: bool, now: str | None) -> Database:
    """Open the store at a path or `sqlite:` URL, making it (and its folder) where `create` allows.

    Raises UsageError for a URL of another kind, NothingThere where there is no store, StoreError for one that cannot
    be used.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise StoreError(f"this Python's SQLite is {sqlite3.sqlite_version}, the store needs {oldest} or later")
    place = _url(url)
    path = place.database or ""
    if not path.startswith("file:"):
        _prepare(Path(path), create)
        place = place if _may_be_written(Path(path)) else _read_only(Path(path))
    engine = create_engine(place, connect_args={"timeout": WAIT})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    database = Database(engine, path, now)
    try:
        with told(path):
            migrate(database)
    except BaseException:
        engine.dispose()
        raise
    return database


def _url(url: str) -> URL:
    if url == ":memory:":
        raise UsageError(f"{url}: a store in memory would be gone at the end; write a path such as watch.db")
    if "://" not in url:
        return URL.create("sqlite", database=os.path.expanduser(url))
    try:
        place = make_url(url)
    except ArgumentError as error:
        raise UsageError(f"{url}: not a path or a URL of a store; write a path such as watch.db") from error
    if place.get_backend_name() != "sqlite" or not place.database:
        raise UsageError(f"{place}: this version keeps its store in SQLite; write a path, or sqlite:///path")
    return place


def _prepare(path: Path, create: bool) -> None:
    """Make an empty file that only its owner may read; SQLite gives its side files the same mode."""
    if path.is_dir():
        raise UsageError(f"{path}: a folder; name a file inside it, such as {path / 'store.db'}")
    if path.exists():
        return
    if not create:
        raise NothingThere(f"{path}: no store yet; `listening-post add FOLDER` makes one")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(f"{path}: cannot be made ({error.strerror}); name another place with --db") from error


def _may_be_written(path: Path) -> bool:
    """SQLite writes beside the file too: a store in a folder that is read-only cannot even be opened as usual."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _read_only(path: Path) -> URL:
    """The file as a store to read. Where nothing waits in its write-ahead log SQLite is told that nobody writes to it
    (sqlite.org/uri.html, immutable), so that it needs no side files."""
    log = Path(f"{path}-wal")
    waiting = log.exists() and log.stat().st_size > 0
    query = {"mode": "ro", "uri": "true"} | ({} if waiting else {"immutable": "1"})
    return URL.create("sqlite", database=f"file:{quote(os.path.abspath(path))}", query=query)


def _set_up(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # Transactions are begun by _begin: sqlite3's own way would leave out reads and table changes.
    connection.isolation_level = None
    connection.create_function("folded", 1, _folded, deterministic=True)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _folded(text: str | None) -> str | None:
    """Case folded for comparing names; SQLite's own lower() knows ASCII only."""
    return None if text is None else text.casefold()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("listeningpost_writes", False)
    # IMMEDIATE takes the write lock at once, where waiting is still possible without losing the transaction
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


