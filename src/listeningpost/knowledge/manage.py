"""Opening, checking, adding and listing packs."""

import shutil
from collections.abc import Iterable, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ..errors import KnowledgeError
from ..schema import Record
from .gazetteer import place_problems
from .knowledge import Knowledge
from .packs import Pack, read_pack

SHOWN = 3


class PackListed(Record, frozen=True):
    """A pack in the user's folder, as `knowledge list` shows it."""

    name: str
    title: str
    version: str
    note: str
    entries: int
    offices: int
    problems: int


def open_knowledge(packs: Sequence[Path] = ()) -> Knowledge:
    """The packaged knowledge with the user's packs over it; an entry with the same key replaces the earlier one.

    Raises KnowledgeError naming file and entry where a pack cannot be used.
    """
    read = [_sound(folder) for folder in (_packaged(), *packs)]
    problems = _dangling(read)
    if problems:
        raise KnowledgeError(_told(problems))
    return Knowledge(read)


def check_pack(path: Path) -> list[str]:
    """All that is wrong with a pack, one line each with file and entry; empty where it can be used."""
    try:
        pack = read_pack(path, with_sources=True)
    except KnowledgeError as error:
        return [str(error)]
    return [*pack.problems, *place_problems(path)] or _dangling([_sound(_packaged()), pack])


def add_pack(path: Path, into: Path) -> Path:
    """Copy a sound pack into the user's folder, in place of an earlier one of that name; gives where it now lies.

    Raises KnowledgeError with all problems where it is not sound.
    """
    problems = check_pack(path)
    if problems:
        raise KnowledgeError("; ".join(problems))
    place = into / path.resolve().name
    if place == path.resolve():
        return place
    if place.exists():
        shutil.rmtree(place)
    place.mkdir(parents=True)
    for file in sorted(path.glob("*.toml")):
        shutil.copyfile(file, place / file.name)
    return place


def find_packs(folder: Path) -> tuple[Path, ...]:
    """The packs in a folder, by name: what `open_knowledge` takes. Empty where the folder is not there."""
    return tuple(sorted(file.parent for file in folder.glob("*/pack.toml")))


def list_packs(folder: Path) -> tuple[PackListed, ...]:
    """What the packs in a folder are; a broken one is listed with the number of its problems."""
    return tuple(_listed(path.name, read_pack(path)) for path in find_packs(folder))


def _listed(name: str, pack: Pack) -> PackListed:
    head = pack.head
    return PackListed(name=name, title=head.title, version=head.version, note=head.note, entries=len(pack.entries),
                      offices=len(pack.offices), problems=len(pack.problems))


def _packaged() -> Traversable:
    return files(__package__).joinpath("data")


def _sound(folder: Traversable) -> Pack:
    pack = read_pack(folder)
    if pack.problems:
        raise KnowledgeError(_told(pack.problems))
    return pack


def _dangling(packs: Sequence[Pack]) -> list[str]:
    """Offices, states of affairs, memberships and countries that name a key which no pack has."""
    keys = {entry.key for pack in packs for entry in pack.entries}
    return [problem for pack in packs for problem in _loose_ends(pack, keys)]


def _loose_ends(pack: Pack, keys: set[str]) -> Iterable[str]:
    for office in pack.offices:
        for field, key in (("person", office.person), ("of", office.of)):
            if key not in keys:
                yield f"{pack.head.title}/offices.toml: {office.role} of {office.of}: `{field}` {key} is no entry's key"
    for affair in pack.affairs:
        for named in filter(None, (affair.of, affair.over)):
            if named not in keys:
                yield f"{pack.head.title}/affairs.toml: {affair.of} {affair.kind}: {named} is no entry's key"
    for entry in pack.entries:
        wanted = [m.of for m in getattr(entry, "members", ())] + [getattr(entry, "country", None)]
        for key in filter(None, wanted):
            if key not in keys:
                yield f"{pack.head.title}: {entry.key} names {key}, which is no entry's key"


def _told(problems: Sequence[str]) -> str:
    rest = len(problems) - SHOWN
    more = [f"and {rest} more; `listening-post knowledge check FOLDER` lists them all"] if rest > 0 else []
    return "; ".join([*problems[:SHOWN], *more])
