"""Feeds of every view and watch: valid, with ids that stay, newest first, and no word of a page as markup."""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient
from visiting import visitor

from listeningpost.schema import (
    Article,
    Capture,
    CaptureHead,
    MadeBy,
    Outlet,
    Page,
    Published,
    Speaker,
    Statement,
    Title,
    Watch,
)
from listeningpost.store import Store, open_store
from listeningpost.views import VIEWS
from listeningpost.web import PAGES, Desk
from listeningpost.web.fed import NOT_FED, WITH_SUBJECT, feed_names

A = "{http://www.w3.org/2005/Atom}"
FED = [name for name in VIEWS if name not in NOT_FED | WITH_SUBJECT]
HOSTILE = 'Quill: "<script>alert(1)</script> ]]> &amp; \x0b\u202e\x1b[31m" she said.'


@pytest.fixture
def own(sample_file: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(str(shutil.copy(sample_file, tmp_path / "own.db")), now="2026-03-02T10:00:00Z") as store:
        yield store


def atom(reader: TestClient, address: str) -> ElementTree.Element:
    answer = reader.get(f"/feeds/{address}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml"
    return ElementTree.fromstring(answer.content)


def items(reader: TestClient, address: str) -> list[dict[str, Any]]:
    answer = reader.get(f"/feeds/{address}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/feed+json"
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def text(element: ElementTree.Element, name: str) -> str:
    (found,) = element.findall(A + name)
    return found.text or ""


def check_atom(feed: ElementTree.Element) -> None:
    """What RFC 4287 asks of a feed and its entries (4.1.1, 4.1.2), and what ours promises."""
    assert feed.tag == f"{A}feed"
    for element in (feed, *feed.findall(f"{A}entry")):
        assert re.match(r"[a-z][a-z0-9+.-]*:\S+$", text(element, "id"))
        assert text(element, "title")
        assert datetime.fromisoformat(text(element, "updated")).tzinfo
        assert element.find(f"{A}author/{A}name") is not None
        assert all(link.get("href", "").startswith("http://") for link in element.findall(f"{A}link"))
    entries = feed.findall(f"{A}entry")
    ids = [text(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids)
    updated = [text(entry, "updated") for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert text(feed, "updated") == updated[0]
    assert {entry.find(f"{A}content").get("type") for entry in entries} == {"text"}  # type: ignore[union-attr]


@pytest.mark.parametrize("name", FED)
def test_every_view_has_a_valid_feed_in_both_forms(reader: TestClient, name: str) -> None:
    feed = atom(reader, f"{name}.atom")
    check_atom(feed)
    entries = feed.findall(f"{A}entry")
    found = items(reader, f"{name}.json")
    assert [text(entry, "id") for entry in entries] == [item["id"] for item in found]
    assert [text(entry, "updated") for entry in entries] == [item["date_modified"] for item in found]
    assert all(item["content_text"] and item["url"] and item["title"] for item in found)
    whole = reader.get(f"/feeds/{name}.json").json()
    assert whole["version"] == "https://jsonfeed.org/version/1.1"
    assert whole["feed_url"].endswith(f"/feeds/{name}.json")


def test_a_watch_has_a_feed_of_its_brief(reader: TestClient) -> None:
    found = items(reader, "brennik.json?limit=200")
    assert found
    assert found == items(reader, "brief.json?watch=brennik&limit=200")
    check_atom(atom(reader, "brennik.atom"))


def test_an_entry_leads_to_its_line_and_names_it(reader: TestClient, sample: Store) -> None:
    (item,) = [one for one in items(reader, "brief.json?limit=200&speaker=Tolin") if "No Halvenian gun" in one["title"]]
    id_ = item["id"].rpartition(":")[2]
    assert sample.find(id_).kind == "statement"
    assert item["id"] == f"urn:x-listeningpost:statement:{id_}"
    assert item["title"].startswith("Maresa Tolin: “No Halvenian gun has fired across the line this year")
    assert item["authors"] == [{"name": "The Sorrin Courier"}]
    assert item["date_published"] == "2022-09-15T00:00:00Z"
    assert "direct" in item["tags"]
    page = reader.get(item["url"].removeprefix("http://localhost:8787"))
    assert page.status_code == 200
    assert f'id="{id_}"' in page.text
    assert item["url"].endswith(f"#{id_}")


def test_the_dossier_has_a_feed_of_its_subject(reader: TestClient) -> None:
    assert items(reader, "dossier.json?subject=Tolin")
    assert reader.get("/feeds/dossier.atom").status_code == 422


def test_what_was_mended_is_updated_and_keeps_its_id(own: Store) -> None:
    reader = visitor(Desk(store=own))
    before = items(reader, "brief.json?limit=200")
    last = before[-1]
    own.correct(last["id"].rpartition(":")[2], "speaker", "Somebody else", "made up", "ann")
    after = items(reader, "brief.json?limit=200")
    assert after[0]["id"] == last["id"]
    assert after[0]["date_modified"] == "2026-03-02T10:00:00Z"
    assert after[0]["title"].startswith("Somebody else: ")


def hostile_page() -> tuple[Page, Capture]:
    head = CaptureHead(id=sha256(HOSTILE.encode()).hexdigest(), source="<b>.txt", media_type="text/plain",
                       encoding="utf-8")
    start, end = HOSTILE.index('"') + 1, HOSTILE.rindex('"')
    statement = Statement(id="s0hostile00001", speaker=Speaker(name="<i>Quill</i>"), kind="direct",
                          content_spans=((start, end),))
    article = Article(text=HOSTILE, title=Title(text="</title><script>"), body=((0, len(HOSTILE)),), furniture=(),
                      published=Published(), language="en", outlet=Outlet(name="&lt;Post", basis="x"))
    page = Page(made_by=MadeBy(listeningpost="0", knowledge="t"), capture=head, space="capture", article=article,
                statements=(statement,))
    return page, Capture(head=head, body=HOSTILE.encode())


def test_the_newest_page_comes_first_and_none_of_its_words_is_markup(own: Store) -> None:
    own.write(*hostile_page())
    reader = visitor(Desk(store=own))
    feed = atom(reader, "brief.atom")
    entry = feed.find(f"{A}entry")
    assert entry is not None
    assert text(entry, "id").endswith(":s0hostile00001")
    assert "<script>alert(1)</script>" in text(entry, "content")
    assert text(entry, "title").startswith("<i>Quill</i>: ")
    assert feed.findall(".//script") == []
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", text(entry, "content"))
    (item,) = [one for one in items(reader, "brief.json") if one["id"].endswith("s0hostile00001")]
    assert "content_html" not in item


def test_a_feed_that_is_known_is_not_sent_again(own: Store) -> None:
    reader = visitor(Desk(store=own))
    tag = reader.get("/feeds/brief.atom").headers["etag"]
    again = reader.get("/feeds/brief.atom", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    own.write(*hostile_page())
    assert reader.get("/feeds/brief.atom", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [("nothing.atom", 404), ("cite.atom", 404), ("brief.xml", 404), ("brief", 404), ("brief.atom?limit=0", 422),
     ("brief.atom?watch=nothing", 422), ("brief.atom?colour=red", 422), ("../api/v1/pages", 404)],
)
def test_a_feed_that_is_not_there_is_a_problem(reader: TestClient, address: str, status: int) -> None:
    answer = reader.get(f"/feeds/{address}".replace("../", "%2e%2e/"))
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_feeds_are_listed_and_found_from_the_pages(reader: TestClient, sample: Store) -> None:
    listed = reader.get("/api/v1/feeds").json()["items"]
    assert [one["name"] for one in listed] == [*FED, "brennik"]
    assert all(reader.get(one["atom"]).status_code == 200 for one in listed)
    assert 'href="/feeds/brief.atom"' in reader.get("/").text
    assert 'href="/feeds/brennik.atom"' in reader.get("/?watch=brennik").text
    odd = Desk(store=sample, watches={"brief": Watch(title="B"), "a b/c": Watch(title="C")})
    assert [name for name, _ in feed_names(odd)] == [*FED, "a b/c"]


def test_an_empty_store_has_an_empty_feed(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "empty.db")) as store:
        reader = visitor(Desk(store=store))
        feed = atom(reader, "brief.atom")
        assert feed.findall(f"{A}entry") == []
        assert text(feed, "updated") == "1970-01-01T00:00:00Z"
        assert items(reader, "story.json") == []


def test_what_feeds_and_pages_remember_is_not_taken_for_each_other(sample: Store) -> None:
    paths = [page.path for page in PAGES if "{" not in page.path]
    feeds = [f"/feeds/{name}.json" for name in FED]
    for asked in ([*paths, *feeds], [*feeds, *paths]):
        reader = visitor(Desk(store=sample))
        assert {path: reader.get(path).status_code for path in asked} == dict.fromkeys(asked, 200)
