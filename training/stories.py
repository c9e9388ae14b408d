"""Fits the log odds that two pages tell of one happening: record/tables/stories.toml.

    python -m training.stories [--cache FOLDER] [--out FILE]

On all pairs of pages of each set of benchmarks/story_sets.py; benchmarks/stories.py fits the same on the events of one
half and measures the others. Pairs of one event weigh by how many pages it has, so that a large event counts no more
than its pages; the pairs of different events of a set together weigh APART times as much as those of one event, and
sets weigh alike. Pairs of dated sets are there twice, once with their days taken away: most pages of a watch are dated,
some are not. Nothing is drawn by chance.
`least` is set by hand: where held-out B-cubed F is high on all three sets at once. So is the weight of `far`: the days
of giveme5w1h are at times those of a later visit, and a fit on them would join what one watch tells of year after year.
And so is UNKNOWN, which pages of unknown days must be likelier by: a page of any day is near the wording of many.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.story_sets import Kept, kept
from listeningpost.record.logits import Logit
from listeningpost.record.story_likeness import MEASURES, Floats, Teller, measures

from .making import make
from .odds import fit_odds

PACKED = Path(str(files("listeningpost.record"))) / "tables" / "stories.toml"
Places = NDArray[np.intp]
FITTED = tuple(name for name in MEASURES if name != "far")
WITHOUT = tuple(name for name in FITTED if name != "meaning")
DAYS = ("dated", "gap", "far")
LEAST = 1.0
FAR = -8.0
UNKNOWN = 1.0
APART = 3.0
PENALTY = 50.0
SHARE = 10_000.0  # what the pairs of one event of a set weigh together
HEAD = """\
# What each measure of likeness of two pages (record/story_likeness.py) weighs in the log odds that they tell of one
# happening; `odds_without` where the packed model did not read one of them. Pages are one story from a mean of `least`
# on. `languages`: those in which it was counted how rare words are (news_words.toml). Made by training/stories.py from
# giveme5w1h, basil-triples and ecbplus-mentions; benchmarks/stories.py measures it with halves of the events held out.
"""


def rows(found: Sequence[Kept]) -> Iterator[tuple[Floats, Floats, Floats]]:
    """For each set the measures of its pairs, whether each is of one event, and what it weighs."""
    for name in sorted({one.report.set for one in found}):
        members = [one for one in found if one.report.set == name]
        tellers = [Teller(one.facts) for one in members]
        squares = measures(tellers, tellers)
        upper = np.triu_indices(len(members), 1)
        values = np.stack([squares[measure][upper] for measure in MEASURES], axis=1)
        events = np.array([one.report.event for one in members])
        same = (events[:, None] == events[None, :])[upper]
        weights = _weights(events, same, upper)
        yield values, same.astype(np.float64), weights
        if values[:, MEASURES.index("dated")].any():
            undated = values.copy()
            undated[:, [MEASURES.index(measure) for measure in DAYS]] = 0
            yield undated, same.astype(np.float64), weights


def _weights(events: "np.ndarray[tuple[int], np.dtype[np.str_]]", same: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
             upper: tuple[Places, Places]) -> Floats:
    counts = Counter(events.tolist())
    sizes = np.array([counts[event] for event in events.tolist()], dtype=np.float64)
    share = (1 / sizes[upper[0]] + 1 / sizes[upper[1]]) / 2
    return np.asarray(np.where(same, SHARE * share / share[same].sum(), SHARE * APART / (~same).sum()))


def fit(found: Sequence[Kept], names: Sequence[str]) -> Logit:
    """The log odds over some of the measures."""
    values, labels, weights = (np.concatenate(parts) for parts in zip(*rows(found), strict=True))
    chosen = values[:, [MEASURES.index(name) for name in names]]
    odds = fit_odds(chosen, labels, PENALTY, weights)
    weighed = {name: round(float(weight), 2) for name, weight in zip(names, odds.weights, strict=True)}
    weighed["dated"] = round(weighed["dated"] + UNKNOWN, 2)
    return Logit(weights={**weighed, "far": FAR}, bias=round(odds.bias - UNKNOWN, 2))


def table_of(odds: dict[str, Logit]) -> str:
    """The table, as TOML."""
    parts = [f'least = {LEAST}\nlanguages = ["en"]\n']
    for name, one in odds.items():
        weights = "\n".join(f"{measure} = {weight:.2f}" for measure, weight in one.weights.items())
        parts.append(f"[{name}]\nbias = {one.bias:.2f}\n\n[{name}.weights]\n{weights}\n")
    return HEAD + "\n" + "\n".join(parts)


def fitted(data: Path, cache: Path | None) -> str:
    """The table fitted on all sets of stories."""
    found = kept(data, cache)
    return table_of({"odds": fit(found, FITTED), "odds_without": fit(found, WITHOUT)})


if __name__ == "__main__":
    sys.exit(make(__doc__, PACKED, fitted))
