"""The map: places where they lie, names that do not overlap, what is said of its ground."""

import re

import pytest
from lxml import html

from listeningpost.knowledge import open_gazetteer
from listeningpost.schema import Spot
from listeningpost.views.drawings.atlas import ground, lands
from listeningpost.views.drawings.places import BOUNDARIES, INVENTED, Named, draw_places, framed
from listeningpost.views.drawings.projection import fitted


def named(name: str, lines: int = 1, kind: str = "city") -> Named:
    spot = open_gazetteer().where(name, ("state",) if kind == "state" else ("capital", "city"))
    assert spot is not None
    return Named(name=name, spot=spot, lines=lines)


def made_up(name: str, lat: float, lon: float) -> Named:
    return Named(name=name, spot=Spot(name=name, kind="place", lat=lat, lon=lon, invented=True), lines=2)


def shape(places: list[Named], which: str = "wide") -> html.HtmlElement:
    (drawing,) = html.fragment_fromstring(draw_places(places)).xpath(f".//svg[contains(@class, '{which}')]")
    return drawing


def texts(drawing: html.HtmlElement, style: str) -> set[str]:
    return set(drawing.xpath(f".//text[@class='{style}']/text()"))


ASIA = [named("Moscow", 9), named("Kabul", 20), named("Dushanbe", 4), named("Afghanistan", 30, "state")]


@pytest.mark.parametrize("which", ["wide", "narrow"])
def test_places_stand_where_they_lie(which: str) -> None:
    drawing = shape(ASIA, which)
    at = {dot.get("data-place"): (float(dot.get("cx")), float(dot.get("cy"))) for dot in drawing.xpath(".//circle")}
    assert at.keys() == {"Moscow", "Kabul", "Dushanbe"}
    assert at["Moscow"][0] < at["Kabul"][0]
    assert at["Moscow"][1] < at["Dushanbe"][1] < at["Kabul"][1]
    assert texts(drawing, "town") == {"Moscow", "Kabul", "Dushanbe"}
    assert "".join(texts(drawing, "state")).replace(" ", "") == "AFGHANISTAN"


def test_a_place_of_more_lines_is_larger_and_a_named_state_is_shaded() -> None:
    drawing = shape(ASIA)
    size = {dot.get("data-place"): float(dot.get("r")) for dot in drawing.xpath(".//circle")}
    assert size["Kabul"] > size["Moscow"] > size["Dushanbe"]
    (shaded,) = drawing.xpath(".//path[contains(@class, 'named')]")
    assert shaded.xpath("string(title)") == "Afghanistan: 30 lines"


def test_the_map_says_what_its_boundaries_are() -> None:
    assert BOUNDARIES in " ".join(texts(shape(ASIA), "said"))
    assert BOUNDARIES in shape(ASIA).xpath("string(desc)")


def test_a_map_of_invented_places_says_so_and_draws_no_boundary_of_a_real_state() -> None:
    drawing = shape([made_up("Brennik", 66.2, 17.9), made_up("Ulmezh", 66.5, 19.1)])
    assert " ".join(sorted(drawing.xpath(".//text[@class='said']/text()"))) == INVENTED
    assert set(drawing.xpath(".//path[contains(@class, 'land')]/@class")) == {"land made-up"}
    mixed = shape([made_up("Brennik", 66.2, 17.9), named("Moscow")])
    assert "Some of the places are invented" in mixed.xpath("string(desc)")


def test_a_far_state_of_few_lines_lies_beyond_the_frame_and_is_named() -> None:
    places = [*ASIA, named("Australia", 2, "state")]
    assert [one.name for one in places if one not in framed(places)] == ["Australia"]
    assert "Beyond the frame: Australia (2)" in draw_places(places)


def test_places_all_over_the_earth_are_drawn_on_a_map_of_it() -> None:
    drawing = shape([named("Washington"), named("Canberra"), named("Kabul"), named("Pretoria")])
    at = {dot.get("data-place"): float(dot.get("cx")) for dot in drawing.xpath(".//circle")}
    assert at["Washington"] < at["Pretoria"] < at["Kabul"] < at["Canberra"]
    assert len(drawing.xpath(".//path[contains(@class, 'land')]")) > 150


def test_hostile_names_stay_text() -> None:
    drawing = draw_places([made_up('<script>alert(1)</script>"', 1, 1), made_up("b\u202e", 2, 2)])
    assert "<script" not in drawing
    assert "\u202e" not in drawing


def test_no_place_no_map() -> None:
    assert draw_places([]) == ""


# ---- ground
def test_land_is_cut_at_the_frame() -> None:
    _, outlines = ground(((68.0, 36.0), (37.0, 55.0)), 760, 470)
    numbers = [float(number) for _, path in outlines for number in re.findall(r"-?[\d.]+", path)]
    assert min(numbers) >= -6.1
    assert max(numbers) <= 766.1
    assert {"Afghanistan", "Russia"} <= {land.name for land, _ in outlines}
    assert "Brazil" not in {land.name for land, _ in outlines}


@pytest.mark.parametrize("points", [[(0.0, 0.0)], [(179.5, -17.0), (-179.5, -16.0)], [(-70.0, -33.0), (-58.0, -34.0)]])
def test_the_frame_holds_what_it_is_fitted_to(points: list[tuple[float, float]]) -> None:
    projection = fitted(points, 760, 470, 46)
    for point in points:
        spot = projection.at(*point)
        assert spot is not None
        assert 45 <= spot[0] <= 715
        assert 45 <= spot[1] <= 425


def test_the_atlas_has_a_ring_for_every_state() -> None:
    assert len(lands()) > 230
    assert all(land.rings and all(len(ring) > 2 for ring in land.rings) for land in lands("110m"))
