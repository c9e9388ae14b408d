"""The odds that two figures are of one quantity: two logits over their likeness, one for counts that still grow (the
killed, the displaced), of which values say little, and one for all else.

tables/figure_series.toml is made by training/figure_series.py, which says what it was fitted on.
"""

from functools import cache

from ..schema import Record
from .logits import Logit
from .series_facts import SeriesFacts
from .series_likeness import is_running, liken, likeness_but_words, may_be_one
from .tables import load

SUREST = 6.0  # log odds past which nothing is surer
RULED_OUT = -SUREST
IN_WORDS = ("words", "topic", "scene", "local", "rival", "instead")  # measures that take a look at words


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


def log_odds(one: SeriesFacts, two: SeriesFacts, least: float = RULED_OUT) -> float:
    """The log odds that two figures are of one quantity, between -SUREST and SUREST; RULED_OUT where, whatever their
    words, they are below `least`."""
    if not may_be_one(one, two):
        return RULED_OUT
    logit, known = _logit(one, two), likeness_but_words(one, two)
    if logit.bias + logit.part(known) + logit.most(IN_WORDS) < least:
        return RULED_OUT
    return max(RULED_OUT, min(SUREST, logit.of(liken(one, two, known))))


def _logit(one: SeriesFacts, two: SeriesFacts) -> Logit:
    return weighed().running if is_running(one, two) else weighed().other
