"""Desks over the sample watch and over hostile pages, and readers who sit down at them in a real browser: Debian's
Chromium, driven by Playwright. Nothing is downloaded for it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from browsing import AXE, CHROMIUM, REQUIRED, WANTING, Reader, Sit, page_of, reachable, served
from playwright.sync_api import Browser, sync_playwright

# what no link of the sample watch leads to: refused pages are few enough for Sources, searches are typed
UNLINKED = {"refusals": "/refusals", "search": "/search?q=camps"}

if WANTING and not REQUIRED:  # tests/web/test_browser.py tells of it, once for all of them
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if WANTING:
        pytest.fail(WANTING)
    # its sandbox refuses to work for root
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with (sync_playwright() as playwright,
          playwright.chromium.launch(executable_path=CHROMIUM, args=arguments) as launched):
        yield launched


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, which looks for what keeps people out."""
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def desk(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk over the sample watch, for tests that only read."""
    with served(Path(shutil.copy(sample_file, tmp_path_factory.mktemp("served") / "store.db"))) as address:
        yield address


@pytest.fixture
def own_desk(sample_file: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A desk for one test alone, which may change what is in its store: the address and the store's file."""
    file = Path(shutil.copy(sample_file, tmp_path / "store.db"))
    with served(file) as address:
        yield address, file


@pytest.fixture(scope="session")
def hostile_desk(hostile_file: Path) -> Iterator[str]:
    with served(hostile_file) as address:
        yield address


@pytest.fixture(scope="session")
def addresses(desk: str) -> dict[str, str]:
    """One address of every kind of page, found by links from the edition, or as UNLINKED has it."""
    found = dict(UNLINKED)
    for path in reachable(desk):
        if name := page_of(path):
            found.setdefault(name, path)
    return found


@pytest.fixture
def sit(browser: Browser, desk: str) -> Iterator[Sit]:
    """Readers to order: `sit(width=390, dark=True, scripts=False, at=address)`. In the end none may have complained of
    anything, and no request may have left the desk."""
    readers: list[Reader] = []
    with ExitStack() as contexts:

        def sit_down(at: str = desk, width: int = 1280, *, dark: bool = False, scripts: bool = True) -> Reader:
            context = contexts.enter_context(browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light",
                java_script_enabled=scripts))
            readers.append(Reader(context.new_page(), at))
            return readers[-1]

        yield sit_down
        assert [reader.left for reader in readers if reader.left] == []
        assert [reader.complaints for reader in readers if reader.complaints] == []
