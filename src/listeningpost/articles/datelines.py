"""Datelines that end with a full stop or a colon: 'PLACE, 22 May.' before the first sentence."""

import re

from ..schema import Named, Span
from .calendar import find_dates

_PLACE = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}(?:, [^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?)?,\s")
_END = re.compile(r"[.:]\s+\S")
_LONGEST = 70
_PARTICLES = frozenset({"de", "del", "la", "le", "el", "di", "da", "do", "of", "the", "am", "an", "der", "sur", "upon"})


def find_dated_place(text: str, paragraph: Span) -> Named | None:
    """A place and a day that open a paragraph and end with a full stop or a colon before a new sentence; the span holds
    both. None where there is none."""
    place = _PLACE.match(text, paragraph[0], min(paragraph[1], paragraph[0] + _LONGEST))
    words = place[0].replace(",", " ").split() if place else []
    if place is None or not all(word[0].isupper() or word in _PARTICLES for word in words):
        return None
    for date in find_dates(text, place.end() - 1, min(paragraph[1], place.end() + _LONGEST)):
        end = date.span[1] - (text[date.span[1] - 1] == ".")
        follows = not text[place.end() : date.span[0]].strip()
        if follows and date.day is not None and _END.match(text, end, paragraph[1]):
            return Named(name=place[0].strip(" ,"), span=(paragraph[0], end))
        return None
    return None
