"""Series in the view of figures: the sample watch's number that never changed, in text and as drawings."""

import pytest
from lxml import html
from msgspec.structs import replace

from listeningpost.errors import UnknownId
from listeningpost.schema import Cite, FigureSeriesLink, FlagReason, Line, Point, Question, SeriesPoint
from listeningpost.store import Store
from listeningpost.views import ask, render_html, render_json, render_markdown, render_text, show
from listeningpost.views.figures import figure_line
from listeningpost.views.series import series_lines
from listeningpost.views.sparkline import draw_series, spark_rows


def claim(number: int, level: float, relation: str, day: str | None = None, **more: object) -> tuple[SeriesPoint, Line]:
    """A point of a series and the line of its figure, on a page of its own."""
    page, id_ = f"{number}" * 64, f"f{number:012}"
    cite = Cite(page=page, span=(0, 4), quote=f"{level:g} camps <b>")
    point = SeriesPoint(figure=(page, id_), page=page, value=level, level=level, relation=relation, **more)  # type: ignore[arg-type]
    return point, Line(id=id_, kind="figure", lead="Ada Morn", quote=cite.quote, cites=(cite,), date=day)


def drawn(*claims: tuple[SeriesPoint, Line], **more: object) -> list[Line]:
    link = FigureSeriesLink(id="n1", what="camps", points=tuple(point for point, _ in claims), **more)  # type: ignore[arg-type]
    return list(series_lines([link], {line.id: line for _, line in claims}))


# ---- the sample watch
def test_the_number_that_never_changed_stands_first_with_since_when(joined_watch: Store) -> None:
    view = ask(joined_watch, "figures", Question())
    groups = list(dict.fromkeys(line.group for line in view.lines if line.point))
    assert groups[0].startswith("Camps of Sawren People's Front: 11 — unchanged since 2019 (")
    camps = [line for line in view.lines if line.group == groups[0]]
    assert (camps[0].outlet, camps[0].quote, camps[0].date) == ("Tamburak Today", "11 rebel camps", "2019-05-22")
    assert {line.point.relation for line in camps[1:] if line.point} == {"repeat"}
    assert "Eleven camps" in {line.quote for line in camps}
    assert len({line.cites[0].page for line in camps}) == 7


def test_the_misread_number_is_a_conflict_with_both_figures_told(joined_watch: Store) -> None:
    view = ask(joined_watch, "figures", Question(about=("fighters", "men under arms", "6,500 men")))
    (conflict,) = [line for line in view.lines if line.point and line.point.relation == "conflict"]
    assert conflict.quote == "65,000\xa0fighters"
    assert conflict.outlet == "The Harbour Ledger"
    assert conflict.group.startswith("Fighters")
    assert ": 6,500, then 65,000 — unchanged since 2019, conflict (" in conflict.group
    whole = {line.group for line in ask(joined_watch, "figures", Question()).lines if line.point}
    (fighters,) = (group for group in whole if group.startswith("Fighters"))
    assert fighters.endswith("(8 claims on 7 pages, 2 origins: Basinwire and 1 other, 3 not established)")
    assert "conflict: some 6,500 men (Ghaled Irmash) and 65,000 fighters (Ghaled Irmash)" in conflict.note
    rows = render_text(view).splitlines()
    at = next(number for number, row in enumerate(rows) if row.startswith("  1="))
    assert rows[at - 1].endswith("█  22 May 2019 to 30 November 2023")
    assert rows[at].endswith("!  = the same again, ! conflict")


def test_what_stands_in_no_series_is_shown_as_before(joined_watch: Store) -> None:
    view = ask(joined_watch, "figures", Question())
    rest = [line for line in view.lines if line.point is None]
    assert len(rest) + sum(line.point is not None for line in view.lines) == len({line.id for line in view.lines})
    assert any(line.group.startswith("at least 200") for line in rest)
    assert "claimed more than once" in view.notes[1]


