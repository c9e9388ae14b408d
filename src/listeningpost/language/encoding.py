"""A text as the model reads it: tokens, their pieces and shapes, and the sentences and paragraphs they stand in."""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..schema import Parse, Span
from .tokens import find_tokens
from .wordpiece import CACHED, WordPieces

Numbers = npt.NDArray[np.int64]

LOWER, TITLE, UPPER, MIXED, DIGIT, MARK, LETTER = range(7)
OPENS_PARAGRAPH, QUOTED = 8, 16  # added to the shape
SHAPES = 32
MOST_PIECES = 16  # of one token: an address of hundreds of pieces says no more than its beginning
OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'


@dataclass(frozen=True)
class Encoded:
    """`spans`: the tokens, in the space of the text. `pieces`, `shapes`: one number for each piece. `first`: for each
    token its first piece, and one past the last. `sentences`: for each sentence its first token, and one past the last.
    `opens`: for each token whether it opens a paragraph."""

    spans: tuple[Span, ...]
    pieces: Numbers
    shapes: Numbers
    first: Numbers
    sentences: Numbers
    opens: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.spans)


def encode(text: str, parse: Parse, words: WordPieces) -> Encoded:
    """The text of a parse for the model, cut at its words; sentences without a token that has pieces fall away."""
    spans = tuple(span for span in find_tokens(text, parse.words) if words.pieces(text[span[0] : span[1]]))
    begun = [span[0] for span in spans]
    firsts = [bisect.bisect_left(begun, start) for start, _ in parse.sentences]
    lengths = [end - first for first, end in pairwise([*firsts, len(spans)]) if end > first]
    starts = {start for start, _ in parse.paragraphs}
    heads = set(firsts)
    opens = [at in heads and span[0] in starts for at, span in enumerate(spans)]
    return assemble([text[a:b] for a, b in spans], opens, lengths, words, spans)


def assemble(
    tokens: Sequence[str], opens: Sequence[bool], lengths: Sequence[int], words: WordPieces, spans: tuple[Span, ...]
) -> Encoded:
    """Encoded from tokens that are cut already; `lengths`: tokens of each sentence."""
    cut = [words.pieces(token)[:MOST_PIECES] or (words.unknown,) for token in tokens]
    flags = [
        shape_of(token) + OPENS_PARAGRAPH * begins + QUOTED * quoted
        for token, begins, quoted in zip(tokens, opens, find_quoted(tokens, opens), strict=True)
    ]
    counts = [len(pieces) for pieces in cut]
    return Encoded(
        spans=spans,
        pieces=np.array([number for pieces in cut for number in pieces], dtype=np.int64),
        shapes=np.repeat(np.array(flags, dtype=np.int64), counts),
        first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        sentences=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        opens=np.array(opens, dtype=np.bool_),
    )


@lru_cache(CACHED)
def shape_of(token: str) -> int:
    """What lower-casing takes from a token: its case, and whether it has digits or no letter."""
    if any(char.isdigit() for char in token):
        return DIGIT
    if not any(char.isalpha() for char in token):
        return MARK
    if token.islower():
        return LOWER
    if token.isupper():
        return UPPER if len(token) > 1 else LETTER
    return TITLE if token[0].isupper() and token[1:].islower() else MIXED


def find_quoted(tokens: Sequence[str], opens: Sequence[bool]) -> Iterator[bool]:
    """For each token whether it stands inside quotation marks, the marks included; a paragraph starts outside."""
    inside = False
    for token, begins in zip(tokens, opens, strict=True):
        inside = inside and not begins
        mark = token[:1]
        was, inside = inside, mark in OPENING or not inside if mark and mark in OPENING + STRAIGHT else inside
        yield was or inside
        inside = inside and mark not in CLOSING if mark else inside


def windows(encoded: Encoded, most: int) -> list[tuple[int, int]]:
    """Stretches of whole sentences of at most `most` pieces, as first token and one past the last. A longer sentence is
    cut."""
    found, start = list[tuple[int, int]](), 0
    for a, b in pairwise(encoded.sentences.tolist()):
        if encoded.first[b] - encoded.first[start] > most and a > start:
            found.append((start, a))
            start = a
        while encoded.first[b] - encoded.first[start] > most:
            cut = int(np.searchsorted(encoded.first, encoded.first[start] + most, side="right")) - 1
            found.append((start, cut))
            start = cut
    if len(encoded) > start:
        found.append((start, len(encoded)))
    return found
