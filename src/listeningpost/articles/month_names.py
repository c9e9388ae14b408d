"""Names of months and weekdays in some ninety languages (tables/month_names.toml), however a page writes them."""

import functools
import re
import unicodedata
from collections.abc import Mapping

from .tables import load

# Letters that keyboards exchange, and marks that pages leave out: accents, Arabic vowels and hamza, the Indic nukta.
EXCHANGED = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ς": "σ", "ـ": None, "\u200c": None, "\u200f": None})
MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u093c]")
EDGES = " .·-–’'ʼ׳،"
# Endings of months' names: Turkic cases, the Tajik link, Hungarian, Finnish, Basque and Georgian cases.
ENDINGS = re.compile(
    "(?:ының|інің|ынын|инин|нын|ning|nyň|nyn|ında|inde|ynda|inde|да|де|та|те|da|de|ta|te|ın|in|yn|nı|ni|ban|ben|ja|ssa|ren|ы|y|и|і|"
    "ში|ის|ს)$")
SHORTEST_STEM, SHORTEST_ASCII = 3, 5
# A name of several words has at most so many.
MOST_WORDS = 3

TABLE: Mapping[str, Mapping[str, list[list[str]]]] = {k: v for k, v in load("month_names").items() if k != "dotted"}


def folded(word: str) -> str:
    """A word as names are compared: lower case, without accents and outer punctuation, one form for letters that
    keyboards exchange."""
    low = word.lower().translate(EXCHANGED)
    return (low if low.isascii() else MARKS.sub("", unicodedata.normalize("NFKD", low))).strip(EDGES)


def _numbered(kind: str) -> dict[str, int]:
    return {folded(form): number for names in TABLE.values() for number, forms in enumerate(names[kind], 1)
            for form in forms}


MONTHS: Mapping[str, int] = _numbered("months")
WEEKDAYS: Mapping[str, int] = _numbered("weekdays")
DOTTED: Mapping[str, int] = {folded(form): month for form, month in load("month_names")["dotted"].items()}
SPACED_MONTHS = tuple(sorted((form for names in TABLE.values() for forms in names["months"] for form in forms
                              if " " in form), key=len, reverse=True))
_WORD = re.compile(r"[^\s\d,.()|/،]+")


@functools.lru_cache(maxsize=4096)
def month_of(word: str, *, dotted: bool = False) -> int | None:
    """The number of a month's name or abbreviation, any case and ending, or None. `dotted`: the day before it ends with
    a full stop."""
    low = folded(word)
    if dotted and low in DOTTED:
        return DOTTED[low]
    return MONTHS.get(low) or _inflected(low)


def _inflected(low: str) -> int | None:
    if low.startswith("ב") and low[1:] in MONTHS:
        return MONTHS[low[1:]]
    stem = ENDINGS.sub("", low)
    if stem == low or len(stem) < (SHORTEST_ASCII if low.isascii() else SHORTEST_STEM):
        return None
    return MONTHS.get(stem) or MONTHS.get(stem + "ი")


def weekday_of(words: str) -> int | None:
    """1 for Monday to 7, where the last words of a stretch are a weekday's name; None where they are none."""
    last = _WORD.findall(words)[-MOST_WORDS:]
    for count in range(len(last), 0, -1):
        found = WEEKDAYS.get(folded(" ".join(last[-count:])))
        if found:
            return found
    return None
