"""Answers as text, HTML, Markdown and JSON: nothing lost, nothing run, nothing asked for."""

import base64
import hashlib
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from listeningpost.schema import Question, View
from listeningpost.store import Store
from listeningpost.views import (
    VIEWS,
    Look,
    ask,
    render_html,
    render_json,
    render_markdown,
    render_text,
    show,
    visible,
)
from listeningpost.views.markdown import escaped


@pytest.fixture(params=[*VIEWS, "show"])
def view(request: pytest.FixtureRequest, shelf: Store) -> View:
    if request.param == "show":
        return show(shelf, next(page.capture.id for page in shelf.pages() if "img" in page.capture.source))
    subject = {"dossier": "Olena Quill", "cite": "s2broken"}.get(request.param)
    return ask(shelf, request.param, Question(subject=subject))


def test_html_asks_for_nothing_and_runs_nothing(view: View) -> None:
    page = html.document_fromstring(render_html(view))
    assert page.xpath("//script | //img | //link | //iframe | //form | //object | //@style | //base") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert all(link.startswith("#") for link in page.xpath("//@href | //@src"))
    assert not re.search(r"url\(|@import", page.xpath("string(//style)"))


def test_the_policy_lets_in_this_style_alone(view: View) -> None:
    text = render_html(view)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    policy = html.document_fromstring(text).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_html_ids_are_its_own_once_and_links_lead_somewhere(view: View) -> None:
    page = html.document_fromstring(render_html(view))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.xpath("//@href")} <= set(ids)


def test_every_line_of_the_html_brief_has_its_footnote(shelf: Store) -> None:
    view = ask(shelf, "brief", Question())
    page = html.document_fromstring(render_html(view))
    shown = page.xpath("//article[@class='line']")
    assert len(shown) == len(view.lines)
    for line, article in zip(view.lines, shown, strict=True):
        foot = article.xpath("string(p[@class='cite'])")
        cited = next(cited for cited in view.pages if cited.id == line.cites[0].page)
        assert line.id in foot
        assert cited.id[:12] in foot
        assert f"{line.cites[0].span[0]:,}–{line.cites[0].span[1]:,}" in foot
        assert (cited.outlet or "outlet not named") in foot
        assert visible(cited.title or "") in foot
        assert visible(line.quote) in " ".join(article.xpath("string(blockquote)").split())
        for fault in line.faults:
            assert fault in foot
    assert {cited.id for cited in view.pages} <= set(re.findall(r"[0-9a-f]{64}", page.text_content()))


def test_hostile_words_stand_as_words_in_html(shelf: Store) -> None:
    text = render_html(ask(shelf, "timeline", Question()))
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


@pytest.mark.parametrize("render", [render_text, render_html, render_markdown])
def test_no_control_character_reaches_the_reader(view: View, render: object) -> None:
    text = render(view)  # type: ignore[operator]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_text_is_wrapped_to_its_width(view: View) -> None:
    if view.name == "table":
        return
    for row in render_text(view, Look(width=60)).splitlines():
        assert len(row) <= 60 or len(row.split()[-1]) > 30


def test_text_is_painted_only_by_the_painter(shelf: Store) -> None:
    view = ask(shelf, "brief", Question())
    parts = set()

    def paint(part: str, text: str) -> str:
        parts.add(part)
        return text

    assert render_text(view, Look(paint=paint)) == render_text(view)
    assert {"title", "day", "who", "quote", "faint", "note"} <= parts


def test_text_says_what_is_left_out(shelf: Store) -> None:
    assert "6 more lines are left out; --all shows them" in render_text(ask(shelf, "brief", Question(limit=1)))


def test_text_shows_each_line_of_the_brief_once(shelf: Store) -> None:
    text = render_text(ask(shelf, "brief", Question()))
    for words in ("“We shall not load one crate until the law is mended”", "the strike would begin on Monday",
                  "the talks had failed", "the port will open by June", "BROKEN QUOTE", "also in the headline"):
        assert text.count(words) == 1, words


def test_a_table_as_text_is_tab_separated_rows(shelf: Store) -> None:
    view = ask(shelf, "table", Question())
    rows = [row.split("\t") for row in render_text(view).splitlines()]
    assert rows[0] == list(view.columns)
    assert {len(row) for row in rows} == {8}
    assert len(rows) == 11


def test_json_is_the_view(view: View) -> None:
    assert msgspec.json.decode(render_json(view), type=View) == view


@pytest.mark.parametrize(("text", "shown"), [
    ("*bold* _and_ `code`", r"\*bold\* \_and\_ \`code\`"),
    ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
    ("<b> & | #", r"\<b\> \& \| \#"),
    ("- item", r"\- item"),
    ("1. item", r"1\. item"),
    ("see https://a.example and www.b.example", r"see https\://a.example and www\.b.example"),
    ("a@b.example", r"a\@b.example"),
])
def test_markdown_of_a_page_is_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_markdown_tables_keep_their_cells(shelf: Store) -> None:
    rows = [row for row in render_markdown(ask(shelf, "table", Question())).splitlines() if row.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {9}


@pytest.mark.parametrize(("text", "shown"), [
    ("a\x1b[31mb", "a\ufffd[31mb"), ("line\nbreak\t tab", "line break tab"), ("\u202eturned", "\ufffdturned"),
    ("می\u200cگوید", "می\u200cگوید"),
])
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(max_size=60))
def test_any_words_of_a_page_stay_words(text: str) -> None:
    page = View(name="brief", title=text, lines=(), notes=(text,))
    shown = html.document_fromstring(render_html(page))
    assert " ".join(shown.xpath("string(//h1)").split()) == visible(text)
    plain = View(name="brief", title="", lines=(), notes=("",))
    assert len(shown.xpath("//*")) == len(html.document_fromstring(render_html(plain)).xpath("//*"))
