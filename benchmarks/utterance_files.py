"""Label files of utterances and figure series: written by quoting the documents, kept as offsets.

    python -m benchmarks.utterance_files show EVENT|DOCUMENT...         documents as they were read
    python -m benchmarks.utterance_files resolve WRITTEN... [--out FOLDER]
    python -m benchmarks.utterance_files check [LABELS.jsonl...]        quotes every span of a label file

`resolve` reads lines as utterance_writing says and writes documents.jsonl, dev.jsonl and test.jsonl. It and `check` end
with 1 where something is wrong. utterances/README.md has the rules and the format of the files.
"""

import argparse
import functools
import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .alike import Item
from .passages import DataAbsent, Placed, listed, load, text_of
from .shared import on_data
from .utterance_writing import documents_of, read_lines, resolved

LABELS = Path(__file__).parent / "utterances"
LISTED = LABELS / "documents.jsonl"
HALVES = ("dev", "test")
LEAST_POINTS = 2
FILES = {
    "g5": "giveme5w1h/clusters.jsonl.gz",
    "gg": "giveme5w1h/gold_5w1h.jsonl.gz",
    "ec": "ecbplus-mentions/ecbplus.jsonl.gz",
    "wo": "wire-oneday/articles.jsonl.gz",
    "wm": "wmt21-ruen-versions/docs.jsonl.gz",
    "ba": "basil-triples/articles.jsonl.gz",
}
KEYS = {"g5": "text", "gg": "text", "ec": "tokens", "wo": "paragraphs", "wm": "versions", "ba": "paragraphs"}


