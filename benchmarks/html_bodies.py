"""Body text from HTML beside trafilatura's own, on the shared aeb-html pages.

    python -m benchmarks.html_bodies [--set aeb-html|fundus-eval]

Scored by that benchmark's rule: multisets of 4-word shingles, precision and recall averaged over the pages.
"""

import json
import lzma
import random
import re
import sys
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import trafilatura

from listeningpost import articles
from listeningpost.captures.encodings import encoding_of
from listeningpost.errors import Refusal
from listeningpost.schema import Capture, CaptureHead

from .alike import Item
from .shared import data_folder

SHINGLE = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text or "")
    return (
        Counter(zip(*(words[i:] for i in range(SHINGLE)), strict=False))
        if len(words) >= SHINGLE
        else Counter([tuple(words)])
    )


def precision_recall(gold: str, given: str) -> tuple[float, float]:
    """Precision and recall of the shingles of one page."""
    wanted, mine = shingles(gold), shingles(given)
    both = sum((wanted & mine).values())
    return both / max(sum(mine.values()), 1), both / max(sum(wanted.values()), 1)


def f_of_means(pairs: list[tuple[float, float]]) -> tuple[float, float, float]:
    precision, recall = (sum(p[i] for p in pairs) / len(pairs) for i in (0, 1))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def html_pages(folder: Path) -> Iterator[tuple[bytes, str]]:
    """(bytes of the page, gold body) of a set."""
    with lzma.open(folder / "pages.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield body_bytes(row), row["body"]


def body_bytes(row: Item) -> bytes:
    return row["html"].encode() if "html" in row else b64decode(row["html_b64"])


def our_body(page: bytes) -> str:
    """The body our reader gives, empty where it refuses."""
    head = CaptureHead(id="", source="benchmark.html", media_type="text/html", encoding=encoding_of(page))
    try:
        article = articles.read(Capture(head=head, body=page)).article
    except Refusal:
        return ""
    return "\n".join(article.text[start:end] for start, end in article.body)


def body_figures(folder: Path, sample: int) -> dict[str, float]:
    """F of ours, and trafilatura's beside it, on a fixed sample."""
    pages = list(html_pages(folder))
    chosen = random.Random(2026).sample(pages, min(sample, len(pages)))
    ours = f_of_means([precision_recall(gold, our_body(page)) for page, gold in chosen])
    return {"shingle_f": ours[2]}


def main(arguments: list[str]) -> int:
    name = arguments[arguments.index("--set") + 1] if "--set" in arguments else "aeb-html"
    data = data_folder()
    if data is None:
        print(f"not measured: {name} is absent (set DATA)")
        return 0
    pages = list(html_pages(data / name))
    mine = [precision_recall(gold, our_body(page)) for page, gold in pages]
    theirs = [precision_recall(gold, trafilatura.extract(page, include_comments=False) or "") for page, gold in pages]
    print(f"{name}, {len(pages)} pages       precision  recall  F")
    for label, pairs in (("listening-post", mine), ("trafilatura", theirs)):
        print(f"{label:<24}" + "  ".join(f"{x:.4f}" for x in f_of_means(pairs)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
