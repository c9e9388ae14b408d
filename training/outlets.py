"""Fits the weights by which a page's own outlet is told from the other names on it.

    python -m training.outlets [--out FILE]

On the page dumps of hosts kept for tuning (DATA/page-dumps, every second of its dumps, and its adbar texts): every name
that articles/outlets.py finds round an article shares out 1 with "none of them" (a conditional logit with a ridge,
fitted by Adam). Wanted is a name that the host or the page's own markup tells to be the outlet's, strictly so; where
the page prints none, "none" or a name that is loosely the outlet's. Prints how well weights fitted the same way do on
sites they have not seen, then writes them into tables/outlets.toml. Seeded.
"""

import argparse
import difflib
import itertools
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.html_doubts import site_of
from benchmarks.makers import KNOWLEDGE, Labelled, adbar_texts, dump_pages
from benchmarks.own_names import is_own, labels_of
from benchmarks.shared import data_folder
from listeningpost.articles.dump import around
from listeningpost.articles.layout import lay_out
from listeningpost.articles.lines import blocks_of
from listeningpost.articles.outlets import LEAST, WEIGHTS, candidates_of, features, page_of, shown_name
from listeningpost.articles.sightings import key_of

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
PACKED = Path(str(files("listeningpost.articles.tables").joinpath("outlets.toml")))
NAMES = tuple(sorted(WEIGHTS))
PARTS, SEED = 4, 3
PENALTY, STEPS, LONG_STEPS, RATE, LATE_RATE = 1.0, 300, 200, 0.15, 0.045
KEEP, KEEP_SQUARES, TINY = 0.9, 0.99, 1e-8
LEASTS = (0.2, 0.3, 0.4, 0.5, 0.6)
HEADING = "[weights]\n"


@dataclass(frozen=True)
class Names:
    """The names round one article: their features, which of them are strictly the outlet's, which loosely."""

    site: str
    values: Floats
    right: Flags
    own: Flags


@dataclass(frozen=True)
class Rows:
    """The names of several pages, one row a name; `starts` are the first rows of the pages."""

    values: Floats
    right: Flags
    own: Flags
    starts: NDArray[np.int64]

    def of_page(self, one: Floats) -> Floats:
        """A number of each page, as one of each of its rows."""
        return np.repeat(one, np.diff(np.r_[self.starts, len(self.values)]))


