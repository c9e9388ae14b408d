"""How well pages about one event are grouped into one story: B-cubed F1 on three sets, beside two baselines.

    python -m benchmarks.stories [--cache FOLDER] [--store] [--errors N]

Sets: giveme5w1h (69 events of 2016 to 2018), basil-triples (100 events told by three houses) and ecbplus-mentions (two
sub-topics a topic, alike on purpose; undated). Ours has one threshold for all sets; a baseline has for each set the one
that is best there. `held out`: a checksum halves the events, and pairs of pages of one half are weighed by a fit on the
other (pages of both halves are of different events: the mean of both fits); `halves`: the same, each half grouped by
itself; `shipped`: the packed weights, which were fitted on all events. The measures were chosen with all in sight.
`--store` sends all three sets together through a store, with its blocking keys, and says what a page costs.
"""

import argparse
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from listeningpost.record.linkage import link
from listeningpost.record.logits import Logit
from listeningpost.record.same_story import StoryJoiner
from listeningpost.record.story_likeness import Floats, Teller, measures, odds, table, weigh
from listeningpost.schema import StoryLink
from training.stories import DAYS, FITTED, fit

from .shared import data_or_word
from .story_run import through_store
from .story_sets import Kept, kept, part_of

PARTS = ("dev", "test")
SETS = ("giveme5w1h", "basil", "ecbplus")
WORD = re.compile(r"\w\w+")


def b_cubed(events: Sequence[str], groups: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    """F1, precision and recall: of each page's group the share that is of its event, and the other way round (Bagga and
    Baldwin 1998)."""
    group_of = {at: set(members) for members in groups for at in members}
    event_of = defaultdict[str, set[int]](set)
    for at, event in enumerate(events):
        event_of[event].add(at)
    shared = [len(group_of[at] & event_of[event]) for at, event in enumerate(events)]
    precision = float(np.mean([both / len(group_of[at]) for at, both in enumerate(shared)]))
    recall = float(np.mean([both / len(event_of[event]) for both, event in zip(shared, events, strict=True)]))
    return 2 * precision * recall / (precision + recall), precision, recall


# ---- squares of likeness
def ours(found: Sequence[Kept]) -> Floats:
    """The log odds as shipped."""
    tellers = [Teller(one.facts) for one in found]
    return odds(tellers, tellers)


def held_out(found: Sequence[Kept], fits: dict[str, Logit], *, days: bool = True) -> Floats:
    """The log odds by fits on the other half; `days`: whether the pages' days are known."""
    tellers = [Teller(one.facts) for one in found]
    square = measures(tellers, tellers)
    if not days:
        square |= {name: np.zeros_like(square[name]) for name in DAYS}
    by_dev, by_test = (weigh(fits[part], square) for part in PARTS)
    in_dev = np.array([part_of(one.report) == "dev" for one in found])
    dev, test = np.outer(in_dev, in_dev), np.outer(~in_dev, ~in_dev)
    return np.where(dev, by_test, np.where(test, by_dev, (by_dev + by_test) / 2))


def tf_idf(found: Sequence[Kept]) -> Floats:
    """Cosines of words by count and by how rare they are in the set itself."""
    counts = [Counter(WORD.findall(f"{one.report.headline} {one.report.body}".lower())) for one in found]
    held = Counter(word for row in counts for word in row)
    number = {word: at for at, word in enumerate(sorted(word for word, rows in held.items() if rows > 1))}
    rows = np.zeros((len(found), len(number)), dtype=np.float32)
    lengths = np.zeros(len(found))
    for at, row in enumerate(counts):
        weights = {word: count * (np.log((1 + len(found)) / (1 + held[word])) + 1) for word, count in row.items()}
        lengths[at] = np.sqrt(sum(weight**2 for weight in weights.values()))
        for word, weight in weights.items():
            if word in number:
                rows[at, number[word]] = weight
    rows /= np.maximum(lengths, 1e-9)[:, None]
    return np.asarray(rows @ rows.T, dtype=np.float64)


def vectors(found: Sequence[Kept]) -> Floats:
    """Cosines of the packed model's vectors."""
    rows = np.array([Teller(one.facts).vector for one in found], dtype=np.float64)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0)
    return np.asarray(rows @ rows.T)


