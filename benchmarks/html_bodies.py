"""Body text from HTML beside trafilatura's own, on shared pages with gold bodies, and what the doubt flag marks.

    python -m benchmarks.html_bodies [--set aeb-html|fundus-eval|fundus-pages] [--misses]

Scored by the rule of the first set: multisets of 4-word shingles, precision and recall averaged over the pages. In
fundus-eval paragraphs in brackets are optional: the better of all in and all out counts. In fundus-pages, whose gold
was made by rules, each character of a script without blanks is a word. Both baselines run on the same pages:
trafilatura as it stands and with its quick settings. A page is faulty where our F is under .9. The weights of the flag
were fitted on these pages; what it finds on hosts it has not seen, benchmarks/html_doubts.py tells.
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
from listeningpost.schema import Capture, CaptureHead, Reading

from .alike import Item
from .shared import data_folder

SETS = ("aeb-html", "fundus-eval", "fundus-pages")
SHINGLE = 4
FAULTY = 0.9
UNSPACED = re.compile(r"([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")


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
    """(bytes of the page, gold body) of a set whose gold is one text."""
    for page, golds in pages_with_gold(folder):
        yield page, golds[0]


def pages_with_gold(folder: Path) -> Iterator[tuple[bytes, list[str]]]:
    """(bytes of the page, its gold bodies: one, or two that are both right) of a set."""
    for row in page_rows(folder):
        yield body_bytes(row), golds_of(row["body"])


def page_rows(folder: Path) -> Iterator[Item]:
    """The rows of a set: pages with their address and their gold."""
    with lzma.open(folder / "pages.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def golds_of(body: str | list[str] | Item) -> list[str]:
    if isinstance(body, str):
        return [body]
    if isinstance(body, list):
        optional = [line.startswith("[") and line.endswith("]") for line in body]
        return ["\n".join(line.strip("[]") if may else line for line, may in zip(body, optional, strict=True)),
                "\n".join(line for line, may in zip(body, optional, strict=True) if not may)]
    sections = (line for part in body["sections"] for line in (*part["headline"], *part["paragraphs"]))
    parts = [*body["summary"], *sections]
    return [UNSPACED.sub(r" \1 ", "\n".join(parts))]


def body_bytes(row: Item) -> bytes:
    return row["html"].encode() if "html" in row else b64decode(row["html_b64"])


def our_reading(page: bytes) -> Reading | None:
    """What our reader makes of a page, None where it refuses."""
    head = CaptureHead(id="", source="benchmark.html", media_type="text/html", encoding=encoding_of(page))
    try:
        return articles.read(Capture(head=head, body=page))
    except Refusal:
        return None


def body_text(reading: Reading | None) -> str:
    if reading is None:
        return ""
    article = reading.article
    return "\n".join(article.text[start:end] for start, end in article.body)


def our_body(page: bytes) -> str:
    """The body our reader gives, empty where it refuses."""
    return body_text(our_reading(page))


def body_figures(folder: Path, sample: int) -> dict[str, float]:
    """Our F on a sample that is always the same."""
    pages = list(html_pages(folder))
    chosen = random.Random(2026).sample(pages, min(sample, len(pages)))
    ours = f_of_means([precision_recall(gold, our_body(page)) for page, gold in chosen])
    return {"shingle_f": ours[2]}


def best_of(golds: list[str], given: str, spaced: bool) -> tuple[float, float]:
    """Precision and recall against the gold that fits best; `spaced` puts blanks round characters as in the gold."""
    given = UNSPACED.sub(r" \1 ", given) if spaced else given
    return max((precision_recall(gold, given) for gold in golds), key=f_of)


def f_of(pair: tuple[float, float]) -> float:
    return 2 * pair[0] * pair[1] / sum(pair) if sum(pair) else 0.0


def doubt_told(faulty: list[bool], marked: list[bool]) -> str:
    found = sum(map(bool.__and__, faulty, marked))
    return (f"doubt flag, fitted on these pages: on {found} of {sum(faulty)} pages under F {FAULTY}, "
            f"on {sum(marked)} of {len(marked)} pages ({sum(marked) / len(marked):.3f})")


def report(name: str, folder: Path, misses: bool) -> None:
    spaced = name == "fundus-pages"
    pages = list(pages_with_gold(folder))
    readings = [our_reading(page) for page, _ in pages]
    systems = {
        "listening-post": [body_text(reading) for reading in readings],
        "trafilatura": [trafilatura.extract(page, include_comments=False) or "" for page, _ in pages],
        "trafilatura fast": [trafilatura.extract(page, include_comments=False, fast=True) or "" for page, _ in pages],
    }
    print(f"{name}, {len(pages)} pages".ljust(24) + "precision  recall  F")
    scored = {label: [best_of(golds, text, spaced) for (_, golds), text in zip(pages, texts, strict=True)]
              for label, texts in systems.items()}
    for label, pairs in scored.items():
        print(f"{label:<24}" + "  ".join(f"{x:.4f}" for x in f_of_means(pairs)))
    mine = [f_of(pair) for pair in scored["listening-post"]]
    marked = [reading is None or any(flag.kind == "doubtful_body" for flag in reading.flags) for reading in readings]
    print(doubt_told([f < FAULTY for f in mine], marked))
    for number, f in enumerate(mine):
        if misses and f < FAULTY:
            print(f"page {number}: F {f:.3f}{', doubted' if marked[number] else ''}")


def main(arguments: list[str]) -> int:
    data = data_folder()
    if data is None:
        print(f"not measured: {', '.join(SETS)} are absent (set DATA)")
        return 0
    for name in [arguments[arguments.index("--set") + 1]] if "--set" in arguments else SETS:
        report(name, data / name, "--misses" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
