"""Shares told as one number in another: "one in five men", "four out of ten voters"."""

import re
from collections.abc import Iterator

from ..schema import FigureFound, Span
from .figure_words import QUALIFIERS, TABLE
from .numbers import CARDINAL, SCALES, read_number
from .tables import either

RATIO = re.compile(
    rf"(?<![\w.,-])(?:(?P<qualifier>{either(QUALIFIERS)})\s+)?(?P<part>{CARDINAL})\s+(?:in|out\s+of)\s+(?:every\s+)?"
    rf"(?P<whole>{CARDINAL})\s+(?P<what>[a-z][\w’'-]*(?:\s+[a-z][\w’'-]*s\b)?)",
    re.IGNORECASE,
)
NO_WHOLE = re.compile(rf"(?:{either([*TABLE['durations'], *TABLE['durations'].values(), *SCALES])})\b", re.IGNORECASE)
WHOLES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000))  # round enough to stand for a share
PERCENT = 100.0


def find_ratios(text: str, sentence: Span) -> Iterator[FigureFound]:
    """The shares of a sentence, in percent to one place, each with what it is a share of."""
    for found in RATIO.finditer(text, *sentence):
        part, whole = (read_number(found[name]) for name in ("part", "whole"))
        if NO_WHOLE.match(found["what"]):
            continue
        if part and whole and part.value and whole.value in WHOLES and part.value < whole.value:
            yield _share(found, round(PERCENT * part.value / whole.value, 1))


def _share(found: re.Match[str], value: float) -> FigureFound:
    qualifier = " ".join(found["qualifier"].lower().split()) if found["qualifier"] else None
    kind = QUALIFIERS.get(qualifier or "", "about")
    return FigureFound(
        span=(found.start(), found.end("whole")), kind="share", unit="percent", what=" ".join(found["what"].split()),
        value=None if kind in ("most", "below") else value, min=value if kind in ("above", "least") else None,
        max=value if kind in ("most", "below") else None, qualifier=qualifier,
    )
