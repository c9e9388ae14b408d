"""The desk as files: every link leads to a file of the site, nothing is left out, and the same store gives the same."""

import json
import posixpath
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hostile_pages import HARM
from lxml import html
from msgspec.structs import replace

from listeningpost.errors import UsageError
from listeningpost.examples import sample_watch
from listeningpost.schema import Article, Capture, CaptureHead, MadeBy, Page, Published
from listeningpost.store import Store, open_store
from listeningpost.views import read_watch
from listeningpost.web import MANIFEST, PAGES, Desk, site
from listeningpost.web.fed import feed_names
from listeningpost.web.filing import Address, file_of
from listeningpost.web.marking import marks_of

FEW = 60  # files: what they load, and every page near the edition
UNLINKED = {"refusals"}  # which is linked to where more pages are refused than Sources shows
WRITTEN = [page for page in PAGES if not (page.take or page.live or page.name in UNLINKED)]


def files_of(store: Store) -> dict[str, bytes]:
    return {written.name: written.body for written in site(Desk(store=store))}


@pytest.fixture(scope="module")
def files(sample: Store) -> dict[str, bytes]:
    return files_of(sample)


def trees(files: dict[str, bytes]) -> Iterator[tuple[str, html.HtmlElement]]:
    for name, body in files.items():
        if name.endswith(".html"):
            yield name, html.document_fromstring(body.decode("utf-8"))


