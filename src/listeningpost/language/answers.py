"""How far a line answers a question, by the packed model that reads both together, and by how well the words of one
are matched in the other (weights/answers/CARD.md)."""

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from ..errors import ModelError
from .matching import Matching, matching_of
from .packed import THREADS, opened
from .pairing import Matcher, Pair, ReadLine, pair
from .weights import AGAIN, PACKED, Floats, checked, session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from .weights import Weights

FOLDER = PACKED / "answers"
GRAPH, ARRAYS, MANIFEST = "answers.onnx", "matching.npz", "manifest.json"
FORMAT = 2


class AnswersManifest(msgspec.Struct, frozen=True, kw_only=True):
    """The sha256 of each file, and from what they were made."""

    format: int
    version: str
    files: dict[str, str]
    made: dict[str, object] = {}


def answer_scores(question: str, lines: Sequence[ReadLine]) -> Floats:
    """For each line the log odds, against no line answering, that it answers the question. Raises ModelError."""
    model = _model()
    return np.array([model.score(pair(question, line, model.words.pieces)) for line in lines], dtype=np.float32)


def match_scores(question: str, lines: Sequence[ReadLine]) -> Floats:
    """For each line five numbers: the log odds, against no line answering, that it answers, by how well each word of
    the question is matched in meaning by one of the line or its headline; and by plain nearness how well the question's
    words are matched in the line on average, the least of them, the best three, and the line's words in the question.
    Cheaper than `answer_scores`, and blind to the order of words. Raises ModelError."""
    return _model().matches(question, lines)


class _Model:
    """The graph and the arrays, with the packed encoder and its word table."""

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


    @cached_property
    def matching(self) -> Matching:
        with np.load(self.folder / ARRAYS) as arrays:
            return matching_of({name: arrays[name] for name in arrays.files})

    def matches(self, question: str, lines: Sequence[ReadLine]) -> Floats:
        return Matcher(self.matching, self.words.pieces, self.words.states).matches(question, lines)


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
    for name in (GRAPH, ARRAYS):
        checked(folder / name, manifest.files.get(name, ""))
    return _Model(folder, words)
