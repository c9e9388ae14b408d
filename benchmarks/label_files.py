"""Label files: written by quoting the passage, kept as offsets.

    python -m benchmarks.label_files show PASSAGE-ID... [--offsets]     the passages, with what stands before them
    python -m benchmarks.label_files resolve WRITTEN.json [--out LABELS.jsonl] [--annotator NAME]
    python -m benchmarks.label_files check LABELS.jsonl                 quotes every span of a label file

A span is written as the words of the passage: "he" where it stands once, "he#2" for the second time, "The gate ~ by
May" from the first words to the last. labels/README.md has the rules and both formats. `resolve` and `check` end with 1
where something is wrong, and say what.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from listeningpost.schema import AttributionKind, MentionType, StatementKind

from .alike import Item
from .passages import DataAbsent, Placed, context, listed, load
from .shared import data_folder

NUMBERED = re.compile(r"^(?P<words>.*\S)#(?P<number>\d+)$", re.DOTALL)
FROM_TO = re.compile(r"\s+~\s+")
SPANNED = ("source", "cue", "content")
KINDS, MANNERS, TYPES = (frozenset(get_args(choice)) for choice in (StatementKind, AttributionKind, MentionType))
ATTRIBUTION_KEYS = frozenset((*SPANNED, "speaker", "nested_in", "kind", "attribution", "optional"))
SPEAKER_KEYS = frozenset(("name", "best", "descriptor", "anonymous"))
BEFORE_SHOWN = 1_500


# ---- from quotations to offsets
def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Where some words stand in a text as whole words; blanks and line breaks are alike."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    before, after = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
    return [found.span() for found in re.finditer(before + pattern + after, text)]


def place(text: str, written: str) -> tuple[int, int]:
    """The span that a quotation means. Raises ValueError, saying why, where it means none or more than one."""
    ends = FROM_TO.split(written.strip())
    if len(ends) > 2:
        raise ValueError(f"more than one ~ in {written!r}")
    start, end = _one(text, ends[0], 0)
    return (start, end) if len(ends) == 1 else (start, _one(text, ends[1], end)[1])


def _one(text: str, written: str, least: int) -> tuple[int, int]:
    """One quotation: the only one, the numbered one, or after a ~ the first one from `least` on."""
    if written and (found := occurrences(text, written)):
        after = [span for span in found if span[0] >= least]
        if len(found) == 1 or (least and after):
            return (after or found)[0]
        raise ValueError(f"{written!r} stands {len(found)} times: write {written}#1 to {written}#{len(found)}")
    numbered = NUMBERED.match(written)
    found = occurrences(text, numbered["words"]) if numbered else []
    number = int(numbered["number"]) if numbered else 0
    if not 1 <= number <= len(found):
        more = f" (it stands {len(found)} times)" if found else ""
        raise ValueError(f"{written!r} does not stand in the passage{more}")
    return found[number - 1]


def resolved(text: str, written: Item) -> tuple[Item, list[str]]:
    """A passage's labels as offsets, and what is wrong with them as written."""
    wrong: list[str] = []
    labels = {
        "id": written["id"],
        "attributions": [_attribution(text, item, number, wrong) for number, item in _numbered(written)],
        "names": _names(text, written.get("names") or (), wrong),
    }
    return labels, [f"{written['id']}: {line}" for line in (*wrong, *faults(labels, text))]


def _numbered(written: Item) -> Iterator[tuple[int, Item]]:
    return enumerate(written.get("attributions") or ())


def _attribution(text: str, item: Item, number: int, wrong: list[str]) -> Item:
    wrong += [f"attribution {number}: no such key {key!r}" for key in sorted(set(item) - ATTRIBUTION_KEYS)]
    speaker = item.get("speaker") or {}
    wrong += [f"attribution {number}: no such key of speaker {key!r}" for key in sorted(set(speaker) - SPEAKER_KEYS)]
    spans = {key: _spans(text, item.get(key), f"attribution {number}, {key}", wrong) for key in SPANNED}
    return {
        **spans,
        "speaker": {"name": None, "descriptor": None, "anonymous": False, **speaker},
        "nested_in": item.get("nested_in"),
        "kind": item.get("kind"),
        "attribution": item.get("attribution", "speech"),
        **({"optional": True} if item.get("optional") else {}),
    }


