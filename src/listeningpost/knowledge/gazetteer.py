"""Where places lie: the packaged table of states and cities, and the places.toml of the user's packs over it.

Read when first asked, never by `add`: nothing of it enters the record.
"""

import functools
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

import msgspec

from ..errors import KnowledgeError
from ..schema import Record, Spot
from .surfaces import fold

FILE = "places.toml"
KNOWN_ABROAD = 200_000  # inhabitants: see `Gazetteer.guessed`


class PlaceEntry(Record, frozen=True, forbid_unknown_fields=True):
    """A block of a pack's places.toml: degrees north and east."""

    name: str
    lat: float
    lon: float
    kind: Literal["state", "capital", "city", "place"] = "place"
    aliases: tuple[str, ...] = ()
    country: str | None = None
    geonameid: int | None = None


class PlaceTable(Record, frozen=True, forbid_unknown_fields=True):
    """places.toml. `invented` where the places are made up, with where they lie; the map says so."""

    place: tuple[PlaceEntry, ...] = ()
    invented: bool = False


class Gazetteer:
    """Places by name. Made by `open_gazetteer`; never changed afterwards."""

    def __init__(self, tables: Sequence[PlaceTable]) -> None:
        self._own = defaultdict[str, list[Spot]](list)
        for table in tables:
            for entry in table.place:
                for name in dict.fromkeys(map(fold, (entry.name, *entry.aliases))):
                    self._own[name].append(_spot(entry, invented=table.invented))

    def where(self, name: str, kinds: Collection[str] = (), near: Collection[str] = ()) -> Spot | None:
        """Where a name lies; None where no place of it is known. Of several places of that name those in one of the
        states `near` (as `Spot.country` writes them) come before the rest, then a user's pack before the packaged
        table, then the place with most inhabitants. `kinds` bounds what is wanted. Case, accents and hyphens are
        folded."""
        wanted = fold(name)
        found = [spot for spot in (*self._own.get(wanted, ()), *_packaged(wanted)) if not kinds or spot.kind in kinds]
        if not found:
            return None
        best: Spot = max(found, key=lambda spot: (spot.country in near, spot.geonameid is None, spot.inhabitants))
        return best

    def guessed(self, spot: Spot, name: str, near: Collection[str]) -> bool:
        """Whether that a name means this place is no more than a guess: a packaged town, no capital, in none of the
        states `near`, of fewer than 200,000 inhabitants or by another name than its own. Of such names in TR-News,
        GeoVirus and GeoWebNews 75 of 119 lay within 161 km of where the table has them, of other spellings abroad 8
        of 24; of larger towns abroad 247 of 312, of towns of a state that the page names 382 of 409."""
        of_a_pack = spot.inhabitants == 0
        if of_a_pack or spot.kind in ("state", "capital") or spot.country in near:
            return False
        return spot.inhabitants < KNOWN_ABROAD or fold(spot.name) != fold(name)

    def choices(self, name: str, kinds: Collection[str] = ()) -> int:
        """How many places of that name are known."""
        wanted = fold(name)
        return sum(not kinds or spot.kind in kinds for spot in (*self._own.get(wanted, ()), *_packaged(wanted)))


@functools.cache
def open_gazetteer(packs: tuple[Path, ...] = ()) -> Gazetteer:
    """The packaged places with those of the packs. Raises KnowledgeError naming the file that cannot be used."""
    return Gazetteer([_table(pack) for pack in packs])


def place_problems(pack: Traversable) -> list[str]:
    """What is wrong with the places.toml of a pack; nothing where it has none."""
    try:
        table = _table(pack)
    except KnowledgeError as error:
        return [str(error)]
    return [f"{pack.name}/{FILE}: {entry.name}: {entry.lat}, {entry.lon} is nowhere on earth; latitude is -90 to 90,"
            " longitude -180 to 180" for entry in table.place if abs(entry.lat) > 90 or abs(entry.lon) > 180]


def _table(pack: Traversable) -> PlaceTable:
    file = pack.joinpath(FILE)
    if not file.is_file():
        return PlaceTable()
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8-sig")), PlaceTable)
    except (ValueError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{pack.name}/{FILE}: {error}; docs/packs.md shows how it looks") from error


def _spot(entry: PlaceEntry, *, invented: bool) -> Spot:
    return Spot(name=entry.name, kind=entry.kind, lat=entry.lat, lon=entry.lon, country=entry.country,
                geonameid=entry.geonameid, invented=invented)


# ---- the packaged table
def _packaged(wanted: str) -> Iterator[Spot]:
    """The packaged places of a folded name."""
    rows = _rows()
    for number in _index().get(wanted, ()):
        id_, kind, name, country, lat, lon, thousands, atlas, _ = rows[number].split("\t")
        yield msgspec.convert(
            {"name": name, "kind": kind, "lat": lat, "lon": lon, "country": country, "geonameid": id_,
             "inhabitants": int(thousands) * 1000, "atlas": atlas or None}, Spot, strict=False,
        )


@functools.cache
def _rows() -> tuple[str, ...]:
    text = files(__package__).joinpath("data", "places.tsv").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line[:1] != "#")


@functools.cache
def _index() -> Mapping[str, Sequence[int]]:
    """The numbers of the rows of each name; a name that is not plain letters stands folded among its spellings."""
    found = defaultdict[str, list[int]](list)
    for number, row in enumerate(_rows()):
        for name in _names(row.split("\t")):
            found[name].append(number)
    return found


def _names(cells: Sequence[str]) -> Iterable[str]:
    yield cells[2].lower()
    if cells[8]:
        yield from cells[8].split("|")
