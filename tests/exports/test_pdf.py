"""The brief on paper: footnotes, the page of method and versions, and a PDF where the printer is."""

import os
import sys

import pytest
from lxml import html

from listeningpost.errors import UsageError
from listeningpost.exports import print_pdf
from listeningpost.exports.pdf import MISSING
from listeningpost.schema import Cite, CitedPage, Line, MadeBy, View
from listeningpost.views import render_printed

REQUIRED = "pdf" in os.environ.get("LISTENINGPOST_REQUIRE", "").split(",")
PAGE = "a" * 64


def wanting() -> str:
    """Why no PDF can be printed here; empty where one can."""
    try:
        print_pdf("<!DOCTYPE html><html lang=en><title>x</title><p>x")
    except UsageError as error:
        return str(error)
    return ""


def view() -> View:
    cites = (Cite(page=PAGE, span=(10, 24), quote="we <b>shall"), Cite(page=PAGE, span=(30, 34), quote="not"))
    line = Line(id="s000000000001", kind="statement", lead="Ada Morn (mayor), as told by The Pier", who="Ada Morn",
                quote=cites[0].quote, cites=cites, group="4 May 2023", marks=("direct", "1 page"), date="2023-05-04")
    made = MadeBy(listeningpost="0.2.0+abc", knowledge="2026-11", model="sha256:ff")
    page = CitedPage(id=PAGE, source="pages/pier.txt", outlet="The Pier", title="Harbour <stands>",
                     published="2023-05-05", made_by=made)
    return View(name="brief", title="Harbour", lines=(line,), pages=(page,), notes=("1 statement on 1 page",))


def test_every_line_has_its_footnote_with_outlet_title_date_span_and_capture() -> None:
    tree = html.fromstring(render_printed(view()))
    (note,) = tree.xpath("//article/p[@class='quote']/span[@class='footnote']/text()")
    assert note == ("The Pier, “Harbour <stands>”, 5 May 2023; characters 10–24, 30–34; capture aaaaaaaaaaaa;"
                    " s000000000001.")
    assert tree.xpath("string(//article/p[@class='quote'])").startswith("“we <b>shall […] not”")


def test_the_last_page_tells_method_versions_and_captures_in_full() -> None:
    tree = html.fromstring(render_printed(view()))
    (method,) = tree.xpath("//section[@class='method']")
    words = " ".join(method.text_content().split())
    assert "How many origins" in words
    assert "Listening Post 0.2.0+abc, knowledge 2026-11, language model sha256:ff: read 1 of the pages cited" in words
    assert method.xpath(".//ol/li/code/text()") == [PAGE]


def test_the_printed_page_asks_for_nothing() -> None:
    tree = html.fromstring(render_printed(view()))
    assert tree.xpath("//script | //link | //img | //*[@src]") == []
    assert "url(" not in render_printed(view())


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match=r"listeningpost\[pdf\]") as found:
        print_pdf("<p>x")
    assert str(found.value) == MISSING


def test_a_pdf_is_printed_and_loads_nothing() -> None:
    why = wanting()
    if why and not REQUIRED:
        pytest.skip(why)
    made = print_pdf(render_printed(view()).replace("<article>", '<img src="file:///etc/passwd" alt="x"><article>'))
    assert made.startswith(b"%PDF-")
    assert b"root:" not in made
