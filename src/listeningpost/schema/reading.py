"""Captures and articles: what was brought in, and what was read from it."""

from typing import Literal

from .base import MapRow, Record, Span


class CaptureHead(Record, frozen=True):
    """What is known of a capture without its body. `id` is the sha256 of the body's bytes (after gzip)."""

    id: str
    source: str
    media_type: str
    encoding: str
    container: str | None = None
    taken_at: str | None = None


class Capture(Record, frozen=True):
    """A captured page: its head and its bytes, never altered."""

    head: CaptureHead
    body: bytes


# ---- articles
class Title(Record, frozen=True):
    text: str
    span: Span | None = None
    repeats: tuple[Span, ...] = ()
    capture_span: Span | None = None


class Outlet(Record, frozen=True):
    name: str
    basis: str
    span: Span | None = None
    capture_span: Span | None = None
    key: str | None = None


class Named(Record, frozen=True):
    """A byline, dateline, credited agency, section or tag: a name where the page prints it. A house of news has its
    `key` in knowledge, where knowledge has it: AP and The Associated Press are one."""

    name: str
    span: Span | None = None
    capture_span: Span | None = None
    key: str | None = None


class DateCandidate(Record, frozen=True):
    edtf: str
    basis: Literal["byline", "meta", "url", "feed", "dateline", "text", "none"]
    score: float
    why: str
    span: Span | None = None
    capture_span: Span | None = None


class Published(Record, frozen=True):
    """The publication date: the best candidate, or none, with bounds and the reasons for them."""

    edtf: str | None = None
    basis: Literal["byline", "meta", "url", "feed", "dateline", "text", "correction", "none"] = "none"
    span: Span | None = None
    capture_span: Span | None = None
    not_before: str | None = None
    not_after: str | None = None
    reasons: tuple[str, ...] = ()
    candidates: tuple[DateCandidate, ...] = ()


class PageDate(Record, frozen=True):
    """A date printed by the page's machinery; never an anchor. `edtf` is None where it is of another calendar, left as
    stated."""

    edtf: str | None
    why_not: str
    span: Span | None = None
    capture_span: Span | None = None


class LanguagePart(Record, frozen=True):
    """A paragraph of the body and the language it is written in."""

    language: str
    span: Span


class Article(Record, frozen=True):
    """A capture read as an article. For a text capture `text` is the whole decoded capture and `map` is None; for HTML
    `text` is what the walk over the source made and `map` leads each piece of it back."""

    text: str
    title: Title | None
    body: tuple[Span, ...]
    furniture: tuple[Span, ...]
    published: Published
    language: str | None = None
    languages: tuple[LanguagePart, ...] = ()
    map: tuple[MapRow, ...] | None = None
    outlet: Outlet | None = None
    byline: tuple[Named, ...] = ()
    dateline: Named | None = None
    agency: tuple[Named, ...] = ()
    page_dates: tuple[PageDate, ...] = ()
    section: Named | None = None
    tags: tuple[Named, ...] = ()


class Flag(Record, frozen=True):
    """A fault of the page, recorded as it stands."""

    kind: str
    note: str
    span: Span | None = None


class Reading(Record, frozen=True):
    """What the articles room makes of one capture."""

    head: CaptureHead
    space: Literal["capture", "article"]
    article: Article
    flags: tuple[Flag, ...] = ()
