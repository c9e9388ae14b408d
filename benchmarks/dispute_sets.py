"""The documents of the shared news sets in which somebody may deny something, read as pages; a cache keeps them.

A document is named `file:row`; its text is that of passages.text_of, so that offsets into it hold for everybody who has
the data. Only documents with a word of denial are read: the others have no hit to count.
"""

import gzip
import hashlib
import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from listeningpost.annotations import annotate
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.record import enter
from listeningpost.schema import Article, CaptureHead, Outlet, Page, Published, Reading

from .alike import Item
from .passages import WHOLE, head_of, text_of

FILES = {
    "wikievents/dev.jsonl.gz": "text", "wikievents/test.jsonl.gz": "text", "giveme5w1h/clusters.jsonl.gz": "text",
    "basil-triples/articles.jsonl.gz": "paragraphs", "polnear/dev.jsonl.gz": "text", "polnear/train.jsonl.gz": "text",
    "re3d/re3d.jsonl.gz": "text", "kremlin-pages/pages.jsonl.xz": "paragraphs", "satp/train.jsonl.gz": "text",
    "satp/dev.jsonl.gz": "text", "satp/test.jsonl.gz": "text", "wire-oneday/articles.jsonl.gz": "paragraphs",
    "ecbplus-mentions/ecbplus.jsonl.gz": "tokens", "isaf-releases/releases.jsonl.gz": "text",
    "fnc1/competition-test.jsonl.gz": "body", "fundus-pages/pages.jsonl.xz": "body",
    "muc4/dev.jsonl.gz": "text", "muc4/test.jsonl.gz": "text",
}
DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|refut\w*|rebut\w*|rebuff\w*|dismiss\w*|disput\w*|baseless|unfounded|"
    r"untrue|not true|false|lies|contradict\w*|repudiat\w*|nonsense)\b", re.IGNORECASE)


class Document(NamedTuple):
    """A document by name, with its text and what its row says of the page."""

    name: str
    text: str
    head: Item


def documents(data: Path) -> Iterator[Document]:
    """The English documents of the sets that have a word of denial and are no book."""
    for file, key in FILES.items():
        for number, row in enumerate(rows_of(data / file)):
            text = text_of(row, key)
            if row.get("lang", "en") == "en" and len(text) <= WHOLE and DENIAL.search(text):
                yield Document(f"{file}:{number}", text, head_of(row))


def rows_of(file: Path) -> Iterator[Item]:
    """The rows of a compressed JSON Lines file."""
    opened = lzma.open if file.suffix == ".xz" else gzip.open
    with opened(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def page_of(document: Document, knowledge: Knowledge) -> Page:
    """The page of a document: the whole text is its body."""
    head, day = document.head, document.head["date"]
    name = hashlib.sha256(document.name.encode()).hexdigest()
    article = Article(
        text=document.text, title=None, body=((0, len(document.text)),), furniture=(), language="en",
        published=Published(edtf=day, basis="meta") if day else Published(),
        outlet=Outlet(name=head["outlet"], basis="meta") if head["outlet"] else None,
    )
    capture = CaptureHead(id=name, source=document.name, media_type="text/plain", encoding="utf-8")
    reading = Reading(head=capture, space="capture", article=article)
    return enter(reading, annotate(reading, knowledge), knowledge)


def pages_of(data: Path, cache: Path | None) -> Iterator[Page]:
    """Every document as a page; with a folder to keep them in they are read once (some five minutes on one core)."""
    file = cache / "dispute_pages.jsonl" if cache else None
    if file and file.exists():
        with file.open("rb") as lines:
            yield from (msgspec.json.decode(line, type=Page) for line in lines)
        return
    knowledge = open_knowledge()
    kept = []
    for document in documents(data):
        page = page_of(document, knowledge)
        kept.append(msgspec.json.encode(page) + b"\n")
        yield page
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"".join(kept))
