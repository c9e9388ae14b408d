"""How the quotations of nineteenth-century novels (RiQuA) are found, out of the domain of news and as it falls: exact
and half agreement of source, cue and content by words, as shipped, by the rules alone, and by a baseline.

    python -m benchmarks.riqua [--split test]

Reads $DATA/quotes-cofenet (default ../shared/data); says so and exits 1 where that is absent. Published: 81.8 / 89.2 /
94.4 exact F1 of source / cue / content, by BERT+Cofe, which was trained on these novels.
"""

import argparse
import functools
import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from .attributions import Linked, alike, find, nearest_said, numbered
from .shared import on_data

PARTS = ("source", "cue", "content")
QUOTES = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}
CLOSING, OPENING = frozenset([",", ".", "!", "?", ";", ":", "”", "'", ")"]), frozenset(["“", "(", "`"])
SYSTEMS: dict[str, Callable[[str], list[Linked]]] = {
    "as shipped": find, "rules alone": functools.partial(find, with_model=False), "nearest name to said": nearest_said,
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="test", choices=("train", "valid", "test"))
    return on_data(functools.partial(_measured, parser.parse_args(arguments).split))


def _measured(split: str, data: Path) -> int:
    with gzip.open(data / "quotes-cofenet" / f"riqua-{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    print(f"RiQuA {split}, {len(items)} passages")
    for name, system in SYSTEMS.items():
        counts = Counter[str]()
        for item in items:
            text, gold = passage(item)
            count(gold, parts_of(system(text)), counts)
        print(*table(name, counts), sep="\n")
    return 0


def passage(item: dict[str, Any]) -> tuple[str, dict[str, list[frozenset[int]]]]:
    """The text of an item, its tokens put together as a page would have them, and the words of its gold parts."""
    text, places = "", []
    for token in item["tokens"]:
        word = QUOTES.get(token, token)
        glued = not text or word[0] in CLOSING or text[-1] in OPENING
        text += word if glued else f" {word}"
        places.append((len(text) - len(word), len(text)))
    parts: dict[str, list[frozenset[int]]] = {part: [] for part in PARTS}
    for part, first, last in item["spans"]:
        parts[part].append(numbered(text, [(places[first][0], places[last - 1][1])]))
    return text, parts


def parts_of(found: Sequence[Linked]) -> dict[str, list[frozenset[int]]]:
    """The parts that were found, each once."""
    return {part: list(dict.fromkeys(words for one in found if (words := getattr(one, part)))) for part in PARTS}


def count(gold: dict[str, list[frozenset[int]]], given: dict[str, list[frozenset[int]]], counts: Counter[str]) -> None:
    """Adds one passage's parts: those that agree wholly, and by half of their words."""
    for part in PARTS:
        counts[f"{part} gold"] += len(gold[part])
        counts[f"{part} given"] += len(given[part])
        for name, least in (("exact", 1.0), ("half", 0.5)):
            counts[f"{part} {name}"] += sum(any(alike(one, two) >= least for two in given[part]) for one in gold[part])


def table(name: str, counts: Counter[str]) -> Iterator[str]:
    """A line for each part: exact and half F1."""
    for part in PARTS:
        both = counts[f"{part} gold"] + counts[f"{part} given"]
        exact, half = (2 * counts[f"{part} {kind}"] / max(1, both) for kind in ("exact", "half"))
        yield f"{name:22} {part:8} exact F1 {exact:.3f}  half F1 {half:.3f}  ({counts[f'{part} gold']} gold)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
