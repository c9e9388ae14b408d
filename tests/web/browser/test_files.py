"""The published edition from a disk: it opens from file://, leads on, runs no script of the pages and loads nothing
from elsewhere, with scripts and without."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from browsing import Reader
from playwright.sync_api import Browser

from listeningpost.store import open_store
from listeningpost.web import Desk, site

Open = Callable[..., Reader]


def write(store_file: Path, folder: Path) -> Path:
    with open_store(str(store_file)) as store:
        for written in site(Desk(store=store)):
            (folder / written.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / written.name).write_bytes(written.body)
    return folder


@pytest.fixture(scope="module")
def folder(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(sample_file, tmp_path_factory.mktemp("site"))


@pytest.fixture
def from_disk(browser: Browser) -> Iterator[Open]:
    """Readers of a folder; in the end none may have complained, and all that was loaded lay in the folder."""
    readers: list[Reader] = []
    with ExitStack() as contexts:

        def open_folder(folder: Path, *, scripts: bool = True) -> Reader:
            context = contexts.enter_context(browser.new_context(java_script_enabled=scripts))
            readers.append(Reader(context.new_page(), folder.as_uri()))
            readers[-1].page.goto(f"{folder.as_uri()}/index.html")
            return readers[-1]

        yield open_folder
        assert [reader.left for reader in readers if reader.left] == []
        assert [reader.complaints for reader in readers if reader.complaints] == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_line_leads_to_its_words(from_disk: Open, folder: Path, scripts: bool) -> None:
    page = from_disk(folder, scripts=scripts).page
    line = page.locator("[data-line]", has_text="No Halvenian gun has fired across the line this year").first
    line.locator("a.open").click()
    page.wait_for_url("**/article/**")
    assert "No Halvenian gun has fired across the line this year" in page.locator("main").inner_text()
    page.locator("header a.brand").click()
    page.wait_for_url("**/index.html")


def test_it_has_its_look(from_disk: Open, folder: Path) -> None:
    page = from_disk(folder).page
    faces = page.evaluate("document.fonts.ready.then(() => [...document.fonts].map((face) => face.status))")
    assert "loaded" in faces
    assert page.locator(".top").evaluate("(top) => getComputedStyle(top).display") == "flex"
    page.keyboard.press("j")
    assert page.locator("[data-line].chosen").count() == 1
    page.locator("button.theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_way_to_search_says_what_does_it(from_disk: Open, folder: Path) -> None:
    page = from_disk(folder).page
    page.get_by_role("link", name="Search and ask").click()
    page.wait_for_url("**/about.html#search")
    assert "listening-post serve" in page.locator("main").inner_text()


def test_hostile_pages_stay_words(from_disk: Open, hostile_file: Path, tmp_path: Path) -> None:
    reader = from_disk(write(hostile_file, tmp_path / "site"))
    for file in sorted((tmp_path / "site").rglob("*.html"))[:20]:
        reader.page.goto(file.as_uri())
        assert reader.page.url == file.as_uri()
