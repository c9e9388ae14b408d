"""Faults that the words of a page show by themselves, told the same way whatever the reader. Recorded, never mended.

A new kind is a finder and its line in FINDERS.
"""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from ..schema import Article, Flag
from .backtranslation import translated_back
from .captions import captions_in_text
from .garbling import garbled
from .nearness import near
from .quotations import broken_quotations

# Places a finder tells of on one page: whoever reads them needs no more to see that the page is spoilt.
MOST = 50


def _quotations(article: Article) -> Iterable[Flag]:
    return broken_quotations(article.text, article.body, article.language)


def _garbled(article: Article) -> Iterable[Flag]:
    return garbled(article.text, article.body, article.language)


FINDERS: tuple[Callable[[Article], Iterable[Flag]], ...] = (_quotations, captions_in_text, _garbled, translated_back)


def find_faults(article: Article) -> tuple[Flag, ...]:
    """The faults of an article's body, in the order of FINDERS, each with its place in article space. A body of
    more than an article's length is judged by its first part; of the faults of one finder past MOST only the number is
    told."""
    judged = replace(article, body=near(article.body))
    return tuple(flag for find in FINDERS for flag in _first(list(find(judged))))


def _first(flags: list[Flag]) -> list[Flag]:
    if len(flags) <= MOST:
        return flags
    last = flags[MOST - 1]
    return [*flags[: MOST - 1], replace(last, note=f"{last.note}; {len(flags) - MOST:,} more like it on the page")]
