"""Numbers of two tellings, aligned by what they count before they are compared."""

import re
from collections.abc import Iterator, Sequence

from .drift_words import OTHER, TABLE, Found, Place, Places, find_words, is_number, list_of, next_full, phrases
from .telling_facts import Telling
from .telling_words import Token

YEAR = re.compile(r"(?:19|20)\d\d$")
PLAIN = re.compile(r"\d+(?:\.\d+)?")
CLOCK = re.compile(r"\s?(?:[ap]\.?\s?m\b|o[’']clock|GMT|UTC)", re.IGNORECASE)
SCALES: dict[str, float] = TABLE["scales"]
NEXT = 2  # words behind a number in which its unit stands
NEARLY = 3  # full words behind a word for a number of which one may be what it counts
NEEDED = frozenset(("share", "size", "money"))  # units without which a number is another
Pair = tuple[str, str]
Numbers = tuple[int, ...]  # the places of a number, or of both ends of a range


def values_differ(one: Telling, two: Telling) -> Iterator[Places]:
    """Numbers before one word that differ; else the one number that each has and the other has not; else a word for a
    number in place of a number or of another such word."""
    mine, theirs = _counted(one), _counted(two)
    for what, number in mine.items():
        other = theirs.get(what, number)
        apart = what in theirs and _values(one, number) != _values(two, other)
        if apart and not (_known(one, number, two) and _known(two, other, one)):
            yield _told(number), _told(other)
    left, right = ([number for number in _numbers(x) if not _known(x, number, y)] for x, y in ((one, two), (two, one)))
    if len(left) == len(right) == 1 and _unit_names(one, left[0]) == _unit_names(two, right[0]):
        yield _told(left[0]), _told(right[0])
    yield from _words_differ(one, two)
    yield from ((was, now) for now, was in _words_differ(two, one))


def units_differ(one: Telling, two: Telling) -> Iterator[Places]:
    """One number with two units, or with and without one that it needs."""
    a, b = _with_units(one), _with_units(two)
    for number, (units, words) in a.items():
        if number in b and _other_units(units, b[number][0]):
            yield words, b[number][1]


def _other_units(one: frozenset[Pair], two: frozenset[Pair]) -> bool:
    """Whether two numbers are of two units: of a sort that both give, or of one that a number cannot do without."""
    sorts = [{sort for sort, _ in units} for units in (one, two)]
    return one != two and bool(sorts[0] & sorts[1] or (sorts[0] ^ sorts[1]) & NEEDED)


# ---- words for numbers
def _words_differ(here: Telling, there: Telling) -> Iterator[Places]:
    """A word for a number, and the number or other such word that the other telling has by the same noun."""
    tokens, others = there.words.tokens, find_words("value", there.words.tokens)
    stems = {token.stem: at for at, token in reversed(list(enumerate(tokens)))}
    mine = [one for one in find_words("value", here.words.tokens) if one.sort != OTHER]
    for found in (one for one in mine if all(one.sort != other.sort for other in others)):
        places = list(next_full(here.words.tokens, found.end))[:NEARLY]
        at = next((at for at in places if here.words.tokens[at].stem in stems), None)
        start = _start(others, tokens, stems[here.words.tokens[at].stem]) if at is not None else None
        if at is not None and start is not None:
            yield (found.start, at + 1), (start, stems[here.words.tokens[at].stem] + 1)


def _start(others: Sequence[Found], tokens: Sequence[Token], place: int) -> int | None:
    """Where a number or a word for one begins that stands right before a word."""
    before = next((one for one in others if one.sort != OTHER and one.end == place), None)
    if before:
        return before.start
    return place - 1 if place and is_number(tokens[place - 1]) else None


