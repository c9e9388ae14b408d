"""Attributions, chains, speakers and names on the project's own labels, ours beside a baseline; or two label files.

    python -m benchmarks.own_labels [--split dev] [--labels FILE] [--misses]
    python -m benchmarks.own_labels --agree ONE.jsonl OTHER.jsonl

Reads labels/passages.jsonl and labels/<split>.jsonl, the texts from $DATA (default ../shared/data); says so and ends
with 0 where one is absent. Each passage is read in its document (a long one: from some paragraphs before the passage);
only what stands in the passage counts. label_scores.py has the measures. `--misses` prints what was missed (-), what
was wrong (+) and other speakers or chains (?), never of test; with `--agree`, where the two files differ.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from listeningpost.knowledge import Knowledge, open_knowledge

from .alike import Item
from .attributions import paired
from .label_files import written_in
from .label_scores import OVERLAP, Compared, figures, linked, required, same_speaker, scored, table
from .passages import LABELS, DataAbsent, Placed, listed, load
from .readings import nearest, ours
from .shared import data_folder


def agreement(one: dict[str, Item], other: dict[str, Item], texts: dict[str, str], knowledge: Knowledge) -> str:
    """Two label files over the passages both have, each held against the other; F1 is the same either way but for ties
    and the optional, which count as their own file has them."""
    both = sorted(one.keys() & other.keys())
    ways = [
        scored((Compared(texts[key], a[key], b[key]) for key in both), knowledge)
        for a, b in ((one, other), (other, one))
    ]
    values = [figures(counts) for counts in ways]
    rows = [f"{name:<26}{(values[0][name] + values[1][name]) / 2:>8.3f}" for name in values[0]]
    return "\n".join([f"{len(both)} passages in both files", *rows])


def labels_of(file: Path) -> dict[str, Item]:
    return {labels["id"]: labels for labels in written_in(file)}


def main(arguments: list[str]) -> int:
    asked = _arguments(arguments)
    files = asked.agree or [asked.labels or LABELS / f"{asked.split}.jsonl"]
    for missing in (path for path in files if not path.is_file()):
        print(f"not measured: {missing} is absent (the passages are not labelled yet)")
        return 0
    labels = [labels_of(path) for path in files]
    placed = _placed(set(labels[0]))
    if placed is None:
        return 0
    knowledge = open_knowledge()
    if asked.agree:
        print(agreement(labels[0], labels[1], {one.id: one.text for one in placed}, knowledge))
        pairs = [Compared(p.text, labels[0][p.id], labels[1][p.id]) for p in placed if p.id in labels[1]]
    else:
        pairs = measure(placed, labels[0], knowledge)
    for line in (line for pair in pairs for line in differences(pair, knowledge)) if asked.misses else ():
        print(line)
    return 0


def _placed(ids: set[str]) -> list[Placed] | None:
    """The passages with their texts; None, and said, where the data are absent."""
    data = data_folder()
    if data is None:
        print("not measured: the shared data is absent (set DATA to the folder of the data sets)")
        return None
    try:
        return load([row for row in listed() if row["id"] in ids], data)
    except DataAbsent as absent:
        print(f"not measured: {absent}")
        return None


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev", choices=("dev", "test"))
    parser.add_argument("--labels", type=Path, help="another label file than that of the split")
    parser.add_argument("--agree", type=Path, nargs=2, metavar=("ONE", "OTHER"))
    parser.add_argument("--misses", action="store_true", help="print each difference")
    asked = parser.parse_args(arguments)
    if asked.misses and asked.split == "test" and not asked.agree:
        parser.error("the test half is there to be scored, not to be read for misses")
    return asked


def measure(placed: Sequence[Placed], labels: dict[str, Item], knowledge: Knowledge) -> list[Compared]:
    """Print the figures of ours and of the baseline over some passages; gives what ours found."""
    readers = {"ours": lambda one: ours(one, knowledge), "nearest": nearest}
    pairs = {name: [Compared(one.text, labels[one.id], read(one)) for one in placed] for name, read in readers.items()}
    columns = {name: scored(compared, knowledge) for name, compared in pairs.items()}
    documents = len({(one.set, one.document) for one in placed})
    print(f"{len(placed)} passages of {documents} documents; {columns['ours']['gold']} attributions required")
    print(table(columns, "ours"))
    return pairs["ours"]


def differences(compared: Compared, knowledge: Knowledge) -> Iterator[str]:
    """The attributions without a partner, - of gold and + of the given, and ? those with another speaker or level."""
    gold, given = required(compared)
    text, key = compared.text, compared.gold["id"]
    found = paired([linked(g, text) for g in gold], [linked(m, text) for m in given], OVERLAP)
    for mark, items, used in (("-", gold, set(found)), ("+", given, set(found.values()))):
        yield from (f"{mark} {key} {quoted(item, text)}" for i, item in enumerate(items) if i not in used)
    for i, number in sorted(found.items()):
        one, other = gold[i]["speaker"], given[number]["speaker"]
        if not same_speaker(one, other, knowledge):
            yield f"? {key} {quoted(gold[i], text)}: {who(one)} / {who(other)}"
        if (gold[i]["nested_in"] is None) != (given[number]["nested_in"] is None):
            inner = "first" if given[number]["nested_in"] is None else "second"
            yield f"? {key} {quoted(gold[i], text)}: nested in the {inner} only"


def quoted(item: Item, text: str) -> str:
    """Source, cue and content in words."""
    return " | ".join(" … ".join(text[a:b] for a, b in item[key] or ()) for key in ("source", "cue", "content"))


def who(speaker: Item) -> str:
    return str(speaker.get("name") or speaker.get("descriptor") or "nobody named")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
