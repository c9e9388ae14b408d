"""Numbers in figures and in words, read as a reader says them."""

import re
from typing import NamedTuple

from .tables import either, table

WORDS: dict[str, float] = table("numbers")["words"]
SCALES: dict[str, float] = table("numbers")["scales"]
FRACTIONS: dict[str, float] = table("numbers")["fractions"]
BOUNDS: dict[str, float] = table("numbers")["bounds"]
ORDINALS: dict[str, float] = table("numbers")["ordinals"]

_long_scales = either([word for word in SCALES if len(word) > 2 or word in ("bn", "tn", "mn")])
_words = either(WORDS)
# A blank behind the comma ("170, 000", as carelessly set pages have it) only where the group could be no number itself.
DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3}|, 0\d\d(?!\d)){1,5}(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?"
# No number anybody says has more parts than this; a bound keeps the patterns linear on hostile text.
_more = rf"(?:[\s-]+(?:and\s+)?(?:{_words}|{_long_scales})){{0,6}}"
# "four and a half", "two and a half million"
_halved = rf"(?:\d{{1,3}}|{_words})[\s-]+and[\s-]+a[\s-]+half\b(?:[\s-]+(?:{_long_scales}))?"
CARDINAL = (
    rf"(?:{_halved}|(?:{DIGITS})(?:[\s-]?(?:{_long_scales})|(?:[mbk])\b)?"
    rf"|(?:an?|half\s+an?|{_words})[\s-]+(?:{_long_scales}){_more}"
    rf"|(?:{_words})(?:[\s-]+(?:{_words}|{_long_scales})){{0,6}})"
)
FRACTION = rf"(?:half|(?:an?|one|two|three|four)[\s-](?:{either(FRACTIONS)})|(?:(?:an?|the)\s+)?(?:third|quarter))"
BOUND = rf"(?:{either(BOUNDS)})"
ORDINAL = rf"(?:\d+(?:st|nd|rd|th)|{either(ORDINALS)})"
TOKEN = re.compile(rf"{DIGITS}|[^\W\d_]+", re.IGNORECASE)


class Number(NamedTuple):
    """A value, or a least value where only that is said."""

    value: float | None
    least: float | None = None


def read_number(words: str) -> Number | None:
    """What the words stand for: "2.5 million", "twenty-three", "one-third", "tens of thousands"; None for others."""
    low = " ".join(words.lower().split())
    if low in BOUNDS:
        return Number(None, BOUNDS[low])
    tokens = TOKEN.findall(low)
    fraction = _fraction(tokens)
    value = fraction if fraction is not None else _cardinal(tokens)
    return None if value is None else Number(value)


def _fraction(tokens: list[str]) -> float | None:
    if not tokens or tokens[-1] not in FRACTIONS or len(tokens) > 2:
        return None
    times = {"a": 1.0, "an": 1.0, "the": 1.0, **WORDS}.get(tokens[0], 0.0) if len(tokens) == 2 else 1.0
    return times * FRACTIONS[tokens[-1]] or None


def _cardinal(tokens: list[str]) -> float | None:
    """Adds up and multiplies in the usual way: two hundred and three thousand and four."""
    total = part = 0.0
    seen = False
    for token in tokens:
        if token in ("and", "a", "an"):
            continue
        if token in SCALES:
            part = (part if seen and part else 1.0) * SCALES[token]
            total, part = (total + part, 0.0) if SCALES[token] >= 1000 else (total, part)
        elif token in WORDS or token[0].isdigit():
            part += WORDS[token] if token in WORDS else float(re.sub(r"[,\s]", "", token))
        else:
            if token != "half":
                return None
            part += 0.5
        seen = True
    return total + part if seen else None
