"""Tokens: what the model tags. Words cut as Universal Dependencies cuts English: at hyphens and before contractions."""

import re
from collections.abc import Iterable, Iterator

from ..schema import Span

CONTRACTED = r"(?:n['’]t|['’](?:re|ve|ll|d|m|s))\b"
PART = re.compile(rf"[-‐‑]|{CONTRACTED}|(?:(?!{CONTRACTED})[^-‐‑])+", re.IGNORECASE)
WHOLE = re.compile(r"https?:|www\.|[\w.+-]+@|\W+\Z", re.IGNORECASE)


def find_tokens(text: str, words: Iterable[Span]) -> Iterator[Span]:
    """The tokens of words of `text`, in order, never overlapping: addresses and abbreviations whole, "don't" as
    do + n't, "Iran-backed" as Iran + - + backed, "cannot" as can + not."""
    for start, end in words:
        word = text[start:end]
        if word.lower() == "cannot":
            yield from ((start, start + 3), (start + 3, end))
        elif word.isalpha() or WHOLE.match(word):
            yield start, end
        else:
            yield from (found.span() for found in PART.finditer(text, start, end))
