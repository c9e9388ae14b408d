"""A connection to the store's file: transactions, and what SQLite says turned into what to do next."""

import contextlib
import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, Engine, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from ..errors import StoreError
from .tables import generation

Result = TypeVar("Result")
TOGETHER = 8  # pieces of work whose results are written in one transaction: what they change is some megabytes
# What SQLite says, and what a person can do about it.
REMEDIES = (
    ("not a database", "it is no SQLite file, or a damaged one: name another store with --db, or restore a copy"),
    ("malformed", "it is damaged: restore a copy, or add the pages again to a new store with --db"),
    ("disk i/o error", "the disk could not be read or written: see that it is sound and not full, then try again"),
    ("locked", "another program is writing to it: wait until that ends, then try again"),
    ("readonly", "it is read-only: allow writing to the file and its folder, or work on a copy"),
    ("full", "the disk is full: free some space and run the same command again; nothing was lost"),
    ("unable to open", "it cannot be opened: check that its folder exists and may be read and written"),
    ("no such module", "this Python's SQLite has no full-text search (FTS5): use another build of Python"),
    ("no such table", "it is no store of Listening Post, or a damaged one: name another with --db"),
    ("no such column", "it is no store of Listening Post, or a damaged one: name another with --db"),
)


class _Batch(threading.local):
    """The connection of the batch that this thread has open: another thread knows nothing of it."""

    connection: Connection | None = None


class Database:
    """An open store file. `read` and `write` give connections; a write is one transaction, all or nothing."""

    def __init__(self, engine: Engine, path: str, now: str | None = None) -> None:
        self.engine = engine
        self.path = path
        self._now = now
        self._batch = _Batch()

    def now(self) -> str:
        """The time to write down (UTC, ISO 8601), or the one that was set when the store was opened."""
        return self._now or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the store, within a batch what that has written. Raises StoreError with
        what to do."""
        if self._batch.connection is not None:
            with told(self.path):
                yield self._batch.connection
            return
        with told(self.path), self.engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self, *, counted: bool = True) -> Iterator[Connection]:
        """One transaction that may write: kept whole at the end, or not at all; a part of the batch's while there is
        one. It is `counted`: the number of the store's generation rises. Raises StoreError with what to do."""
        if self._batch.connection is not None:
            with told(self.path):
                yield self._batch.connection
            return
        writing = self.engine.execution_options(listeningpost_writes=True)
        with told(self.path), writing.begin() as connection:
            yield connection
            if counted:
                connection.execute(update(generation).values(number=generation.c.number + 1))

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """All that is written inside is one transaction: many small ones cost more than what they write. A batch within
        a batch is a part of it."""
        with self.write() as connection:
            before, self._batch.connection = self._batch.connection, connection
            try:
                yield
            finally:
                self._batch.connection = before

    def batched(self, results: Iterable[Result]) -> Iterator[Result]:
        """Results as they come; what is written for each is kept with that for others, TOGETHER in one transaction."""
        waiting = iter(results)
        while some := list(islice(waiting, TOGETHER)):
            with self.batch():
                yield from some


def json_of(values: object) -> str:
    """Values as one parameter of a question, in which `json_each` takes them apart: of any number of them."""
    return msgspec.json.encode(values).decode()


@contextlib.contextmanager
def told(path: str) -> Iterator[None]:
    """Turn what SQLite says inside the block into a StoreError of one line."""
    try:
        yield
    except IntegrityError as error:
        raise StoreError(f"{path}: refused a row that does not fit ({error.orig}); nothing was written") from error
    except DBAPIError as error:
        raise StoreError(f"{path}: {_remedy(str(error.orig))}") from error


def _remedy(said: str) -> str:
    folded = said.casefold()
    return next((remedy for word, remedy in REMEDIES if word in folded), f"SQLite says: {said}")
