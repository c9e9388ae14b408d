"""Where captures are brought in from: standard input, a folder, a file. Nothing is fetched."""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from ..errors import NothingThere, Refusal
from ..schema import Capture, RefusedPage
from .making import LARGEST, capture, refused, too_large

Collected = Iterator[Capture | RefusedPage]
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|www\.[^/\s]+\.")


class Collector(NamedTuple):
    """One kind of source: `takes` says whether a source is of it; the first that takes a source collects it."""

    name: str
    takes: Callable[[str], bool]
    collect: Callable[[str, str | None], Collected]
    how_many: Callable[[str], int | None]


# ---- standard input
def _from_input(source: str, taken_at: str | None) -> Collected:
    body = sys.stdin.buffer.read(LARGEST + 1)
    yield _wanted(body, source, taken_at, "standard input")


# ---- the web
def _from_web(source: str, _taken_at: str | None) -> Collected:
    raise NothingThere(f"{source}: fetching is not built in yet; save the page in a browser and add the file")


# ---- one file
def _from_file(source: str, taken_at: str | None) -> Collected:
    try:
        with open(source, "rb") as file:
            body = file.read(LARGEST + 1)
    except OSError as error:
        raise NothingThere(f"{shown(source)} cannot be read: {error.strerror}") from error
    yield _wanted(body, shown(source), taken_at, shown(source))


def _wanted(body: bytes, source: str, taken_at: str | None, name: str) -> Capture:
    """The capture of a body that was asked for by name. Raises NothingThere with what to do."""
    try:
        if len(body) > LARGEST:
            raise too_large()
        return capture(body, source, taken_at)
    except Refusal as refusal:
        raise NothingThere(f"{name} cannot be brought in: {refusal.reason}") from refusal


# ---- a folder
def _from_folder(source: str, taken_at: str | None) -> Collected:
    found = False
    for path in paths_in(source):
        found = True
        yield _kept(path, taken_at)
    if not found:
        raise NothingThere(f"{shown(source)} holds no files; add a folder with HTML pages or page texts")


def _kept(path: str, taken_at: str | None) -> Capture | RefusedPage:
    """The capture of one file of a folder, or why there is none."""
    body = None
    try:
        body = _read(path)
        return capture(body, shown(path), taken_at)
    except Refusal as refusal:
        return refused(refusal, shown(path), body)


def _read(path: str) -> bytes:
    """A regular file's bytes. Raises Refusal; pipes and devices are not opened, since they may never end."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise Refusal("captures", _NOT_READ.get(stat.S_IFMT(status.st_mode), "it is not a regular file"))
        if status.st_size > LARGEST:
            raise too_large()
        with open(path, "rb") as file:
            return _all_of(file)
    except OSError as error:
        raise Refusal("captures", f"it cannot be read: {error.strerror}") from error


_NOT_READ = {stat.S_IFDIR: "it is a folder that cannot be opened or was met already; check its permissions"}


def _all_of(file: BinaryIO) -> bytes:
    body = file.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise too_large()
    return body


def paths_in(folder: str) -> Iterator[str]:
    """The files under a folder in the order of their names, hidden ones left out; a folder that cannot be opened is
    given as if it were a file. Links to folders are followed once. Holds the names of one folder at a time."""
    met: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not _is_new_folder(path, met):
            continue
        names = _names(path)
        if names is None:
            yield path
            continue
        folders = []
        for name in names:
            inner = os.path.join(path, name)
            if os.path.isdir(inner):
                folders.append(inner)
            else:
                yield inner
        waiting += reversed(folders)


def _is_new_folder(path: str, met: set[tuple[int, int]]) -> bool:
    try:
        status = os.stat(path)
    except OSError:  # gone or shut since its name was read: told when it is opened
        return True
    known = (status.st_dev, status.st_ino)
    if known in met:
        return False
    met.add(known)
    return True


def _names(folder: str) -> list[str] | None:
    """The names in a folder in order, without hidden ones; None where it cannot be opened."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError:
        return None


def shown(path: str) -> str:
    """A path as text that can be stored: bytes of its name that are no UTF-8 as U+FFFD."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _count_in(folder: str) -> int:
    return sum(1 for _ in paths_in(folder))


_NOT_THERE = "is not there; give a file, a folder, or - for standard input"


def _missing(source: str, _taken_at: str | None) -> Collected:
    name = shown(source) if source.strip() else repr(source)
    try:
        os.lstat(source)
    except PermissionError as error:
        raise NothingThere(f"{name} cannot be read: {error.strerror}") from error
    except OSError as error:
        raise NothingThere(f"{name} {_NOT_THERE}") from error
    raise NothingThere(f"{name} {_NOT_THERE}")  # it came a moment ago


COLLECTORS: tuple[Collector, ...] = (
    Collector("standard input", lambda source: source == "-", _from_input, lambda _: None),
    Collector("folder", os.path.isdir, _from_folder, _count_in),
    Collector("file", os.path.lexists, _from_file, lambda _: 1),
    Collector("web", lambda source: _ADDRESS.match(source) is not None, _from_web, lambda _: None),
    Collector("missing", lambda _: True, _missing, lambda _: None),
)
