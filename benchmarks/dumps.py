"""How well the plain-text reader tells article from furniture, finds the title and the day of publication.

    python -m benchmarks.dumps [--split test] [--limit N]

Reads DATA/page-dumps and DATA/adbar-html (DATA from the environment, else ../shared/data); says so where they are
absent. Beside ours stand two baselines computed in the same run: keeping everything, and keeping paragraphs of ten
words or more that end like a sentence. Shingle F: four-word shingles of the kept lines against the gold body, the rule
of the HTML bodies. Titles: right where the page shows the gold title; none given where it does not (in brackets: where
no line even comes near it). Dates: exact day, on pages whose day is printed somewhere in their text;
`--split dev` takes the hosts kept for tuning (sha256 of the host below 0x66).
"""

import argparse
import datetime as dt
import gzip
import hashlib
import json
import lzma
import os
import pathlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import urlsplit

from listeningpost.articles.calendar import find_dates
from listeningpost.articles.dump import read_dump
from listeningpost.articles.languages import detect_language
from listeningpost.articles.layout import Layout, lay_out
from listeningpost.articles.lines import blocks_of
from listeningpost.articles.scores import words_in
from listeningpost.errors import Refusal
from listeningpost.schema import Article, Capture, CaptureHead

from .html_bodies import shingles

DATA = pathlib.Path(os.environ.get("DATA", "../shared/data"))
SENTENCE_END = re.compile(r"[.!?\"”»]$")
WIDTHS = (("words", 8), ("lines", 8), ("shingles", 11))
TUNING, LANGUAGES, ALIKE = 0x66, 6, 0.6
Row = dict[str, Any]
Kept = set[int]
Counts = tuple[float, float, float]


def keep_all(text: str) -> Kept:
    """Baseline: every line with ink."""
    return {n for n, line in enumerate(text.split("\n")) if line.strip()}


def keep_sentences(text: str) -> Kept:
    """Baseline: paragraphs of ten words or more that end in .!? or a quotation mark (wrapped lines joined)."""
    blocks = (block for block in blocks_of(text) if words_in(block.text) >= 10 and SENTENCE_END.search(block.text))
    return {n for block in blocks for n in range(block.first_line, block.last_line + 1)}


def keep_ours(text: str) -> Kept:
    """The lines of the blocks our layout takes for body."""
    return kept_lines(lay_out(blocks_of(text)))


def kept_lines(layout: Layout) -> Kept:
    """The lines of the body's blocks."""
    return {n for b in layout.body for n in range(layout.blocks[b].first_line, layout.blocks[b].last_line + 1)}


def count_lines(row: Row, kept: Kept) -> tuple[Counts, Counts]:
    """Right, extra and missed, by lines and by words, over the lines with ink whose label is not -1."""
    lines, words = [0, 0, 0], [0.0, 0.0, 0.0]
    for n, (line, label) in enumerate(zip(row["text"].split("\n"), row["gold_lines"], strict=True)):
        if label < 0 or not line.strip() or (not label and n not in kept):
            continue
        kind = (0 if label else 1) if n in kept else 2
        lines[kind] += 1
        words[kind] += words_in(line)
    return (lines[0], lines[1], lines[2]), (words[0], words[1], words[2])


def f_of_means(counts: Sequence[Counts]) -> float:
    """The F1 of precision and recall, each averaged over dumps (as in the data's README)."""
    precision = sum(right / (right + extra) if right else 0.0 for right, extra, _ in counts) / len(counts)
    recall = sum(right / (right + missed) if right else 0.0 for right, _, missed in counts) / len(counts)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean_f(counts: Sequence[Counts]) -> float:
    """F1 of each dump, averaged."""
    return sum(2 * right / (2 * right + extra + missed) if right else 0.0 for right, extra, missed in counts) / len(
        counts
    )


def measure_layout(rows: Sequence[Row]) -> None:
    """Prints line F and word F for the baselines and ours."""
    systems: dict[str, Callable[[str], Kept]] = {
        "keep everything": keep_all,
        '10+ words ending in .!?"': keep_sentences,
        "listeningpost": keep_ours,
    }
    print(
        f"{'layout, ' + str(len(rows)) + ' dumps':34}{'line F':>8}{'word F':>8}{'mean line F':>13}{'mean word F':>13}"
        f"{'dumps/s':>9}"
    )
    for name, keep in systems.items():
        start = time.perf_counter()
        kept = [keep(row["text"]) for row in rows]
        speed = len(rows) / (time.perf_counter() - start)
        lines, words = zip(*(count_lines(row, one) for row, one in zip(rows, kept, strict=True)), strict=True)
        print(
            f"{name:34}{f_of_means(lines):8.3f}{f_of_means(words):8.3f}{mean_f(lines):13.3f}{mean_f(words):13.3f}"
            f"{speed:9.0f}"
        )


def shingle_counts(row: Row, kept: Kept) -> Counts:
    """Right, extra and missed shingles of the kept lines against the gold body."""
    lines = row["text"].split("\n")
    given, gold = shingles(" ".join(lines[n] for n in sorted(kept))), shingles(row["body"])
    right = (given & gold).total()
    return right, given.total() - right, gold.total() - right


