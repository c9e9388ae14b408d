"""The desk as files: every page that a reader can come to from the edition by links, each with relative links.

What a desk answers live, its search, questions and corrections, cannot be a file: the page about the edition says so.
"""

import json
from collections import deque
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import chain
from urllib.parse import urljoin, urlsplit

from msgspec.structs import replace

from .. import __version__
from ..errors import UnknownId, UsageError
from ..schema import Record
from .asking import Answer, Asked, Desk, DeskPage, asked_of
from .fed import feed_names
from .feeds import FORMS, Addresses, FeedAsked, feed_of, line_address
from .filing import FEEDS, Address, FileLinks, feed_file, file_of
from .linking import static_files
from .pages import PAGES
from .rendering import render

MANIFEST = "edition.json"  # what every published edition holds, and no other folder
LEFT_OUT = ("vendor/htmx.min.js", "vendor/licences/htmx.txt", "vendor/README.md")  # what only a served desk uses


class Written(Record, frozen=True):
    """A file of the site by its name under the site's folder, and how many pages are known to come behind it."""

    name: str
    body: bytes
    to_come: int = 0


def site(desk: Desk, on: str | None = None, host: str | None = None) -> Iterator[Written]:
    """The files of the site, the MANIFEST last. It opens with the edition of the day `on`, else with the newest; a desk
    with a watch is narrowed to its first. The same store gives the same bytes. `host` is the address at which the site
    will stand, for readers of its feeds that take whole addresses only. Raises UsageError for what is no day or no
    address."""
    digests: dict[str, str] = {}
    for written in chain(_assets(), _pages(desk, on, _base(host))):
        digests[written.name] = sha256(written.body).hexdigest()
        yield written
    told = {"made_by": {"listeningpost": __version__}, "on": on, "watch": next(iter(desk.watches), None),
            "files": dict(sorted(digests.items()))}
    yield Written(name=MANIFEST, body=(json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())


def _assets() -> Iterator[Written]:
    for name, file in sorted(static_files().items()):
        if name not in LEFT_OUT:
            yield Written(name=f"static/{name}", body=file.read_bytes())


def _base(host: str | None) -> str:
    """The address that a feed's addresses are taken from; the feed's own place where the site's is not known."""
    if host is None:
        return ""
    parts = urlsplit(host)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise UsageError(f"{host}: no address of a site; give one such as https://example.org/watch/")
    return f"{host.rstrip('/')}/{FEEDS}/"


def _pages(desk: Desk, on: str | None, base: str) -> Iterator[Written]:
    """Every page, the edition first, each once for all the links that lead to it."""
    pages = (*(page for page in PAGES if not (page.take or page.live)), ABOUT)
    named = {page.name: page for page in pages}
    fixed = {"watch": next(iter(desk.watches))} if desk.watches else {}
    queue = deque([Address(page="edition")])
    known = {file_of(queue[0])}

    def note(file: str, address: Address) -> None:
        if file not in known:
            known.add(file)
            queue.append(address)

    yield from _feeds(desk, FileLinks(pages, fixed, f"{FEEDS}/", note), fixed, base)
    while queue:
        address = queue.popleft()
        links = FileLinks(pages, fixed, file_of(address), note)
        opened = {"on": on} if on and address.page == "edition" else {}
        asked = asked_of(desk, dict(address.path), {**opened, **dict(address.query), **fixed})
        asked = replace(asked, is_file=True)
        body = render(pages, asked, _answer(named[address.page], asked), address.page, links).encode("utf-8")
        yield Written(name=file_of(address), body=body, to_come=len(queue))


def _feeds(desk: Desk, to: FileLinks, fixed: Mapping[str, str], base: str) -> Iterator[Written]:
    """Every feed in each of its forms. Without a `base` its addresses are relative: readers take them from where the
    feed stands."""
    for name, _ in feed_names(desk):
        for form, (_, write) in FORMS.items():
            file = feed_file(name, form)
            at = Addresses(feed=urljoin(base, file.removeprefix(f"{FEEDS}/")), home=urljoin(base, to("edition")),
                           line=lambda line: urljoin(base, line_address(to, line)))
            asked = FeedAsked(watch=None if name in desk.watches else fixed.get("watch"))
            yield Written(name=file, body=write(feed_of(desk, name, asked, at)))


def _answer(page: DeskPage, asked: Asked) -> Answer:
    """What a page answers; where a link leads to what the store does not hold, that."""
    try:
        return page.show(asked)
    except UnknownId as error:
        return Answer(template="error.html", title="There is nothing here", data={"told": str(error)})


def _about(asked: Asked) -> Answer:
    """What this edition is, what it cannot do, and what does it instead."""
    return Answer(template="about.html", title="About this edition", data={"counts": asked.desk.store.counts()})


ABOUT = DeskPage(name="about", path="/about", show=_about)
