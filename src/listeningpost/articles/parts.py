"""The parts of an HTML page: which stretches of its text are body and which are furniture."""

import bisect
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..schema import Named, Span, Title
from ..spans import trimmed
from .blocks import Walked
from .elements import NOT_BODY, SIGNING
from .roles import role_of
from .scores import AFTER, STOP

LETTER = re.compile(r"[^\W_]")
# A line of signature or date is short; a paragraph in an element of that name is a paragraph all the same.
LONGEST_SIGNATURE = 200
# Among how many stretches at either end of the body such lines are looked for.
_EDGE = 3
# From this share of linked characters on, a line that begins "Read also" leads elsewhere.
_LINKED = 0.3


class PageLayout(NamedTuple):
    """What of a page is title and body; at least one stretch is body."""

    title: Title | None
    body: tuple[Span, ...]

    def claimed(self) -> list[Span]:
        """The spans of both, in order."""
        return sorted([*self.body, *([self.title.span] if self.title and self.title.span else [])])

    def start(self) -> int:
        """Where the article starts: at its title, where that stands above the body."""
        return self.claimed()[0][0]


def body_parts(found: Sequence[Span], walked: Walked, title: Title | None) -> tuple[Span, ...]:
    """The spans found to be the article, without the title, and without what the page itself marks as something else,
    unless those marks would take most of it away (a theme that names its whole page so)."""
    titles = {title.span, *title.repeats} if title else set()
    found = [span for span in found if span not in titles and LETTER.search(walked.text, *span)]
    signatures = _signatures(walked)
    kept = [span for span in found if not _is_apart(span, walked, signatures)]
    kept = found if _length(kept) < _length(found) / 2 else kept
    return tuple(_without_signatures(kept, walked.text))


def _is_apart(span: Span, walked: Walked, signatures: Iterable[Span]) -> bool:
    block = walked.blocks[bisect.bisect_right(walked.blocks, span[0], key=lambda block: block.start) - 1]
    if block.areas & NOT_BODY:
        return True
    if span[1] - span[0] > LONGEST_SIGNATURE:
        return False
    if block.links > _LINKED * (block.end - block.start) and AFTER.starts(walked.text[slice(*span)]):
        return True
    return bool(block.areas & SIGNING) or any(start <= span[0] and span[1] <= end for start, end in signatures)


def _without_signatures(found: Sequence[Span], text: str) -> list[Span]:
    """The spans without lines of signature, date and copyright among the first and the last ones."""
    edges = {*found[:_EDGE], *found[-_EDGE:]}
    return [span for span in found if span not in edges or not _signs(text[slice(*span)])] or list(found)


def _signs(line: str) -> bool:
    """A short line that looks like a signature, a date or a copyright line, and does not end as a sentence does."""
    return len(line) <= LONGEST_SIGNATURE and not STOP.search(line) and role_of(line) != "other"


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
    start = dateline.span[1] + (text[dateline.span[1]] in ".:" if dateline.span[1] < body[0][1] else 0)
    first = trimmed(text, start, body[0][1])
    return (first, *body[1:]) if first[1] > first[0] else body
