"""A series full size: repeats hollow, conflicts crossed, foretold square, bounds, and scales that fit."""

import pytest
from lxml import html

from listeningpost.schema import Cite, Line, Point
from listeningpost.views import draw_quantity


def claim(number: int, level: float, relation: str, day: str | None = "2031-05-01", **more: object) -> Line:
    cite = Cite(page=f"{number}" * 64, span=(0, 4), quote=f"{level:g} camps <b>")
    point = Point(level=level, relation=relation, day=day, **more)  # type: ignore[arg-type]
    return Line(id=f"f{number:012}", kind="figure", lead="Ada Morn", who="Ada Morn", quote=cite.quote, cites=(cite,),
                point=point, group="Camps: 11", outlet="The Pier")


CLAIMS = [
    claim(1, 11, "first"), claim(2, 11, "repeat", "2032-05-01"), claim(3, 30, "update", "2033-01-01", low=30.0),
    claim(4, 50, "conflict", "2033-05-01"), claim(5, 90, "update", "2034-05-01", stage="plan"),
]


def shape(lines: list[Line], which: str = "wide") -> html.HtmlElement:
    (drawing,) = html.fragment_fromstring(draw_quantity(lines)).xpath(f".//svg[contains(@class, '{which}')]")
    return drawing


def test_form_tells_what_a_claim_is() -> None:
    drawing = shape(CLAIMS)
    assert drawing.xpath("count(.//circle[@class='hollow'])") == 1
    assert drawing.xpath("count(.//path[@class='cross'])") == 1
    assert drawing.xpath("count(.//rect[@class='hollow'])") == 1
    assert drawing.xpath("count(.//path[@class='bound'])") == 1
    assert len(drawing.xpath(".//g[@class='mark']")) == len(CLAIMS)
    assert "2032-05-01: 11 camps <b>, Ada Morn, the same again" in drawing.xpath("string(desc)")


def test_each_side_has_a_course_of_its_own() -> None:
    drawing = shape([claim(1, 11, "first", side=1), claim(2, 30, "conflict", "2031-05-02", side=2),
                     claim(3, 12, "update", "2032-05-01", side=1), claim(4, 30, "repeat", "2033-05-01", side=2)])
    one, other = drawing.xpath(".//path[@class='course']")
    assert not one.get("stroke-dasharray")
    assert other.get("stroke-dasharray")
    assert [path.get("d").count("H") for path in (one, other)] == [1, 1]


def test_higher_values_stand_higher_and_later_days_further_right() -> None:
    marks = shape(CLAIMS).xpath(".//g[@class='mark']")
    at = {mark.get("data-lines"): mark.xpath("./circle[last()]") for mark in marks}
    first, third = at["f000000000001"][0], at["f000000000003"][0]
    assert float(first.get("cx")) < float(third.get("cx"))
    assert float(first.get("cy")) > float(third.get("cy"))


@pytest.mark.parametrize(
    ("levels", "ticks"),
    [
        ((11, 11), ["11"]),
        ((6500, 65000), ["0", "20,000", "40,000", "60,000", "80,000"]),
        ((3, 40000), ["1", "10", "100", "1,000", "10,000", "100,000"]),
        ((96, 98), ["96", "96.5", "97", "97.5", "98"]),
        ((-4, 8), ["-4", "-2", "0", "2", "4", "6", "8"]),
    ],
)
def test_scales(levels: tuple[float, float], ticks: list[str]) -> None:
    drawing = shape([claim(1, levels[0], "first"), claim(2, levels[1], "update", "2033-05-01")])
    assert [text for text in drawing.xpath(".//text[@class='tick']/text()") if not text.startswith("20")
            or "," in text] == ticks


def test_claims_without_a_day_stand_in_their_order_and_the_legend_says_so() -> None:
    drawing = draw_quantity([claim(1, 11, "first", None), claim(2, 12, "update")])
    assert "not every day is known" in drawing


def test_lines_that_are_no_series_are_not_drawn() -> None:
    assert draw_quantity(CLAIMS[:1]) == ""
    assert draw_quantity([]) == ""
