"""The map and the network as views: which lines stand under which place and pair, each cited."""

import pytest
from lxml import html

from listeningpost.examples import sample_watch
from listeningpost.schema import Question
from listeningpost.store import Store
from listeningpost.views import ask, draw_map, render_html, render_text

OWN = Question(packs=(str(sample_watch().pack),))


def test_the_sample_watchs_lines_stand_under_the_places_they_name(joined_watch: Store) -> None:
    view = ask(joined_watch, "map", OWN)
    under = {}
    for line in view.lines:
        assert line.spot is not None
        assert line.spot.invented
        under.setdefault(line.group, []).append(" ".join(cite.quote for cite in line.cites))
    assert {"Brennik", "Ulmezh", "Halvenia", "Kordesh"} <= set(under)
    convoy = "The last convoy will leave Brennik before the end of September"
    assert sum(convoy in words for words in under["Brennik"]) == 1
    assert not any(convoy in words for words in under["Ulmezh"])


def test_places_of_most_lines_come_first_and_unknown_ones_are_named(joined_watch: Store) -> None:
    view = ask(joined_watch, "map", OWN)
    groups = dict.fromkeys(one.group for one in view.lines)
    counts = [sum(line.group == group for line in view.lines) for group in groups]
    assert counts == sorted(counts, reverse=True)
    assert any("made places of these up" in note for note in view.notes)
    without = ask(joined_watch, "map", Question())
    assert not any(line.group == "Brennik" for line in without.lines)
    assert any("no place is known" in note and "Brennik" in note for note in without.notes)


def test_the_map_is_drawn_in_the_page_of_the_view(joined_watch: Store) -> None:
    view = ask(joined_watch, "map", OWN)
    tree = html.fromstring(render_html(view))
    (drawing,) = tree.xpath("//figure[contains(@class, 'places')]/svg[contains(@class, 'wide')]")
    assert "Brennik" in drawing.xpath(".//circle/@data-place")
    assert "The places are invented" in drawing.xpath("string(desc)")
    assert draw_map(()) == ""
    assert "Brennik" in render_text(view)


@pytest.mark.parametrize("name", ["map", "network"])
def test_no_line_without_a_span(joined_watch: Store, name: str) -> None:
    view = ask(joined_watch, name, OWN)
    assert view.lines
    for line in view.lines:
        for cite in line.cites:
            assert joined_watch.page(cite.page).article.text[slice(*cite.span)] == cite.quote


@pytest.mark.parametrize("name", ["map", "network", "timeline"])
def test_drawn_pages_have_ids_once(joined_watch: Store, name: str) -> None:
    tree = html.fromstring(render_html(ask(joined_watch, name, OWN)))
    ids = tree.xpath("//svg//@id")
    assert ids
    assert len(ids) == len(set(ids))


def test_the_network_tells_who_speaks_about_whom(joined_watch: Store) -> None:
    view = ask(joined_watch, "network", Question())
    pairs = {(line.pair[0].name, line.pair[1].name) for line in view.lines if line.pair}
    assert ("Ghaled Irmash", "Sawren People's Front") in pairs
    assert not any(one == other for one, other in pairs)
    kinds = {head.name: head.type for line in view.lines if line.pair for head in line.pair}
    assert kinds["Halvenia"] == "state"
    assert kinds["Ghaled Irmash"] == "person"


def test_the_network_of_one_speaker_is_that_speakers(joined_watch: Store) -> None:
    view = ask(joined_watch, "network", Question(speaker="Jeval Sorn"))
    assert {line.pair[0].name for line in view.lines if line.pair} == {"Jeval Sorn"}
