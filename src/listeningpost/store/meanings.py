"""What lines are about, as one matrix in a file beside the store, mapped into memory: all are compared with a question
exactly, in one product (docs/method.md, Search).

The file is made from the vectors in the store and may be deleted at any time. It holds the highest number of a passage
it was made for, the numbers of its lines, and their vectors folded to a third of their width.
"""

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import func, select

from .database import Database
from .tables import passage

FOLDS = 3
WIDTH = 128
READ_AT_ONCE = 20_000
SUFFIX = "-meanings"
Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


class Meanings(NamedTuple):
    """Lines by number, with folded vectors of length 1; `newest` is the highest number of a passage that was there."""

    newest: int
    entries: Numbers
    vectors: Floats


def meanings(database: Database, held: Meanings | None) -> Meanings:
    """The vectors of the store as it is now; `held` are those of an earlier moment. What came since is put behind what
    is there; once a fifth of the lines is gone, all are read again."""
    with database.read() as connection:
        newest = connection.scalar(select(func.max(passage.c.entry))) or 0
    held = held or _opened(Path(database.path + SUFFIX))
    if held is not None and held.newest == newest:
        return held
    made = _made(database, newest, held)
    return _written(Path(database.path + SUFFIX), made)


def nearest(held: Meanings, vector: npt.NDArray[np.float32], limit: int, among: Collection[int] | None = None
            ) -> list[tuple[int, float]]:
    """The numbers of the lines nearest to a vector of length 1, 384 wide, with their cosines, the nearest first;
    `among` are the numbers that may be given."""
    if not len(held.entries):
        return []
    likeness = held.vectors @ folded(vector[None])[0]
    if among is not None:
        likeness = np.where(np.isin(held.entries, np.fromiter(among, np.int64)), likeness, -1.0)
    best = np.argpartition(-likeness, min(limit, len(likeness) - 1))[:limit]
    best = best[np.argsort(-likeness[best], kind="stable")]
    return [(int(held.entries[at]), float(likeness[at])) for at in best if likeness[at] > -1.0]


def folded(vectors: npt.NDArray[np.float32]) -> Floats:
    """Vectors as the matrix holds them: each summed upon itself, of length 1."""
    short = vectors.reshape(len(vectors), FOLDS, -1).sum(axis=1)
    return np.asarray(short / np.maximum(np.linalg.norm(short, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _opened(file: Path) -> Meanings | None:
    """The file, mapped; None where there is none, or none that is whole."""
    row = 8 + 4 * WIDTH
    size = file.stat().st_size if file.is_file() else 0
    if size < 8 or (size - 8) % row:
        return None
    count = (size - 8) // row
    newest = int(np.fromfile(file, np.int64, 1)[0])
    if not count:
        return Meanings(newest, np.zeros(0, np.int64), np.zeros((0, WIDTH), np.float32))
    entries = np.memmap(file, np.int64, "r", 8, (count,))
    return Meanings(newest, entries, np.memmap(file, np.float32, "r", 8 + 8 * count, (count, WIDTH)))


def _made(database: Database, newest: int, held: Meanings | None) -> Meanings:
    since = held.newest if held is not None and held.newest <= newest and _mostly_there(database, held) else 0
    found = list(_read(database, since))
    if held is not None and since:
        found = [(held.entries, held.vectors), *found]
    entries = np.concatenate([numbers for numbers, _ in found] or [np.zeros(0, np.int64)])
    return Meanings(newest, entries, np.concatenate([some for _, some in found] or [np.zeros((0, WIDTH), np.float32)]))


def _mostly_there(database: Database, held: Meanings) -> bool:
    kept = select(func.count()).select_from(passage).where(passage.c.vector.is_not(None))
    with database.read() as connection:
        there = connection.scalar(kept.where(passage.c.entry <= held.newest)) or 0
    return there >= 0.8 * len(held.entries)


def _read(database: Database, since: int) -> Iterator[tuple[Numbers, Floats]]:
    """The lines past a number, some at a time."""
    wanted = select(passage.c.entry, passage.c.vector).where(passage.c.vector.is_not(None)).order_by(passage.c.entry)
    while True:
        with database.read() as connection:
            rows = connection.execute(wanted.where(passage.c.entry > since).limit(READ_AT_ONCE)).all()
        if rows:
            packed = np.frombuffer(b"".join(row.vector for row in rows), np.int8).reshape(len(rows), -1)
            yield np.array([row.entry for row in rows], np.int64), folded(packed.astype(np.float32))
            since = rows[-1].entry
        if len(rows) < READ_AT_ONCE:
            return


def _written(file: Path, made: Meanings) -> Meanings:
    """The matrix as it lies in the file, which is put in place whole; in memory alone where it cannot be written."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(np.int64(made.newest).tobytes())
            stream.write(np.ascontiguousarray(made.entries).tobytes())
            stream.write(np.ascontiguousarray(made.vectors).tobytes())
        os.replace(part, file)
    except OSError:  # a store that may only be read
        part.unlink(missing_ok=True)
        return made
    return _opened(file) or made
