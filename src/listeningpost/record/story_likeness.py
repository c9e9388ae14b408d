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
from .logits import Logit
from .story_facts import Row, StoryFacts, row_of
from .tables import load

Floats = npt.NDArray[np.float64]
MEASURES = ("meaning", "lead", "heading", "pairs", "names", "dated", "gap", "far")
WIDEST = 14  # days: of a page that may be of any of more, nothing is known where the days of another touch them
FARTHEST = 180  # days between two pages that tell of one happening, but for the odd look back
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
        self.first, self.last = (date.fromisoformat(max(day, FIRST)).toordinal() for day in (facts.first, facts.last))

    @property
    def is_comparable(self) -> bool:
        """Whether the page has words of a language whose words were counted."""
        language = self.facts.language
        return bool(self.facts.words) and (language is None or language.split("-")[0] in table().languages)

    @cached_property
    def vector(self) -> npt.NDArray[np.int64]:
        """What the page is about; zeros where the packed model did not read it."""
        return np.frombuffer(self.facts.vector or bytes(384), dtype=np.int8).astype(np.int64)


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
    """The measures of each of some pages with each of others. `meaning`: cosine of the vectors; `lead`, `heading`,
    `pairs`: root of the cosine of these terms, since cosines differ most where they are small; `names`: see `_named`;
    `dated`, `gap` and `far`: see `_days`."""
    cosines = {name: np.sqrt(_cosines(*_rows(name, ones, others))) for name in ("lead", "heading", "pairs")}
    return {"meaning": _meaning(ones, others), **cosines, "names": _named(ones, others), **_days(ones, others)}


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
    """The share of the weight of a page's names that stand in the words of the other, the smaller of both ways: who is
    named first by one and not at all by the other had no part in what it tells."""
    mine, theirs = _rows("names", ones, others)
    words, other_words = _rows("words", ones, others)
    there = _products(mine, other_words) / np.maximum(_sums(mine), 1.0)[:, None]
    back = _products(words, theirs) / np.maximum(_sums(theirs), 1.0)
    return np.asarray(np.minimum(there, back))


def _sums(rows: Sequence[Row]) -> Floats:
    return np.array([row[1].sum(dtype=np.float64) for row in rows])


def _products(ones: Sequence[Row], others: Sequence[Row]) -> Floats:
    """The sum of the products of weights of the words that a row shares with another, for each with each; COLUMNS words
    at once."""
    shared = _held_twice(ones) if ones is others else np.intersect1d(_ids(ones), _ids(others), assume_unique=True)
    found = np.zeros((len(ones), len(others)))
    for start in range(0, len(shared), COLUMNS):
        some = shared[start : start + COLUMNS]
        found += _dense(ones, some) @ _dense(others, some).T
    return found


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
    first, last = (np.array([getattr(one, end) for one in ones])[:, None] for end in ("first", "last"))
    other_first, other_last = (np.array([getattr(other, end) for other in others]) for end in ("first", "last"))
    apart = np.maximum(np.maximum(other_first - last, first - other_last), 0)
    widest = np.maximum(last - first, other_last - other_first)
    known = (apart > 0) | (widest <= WIDEST)
    return {"dated": known.astype(np.float64), "gap": np.where(known, np.log1p(apart), 0.0),
            "far": (apart > FARTHEST).astype(np.float64)}
