"""A desk on a loopback port, the ways through it, and somebody who reads at it in a browser."""

import os
import shutil
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import uvicorn
from lxml import html
from playwright.sync_api import Page, Request
from starlette.routing import compile_path

from listeningpost.examples import sample_watch
from listeningpost.store import open_store
from listeningpost.views import read_watch
from listeningpost.web import PAGES, Desk, make_app, server_config

CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).parents[1] / "build" / "node_modules" / "axe-core" / "axe.min.js"
WANTING = "" if CHROMIUM and AXE.exists() else "no browser to test with: .ci/browser brings Chromium and axe-core"
REQUIRED = "browser" in os.environ.get("LISTENINGPOST_REQUIRE", "").split(",")
NOW = "2026-03-01T09:00:00Z"
SLOWEST = 60_000  # milliseconds that a step may take before it counts as one that will never come
FURTHEST = 6  # pages of each kind, out of hundreds that differ only in their words


@contextmanager
def served(file: Path) -> Iterator[str]:
    """A desk over a store file, on a free port of this machine; gives its address without the last slash."""
    watches = {"brennik": read_watch(sample_watch().watch)}
    with open_store(str(file), now=NOW) as store, socket.create_server(("127.0.0.1", 0)) as listener:
        app = make_app(Desk(store=store, watches=watches, packs=(str(sample_watch().pack),)))
        server = uvicorn.Server(server_config(app))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def tree_of(address: str) -> Any:
    with urlopen(address, timeout=60) as answer:
        return html.fromstring(answer.read().decode("utf-8"))


def links_of(address: str, path: str) -> list[str]:
    """The addresses inside the desk that a page of it leads to, without what stands behind `#`."""
    found = tree_of(address + path).xpath("//a/@href")
    return list(dict.fromkeys(link.split("#")[0] for link in found if link.startswith("/")))


def reachable(address: str, most: int = FURTHEST) -> list[str]:
    """What a reader can come to from the edition by links alone: at most so many addresses of each kind of page, the
    nearest first."""
    paths, kinds = ["/"], Counter(["edition"])
    for path in paths:  # which grows on the way
        for link in links_of(address, path):
            kind = page_of(link)
            if kind and link not in paths and kinds[kind] < most:
                kinds[kind] += 1
                paths.append(link)
    return paths


def page_of(link: str) -> str | None:
    """The name of the page that an address is of; None for a file, or what programs read."""
    path = urlsplit(link).path
    return next((page.name for page in PAGES if compile_path(page.path)[0].match(path)), None)


class Reader:
    """Somebody at a desk: a browser's page, every request it made, and whatever it complained of: a script's failure,
    an error told in its console, a dialog."""

    def __init__(self, page: Page, desk: str) -> None:
        self.page, self.desk = page, desk
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(SLOWEST)
        page.on("request", self._note_request)
        page.on("pageerror", lambda error: self.complaints.append(f"failed: {error}"))
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def open(self, path: str = "/", status: int = 200) -> Page:
        """Go to an address of the desk, which answers so, and wait until all that it names is loaded."""
        answer = self.page.goto(self.desk + path)
        assert answer
        assert answer.status == status, path
        if status >= 400:  # which the browser complains of by itself
            self.complaints = [said for said in self.complaints if f"a status of {status}" not in said]
        return self.page

    @property
    def left(self) -> list[str]:
        """The requests that went anywhere but to the desk."""
        return [url for url in self.requests if not url.startswith((f"{self.desk}/", "data:"))]


Sit = Callable[..., Reader]