# ---- reports
def report_set(found: Sequence[Kept], fits: dict[str, Logit], errors: int) -> None:
    """One set: ours held out and as shipped, and the baselines at their best."""
    events, least = [one.report.event for one in found], table().least
    square = held_out(found, fits)
    groups = list(link(square, least))
    f1, precision, recall = b_cubed(events, groups)
    undated = b_cubed(events, list(link(held_out(found, fits, days=False), least)))[0]
    shipped = b_cubed(events, list(link(ours(found), least)))[0]
    print(f"{found[0].report.set:11} {len(found):4} pages of {len(set(events)):3} events: ours held out {f1:.3f}"
          f" (precision {precision:.3f}, recall {recall:.3f}, {len(groups)} groups), halves"
          f" {_halves(found, square, least):.3f}, undated {undated:.3f}, shipped {shipped:.3f}")
    for name, other, steps in (("TF-IDF", tf_idf(found), range(2, 31)), ("vectors", vectors(found), range(10, 46))):
        score, at = max((b_cubed(events, list(link(other, 0.02 * step)))[0], 0.02 * step) for step in steps)
        halves = max(_halves(found, other, 0.02 * step) for step in steps)
        print(f"{'':11} {name:7} {score:.3f} at {at:.2f}, halves {halves:.3f}")
    for members in sorted(groups, key=lambda one: -len({events[at] for at in one}))[:errors]:
        told = Counter(events[at] for at in members)
        print("   ", dict(told), "|".join(found[at].report.headline[:50] for at in members[:6]))


def _halves(found: Sequence[Kept], square: Floats, least: float) -> float:
    """The mean F1 of the two halves of a set, each grouped by itself, by their pages."""
    total = 0.0
    for part in PARTS:
        chosen = [at for at, one in enumerate(found) if part_of(one.report) == part]
        events = [found[at].report.event for at in chosen]
        total += len(chosen) * b_cubed(events, list(link(square[np.ix_(chosen, chosen)], least)))[0]
    return total / len(found)


def report_thresholds(sets: Sequence[Sequence[Kept]], fits: dict[str, Logit]) -> None:
    """F1 of each set, held out, at other thresholds than the shipped one."""
    squares = [held_out(found, fits) for found in sets]
    for edge in (0.5, 1.0, 1.5, 2.0, 2.5, 3.0):
        scores = [b_cubed([one.report.event for one in found], list(link(square, edge)))[0]
                  for found, square in zip(sets, squares, strict=True)]
        print(f"  least {edge}: " + "  ".join(f"{score:.3f}" for score in scores))


def report_store(found: Sequence[Kept]) -> None:
    """All sets in one store: what blocking loses, what the sets take from one another, and what a page costs."""
    with tempfile.TemporaryDirectory() as folder:
        links, seconds = through_store(found, StoryJoiner(), Path(folder) / "stories.db")
    number = {one.facts.page: at for at, one in enumerate(found)}
    groups = [[number[page] for page in one.pages] for one in links if isinstance(one, StoryLink)]
    print(f"in one store: {len(found)} pages, {1000 * seconds / len(found):.1f} ms of computing a page")
    for name in SETS:
        mine = {at for at, one in enumerate(found) if one.report.set == name}
        within = [[at for at in members if at in mine] for members in groups]
        order = {at: place for place, at in enumerate(sorted(mine))}
        f1 = b_cubed([found[at].report.event for at in sorted(mine)],
                     [[order[at] for at in members] for members in within if members])[0]
        print(f"  {name:11} {f1:.3f}")


def main() -> None:
    """Print the figures."""
    asked = _arguments()
    data = data_or_word()
    if data is None:
        return
    found = kept(data, asked.cache)
    fits = {part: fit([one for one in found if part_of(one.report) == part], FITTED) for part in PARTS}
    print(f"B-cubed F1, ours at a mean of {table().least} log odds for all sets")
    sets = [[one for one in found if one.report.set == name] for name in SETS]
    for members in sets:
        report_set(members, fits, asked.errors)
    report_thresholds(sets, fits)
    if asked.store:
        report_store(found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="a folder where vectors are kept between runs")
    parser.add_argument("--store", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="how many mixed groups of each set to print")
    return parser.parse_args()


if __name__ == "__main__":
    main()
