"""Broken quotation marks: swapped, torn off or left open, recorded as they stand.

Only marks that open and close by their shape are judged, in languages that set them so (English “ ”; « » of French,
Russian and others): German „ “ and Swedish ” ” use the same marks the other way about.
"""

import re
from collections.abc import Iterator, Sequence

from ..schema import Flag, Span

# Opening and closing mark by ISO 639-1 code (Unicode CLDR, delimiters: quotationStart, quotationEnd).
_GUILLEMETS = ("fr", "ru", "uk", "es", "it", "el", "no")
_MARKS = {"en": ("“", "”"), **dict.fromkeys(_GUILLEMETS, ("«", "»"))}
_TORN = re.compile(r"(?<!\w)\w++(?:[”\"]\s++,|,\s++”)(?!\w)")
_STRAIGHT = re.compile(r'(?<!\d)(?<!\d[.,])"|(?<=\d)"(?=[^\S\n]*[,.;:)]|\s[a-z])')  # not the sign for inches: 6'4"
# More than so many on a page is a habit of the page or a wrong guess at its language, not a slip.
_MOST = 12


def broken_quotations(text: str, body: Sequence[Span], language: str | None) -> tuple[Flag, ...]:
    """Flags on marks of the body that cannot be right, each with its span; none for a quotation that runs on over
    paragraphs (unclosed, and the next paragraph opens it again or closes it)."""
    marks = _MARKS.get(language or "")
    if marks is None:
        return ()
    opening, closing = marks
    found = [flag for span in body for flag in (*_swapped(text, span, opening, closing), *_torn(text, span))]
    if not found:
        found = [*_unbalanced(text, body, opening, closing), *_odd(text, body)]
    return tuple(found) if len(found) <= _MOST else ()


def _swapped(text: str, span: Span, opening: str, closing: str) -> Iterator[Flag]:
    """Marks whose shape contradicts their place: blanks on one side, a word on the other."""
    for place in range(*span):
        if text[place] not in (opening, closing):
            continue
        before = text[place - 1] if place > span[0] else " "
        after = text[place + 1] if place + 1 < span[1] else " "
        if text[place] == opening and (before.isalnum() or before in ".,!?") and (after.isspace() or after in ".,;"):
            yield _flag(place, place + 1, "an opening mark where a closing one should stand")
        elif text[place] == closing and before.isspace() and after.isalpha():
            yield _flag(place, place + 1, "a closing mark where an opening one should stand")


def _torn(text: str, span: Span) -> Iterator[Flag]:
    for match in _TORN.finditer(text, *span):
        yield _flag(*match.span(), "comma and closing mark torn apart")


def _unbalanced(text: str, body: Sequence[Span], opening: str, closing: str) -> Iterator[Flag]:
    """Paragraphs with an opening mark left open, or a closing mark that closes nothing."""
    pairs = [_unpaired(text, span, opening, closing) for span in body]
    for number, (open_at, close_at) in enumerate(pairs):
        after = number + 1 < len(body) and (
            text.startswith((opening, closing), body[number + 1][0]) or pairs[number + 1][1] is not None)
        before = number > 0 and pairs[number - 1][0] is not None
        if open_at is not None and not after:
            yield _flag(open_at, open_at + 1, "an opening mark that nothing closes")
        if close_at is not None and not before:
            yield _flag(close_at, close_at + 1, "a closing mark that nothing opens")


def _odd(text: str, body: Sequence[Span]) -> Iterator[Flag]:
    """Straight marks of a paragraph that do not pair, where no neighbour goes on with the quotation."""
    marks = [[found.start() for found in _STRAIGHT.finditer(text, *span)] for span in body]
    for number, places in enumerate(marks):
        if len(places) % 2 == 0:
            continue
        before = number > 0 and len(marks[number - 1]) % 2
        after = number + 1 < len(body) and (len(marks[number + 1]) % 2 or text[body[number + 1][0]] == '"')
        if not before and not after:
            place = _leaning_wrong(text, places)
            yield _flag(place, place + 1, "a straight mark without its pair")


def _leaning_wrong(text: str, places: Sequence[int]) -> int:
    """The first mark that opens or closes by its place where the other is due; the last where none does."""
    for number, place in enumerate(places):
        opens = text[place + 1 : place + 2].isalnum() and not text[place - 1 : place].isalnum()
        closes = text[place - 1 : place].isalnum() and not text[place + 1 : place + 2].isalnum()
        if (opens and number % 2) or (closes and number % 2 == 0):
            return place
    return places[-1]


def _unpaired(text: str, span: Span, opening: str, closing: str) -> tuple[int | None, int | None]:
    """The last mark of a paragraph that is left open, and the first that closes nothing."""
    still_open: list[int] = []
    loose = None
    for place in range(*span):
        if text[place] == opening:
            still_open.append(place)
        elif text[place] == closing:
            if still_open:
                still_open.pop()
            elif loose is None:
                loose = place
    return (still_open[-1] if still_open else None), loose


def _flag(start: int, end: int, note: str) -> Flag:
    return Flag(kind="broken_quotation", note=note, span=(start, end))
