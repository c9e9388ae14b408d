"""What a reader hands to the dating of a page: its text, its blocks and every place where a date may be printed."""

import datetime as dt
from typing import Literal

import msgspec

from ..schema import Capture, Record, Span

LineRole = Literal["date", "byline", "masthead", "copyright", "other"]

# The name of a clue that is no address of the page itself, but stands in addresses on it.
LINKED = "addresses of pictures and links"
# The name of a clue that is no field, but one of the days that stand anywhere in the page's source.
TRACED = "source, in a script, an attribute or an address"


class MetaClue(Record, frozen=True):
    """A value found outside the visible text.

    `name` says where ("article:published_time", "json-ld datePublished", "time datetime"); `capture_span` is the
    value's place in the decoded capture, None where it has none (a URL given with the capture).
    """

    basis: Literal["meta", "url"]
    value: str
    capture_span: Span | None
    name: str


class DateClues(Record, frozen=True):
    """Spans count in `text`, the page's own space. `lines` are the lines outside the body with a guess
    at their role; `dateline` is the one of them that opens the body; `marked`: the
    page's own elements told the roles; `pieces` are the elements that the page marks as dates;
    `region` is the country in whose way it says its language is written ("gb" for en-GB)."""

    text: str
    body: tuple[Span, ...] = ()
    title: Span | None = None
    lines: tuple[tuple[Span, LineRole], ...] = ()
    meta: tuple[MetaClue, ...] = ()
    url: str | None = None
    dateline: Span | None = None
    marked: bool = False
    pieces: tuple[Span, ...] = ()
    region: str | None = None


def latest_day(capture: Capture) -> dt.date:
    """No page is from after the day it was taken; from after today where that is not known."""
    taken = capture.head.taken_at
    return dt.date.fromisoformat(taken[:10]) if taken else dt.datetime.now(dt.UTC).date()


def with_dateline(clues: DateClues, dateline: Span) -> DateClues:
    """The clues with the dateline as a line of its own."""
    return msgspec.structs.replace(clues, lines=tuple(sorted([*clues.lines, (dateline, "other")])), dateline=dateline)
