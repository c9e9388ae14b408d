"""The arithmetic of spans: bytes become text in one way only, and a span becomes its quotation in one way only.

Article space is what `article.text` counts in, capture space is the decoded capture. Both count Unicode code points,
end exclusive.
"""

import bisect
import codecs
import html
import re
from collections.abc import Sequence

from .schema import MapRow, Span

REPLACEMENT = "\ufffd"


def _each_byte(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: one U+FFFD for every byte that cannot be decoded."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return REPLACEMENT * (error.end - error.start), error.end


codecs.register_error("listeningpost-each-byte", _each_byte)


def decode(body: bytes, encoding: str) -> str:
    """The text of a capture's body: no newline translation, bad bytes as one U+FFFD each, a leading BOM left out.

    Raises LookupError for an encoding Python does not know.
    """
    text = body.decode(encoding, errors="listeningpost-each-byte")
    return text.removeprefix("\ufeff")


def capture_span(span: Span, rows: Sequence[MapRow] | None) -> Span:
    """An article span carried to capture space; `rows` is `article.map`, None where the two spaces are one.

    Inside a row whose two sides are equally long each character has its own place; a row of unequal sides (a character
    reference) is taken whole. An edge that lies in a break between blocks moves inward to the nearest character that
    the capture holds. Raises ValueError for a span in which there is none.
    """
    if rows is None:
        return span
    first, last = _row_from(rows, span[0]), _row_before(rows, span[1])
    if span[0] >= span[1] or first > last:
        raise ValueError(f"the map leads nowhere from characters {span[0]} to {span[1]}")
    return _carry(max(span[0], rows[first][0]), rows[first], 2), _carry(min(span[1], rows[last][1]), rows[last], 3)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the blanks at its edges; both edges at one place where it holds nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _row_from(rows: Sequence[MapRow], place: int) -> int:
    """The number of the first row that ends after `place`."""
    return bisect.bisect_right(rows, place, key=lambda row: row[1])


def _row_before(rows: Sequence[MapRow], place: int) -> int:
    """The number of the last row that begins before `place`."""
    return bisect.bisect_left(rows, place, key=lambda row: row[0]) - 1


def _carry(place: int, row: MapRow, side: int) -> int:
    a, b, c, d = row
    return c + (place - a) if b - a == d - c else row[side]


def rebuild(span: Span, rows: Sequence[MapRow] | None, capture_text: str) -> str:
    """The quotation of an article span, made anew from the decoded capture through the map (never from stored text).

    Where the map leaves out a stretch of the article (the breaks between blocks and lines, which no capture character
    stands for) a newline stands. Raises ValueError where the map does not fit the capture.
    """
    if rows is None:
        return capture_text[span[0] : span[1]]
    pieces: list[str] = []
    place = span[0]
    for number in range(_row_from(rows, span[0]), len(rows)):
        row = rows[number]
        if row[0] >= span[1]:
            break
        start, stop = max(row[0], span[0]), min(row[1], span[1])
        pieces += ["\n" * (start - place), _piece(row, start, stop, capture_text)]
        place = stop
    pieces.append("\n" * (span[1] - place))
    return "".join(pieces)


def _piece(row: MapRow, start: int, stop: int, capture_text: str) -> str:
    a, b, c, d = row
    if d > len(capture_text):
        raise ValueError(f"the map points at character {d} of a capture of {len(capture_text)}")
    if b - a == d - c:
        return folded(capture_text[c + start - a : c + stop - a])
    return folded(capture_text[c:d])[start - a : stop - a]


# A character reference, or what looks like one: the pattern of the standard library's html.unescape, without a carriage
# return in a name.
REFERENCE = r"&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[^\t\n\r\f <&#;]{1,32};?)"
_REFERENCE = re.compile(REFERENCE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_QUOTE_TAG = re.compile(r"<(/?)q(?:[\s/].*)?>", re.DOTALL | re.IGNORECASE)
# Longer numbers are no code point, and Python refuses to turn more than 4,300 digits into a number.
_LONGEST_REFERENCE = 1000


def folded(source: str) -> str:
    """What a stretch of HTML source shows as: references resolved, each run of blanks one space, a q tag its mark."""
    if source.startswith("<") and (tag := _QUOTE_TAG.fullmatch(source)):
        return "\u201d" if tag[1] else "\u201c"
    return _BLANKS.sub(" ", _REFERENCE.sub(_resolved, source))


def _resolved(reference: re.Match[str]) -> str:
    return html.unescape(reference[0]) if len(reference[0]) <= _LONGEST_REFERENCE else REPLACEMENT
