"""How alike two bodies are: several measures, none of which hangs on which of the two comes first.

The shorter body is sought in the longer one, since copies are cut. Sentences are set against each other one by one: a
rewrite or another translation keeps most of them, in their order, in other words, and reports of one event by two
people do not, however many names and numbers they share.
"""

import bisect

import numpy as np

from ..schema import Record
from .copy_facts import Body, Floats
from .wording import Grams

LIKE = 0.4  # of a sentence's weight that another must share to be its counterpart (weighted Dice)
SAME_WORDS = 6  # words of a sentence that two pages have by chance no more
FEWEST = 0.4  # of the lighter body's weight of words that copies share
SHORTEST = 5  # words of a sentence that is set against others


class Likeness(Record, frozen=True):
    """Shares between 0 and 1. `runs`: five-word runs of the shorter body that the longer has; `own_runs`: those
    outside quotations; `own_threes`: the same of runs of three words; `shared`: how many words `runs` are about;
    `unchanged`: words of the shorter in sentences that the longer has word for word (of the words that Body.counted
    counts); `words`: weight of the words they have in common (Jaccard); `aligned`: words of the shorter in sentences
    with a counterpart; `covered`: the same of the longer; `ordered`: `aligned` where the counterparts come in the same
    order; `near`: mean likeness of the counterparts; `length`: of the shorter to the longer; `meaning`: cosine of the
    vectors, None without them."""

    runs: float
    own_runs: float
    own_threes: float
    shared: int
    unchanged: float
    words: float
    aligned: float = 0.0
    covered: float = 0.0
    ordered: float = 0.0
    near: float = 0.0
    length: float = 0.0
    meaning: float | None = None


def liken(one: Body, two: Body) -> Likeness:
    """The likeness of two bodies that both have words."""
    short, long = sorted((one, two), key=lambda body: (len(body), body.facts.page))
    runs, shared = _contained(one.runs, two.runs)
    alike = _sentences_alike(short, long)
    rows, back = _alignment(alike, short), _alignment(alike.T, long)
    return Likeness(
        runs=runs, own_runs=_contained(one.own_runs, two.own_runs)[0],
        own_threes=_contained(one.own_threes, two.own_threes)[0], shared=shared + 4 if shared else 0,
        unchanged=_unchanged(short, long), words=_weighed(one, two),
        aligned=rows[0], ordered=rows[1], near=rows[2], covered=back[0],
        length=len(short) / len(long),
        meaning=None if one.vector is None or two.vector is None else float(one.vector @ two.vector),
    )


def may_be_alike(one: Body, two: Body) -> bool:
    """Whether the body with less weight shares FEWEST of it with the other: all but one of a thousand copies of the
    development sets do, and four of five pages on one event do not, so that these need no full comparison."""
    if not len(one) or not len(two):
        return False
    shared, least, _ = _weights(one, two)
    return shared >= FEWEST * least


def _contained(one: Grams, two: Grams) -> tuple[float, int]:
    least = min(len(one), len(two))
    shared = len(np.intersect1d(one, two, assume_unique=True))
    return (shared / least if least else 0.0), shared


def _weighed(one: Body, two: Body) -> float:
    shared, _, both = _weights(one, two)
    return shared / max(both - shared, 1.0)


def _weights(one: Body, two: Body) -> tuple[float, float, float]:
    """What the words weigh that two bodies share, those of the lighter body, and those of both."""
    (first, weights), (second, others) = one.vocabulary, two.vocabulary
    place = np.minimum(np.searchsorted(second, first), len(second) - 1)
    shared = float(weights[second[place] == first].sum())
    mine, theirs = float(weights.sum()), float(others.sum())
    return shared, min(mine, theirs), mine + theirs


def _unchanged(short: Body, long: Body) -> float:
    enough = short.counted >= SAME_WORDS
    same = enough & np.isin(short.sentences, long.sentences)
    return float(short.counted[same].sum() / max(short.counted[enough].sum(), 1))


def _alignment(alike: Floats, body: Body) -> tuple[float, float, float]:
    """Of a body's sentences by their likeness with each of another: the share of words in those with a counterpart, the
    same for counterparts in order, and the mean likeness of the best."""
    enough = body.counted >= SHORTEST
    if not enough.any():
        return 0.0, 0.0, 0.0
    best, where = alike[enough].max(axis=1), alike[enough].argmax(axis=1)
    lengths = body.counted[enough].astype(np.float64)
    found = best >= LIKE
    aligned = float(lengths[found].sum() / lengths.sum())
    return aligned, aligned * _in_order(where[found].tolist()), float((best * lengths).sum() / lengths.sum())


def _sentences_alike(one: Body, two: Body) -> Floats:
    """The weighted Dice coefficient of each sentence of one body with each of the other."""
    shared, at, _ = np.intersect1d(one.vocabulary[0], two.vocabulary[0], assume_unique=True, return_indices=True)
    rows, ones = _incidence(one, shared)
    columns, twos = _incidence(two, shared)
    common = (rows * one.vocabulary[1][at]) @ columns.T
    return np.asarray(2 * common / np.maximum(ones[:, None] + twos[None, :], 1.0), dtype=np.float32)


def _incidence(body: Body, vocabulary: "np.ndarray[tuple[int], np.dtype[np.uint32]]") -> tuple[Floats, Floats]:
    """Which words of a vocabulary stand in each sentence, and what all words of each sentence weigh."""
    number = np.repeat(np.arange(len(body.lengths)), body.lengths)
    found = np.zeros((len(body.lengths), max(len(vocabulary), 1)), dtype=np.float32)
    if len(vocabulary):
        place = np.minimum(np.searchsorted(vocabulary, body.words), len(vocabulary) - 1)
        there = vocabulary[place] == body.words
        found[number[there], place[there]] = 1
    weights = np.bincount(number, weights=body.weights, minlength=len(body.lengths))
    return found, weights.astype(np.float32)


def _in_order(places: list[int]) -> float:
    """The share of places in the longest row that never goes back."""
    ends: list[int] = []
    for place in places:
        at = bisect.bisect_right(ends, place)
        ends[at : at + 1] = [place]
    return len(ends) / len(places) if places else 0.0

