"""Fits the three logits of copies: whether two pages tell one text, and of what kind a copy is.

    python -m training.copies [--cache FOLDER] [--out FILE]

On the dev half of the sets of benchmarks/copies.py (documents by a checksum):

- copy: versions of one article, agency copy that shares half its paragraphs, and reworded answers, against reports of
  one event by two houses, answers from own knowledge, and other pages of the same day;
- reprint: agency copy that shares half its paragraphs against such that shares fewer;
- translation: versions of one article against reworded answers and agency copy worked over.

Sets weigh alike, however many pairs they have. `least` of a copy is the odds past which four of a thousand pairs of
reports of one event come; of a reprint, those with the best F1 on agency copy. Nothing is drawn by chance.
"""

import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from benchmarks.copies import AGENCY, Judged, in_part, judge
from benchmarks.copy_sets import pairs_of, told, wire_pairs
from listeningpost.record.copy_kinds import LEAST
from listeningpost.record.logits import Logit

from .making import make
from .odds import fit_odds

PACKED = Path(str(files("listeningpost.record"))) / "tables" / "copies.toml"
MEASURES = {
    "copy": ("own_threes", "words", "covered", "ordered", "near"),
    "reprint": ("unchanged", "near"),
    "translation": ("runs", "unchanged", "ordered", "near", "length"),
}
PENALTY = {"copy": 2.0, "reprint": 5.0, "translation": 5.0}
HALF = 0.5  # of the shorter text in shared paragraphs
EVENTS = ("basil", "giveme")
PASSED = 0.004  # of the reports of one event that may be called copies
COPIES = 1.0  # log odds below which `least` never falls
HEAD = """\
# What each measure of likeness (record/likeness.py) weighs. Made by training/copies.py. `copy`: the log odds that two
# bodies are of one text, which is said from `least` on; `reprint`: that a copy keeps the words; `translation`: that one
# in other words was made sentence by sentence, as translations are.
"""


def label_of(judged: Judged, name: str) -> bool | None:
    """What a pair teaches the logit of that name: yes, no, or nothing."""
    kind = _told_as(judged)
    if name == "reprint":
        share = float(judged.pair.label) if judged.pair.set == "wire" else 0.0
        return share >= HALF if share and judged.likeness.runs >= AGENCY else None
    if name == "copy":
        return kind != "none" if kind else None
    return kind == name if kind in ("rewrite", "translation") else None


def _told_as(judged: Judged) -> str | None:
    """reprint, rewrite, translation or none, where the set says so."""
    name, label, runs = judged.pair.set, judged.pair.label, judged.likeness.runs
    if name == "wmt":
        return "translation"
    if name == "clough":
        return {"non": "none", "light": "rewrite", "heavy": "rewrite"}.get(label)
    if name in EVENTS:
        return "none" if runs < AGENCY else None
    share = float(label)
    worked_over = "rewrite" if runs > 0.4 and judged.likeness.aligned > 0.7 else None
    return "reprint" if share >= HALF else "none" if share == 0 and runs < AGENCY else worked_over


def fit(judged: Sequence[Judged], name: str) -> Logit:
    """The logit of one name."""
    taught = [(one, label) for one in judged if (label := label_of(one, name)) is not None]
    counts: dict[tuple[str, bool], int] = {}
    for one, label in taught:
        counts[one.pair.set, label] = counts.get((one.pair.set, label), 0) + 1
    largest = max(counts.values())
    rows = [(one, label) for one, label in taught for _ in range(max(1, largest // counts[one.pair.set, label] // 4))]
    values = np.array([[getattr(one.likeness, measure) for measure in MEASURES[name]] for one, _ in rows])
    odds = fit_odds(values, np.array([float(label) for _, label in rows]), PENALTY[name])
    weights = {measure: round(float(weight), 2) for measure, weight in zip(MEASURES[name], odds.weights, strict=True)}
    return Logit(weights=weights, bias=round(odds.bias, 2))


def least_of(judged: Sequence[Judged], logit: Logit) -> float:
    """The log odds that no more than PASSED of the reports of one event reach."""
    events = [one for one in judged if one.pair.set in EVENTS and label_of(one, "copy") is False and _is_long(one)]
    found = sorted((logit.of(one.likeness) for one in events), reverse=True)
    return round(max(found[int(PASSED * len(found))], COPIES), 2)


def _is_long(judged: Judged) -> bool:
    """Whether a pair is long enough to be told a rewrite at all."""
    return min(len(judged.pair.one), len(judged.pair.two)) >= LEAST


def best_least(judged: Sequence[Judged], logit: Logit) -> float:
    """The log odds from which on the F1 of the logit's yes is best on agency copy."""
    taught = [(logit.of(one.likeness), label) for one in judged if (label := label_of(one, "reprint")) is not None]
    right = sum(label for _, label in taught)
    edges = sorted({odds for odds, _ in taught}, reverse=True)
    found = {edge: [label for odds, label in taught if odds >= edge] for edge in edges}
    return round(max(edges, key=lambda edge: sum(found[edge]) / (len(found[edge]) + right)) - 0.005, 2)


def table_of(logits: dict[str, Logit]) -> str:
    """The table, as TOML."""
    parts = []
    for name, logit in logits.items():
        weights = "\n".join(f"{measure} = {weight:.2f}" for measure, weight in logit.weights.items())
        parts.append(f"[{name}]\nbias = {logit.bias:.2f}\nleast = {logit.least:.2f}\n\n[{name}.weights]\n{weights}\n")
    return HEAD + "\n" + "\n".join(parts)


def fitted(data: Path, cache: Path | None) -> str:
    """The table fitted on the development part of the sets of copies."""
    found = in_part(told(data, cache), "dev")
    judged = judge([*pairs_of(found), *wire_pairs(found, data)])
    logits = {name: fit(judged, name) for name in MEASURES}
    for name, find_least in (("copy", least_of), ("reprint", best_least)):
        found_logit = logits[name]
        logits[name] = Logit(weights=found_logit.weights, bias=found_logit.bias, least=find_least(judged, found_logit))
    return table_of(logits)


if __name__ == "__main__":
    sys.exit(make(__doc__, PACKED, fitted))
