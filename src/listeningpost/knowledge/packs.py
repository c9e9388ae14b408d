"""Reading a knowledge pack: a folder of TOML tables. What is wrong with it is gathered, entry by entry."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from ..edtf import bounds
from ..errors import KnowledgeError
from ..schema import Affair, Office, Record
from .entries import ActorEntry, AffairEntry, Entry, OfficeEntry, PackHead, PersonEntry, StateEntry

T = TypeVar("T")
Dated = TypeVar("Dated", OfficeEntry, AffairEntry)

TABLES: tuple[tuple[str, str, type[Entry]], ...] = (
    ("states.toml", "state", StateEntry),
    ("actors.toml", "actor", ActorEntry),
    ("people.toml", "person", PersonEntry),
)


class Pack(Record, frozen=True):
    """One pack as read: its head, its entries and offices in order, its title words, and what is wrong with it."""

    head: PackHead
    entries: tuple[Entry, ...] = ()
    offices: tuple[Office, ...] = ()
    affairs: tuple[Affair, ...] = ()
    titles: dict[str, tuple[str, ...]] = {}
    problems: tuple[str, ...] = ()


def read_pack(folder: Traversable, *, with_sources: bool = False) -> Pack:
    """The pack in a folder, with all its problems named by file and entry; whether each named source is listed is
    looked at `with_sources` only, for it takes time and changes no answer. Raises KnowledgeError only where there is
    no pack at all (no folder, no pack.toml)."""
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}: no such folder; give the folder that holds pack.toml")
    if not folder.joinpath("pack.toml").is_file():
        raise KnowledgeError(f"{folder}: no pack.toml in it; a pack needs one with title and version")
    problems: list[str] = []
    head = _converted(_table(folder, "pack.toml", problems), PackHead, f"{folder.name}/pack.toml", problems)
    entries = tuple(_entries(folder, problems))
    offices = tuple(_dated(folder, "office", OfficeEntry, problems))
    affairs = tuple(_dated(folder, "affair", AffairEntry, problems))
    problems += _doubles(folder, entries)
    problems += _unknown_sources(folder, (*entries, *offices, *affairs), problems) if with_sources else []
    titles = _titles(folder, problems)
    head = head or PackHead(title=folder.name, version="?")
    return Pack(head=head, entries=entries, offices=offices, affairs=affairs, titles=titles, problems=tuple(problems))


def edition_of(pack: Pack) -> str:
    """Its version with a digest of its entries: an entry mended without a new version makes another edition."""
    return f"{pack.head.version}.{hashlib.sha256(msgspec.json.encode(pack)).hexdigest()[:8]}"


def _table(folder: Traversable, file: str, problems: list[str]) -> dict[str, Any]:
    path = folder.joinpath(file)
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{folder.name}/{file}: cannot be read as TOML: {error}")
        return {}


def _blocks(folder: Traversable, file: str, block: str, problems: list[str]) -> list[dict[str, Any]]:
    table = _table(folder, file, problems)
    problems += [f"{folder.name}/{file}: unknown table [[{name}]]; the blocks here are [[{block}]]"
                 for name in table if name != block]
    found = table.get(block, [])
    if not (isinstance(found, list) and all(isinstance(x, dict) for x in found)):
        problems.append(f"{folder.name}/{file}: write each entry as a block [[{block}]]")
        return []
    return found


def _converted(raw: Mapping[str, Any], kind: type[T], where: str, problems: list[str]) -> T | None:
    try:
        return msgspec.convert(_dates_as_text(raw), kind)
    except msgspec.ValidationError as error:
        problems.append(f"{where}: {error}")
        return None


def _dates_as_text(raw: Mapping[str, Any]) -> dict[str, Any]:
    """TOML has dates of its own; written without quotation marks they mean the same here."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in raw.items()}


def _entries(folder: Traversable, problems: list[str]) -> Iterator[Entry]:
    for file, block, kind in TABLES:
        for number, raw in enumerate(_blocks(folder, file, block, problems), 1):
            where = f"{folder.name}/{file}: {raw.get('key') or f'entry {number}'}"
            entry = _converted(raw, kind, where, problems)
            if entry is None:
                continue
            if isinstance(entry, StateEntry | ActorEntry):
                problems += _bad_dates(where, "to", entry.to)
                problems += [p for m in entry.members for p in _bad_stretch(where, m.start, m.to)]
            yield entry


def _dated(folder: Traversable, block: str, kind: type[Dated], problems: list[str]) -> Iterator[Dated]:
    """The offices or the affairs, each named in problems by its number and by what it is."""
    for number, raw in enumerate(_blocks(folder, f"{block}s.toml", block, problems), 1):
        one, other = ("person", "role") if block == "office" else ("of", "kind")
        where = f"{folder.name}/{block}s.toml: entry {number} ({raw.get(one)}, {raw.get(other)})"
        entry = _converted(raw, kind, where, problems)
        if entry is not None:
            problems += _bad_stretch(where, entry.start, entry.to)
            problems += _bad_dates(where, "known_until", getattr(entry, "known_until", None))
            yield entry


def _bad_dates(where: str, field: str, value: str | None) -> list[str]:
    if value is None:
        return []
    try:
        bounds(value)
    except ValueError as error:
        return [f"{where}: `{field}`: {error}"]
    return []


def _bad_stretch(where: str, start: str | None, end: str | None) -> list[str]:
    wrong = _bad_dates(where, "from", start) + _bad_dates(where, "to", end)
    if not wrong and start and end and bounds(start)[0] > bounds(end)[1]:
        return [f"{where}: `to` {end} comes before `from` {start}"]
    return wrong


def _doubles(folder: Traversable, entries: Iterable[Entry]) -> list[str]:
    seen: set[str] = set()
    doubles = []
    for entry in entries:
        if entry.key in seen:
            doubles.append(f"{folder.name}: the key {entry.key} stands for two entries; keys are unique across a pack")
        seen.add(entry.key)
    return doubles


def _unknown_sources(folder: Traversable, items: Iterable[Entry | Office | Affair], problems: list[str]) -> list[str]:
    """Source ids that sources.toml does not list; a pack without that file names its sources freely."""
    if not folder.joinpath("sources.toml").is_file():
        return []
    raw = _table(folder, "sources.toml", problems).get("source", [])
    listed = set(raw) if isinstance(raw, dict) else {x.get("id", x.get("key")) for x in raw}
    used = sorted({source for item in items for source in item.sources} - listed)
    return [f"{folder.name}/sources.toml: no source {source}, which entries name" for source in used]


def _titles(folder: Traversable, problems: list[str]) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, words in _table(folder, "titles.toml", problems).items():
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            found[name] = tuple(words)
        else:
            problems.append(f"{folder.name}/titles.toml: {name}: want a list of words")
    return found
