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
    reference, folded blanks) is taken whole. Raises ValueError for a span that no row covers.
    """
    if rows is None:
        return span
    return _carry(span[0], rows, end=False), _carry(span[1], rows, end=True)


def _carry(place: int, rows: Sequence[MapRow], *, end: bool) -> int:
    probe = place - 1 if end else place
    at = bisect.bisect_right(rows, probe, key=lambda row: row[0]) - 1
    if at < 0 or not rows[at][0] <= probe < rows[at][1]:
        raise ValueError(f"no row of the map covers character {probe}")
    a, b, c, d = rows[at]
    if b - a == d - c:
        return c + (place - a)
    return d if end else c


def rebuild(span: Span, rows: Sequence[MapRow] | None, capture_text: str) -> str:
    """The quotation of an article span, made anew from the decoded capture through the map (never from stored text).

    Where the map leaves out a stretch of the article (the breaks between blocks, which no capture character stands for)
    a newline stands. Raises ValueError where the map does not fit the capture.
    """
    if rows is None:
        return capture_text[span[0] : span[1]]
    pieces: list[str] = []
    place = span[0]
    for row in rows[_first_row(rows, span[0]) :]:
        if row[0] >= span[1]:
            break
        start, stop = max(row[0], span[0]), min(row[1], span[1])
        pieces += ["\n" * (start - place), _piece(row, start, stop, capture_text)]
        place = stop
    pieces.append("\n" * (span[1] - place))
    return "".join(pieces)


def _first_row(rows: Sequence[MapRow], place: int) -> int:
    return max(bisect.bisect_right(rows, place, key=lambda row: row[0]) - 1, 0) if rows else 0


def _piece(row: MapRow, start: int, stop: int, capture_text: str) -> str:
    a, _, c, d = row
    if d > len(capture_text):
        raise ValueError(f"the map points at character {d} of a capture of {len(capture_text)}")
    return folded(capture_text[c:d])[start - a : stop - a]


def folded(source: str) -> str:
    """What a stretch of HTML source shows as: character references resolved, each run of blanks one space."""
    return re.sub(r"[ \t\r\n\f]+", " ", html.unescape(source))
