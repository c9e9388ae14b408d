"""The log odds of all figures of a part with each other, at once: what series_odds reckons for two.

What rests on words told in a few ways (what is counted, in which unit, at which stage) is looked up once for each two
ways; all else is reckoned in arrays. Rows are the figures that stand first, as two figures in two units may not have
equally many digits; below the diagonal stands what stands above it.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from itertools import combinations, product
from typing import Any

import numpy as np
import numpy.typing as npt

from .counted import AGAINST, PLAN, lists
from .logits import Logit
from .series_facts import SeriesFacts, Weights
from .series_likeness import (
    CONVERTED,
    ENOUGH,
    EXACT,
    FARTHEST,
    MUCH,
    ONE_EVENT,
    ONE_SCENE,
    RETOLD,
    REWORDED,
    ROUNDED,
    SLIP,
    SLIPPED,
    SOMETHING,
    TELLING,
    UNKNOWN,
    are_near,
    digits,
    is_measured,
    may_be_synonyms,
    opposed,
    places_apart,
    times_differ,
    two_voices,
    units_agree,
)
from .series_odds import RULED_OUT, SUREST, log_odds, weighed

CLOSE = 1e-9  # of math.isclose
ONE_BY_ONE = 6  # figures of a part that are compared one by one
Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]


def odds_among(figures: Sequence[SeriesFacts]) -> Floats:
    """The log odds of each two figures, to the ninth digit; of one with itself none."""
    if len(figures) <= ONE_BY_ONE:
        return _one_by_one(figures)
    square = _Square(figures)
    likeness = square.likeness()
    running = np.array([one.state in lists().running and one.past is None for one in figures], dtype=np.bool_)
    logits = [_weighed(logit, likeness) for logit in (weighed().running, weighed().other)]
    odds = np.clip(np.where(np.logical_and.outer(running, running), *logits), RULED_OUT, SUREST)
    odds = np.triu(np.round(np.where(square.may_be_one(), odds, RULED_OUT), 9), 1)
    both = np.asarray(odds + odds.T)
    np.fill_diagonal(both, -np.inf)
    return both


def _one_by_one(figures: Sequence[SeriesFacts]) -> Floats:
    """As `odds_among`, of so few that arrays would cost more."""
    found = np.full((len(figures), len(figures)), -np.inf)
    for a, b in combinations(range(len(figures)), 2):
        found[a, b] = found[b, a] = round(log_odds(figures[a], figures[b]), 9)
    return found


def _weighed(logit: Logit, likeness: dict[str, Floats]) -> Floats:
    total = np.zeros(())
    for name, weight in logit.weights.items():
        total = total + weight * likeness[name]
    return np.asarray(logit.bias + total)


class _Square:
    """What is known of each two of some figures."""

    def __init__(self, figures: Sequence[SeriesFacts]) -> None:
        self.figures = figures
        number = np.array([one.level for one in figures])
        self.first, self.second = number[:, None], number[None, :]
        self.digits = np.array([digits(one.level) for one in figures])
        one_unit = self.each(lambda one: (one.dimension, one.unit), lambda a, b: a.unit == b.unit or
                             a.dimension == "money")
        self.equal = np.where(one_unit, _close(self.first, self.second), _close(self.first, self.second, CONVERTED))
        self.words = _shared([one.words for one in figures])
        self.topic = _shared([one.topic for one in figures])
        self.scene = _scenes([one.scene for one in figures])
        self.one_page = self.each(lambda one: one.page, lambda a, b: a.page == b.page)
        self.measured = np.array([is_measured(one) for one in figures], dtype=np.bool_)

    def each(self, way: Callable[[SeriesFacts], Hashable], holds: Callable[[SeriesFacts, SeriesFacts], Any]) -> Any:
        """What holds of each two figures, where all that are told one way are alike in it."""
        ways = dict[Hashable, int]()
        codes = [ways.setdefault(way(one), len(ways)) for one in self.figures]
        examples = [self.figures[codes.index(code)] for code in range(len(ways))]
        table = np.array([holds(one, two) for one, two in product(examples, examples)])
        return table.reshape(len(ways), len(ways))[np.ix_(codes, codes)]

    # ---- what rules out
    def may_be_one(self) -> Marks:
        """As series_likeness.may_be_one."""
        told = self.each(_told, _agree)
        opposed_if = [self.each(_told, partial(opposed, equal=equal)) for equal in (False, True)]
        noun = self.each(_told, _nouns_agree) | (self.each(_told, _nouns_unknown) & (self.words >= MUCH))
        known = self.each(_told, may_be_synonyms)
        telling = (self.digits[:, None] >= TELLING) | (self.words >= MUCH)
        named = noun | (self.equal & ~self.one_page & known & telling)
        to_do = (self.topic >= SOMETHING) | (self.words >= MUCH) | (self.scene >= ONE_SCENE)
        return np.asarray(told & ~np.where(self.equal, opposed_if[1], opposed_if[0]) & self._stages() & named & to_do)

    def _stages(self) -> Marks:
        planned = np.array([one.stage == PLAN for one in self.figures], dtype=np.bool_)
        steady = np.array([one.dimension in lists().steady for one in self.figures], dtype=np.bool_)
        exact = (steady | (self.digits >= EXACT))[:, None] | (self.words >= REWORDED) | (self.topic >= ONE_EVENT)
        seems = self.equal & exact & ~np.logical_or.outer(planned, planned)
        return np.asarray((self.measured[:, None] == self.measured) | seems)

    # ---- how alike
    def likeness(self) -> dict[str, Floats]:
        """As series_likeness.liken."""
        figures, equal, distance = self.figures, self.equal, self._distance()
        alone = np.array([len(one.beside) == 1 for one in figures], dtype=np.bool_)
        against, reworded = self._against(), self._reworded()
        instead = ~equal & ~self.one_page & (reworded | np.logical_and.outer(alone, alone))
        main = np.array([one.main for one in figures], dtype=np.bool_)
        part = np.array([one.part for one in figures], dtype=np.bool_)
        found = {
            "equal": equal, "digits": np.where(equal, np.minimum(self.digits, ENOUGH)[:, None] / ENOUGH, 0.0),
            "near": ~equal & (distance < ROUNDED), "ratio": np.where(against | reworded, 0.0,
                                                                          np.minimum(distance, FARTHEST) / FARTHEST),
            "noun": self.each(lambda one: one.noun, lambda a, b: a.noun is not None and a.noun == b.noun),
            "other_noun": self.each(lambda one: one.noun, lambda a, b: None not in (a.noun, b.noun) and
                                    a.noun != b.noun),
            "words": self.words, "topic": self.topic, "scene": self.scene, "one_page": self.one_page & ~against,
            "part": part[:, None] != part, "past": self.each(lambda one: (one.past, one.year), times_differ),
            "local": self.each(lambda one: one.local, lambda a, b: places_apart(a.local, b.local)),
            "rival": ~equal & ~against & self._rivals(), "main": np.logical_and.outer(main, main),
            "stage": self.measured[:, None] != self.measured,
            "instead": np.where(instead, np.maximum(_shared([one.slot for one in figures]), self.words), 0.0),
        }
        return {name: np.asarray(values, dtype=np.float64) for name, values in found.items()}

    def _against(self) -> Marks:
        """As series_likeness.are_set_against."""
        told = self.each(lambda one: (one.turn == AGAINST, one.voice), lambda a, b: AGAINST in (a.turn, b.turn) and
                         two_voices(a, b))
        return np.asarray(told & ~self.equal)

    def _reworded(self) -> Marks:
        """As series_likeness.are_reworded, of two pages."""
        near = self.each(lambda one: one.last, are_near)
        place = self.each(lambda one: one.place, lambda a, b: a.place == b.place)
        return np.asarray(near & place & ~self.one_page & (self.words >= RETOLD))

    def _distance(self) -> Floats:
        first, second = self.first, self.second
        less, larger = np.minimum(first, second), np.maximum(first, second)
        fewer = np.where(first <= second, self.digits[:, None], self.digits[None, :])
        slip = (less > 0) & _close(larger, less * 10) & (fewer >= SLIPPED)
        logs = np.log(np.where(less > 0, larger, 1.0) / np.where(less > 0, less, 1.0))
        return np.asarray(np.where(less > 0, np.where(slip, SLIP, logs), np.where(first == second, 0.0, FARTHEST)))

    def _rivals(self) -> Marks:
        """Whether the page of one tells the value of the other as well."""
        there = np.zeros((len(self.figures), len(self.figures)), dtype=np.bool_)
        for beside in {one.beside for one in self.figures}:
            told = _close(self.first, np.array(beside)[None, :]).any(axis=1)
            mine = np.array([one.beside == beside for one in self.figures], dtype=np.bool_)
            there |= np.logical_and.outer(told, mine)
        return there | there.T


def _told(one: SeriesFacts) -> Hashable:
    return one.dimension, one.unit, one.direction, one.state, one.noun


def _agree(one: SeriesFacts, two: SeriesFacts) -> bool:
    return one.dimension == two.dimension and units_agree(one, two)


def _nouns_agree(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether the nouns agree whatever the words beside them."""
    if one.dimension != "count" or one.noun and two.noun and one.noun == two.noun:
        return True
    if one.noun and two.noun:
        return {one.noun, two.noun} <= lists().people
    return one.state is not None and one.state == two.state


