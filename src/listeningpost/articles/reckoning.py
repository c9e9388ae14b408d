"""The year a text was written in, from its own reckoning: "last year, in 2022", "two years ago, in 2019", "the 20th
anniversary of the 2001 attacks". English; tables/reckoning.toml.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ..schema import Record, Span
from .nearness import near
from .tables import load

TABLE = load("reckoning")
STEPS: dict[str, int] = TABLE["steps"]
NUMBERS: dict[str, int] = TABLE["numbers"]
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d|%)"
BESIDE = r"(?:,? \(?(?:in |of )?(?:(?:early|late|mid-?|[A-Z][a-z]{2,8}) )?|[’']s )"
STEP = "|".join(sorted(STEPS, key=len, reverse=True))
NUMBER = rf"(?P<number>\d{{1,3}}(?:st|nd|rd|th)?|{'|'.join(NUMBERS)})"
# "last year, in 2022"; "next year's 2024 elections"
STEPPED = re.compile(rf"\b(?P<step>{STEP}){BESIDE}{YEAR}", re.IGNORECASE)
# "two years ago, in 2019"; "two years after the August 2021 takeover"; "the 20th anniversary of the 2001 attacks"
COUNTED = re.compile(
    rf"\b{NUMBER} years? (?:ago,? (?:in |back in )|(?:after|since) (?:the )?(?:[\w’'-]+ ){{0,3}}?){YEAR}|"
    rf"\b(?P<anniversary>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(NUMBERS)}) anniversary of (?:the )?(?:[\w’'-]+ ){{0,3}}?"
    r"(?P<then>(?:19|20)\d\d)(?!\d|[.,]\d|%)", re.IGNORECASE)
# People round years: what a count leaves open before and after.
SLACK = 1
MOST = 50


class Window(Record, frozen=True):
    """The days on which a text that reckons so was written, with the reason."""

    first: dt.date
    last: dt.date
    reason: str


def windows(text: str, body: Sequence[Span]) -> tuple[Window, ...]:
    """What the body's own reckoning says of its time, the windows that agree with the first, in order. Spans count
    in `text`."""
    found = list(islice((window for span in near(body) for window in _found(text, span)), MOST))
    agreeing: list[Window] = []
    for one in found:
        if all(one.first <= other.last and other.first <= one.last for other in agreeing):
            agreeing.append(one)
    return tuple(agreeing)


def _found(text: str, span: Span) -> Iterator[Window]:
    for match in STEPPED.finditer(text, *span):
        year = int(match["year"]) + STEPS[match["step"].casefold()]
        yield _window(year, year, match)
    for match in COUNTED.finditer(text, *span):
        count = _number(match["number"] or match["anniversary"])
        year = int(match["year"] or match["then"]) + count
        yield _window(year - SLACK, year + SLACK, match)


def _number(word: str) -> int:
    figures = re.match(r"\d+", word)
    return int(figures[0]) if figures else NUMBERS[word.casefold()]


def _window(first: int, last: int, match: re.Match[str]) -> Window:
    years = f"in {first}" if first == last else f"between {first} and {last}"
    return Window(first=dt.date(first, 1, 1), last=dt.date(last, 12, 31),
                  reason=f"'{' '.join(match[0].split())}' was written {years}")
