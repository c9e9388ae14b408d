"""How far a line answers a question, by the packed model that reads both together (weights/answers/CARD.md)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from ..errors import ModelError
from ..schema import Record
from .packed import THREADS, opened
from .weights import AGAIN, PACKED, Floats, checked, session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from .weights import Weights
    from .wordpiece import WordPieces

FOLDER = PACKED / "answers"
GRAPH, MANIFEST = "answers.onnx", "manifest.json"
FORMAT = 1
OF_QUESTION, OF_CONTEXT, OF_LINE = 32, 20, 60  # pieces that are read of each, at most
LONGEST = OF_QUESTION + OF_CONTEXT + OF_LINE + 4  # of a pair, with its frame
STEM, WHOLE = 6, 4  # letters by which words are held to be forms of one, where they have more than WHOLE
WORD = re.compile(r"\w+|[^\w\s]")
# What the model is told of each piece beside its word: its part, whether the other side has its word, and its look.
FRAME, ASKED, ASKED_NAME, HEADLINE, TELLER, PLAIN, NAME, NUMBER = 0, 1, 3, 5, 7, 9, 11, 13
SHARED = 1  # added where the other side has the word
MARKS = 16


class ReadLine(Record, frozen=True):
    """A line as it is read beside a question: under which headline, whose words it tells (empty where nobody's)."""

    text: str
    headline: str = ""
    teller: str = ""


class AnswersManifest(msgspec.Struct, frozen=True, kw_only=True):
    """The sha256 of each file, and from what they were made."""

    format: int
    version: str
    files: dict[str, str]
    made: dict[str, object] = {}


@dataclass(frozen=True)
class Pair:
    """A question and a line as pieces, with the mark of each."""

    pieces: npt.NDArray[np.int64]
    marks: npt.NDArray[np.int64]


def answer_scores(question: str, lines: Sequence[ReadLine]) -> Floats:
    """For each line the log odds, against no line answering, that it answers the question. Raises ModelError."""
    model = _model()
    return np.array([model.score(pair(question, line, model.words.pieces)) for line in lines], dtype=np.float32)


class _Model:
    """The graph with the word table of the packed encoder."""

    def __init__(self, folder: Path, words: "Weights") -> None:
        self.folder, self.words = folder, words

    @cached_property
    def graph(self) -> "InferenceSession":
        return session(self.folder / GRAPH, THREADS)

    def score(self, one: Pair) -> float:
        given = {"vectors": self.words.vectors(one.pieces)[None], "marks": one.marks[None],
                 "mask": np.ones((1, len(one.pieces)), dtype=np.int64)}
        (found,) = self.graph.run(["score"], given)
        return float(found[0])


@cache
def _model() -> _Model:
    return open_answers(FOLDER, opened())


def open_answers(folder: Path, words: "Weights") -> _Model:
    """The model in `folder`, its file checked. Raises ModelError where it is missing or not the one that is named."""
    file = folder / MANIFEST
    try:
        manifest = msgspec.json.decode(file.read_bytes(), type=AnswersManifest)
    except (msgspec.DecodeError, OSError) as error:
        raise ModelError(f"{file} cannot be read ({error}): {AGAIN}") from error
    if manifest.format != FORMAT:
        raise ModelError(f"{file} is of format {manifest.format}, this version reads {FORMAT}: {AGAIN}")
    checked(folder / GRAPH, manifest.files.get(GRAPH, ""))
    return _Model(folder, words)


# ---- a question and a line as the model sees them
def pair(question: str, line: ReadLine, words: "WordPieces") -> Pair:
    """`[CLS] question [SEP] headline, whose words: line [SEP]`, each cut to its length."""
    asked = _words(question)
    told = [_words(line.headline), _words(line.teller), _words(line.text)]
    own = {stem(word) for word in asked}
    theirs = {stem(word) for part in told for word in part}
    headline, teller, plain = ([(word, SHARED * (stem(word) in own)) for word in part] for part in told)
    first = _cut([(word, _of_question(word, stem(word) in theirs)) for word in asked], OF_QUESTION, words)
    context = [(word, HEADLINE + shared) for word, shared in headline]
    second = _cut([*context, *((word, TELLER + shared) for word, shared in teller)], OF_CONTEXT, words)
    third = _cut([(word, _look(word, at) + shared) for at, (word, shared) in enumerate(plain)], OF_LINE, words)
    frame = (words.sep, FRAME)
    whole = [(words.cls, FRAME), *first, frame, *second, *([frame] if second else []), *third, frame]
    pieces, marks = zip(*whole, strict=True)
    return Pair(np.array(pieces, dtype=np.int64), np.array(marks, dtype=np.int64))


def _words(text: str) -> list[str]:
    return WORD.findall(text)


def stem(word: str) -> str:
    """What forms of one word have in common, roughly: its first letters."""
    low = word.casefold()
    return low[:STEM] if len(low) > WHOLE else low


def _of_question(word: str, shared: bool) -> int:
    return (ASKED_NAME if word[0].isupper() else ASKED) + SHARED * shared


def _look(word: str, at: int) -> int:
    """The first word of a line has its capital anyway."""
    if any(char.isdigit() for char in word):
        return NUMBER
    return NAME if word[0].isupper() and at else PLAIN


def _cut(marked: Sequence[tuple[str, int]], most: int, words: "WordPieces") -> list[tuple[int, int]]:
    return list(_pieces(marked, words))[:most]


def _pieces(marked: Sequence[tuple[str, int]], words: "WordPieces") -> Iterator[tuple[int, int]]:
    for word, mark in marked:
        for piece in words.pieces(word):
            yield piece, mark