def _nouns_unknown(one: SeriesFacts, two: SeriesFacts) -> bool:
    return not (one.noun and two.noun)


def _close(one: Floats, two: Floats, share: float = CLOSE) -> Marks:
    """As math.isclose."""
    return np.asarray(np.abs(one - two) <= share * np.maximum(np.abs(one), np.abs(two)))


# ---- words
def _dense(rows: Sequence[Weights]) -> Floats:
    """The weights of words that two rows have or more, a column for each."""
    ids, counts = np.unique([word for row in rows for word in row], return_counts=True)
    place = {word: at for at, word in enumerate(ids[counts > 1].tolist())}
    found = np.zeros((len(rows), max(len(place), 1)))
    for at, row in enumerate(rows):
        held = [(place[word], weight) for word, weight in row.items() if word in place]
        found[at, [column for column, _ in held]] = [weight for _, weight in held]
    return found


def _shared(rows: Sequence[Weights]) -> Floats:
    dense, sums = _dense(rows), np.array([float(sum(row.values())) for row in rows])
    common = np.array([np.minimum(row, dense).sum(axis=1) for row in dense])
    return np.asarray(2 * common / np.maximum(np.add.outer(sums, sums), 1.0))


def _scenes(rows: Sequence[Weights]) -> Floats:
    roots, sums = np.sqrt(_dense(rows)), np.array([float(sum(row.values())) for row in rows])
    known = np.logical_and.outer(sums > 0, sums > 0)
    return np.where(known, roots @ roots.T / np.sqrt(np.maximum(np.outer(sums, sums), 1.0)), UNKNOWN)
