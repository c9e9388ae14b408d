"""The checks of `doctor`, one function each."""

import codecs
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

import msgspec

from ..errors import ListeningPostError, NothingThere
from ..examples import sample_watch
from ..knowledge import check_pack
from ..language import model_version
from .options import Front, packs_of

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
NEEDED_LIBRARIES = ("click", "rich", "msgspec", "sqlalchemy", "lxml", "lxml-html-clean", "trafilatura", "py3langid",
                    "onnxruntime", "numpy", "threadpoolctl")
# what pages of the regions that people watch come in, besides UTF-8
ENCODINGS = ("utf-8", "windows-1251", "windows-1252", "windows-1256", "koi8-r", "gb18030", "shift_jis", "euc-kr")
LITTLE_SPACE = 500 * 10**6


class Check(msgspec.Struct, frozen=True):
    """One thing looked at; `found` says what it is and, where it is not ok, what to do."""

    name: str
    state: Literal["ok", "warn", "wrong"]
    found: str


def all_checks(front: Front) -> Iterator[Check]:
    """Every check in order; one that raises an error of ours is wrong with that error's line. What needs settings that
    are wrong is told once, under them."""
    told: set[str] = set()
    for name, check in CHECKS.items():
        try:
            state, found = check(front)
        except ListeningPostError as error:
            state, found = "wrong", str(error)
        if state != "wrong" or found not in told:
            yield Check(name, state, found)
            told |= {found}


Finding = tuple[Literal["ok", "warn", "wrong"], str]


def python(_: Front) -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return "wrong", f"{found}; Listening Post needs 3.11 or later"
    return "ok", f"{found}, {sys.executable}"


def sqlite(_: Front) -> Finding:
    with sqlite3.connect(":memory:") as memory:
        try:
            memory.execute("CREATE VIRTUAL TABLE search USING fts5(text)")
            memory.execute("SELECT json_extract('{}', '$.a')")
        except sqlite3.OperationalError as error:
            return "wrong", f"{sqlite3.sqlite_version}: {error}; install a Python whose SQLite has FTS5 and JSON"
    memory.close()
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        return "wrong", f"{sqlite3.sqlite_version}; 3.37 or later is needed: install a newer Python"
    return "ok", f"{sqlite3.sqlite_version} with FTS5, JSON and STRICT tables"


def libraries(_: Front) -> Finding:
    found, missing = [], []
    for name in NEEDED_LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        return "wrong", f"not installed: {', '.join(missing)}; install Listening Post anew with pip"
    return "ok", ", ".join(found)


def settings(front: Front) -> Finding:
    return "ok", f"by {front.settings.by}, {front.settings.workers} at work, {front.settings.page_seconds} s a page"


def knowledge(front: Front) -> Finding:
    return "ok", f"packaged tables and packs, version {front.open_knowledge().version}"


def model(_: Front) -> Finding:
    return "ok", f"packed language model, {model_version()[:19]}…, every file whole"


def packs(front: Front) -> Finding:
    found = packs_of(front.settings)
    broken = {pack.name: problems for pack in found if (problems := check_pack(pack))}
    if broken:
        return "wrong", "; ".join(f"{name}: {problems[0]}" for name, problems in broken.items())
    return "ok", ", ".join(pack.name for pack in found) or "none of your own"


def sample(_: Front) -> Finding:
    watch = sample_watch()
    missing = [place for place in (watch.pages, watch.pack, watch.watch) if not place.exists()]
    if missing:
        return "wrong", f"not in the package: {missing[0]}; install Listening Post anew"
    return "ok", f"{sum(1 for _ in watch.pages.iterdir())} pages in the package"


def store(front: Front) -> Finding:
    try:
        with front.open_store() as held:
            counts = held.counts()
            lost = sum(1 for _ in held.dangling())
    except NothingThere:
        return "ok", f"none yet at {front.db}; `listening-post add FOLDER` makes one"
    found = f"{front.db}: {counts.pages:,} pages, {counts.refusals:,} not read, {counts.statements:,} statements"
    if lost:
        return "warn", f"{found}; {lost} corrections of what no page holds any more: listening-post fix"
    return "ok", found


def rights(front: Front) -> Finding:
    place = _nearest(Path(front.db).expanduser())
    if not os.access(place, os.W_OK):
        return "wrong", f"{place} cannot be written; name another place with --db or LISTENINGPOST_DB"
    return "ok", f"{place} can be written"


def disk(front: Front) -> Finding:
    free = shutil.disk_usage(_nearest(Path(front.db).expanduser())).free
    found = f"{free / 10**9:,.1f} GB free where the store lies"
    return ("warn", f"{found}; make room before bringing in many pages") if free < LITTLE_SPACE else ("ok", found)


def encodings(_: Front) -> Finding:
    missing = [name for name in ENCODINGS if not _is_known(name)]
    if missing:
        return "wrong", f"Python cannot read {', '.join(missing)}; install a complete Python"
    if codecs.lookup(sys.getfilesystemencoding()).name != "utf-8":
        return "warn", f"file names are {sys.getfilesystemencoding()}; set PYTHONUTF8=1"
    return "ok", f"{', '.join(ENCODINGS)}; file names are UTF-8"


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _nearest(path: Path) -> Path:
    """The path, or the nearest folder above it that is there."""
    return next((place for place in (path, *path.parents) if place.exists()), Path())


CHECKS: dict[str, Callable[[Front], Finding]] = {
    "python": python,
    "sqlite": sqlite,
    "libraries": libraries,
    "settings": settings,
    "knowledge": knowledge,
    "model": model,
    "your packs": packs,
    "sample watch": sample,
    "store": store,
    "write rights": rights,
    "disk": disk,
    "encodings": encodings,
}
