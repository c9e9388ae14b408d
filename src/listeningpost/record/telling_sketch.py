"""Which of many tellings may tell the same remark as one: the most that their log odds can be, reckoned for all of them
at once from what is kept of their words as numbers, so that few need be compared in full.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..schema import Record
from .crossing import cross
from .logits import Logit
from .wording import hash_word

TENTHS = 10  # of a weight
MOST = 255  # tenths, or times that a word stands there, that are kept
Floats = npt.NDArray[np.float64]


class Sketch(Record, frozen=True, array_like=True):
    """The hashes of different words in their order (uint32), what each weighs in tenths, and how often it is there
    (uint8)."""

    ids: bytes = b""
    weights: bytes = b""
    counts: bytes = b""


class Outline(NamedTuple):
    """A sketch as numbers."""

    ids: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.uint8]
    counts: npt.NDArray[np.uint8]


def sketch(weights: Mapping[str, float], words: Sequence[str]) -> Sketch:
    """The sketch of weighed words, by the row of words in which they stand."""
    counts = dict.fromkeys(weights, 0)
    for word in words:
        counts[word] += 1
    rows = sorted({hash_word(word): (round(weight * TENTHS), counts[word]) for word, weight in weights.items()}.items())
    capped = [(min(weight, MOST), min(count, MOST)) for _, (weight, count) in rows]
    return Sketch(
        ids=np.array([id_ for id_, _ in rows], dtype=np.uint32).tobytes(),
        weights=bytes(weight for weight, _ in capped), counts=bytes(count for _, count in capped))


def outline(found: Sketch) -> Outline:
    """A sketch as numbers."""
    return Outline(np.frombuffer(found.ids, dtype=np.uint32), np.frombuffer(found.weights, dtype=np.uint8),
                   np.frombuffer(found.counts, dtype=np.uint8))


def shared(one: Outline, others: Sequence[Outline]) -> tuple[Floats, Floats]:
    """With each of others: what the words weigh that both have, and how many words of a run may be of both."""
    ids, weights, counts = zip(*others, strict=True)
    rows, mine, theirs = cross(one.ids, ids)
    both = np.bincount(rows, np.minimum(one.weights[mine], np.concatenate(weights)[theirs]), len(others)) / TENTHS
    run = np.bincount(rows, np.minimum(one.counts[mine], np.concatenate(counts)[theirs]), len(others))
    return both.astype(np.float64), run.astype(np.float64)


def cosines(one: bytes, others: Sequence[bytes]) -> Floats:
    """The cosine of a vector with each of others, not below 0; 0 where one is wanting."""
    if not one:
        return np.zeros(len(others))
    rows = np.frombuffer(b"".join(other or bytes(len(one)) for other in others), dtype=np.int8)
    square = rows.reshape(len(others), len(one)).astype(np.float32)
    mine = np.frombuffer(one, dtype=np.int8).astype(np.float32)
    lengths = np.sqrt((square**2).sum(axis=1)) * np.sqrt((mine**2).sum())
    return np.asarray(np.maximum((square @ mine).astype(np.float64) / np.maximum(lengths, 1.0), 0.0))


def most_of(logit: Logit, known: Mapping[str, Floats], size: int) -> Floats:
    """The most that log odds can be where some measures are known; of the others, each between 0 and 1, the most that
    they can add."""
    unknown = [name for name in logit.weights if name not in known]
    found = np.full(size, logit.bias + logit.most(unknown))
    for name, values in known.items():
        found += logit.weights.get(name, 0.0) * values
    return found
