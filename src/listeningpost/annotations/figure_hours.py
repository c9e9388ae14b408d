"""Lengths of time told without a number: "an hour and a half", "more than an hour", "an hour-long meeting"."""

import re
from collections.abc import Iterator

from ..schema import FigureFound, Span
from .figure_words import QUALIFIERS
from .tables import either

MOMENTS = either(["minute", "hour", "day", "week", "month", "year"])
HALF = re.compile(
    rf"(?<![\w-])(?:(?P<qualifier>{either(QUALIFIERS)})\s+)?(?:an?|one)\s+(?P<unit>{MOMENTS})[\s-]and[\s-]a[\s-]half\b",
    re.IGNORECASE,
)
# An hour is a measure where it is more or less than one, or as long as one; "an hour later", "twice an hour" are not.
HOUR = re.compile(
    rf"(?<![\w-])(?:(?P<qualifier>{either(QUALIFIERS)})\s+(?:an|one)\s+hour\b(?!\s+(?:later|earlier|before|after|ago))"
    r"|an\s+hour[\s-]long\b)(?![\s-]and[\s-]a[\s-]half)",
    re.IGNORECASE,
)
SHARE = 0.5


def find_hours(text: str, sentence: Span) -> Iterator[FigureFound]:
    """The lengths of time of a sentence that are told without a number, each in its own unit."""
    for found in HALF.finditer(text, *sentence):
        yield _length(found, 1 + SHARE, f"{found['unit'].lower()}s")
    for found in HOUR.finditer(text, *sentence):
        yield _length(found, 1.0, "hours")


def _length(found: re.Match[str], value: float, unit: str) -> FigureFound:
    qualifier = " ".join(found["qualifier"].lower().split()) if found["qualifier"] else None
    kind = QUALIFIERS.get(qualifier or "", "about")
    low = value if kind in ("above", "least") else None
    high = value if kind in ("most", "below") else None
    stated = None if kind in ("most", "below") else value
    return FigureFound(
        span=found.span(), kind="duration", value=stated, min=low, max=high, unit=unit, qualifier=qualifier)