def measure_groups(rows: Sequence[Row]) -> None:
    """Prints word, line and shingle F and titles for all dumps, for each renderer, and for the commonest languages."""
    read = [measured_row(row) for row in rows]
    languages = Counter(one["language"] for one in read)
    groups = [("all dumps", read)]
    names = sorted({one["renderer"] for one in read})
    groups += [(name, [one for one in read if one["renderer"] == name]) for name in names]
    groups += [(code, [one for one in read if one["language"] == code]) for code, _ in languages.most_common(LANGUAGES)]
    print(f"\n{'ours':34}{'dumps':>7}{'word F':>8}{'line F':>8}{'shingle F':>11}{'title right':>18}"
          f"{'none on untitled':>20}")
    for name, part in groups:
        print(f"{name:34}{len(part):7}" + "".join(
            f"{f_of_means([one[kind] for one in part]):{width}.3f}" for kind, width in WIDTHS) + titles_of(part))


def measured_row(row: Row) -> Row:
    """The counts of one dump, its language, and what became of its title."""
    layout = lay_out(blocks_of(row["text"]))
    kept = kept_lines(layout)
    lines, words = count_lines(row, kept)
    given = None if layout.title is None else layout.blocks[layout.title]
    right = given and any(n in row["title_lines"] for n in range(given.first_line, given.last_line + 1))
    return {
        "lines": lines, "words": words, "shingles": shingle_counts(row, kept), "renderer": row["renderer"],
        "language": language_of(row["body"]), "shown": bool(row["title_lines"]), "right": bool(right),
        "none": given is None, "alike": shows_alike(row),
    }


def language_of(body: str) -> str:
    return detect_language(body, [(0, len(body))]) or "none"


def shows_alike(row: Row) -> bool:
    """Does some line come near the gold title, though none equals it (a kicker before it, another mark, words cut)?"""
    title = row["title"].casefold()
    match = SequenceMatcher(None, "", title, autojunk=False)
    for line in {" ".join(line.split()).casefold() for line in row["text"].split("\n")}:
        match.set_seq1(line)
        ratios = (match.real_quick_ratio, match.quick_ratio, match.ratio)
        if 8 < len(line) < 300 and all(ratio() > ALIKE for ratio in ratios):
            return True
    return False


def titles_of(part: Sequence[Row]) -> str:
    """Titles right where the page shows one; none given where it does not, and where no line even comes near it."""
    shown = [one for one in part if one["shown"]]
    untitled = [one for one in part if not one["shown"]]
    bare = [one for one in untitled if not one["alike"]]
    right, none = sum(one["right"] for one in shown), sum(one["none"] for one in untitled)
    share = right / len(shown) if shown else 0.0
    without = f"{none}/{len(untitled)} ({sum(one['none'] for one in bare)}/{len(bare)})"
    return f"{f'{right}/{len(shown)} {share:.3f}':>18}{without:>20}"


def read_text(text: str) -> Article | None:
    """The article of a page printed as text, None where it is refused. Taken after every page of the set."""
    head = CaptureHead(id="", source="page.txt", media_type="text/plain", encoding="utf-8", taken_at="2023-12-31")
    try:
        return read_dump(Capture(head=head, body=b""), text).article
    except Refusal:
        return None


def measure_dates(pages: Sequence[Row]) -> None:
    """Prints right, wrong and none by exact day, on all pages with a gold day and on those that print it."""
    given = [(page, read_text(page["text"])) for page in pages]
    days = [(page["date"], article.published.edtf if article else None, page["printed"]) for page, article in given]
    right = sum(gold == day for gold, day, _ in days)
    none = sum(day is None for _, day, _ in days)
    printed = sum(shown for *_, shown in days)
    refused = sum(article is None for _, article in given)
    print(
        f"dates: {right} right, {len(days) - right - none} wrong, {none} none ({refused} refused) of {len(days)}; "
        f"{printed} print the day"
    )


def dumps(split: str) -> Iterator[Row]:
    with gzip.open(DATA / "page-dumps" / "dumps.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (row for line in lines if (row := json.loads(line))["split"] == split)


def with_bodies(rows: Sequence[Row]) -> list[Row]:
    """The dumps with the gold body of their page."""
    with gzip.open(DATA / "page-dumps" / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        bodies = {page["id"]: page["body"] for page in map(json.loads, lines)}
    return [{**row, "body": bodies[row["id"]]} for row in rows]


def dated_pages(split: str) -> Iterator[Row]:
    """The adbar pages with a gold day: their text, the day, and whether the text prints it."""
    with gzip.open(DATA / "adbar-html" / "date_labels.jsonl.gz", "rt", encoding="utf-8") as lines:
        labels = {label["page"]: label for label in map(json.loads, lines) if label["date"]}
    with lzma.open(DATA / "page-dumps" / "adbar_text.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            label = labels.get(row["page"])
            if label and split in ("all", _split_of(label["url"])):
                yield {**row, **label, "printed": _prints(row["text"], label["date"])}


def _split_of(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return "dev" if int(hashlib.sha256(host.encode()).hexdigest()[:2], 16) < TUNING else "test"


def _prints(text: str, day: str) -> bool:
    return any(dt.date.fromisoformat(day) in date.days for date in find_dates(text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    parser.add_argument("--limit", type=int, default=None, help="only so many dumps and dated pages")
    chosen = parser.parse_args()
    if not (DATA / "page-dumps").exists():
        print(f"not measured: no {DATA / 'page-dumps'} (set DATA)")
        return
    rows = with_bodies(list(dumps(chosen.split))[: chosen.limit])
    measure_layout(rows)
    measure_groups(rows)
    measure_dates(list(dated_pages(chosen.split))[: chosen.limit])


if __name__ == "__main__":
    main()
