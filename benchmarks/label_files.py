"""Label files: written by quoting the passage, kept as offsets.

    python -m benchmarks.label_files show PASSAGE-ID... [--offsets]     the passages, with what stands before them
    python -m benchmarks.label_files resolve WRITTEN.json [--out LABELS.jsonl] [--annotator NAME]
    python -m benchmarks.label_files check LABELS.jsonl                 quotes every span of a label file

A span is written as the words of the passage: "he" where it stands once, "he#2" for the second time, "The gate ~ by
May" from the first words to the last; a source or cue without a number is the one nearest to its content.
labels/README.md has the rules and both formats. `resolve` and `check` end with 1 where something is wrong.
"""

import argparse
import functools
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from .alike import Item
from .passages import Placed, context, listed, load
from .quoting import SPANNED, faults, resolved
from .shared import on_data

BEFORE_SHOWN, LEAD_SHOWN = 1_500, 400


# ---- reading and printing
def written_in(file: Path) -> list[Item]:
    """The passages of a file: a JSON list, or JSON objects one after another (JSON Lines too)."""
    text, found, at = file.read_text(encoding="utf-8").strip(), [], 0
    while at < len(text):
        value, at = json.JSONDecoder().raw_decode(text, at)
        found += value if isinstance(value, list) else [value]
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
    return found


def label_line(labels: Item) -> str:
    return json.dumps(labels, ensure_ascii=False)


def sheet(placed: Placed, *, offsets: bool = False) -> str:
    """A passage for reading: its page, what stands before it in brackets, and the passage."""
    text, shift = context(placed)
    head = "; ".join(f"{key}: {value}" for key, value in placed.head.items() if value)
    before = shown_before(text[: placed.start - shift].strip())
    body = with_offsets(placed.text) if offsets else placed.text
    return f"=== {placed.id}  ({placed.set}{'; ' + head if head else ''})\n[{before}]\n---\n{body}\n"


def shown_before(text: str) -> str:
    """What stands before a passage; of much of it the lead and the end, cut at blanks."""
    if len(text) <= LEAD_SHOWN + BEFORE_SHOWN:
        return text
    return f"{text[:LEAD_SHOWN].rpartition(' ')[0]} [...] {text[-BEFORE_SHOWN:].partition(' ')[2]}"


def with_offsets(text: str) -> str:
    """A text with the offset of each word's first character behind a bar."""
    return re.sub(r"\S+", lambda word: f"{word.group()}|{word.start()}", text)


def quoted(labels: Item, text: str) -> Iterator[str]:
    """The labels of a passage with their words, a line for each."""
    for number, item in enumerate(labels["attributions"]):
        parts = [f"{key}: {' … '.join(repr(text[a:b]) for a, b in item[key] or ()) or '-'}" for key in SPANNED]
        nest = "" if item["nested_in"] is None else f" in {item['nested_in']}"
        yield f"  {number}{nest}  {'; '.join(parts)}; {item['speaker']}; {item['kind']}, {item['attribution']}"
    for name in labels["names"]:
        yield f"  {text[slice(*name['span'])]!r} {name['type']}: {name['entity']}"


def main(arguments: list[str]) -> int:
    asked = _arguments(arguments)
    return on_data(functools.partial({"show": _show, "resolve": _resolve, "check": _check}[asked.command], asked))


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    show = commands.add_parser("show")
    show.add_argument("ids", nargs="+")
    show.add_argument("--offsets", action="store_true")
    resolve = commands.add_parser("resolve")
    resolve.add_argument("file", type=Path)
    resolve.add_argument("--out", type=Path)
    resolve.add_argument("--annotator", default="")
    commands.add_parser("check").add_argument("file", type=Path)
    return parser.parse_args(arguments)


def _texts(ids: Sequence[str], data: Path) -> dict[str, Placed]:
    """The passages asked for by id. Raises ValueError for an id that is none."""
    rows = [row for row in listed() if row["id"] in set(ids)]
    if missing := sorted(set(ids) - {row["id"] for row in rows}):
        raise ValueError(f"no such passage: {', '.join(missing)}")
    return {placed.id: placed for placed in load(rows, data)}


def _show(asked: argparse.Namespace, data: Path) -> int:
    for placed in _texts(asked.ids, data).values():
        print(sheet(placed, offsets=asked.offsets))
    return 0


def _resolve(asked: argparse.Namespace, data: Path) -> int:
    written = written_in(asked.file)
    texts = _texts([item["id"] for item in written], data)
    made = [resolved(texts[item["id"]].text, item) for item in written]
    wrong = [line for _, lines in made for line in lines]
    if left := left_out([item["id"] for item in written], [row["id"] for row in listed()]):
        print(f"not in the file: {', '.join(left)}")
    print(*wrong, f"{len(made)} passages, {len(wrong)} things to mend", sep="\n")
    if asked.out and not wrong:
        lines = [label_line({**labels, "annotator": asked.annotator}) for labels, _ in made]
        asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(bool(wrong))


def left_out(given: Sequence[str], all_ids: Sequence[str]) -> list[str]:
    """The passages between the first and the last of the given that are not among them."""
    places = [all_ids.index(one) for one in given]
    return [one for one in all_ids[min(places) : max(places) + 1] if one not in given] if places else []


def _check(asked: argparse.Namespace, data: Path) -> int:
    labelled = written_in(asked.file)
    texts, wrong = _texts([labels["id"] for labels in labelled], data), 0
    for labels in labelled:
        text = texts[labels["id"]].text
        found = faults(labels, text)
        wrong += len(found)
        print(labels["id"], *quoted(labels, text), *(f"  WRONG {fault}" for fault in found), sep="\n")
    print(f"{len(labelled)} passages, {wrong} faults")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