def labels_of(half: str, folder: Path = LABELS) -> list[Item]:
    """The labelled groups and series of a half."""
    lines = (folder / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def documents(data: Path, half: str | None = None) -> dict[str, Placed]:
    """The documents of a half, or all, by id. Raises DataAbsent, and ValueError for a text that is another."""
    return {placed.id: placed for placed in load(listed(half, LISTED), data)}


# ---- documents that are not listed yet
def where(code: str) -> Item:
    """What an id names: `g5:12` is row 12 of a file, `wm:7:ref.A` the version ref.A of its row 7."""
    short, row, *version = code.split(":")
    return {"file": FILES[short], "row": int(row), "key": ".".join((KEYS[short], *version))}


def texts_of(codes: Iterable[str], data: Path) -> dict[str, str]:
    """The texts of documents by id, from the data. Raises DataAbsent for a file that is not there."""
    wanted: dict[str, list[str]] = {}
    for code in codes:
        wanted.setdefault(where(code)["file"], []).append(code)
    found: dict[str, str] = {}
    for file, of_file in wanted.items():
        rows = _rows(data / file)
        found |= {code: text_of(rows[where(code)["row"]], where(code)["key"]) for code in of_file}
    return found


def _rows(file: Path) -> list[Item]:
    if not file.is_file():
        raise DataAbsent(f"{file} is absent: set DATA to the folder of the data sets")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def listing(code: str, event: str, half: str, text: str) -> Item:
    """A line of documents.jsonl: where a document stands, and the digest of its text; no text."""
    place = where(code)
    name = Path(place["file"]).name.partition(".")[0]
    return {
        "id": code, "set": place["file"].partition("/")[0], "document": f"{name}:{code.partition(':')[2]}",
        "split": half, "event": event,
        "where": {**place, "start": 0, "end": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest()},
    }  # fmt: skip


# ---- what a label file must keep to
def faults(group: Item, texts: dict[str, str]) -> Iterator[str]:
    """What is wrong with a group or a series, in words."""
    items = [item for key in ("tellings", "points", "others", "optional") for item in group.get(key, ())]
    for item in items:
        spans = [item["span"]] if "span" in item else [*item["content"], *(item["source"] or ())]
        text = texts[item["document"]]
        for start, end in spans:
            if not 0 <= start < end <= len(text) or text[start:end] != text[start:end].strip():
                yield f"{group['id']}: {item['document']} [{start}, {end}] is no words"
    if len(group["tellings" if group["kind"] == "utterance" else "points"]) < LEAST_POINTS:
        yield f"{group['id']}: fewer than {LEAST_POINTS} tellings or points"
    for drift in group.get("drift", ()):
        yield from _drift_faults(group, drift)
    if group["kind"] == "figure_series":
        yield from _flag_faults(group)


def _flag_faults(series: Item) -> Iterator[str]:
    """Relations and flags that do not go together."""
    relations = [point["relation"] for point in series["points"]]
    for flag in ("conflict", "drift"):
        if (flag in relations) != (flag in series["flags"]):
            yield f"{series['id']}: {flag} is a relation or a flag, not both"
    if [number for number, relation in enumerate(relations) if relation == "first"] != [0]:
        yield f"{series['id']}: the first point, and no other, is first"
    if "unchanged" in series["flags"] and set(relations) != {"first", "repeat"}:
        yield f"{series['id']}: unchanged, but not every point repeats the first"


def _drift_faults(group: Item, drift: Item) -> Iterator[str]:
    numbers = [one["telling"] for variant in drift["variants"] for one in variant]
    if len(set(numbers)) < len(numbers):
        yield f"{group['id']}: a telling stands in two variants of a drift of {drift['kind']}"


def quoted(group: Item, texts: dict[str, str]) -> Iterator[str]:
    """A group or series with its words, a line for each part."""
    yield f"{group['id']}  {group.get('speaker') or group['what']}"
    for key in ("tellings", "points", "others", "optional"):
        for number, item in enumerate(group.get(key, ())):
            spans = [item["span"]] if "span" in item else item["content"]
            words = " … ".join(texts[item["document"]][a:b] for a, b in spans)
            note = item.get("why") or item.get("relation") or ""
            yield f"  {key} {number} {item['document']} {note}: {' '.join(words.split())}"
    for drift in group.get("drift", ()):
        yield f"  {drift['kind']}: {' / '.join(_variant(group, one, texts) for one in drift['variants'])}"


def _variant(group: Item, variant: Sequence[Item], texts: dict[str, str]) -> str:
    parts = []
    for one in variant:
        text = texts[group["tellings"][one["telling"]]["document"]]
        parts.append(f"{one['telling']} {[text[a:b] for a, b in one['words'] or ()]}")
    return "; ".join(parts)


# ---- commands
def main(arguments: list[str]) -> int:
    asked = _arguments(arguments)
    return on_data(functools.partial({"show": _show, "resolve": _resolve, "check": _check}[asked.command], asked))


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("show").add_argument("names", nargs="+")
    resolve = commands.add_parser("resolve")
    resolve.add_argument("files", nargs="+", type=Path)
    resolve.add_argument("--out", type=Path)
    commands.add_parser("check").add_argument("files", nargs="*", type=Path)
    return parser.parse_args(arguments)


def _show(asked: argparse.Namespace, data: Path) -> int:
    rows = [row for row in listed(None, LISTED) if {row["id"], row["event"]} & set(asked.names)]
    for placed in load(rows, data):
        head = "; ".join(f"{key}: {value}" for key, value in placed.head.items() if value)
        print(f"=== {placed.id}  ({placed.set}{'; ' + head if head else ''})\n{placed.text}\n")
    return int(not rows)


def _resolve(asked: argparse.Namespace, data: Path) -> int:
    lines = [line for file in asked.files for line in read_lines(file.read_text(encoding="utf-8"), file.name)]
    quoting = documents_of(lines)
    texts = texts_of(quoting, data)
    groups, wrong = resolved(lines, texts)
    wrong += [fault for group in groups for fault in faults(group, texts)]
    wrong += [f"{one}: twice" for one, count in Counter(group["id"] for group in groups).items() if count > 1]
    print(*wrong, f"{len(groups)} groups and series, {len(texts)} documents, {len(wrong)} things to mend", sep="\n")
    if asked.out and not wrong:
        rows = [listing(code, event, half, texts[code]) for code, (event, half) in quoting.items()]
        _write(asked.out / "documents.jsonl", rows)
        for half in HALVES:
            _write(asked.out / f"{half}.jsonl", [group for group in groups if group["split"] == half])
    return int(bool(wrong))


def _write(file: Path, rows: Sequence[Item]) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _check(asked: argparse.Namespace, data: Path) -> int:
    found = documents(data)
    texts = {code: placed.text for code, placed in found.items()}
    files = asked.files or [LABELS / f"{half}.jsonl" for half in HALVES]
    wrong = 0
    for group in (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line):
        mended = list(faults(group, texts))
        wrong += len(mended)
        print(*quoted(group, texts), *(f"  WRONG {fault}" for fault in mended), sep="\n")
    print(f"{wrong} faults")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
