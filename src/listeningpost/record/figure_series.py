"""Figure series: the same quantity claimed again and again by whomever, with what changed and what never did."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ..knowledge import fold
from ..schema import FigureSeriesLink, Link, Page, Profile, Record, Tie
from .counted import lists
from .series_facts import SeriesFacts, decode_facts, encode_facts, facts_of
from .series_flags import flags_of
from .series_keys import keys_of
from .series_linkage import LARGEST, LEVELS, partition
from .series_odds import log_odds, weighed
from .series_points import in_order, point_of, relations
from .series_sides import sides_of
from .series_square import odds_among

LETTER = "n"
FEWEST = 2  # figures of a series: one alone is on its page
MOST_OF = 3  # one of so many figures must be said to be of somebody for the series to be


class FigureSeriesJoiner(Record, frozen=True):
    """A FigureSeriesLink for every quantity that two figures or more give. Figures are compared by what they count and
    what their sentences and pages are about; who said them is shown and decides nothing."""

    name: str = "figure_series"
    version: int = 6
    largest: int = LARGEST
    levels: tuple[float, ...] = LEVELS

    def profiles(self, page: Page) -> Iterable[Profile]:
        """One profile for each figure that gives a number."""
        for facts in facts_of(page):
            yield Profile(item=facts.item, keys=tuple(dict.fromkeys(keys_of(facts))), facts=encode_facts(facts))

    def compare(self, one: bytes, others: Sequence[bytes]) -> Iterable[Tie]:
        """A tie to each of the others that may be of the same quantity."""
        first = decode_facts(one)
        for other in others:
            second = decode_facts(other)
            odds = log_odds(first, second, weighed().tie)
            if odds >= weighed().tie:
                a, b = sorted((first.item, second.item))
                yield Tie(a=a, b=b, relation="same", score=round(odds, 2))

    def settle(self, items: Sequence[bytes], ties: Sequence[Tie]) -> Iterable[Link]:  # noqa: ARG002
        """The series among figures that hang together."""
        if len(items) < FEWEST:
            return
        figures = [decode_facts(facts) for facts in items]
        for found in partition(figures, odds_among, weighed().link):
            if len(found) >= FEWEST:
                yield series_of(found)


def series_of(figures: Sequence[SeriesFacts]) -> FigureSeriesLink:
    """The series of figures of one quantity. Its id is the smallest of theirs with the letter of series, so that the id
    it had before a smaller one came names a figure of it still."""
    ordered = in_order(figures)
    related = relations(ordered)
    reasons = tuple(flags_of(ordered, related))
    sides = sides_of(ordered, related)
    points = tuple(point_of(one, name, side) for one, (name, _), side in zip(ordered, related, sides, strict=True))
    smallest = min(one.item for one in figures)
    return FigureSeriesLink(
        id=LETTER + smallest.split()[0][1:], what=what_of(ordered), of=_whose(ordered),
        points=points, flags=tuple(reason.flag for reason in reasons), reasons=reasons,
    )


def what_of(figures: Sequence[SeriesFacts]) -> str:
    """What a series counts, in the words most of its figures use, with what happened to it; of a measure what it is a
    measure of: duration, weight of truck."""
    measure = lists().measures.get(figures[0].dimension)
    noun = _commonest(one.what for one in figures) or (None if measure else _commonest(one.unit for one in figures))
    if noun is None:
        thing = _commonest(one.noun for one in figures) if measure else None
        return f"{measure} of {thing}" if thing else measure or figures[0].kind.replace("_", " ")
    state = _commonest(one.state for one in figures)
    done = lists().done.get(state or "")
    told = any(lists().states.get(word) == state for word in fold(noun).split())
    return f"{noun} {done}" if done and not told else noun


def _whose(figures: Sequence[SeriesFacts]) -> str | None:
    """Whose a series is: the body or state that enough of its figures are said to be of."""
    found = _commonest(one.of for one in figures)
    many = sum(one.of == found for one in figures)
    return found if many >= FEWEST and MOST_OF * many >= len(figures) else None


def _commonest(words: Iterable[str | None]) -> str | None:
    """The commonest of some words, of several the shortest and the first by letters."""
    counted = Counter(word for word in words if word)
    return min(counted, key=lambda word: (-counted[word], len(word), word), default=None)
