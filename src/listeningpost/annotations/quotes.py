"""Quotations of a paragraph, also where its marks are broken: shapes mixed, turned the wrong way, or lost.

A mark is judged by its shape, by the blanks beside it and by whether a quotation is open. Nothing is repaired: the
spans leave a stray mark out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ..schema import Span

DOUBLE = re.compile(r"``|''|‘‘|’’|´´|[“”„‟\"«»″＂]")
OPENING, CLOSING = frozenset(["“", "„", "‟", "«", "``", "‘‘"]), frozenset(["”", "»", "’’", "´´"])
SINGLE = re.compile(
    r"(?<![\w’'])[‘'`](?=[\w\[(…$£€@#“])(?!\d0s|em\b|til\b|tis\b|twas\b|cause\b)|(?<=[\w.,!?…)\]])['’](?![\w’'])"
)
STOPS = ",.?!…;:"
RUNS_ON = 9  # paragraphs over which a quotation may run on without a mark
FEW = 4  # so many words make a quotation that can stand alone


class Quotation(NamedTuple):
    """`span` with its marks, `inner` without marks and blanks; `closed` is false where the closing mark is missing."""

    span: Span
    inner: Span
    closed: bool = True

    def words(self, text: str) -> int:
        return len(text[self.inner[0] : self.inner[1]].split())

    def ends_clause(self, text: str) -> bool:
        """Whether a comma or a stop stands just inside or just behind the closing mark."""
        return text[self.inner[1] - 1] in STOPS or text[self.span[1] : self.span[1] + 2].lstrip()[:1] in tuple(",.?!")


def whole_paragraphs(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """The paragraphs, those made one over which one quotation runs that the last of them closes and none opens anew."""
    at = 0
    while at < len(paragraphs):
        end = _closed_in(text, paragraphs, at)
        yield paragraphs[at][0], paragraphs[end][1]
        at = end + 1


def _closed_in(text: str, paragraphs: Sequence[Span], at: int) -> int:
    """The number of the paragraph that closes the quotation which one leaves open; its own number where none does."""
    last = next(reversed(find_quotations(text, paragraphs[at])), None)
    if last is None or last.closed:
        return at
    for number in range(at + 1, min(at + 1 + RUNS_ON, len(paragraphs))):
        mark = DOUBLE.search(text, *paragraphs[number])
        if mark:
            begun = mark.start() > paragraphs[number][0] and mark.group() not in OPENING
            return number if begun and text[mark.start() - 1] in STOPS else at
    return at


def find_quotations(text: str, paragraph: Span) -> tuple[Quotation, ...]:
    """The quotations of a paragraph in order, never overlapping; single marks count only outside double ones."""
    doubles = tuple(_pair(text, paragraph, _double_marks(text, paragraph)))
    singles = (q for gap in _gaps(paragraph, doubles) for q in _pair(text, gap, _single_marks(text, gap)))
    return tuple(sorted([*doubles, *(q for q in singles if q.closed)]))


Mark = tuple[int, int, Literal["open", "close"]]


def _gaps(paragraph: Span, quotations: tuple[Quotation, ...]) -> Iterator[Span]:
    place = paragraph[0]
    for quotation in quotations:
        yield place, quotation.span[0]
        place = quotation.span[1]
    yield place, paragraph[1]


def _double_marks(text: str, paragraph: Span) -> Iterator[Mark]:
    is_open = False
    for found in DOUBLE.finditer(text, *paragraph):
        start, end = found.span()
        if found.group() in ('"', "″", "''") and text[start - 1 : start].isdigit() and not is_open:
            continue  # inches and seconds
        role = _while_open(text, paragraph, start, end) if is_open else "open"
        if not is_open and not _can_open(text, paragraph, start, end):
            continue
        is_open = role == "open"
        yield start, end, role


def _can_open(text: str, paragraph: Span, start: int, end: int) -> bool:
    """A closing shape outside a quotation opens one only at the start of the paragraph or before a capital letter."""
    after = text[end : end + 1]
    if end >= paragraph[1] or not after:
        return False
    if text[start:end] not in CLOSING:
        return True
    return start == paragraph[0] or after.isupper() and text[start - 1] in " ,:\u00a0"


def _while_open(text: str, paragraph: Span, start: int, end: int) -> Literal["open", "close"]:
    """What a mark does while a quotation is open. A mark that looks like a new opening closes the old one first."""
    shape, before = text[start:end], text[max(paragraph[0], start - 3) : start].rstrip()[-1:]
    blank_before = text[start - 1 : start].isspace()
    after = text[end : end + 1]
    looks_open = blank_before and bool(after) and not after.isspace() and after not in STOPS
    if shape in CLOSING or not looks_open and shape not in OPENING:
        return "close"
    follows = after.islower() or end >= paragraph[1] or after.isspace() or after in STOPS
    if follows:  # ... of the war, “said one   the war “, said he
        return "close"
    return "close" if shape not in OPENING and before == "," else "open"


def _single_marks(text: str, gap: Span) -> Iterator[Mark]:
    is_open, opened = False, 0
    for found in SINGLE.finditer(text, *gap):
        start, end = found.span()
        opens = text[start] in "‘`" or not text[max(start - 1, gap[0]) : start].strip()
        if is_open and not opens and not _apostrophe(text, start, gap):
            is_open = False
            yield start, end, "close"
        elif not is_open and opens:
            is_open, opened = True, start
            yield start, end, "open"
        elif is_open and opens and start - opened > 400:
            opened = start
            yield start, end, "open"


def _apostrophe(text: str, place: int, gap: Span) -> bool:
    """Whether the mark after an s is that of a plural (the states’ ...): another mark closes later in the sentence."""
    if text[place - 1] != "s" or text[place + 1 : place + 2] != " ":
        return False
    later = SINGLE.search(text, place + 1, min(gap[1], place + 200))
    return later is not None and text[later.start()] in "'’" and ". " not in text[place : later.start()]


def _pair(text: str, within: Span, marks: Iterator[Mark]) -> Iterator[Quotation]:
    opened: Span | None = None
    for start, end, role in marks:
        if opened:
            yield from _made(text, opened, (start, end if role == "close" else start), role == "close")
        opened = (start, end) if role == "open" else None
    if opened:
        yield from _made(text, opened, (within[1], within[1]), False)


def _made(text: str, opened: Span, closed: Span, whole: bool) -> Iterator[Quotation]:
    start, end = opened[1], closed[0]
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Quotation((opened[0], closed[1] if whole else end), (start, end), whole)
