"""Pages, gold and records of a folder: what every benchmark needs to run the road."""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from listeningpost import captures, pipeline
from listeningpost.knowledge import Knowledge
from listeningpost.schema import Page, RefusedPage

from .alike import Item


def gold_in(folder: Path) -> list[Item]:
    """The gold records of a folder, in the order of their names."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]


def captures_in(folder: Path) -> dict[str, bytes]:
    """The bodies of a folder's files by their capture id."""
    bodies = [unpacked(file.read_bytes()) for file in sorted(folder.rglob("*")) if file.is_file()]
    return {hashlib.sha256(body).hexdigest(): body for body in bodies}


def unpacked(body: bytes) -> bytes:
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def read_pages(sources: Iterable[Path], knowledge: Knowledge) -> Iterator[Page | RefusedPage]:
    """Every page of some files or folders, through the whole road, without a store."""
    for source in sources:
        for capture in captures.collect(str(source)):
            yield capture if isinstance(capture, RefusedPage) else pipeline.page(capture, knowledge)


def exported(pages: Iterable[Page | RefusedPage]) -> list[Item]:
    """The pages as `export record` writes them."""
    return [json.loads(msgspec.json.encode(page)) for page in pages]
