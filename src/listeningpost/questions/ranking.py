"""Which line answers best, and how sure that is: four logits over what speaks for a line (tables/ask.toml, made by
training/answers; docs/method.md, Ask)."""

import math
from functools import cache
from typing import Any

import numpy as np

from .evidence import Floats
from .tables import patterns, table

OF_MATCH = ("match", "alike", "least_alike", "most_alike", "line_alike")
OF_ODDS = np.array([1.0, 0.0, 0.0, 0.0, 0.0])  # which of these are log odds
FIFTH = 4  # the place of the line that a best one is held against, beside the second


@cache
def _weights(part: str) -> dict[str, float]:
    found: dict[str, Any] = table("ask")[part]
    return {name: float(weight) for name, weight in found.items()}


def least() -> float:
    """The log odds from which on a line is given as an answer."""
    return float(table("ask")["least"])


def rank(names: tuple[str, ...], numbers: Floats, part: str = "rank") -> Floats:
    """The score of each line: the higher, the likelier it is the one that answers, if one does. `part`: "rank" of all
    lines, "matched" of those whose words were matched with the question's, "again" of those that were read again."""
    weights = _weights(part)
    return np.asarray(numbers @ np.array([weights.get(name, 0.0) for name in names]))


def has_form(text: str) -> bool:
    """Whether a question asks what somebody said: of those that the model learned from, two of three had no answer."""
    return bool(patterns("forms")["saying"].search(text))


def moved(text: str) -> float:
    """What is added to the log odds of the models, so that they are without what was learnt of a question's form: that
    moves them to the share of answers that all questions had (Saerens, Latinne and Decaestecker, Neural Computation
    2002)."""
    return float(table("ask")["of_form"]) if has_form(text) else 0.0


def with_match(
    names: tuple[str, ...], numbers: Floats, scores: Floats, match: Floats
) -> tuple[tuple[str, ...], Floats]:
    """What speaks for some lines, with their scores so far and how well the question's words are matched in them: lines
    by what language.match_scores gives."""
    return (*names, "first", *OF_MATCH), np.c_[numbers, scores / 5, match[:, 0] / 4, match[:, 1:]]


def with_reading(names: tuple[str, ...], numbers: Floats, read: Floats) -> tuple[tuple[str, ...], Floats]:
    """What speaks for some lines, with what the model said that read them again."""
    return (*names, "read"), np.c_[numbers, read / 4]


def sureness(names: tuple[str, ...], numbers: Floats, scores: Floats) -> float:
    """The log odds that the best line answers at all."""
    weights = _weights("sure")
    found = about_best(names, numbers, scores)
    return weights["bias"] + sum(weight * found[name] for name, weight in weights.items() if name != "bias")


def about_best(names: tuple[str, ...], numbers: Floats, scores: Floats) -> dict[str, float]:
    """What speaks for the best line, with its score and how far it is ahead of the second and the fifth; what the
    model that read the lines said of the one it holds best, how far that is ahead, and of all; and the best match."""
    order = np.argsort(-scores, kind="stable")
    best, second, fifth = (float(scores[order[min(at, len(order) - 1)]]) for at in (0, 1, FIFTH))
    own = dict(zip(names, numbers[order[0]].tolist(), strict=True))
    found = {**own, "score": best / 5, "ahead": (best - second) / 3, "ahead_of_fifth": (best - fifth) / 3}
    read = np.sort(numbers[:, names.index("read")])[::-1]
    return {**found, "read_best": float(read[0]), "read_ahead": float(read[0] - read[min(1, len(read) - 1)]),
            "read_any": float(np.logaddexp.reduce(4 * read)) / 4,
            "match_best": float(numbers[:, names.index("match")].max())}


def chance(log_odds: float) -> float:
    """Log odds as a chance from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
