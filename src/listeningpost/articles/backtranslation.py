"""Prose that reads as if translated there and back, or word by word: several signs that native English seldom has."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..schema import Article, Flag, Span
from .tables import load

KIND = "translated_back"
SHOWN = 3  # signs named in the note


class _Sign(NamedTuple):
    what: str
    points: float
    pattern: re.Pattern[str]


class _Seen(NamedTuple):
    """A sign where it stands, with its paragraph."""

    sign: _Sign
    span: Span
    paragraph: Span


@cache
def _signs() -> tuple[_Sign, ...]:
    rows = load("faults")["translated"]["sign"]
    return tuple(_Sign(row["what"], row["points"], re.compile(row["pattern"])) for row in rows)


def translated_back(article: Article) -> Iterator[Flag]:
    """One flag for an English page with enough signs (tables/faults.toml says how many), at the paragraph that has most
    of them; none for other languages."""
    if article.language != "en":
        return
    rules = load("faults")["translated"]
    seen = [_Seen(sign, found.span(), span) for span in article.body for sign in _signs()
            for found in sign.pattern.finditer(article.text, *span)]
    counts = Counter(one.sign for one in seen)
    points = sum(sign.points * min(number, rules["most"]) for sign, number in counts.items())
    if points < rules["least"] or len(counts) < rules["kinds"]:
        return
    told = (f"{sign.what} ({number})" for sign, number in counts.most_common(SHOWN))
    span, _ = Counter(one.paragraph for one in seen).most_common(1)[0]
    yield Flag(kind=KIND, note=f"reads as if translated from another language: {'; '.join(told)}", span=span)
