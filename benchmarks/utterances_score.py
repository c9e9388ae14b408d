"""How well tellings of one utterance and points of one figure series are joined, beside a simple baseline.

    python -m benchmarks.utterances_score --half dev [--given GIVEN.jsonl]
    python -m benchmarks.utterances_score --half test --agree FOLDER     a second reader's labels, as if they were given

GIVEN.jsonl is what is scored, JSON Lines, an object for each group, offsets into the text of the document
(utterances/documents.jsonl names the documents; `utterance_files.documents` has their texts):

    {"kind": "utterance", "tellings": [{"document": "g5:12", "spans": [[10, 80], [95, 120]]}, …],
     "drift": [{"kind": "hedge", "was": 0, "now": 2}, …]}            was, now: numbers of tellings in this group
    {"kind": "figure_series", "points": [{"document": "g5:12", "span": [30, 34], "relation": "repeat"}, …],
     "flags": ["conflict", "unchanged since 2021"]}

Spans of a telling are those of its content. `drift`, `relation`, `flags` may be left out; other keys are passed over.
utterances/README.md says what each row counts. Only documents of the half may be given: others are refused.
"""

import argparse
import functools
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from . import utterance_baseline
from .alike import Item
from .shared import on_data
from .utterance_files import HALVES, documents, labels_of
from .utterance_matching import MEMBERS, Labels, spans_of
from .utterance_measures import Joined, Score, b_cubed, drift_found, flags_found, joined, relations_right


def read_given(file: Path, known: set[str]) -> list[Item]:
    """The given groups. Raises ValueError for a document that is not of the half, and for what is no group."""
    groups = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    for number, group in enumerate(groups, 1):
        if group.get("kind") not in MEMBERS:
            raise ValueError(f"{file}, line {number}: kind is none of {', '.join(MEMBERS)}")
        for item in group[MEMBERS[group["kind"]]]:
            if item["document"] not in known:
                raise ValueError(f"{file}, line {number}: {item['document']} is no document of this half")
    return groups


def given_of(groups: Sequence[Item]) -> list[Item]:
    """Labels as if they were given: every pair of variants is a drift."""
    return [_given(group) for group in groups]


def _given(group: Item) -> Item:
    if group["kind"] == "figure_series":
        return {key: group[key] for key in ("kind", "points", "flags")}
    tellings = [{"document": item["document"], "spans": spans_of(item)} for item in group["tellings"]]
    drifts = [
        {"kind": drift["kind"], "was": a["telling"], "now": b["telling"]}
        for drift in group["drift"]
        for one, other in combinations(drift["variants"], 2)
        for a in one
        for b in other
    ]
    return {"kind": "utterance", "tellings": tellings, "drift": drifts}


# ---- rows
def rows(labels: Sequence[Item], given: Sequence[Item]) -> Iterator[tuple[str, Score]]:
    """Every row of the table: its name and its score."""
    tellings, points = (Labels(labels, kind) for kind in MEMBERS)
    mine, figures = ([group for group in given if group["kind"] == kind] for kind in MEMBERS)
    for name, of, groups in (("tellings", tellings, mine), ("figures", points, figures)):
        found = joined(of, groups)
        pairs = found.pairs
        yield f"{name}: pairs", pairs
        yield f"{name}: pairs, strangers wrong", pairs._replace(given=pairs.given + found.strangers)
        yield f"{name}: B-cubed", b_cubed(of, groups)
        yield f"{name}: groups whole", whole(of, found)
    yield "drift, any kind", drift_found(tellings, mine, any_kind=True)["all"]
    yield from _sorted_last(drift_found(tellings, mine), "drift, its kind")
    yield from _sorted_last(flags_found(points, figures), "flags of a series")
    yield "relation of a point", relations_right(points, figures)


def _sorted_last(scores: Mapping[str, Score], name: str) -> Iterator[tuple[str, Score]]:
    """All together under a name, then each by its own, indented."""
    yield name, scores["all"]
    yield from ((f"  {name.split(',')[0].split()[0]}: {key}", score) for key, score in scores.items() if key != "all")


def whole(labels: Labels, found: Joined) -> Score:
    """Labelled groups all of whose pairs were joined, of all."""
    groups = {one[0] for one, _ in found.gold}
    broken = {one[0] for one, _ in found.gold - found.right}
    unbroken = len(groups - broken)
    return Score(unbroken, len(labels.groups), unbroken, len(labels.groups))


def table(named: Sequence[tuple[str, Sequence[tuple[str, Score]]]]) -> Iterator[str]:
    """Rows of several systems side by side: F1, precision and recall of each, and the labelled number."""
    yield f"{'':<34}" + "".join(f"{name:>26}" for name, _ in named) + f"{'n':>8}"
    by_name = [dict(found) for _, found in named]
    order = list(dict.fromkeys(row for found in by_name for row in found))
    for row in order:
        scores = [found.get(row, Score(0, 0, 0, 0)) for found in by_name]
        cells = "".join(f"{s.f1:>10.3f} P{s.precision:.3f} R{s.recall:.3f}"[:26].rjust(26) for s in scores)
        yield f"{row:<34}{cells}{max(s.gold for s in scores):>8.0f}"


# ---- command
def main(arguments: list[str]) -> int:
    asked = _arguments(arguments)
    return on_data(functools.partial(_print_table, asked))


def _print_table(asked: argparse.Namespace, data: Path) -> int:
    print(*_table_of(asked, data), sep="\n")
    return 0


def _table_of(asked: argparse.Namespace, data: Path) -> Iterator[str]:
    labels = labels_of(asked.half)
    texts = {code: placed.text for code, placed in documents(data, asked.half).items()}
    if asked.agree:
        second = labels_of(asked.half, asked.agree)
        ids = {group["id"] for group in second}
        labels = [group for group in labels if group["id"] in ids]
        return table([("second reader", list(rows(labels, given_of(second))))])
    plain = [*utterance_baseline.utterances(labels, texts), *utterance_baseline.series(labels, texts)]
    systems = [("baseline", list(rows(labels, plain)))]
    if asked.given:
        systems.append((asked.given.stem, list(rows(labels, read_given(asked.given, set(texts))))))
    return table(systems)


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="dev")
    parser.add_argument("--given", type=Path)
    parser.add_argument("--agree", type=Path)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
