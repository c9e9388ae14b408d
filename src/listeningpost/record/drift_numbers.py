"""Numbers of two tellings, aligned by what they count before they are compared."""

import re
from collections.abc import Iterator, Sequence

from .drift_words import find_words, next_full
from .telling_facts import Telling
from .telling_words import Token

YEAR = re.compile(r"(?:19|20)\d\d$")
NEXT = 2  # words behind a number in which its unit stands


def values_differ(one: Telling, two: Telling) -> Iterator[tuple[str, str]]:
    """Numbers before one word that differ; else the one number that each has and the other has not."""
    a, b = one.words.tokens, two.words.tokens
    mine, theirs = _counted(a), _counted(b)
    for what, number in mine.items():
        if what in theirs and a[number].stem not in two.words.numbers:
            yield one.text(number, number + 2), two.text(theirs[what], theirs[what] + 2)
    left = [number for number in _numbers(a) if a[number].stem not in two.words.numbers]
    right = [number for number in _numbers(b) if b[number].stem not in one.words.numbers]
    if len(left) == len(right) == 1:
        yield one.text(left[0], left[0] + 2), two.text(right[0], right[0] + 2)


def units_differ(one: Telling, two: Telling) -> Iterator[tuple[str, str]]:
    """One number with two units, or with and without one."""
    a, b = _with_units(one), _with_units(two)
    for number, (units, words) in a.items():
        if number in b and b[number][0] != units:
            yield words, b[number][1]


def _numbers(tokens: Sequence[Token]) -> list[int]:
    """The places of numbers that are no part of a date."""
    days = find_words("day", tokens)
    beside = {day.end for day in days} | {day.start - 1 for day in days}
    return [number for number, token in enumerate(tokens)
            if token.stem[0].isdigit() and number not in beside and not YEAR.match(token.stem)]


def _counted(tokens: Sequence[Token]) -> dict[str, int]:
    """The places of numbers by the first full word behind them."""
    found: dict[str, int] = {}
    for number in _numbers(tokens):
        what = next((at for at in next_full(tokens, number + 1) if not tokens[at].stem[0].isdigit()), None)
        if what is not None:
            found.setdefault(tokens[what].stem, number)
    return found


def _with_units(telling: Telling) -> dict[str, tuple[frozenset[str], str]]:
    """Numbers with their units, and the words for both."""
    tokens, found = telling.words.tokens, dict[str, tuple[frozenset[str], str]]()
    units = find_words("unit", tokens)
    for number in _numbers(tokens):
        near = [one for one in units if number < one.start <= number + NEXT or one.end == number]
        start = min([number, *(one.start for one in near)])
        end = max([number + 1, *(one.end for one in near)])
        names = frozenset("".join(token.word for token in tokens[one.start : one.end]) for one in near)
        found.setdefault(tokens[number].stem, (names, telling.text(start, end)))
    return found
