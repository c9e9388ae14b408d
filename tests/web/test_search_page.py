"""Search and ask at the desk: lines with their places, facets as links, answers, and every text that can be typed."""

import re

import pytest
from starlette.testclient import TestClient


def test_words_find_lines_with_marks_and_ways_on(reader: TestClient) -> None:
    page = reader.get("/search", params={"q": "camps fighters"})
    assert page.status_code == 200
    assert page.text.count("data-line") > 2
    assert re.search(r"<mark>(camps|fighters)</mark>", page.text)
    assert "speaker%3A" in page.text or "outlet%3A" in page.text
    assert "Keep this search as a watch" in page.text


def test_a_facet_narrows_the_search(reader: TestClient) -> None:
    page = reader.get("/search", params={"q": 'camps outlet:"The Harbour Ledger"'})
    outlets = set(re.findall(r'class="open"[^>]*><bdi>([^,<]+),', page.text))
    assert outlets == {"The Harbour Ledger"}


def test_a_question_is_answered_or_the_record_does_not_say(reader: TestClient) -> None:
    page = reader.get("/search", params={"q": "How many zebras live in the lighthouse?"})
    assert page.status_code == 200
    assert "The record does not say." in page.text


def test_a_watch_narrows_what_is_searched(reader: TestClient) -> None:
    everything = reader.get("/search", params={"q": "camps"}).text.count("data-line")
    watched = reader.get("/search", params={"q": "camps", "watch": "brennik"}).text.count("data-line")
    assert 0 < watched <= everything


ANY = ["\"", "after:never", "-camps", "<script>alert(1)</script>", "' OR 1=1 --", "NEAR(", "?"]


@pytest.mark.parametrize("typed", ANY)
def test_any_text_can_be_typed(reader: TestClient, typed: str) -> None:
    page = reader.get("/search", params={"q": typed})
    assert page.status_code in (200, 400)
    assert "<script>alert" not in page.text


def test_an_empty_box_says_what_to_type(reader: TestClient) -> None:
    assert "words that stand together" in reader.get("/search").text
