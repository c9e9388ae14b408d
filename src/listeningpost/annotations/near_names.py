"""When two spellings are one name misspelt, and when they are two names or two ways to write one."""

import re
from functools import cache

from ..knowledge import fold
from .tables import table

SHORTEST = 5  # letters: shorter names are too often a letter from one another


def is_slip(word: str, right: str) -> bool:
    """Whether `word` is `right` with one letter changed, lost, added or two swapped (Damerau's four slips), the first
    letter kept; never a plural, a feminine or another transliteration of it."""
    a, b = fold(word), fold(right)
    if min(len(a), len(b)) < SHORTEST or a[0] != b[0] or abs(len(a) - len(b)) > 1 or a == b:
        return False
    return _one_slip(a, b) and not _is_form(a, b) and skeleton(a) != skeleton(b)


def _one_slip(a: str, b: str) -> bool:
    first = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[first:], b[first:]
    swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
    return swapped or rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]


def _is_form(a: str, b: str) -> bool:
    """One continues the other, or they differ in the last letter alone: a plural, an adjective, a feminine."""
    return a.startswith(b) or b.startswith(a) or a[:-1] == b[:-1]


@cache
def _alike() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), letters) for pattern, letters in table("names")["transliteration"]["alike"])


def skeleton(word: str) -> str:
    """What the spellings of one foreign name have in common: letters that transliterations exchange are made one
    (annotations/tables/names.toml says which)."""
    made = fold(word)
    for pattern, letters in _alike():
        made = pattern.sub(letters, made)
    return made
