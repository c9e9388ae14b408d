"""What a feed tells: the lines of a view over the pages that entered last.

An entry is a line by its id in the record, so that a reader who has seen it is not shown it again, whichever feed it
comes by. It was updated when its page entered the store, or when somebody mended it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Annotated, NamedTuple
from urllib.parse import quote, urlsplit

from msgspec import Meta
from msgspec.structs import replace

from ...schema import Line, Question, Record, View
from ...views import Narrow, ask, visible
from ..api import Name, Text
from ..asking import Desk, remembered
from ..fed import feed_names, is_fed
from ..linking import Links
from ..pages import PAGES
from ..problems import Fault
from ..watched import pages_of_watch

NEWEST = 60  # pages that a feed is made from
BRIEF = "brief"
URN = "urn:x-listeningpost"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TITLE = 110  # characters of an entry's title
EPOCH = "1970-01-01T00:00:00Z"  # of a feed in which nothing stands yet


class FeedAsked(Record, frozen=True):
    """What narrows a feed; `watch` is the name of a watch of this desk."""

    subject: Text | None = None
    speaker: Text | None = None
    about: Annotated[tuple[Text, ...], Meta(max_length=20)] = ()
    kind: Name | None = None
    watch: Name | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class Entry(Record, frozen=True):
    """One line: where it is read at the desk, when it came in or was mended, and the day it is of, where that is
    known."""

    id: str
    url: str
    title: str
    text: str
    updated: str
    published: str | None
    author: str
    tags: tuple[str, ...]


class Feed(Record, frozen=True):
    """A feed: its title, its own address, the desk's, and its entries, the newest first."""

    id: str
    title: str
    url: str
    home: str
    updated: str
    entries: tuple[Entry, ...]


class Addresses(NamedTuple):
    """Where a feed stands, the page that it is of, and the words of a line: absolute at a desk, relative in files."""

    feed: str
    home: str
    line: Callable[[Line], str]


def feed_of(desk: Desk, name: str, asked: FeedAsked, at: Addresses, query: str = "") -> Feed:
    """The feed called `name`, narrowed by its `query`. Raises Fault where there is none, UsageError for what its view
    cannot answer."""
    view_name, watch = _named(desk, name, asked)
    pages = dict(_newest(desk, watch))
    question = Question(
        subject=asked.subject, speaker=asked.speaker, about=asked.about, kind=asked.kind, packs=desk.packs
    )
    view = ask(Narrow(desk.store, pages), view_name, question)
    entries = sorted(_entries(desk, view, pages, at), key=lambda one: one.updated, reverse=True)[: asked.limit]
    title = f"{desk.watches[watch].title}: {view.title}" if watch else view.title
    return Feed(
        id=f"{URN}:feed:{quote(name)}" + (f"?{query}" if query else ""), title=f"Listening Post: {title}",
        url=at.feed, home=at.home, entries=tuple(entries), updated=max((one.updated for one in entries), default=EPOCH),
    )


def at_desk(url: str) -> Addresses:
    """The addresses of a feed that a desk answers at a URL."""
    parts, to = urlsplit(url), Links(PAGES, {})
    home = f"{parts.scheme}://{parts.netloc}"
    return Addresses(feed=url, home=f"{home}/", line=lambda line: home + line_address(to, line))


def line_address(to: Links, line: Line) -> str:
    """Where the words of a line are read."""
    return to("article", id=line.cites[0].page[:12], at=line.id, anchor=line.id)


def _named(desk: Desk, name: str, asked: FeedAsked) -> tuple[str, str | None]:
    """The view and the watch of a feed."""
    if asked.watch is not None and asked.watch not in desk.watches:
        known = ", ".join(desk.watches) or "none"
        raise Fault(422, f"{asked.watch}: there is no such watch; there is {known}", "watch")
    if is_fed(name):
        return name, asked.watch
    if name in desk.watches:
        return BRIEF, name
    raise Fault(404, f"{name}: there is no such feed; there is {', '.join(found for found, _ in feed_names(desk))}")


def _newest(desk: Desk, watch: str | None) -> Sequence[tuple[str, str]]:
    """The pages that entered last, with when; those of a watch where one is wanted."""
    within = pages_of_watch(desk, watch) if watch else None
    def chosen() -> list[tuple[str, str]]:
        fitting = (row for row in desk.store.newest() if within is None or row[0] in within)
        return list(islice(fitting, NEWEST))

    return remembered(desk, ("newest of a feed", watch), chosen)


def _entries(desk: Desk, view: View, pages: dict[str, str], at: Addresses) -> Iterator[Entry]:
    """One entry for each line, once: a line that stands under several headings is one."""
    mended = dict(sorted((mend.of, mend.undone_at or mend.at) for mend in desk.store.corrections()))
    seen = set[str]()
    for line in view.lines:
        id_ = f"{URN}:{line.kind}:{line.id}"
        if id_ in seen or not line.cites:
            continue
        seen.add(id_)
        page = line.cites[0].page
        when = max(pages.get(page, EPOCH), mended.get(line.id, EPOCH))
        yield replace(_entry(line), id=id_, url=at.line(line), updated=when)


def _entry(line: Line) -> Entry:
    words = " ".join(line.quote.split())
    said = f"“{words}”" if "direct" in line.marks else words
    heading = f"{line.who}: {said}" if line.who else said
    told = [said, line.lead, line.note, ", ".join(part for part in (line.outlet, line.title) if part), _where(line)]
    return Entry(
        id="", url="", updated="", title=_clear(heading if len(heading) <= TITLE else f"{heading[:TITLE]}…"),
        text=_clear("\n".join(part for part in told if part)), author=_clear(line.outlet or "Listening Post"),
        published=f"{line.date}T00:00:00Z" if line.date and DAY.fullmatch(line.date) else None,
        tags=tuple(_clear(mark) for mark in (*line.marks, *line.faults)),
    )


def _where(line: Line) -> str:
    spans = ", ".join(f"{cite.span[0]:,}-{cite.span[1]:,}" for cite in line.cites)
    return f"{line.id}, characters {spans} of capture {line.cites[0].page[:12]}"


def _clear(text: str) -> str:
    """Text without what no reader should meet unseen, and no XML may hold (XML 1.0, Char)."""
    lines = (visible(line) for line in text.split("\n"))
    return "\n".join("".join(c if c.isprintable() else " " for c in line) for line in lines)
