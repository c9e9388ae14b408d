"""How likely two pages tell of one happening: log odds over a few measures of likeness, no order of the two in any.

tables/stories.toml is made by training/stories.py, which says what it was fitted on. All sums are of whole numbers, so
that one page against many and all against all give the same.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from ..schema import Record
from .crossing import cross
from .logits import Logit
from .story_facts import Row, StoryFacts, row_of
from .tables import load

Floats = npt.NDArray[np.float64]
MEASURES = ("meaning", "lead", "heading", "headed", "pairs", "names", "dated", "gap", "far")
WIDEST = 14  # days: of a page that may be of any of more, nothing is known where the days of another touch them
FARTHEST = 120  # days between two pages that tell of one happening, but for the odd look back
COLUMNS = 2_000  # words that are set against each other at once
NOTHING = -20.0  # log odds of pages that cannot be compared: as far apart as any two are
FIRST = "0001-01-01"  # that a date of Python may be


class StoryTable(Record, frozen=True):
    """`least`: the mean log odds from which on pages are one story; `languages`: those whose words were counted;
    `odds` for two pages with a vector, `odds_without` where one has none."""

    least: float
    languages: tuple[str, ...]
    odds: Logit
    odds_without: Logit


@cache
def table() -> StoryTable:
    """The packed weights."""
    found = load("stories")
    odds = {name: Logit(**found[name]) for name in ("odds", "odds_without")}
    return StoryTable(least=found["least"], languages=tuple(found["languages"]), **odds)


class Teller:
    """The facts of a page with all that comparing needs to know of them, worked out once."""

    def __init__(self, facts: StoryFacts) -> None:
        self.facts = facts
        self.rows: dict[str, Row] = {
            name: row_of(getattr(facts, name)) for name in ("lead", "heading", "pairs", "names")
        }
        words: Row = (np.frombuffer(facts.words, dtype=np.uint32), np.ones(len(facts.words) // 4, dtype=np.uint8))
        self.rows["words"] = words
        self.first, self.last = days_of((facts.first, facts.last))
        self.windows = [days_of(window) for window in facts.windows] or [(self.first, self.last)]

    @property
    def is_comparable(self) -> bool:
        """Whether the page has words of a language whose words were counted."""
        language = self.facts.language
        return bool(self.facts.words) and (language is None or language.split("-")[0] in table().languages)

    @cached_property
    def vector(self) -> npt.NDArray[np.int64]:
        """What the page is about; zeros where the packed model did not read it."""
        return np.frombuffer(self.facts.vector or bytes(384), dtype=np.int8).astype(np.int64)


def days_of(window: tuple[str, str]) -> tuple[int, int]:
    """The first and the last day of a window, counted from the first that a date of Python may be."""
    first, last = (date.fromisoformat(max(day, FIRST)).toordinal() for day in window)
    return first, last


def odds(ones: Sequence[Teller], others: Sequence[Teller]) -> Floats:
    """The log odds that each of some pages tells of one happening with each of others, to the sixth digit: past it two
    ways of reckoning may differ. NOTHING where the words of one cannot be weighed. What a page is to itself means
    nothing."""
    found = measures(ones, others)
    both = np.outer([bool(one.facts.vector) for one in ones], [bool(other.facts.vector) for other in others])
    read = np.outer([one.is_comparable for one in ones], [other.is_comparable for other in others])
    likely = np.where(both, weigh(table().odds, found), weigh(table().odds_without, found))
    return np.asarray(np.round(np.where(read, likely, NOTHING), 6))


def weigh(logit: Logit, found: dict[str, Floats]) -> Floats:
    """The log odds of pairs by their measures."""
    terms = [weight * found[name] for name, weight in logit.weights.items()]
    return np.asarray(sum(terms[1:], terms[0]) + logit.bias)


def measures(ones: Sequence[Teller], others: Sequence[Teller]) -> dict[str, Floats]:
    """The measures of each of some pages with each of others. `meaning`: square of the cosine of the vectors, as a
    difference between likenesses that are both high tells more; `lead`, `heading`, `pairs`: root of the cosine of these
    terms, since those differ most where they are small; `headed`: see `_headed`; `names`: see `_named`; `dated`, `gap`
    and `far`: see `_days`."""
    cosines = {name: np.sqrt(_cosines(*_rows(name, ones, others))) for name in ("lead", "heading", "pairs")}
    return {"meaning": _meaning(ones, others) ** 2, **cosines, "headed": _headed(ones, others),
            "names": _named(ones, others), **_days(ones, others)}


# ---- words
def _rows(name: str, ones: Sequence[Teller], others: Sequence[Teller]) -> tuple[list[Row], list[Row]]:
    mine = [one.rows[name] for one in ones]
    return mine, mine if ones is others else [other.rows[name] for other in others]


def _cosines(ones: Sequence[Row], others: Sequence[Row]) -> Floats:
    """The cosine of each row of terms with each of others, 0 for a row without any."""
    mine, theirs = (np.array([np.sqrt((row[1].astype(np.float64) ** 2).sum()) for row in rows])
                    for rows in (ones, others))
    return _products(ones, others) / np.maximum(np.outer(mine, theirs), 1.0)


def _named(ones: Sequence[Teller], others: Sequence[Teller]) -> Floats:
    """The share of the weight of a page's names that the other tells, the smaller of both ways: who is named first by
    one and not at all by the other had no part in what it tells."""
    return np.asarray(np.minimum(*_told("names", ones, others)))


def _headed(ones: Sequence[Teller], others: Sequence[Teller]) -> Floats:
    """The share of the weight of a page's headline that the other tells, the mean of both ways."""
    return np.asarray(np.add(*_told("heading", ones, others)) / 2)


