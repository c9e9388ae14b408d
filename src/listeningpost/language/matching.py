"""How far a line, with its headline, holds a match in meaning for every word of a question (weights/answers/CARD.md).

Question and line are read apart by the packed encoder; each piece of the question is then held against every piece of
the line (late interaction: Khattab and Zaharia, SIGIR 2020), both turned first by a matrix that was trained so that
"who" finds a name, "how many" a number and a verb its paraphrase.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .encoding import Numbers
from .weights import Floats
from .wordpiece import WordPieces

PLAIN, NAME, NUMBER, MARK, FRAME = 0, 1, 2, 3, 4  # what a piece is beside its word
KINDS = 5
TOP = 3  # pieces of a question whose matches are the best
IN_LINE, IN_HEADLINE = 0, 1  # where a piece stands, by which a match counts less


@dataclass(frozen=True)
class Seen:
    """A text as it is held against another: its pieces between the two of the frame, and the kind of each."""

    pieces: Numbers
    kinds: Numbers


@dataclass(frozen=True)
class Matching:
    """The trained arrays. `own` and `other` turn the states of questions and of lines; `own_kind` and `other_kind` are
    added by the kind of piece; `weight` says how much a piece of the question counts; `less` how much less a match
    counts that stands in the headline; `scale` and `bias` make log odds of the mean match."""

    own: Floats
    other: Floats
    own_kind: Floats
    other_kind: Floats
    weight: Floats
    less: Floats
    scale: float
    bias: float

    def question(self, states: Floats, kinds: Numbers) -> "Question":
        """A question whose pieces are to be matched."""
        counts = np.exp(states @ self.weight)
        turned = _unit(states @ self.own.T + self.own_kind[(kinds == NAME).astype(int)])
        return Question(turned, counts / counts.sum(), _unit(states[1:-1]))

    def line(self, states: Floats, kinds: Numbers) -> Floats:
        """The turned pieces of a line or headline, each of length 1."""
        return _unit(states @ self.other.T + self.other_kind[kinds])

    def score(self, best: Floats, counts: Floats) -> float:
        """The log odds, against no line answering, from the best match of each piece of the question."""
        return float(self.scale * (best @ counts) + self.bias)


@dataclass(frozen=True)
class Question:
    """A question's turned pieces, each of length 1, how much each counts (in all 1), and the pieces as they were, of
    length 1, without the frame."""

    turned: Floats
    counts: Floats
    plain: Floats


@dataclass(frozen=True)
class Matched:
    """A text's best match for each piece of a question, once turned, with the frame of the text and without (`inner`);
    and by plain nearness: of all pieces of the question on average, of the least matched, of the best three, and of the
    text's own pieces in the question."""

    best: Floats
    inner: Floats
    plain: tuple[float, ...]


def matched(question: Question, turned: Floats, states: Floats) -> Matched:
    """A question held against a text, turned and as it was."""
    matches = question.turned @ turned.T
    best, inner = (some.max(axis=1, initial=-1.0) for some in (matches, matches[:, 1:-1]))
    near = question.plain @ _unit(states).T
    if not near.size:
        return Matched(best, inner, (0.0, 0.0, 0.0, 0.0))
    own, back = near.max(axis=1), near.max(axis=0)[1:-1]
    plain = (own.mean(), own.min(), np.sort(own)[-TOP:].mean(), back.sum() / max(1, back.size))
    return Matched(best, inner, tuple(float(one) for one in plain))


def matching_of(arrays: Mapping[str, npt.NDArray[np.float16]]) -> Matching:
    """The trained arrays as they are applied."""
    wide = {name: array.astype(np.float32) for name, array in arrays.items()}
    return Matching(**{name: wide[name] for name in ("own", "other", "own_kind", "other_kind", "weight", "less")},
                    scale=float(wide["scale"]), bias=float(wide["bias"]))


def seen(words: Sequence[str], most: int, pieces: WordPieces) -> Seen:
    """Words as at most so many pieces, in the frame."""
    cut = [(piece, _kind(word, at)) for at, word in enumerate(words) for piece in pieces.pieces(word)][:most]
    framed = [(pieces.cls, FRAME), *cut, (pieces.sep, FRAME)]
    return Seen(*(np.array(one, dtype=np.int64) for one in zip(*framed, strict=True)))


def _kind(word: str, at: int) -> int:
    """The first word has its capital anyway."""
    if any(char.isdigit() for char in word):
        return NUMBER
    if word[0].isupper() and at:
        return NAME
    return PLAIN if word[0].isalnum() else MARK


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6))
