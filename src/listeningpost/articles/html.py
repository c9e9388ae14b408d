"""The HTML reader: the page's visible text with a map into its source, and what of it is the article."""

import itertools
import re
from typing import NamedTuple

from ..errors import Refusal
from ..schema import Article, Capture, Flag, Reading, Span
from .blocks import Walked, walk
from .bodies import Shown, body_of, shown_body, without_wrappers
from .bylines import Looks
from .clues import DateClues, MetaClue, latest_day, with_dateline
from .dates import date_article
from .doubts import doubtful_body
from .elements import BLOCK
from .filing import filed_under
from .headings import find_title
from .languages import Languages, find_languages
from .outlets import without_own
from .parts import LETTER, PageLayout, body_parts, furniture_parts, without_dateline
from .roles import role_of
from .signatures import Lines, author_names, lines_of, makers_of, marked_author, outlet_of
from .signed import authors_alone
from .structured import Structured, gather
from .truncation import broken_off
from .walk import tokens

# How far into a source its first tag of a page is looked for.
_FIRST_TAGS = 200
# Less than this share of what trafilatura reads, found again in the visible text, is no article.
_ENOUGH = 0.5
_REGION = re.compile(r"[a-zA-Z]{2}[-_]([a-zA-Z]{2})\b")
# A marked element of more characters holds more than a date.
_LONGEST_DATE = 60
_UNSHOWN = "the page shows no text without its scripts; save it from a browser once it is shown"
_NO_ARTICLE = "nothing on the page reads as an article: it shows a title, links or forms alone"
_TRUNCATED = "the page breaks off before its text begins; fetch or save it again"


def has_markup(text: str) -> bool:
    """Whether a text is HTML rather than prose that talks of tags: an element that makes blocks is among its first."""
    return any(token.kind == "open" and token.name in BLOCK for token in itertools.islice(tokens(text), _FIRST_TAGS))


class Taken(NamedTuple):
    """What of a page is its article, before anything else is read: the walk, its fields, title and body, and the flag
    of a source that breaks off."""

    walked: Walked
    structured: Structured
    layout: PageLayout
    cut: Flag | None


def read_html(capture: Capture, text: str, knowledge: Looks | None = None) -> Reading:
    """Reads one HTML page; `text` is its decoded body, into which `article.map` leads. Spans are in article space.

    Raises Refusal for a page that shows no text, or none that reads as an article.
    """
    taken = take_body(text)
    article = _article(capture, taken.walked, taken.structured, taken.layout, knowledge)
    flags = tuple(flag for flag in (doubtful_body(taken.walked, taken.layout.body), taken.cut) if flag)
    return Reading(head=capture.head, space="article", article=article, flags=flags)


def take_body(text: str) -> Taken:
    """Walks a decoded page and finds its title and body. Raises Refusal as `read_html` does."""
    walked, shown = _walked(text)
    cut = broken_off(text)
    if not LETTER.search(walked.text):
        raise Refusal("articles", _TRUNCATED if cut else _UNSHOWN)
    walked = without_wrappers(walked, shown.spans)
    structured = gather(text, walked)
    found = body_of(walked, shown.spans)
    title = find_title(text, walked, structured, found)
    body = body_parts(found, walked, title)
    if not body:
        raise Refusal("articles", _TRUNCATED if cut else _NO_ARTICLE)
    return Taken(walked, structured, PageLayout(title, body), cut)


def _walked(text: str) -> tuple[Walked, Shown]:
    """The page as it is shown; or, where that leaves out most of what trafilatura reads in it, with all that is kept
    from view until a script or a payment shows it."""
    walked = walk(text)
    shown = shown_body(text, walked)
    if shown.share >= _ENOUGH:
        return walked, shown
    unveiled = walk(text, veiled=True)
    more = shown_body(text, unveiled)
    return (unveiled, more) if more.share > shown.share + _ENOUGH / 2 else (walked, shown)


def _article(
    capture: Capture, walked: Walked, structured: Structured, layout: PageLayout, knowledge: Looks | None
) -> Article:
    apart = furniture_parts(walked, layout.claimed())
    lines = lines_of(walked, apart)
    outlet = outlet_of(walked, structured, layout, apart, knowledge)
    makers = makers_of(walked, author_names(walked.text, structured, outlet, lines), lines, layout, knowledge)
    if not makers.byline:
        makers = makers._replace(byline=marked_author(walked, layout, outlet))
    makers = makers._replace(byline=authors_alone(makers.byline, knowledge, outlet))
    body = without_dateline(walked.text, layout.body, makers.dateline)
    layout = layout._replace(body=body)
    clues = _clues(capture, walked, structured, layout, lines)
    if makers.dateline and makers.dateline.span:
        clues = with_dateline(clues, makers.dateline.span)
    published, page_dates = date_article(clues, latest_day(capture))
    languages = _languages(walked, body)
    section, tags = filed_under(walked, structured, layout, apart)
    signed = [one.span for one in (*makers.byline, makers.dateline) if one and one.span]
    return Article(
        text=walked.text, title=layout.title, body=body, furniture=furniture_parts(walked, layout.claimed() + signed),
        published=published, language=languages.main, languages=languages.parts, map=tuple(walked.rows), outlet=outlet,
        byline=makers.byline, dateline=makers.dateline, agency=without_own(makers.agency, outlet, knowledge),
        page_dates=page_dates, section=section, tags=tags,
    )


def _clues(capture: Capture, walked: Walked, structured: Structured, layout: PageLayout, lines: Lines) -> DateClues:
    """What the page tells of its date."""
    source = capture.head.source
    urls = (MetaClue(basis="url", value=url.text, capture_span=url.span, name=url.name) for url in structured.urls)
    title = layout.title.span if layout.title else None
    within = [(line, role_of(walked.text[slice(*line)])) for line in _lines_in(walked, title)]
    return DateClues(
        text=walked.text, body=layout.body, title=title, lines=tuple(sorted([*lines, *within])),
        meta=(*structured.dates, *urls), url=source if source.startswith(("http://", "https://")) else None,
        marked=True, pieces=_dated_pieces(walked), region=_region(walked),
    )


def _dated_pieces(walked: Walked) -> tuple[Span, ...]:
    """The elements that the page marks as dates, in order."""
    spans = {mark.span for mark in walked.marks if mark.span and (mark.element == "time" or "date" in mark.areas)}
    return tuple(sorted(span for span in spans if span[1] - span[0] <= _LONGEST_DATE))


def _region(walked: Walked) -> str | None:
    region = _REGION.match(walked.language or "")
    return region[1].lower() if region else None


def _lines_in(walked: Walked, title: Span | None) -> list[Span]:
    """The lines of a title of several lines but its first: themes set the day below it."""
    if title is None or "\n" not in walked.text[slice(*title)]:
        return []
    return [line for line in walked.lines if title[0] < line[0] and line[1] <= title[1]]


def _languages(walked: Walked, body: tuple[Span, ...]) -> Languages:
    """The body's languages; what the page calls its own where the body is too short or too little to tell."""
    stated = (walked.language or "").strip().lower().replace("_", "-").split("-")[0]
    return find_languages(walked.text, body, stated or None)
