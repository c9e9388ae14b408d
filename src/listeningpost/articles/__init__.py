"""Captures read as articles: what the text is, which of it is the article, when and by whom it was published.

The door is `read`. READERS stand in order; each may refuse a capture, and the last one's reason is kept.
"""

from collections.abc import Callable

import msgspec

from ..errors import Refusal
from ..schema import Capture, Reading
from ..spans import decode
from .bylines import Looks
from .dump import read_dump
from .faults import find_faults
from .html import has_markup, read_html

__all__ = ["READERS", "read"]

Reader = Callable[[Capture, str, Looks | None], Reading]

READERS: tuple[tuple[str, Reader], ...] = (("text/html", read_html), ("text/plain", read_dump))


def read(capture: Capture, knowledge: Looks | None = None) -> Reading:
    """Reads a capture by the first reader for its media type; a label text/html without markup is read as text.

    `knowledge` makes sure of agencies' names; without it they are found by their shape. Raises
    Refusal("articles", reason) for a capture that cannot be read.
    """
    text = _decoded(capture)
    media_type = "text/html" if capture.head.media_type == "text/html" and has_markup(text) else "text/plain"
    for reads, reader in READERS:
        if reads == media_type:
            return _with_flags(reader(capture, text, knowledge))
    raise Refusal("articles", f"no reader for {capture.head.media_type}")


def _with_flags(reading: Reading) -> Reading:
    """The reading with the faults that its words show, which are told the same way whatever the reader."""
    faults = find_faults(reading.article)
    return msgspec.structs.replace(reading, flags=(*reading.flags, *faults)) if faults else reading


def _decoded(capture: Capture) -> str:
    try:
        return decode(capture.body, capture.head.encoding)
    except LookupError:
        raise Refusal("articles", f"an encoding Python does not know: {capture.head.encoding}") from None