def _told(name: str, ones: Sequence[Teller], others: Sequence[Teller]) -> tuple[Floats, Floats]:
    """The share of the weight of a page's terms that stand in the words of the other, and the other way round."""
    mine, theirs = _rows(name, ones, others)
    words, other_words = _rows("words", ones, others)
    there = _products(mine, other_words) / np.maximum(_sums(mine), 1.0)[:, None]
    back = there.T if ones is others else _products(words, theirs) / np.maximum(_sums(theirs), 1.0)
    return there, back


def _sums(rows: Sequence[Row]) -> Floats:
    return np.array([row[1].sum(dtype=np.float64) for row in rows])


def _products(ones: Sequence[Row], others: Sequence[Row]) -> Floats:
    """The sum of the products of weights of the words that a row shares with another, for each with each; COLUMNS words
    at once."""
    if len(ones) == 1 and ones is not others:
        return _products_of_one(ones[0], others)[None]
    shared = _held_twice(ones) if ones is others else np.intersect1d(_ids(ones), _ids(others), assume_unique=True)
    found = np.zeros((len(ones), len(others)))
    for start in range(0, len(shared), COLUMNS):
        some = shared[start : start + COLUMNS]
        found += _dense(ones, some) @ _dense(others, some).T
    return found


def _products_of_one(one: Row, others: Sequence[Row]) -> Floats:
    """The same for one row."""
    rows, mine, theirs = cross(one[0], [ids for ids, _ in others])
    weights = np.concatenate([weights for _, weights in others])[theirs]
    return np.asarray(np.bincount(rows, one[1][mine].astype(np.float64) * weights, len(others)), dtype=np.float64)


def _ids(rows: Sequence[Row]) -> npt.NDArray[np.uint32]:
    """The words that the rows have, each once."""
    return np.unique(np.concatenate([row[0] for row in rows]))


def _held_twice(rows: Sequence[Row]) -> npt.NDArray[np.uint32]:
    """The words that two rows or more have."""
    ids, counts = np.unique(np.concatenate([row[0] for row in rows]), return_counts=True)
    return np.asarray(ids[counts > 1])


def _dense(rows: Sequence[Row], ids: npt.NDArray[np.uint32]) -> Floats:
    """The weights of some words in each row."""
    found = np.zeros((len(rows), len(ids)))
    for at, (mine, weights) in enumerate(rows):
        place = np.minimum(np.searchsorted(ids, mine), len(ids) - 1)
        there = ids[place] == mine
        found[at, place[there]] = weights[there]
    return found


# ---- what rests on no words
def _meaning(ones: Sequence[Teller], others: Sequence[Teller]) -> Floats:
    mine, theirs = (np.array([teller.vector for teller in tellers]) for tellers in (ones, others))
    lengths = np.outer(np.sqrt((mine**2).sum(axis=1)), np.sqrt((theirs**2).sum(axis=1)))
    return np.asarray((mine @ theirs.T) / np.maximum(lengths, 1.0))


def _days(ones: Sequence[Teller], others: Sequence[Teller]) -> dict[str, Floats]:
    """`dated`: whether it is known how far apart the pages were published; `gap`: how many days (log), 0 where it is
    not known; `far`: whether it is more than FARTHEST."""
    apart = _apart(ones, others)
    first, last = (np.array([getattr(one, end) for one in ones])[:, None] for end in ("first", "last"))
    other_first, other_last = (np.array([getattr(other, end) for other in others]) for end in ("first", "last"))
    widest = np.maximum(last - first, other_last - other_first)
    known = (apart > 0) | (widest <= WIDEST)
    return {"dated": known.astype(np.float64), "gap": np.where(known, np.log1p(apart), 0.0),
            "far": (apart > FARTHEST).astype(np.float64)}


def _apart(ones: Sequence[Teller], others: Sequence[Teller]) -> npt.NDArray[np.int64]:
    """How many days lie at least between a window of each of some pages and one of each of others."""
    pairs = [np.maximum(other_first - last[:, None], first[:, None] - other_last)
             for first, last in _windows(ones) for other_first, other_last in _windows(others)]
    return np.asarray(np.maximum(np.minimum.reduce(pairs), 0))


def _windows(tellers: Sequence[Teller]) -> list[npt.NDArray[np.int64]]:
    """The first windows of all pages, then the second and so on, each as two rows of days; of a page with fewer its
    last one again."""
    most = max(len(teller.windows) for teller in tellers)
    return [np.array([teller.windows[min(at, len(teller.windows) - 1)] for teller in tellers]).T for at in range(most)]