# ---- two sides
def test_two_sides_are_two_lines_and_the_heading_says_who_tells_which() -> None:
    lines = drawn(
        claim(1, 3000, "first", "2031-05-01", side=1, speaker="Ada Morn"),
        claim(2, 2000, "conflict", "2031-05-02", side=2, speaker="Ivo Rell"),
        claim(3, 3000, "repeat", "2031-05-03", side=1, speaker="Ada Morn"), flags=("conflict",),
    )
    assert lines[0].group == "Camps: 3,000 (Ada Morn) against 2,000 (Ivo Rell) — conflict (3 claims on 3 pages)"
    rows = spark_rows([replace(line, who=f"teller {line.point.side}") for line in lines if line.point])
    assert rows == ["█·█  teller 1, 1 May 2031 to 3 May 2031", "·▁·  teller 2, 2 May 2031",
                    "1!=  = the same again, ! conflict"]
    first, second = html.fragment_fromstring(draw_series(lines)).xpath(".//polyline")
    assert (len(first.get("points").split()), len(second.get("points").split())) == (2, 1)
    assert second.get("stroke-dasharray")


def test_a_drawing_is_in_the_unit_that_was_told_first() -> None:
    year = 31557600.0
    points = [claim(1, 20, "first", "2031-05-01", unit="years"), claim(2, 2, "repeat", "2032-05-01", unit="decades"),
              claim(3, 30, "update", "2033-05-01", unit="years", min=31.0)]
    points = [(replace(point, level=level * year), line)
              for (point, line), level in zip(points, (20, 20, 30), strict=True)]
    lines = drawn(*points)
    assert [(line.point.level, line.point.low) for line in lines if line.point] == [(20, None), (20, None), (30, 31)]
    assert html.fragment_fromstring(draw_series(lines)).xpath(".//text[not(@class)]/text()") == ["20", "30"]


# ---- drawings
def test_a_drawing_tells_by_form_and_in_words() -> None:
    lines = drawn(
        claim(1, 11, "first", "2031-05-01"), claim(2, 11, "repeat", "2032-05-01"),
        claim(3, 30, "update", "2033-01-01", min=30.0), claim(4, 50, "conflict", "2033-05-01"),
        claim(5, 90, "update", "2034-05-01", stage="plan"),
    )
    page = html.fragment_fromstring(draw_series(lines))
    (drawing,) = page.xpath(".//svg")
    title, told = drawing.xpath("./title")[0], drawing.xpath("./desc")[0]
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert "2032-05-01: 11 camps <b>, the same again" in told.text
    assert "2034-05-01: 90 camps <b>, another value, foretold or planned" in told.text
    assert len(drawing.xpath("./circle[not(@class)]")) == 2
    assert len(drawing.xpath("./circle[@class='hollow']")) == 1
    assert len(drawing.xpath("./path[@class='cross']")) == 1
    assert len(drawing.xpath("./path[@class='bound']")) == 1
    assert len(drawing.xpath("./rect[@class='hollow']")) == 1
    assert drawing.xpath("./text[@class='soft']/text()") == ["2031-05-01", "2034-05-01"]
    assert page.xpath("./p/text()") == [
        "● first said, ○ the same again, ● another value, ✕ conflict, □ foretold or planned"]
    assert spark_rows(lines) == [
        "▁▁▃▄█  1 May 2031 to 1 May 2034",
        "1=+!?  = the same again, + another value, ! conflict, ? foretold or planned"]


def test_points_without_a_day_stand_one_after_another_and_the_drawing_says_so() -> None:
    page = html.fragment_fromstring(draw_series(drawn(claim(1, 11, "first"), claim(2, 12, "update", "2031-05-01"))))
    assert page.xpath(".//text[@class='soft']/text()") == ["one after another: not every day is known"]
    assert [float(circle.get("cx")) for circle in page.xpath(".//circle")] == [16, 464]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_lines_that_are_no_series_are_not_drawn(number: int) -> None:
    lines = [claim(at, 11, "first")[1] for at in range(number)]
    assert draw_series(lines) == ""
    assert spark_rows(lines) == []


def test_a_series_of_which_one_claim_is_asked_for_is_none() -> None:
    (one, line), (two, _) = claim(1, 11, "first"), claim(2, 11, "repeat")
    link = FigureSeriesLink(id="n1", what="camps", points=(one, two))
    assert list(series_lines([link], {line.id: line})) == []


