"""The network: kinds by form and colour, edges by lines, the same picture every time."""

from lxml import html

from listeningpost.schema import EntityHead
from listeningpost.views.drawings.layout import laid_out
from listeningpost.views.drawings.speakers import NARROW, WIDE, Edge, draw_speakers, form


def head(name: str, kind: str | None = "person") -> EntityHead:
    return EntityHead(id=f"E{name}", name=name, type=kind)  # type: ignore[arg-type]


EDGES = [
    Edge(speaker=head("Velk"), about=head("Kordesh", "state"), lines=9),
    Edge(speaker=head("Irmash"), about=head("Front", "armed_group"), lines=1),
    Edge(speaker=head("Irmash"), about=head("Velk"), lines=4),
]


def shape(edges: list[Edge], which: str = "wide") -> html.HtmlElement:
    (drawing,) = html.fragment_fromstring(draw_speakers(edges)).xpath(f".//svg[contains(@class, '{which}')]")
    return drawing


def test_every_actor_is_a_node_of_its_kind_and_every_pair_an_edge() -> None:
    drawing = shape(EDGES)
    kinds = {node.get("data-id"): node.get("class") for node in drawing.xpath(".//path[contains(@class, 'node')]")}
    assert kinds == {"EVelk": "node person", "EKordesh": "node state-actor", "EFront": "node armed",
                     "EIrmash": "node person"}
    assert drawing.xpath(".//g[@class='pair']/title/text()") == [
        "Velk about Kordesh: 9 lines", "Irmash about Front: 1 line", "Irmash about Velk: 4 lines"]
    widths = [float(edge.get("stroke-width")) for edge in drawing.xpath(".//path[@class='edge']")]
    assert widths[0] > widths[2] > widths[1]


def test_kinds_differ_in_form_too() -> None:
    forms = {form(style, 0, 0, 5) for style in ("person", "state-actor", "organisation", "armed", "media")}
    assert len(forms) == 5


def test_the_legend_names_the_kinds_that_are_drawn() -> None:
    text = html.fragment_fromstring(draw_speakers(EDGES)).xpath("string(figcaption)")
    assert [word for word in ("person", "state", "armed group", "outlet") if word in text] == [
        "person", "state", "armed group"]


def test_of_many_those_of_most_lines_are_drawn_and_none_without_an_edge() -> None:
    many = [Edge(speaker=head(f"P{n}"), about=head(f"Q{n}"), lines=40 - n) for n in range(40)]
    for which, size in (("wide", WIDE), ("narrow", NARROW)):
        nodes = shape(many, which).xpath(".//path[contains(@class, 'node')]")
        edges = shape(many, which).xpath(".//g[@class='pair']")
        assert len(nodes) <= size[3]
        assert {node.get("data-id") for node in nodes} == {end for edge in edges
                                                           for end in (edge.get("data-from"), edge.get("data-to"))}
    assert "Of 80 those with most lines are drawn" in draw_speakers(many)


def test_the_layout_is_the_same_every_time_and_fills_its_square() -> None:
    edges = [(0, 1, 1.0), (1, 2, 0.5), (3, 4, 0.2)]
    places = laid_out(6, edges)
    assert places == laid_out(6, edges)
    assert min(x for x, _ in places) == 0
    assert max(y for _, y in places) == 1
    assert len(set(places)) == 6


def test_nobody_no_network() -> None:
    assert draw_speakers([]) == ""
