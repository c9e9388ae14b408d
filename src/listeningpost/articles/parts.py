"""The parts of an HTML page: which stretches of its text are body and which are furniture."""

import bisect
import re
from collections.abc import Iterable, Sequence

from ..schema import Named, Span, Title
from .blocks import Walked
from .elements import NOT_BODY, SIGNING

LETTER = re.compile(r"[^\W_]")
# A line of signature or date is short; a paragraph in an element of that name is a paragraph all the same.
LONGEST_SIGNATURE = 200


def body_parts(found: Sequence[Span], walked: Walked, title: Title | None) -> tuple[Span, ...]:
    """The spans found to be the article, without the title, and without what the page itself marks as something else,
    unless those marks would take most of it away (a theme that names its whole page so)."""
    titles = {title.span, *title.repeats} if title else set()
    found = [span for span in found if span not in titles and LETTER.search(walked.text, *span)]
    signatures = _signatures(walked)
    starts = [block.start for block in walked.blocks]
    kept = [span for span in found if not _is_apart(span, walked, starts, signatures)]
    return tuple(found if _length(kept) < _length(found) / 2 else kept)


def _is_apart(span: Span, walked: Walked, starts: Sequence[int], signatures: Iterable[Span]) -> bool:
    areas = walked.blocks[bisect.bisect_right(starts, span[0]) - 1].areas
    if areas & NOT_BODY:
        return True
    if span[1] - span[0] > LONGEST_SIGNATURE:
        return False
    return bool(areas & SIGNING) or any(start <= span[0] and span[1] <= end for start, end in signatures)


def _signatures(walked: Walked) -> list[Span]:
    return [
        mark.span
        for mark in walked.marks
        if mark.span and (mark.areas & SIGNING or mark.element == "time")
        and mark.span[1] - mark.span[0] <= LONGEST_SIGNATURE
    ]


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def furniture_parts(walked: Walked, claimed: Iterable[Span]) -> tuple[Span, ...]:
    """Every stretch of the visible text, line by line, that none of the claimed spans covers."""
    taken = sorted(claimed)
    furniture, number = [], 0
    for start, end in walked.lines:
        while number < len(taken) and taken[number][1] <= start:
            number += 1
        place, at = start, number
        while at < len(taken) and taken[at][0] < end:
            furniture.append((place, taken[at][0]))
            place, at = max(place, taken[at][1]), at + 1
        furniture.append((place, end))
    return tuple(span for span in (trimmed(walked.text, *span) for span in furniture) if span[1] > span[0])


def without_dateline(text: str, body: tuple[Span, ...], dateline: Named | None) -> tuple[Span, ...]:
    """The body with its first paragraph cut to what stands after the dateline."""
    if dateline is None or dateline.span is None or dateline.span[0] != body[0][0]:
        return body
    first = trimmed(text, dateline.span[1], body[0][1])
    return (first, *body[1:]) if first[1] > first[0] else body


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without the blanks at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
