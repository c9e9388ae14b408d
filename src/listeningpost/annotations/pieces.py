"""A sentence as the rules of attribution read it: words one by one, but each quotation as one piece.

Sentences that a quotation runs across are one unit.
"""

import bisect
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..schema import Annotations, Span, TimeFound
from .quotes import FEW, Quotation, find_quotations
from .tables import table

WORDS = {name: frozenset(words) for name, words in table("words").items()}
DASHES = frozenset(["–", "—", "-", "--"])


class Piece(NamedTuple):
    """A word, a mark or a whole quotation; `time` where it is part of an expression of time."""

    start: int
    end: int
    text: str
    quote: Quotation | None = None
    time: bool = False

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def word(self) -> bool:
        """Whether it is a word outside a quotation: not a mark."""
        return self.quote is None and (self.text[0].isalnum() or len(self.text) > 1 and self.text[1].isalnum())

    @property
    def capital(self) -> bool:
        return self.quote is None and self.text[:1].isupper()


class Unit(NamedTuple):
    """The pieces of one or more sentences; `paragraph` counts from 0."""

    pieces: tuple[Piece, ...]
    span: Span
    paragraph: int

    def find(self, low: str, start: int = 0, end: int | None = None) -> int:
        """The first piece with these letters, -1 where there is none."""
        stop = len(self.pieces) if end is None else min(end, len(self.pieces))
        return next((i for i in range(start, stop) if self.pieces[i].low == low), -1)


def is_full(quotation: Quotation, text: str) -> bool:
    """Whether a quotation can stand as a statement of its own; a few words without a stop cannot."""
    return quotation.words(text) >= FEW or text[quotation.inner[1] - 1] in ",.?!…"


def make_units(text: str, found: Annotations) -> Iterator[Unit]:
    """The units of a page, in order."""
    parse = found.parse
    firsts, starts = [s[0] for s in parse.sentences], [w[0] for w in parse.words]
    for number, paragraph in enumerate(parse.paragraphs):
        sentences = parse.sentences[bisect.bisect_left(firsts, paragraph[0]) : bisect.bisect_left(firsts, paragraph[1])]
        quotations = find_quotations(text, paragraph)
        for span in _joined(sentences, quotations):
            words = parse.words[bisect.bisect_left(starts, span[0]) : bisect.bisect_left(starts, span[1])]
            inside = [q for q in quotations if span[0] <= q.span[0] < span[1]]
            yield Unit(tuple(_pieces(text, words, inside, found.times)), span, number)


def _joined(sentences: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Span]:
    """Sentences, those that a quotation runs across made one."""
    start: int | None = None
    at = 0
    for sentence in sentences:
        start = sentence[0] if start is None else start
        while at < len(quotations) and quotations[at].span[1] <= sentence[1]:
            at += 1
        if at < len(quotations) and quotations[at].span[0] < sentence[1]:
            continue
        yield start, sentence[1]
        start = None
    if start is not None:
        yield start, sentences[-1][1]


def _pieces(
    text: str, words: Sequence[Span], quotations: Sequence[Quotation], times: Sequence[TimeFound]
) -> Iterator[Piece]:
    at = 0
    begun = [time.span[0] for time in times]
    for start, end in words:
        while at < len(quotations) and quotations[at].span[1] <= start:
            at += 1
        if at < len(quotations) and quotations[at].span[0] < end and start < quotations[at].span[1]:
            quotation = quotations[at]
            if start <= quotation.span[0] < end:
                yield Piece(*quotation.span, text[slice(*quotation.span)], quotation)
            continue
        nearest = bisect.bisect_right(begun, start) - 1
        yield Piece(start, end, text[start:end], None, nearest >= 0 and start < times[nearest].span[1])
