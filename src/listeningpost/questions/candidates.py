"""The lines that may answer a question: by its words, by its meaning, and all that stands on the pages of the best."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from ..language import vectors_of
from ..schema import LineRow, Sought, Term
from ..store import Store
from .evidence import Lines, pages_of, told_by_line
from .finding import narrowed
from .reading import Asked

BY_WORDS = 120  # lines taken for their words, and
BY_MEANING = 120  # for their meaning
PAGES = 24  # whose lines are all looked at
COMMON = 1_000  # lines from which on a word is not searched beside rarer ones: most of the time goes to such words
LIKEST = 4  # words that stand for one of the question and are searched beside it
Floats = npt.NDArray[np.float64]


def candidates(asked: Asked, store: Store, sought: Sought) -> Lines:
    """All lines of the pages that are likeliest to answer, within the filters of `sought`. Raises ModelError."""
    (vector,) = vectors_of([asked.text])
    among = narrowed(store, sought)
    rows = _by_words(asked, store, sought, among)
    known = {row.entry for row in rows}
    near = [number for number, _ in store.nearest(vector, BY_MEANING, among) if number not in known]
    rows += store.lines_numbered(near)
    pages = _best_pages(rows, asked, vector)
    whole = store.lines_on(pages)
    return Lines(rows=whole, on=told_by_line(whole, store.told_on(pages)), near=likeness(whole, vector))


def _by_words(asked: Asked, store: Store, sought: Sought, among: Sequence[int] | None) -> list[LineRow]:
    """Lines with any of the question's words, or of those that stand for them."""
    rare = [word for word in asked.words if word.held < COMMON]
    words = {one for word in rare or asked.words for one in _likest(word.stands)}
    if not words:
        return []
    terms = tuple(Term(words=word) for word in sorted(words))
    return store.lines(replace(sought, terms=terms, any_of=True), BY_WORDS, among)


def _likest(stands: dict[str, float]) -> list[str]:
    return sorted(stands, key=lambda one: -stands[one])[:LIKEST]


def likeness(rows: list[LineRow], vector: npt.NDArray[np.float32]) -> Floats:
    """The cosine of each line's vector to one of length 1; 0 for a line without."""
    packed = [np.frombuffer(row.vector, np.int8) if row.vector else np.zeros(len(vector), np.int8) for row in rows]
    whole = np.array(packed, dtype=np.float64).reshape(len(rows), len(vector))
    lengths = np.maximum(np.linalg.norm(whole, axis=1), 1.0)
    return np.asarray(whole @ vector.astype(np.float64) / lengths)


def _best_pages(rows: list[LineRow], asked: Asked, vector: npt.NDArray[np.float32]) -> list[str]:
    """The pages whose best line is nearest in meaning and words taken together."""
    own = [frozenset(row.words.split()) for row in rows]
    share = np.array([sum(bool(said & word.stands.keys()) for word in asked.words) for said in own], dtype=float)
    score = likeness(rows, vector) + share / max(1, len(asked.words))
    best = sorted((-max(score[at] for at in places), rows[places[0]].page) for places in pages_of(rows))
    return [page for _, page in best[:PAGES]]
