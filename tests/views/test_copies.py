"""The view of copies: the sample watch's one reprint under its original, and made-up trees in text and as drawings."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from listeningpost.schema import CopyLink, Line, Question, View
from listeningpost.store import Store, open_store
from listeningpost.views import ask, render_html, render_markdown, render_text
from listeningpost.views.trees import branches, draw_tree, parents


def test_the_sample_watch_shows_its_reprint_under_its_original(joined_watch: Store) -> None:
    view = ask(joined_watch, "copies", Question())
    told = [(line.depth, line.who, line.quote, line.marks) for line in view.lines if line.depth is not None]
    assert told == [
        (0, "The Sorrin Courier", "Velk: ‘Brennik will be empty by autumn’", ("original, as far as shown",)),
        (1, "Estuary Post", "Mountain town counts the cost as army packs up", ("reprint",)),
    ]
    note = view.lines[1].note
    for words in ("word for word: 95 %", "same quotations: 5, such as “the last convoy will leave Brennik",
                  "same figures: 5 of 5", "direction: published 2021-03-19, the other 2021-03-17"):
        assert words in note
    assert view.lines[0].group == (
        "“Velk: ‘Brennik will be empty by autumn’” on 2 pages, first held from The Sorrin Courier")
    assert view.notes[0] == "1 text on 2 pages"
    text = render_text(view)
    assert "\n  The Sorrin Courier, 17 March 2021\n" in text
    assert "\n└─   Estuary Post, 19 March 2021\n" in text


def test_the_drawing_of_the_sample_watch_names_both_pages(joined_watch: Store) -> None:
    page = html.document_fromstring(render_html(ask(joined_watch, "copies", Question())))
    (drawing,) = page.xpath("//svg")
    assert drawing.xpath("./text/text()") == [
        "The Sorrin Courier, 17 March 2021 (original, as far as shown)", "Estuary Post, 19 March 2021 (reprint)"]
    assert len(drawing.xpath("./path")) == 1
    assert page.xpath("//article[contains(@class, 'deep1')]//blockquote/text()") == [
        "Mountain town counts the cost as army packs up"]


def test_a_question_narrows_the_copies(joined_watch: Store) -> None:
    assert ask(joined_watch, "copies", Question(about=("no such word",))).lines == ()
    (line,) = ask(joined_watch, "copies", Question(since="2021-03-19", until="2021-03-20")).lines
    assert (line.depth, line.who) == (0, "Estuary Post")


@pytest.fixture
def shelf_links(shelf: Store) -> tuple[Store, list[str]]:
    return shelf, sorted(page.capture.id for page in shelf.pages())


def linked(store: Store, *links: CopyLink) -> View:
    store.write_links("copies", "shelf", links)
    return ask(store, "copies", Question())


def test_siblings_of_a_house_that_is_not_held(shelf_links: Any) -> None:
    store, (one, two, three) = shelf_links
    view = linked(
        store,
        CopyLink(page=one, relation="reprint", of="Northwire", siblings=(two,), score=0.9),
        CopyLink(page=two, relation="reprint", of="Northwire", siblings=(one,), score=0.9),
        CopyLink(page=three, relation="based_on", of="Basinwire"),
    )
    assert [line.depth for line in view.lines] == [0, 0, None]
    assert view.lines[0].group.endswith("on 2 pages, from Northwire, whose own page is not held")
    assert view.lines[0].marks == ("reprint", "from Northwire")
    assert (view.lines[2].group, view.lines[2].marks) == ("Taken from houses, no other copy held", ("from Basinwire",))
    assert "own page is not held" in render_markdown(view)


def test_pages_without_a_direction_and_a_chain(shelf_links: Any) -> None:
    store, (one, two, three) = shelf_links
    view = linked(
        store,
        CopyLink(page=one, relation="original"),
        CopyLink(page=two, relation="rewrite", of=one),
        CopyLink(page=three, relation="translation", of=two),
    )
    assert [line.depth for line in view.lines] == [0, 1, 2]
    assert [line.cites[0].page for line in view.lines] == [one, two, three]
    both = linked(store, CopyLink(page=one, relation="exact", siblings=(two,)),
                  CopyLink(page=two, relation="exact", siblings=(one,)), CopyLink(page=three, relation="original"))
    assert both.lines[0].group.endswith("its origin not established")
    assert both.notes[1] == "1 other page with a text of its own, as far as shown"
    apart = linked(store, *(CopyLink(page=page, relation="original") for page in (one, two, three)))
    assert apart.notes[:2] == ("no text is shown to stand on several pages",
                               "3 pages, each with a text of its own, as far as shown")


def test_a_page_based_on_a_house_may_have_copies_of_its_own(shelf_links: Any) -> None:
    store, (one, two, three) = shelf_links
    view = linked(store, CopyLink(page=one, relation="based_on", of="Basinwire"),
                  CopyLink(page=two, relation="exact", of=one), CopyLink(page=three, relation="original"))
    assert [(line.depth, line.marks) for line in view.lines] == [
        (0, ("based on", "from Basinwire")), (1, ("word for word",))]


def made(*depths: int | None) -> list[Line]:
    return [Line(id=f"l{n}", kind="page", lead=f"<{n}>", quote="", cites=(), depth=d) for n, d in enumerate(depths)]


def test_branches_run_on_where_more_hang_there() -> None:
    found = branches(made(0, 1, 2, 2, 1, 2))
    assert [first for first, _ in found] == ["", "├─ ", "│  ├─ ", "│  └─ ", "└─ ", "   └─ "]
    assert [rest for _, rest in found] == ["", "│  ", "│  │  ", "│     ", "   ", "      "]
    assert branches(made(None, None)) == [("", ""), ("", "")]


def test_a_drawing_is_escaped_and_only_of_trees() -> None:
    lines = made(0, 1, 2, 1)
    assert parents(lines) == [None, 0, 1, 0]
    assert "&lt;1&gt;" in draw_tree(lines)
    assert draw_tree(lines).count("<path") == 3
    assert draw_tree(made(0)) == draw_tree(made(None, None)) == ""


def test_a_store_that_was_never_joined_shows_no_copies(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "empty.db")) as store:
        assert ask(store, "copies", Question()).lines == ()
