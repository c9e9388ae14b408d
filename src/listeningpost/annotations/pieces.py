"""A sentence as the rules of attribution read it: words one by one, but each quotation as one piece.

Sentences that a quotation runs across are one unit.
"""

import bisect
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..schema import Annotations, Span, TimeFound
from .layers import beginning_in
from .quotes import FEW, Quotation, find_quotations, whole_paragraphs
from .spoken_ends import with_clauses
from .tables import table

WORDS = {name: frozenset(words) for name, words in table("words").items()}
LEAST_SHOUTED = 6  # words without a small letter that make a sentence in capitals
DASHES = frozenset(["–", "—", "-", "--"])


class Piece(NamedTuple):
    """A word, a mark or a whole quotation, as it stands and in small letters; `time` where it is part of an expression
    of time."""

    start: int
    end: int
    text: str
    low: str
    quote: Quotation | None = None
    time: bool = False

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


class Sheet(NamedTuple):
    """What units are cut from: the text, its sentences, words and times, each in order with their beginnings; where
    names of known actors begin."""

    text: str
    sentences: Sequence[Span]
    firsts: Sequence[int]
    words: Sequence[Span]
    starts: Sequence[int]
    times: Sequence[TimeFound]
    named: frozenset[int] = frozenset()


def sheet_of(text: str, found: Annotations) -> Sheet:
    """The sheet of a page."""
    sentences, words = found.parse.sentences, found.parse.words
    return Sheet(text, sentences, [s[0] for s in sentences], words, [w[0] for w in words], found.times,
                 frozenset(mention.span[0] for mention in found.mentions if mention.key))


def make_units(text: str, found: Annotations) -> Iterator[Unit]:
    """The units of a page, in order."""
    sheet = sheet_of(text, found)
    for number, paragraph in enumerate(whole_paragraphs(text, found.parse.paragraphs)):
        yield from units_within(sheet, paragraph, number)


def units_within(sheet: Sheet, span: Span, paragraph: int) -> Iterator[Unit]:
    """The units of a stretch as if it stood alone: its quotations and sentences are those inside it."""
    first = max(bisect.bisect_right(sheet.firsts, span[0]) - 1, 0)
    inside = sheet.sentences[first : bisect.bisect_left(sheet.firsts, span[1])]
    sentences = [(max(start, span[0]), min(end, span[1])) for start, end in inside if end > span[0]]
    quotations = find_quotations(sheet.text, span)
    sentences = list(_marked_off(sheet.text, sentences, quotations))
    begun = [quotation.span[0] for quotation in quotations]
    times = beginning_in(sheet.times, span)
    for whole in _joined(list(with_clauses(sheet.text, sentences, quotations, sheet.words, sheet.starts)), quotations):
        words = sheet.words[bisect.bisect_left(sheet.starts, whole[0]) : bisect.bisect_left(sheet.starts, whole[1])]
        quoted = quotations[bisect.bisect_left(begun, whole[0]) : bisect.bisect_left(begun, whole[1])]
        pieces = tuple(_pieces(sheet.text, words, quoted, times))
        if _shouted(pieces):
            pieces = tuple(_spoken(piece, sheet) for piece in pieces)
        yield Unit(pieces, whole, paragraph)


def _marked_off(text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Span]:
    """The sentences, a mark that closes the quotation of the one before given back to it where a blank parts them:
    "They fled. " | The mayor left."""
    closed = {quotation.span[1] for quotation in quotations if quotation.closed}
    for number, (start, end) in enumerate(sentences):
        behind = sentences[number + 1] if number + 1 < len(sentences) else None
        given = _closing(text, start, closed) if number else start
        last = _closing(text, behind[0], closed) if behind else end
        begin = given + len(text[given:end]) - len(text[given:end].lstrip())
        if begin < end:
            yield begin, (last if behind and last > behind[0] else end)


def _closing(text: str, start: int, closed: set[int]) -> int:
    """Behind the mark with which a sentence begins that closes a quotation and that a blank follows; else its start."""
    end = next((start + size for size in (1, 2) if start + size in closed), start)
    return end if text[end : end + 1].isspace() or end == len(text) else start


def _shouted(pieces: Sequence[Piece]) -> bool:
    """Whether a sentence is printed in capitals throughout, as old agency texts are."""
    words = [piece for piece in pieces if piece.word and len(piece.text) > 1]
    return len(words) >= LEAST_SHOUTED and all(piece.text.isupper() or not piece.text.isalpha() for piece in words)


def _spoken(piece: Piece, sheet: Sheet) -> Piece:
    """A piece of a shouted sentence in small letters, the names of known actors apart; its place stays."""
    return piece if piece.quote or piece.start in sheet.named else piece._replace(text=piece.low)


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
                quoted = text[slice(*quotation.span)]
                yield Piece(*quotation.span, quoted, quoted.lower(), quotation)
            continue
        nearest = bisect.bisect_right(begun, start) - 1
        word = text[start:end]
        yield Piece(start, end, word, word.lower(), None, nearest >= 0 and start < times[nearest].span[1])


def is_finite(piece: Piece) -> bool:
    """Whether a word is a verb of a clause: an auxiliary, a past form."""
    low = piece.low
    past = low in WORDS["past_forms"] or low.endswith("ed") and not piece.capital
    return piece.word and (past or low in WORDS["auxiliaries"])
