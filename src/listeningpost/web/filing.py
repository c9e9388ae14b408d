"""Addresses of pages that are written as files: relative ones, which hold on any host, on a stick, and from a disk."""

import posixpath
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from urllib.parse import quote

from ..schema import Record
from .asking import DeskPage
from .linking import DIGITS, Links, static

FEEDS = "feeds"  # the folder of the feeds
_PLAIN = re.compile(r"[0-9A-Za-z_][0-9A-Za-z_.-]{0,63}")  # a value that names a file as it stands, on any system


class Address(Record, frozen=True):
    """A page that is written: its name, the values in its path, and those of its query that it differs by."""

    page: str
    path: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()


class FileLinks(Links):
    """The links of a page written as the file `here`. Each is told to `note` with its file, so that what it leads to is
    written too. What is `fixed` is the same for every page, and no part of an address."""

    live = False

    def __init__(
        self, pages: tuple[DeskPage, ...], fixed: Mapping[str, str], here: str, note: Callable[[str, Address], None]
    ) -> None:
        super().__init__(pages, {})
        self._fixed, self._here, self._note = fixed, here, note

    def __call__(self, name: str, /, *, anchor: str = "", **values: str | int | None) -> str:
        given = {key: str(value) for key, value in values.items() if value is not None and key not in self._fixed}
        path = {key: value for key, value in given.items() if f"{{{key}}}" in self._paths[name]}
        query = _differing(name, {key: value for key, value in given.items() if key not in path})
        address = Address(page=name, path=tuple(path.items()), query=tuple(sorted(query.items())))
        file = file_of(address)
        self._note(file, address)
        return self._relative(file) + (f"#{quote(anchor)}" if anchor else "")

    def static(self, name: str) -> str:
        return self._relative(static(name).lstrip("/"))

    def feed(self, name: str) -> str:
        return self._relative(feed_file(name, "atom"))

    def _relative(self, file: str) -> str:
        return posixpath.relpath(file, posixpath.dirname(self._here) or ".")


def file_of(address: Address) -> str:
    """Where a page is written: `index.html`, `article/1c12773cbd5b.html`, `article/1c12773cbd5b--at-s12.html`."""
    name = "/".join((address.page if address.page != "edition" else "index", *(_part(v) for _, v in address.path)))
    return f"{name}{''.join(f'--{key}-{_part(value)}' for key, value in address.query)}.html"


def feed_file(name: str, form: str) -> str:
    """Where a feed is written: `feeds/brief.atom`."""
    return f"{FEEDS}/{_part(name)}.{form}"


def _differing(name: str, query: Mapping[str, str]) -> dict[str, str]:
    """What a file of a page differs by. An article is one file, with all its records, and its capture another: what is
    chosen in it is an anchor."""
    if name != "article":
        return dict(query)
    return {key: value for key, value in query.items() if (key, value) == ("side", "capture") or key == "character"}


def _part(value: str) -> str:
    """A value as part of a file's name; by its digest where it holds what a name may not."""
    if _PLAIN.fullmatch(value) and not value.endswith("."):
        return value
    return "x" + sha256(value.encode()).hexdigest()[:DIGITS]
