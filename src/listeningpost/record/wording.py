"""A body as a row of words: folded and hashed, with what each weighs, and whether it stands in quotation marks."""

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..knowledge import fold
from ..language import sentences_of
from ..schema import Span
from .tables import load

LONGEST = 6_000  # words of a body that count: ten times an article of middling length
KNOWN = 65_536  # words, of some 200 bytes each, that are not worked out anew
TEXTS = 8  # texts whose words are kept: several joiners ask for those of one page
WHOLE = 100_000  # characters of a text that is folded whole; of a longer one what is asked for alone
STEPS = 10  # a weight is kept in tenths
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s$")
QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{3,1500})[\"”»“]")
Hashes = npt.NDArray[np.uint32]
Grams = npt.NDArray[np.uint64]
MIX = np.uint64(0x9E3779B97F4A7C15)  # of Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4)


class Wording(NamedTuple):
    """Words in the order of the text: hashes, weights in tenths, whether quoted; `starts` is the number of each
    sentence's first word, and how many words there are."""

    words: Hashes
    weights: npt.NDArray[np.uint8]
    quoted: npt.NDArray[np.bool_]
    starts: npt.NDArray[np.int64]


class Row(NamedTuple):
    """The folded words of a text in their order, and where each begins."""

    words: list[str]
    places: list[int]

    def within(self, span: Span) -> "Row":
        """Those that begin in a span."""
        first = bisect_left(self.places, span[0])
        last = bisect_left(self.places, span[1], first)
        return Row(self.words[first:last], self.places[first:last])


def words_of(text: str, span: Span | None = None) -> Row:
    """The words of a text, or those that begin in a span that begins with one, without those of which folding leaves
    nothing."""
    if len(text) > WHOLE:
        return _row(text, span or (0, len(text)))
    row = _kept_row(text)
    return row if span is None else row.within(span)


@lru_cache(maxsize=TEXTS)
def _kept_row(text: str) -> Row:
    return _row(text, (0, len(text)))


def _row(text: str, span: Span) -> Row:
    within = takewhile(lambda word: word.start() < span[1], WORD.finditer(text, span[0]))
    found = [(fold_word(word.group()), word.start()) for word in within]
    return Row([word for word, _ in found if word], [place for word, place in found if word])


def word_body(text: str, body: Sequence[Span]) -> Wording:
    """The words of the body's blocks; a body without words gives empty rows."""
    words, places, starts = list[str](), list[int](), [0]
    for sentence in sentences_of(text, body):
        row = words_of(text, sentence)
        words += row.words
        places += row.places
        if len(words) > starts[-1]:
            starts.append(len(words))
        if len(words) >= LONGEST:
            break
    quoted = sorted(span for block in body for span in find_quotations(text, block))
    return Wording(
        np.array([hash_word(word) for word in words], dtype=np.uint32),
        np.array([weight_of(word) for word in words], dtype=np.uint8),
        _inside(places, quoted),
        np.array(starts, dtype=np.int64),
    )


def _inside(places: Sequence[int], quoted: Sequence[Span]) -> npt.NDArray[np.bool_]:
    """Whether each place lies in one of some spans, which are in their order."""
    if not quoted:
        return np.zeros(len(places), dtype=np.bool_)
    spans, asked = np.array(quoted, dtype=np.int64), np.array(places, dtype=np.int64)
    at = np.searchsorted(spans[:, 1], asked, side="right")
    found: npt.NDArray[np.bool_] = (at < len(spans)) & (spans[np.minimum(at, len(spans) - 1), 0] <= asked)
    return found


def find_quotations(text: str, block: Span) -> Iterator[Span]:
    """What stands between quotation marks in a block, without the marks."""
    yield from (found.span(1) for found in QUOTED.finditer(text, *block))


def shortened(words: str, most: int) -> str:
    """The words, cut behind a whole one where they are longer than so many characters."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


@lru_cache(maxsize=KNOWN)
def fold_word(word: str) -> str:
    """A word as it is compared: folded, without a possessive ending; empty where nothing is left."""
    return fold(POSSESSIVE.sub("", word))


@lru_cache(maxsize=KNOWN)
def hash_word(word: str) -> int:
    """The CRC of a folded word: the same in every process and version."""
    return zlib.crc32(word.encode())


def grams(words: Hashes, size: int) -> Grams:
    """The hash of every run of `size` words, in the order of the text."""
    count = len(words) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    found = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        found = (found ^ words[place : place + count].astype(np.uint64)) * MIX
        found ^= found >> np.uint64(29)
    return found


@cache
def _common() -> tuple[dict[str, int], int]:
    table = load("common_words")
    rows = table["weights"].items()
    weights = {word: round(STEPS * float(weight)) for weight, words in rows for word in words.split()}
    return weights, round(STEPS * table["rare"])


@lru_cache(maxsize=KNOWN)
def weight_of(word: str) -> int:
    """What a folded word weighs in tenths: the rarer, the more."""
    weights, rare = _common()
    return weights.get(word, rare)
