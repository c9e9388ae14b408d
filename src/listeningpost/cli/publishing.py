"""What `publish` does once it is called: write beside the place, and put it there when it is whole."""

import errno
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ..errors import UsageError
from ..schema import Record, Watch
from ..web import MANIFEST, Desk, Written, site
from .options import Front
from .output import Tell, write_json
from .output import tell as note

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Site(NamedTuple):
    """What is asked for: the folder to write in, the day to open with, where the site will stand, and its watch."""

    folder: Path
    on: str | None
    address: str | None
    watches: dict[str, Watch]


class Published(Record, frozen=True):
    """What was written: where, how many files, how large they are together in bytes, and the page to open."""

    folder: str
    index: str
    files: int
    size: int


def publish(front: Front, asked: Site, *, tell: Tell) -> None:
    """Write the site of the store into a folder, which is replaced as a whole or not at all. Raises UsageError for a
    folder that is no edition of ours or cannot be written, NothingThere where there is no store."""
    place = Path(os.path.realpath(asked.folder))
    _check(place)
    with front.open_store() as store, _written_beside(place) as part, _progress(show=tell == "words") as moved:
        files = site(Desk(store=store, watches=asked.watches), asked.on, asked.address)
        done = Published(folder=str(place), index=str(place / "index.html"), **_write(files, part, moved))
    if tell == "json":
        write_json(done)
    else:
        note(f"{done.files:,} files, {done.size / 1e6:,.1f} MB: open {done.index}", quiet=tell is None)


def _check(place: Path) -> None:
    """Raises UsageError unless the place is free, an empty folder, or holds an edition and nothing besides."""
    if not place.exists():
        return
    if not place.is_dir():
        raise UsageError(f"{place}: is a file; name a folder")
    there = {file.relative_to(place).as_posix() for file in place.rglob("*") if not file.is_dir()}
    if not there:
        return
    if MANIFEST not in there:
        raise UsageError(f"{place}: holds files and is no edition that publish made; name another folder")
    foreign = sorted(there - _files_of(place / MANIFEST) - {MANIFEST})
    if foreign:
        raise UsageError(f"{place}: holds what no edition has ({foreign[0]}), which would be lost; move it away, or "
                         "name another folder")


def _files_of(manifest: Path) -> set[str]:
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        return set(told["files"])
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{manifest}: is not that of an edition; name another folder") from error


@contextmanager
def _written_beside(place: Path) -> Iterator[Path]:
    """A folder beside the place that takes its place in the end; what does not become whole is taken away."""
    part = place.with_name(f".{place.name[:60]}.{os.getpid()}.part")
    try:
        part.mkdir(parents=True)
        yield part
        _put(part, place)
    except OSError as error:
        if error.errno in FULL:
            raise
        raise UsageError(f"{place}: cannot be written ({error.strerror}); name another folder") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _put(part: Path, place: Path) -> None:
    """Put the folder in its place. Between two renamings there is none; what stood there comes back if the second one
    fails."""
    old = part.with_suffix(".old")
    there = place.exists()
    if there:
        os.rename(place, old)
    try:
        os.rename(part, place)
    except OSError:
        if there:
            os.rename(old, place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _write(files: Iterable[Written], folder: Path, moved: Callable[[int, int], None]) -> dict[str, int]:
    """Write the files, and count them and their bytes."""
    count = size = 0
    for written in files:
        file = folder / written.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written.body)
        count, size = count + 1, size + len(written.body)
        moved(count, count + written.to_come)
    return {"files": count, "size": size}


@contextmanager
def _progress(*, show: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error where that is a terminal, else nothing; the way gets longer as more links are found."""
    if not (show and sys.stderr.isatty()):
        yield lambda _count, _known: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("writing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("writing", total=None)
        yield lambda count, known: progress.update(task, completed=count, total=known)
