"""The odds that two figures are of one quantity: two logits over their likeness, one for counts that still grow (the
killed, the displaced), of which values say little, and one for all else.

tables/figure_series.toml is made by training/figure_series.py, which says what it was fitted on.
"""

import tomllib
from functools import cache
from importlib.resources import files

from ..schema import Record
from .series_facts import SeriesFacts
from .series_likeness import is_running, liken, may_be_one

SUREST = 6.0  # log odds past which nothing is surer
RULED_OUT = -SUREST


class Odds(Record, frozen=True):
    """A weight for each measure of likeness, and the log odds where all are 0."""

    weights: dict[str, float]
    bias: float


class Weighed(Record, frozen=True):
    """The packed logits; `tie` and `link` are the log odds from which two figures, and two groups of them, are one."""

    running: Odds
    other: Odds
    tie: float
    link: float


@cache
def weighed() -> Weighed:
    """The packed logits, read once."""
    table = tomllib.loads(files(__package__).joinpath("tables/figure_series.toml").read_text(encoding="utf-8"))
    return Weighed(running=Odds(**table["running"]), other=Odds(**table["other"]), tie=table["tie"], link=table["link"])


def log_odds(one: SeriesFacts, two: SeriesFacts) -> float:
    """The log odds that two figures are of one quantity, between -SUREST and SUREST."""
    if not may_be_one(one, two):
        return RULED_OUT
    logit = weighed().running if is_running(one, two) else weighed().other
    likeness = liken(one, two)
    found = logit.bias + sum(weight * float(getattr(likeness, name)) for name, weight in logit.weights.items())
    return max(RULED_OUT, min(SUREST, found))
