"""Where places lie: the packaged table, packs over it, and names that several places share."""

from pathlib import Path

import pytest

from listeningpost.errors import KnowledgeError
from listeningpost.examples import sample_watch
from listeningpost.knowledge import check_pack, open_gazetteer


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country"),
    [
        ("Kunduz", 36.7, 68.9, "AF"), ("Konduz", 36.7, 68.9, "AF"), ("Mazar-i-Sharif", 36.7, 67.1, "AF"),
        ("Kiev", 50.5, 30.5, "UA"), ("Peking", 39.9, 116.4, "CN"), ("Bombay", 19.1, 72.9, "IN"),
        ("Herat", 34.3, 62.2, "AF"), ("Ulaanbaatar", 47.9, 106.9, "MN"), ("PARIS", 48.9, 2.3, "FR"),
    ],
)
def test_towns_are_found_by_the_names_that_pages_use(name: str, lat: float, lon: float, country: str) -> None:
    spot = open_gazetteer().where(name, ("capital", "city"))
    assert spot is not None
    assert (round(spot.lat, 1), round(spot.lon, 1), spot.country) == (lat, lon, country)


@pytest.mark.parametrize(
    ("name", "atlas"), [("Russia", "643"), ("Kosovo", "Kosovo"), ("Holy See", "336"), ("Palestine", "275")]
)
def test_states_lie_in_their_middle_and_are_known_to_the_atlas(name: str, atlas: str) -> None:
    spot = open_gazetteer().where(name, ("state",))
    assert spot is not None
    assert spot.atlas == atlas


def test_of_several_places_the_largest_is_meant_unless_the_page_is_about_another_state() -> None:
    gazetteer = open_gazetteer()
    alone, near = gazetteer.where("Valencia", ("city",)), gazetteer.where("Valencia", ("city",), near={"ES"})
    assert alone is not None
    assert near is not None
    assert gazetteer.choices("Valencia") > 1
    assert (alone.country, near.country) == ("VE", "ES")


@pytest.mark.parametrize(
    ("name", "near", "guessed"),
    [
        ("Orland", (), True), ("Orland", ("US",), False), ("Valencia", ("ES",), False), ("Paris", (), False),
        ("Karlsruhe", (), False), ("Heilbronn", (), True), ("Heilbronn", ("DE",), False), ("Kiev", (), False),
    ],
)
def test_a_small_town_of_a_state_that_the_page_does_not_name_is_a_guess(
    name: str, near: tuple[str, ...], guessed: bool,
) -> None:
    gazetteer = open_gazetteer()
    spot = gazetteer.where(name, ("capital", "city"), near)
    assert spot is not None
    assert gazetteer.guessed(spot, name, near) is guessed


def test_a_packs_own_town_is_no_guess(tmp_path: Path) -> None:
    gazetteer = open_gazetteer((made_pack(tmp_path, '[[place]]\nname = "Ost"\nkind = "city"\nlat = 1.5\nlon = 2.5\n'),))
    spot = gazetteer.where("ost")
    assert spot is not None
    assert not gazetteer.guessed(spot, "ost", ())


def test_a_name_of_no_place_is_nowhere() -> None:
    assert open_gazetteer().where("Central Asia") is None
    assert open_gazetteer().where("") is None


def test_the_sample_watchs_places_are_invented_and_say_so() -> None:
    spot = open_gazetteer((sample_watch().pack,)).where("Brennik")
    assert spot is not None
    assert spot.invented
    assert open_gazetteer().where("Brennik") is None


def made_pack(folder: Path, places: str) -> Path:
    (folder / "pack.toml").write_text('title = "Made"\nversion = "1"\n', encoding="utf-8")
    (folder / "places.toml").write_text(places, encoding="utf-8")
    return folder


def test_a_packs_own_place_comes_before_the_packaged_one(tmp_path: Path) -> None:
    pack = made_pack(tmp_path, '[[place]]\nname = "Camp Kunduz"\naliases = ["Kunduz"]\nlat = 1.5\nlon = 2.5\n')
    spot = open_gazetteer((pack,)).where("kunduz")
    assert spot is not None
    assert (spot.lat, spot.lon, spot.kind) == (1.5, 2.5, "place")
    assert check_pack(pack) == []


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ('[[place]]\nname = "X"\nlat = 91.0\nlon = 0.0\n', "X: 91.0, 0.0 is nowhere on earth"),
        ('[[place]]\nname = "X"\nlat = 1.0\n', "missing required field `lon`"),
        ('[[place]]\nname = "X"\nlat = 1.0\nlon = 2.0\nheight = 3\n', "unknown field `height`"),
        ("[[place]\n", "places.toml"),
    ],
)
def test_what_is_wrong_with_a_packs_places_is_named(tmp_path: Path, places: str, told: str) -> None:
    problems = check_pack(made_pack(tmp_path, places))
    assert len(problems) == 1
    assert told in problems[0]


def test_a_broken_table_stops_the_map_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"places\.toml"):
        open_gazetteer((made_pack(tmp_path, "[[place]\n"),))


def test_the_table_is_small_and_names_its_source() -> None:
    file = Path(__file__).parents[2] / "src/listeningpost/knowledge/data/places.tsv"
    text = file.read_text(encoding="utf-8")
    assert len(text.encode()) < 1_000_000
    assert "CC BY 4.0" in text[:900]
