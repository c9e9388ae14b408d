"""More lessons than the hand-aligned dumps: pages whose HTML our reader reads, printed as text, labelled by its answer.

The HTML reader sees tags that a print-out lacks, so it is the better judge. Taken are the pages of DATA/adbar-html on
hosts whose sha256 begins below 0x66 (the part kept for tuning) that are hosts of no page-dump of split test; a page
counts only where the reader's body holds what the set's own labels want of it, and holds nothing they forbid.
"""

import base64
import gzip
import hashlib
import json
import lzma
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from listeningpost import articles, captures
from listeningpost.articles.scores import WORD
from listeningpost.errors import Refusal
from listeningpost.schema import Article

Json = dict[str, Any]
TUNING, SHORTEST_RUN, BODY_SHARE, FEWEST_WORDS, MOST_WORDS = 0x66, 4, 0.6, 60, 6000
LEAST_FOUND = 0.9


def readings(data: Path, closed: set[str]) -> Iterator[tuple[Json, str]]:
    """Rows like those of dumps.jsonl.gz, each with its host. `closed` are the hosts not to be learned from."""
    labels = labels_of(data / "adbar-html")
    with lzma.open(data / "page-dumps" / "adbar_text.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = {row["page"]: row["text"] for row in map(json.loads, lines)}
    with lzma.open(data / "adbar-html" / "pages.jsonl.xz", "rt", encoding="utf-8") as lines:
        for page in map(json.loads, lines):
            label = labels.get(page["page"])
            host = urlsplit(label["url"]).hostname or "" if label else ""
            if label and is_open(host) and host.removeprefix("www.") not in closed:
                row = reading(page, label, texts[page["page"]])
                if row:
                    yield row, host


def labels_of(folder: Path) -> dict[str, Json]:
    """What either set of labels says of each page."""
    found: dict[str, Json] = {}
    for name in ("date_labels", "extract_labels"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                found[row["page"]] = {**found.get(row["page"], {}), **row}
    return found


def is_open(host: str) -> bool:
    return int(hashlib.sha256(host.encode()).hexdigest()[:2], 16) < TUNING


def reading(page: Json, label: Json, text: str) -> Json | None:
    """The print-out with a label for each line, None where the reader is not to be trusted."""
    article = read_html(page)
    if article is None:
        return None
    body = " ".join(article.text[slice(*span)] for span in article.body)
    if not FEWEST_WORDS <= len(body.split()) <= MOST_WORDS or not is_right(body, label):
        return None
    title = label.get("title") or (article.title.text if article.title else "")
    lines, gold, covered = text.split("\n"), *aligned(text, body)
    if covered < LEAST_FOUND:
        return None
    wanted = folded(title)
    same = [n for n, line in enumerate(lines) if wanted and folded(line) == wanted]
    return {"id": page["page"], "text": text, "gold_lines": gold, "title_lines": same, "title": title, "body": body,
            "renderer": "inscriptis"}


def read_html(page: Json) -> Article | None:
    body = page["html"].encode() if "html" in page else base64.b64decode(page["html_b64"])
    try:
        return articles.read(captures.capture(body, "page.html")).article
    except Refusal:
        return None


def is_right(body: str, label: Json) -> bool:
    """Does the body hold every piece that it must, and none that it must not?"""
    plain = " ".join(body.split())
    held = [" ".join(piece.split()) in plain for piece in label.get("with", ())]
    return all(held) and not any(" ".join(piece.split()) in plain for piece in label.get("without", ()))


def aligned(text: str, body: str) -> tuple[list[int], float]:
    """1 for each line most of whose words stand in the body, in order, else 0; and the share of the body found."""
    lines = text.split("\n")
    words = [(word, n) for n, line in enumerate(lines) for word in WORD.findall(line.casefold())]
    wanted = WORD.findall(body.casefold())
    found = [0] * len(lines)
    match = SequenceMatcher(None, [word for word, _ in words], wanted, autojunk=False)
    for start, _, size in match.get_matching_blocks():
        if size >= SHORTEST_RUN:
            for _, n in words[start : start + size]:
                found[n] += 1
    sizes = [len(WORD.findall(line)) for line in lines]
    gold = [int(count > 0 and count >= BODY_SHARE * size) for count, size in zip(found, sizes, strict=True)]
    return gold, sum(found) / max(1, len(wanted))


def folded(line: str) -> str:
    return " ".join(line.split()).casefold()