# ---- numbers
def _numbers(telling: Telling) -> list[Numbers]:
    """The places of numbers that are no part of a date or an hour, the two ends of a range together."""
    tokens = telling.words.tokens
    days = find_words("day", tokens)
    beside = {day.end for day in days} | {day.start - 1 for day in days}
    found = list[Numbers]()
    for at, token in enumerate(tokens):
        if not is_number(token) or at in beside or YEAR.match(token.stem) or _is_hour(telling, token):
            continue
        if _is_place(tokens, at) or telling.facts.text[token.span[1] :][:1] == "-":
            continue
        if found and _is_range(tokens, found[-1][-1], at):
            found[-1] = (*found[-1], at)
        else:
            found.append((at,))
    return found


def _is_range(tokens: Sequence[Token], before: int, at: int) -> bool:
    """Whether two numbers are the ends of a range: side by side, or with "to" or "or" between them."""
    return at - before == 1 or (at - before == 2 and tokens[before + 1].word in phrases("between"))


def _is_hour(telling: Telling, token: Token) -> bool:
    text, (start, end) = telling.facts.text, token.span
    return ":" in (text[start - 1 : start], text[end : end + 1]) or CLOCK.match(text, end) is not None


def _counted(telling: Telling) -> dict[str, Numbers]:
    """Numbers by the first full word behind them."""
    tokens, found = telling.words.tokens, dict[str, Numbers]()
    for number in _numbers(telling):
        what = next((at for at in next_full(tokens, number[-1] + 1) if not is_number(tokens[at])), None)
        if what is not None:
            found.setdefault(tokens[what].stem, number)
    return found


def _values(telling: Telling, number: Numbers) -> list[float]:
    """What a number is, or the ends of a range, with the scale behind it: 3 million."""
    tokens = telling.words.tokens
    behind = tokens[number[-1] + 1].word if number[-1] + 1 < len(tokens) else ""
    scale = float(SCALES.get(behind, 1.0))
    return [_value(telling.facts.text[slice(*tokens[at].span)], tokens[at].stem) * scale for at in number]


def _value(text: str, stem: str) -> float:
    """A number as it is written ("1,200", "1.3"), else by its stem where it is a word."""
    plain = text.replace(",", "")
    return float(plain if PLAIN.fullmatch(plain) else "".join(sign for sign in stem if sign.isdigit()))


def _known(here: Telling, number: Numbers, there: Telling) -> bool:
    """Whether the other telling has the same number somewhere."""
    others = {value for other in _numbers(there) for value in _values(there, other)}
    plain = {here.words.tokens[at].stem for at in number}
    return set(_values(here, number)) <= others or plain <= there.words.numbers


def _is_place(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is one of so many in a row: "picture 3 of 12"."""
    behind = tokens[at + 1 : at + 3]
    return len(behind) > 1 and behind[0].word == "of" and is_number(behind[1])


def _told(number: Numbers) -> Place:
    return number[0], number[-1] + 2


def _with_units(telling: Telling) -> dict[str, tuple[frozenset[Pair], Place]]:
    """Numbers with their units by sort, and the place of both; of a range both ends have the unit."""
    tokens, found = telling.words.tokens, dict[str, tuple[frozenset[Pair], Place]]()
    units = [one for one in find_words("unit", tokens) if one.sort != OTHER]
    for number in _numbers(telling):
        near = [one for one in units if number[-1] < one.start <= number[-1] + NEXT or _is_mark(one, number, tokens)]
        start = min([number[0], *(one.start for one in near)])
        end = max([number[-1] + 1, *(one.end for one in near)])
        names = frozenset((one.sort, _unit(tokens, one)) for one in near)
        for at in number:
            found.setdefault(tokens[at].stem, (names, (start, end)))
    return found


def _unit_names(telling: Telling, number: Numbers) -> frozenset[Pair]:
    return _with_units(telling)[telling.words.tokens[number[0]].stem][0]


def _is_mark(found: Found, number: Numbers, tokens: Sequence[Token]) -> bool:
    """Whether a unit is the mark of a currency right before a number."""
    return found.end == number[0] and tokens[found.start].span[1] - tokens[found.start].span[0] == 1


def _unit(tokens: Sequence[Token], found: Found) -> str:
    """A unit as it is compared: the first of its line in the table."""
    words = " ".join(token.word for token in tokens[found.start : found.end])
    return list_of("one_unit").get(words, words)
