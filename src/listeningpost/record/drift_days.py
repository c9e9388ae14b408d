"""Days and years of two tellings: which of them the one has in place of the other's."""

import re
from collections.abc import Iterator

from ..knowledge import fold
from .drift_words import Found, Place, Places, find_words
from .telling_facts import Telling

YEAR = re.compile(r"(?:19|20)\d\d$")
DAY = re.compile(r"(?:[12]?\d|3[01])$")
Days = dict[str, Place]  # what is compared, with where the page says it


def days_differ(one: Telling, two: Telling) -> Iterator[Places]:
    """Months, days of the week, days of a month or years that the one telling has and the other has not, where each
    has such."""
    for mine, theirs in zip(_days(one), _days(two), strict=True):
        if mine and theirs and not mine.keys() & theirs.keys():
            yield next(iter(mine.values())), next(iter(theirs.values()))
            return


def _days(telling: Telling) -> Iterator[Days]:
    found = find_words("day", telling.words.tokens)
    for sort in ("month", "weekday"):
        places = ((one.start, one.end) for one in found if one.sort == sort)
        yield {fold(telling.text(*place)).removesuffix(" s"): place for place in places}
    yield dict(day for one in found if one.sort == "month" for day in _of_month(telling, one))
    tokens = enumerate(telling.words.tokens)
    yield {token.stem: (at, at + 1) for at, token in tokens if YEAR.match(token.stem)}


def _of_month(telling: Telling, month: Found) -> Iterator[tuple[str, Place]]:
    """The day beside a month: 14 April, April 14."""
    tokens = telling.words.tokens
    for at, start, end in ((month.start - 1, month.start - 1, month.end), (month.end, month.start, month.end + 1)):
        if 0 <= at < len(tokens) and DAY.match(tokens[at].stem):
            yield tokens[at].stem, (start, end)
            return
