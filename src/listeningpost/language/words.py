"""Words with exact offsets. Marks of punctuation are words of their own, as in Universal Dependencies."""

import re
from collections.abc import Iterator

from ..schema import Span
from .abbreviations import abbreviations

WORD = re.compile(
    r"""
    https?://[^\s<>"“”]+ | [\w.+-]+@[\w-]+(?:\.[\w-]+)+      # addresses stay whole
  | (?:[^\W\d_]\.){2,}(?:[-‐‑]\w+)*                            # U.S., a.m., J.R., U.S.-led
  | \w+[-‐‑](?:[^\W\d_]\.){2,}                                # Anglo-U.S.
  | \d+(?:[-‐‑][^\W\d_]\w*)+                                 # 20-year, 48-year-old
  | \d+(?:[.,:/]\d+)*(?:(?:st|nd|rd|th|s|m|km|kg|mm|cm|bn|tn|k)\b)?   # 23,000  2.5  17:30  9.3km  1990s
  | [@#]\w+
  | \w+(?:[-‐‑]\w+|['’](?!s\b)\w+|&\w+)*                      # run-of-the-mill, don’t, O'Brien, AT&T
  | ['’]s\b                                                   # the possessive, and 's for is
  | \.(?:[ \u00a0]?\.)+ | …                                   # an ellipsis, spaced or not
  | --+ | ``|''|‘‘|’’
  | [^\w\s]
    """,
    re.VERBOSE,
)
TRAILING_STOP = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\Z")


def find_words(text: str, within: Span) -> Iterator[Span]:
    """Every word of `text[within]`, in order, never overlapping. An abbreviation takes its stop with it."""
    start, end = within
    place = start
    while found := WORD.search(text, place, end):
        stop = _with_stop(text, found.start(), found.end(), end)
        yield found.start(), stop
        place = stop


def _with_stop(text: str, start: int, stop: int, end: int) -> int:
    """The end of the word, past the stop that belongs to an abbreviation ("Mr.", "Jan.", the J of "J. Smith")."""
    if stop >= end or text[stop] != "." or stop - start > 8 or text[stop : stop + 2] == "..":
        return stop
    word = text[start:stop]
    if not TRAILING_STOP.match(word):
        return stop
    initial = len(word) == 1 and word.isupper()
    return stop + 1 if initial or word.lower() in abbreviations().all and _inside(text, word, stop, end) else stop


def _inside(text: str, word: str, stop: int, end: int) -> bool:
    """Whether an abbreviation that is also a plain word ("no", "art", "may", "sat") is meant as one here."""
    following = text[stop + 1 : min(end, stop + 4)].lstrip()
    if word[0].isupper():
        return bool(following)
    return word.lower() not in abbreviations().open or following[:1].isdigit() or word in {"v", "vs", "approx", "pp"}