def leads(name: str, tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Every address in a page, as the name of the file under the site that it leads to, with its anchor."""
    for address in tree.xpath("//@href | //@src | //@action"):
        parts = urlsplit(address)
        assert not parts.scheme, f"{name}: {address}"
        assert not parts.netloc, f"{name}: {address}"
        assert not parts.path.startswith("/"), f"{name}: {address}"
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
        yield path, unquote(parts.fragment)


def test_every_link_leads_to_a_file_of_the_site_and_its_anchor(files: dict[str, bytes]) -> None:
    pages = dict(trees(files))
    anchors = {name: {*tree.xpath("//@id")} for name, tree in pages.items()}
    missing = {(name, path, anchor) for name, tree in pages.items() for path, anchor in leads(name, tree)
               if path not in files or (anchor and anchor not in anchors[path])
               and not anchor.startswith("fault-")}  # of what is on the page and not in its text
    assert missing == set()
    assert len(pages) > 100


def test_every_page_is_reached_from_the_edition(files: dict[str, bytes]) -> None:
    pages = dict(trees(files))
    seen = ["index.html"]
    for name in seen:
        seen += {path for path, _ in leads(name, pages[name]) if path in pages and path not in seen}
    assert set(seen) == set(pages)


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_page_that_can_be_a_file_is_one(files: dict[str, bytes], page) -> None:  # type: ignore[no-untyped-def]
    begins = file_of(Address(page=page.name)).removesuffix(".html")
    assert [name for name in files if name == f"{begins}.html" or name.startswith(f"{begins}/")] != []


def test_it_says_what_files_cannot_do_and_shows_no_form_for_it(files: dict[str, bytes]) -> None:
    for name, tree in trees(files):
        assert tree.xpath("//form[not(@method='dialog')] | //input | //textarea | //select") == [], name
        assert tree.xpath("//script[contains(@src, 'htmx')] | //@*[starts-with(name(), 'hx-')]") == [], name
        assert "about.html" in {path for path, _ in leads(name, tree)}, name
    told = html.fromstring(files["about.html"].decode()).text_content()
    assert [word for word in ("serve", "fix", "verify", "publish") if f"listening-post {word}" not in told] == []


def test_the_lines_of_the_sample_watch_are_in_it_with_their_words_in_the_article(files: dict[str, bytes]) -> None:
    edition = html.fromstring(files["index.html"].decode())
    (line,) = [line for line in edition.xpath("//*[@data-line]")
               if "No Halvenian gun has fired across the line this year" in line.text_content()]
    path, anchor = next(iter(leads("index.html", html.fromstring(f"<p><a href='{line.xpath('.//a/@href')[0]}'>x</a>"))))
    article = html.fromstring(files[path].decode())
    assert "The Sorrin Courier" in line.text_content()
    assert anchor == line.get("id")
    assert "No Halvenian gun has fired across the line this year" in article.text_content()


def test_an_article_is_one_file_with_the_record_of_each_statement_and_figure(files: dict[str, bytes], sample: Store
                                                                              ) -> None:
    for page in sample.pages():
        name = f"article/{page.capture.id[:12]}"
        own = [file for file in files if file.startswith(name) and not file.startswith(f"{name}--side-capture")]
        assert own == [f"{name}.html"]
        tree = html.fromstring(files[own[0]].decode())
        records = {one.get("id"): one for one in tree.xpath("//section[contains(@class, 'record-of')]")}
        ids = [*(one.id for one in page.statements if one.content_spans), *(one.id for one in page.figures)]
        assert list(records) == [f"record-{id_}" for id_ in ids]
        assert [id_ for id_ in ids if id_ not in records[f"record-{id_}"].text_content()] == []
        marked = {link.get("href") for link in tree.xpath("//main//a[contains(@class, 'm ')]")}
        assert [id_ for id_ in ids if f"#record-{id_}" not in marked and not _is_within_another(page, id_)] == []


def _is_within_another(page: Page, id_: str) -> bool:
    """Whether a thing has no words of its own: all of them stand in shorter things, which a click on them means."""
    marks = [mark for mark in marks_of(page) if mark.span]
    own = [mark.span for mark in marks if mark.id == id_]
    shorter = [mark.span for mark in marks if mark.id != id_]
    return any(start < b and a < end for start, end in own for a, b in shorter)


def test_a_file_of_a_long_article_holds_all_of_it(tmp_path: Path) -> None:
    words = "The quay was shut. " * 3_000
    capture = Capture(head=CaptureHead(id="", source="quay.txt", media_type="text/plain", encoding="utf-8"),
                      body=words.encode())
    capture = replace(capture, head=replace(capture.head, id=sha256(capture.body).hexdigest()))
    blocks = tuple((start, start + 1_900) for start in range(0, len(words), 1_900))
    article = Article(text=words, title=None, body=blocks, furniture=(), published=Published())
    made_by = MadeBy(listeningpost="0", knowledge="t")
    page = Page(capture=capture.head, made_by=made_by, space="capture", article=article)
    with open_store(str(tmp_path / "store.db")) as store:
        store.write(page, capture)
        files = files_of(store)
    (name,) = [name for name in files if name.startswith("article/") and "capture" not in name]
    assert files[name].decode().count("The quay was shut.") >= 3_000


@pytest.mark.parametrize("form", ["atom", "json"])
def test_every_feed_is_written_and_leads_to_words_of_it(files: dict[str, bytes], sample: Store, form: str) -> None:
    names = {name for name, _ in feed_names(Desk(store=sample))}
    assert {name for name in files if name.startswith("feeds/") and name.endswith(form)} == {
        f"feeds/{name}.{form}" for name in names}
    body = files[f"feeds/brief.{form}"]
    if form == "atom":
        links = [link.get("href", "") for link in html.fromstring(body).xpath("//entry/link")]
    else:
        links = [item["url"] for item in json.loads(body)["items"]]
    assert links
    for link in links:
        path, _, anchor = link.removeprefix("../").partition("#")
        assert html.fromstring(files[path].decode()).xpath(f"//*[@id='{anchor}']"), link


def test_where_the_site_will_stand_is_in_every_address_of_its_feeds_and_nowhere_else(
    files: dict[str, bytes], sample: Store,
) -> None:
    there = {written.name: written.body for written in islice(site(Desk(store=sample), None, "https://x.org/w"), FEW)}
    told = json.loads(there["feeds/brief.json"])
    assert (told["feed_url"], told["home_page_url"]) == (
        "https://x.org/w/feeds/brief.json", "https://x.org/w/index.html")
    assert [item["url"].removeprefix("https://x.org/w/") for item in told["items"]] == [
        item["url"].removeprefix("../") for item in json.loads(files["feeds/brief.json"])["items"]]
    assert [name for name in there if not name.startswith("feeds/") and there[name] != files[name]] == []


@pytest.mark.parametrize("host", ["example.org", "ftp://x.org/", "https://x.org/?a=b", "https:///w", ""])
def test_no_address_of_a_site_is_refused(sample: Store, host: str) -> None:
    with pytest.raises(UsageError, match="no address of a site"):
        list(islice(site(Desk(store=sample), None, host), FEW))


def test_a_watch_narrows_every_page_and_is_in_no_address(sample: Store) -> None:
    desk = Desk(store=sample, watches={"brennik": read_watch(sample_watch().watch)})
    files = {written.name: written.body for written in islice(site(desk), FEW)}
    assert [name for name in files if "watch" in name] == []
    assert "The Brennik line" in html.fromstring(files["index.html"].decode()).text_content()


def test_the_same_store_gives_the_same_bytes(files: dict[str, bytes], sample: Store) -> None:
    again = {written.name: written.body for written in islice(site(Desk(store=sample)), FEW)}
    assert again == {name: files[name] for name in again}
    assert sum(name.endswith(".html") for name in again) > 10


def test_the_manifest_has_the_digest_of_every_file(files: dict[str, bytes]) -> None:
    told = json.loads(files[MANIFEST])["files"]
    assert told == {name: sha256(body).hexdigest() for name, body in files.items() if name != MANIFEST}
    assert list(files)[-1] == MANIFEST


def test_what_others_wrote_comes_with_its_licence(files: dict[str, bytes]) -> None:
    assert "static/vendor/licences/inter.txt" in files
    assert not any("htmx" in name for name in files)


def test_hostile_pages_stay_words(hostile_file: Path) -> None:
    with open_store(str(hostile_file)) as store:
        files = files_of(store)
    for name, tree in trees(files):
        assert tree.xpath("//iframe | //base | //style | //img | //script[not(@src)]") == [], name
        assert [key for element in tree.iter() for key in element.attrib if key.startswith("on")] == [], name
        assert list(leads(name, tree))
    assert HARM["script"] in html.fromstring(files["index.html"].decode()).text_content()


def test_an_empty_store_has_its_pages_too(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        files = files_of(store)
    pages = dict(trees(files))
    assert {path for name, tree in pages.items() for path, _ in leads(name, tree)} <= set(files)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (Address(page="edition"), "index.html"),
        (Address(page="edition", query=(("on", "2024-02-27"),)), "index--on-2024-02-27.html"),
        (Address(page="article", path=(("id", "1c12773cbd5b"),)), "article/1c12773cbd5b.html"),
        (Address(page="actors", query=(("name", "../../etc"),)), "actors--name-x74ccf3c5b4.html"),
        (Address(page="outlet", path=(("id", "CON?."),)), "outlet/x81cd62f01c.html"),
    ],
)
def test_files_have_names_that_any_system_can_write(address: Address, name: str) -> None:
    assert file_of(address) == name
