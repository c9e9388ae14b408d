"""The timeline: a row for each kind of line, every line at its day, bars, rings, and what is not drawn counted."""

from lxml import html

from listeningpost.schema import Cite, Line
from listeningpost.views.drawings import draw_timeline


def line(number: int, date: str | None, kind: str = "statement", who: str = "Ada Morn") -> Line:
    cite = Cite(page=f"{number % 10}" * 64, span=(0, 4), quote=f"words {number} <b>")
    return Line(id=f"s{number:012}", kind=kind, lead=who, who=who, quote=cite.quote, cites=(cite,), date=date)


def shape(lines: list[Line], which: str = "wide") -> html.HtmlElement:
    (drawing,) = html.fragment_fromstring(draw_timeline(lines)).xpath(f".//svg[contains(@class, '{which}')]")
    return drawing


LINES = [line(1, "2021-03-16"), line(2, "2023-11-30"), line(3, "2022-01-01", "page"), line(4, "2022-06", "figure"),
         line(5, None)]


def test_every_kind_has_its_row_and_every_dated_line_its_mark() -> None:
    for which in ("wide", "narrow"):
        drawing = shape(LINES, which)
        assert drawing.xpath(".//text[@class='name']/text()") == ["Pages", "Statements", "Figures"]
        assert sorted(drawing.xpath(".//g[@class='mark']/@data-lines")) == [one.id for one in LINES[:4]]


def test_later_lines_stand_further_right() -> None:
    first, second = shape(LINES).xpath(".//g[contains(@class, 'statement')]/g[@class='mark']//circle")
    assert float(first.get("cx")) < float(second.get("cx"))


def test_a_stretch_is_a_bar_and_an_open_end_a_ring_with_an_arrow() -> None:
    drawing = shape([line(1, "2021-01-01/2021-12-31"), line(2, "2023-01-01/.."), line(3, "../2024-05-01")])
    assert drawing.xpath("count(.//rect[@class='bar'])") == 1
    assert drawing.xpath("count(.//circle[@class='ring'])") == 1
    assert drawing.xpath("count(.//path[@class='arrow'])") == 1
    (dot,) = drawing.xpath(".//circle[not(@class)]")
    assert dot.getparent().get("data-lines") == "s000000000003"


def test_lines_of_one_day_are_one_larger_mark_that_tells_them_all() -> None:
    drawing = shape([line(1, "2021-01-01"), line(2, "2021-01-01"), line(3, "2023-01-01")])
    both, one = drawing.xpath(".//g[@class='mark']")
    assert both.get("data-lines") == "s000000000001 s000000000002"
    assert "words 1 <b>" in both.xpath("string(title)")
    assert float(both.xpath("./circle/@r")[0]) > float(one.xpath("./circle/@r")[0])


def test_what_has_no_day_is_counted() -> None:
    assert "1 without a day is not drawn" in draw_timeline(LINES)
    assert draw_timeline([line(1, None), line(2, "2021")]) == ""


def test_page_words_are_text_alone() -> None:
    assert "<b>" not in draw_timeline(LINES)