def tuning_pages(data: Path) -> Iterator[Labelled]:
    """The dumps of hosts kept for tuning: of each page two of its four renderers, by turns, and every text of adbar."""
    yield from (page for n, page in enumerate(dump_pages(data)) if page.split == "dev" and (n // 4 + n) % 4 < 2)
    yield from (page for page in adbar_texts(data) if page.split == "dev")


def names_of(page: Labelled) -> Names | None:
    """The names round a page's article, judged by its address; None where there is no article or no name."""
    text = page.body.decode()
    layout = lay_out(blocks_of(text))
    seen = page_of(text, around(layout), KNOWLEDGE) if layout.body else None
    found = candidates_of(seen) if seen else []
    if not seen or not found:
        return None
    values = [features(one, seen) for one in found]
    printed = [shown_name(one, seen) for one in found]
    return Names(
        site=site_of(page.url), values=np.array([[row[name] for name in NAMES] for row in values]),
        right=np.array([is_strictly_own(name, page.url, page.known) for name in printed]),
        own=np.array([is_own(name, page.url, page.known) for name in printed]))


def is_strictly_own(name: str, url: str, known: Iterable[str]) -> bool:
    """Is `name` one of the outlet's `known` names, or so like the label of its host or one of these that no company
    behind it and no section of it is?"""
    mine, others = key_of(name), {key_of(one) for one in known}
    if mine in others or any(_bears(name, mine, key_of(label), bool(others)) for label in labels_of(url)):
        return True
    return any(len(one) >= 5 and _nested(mine, one, 1.8) for one in others)


def _bears(name: str, mine: str, label: str, others: bool) -> bool:
    """Does a name bear the label of the host: the same, its initials, one a little longer than the other?"""
    words = re.findall(r"\w+", name)
    if mine == label or difflib.SequenceMatcher(None, mine, label).ratio() >= 0.85:
        return True
    if len(label) > 1 and len(words) > 1 and "".join(word[0] for word in words).casefold() == label:
        return True
    longer = len(label) >= 4 and label in mine and len(mine) < 2.5 * len(label)
    return longer or (not others and len(mine) >= 5 and mine in label and len(label) < 2.2 * len(mine))


def _nested(mine: str, other: str, times: float) -> bool:
    short, long = sorted((mine, other), key=len)
    return len(short) >= 5 and short in long and len(long) < times * len(short)


def gathered(pages: Sequence[Names]) -> Rows:
    sizes = [len(page.values) for page in pages]
    return Rows(np.concatenate([page.values for page in pages]), np.concatenate([page.right for page in pages]),
                np.concatenate([page.own for page in pages]), np.r_[0, np.cumsum(sizes)[:-1]].astype(np.int64))


def shares_of(rows: Rows, weights: Floats) -> tuple[Floats, Floats]:
    """The share of belief of each row, and that of "none of them" of each page."""
    odds = rows.values @ weights
    highest = np.maximum(0.0, np.maximum.reduceat(odds, rows.starts))
    power, none = np.exp(odds - rows.of_page(highest)), np.exp(-highest)
    total = none + np.add.reduceat(power, rows.starts)
    return power / rows.of_page(total), none / total


def wanted_of(rows: Rows, shares: Floats, none: Floats) -> Floats:
    """What the shares should be: 1 among the right names, as they share it now; without any, 1 among "none" and the
    names that are loosely the outlet's."""
    titled = np.logical_or.reduceat(rows.right, rows.starts)
    right, own = np.where(rows.right, shares, 0.0), np.where(rows.own, shares, 0.0)
    among = np.where(titled, np.add.reduceat(right, rows.starts), none + np.add.reduceat(own, rows.starts))
    return np.asarray(np.where(rows.of_page(titled), right, own) / rows.of_page(among), dtype=np.float64)


def fit(pages: Sequence[Names]) -> Floats:
    """The weights, in the order of NAMES (Adam: Kingma and Ba 2015)."""
    rows = gathered(pages)
    weights, mean, square = np.zeros((3, rows.values.shape[1]))
    for step in range(1, STEPS + 1):
        shares, none = shares_of(rows, weights)
        slope = rows.values.T @ (shares - wanted_of(rows, shares, none)) + PENALTY * weights
        slope /= len(pages)
        mean = KEEP * mean + (1 - KEEP) * slope
        square = KEEP_SQUARES * square + (1 - KEEP_SQUARES) * slope**2
        spread = np.sqrt(square / (1 - KEEP_SQUARES**step)) + TINY
        weights = weights - (RATE if step <= LONG_STEPS else LATE_RATE) * mean / (1 - KEEP**step) / spread
    return weights


def held_out(pages: Sequence[Names]) -> list[tuple[Floats, list[Names]]]:
    """For each of PARTS of the sites its pages, with weights fitted on the others."""
    sites = sorted({page.site for page in pages})
    random.Random(SEED).shuffle(sites)
    parts = dict(zip(sites, itertools.cycle(range(PARTS)), strict=False))
    split = [([p for p in pages if parts[p.site] != n], [p for p in pages if parts[p.site] == n]) for n in range(PARTS)]
    return [(fit(others), own) for others, own in split if others and own]


def outcomes(weights: Floats, pages: Sequence[Names], least: float) -> Counter[str]:
    """Names given that are the outlet's and that are not, and none given where a page prints one and where not."""
    found: Counter[str] = Counter()
    for page in pages:
        shares, _ = shares_of(gathered([page]), weights)
        best = int(np.argmax(shares))
        if shares[best] >= least:
            found["right" if page.own[best] else "wrong"] += 1
        else:
            found["none, one printed" if page.right.any() else "none"] += 1
    return found


def table_of(text: str, weights: Floats) -> str:
    """The table outlets.toml with other weights; raises ValueError where it has no section of weights."""
    head, found, _ = text.partition(HEADING)
    if not found:
        raise ValueError("the table of outlets has no section [weights]")
    return head + HEADING + "".join(f"{name} = {weight:.2f}\n" for name, weight in zip(NAMES, weights, strict=True))


def report(pages: Sequence[Names]) -> None:
    """How well unseen sites are told, by the least share of belief."""
    parts = held_out(pages)
    for least in LEASTS:
        total = sum((outcomes(weights, own, least) for weights, own in parts), Counter[str]())
        mark = " (in use)" if least == LEAST else ""
        print(f"least share {least}{mark}: " + ", ".join(f"{n} {name}" for name, n in sorted(total.items())))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=PACKED, help="the table to write the weights into")
    asked = parser.parse_args(arguments)
    data = data_folder()
    if data is None:
        print("not fitted: page-dumps and adbar-html are absent (set DATA)")
        return 1
    pages = [found for page in tuning_pages(data) if (found := names_of(page))]
    print(f"{len(pages)} pages of {len({page.site for page in pages})} sites, weights fitted on other sites:")
    report(pages)
    weights = fit(pages)
    farthest = max(NAMES, key=lambda name: abs(weights[NAMES.index(name)] - WEIGHTS[name]))
    print(f"farthest from the table in use: {farthest}, {WEIGHTS[farthest]} -> {weights[NAMES.index(farthest)]:.2f}")
    asked.out.write_text(table_of(PACKED.read_text(encoding="utf-8"), weights), encoding="utf-8")
    print(f"written: {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
