"""Posts that a page has from a social network, each signed with a name, a handle and a day: "The bridge is shut. — Ann
Lee (@annlee) May 3, 2018"."""

import re
from collections.abc import Iterator, Sequence

from ..schema import AttributionFound, Span, TimeFound
from .layers import beginning_in

MONTH = r"[A-Z][a-z]{2,8}\.?"
SIGNED = re.compile(
    rf"(?<!\w)[—–-]{{1,2}}[ \u00a0]*(?P<name>[^\n()@]{{2,60}}?)[ \u00a0]*\(@\w{{1,30}}\)[ \u00a0]*"
    rf"(?:{MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})[ \u00a0]*$", re.MULTILINE,
)
_link = r"(?:https?://|pic\.twitter\.com/)\S+"
LINKS = re.compile(rf"(?:(?<!\s)\s+)?{_link}(?:\s+{_link}){{0,7}}\s*$")
MARKS = "“”\"‘’' \u00a0\n"
LEAST = 3  # words of a post that says something


def find_posts(text: str, times: Sequence[TimeFound]) -> Iterator[AttributionFound]:
    """A direct statement for every post: what stands in its line before the name that signs it, or in the line before
    that one."""
    done = 0
    for signed in SIGNED.finditer(text):
        span = _without_links(text, (max(_line(text, signed.start()), done), signed.start()))
        if span[0] >= span[1]:
            end = len(text[: span[0]].rstrip())
            span = _without_links(text, (max(_line(text, end), done), end))
        done = signed.end()
        if len(text[slice(*span)].split()) >= LEAST:
            dated = beginning_in(times, signed.span())
            yield AttributionFound(
                sentence=(span[0], signed.end()), source_span=signed.span("name"), cue_span=None,
                content_spans=(span,), quoted_spans=(span,), kind="direct", time_span=dated[0].span if dated else None,
            )


def _line(text: str, at: int) -> int:
    """Where the line begins in which a place is."""
    return text.rfind("\n", 0, at) + 1


def with_posts(found: Sequence[AttributionFound], posts: Sequence[AttributionFound]) -> tuple[AttributionFound, ...]:
    """The statements of a page with its posts, in order, without what was taken of their words for a quotation of
    nobody's."""
    if not posts:
        return tuple(found)
    inside = [span for post in posts for span in post.content_spans]
    kept = [one for one in found if one.cue_span or not _within(one, inside)]
    return tuple(sorted([*kept, *posts], key=lambda one: (one.sentence[0], one.content_spans[0])))


def _within(one: AttributionFound, spans: Sequence[Span]) -> bool:
    return any(a < end and start < b for start, end in one.content_spans for a, b in spans)


def _without_links(text: str, span: Span) -> Span:
    """A stretch without the links behind it and the marks and blanks round it."""
    start, end = span
    links = LINKS.search(text, start, end)
    end = links.start() if links else end
    while start < end and text[start] in MARKS:
        start += 1
    while start < end and text[end - 1] in MARKS:
        end -= 1
    return start, end
