"""Days and years of two tellings: which of them the one has in place of the other's."""

import re
from collections.abc import Iterator

from ..knowledge import fold
from .drift_words import Found, find_words
from .telling_facts import Telling

YEAR = re.compile(r"(?:19|20)\d\d$")
DAY = re.compile(r"(?:[12]?\d|3[01])$")
Days = dict[str, str]  # what is compared, with the page's own words for it


def days_differ(one: Telling, two: Telling) -> Iterator[tuple[str, str]]:
    """Months, days of the week, days of a month or years that the one telling has and the other has not, where each
    has such."""
    for mine, theirs in zip(_days(one), _days(two), strict=True):
        if mine and theirs and not mine.keys() & theirs.keys():
            yield next(iter(mine.values())), next(iter(theirs.values()))
            return


def _days(telling: Telling) -> Iterator[Days]:
    found = find_words("day", telling.words.tokens)
    for sort in ("month", "weekday"):
        words = (telling.text(one.start, one.end) for one in found if one.sort == sort)
        yield {fold(word).removesuffix(" s"): word for word in words}
    yield dict(day for one in found if one.sort == "month" for day in _of_month(telling, one))
    yield {token.stem: token.word for token in telling.words.tokens if YEAR.match(token.stem)}


def _of_month(telling: Telling, month: Found) -> Iterator[tuple[str, str]]:
    """The day beside a month: 14 April, April 14."""
    tokens = telling.words.tokens
    for at, start, end in ((month.start - 1, month.start - 1, month.end), (month.end, month.start, month.end + 1)):
        if 0 <= at < len(tokens) and DAY.match(tokens[at].stem):
            yield tokens[at].stem, telling.text(start, end)
            return
