"""The edition: the lines of the sample watch that a day must show, each once, and what stands beside them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.schema import Capture, CaptureHead, Page
from listeningpost.store import Store, open_store

from .conftest import desk_over

Lines = Callable[[str], list[html.HtmlElement]]
BEST = "The last convoy will leave Brennik before the end of September, and no unit will replace it"
CAMPS = "the Front ran 11 camps on the Halvenian side of the line with about 6,500 fighters"
NUMBERS = "65,000 fighters in 11 camps"


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def lines(page: str, section: str = "new") -> list[html.HtmlElement]:
    return list(html.fromstring(page).xpath(f"//section[@id='{section}']//article"))


def every_line(reader: TestClient, address: str = "/") -> list[html.HtmlElement]:
    """The new lines of an edition, through all its parts."""
    found, tree = [], html.fromstring(reader.get(address).text)
    while True:
        found += tree.xpath("//section[@id='new']//article")
        more = tree.xpath("//a[@rel='next' and contains(@class, 'more')]/@href")
        if not more:
            return found
        tree = html.fromstring(reader.get(more[0]).text)


def test_the_first_edition_holds_all_best_cited_first(reader: TestClient) -> None:
    found = every_line(reader)
    ids = [line.get("id") for line in found]
    assert len(ids) == len(set(ids)) >= 80
    assert words(found[0]).count(BEST) == 1
    assert [words(line).count(CAMPS) for line in found].count(1) == 1
    counts = [line.xpath("string(.//span[contains(@class, 'origin')])") for line in found]
    assert all(counts)
    pages = [int(count.split()[0]) for count in counts]
    assert pages[0] >= 4
    assert pages == sorted(pages, reverse=True)


def test_every_line_says_where_it_stands_and_leads_there(reader: TestClient) -> None:
    found = lines(reader.get("/").text)
    assert len(found) >= 20
    for line in found:
        address = line.xpath("string(.//a[contains(@class, 'open')]/@href)")
        assert address.endswith(f"?at={line.get('id')}#{line.get('id')}")
        assert "characters" in words(line)
        assert reader.get(address).status_code == 200


def test_disputes_stand_with_both_sides(reader: TestClient) -> None:
    section = html.fromstring(reader.get("/").text).xpath("//section[@id='disputed']")[0]
    assert len(section.xpath(".//h3")) == 3
    assert "more in this edition" in words(section)
    for sides in section.xpath(".//div[@class='sides']"):
        assert len(sides.xpath(".//article")) >= 2


def test_numbers_given_again_stand_with_their_series(reader: TestClient) -> None:
    section = html.fromstring(reader.get("/").text).xpath("//section[@id='repeated']")[0]
    assert [words(head) for head in section.xpath(".//h3") if "unchanged since 2019" in words(head)] != []
    assert len(section.xpath(".//article")) >= 2


def test_what_is_due_says_honestly_that_nothing_is_known(reader: TestClient) -> None:
    section = html.fromstring(reader.get("/").text).xpath("//section[@id='due']")[0]
    assert "The record holds none yet" in words(section)


def test_what_could_not_be_read_is_counted(reader: TestClient) -> None:
    assert "15 pages entered, 1 more could not be read" in reader.get("/").text


@pytest.mark.parametrize(
    ("address", "told"),
    [("/?on=2026-03-01", "1 March 2026"), ("/?on=2030-01-01", "1 March 2026"),
     ("/?on=2020-01-01", "The record is empty up to this day.")],
)
def test_a_day_has_the_last_edition_before_it(reader: TestClient, address: str, told: str) -> None:
    assert told in reader.get(address).text


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2026", "1" * 400])
def test_what_is_no_day_is_said(reader: TestClient, day: str) -> None:
    answer = reader.get("/", params={"on": day})
    assert answer.status_code == 400
    assert "write a day" in answer.text


def test_as_of_a_day_nothing_later_is_shown(reader: TestClient) -> None:
    then = every_line(reader, "/?published_until=2019")
    assert 0 < len(then) < len(every_line(reader))
    assert not any(BEST in words(line) for line in then)
    assert all("published_until=2019" in line.xpath("string(.//a/@href)") for line in then)


def test_a_watch_narrows_the_edition_and_its_links(reader: TestClient) -> None:
    page = reader.get("/?watch=brennik").text
    assert "The Brennik line, 1 March 2026" in page
    assert all("watch=brennik" in line.xpath("string(.//a/@href)") for line in lines(page))
    assert BEST in words(lines(page)[0])


def test_an_empty_store_says_what_would_fill_it(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        answer = desk_over(store).get("/")
    assert answer.status_code == 200
    assert "The record is empty." in answer.text
    assert "listening-post add YOUR-FOLDER" in answer.text


# ---- a second edition

@pytest.fixture
def grown(sample_file: Path, tmp_path: Path) -> Store:
    """The sample watch, to which on a later day came a page that tells one remark of it again."""
    file = shutil.copy(sample_file, tmp_path / "store.db")
    store = open_store(str(file), now="2026-03-05T09:00:00Z")
    first = next(page for page in store.pages() if any(BEST[:40] in page.article.text[a:b] for s in page.statements
                                                       for a, b in s.content_spans))
    body = (first.article.text + "\n\nA later note of this test.\n").encode()
    _bring(store, body, "later.txt")
    return store


def _bring(store: Store, body: bytes, name: str) -> Page:
    from listeningpost.captures import capture
    from listeningpost.examples import sample_watch
    from listeningpost.knowledge import open_knowledge

    brought = capture(body, name, None)
    assert isinstance(brought, Capture)
    assert isinstance(brought.head, CaptureHead)
    page = pipeline.page(brought, open_knowledge([sample_watch().pack]), with_model=False)
    assert isinstance(page, Page)
    store.write(page, brought)
    pipeline.reconcile(store, here)
    return page


def test_what_enters_later_is_an_edition_of_its_own(grown: Store) -> None:
    with grown:
        reader = desk_over(grown)
        newest, first = reader.get("/").text, reader.get("/?on=2026-03-04").text
        assert "Edition 2" in newest
        assert "1 page entered" in newest
        assert "Edition 1" in first
        assert "15 pages entered" in first
        again = lines(newest, "repeated")
        assert sum(BEST[:40] in words(line) for line in again) == 1
        assert not any(BEST[:40] in words(line) for line in lines(newest))
        assert html.fromstring(newest).xpath("//a[@rel='prev']/@href") == ["/?on=2026-03-01"]
        assert html.fromstring(first).xpath("//a[@rel='next' and not(@class)]/@href") == ["/?on=2026-03-05"]


def test_reading_pages_anew_makes_no_new_edition(grown: Store) -> None:
    with grown:
        page = next(iter(grown.pages()))
        capture = grown.capture(page.capture.id)
        grown.write(page, capture)
        assert "Edition 2" in desk_over(grown).get("/").text


def test_a_mend_shows_at_once(grown: Store) -> None:
    with grown:
        reader = desk_over(grown)
        line = lines(reader.get("/?on=2026-03-01").text)[0]
        grown.correct(line.get("id"), "speaker", "Somebody Else", "made up", "a tester")
        assert "Somebody Else" in words(lines(reader.get("/?on=2026-03-01").text)[0])
