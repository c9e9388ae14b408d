"""Picture captions and credits among the paragraphs of a body, or inside one: words of another voice."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..schema import Article, Flag, Span
from .tables import load

KIND = "caption_in_text"
LONGEST = 500  # characters: a longer paragraph that ends in a credit is text with a credit behind it
WITHIN = 15  # characters of text on both sides: the credit interrupts the paragraph


class _Signs(NamedTuple):
    credit: re.Pattern[str]
    opening: re.Pattern[str]
    place: re.Pattern[str]


@cache
def _signs() -> _Signs:
    """What captions and credits are told by (tables/faults.toml)."""
    rows = load("faults")["caption"]
    return _Signs(re.compile("|".join(f"(?:{row})" for row in rows["credit"])), re.compile(rows["opening"]),
                  re.compile(rows["place"]))


def captions_in_text(article: Article) -> Iterator[Flag]:
    """A flag for each caption or credit that stands in a paragraph of the body, or for one of its paragraphs; and, on a
    text page, for each caption between two paragraphs (left out of the body). In HTML such a caption stands in an
    element of its own, which is no fault."""
    for span in article.body:
        yield from _in_paragraph(article.text, span)
    if article.map is None and article.body:
        yield from _between(article.text, article.furniture, (article.body[0][1], article.body[-1][0]))


def _in_paragraph(text: str, span: Span) -> Iterator[Flag]:
    if _signs().opening.match(text, *span):
        yield _flag(span, "a picture caption stands as a paragraph of the text")
        return
    for found in _signs().credit.finditer(text, *span):
        start, end = found.start() + len(found[0]) - len(found[0].lstrip()), found.end()
        if end < span[1] - WITHIN:
            if start > span[0] + WITHIN or start == span[0]:
                yield _flag((start, end), "a picture credit stands in the middle of a paragraph")
        elif span[1] - span[0] <= LONGEST:
            yield _flag(span, "a paragraph that ends in a picture credit: a caption in the text")
        else:
            yield _flag((start, end), "a picture credit stands at the end of a paragraph")


def _between(text: str, furniture: Sequence[Span], within: Span) -> Iterator[Flag]:
    """Captions among the furniture lines between the first and the last paragraph: by their credit or their opening
    words, or right under a line that stands for a picture."""
    signs, under = _signs(), False
    for span in furniture:
        if not within[0] <= span[0] < within[1]:
            continue
        placed = bool(signs.place.match(text[slice(*span)]))
        told = signs.opening.match(text, *span) or signs.credit.search(text[slice(*span)])
        if not placed and (told or under) and span[1] - span[0] <= LONGEST:
            yield _flag(span, "a picture caption stands between two paragraphs; left out of the body")
        under = placed


def _flag(span: Span, note: str) -> Flag:
    return Flag(kind=KIND, note=note, span=span)
