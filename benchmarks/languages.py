"""Languages by paragraph beside py3langid's own, on mixes of the shared page-dumps' gold bodies.

    python -m benchmarks.languages [--split dev|test] [--mixes NUMBER]

A mix is made of two pages in different languages: a quotation (one paragraph of the second page inside the first), a
box (three), halves, or turns of one to three paragraphs. Paragraph accuracy over all paragraphs with two letters and
more; languages of one row of articles/tables/languages.toml count as equal. The language of a page is what py3langid
says of its whole body (checked by eye against the hosts of all pages that are neither English nor German).
Beside it: one language for the whole mix, and each paragraph by itself. Then how many pages of one language are told to
be mixed.
"""

import argparse
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import py3langid

from listeningpost.articles.languages import find_languages
from listeningpost.articles.tables import load

from .shared import data_folder

MIXES = 300
LONGEST, FEWEST, BOX = 12, 6, 3
ROWS = {code: row[0] for row in load("languages")["alike"] for code in row}
Told = Callable[[Sequence[str]], list[str]]
Mix = list[tuple[str, str]]


def pages_by_language(folder: Path, split: str) -> dict[str, list[list[str]]]:
    """The paragraphs of each page of a split with six and more, by the page's language."""
    with gzip.open(folder / "dumps.jsonl.gz", "rt", encoding="utf-8") as lines:
        ours = {row["id"] for row in map(json.loads, lines) if row["split"] == split}
    found = defaultdict(list)
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            paragraphs = [line.strip() for line in row["body"].split("\n") if line.strip()]
            if row["id"] in ours and len(paragraphs) >= FEWEST:
                found[by_row(py3langid.classify(row["body"][:10000])[0])].append(paragraphs)
    return found


def by_row(code: str | None) -> str:
    """The first language of a code's row of the table, the code itself where it has none."""
    return str(ROWS.get(code or "", code or ""))


def mixes(pages: dict[str, list[list[str]]], number: int) -> Iterator[tuple[str, Mix]]:
    """The same mixes every time: how each was made, and its paragraphs with their language."""
    chance = random.Random(7)
    for _ in range(number):
        one, other = chance.sample(sorted(pages), 2)
        if chance.random() < 0.5 and other != "en":
            one = "en"
        first = [(paragraph, one) for paragraph in chance.choice(pages[one])[:LONGEST]]
        second = [(paragraph, other) for paragraph in chance.choice(pages[other])[:LONGEST]]
        kind = chance.choice(sorted(WAYS))
        yield kind, WAYS[kind](first, second, chance)


def quotation(first: Mix, second: Mix, chance: random.Random) -> Mix:
    at = chance.randrange(1, len(first))
    return [*first[:at], chance.choice([row for row in second if len(row[0]) > 25] or second), *first[at:]]


def box(first: Mix, second: Mix, chance: random.Random) -> Mix:
    at, start = chance.randrange(1, len(first) + 1), chance.randrange(len(second) - BOX + 1)
    return [*first[:at], *second[start : start + BOX], *first[at:]]


def halves(first: Mix, second: Mix, _chance: random.Random) -> Mix:
    return first + second


def turns(first: Mix, second: Mix, chance: random.Random) -> Mix:
    made: Mix = []
    while first and second:
        for rows in (first, second):
            taken = chance.randrange(1, BOX + 1)
            made += rows[:taken]
            del rows[:taken]
    return made


WAYS = {"quotation": quotation, "box": box, "halves": halves, "turns": turns}


def ours(paragraphs: Sequence[str]) -> list[str]:
    text, spans = "", []
    for paragraph in paragraphs:
        spans.append((len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    found = find_languages(text, spans)
    return [by_row(part.language) for part in found.parts] or [by_row(found.main)] * len(paragraphs)


def whole(paragraphs: Sequence[str]) -> list[str]:
    return [by_row(py3langid.classify("\n".join(paragraphs)[:10000])[0])] * len(paragraphs)


def each(paragraphs: Sequence[str]) -> list[str]:
    return [by_row(py3langid.classify(paragraph)[0]) for paragraph in paragraphs]


SYSTEMS: dict[str, Told] = {"ours": ours, "py3langid, whole page": whole, "py3langid, each alone": each}


def measure(tell: Told, made: Sequence[tuple[str, Mix]]) -> Counter[tuple[str, bool]]:
    """Right and wrong paragraphs by the way the mix was made, and of those under 60 characters."""
    counts: Counter[tuple[str, bool]] = Counter()
    for kind, mix in made:
        for given, (paragraph, gold) in zip(tell([row[0] for row in mix]), mix, strict=True):
            if sum(map(str.isalpha, paragraph)) >= 2:
                counts.update((part, given == gold) for part in ("all", kind))
                counts["short", given == gold] += len(paragraph) < 60
    return counts


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--mixes", type=int, default=MIXES)
    asked = parser.parse_args(arguments)
    data = data_folder()
    if data is None:
        print("not measured: the shared data folder is absent (set DATA)")
        return 0
    pages = pages_by_language(data / "page-dumps", asked.split)
    made = list(mixes(pages, asked.mixes))
    number = sum(map(len, pages.values()))
    print(f"page-dumps {asked.split}: {len(made)} mixes of {number} pages, {len(pages)} languages")
    for name, tell in SYSTEMS.items():
        counts = measure(tell, made)
        parts = ("all", *sorted(WAYS), "short")
        share = {part: counts[part, True] / max(1, counts[part, True] + counts[part, False]) for part in parts}
        mixed = sum(len(set(tell(page))) > 1 for rows in pages.values() for page in rows)
        print(f"{name:22}", "  ".join(f"{part} {value:.4f}" for part, value in share.items()),
              f"  pages of one language told mixed {mixed}", f"(n {counts['all', True] + counts['all', False]})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
