"""How well copies are told from reports of one event, what kind they are called, and where they are said to come from.

    python -m benchmarks.copies [--part dev] [--cache FOLDER] [--misses N]

Sets: wmt21-ruen-versions (many English versions of one Russian article: copies), basil-triples and giveme5w1h (reports
of one event by different houses: none), clough-stevenson (answers cut, reworded lightly or heavily, or none) and
wire-oneday (agency copy of one day, silver by shared paragraphs; benchmarks/wire_copies.py). A document is of the part
that a checksum gives; the logits of record/tables/copies.toml were fitted on `dev`. Pairs of giveme5w1h whose pages
share AGENCY of the shorter one's five-word runs are agency copy by reading: figures come with and without them.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from listeningpost.record.copy_facts import Body
from listeningpost.record.copy_keys import keys_of
from listeningpost.record.copy_kinds import logits
from listeningpost.record.likeness import Likeness, liken
from listeningpost.record.same_text import tie
from listeningpost.record.wording import Hashes, grams

from .copy_sets import Pair, Told, pairs_of, part_of, told, wire_pairs
from .shared import data_or_word
from .wire_copies import report_wire

AGENCY = 0.2
KINDS = {"reprint": ("wire", "reprint"), "translation": ("wmt", "translation"), "rewrite": ("clough", "rewrite")}


class Judged(NamedTuple):
    """A pair with its likeness."""

    pair: Pair
    likeness: Likeness


def judge(pairs: Sequence[Pair]) -> list[Judged]:
    """The likeness of every pair."""
    return [Judged(pair, liken(pair.one, pair.two)) for pair in pairs]


def in_part(found: Sequence[Told], part: str) -> list[Told]:
    """The texts of a part, or all."""
    return [one for one in found if part in ("all", part_of(one.text))]


# ---- scores of pairs, beside which ours stands
def ours(judged: Judged) -> float:
    return logits()["copy"].of(judged.likeness)


def three_words(judged: Judged) -> float:
    """Jaccard of runs of three words."""
    one, two = (np.unique(grams(body.words, 3)) for body in (judged.pair.one, judged.pair.two))
    shared = len(np.intersect1d(one, two, assume_unique=True))
    return shared / max(len(one) + len(two) - shared, 1)


def five_words(judged: Judged) -> float:
    """Share of the shorter body's runs of five words."""
    return judged.likeness.runs


def cosine(judged: Judged) -> float:
    """Cosine of the words by how often they stand (log) and how rare they are."""
    (one, x), (two, y) = (_weighted(body) for body in (judged.pair.one, judged.pair.two))
    _, a, b = np.intersect1d(one, two, assume_unique=True, return_indices=True)
    return float(x[a] @ y[b] / max(float(np.linalg.norm(x) * np.linalg.norm(y)), 1e-9))


def _weighted(body: Body) -> tuple[Hashes, npt.NDArray[np.float64]]:
    different, first, counts = np.unique(body.words, return_index=True, return_counts=True)
    return different, body.weights[first] * (1 + np.log(counts))


SCORES: dict[str, Callable[[Judged], float]] = {
    "ours": ours, "cosine of weighted words": cosine, "3-word Jaccard": three_words, "5-word containment": five_words,
}


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive scores above a negative, ties counting half."""
    _, inverse, counts = np.unique([*positive, *negative], return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    least = len(positive) * (len(positive) + 1) / 2
    return float((ranks[: len(positive)].sum() - least) / (len(positive) * len(negative)))


def report_copies(judged: Sequence[Judged]) -> None:
    """Copies through translation against reports of one event."""
    copies = [one for one in judged if one.pair.set == "wmt"]
    basil = [one for one in judged if one.pair.set == "basil"]
    giveme = [one for one in judged if one.pair.set == "giveme"]
    apart = [one for one in giveme if one.likeness.runs < AGENCY]
    sets = {"basil": basil, "giveme5w1h": giveme, "without its agency copy": apart, "all these but that": basil + apart}
    print(f"{len(copies)} pairs of versions; area under the curve against " +
          ", ".join(f"{name} ({len(rows)})" for name, rows in sets.items()))
    for name, score in SCORES.items():
        mine = [score(one) for one in copies]
        print(f"  {name:26}", "  ".join(f"{auc(mine, [score(one) for one in rows]):.4f}" for rows in sets.values()))
    found = [_kind(one) for one in copies]
    wrong = [one for one in basil + apart if _kind(one) != "none"]
    right = sum(kind != "none" for kind in found)
    print(f"  as shipped: recall {right / len(found):.4f}, precision {right / max(right + len(wrong), 1):.4f};"
          f" {len(wrong)} of {len(basil + apart)} reports of one event called copies")


def report_kinds(judged: Sequence[Judged]) -> None:
    """What each set's pairs are called, and the mean of the shares that are called right."""
    rows = {
        "wire-oneday, .8 shared or more (reprint)": ("reprint", _labelled(judged, "wire", 0.8)),
        "wmt versions (translation)": ("translation", [one for one in judged if one.pair.set == "wmt"]),
        "clough light, heavy (rewrite)": ("rewrite", [one for one in judged if one.pair.label in ("light", "heavy")]),
        "basil (none)": ("none", [one for one in judged if one.pair.set == "basil"]),
    }
    shares = []
    for name, (wanted, members) in rows.items():
        called = [_kind(one) for one in members]
        right = sum(kind == wanted or (wanted, kind) == ("reprint", "exact") for kind in called)
        shares.append(right / max(len(called), 1))
        counts = ", ".join(f"{kind} {called.count(kind)}" for kind in sorted(set(called)))
        print(f"  {name}: {shares[-1]:.3f} of {len(called)} ({counts})")
    print(f"  kind right, mean of the four: {sum(shares) / len(shares):.3f}")


def report_blocking(judged: Sequence[Judged]) -> None:
    """Which copies share a key at all."""
    copies = {
        "wmt": [one for one in judged if one.pair.set == "wmt"],
        "wire .5+": _labelled(judged, "wire", 0.5),
        "clough": [one for one in judged if one.pair.label in ("cut", "light", "heavy")],
    }
    for name, members in copies.items():
        met = sum(bool(set(keys_of(one.pair.one)) & set(keys_of(one.pair.two))) for one in members)
        print(f"  {name}: {met} of {len(members)} share a key")


def _labelled(judged: Sequence[Judged], name: str, least: float) -> list[Judged]:
    return [one for one in judged if one.pair.set == name and float(one.pair.label) >= least]


def _kind(judged: Judged) -> str:
    return next((one.relation for one in tie(judged.pair.one, judged.pair.two)), "none")


def main() -> None:
    """Print the figures."""
    asked = _arguments()
    data = data_or_word()
    if data is None:
        return
    found = in_part(told(data, asked.cache), asked.part)
    judged = judge([*pairs_of(found), *wire_pairs(found, data)])
    print(f"part {asked.part}: {len(found)} texts, {len(judged)} pairs")
    report_copies(judged)
    report_kinds(judged)
    report_blocking(judged)
    report_wire(found, data, asked.misses)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="dev", choices=("dev", "test", "all"))
    parser.add_argument("--cache", type=Path, help="a folder where what was read is kept between runs")
    parser.add_argument("--misses", type=int, default=0, help="how many disagreements with the silver to print")
    return parser.parse_args()


if __name__ == "__main__":
    main()
