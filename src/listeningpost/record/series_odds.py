"""The odds that two figures are of one quantity: two logits over their likeness, one for counts that still grow (the
killed, the displaced), of which values say little, and one for all else.

tables/figure_series.toml is made by training/figure_series.py, which says what it was fitted on.
"""

from functools import cache

from ..schema import Record
from .logits import Logit
from .series_facts import SeriesFacts
from .series_likeness import is_running, liken, may_be_one
from .tables import load

SUREST = 6.0  # log odds past which nothing is surer
RULED_OUT = -SUREST


class Weighed(Record, frozen=True):
    """The packed logits; `tie` and `link` are the log odds from which two figures, and two groups of them, are one."""

    running: Logit
    other: Logit
    tie: float
    link: float


@cache
def weighed() -> Weighed:
    """The packed logits, read once."""
    table = load("figure_series")
    logits = {name: Logit(**table[name]) for name in ("running", "other")}
    return Weighed(**logits, tie=table["tie"], link=table["link"])


def log_odds(one: SeriesFacts, two: SeriesFacts) -> float:
    """The log odds that two figures are of one quantity, between -SUREST and SUREST."""
    if not may_be_one(one, two):
        return RULED_OUT
    logit = weighed().running if is_running(one, two) else weighed().other
    return max(RULED_OUT, min(SUREST, logit.of(liken(one, two))))