def _spans(text: str, written: Any, where: str, wrong: list[str]) -> list[list[int]] | None:
    found = []
    for words in [written] if isinstance(written, str) else written or ():
        try:
            found.append(list(place(text, words)))
        except ValueError as error:
            wrong.append(f"{where}: {error}")
    return found or None


def _names(text: str, written: Sequence[Sequence[str]], wrong: list[str]) -> list[Item]:
    """Each name wherever it stands, the longest first, or where its number says; nothing is taken twice."""
    taken: list[Item] = []
    for row in sorted(written, key=lambda row: -len(row[0])):
        if len(row) != 3:
            wrong.append(f"name {row!r}: write [words, type, entity]")
            continue
        words, kind, entity = row
        try:
            spans = occurrences(text, words) or [place(text, words)]
        except ValueError as error:
            wrong.append(f"name: {error}")
            continue
        free = [s for s in spans if not any(s[0] < t["span"][1] and t["span"][0] < s[1] for t in taken)]
        taken += [{"span": list(span), "type": kind, "entity": entity} for span in free]
    return sorted(taken, key=lambda name: (name["span"], name["type"]))


# ---- what a label file must keep to
def faults(labels: Item, text: str) -> list[str]:
    """What is wrong with a passage's labels, in words."""
    found = [
        f"attribution {number}: {fault}"
        for number, item in enumerate(labels["attributions"])
        for fault in (*_span_faults(item, text), *_value_faults(item), *_nest_faults(labels["attributions"], number))
    ]
    for name in labels["names"]:
        start, end = name["span"]
        if name["type"] not in TYPES:
            found.append(f"name {text[start:end]!r}: no type {name['type']!r} (one of {', '.join(sorted(TYPES))})")
        if not 0 <= start < end <= len(text):
            found.append(f"name {name}: outside the passage")
    return found


def _span_faults(item: Item, text: str) -> Iterator[str]:
    if not item["content"]:
        yield "no content"
    for key in SPANNED:
        for start, end in item[key] or ():
            if not 0 <= start < end <= len(text):
                yield f"{key} [{start}, {end}] lies outside the passage"
            elif text[start:end] != text[start:end].strip():
                yield f"{key} {text[start:end]!r} begins or ends with a blank"


def _value_faults(item: Item) -> Iterator[str]:
    if item["kind"] not in KINDS:
        yield f"kind {item['kind']!r} is none of {', '.join(sorted(KINDS))}"
    if item.get("attribution", "speech") not in MANNERS:
        yield f"attribution {item['attribution']!r} is none of {', '.join(sorted(MANNERS))}"
    speaker = item["speaker"]
    if not (speaker.get("name") or speaker.get("descriptor") or speaker.get("anonymous")):
        yield "the speaker has no name and no descriptor, and is not anonymous"
    if speaker.get("name") and speaker.get("anonymous"):
        yield "the speaker has a name and is anonymous"


def _nest_faults(items: Sequence[Item], number: int) -> Iterator[str]:
    outer = items[number]["nested_in"]
    if outer is not None and not (isinstance(outer, int) and 0 <= outer < number):
        yield f"nested_in {outer!r} is no attribution before this one (the outer comes first)"


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
    before = text[: placed.start - shift][-BEFORE_SHOWN:].strip()
    body = with_offsets(placed.text) if offsets else placed.text
    return f"=== {placed.id}  ({placed.set}{'; ' + head if head else ''})\n[{before}]\n---\n{body}\n"


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
    data = data_folder()
    if data is None:
        print("the shared data is absent: set DATA to the folder of the data sets")
        return 1
    try:
        return int({"show": _show, "resolve": _resolve, "check": _check}[asked.command](asked, data))
    except (DataAbsent, ValueError) as error:
        print(error)
        return 1


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
    print(*wrong, f"{len(made)} passages, {len(wrong)} things to mend", sep="\n")
    if asked.out and not wrong:
        lines = [label_line({**labels, "annotator": asked.annotator}) for labels, _ in made]
        asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(bool(wrong))


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
