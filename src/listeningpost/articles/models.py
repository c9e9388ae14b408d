"""The models made by training/lines.py, read from the packed weights and worked out in plain Python.

tables/models.json holds each by name with the names of its features. Boosted trees have the log odds they start from
and their trees: a tree is [feature, edge, low, high] where a value of at most `edge` goes low, and each side is a tree
or a leaf's log odds. A linear model has a mean, a scale and a weight for each feature.
"""

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from ..schema import Record

Node = Any
WIDEST = 3.0


class Trees(Record, frozen=True):
    """One model: the features it was trained on, in order, its start and its trees."""

    features: tuple[str, ...]
    start: float
    trees: tuple[Node, ...]


class Linear(Record, frozen=True):
    """A linear model: a feature counts by its distance from its mean in units of its scale, at most WIDEST of them."""

    features: tuple[str, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]


@cache
def _packed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(f"{__package__}.tables").joinpath("models.json").read_text("utf-8"))
    return found


@cache
def load_linear(name: str) -> Linear:
    """The packed linear model of that name."""
    packed = _packed()[name]
    return Linear(**{kind: tuple(packed[kind]) for kind in ("features", "means", "scales", "weights")})


def weigh(model: Linear, values: Sequence[float]) -> float:
    """The weighted sum of feature values in the order of `model.features`."""
    total = 0.0
    for value, mean, scale, weight in zip(values, model.means, model.scales, model.weights, strict=True):
        distance = (value - mean) / scale
        total += weight * (WIDEST if distance > WIDEST else -WIDEST if distance < -WIDEST else distance)
    return total


@cache
def load_trees(name: str) -> Trees:
    """The packed trees of that name."""
    packed = _packed()[name]
    return Trees(features=tuple(packed["features"]), start=packed["start"], trees=tuple(packed["trees"]))


def odds(model: Trees, values: Sequence[float]) -> float:
    """The log odds for feature values in the order of `model.features`."""
    total = model.start
    for node in model.trees:
        while node.__class__ is list:
            feature, edge, low, high = node
            node = low if values[feature] <= edge else high
        total += node
    return total


def chance(log_odds: float) -> float:
    """The probability that log odds stand for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