def test_the_reason_of_a_flag_stands_with_the_claim_that_shows_it() -> None:
    one, two = claim(1, 11, "first", "2031-05-01"), claim(2, 14, "conflict", "2031-05-01")
    reason = FlagReason(flag="conflict", why="11 camps and 14 camps", between=(one[0].figure, two[0].figure))
    lines = drawn(one, two, flags=("conflict",), reasons=(reason,))
    assert [line.note for line in lines] == ["", "conflict: 11 camps and 14 camps"]
    assert lines[0].group == "Camps: 11, then 14 — conflict (2 claims on 2 pages)"
    assert lines[1].marks[0] == "conflict"


def test_two_series_of_one_heading_are_told_apart() -> None:
    pairs = [[claim(n, 11, "first"), claim(n + 1, 11, "repeat")] for n in (1, 3)]
    links = [FigureSeriesLink(id=f"n{n}", what="camps", points=tuple(point for point, _ in pair))
             for n, pair in enumerate(pairs)]
    lines = {line.id: line for pair in pairs for _, line in pair}
    assert len({line.group for line in series_lines(links, lines)}) == 2


@pytest.fixture
def page_with_series(joined_watch: Store) -> str:
    return render_html(ask(joined_watch, "figures", Question()))


def test_the_page_has_a_drawing_for_each_series_and_no_script(page_with_series: str) -> None:
    page = html.document_fromstring(page_with_series)
    drawings = page.xpath("//svg[@class='series']")
    assert len(drawings) == len({drawing.xpath("./title")[0].get("id") for drawing in drawings}) >= 5
    assert not page.xpath("//script")
    assert all(drawing.xpath("./desc/text()") for drawing in drawings)


def test_markdown_and_json_have_the_series_too(joined_watch: Store) -> None:
    view = ask(joined_watch, "figures", Question(about=("camps",)))
    assert "\n    1======" in render_markdown(view)
    assert '"relation":"repeat"' in render_json(view).replace(" ", "")
    assert Point(level=1.0).stage == "measured"


def test_an_id_that_a_series_had_before_a_smaller_figure_came_still_leads_to_it(joined_watch: Store) -> None:
    links = [link for link in joined_watch.links("figure_series") if isinstance(link, FigureSeriesLink)]
    link = max(links, key=lambda link: len(link.points))
    for point in link.points:
        view = show(joined_watch, "n" + point.figure[1][1:])
        assert view.title == link.id
    with pytest.raises(UnknownId):
        show(joined_watch, "n000000000000")


def test_a_heading_has_the_units_of_a_measure_and_tells_one_value_in_two_units_once() -> None:
    one, two, three = (claim(n, value, "first")[0] for n, value in ((1, 20), (2, 2), (3, 15)))
    points = (replace(one, unit="years", level=20.0), replace(two, unit="decades", level=20.0),
              replace(three, unit="years", level=15.0))
    link = FigureSeriesLink(id="n1", what="duration", points=points)
    lines = {point.figure[1]: line for point, (_, line) in zip(points, (claim(n, 1, "first") for n in (1, 2, 3)),
                                                               strict=True)}
    assert next(series_lines([link], lines)).group == "Duration: 20 years, then 15 years (3 claims on 3 pages)"


def test_a_lone_figure_keeps_its_bound(joined_watch: Store) -> None:
    groups = {line.group for line in ask(joined_watch, "figures", Question()).lines}
    assert "over 50 volunteers" in groups
    assert "50 volunteers" not in groups


def test_of_a_claim_without_a_day_the_day_of_its_page_is_when_it_was_reported(joined_watch: Store) -> None:
    page = next(page for page in joined_watch.pages() if any(one.claimed_by for one in page.figures))
    figure = next(one for one in page.figures if one.claimed_by)
    told = figure_line(page, figure).note
    bare = tuple(replace(one, said_on=None) for one in page.statements)
    assert not told.startswith("reported ")
    assert figure_line(replace(page, statements=bare), figure).note.startswith("reported ")


def test_a_heading_does_not_end_with_a_value_that_was_told_once_between() -> None:
    points = [claim(1, 320, "first"), claim(2, 230, "update"), claim(3, 320, "repeat"), claim(4, 320, "repeat")]
    assert drawn(*points)[0].group.startswith("Camps: 320, then 230, then 320 again (")
    assert drawn(*points[:2])[0].group.startswith("Camps: 320, then 230 (")
    assert drawn(points[0], *points[2:])[0].group.startswith("Camps: 320 (")
