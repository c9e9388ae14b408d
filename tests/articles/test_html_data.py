"""The property of the map on real pages, where the shared data is beside the repository (DATA, else ../shared/data)."""

import json
import lzma
import os
import random
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from listeningpost.articles.blocks import walk
from listeningpost.spans import capture_span, decode, rebuild

ROOT = Path(__file__).parents[2]
DATA = ROOT / os.environ.get("DATA", "../shared/data")
PAGES = DATA / "aeb-html" / "pages.jsonl.xz"
ALL = os.environ.get("LISTENINGPOST_SLOW") == "1"
SAMPLED = 24


def sources() -> Iterator[str]:
    """The decoded pages: all with LISTENINGPOST_SLOW=1, else a fixed sample."""
    with lzma.open(PAGES, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows if ALL else random.Random(2026).sample(rows, SAMPLED):
        yield decode(row["html"].encode() if "html" in row else b64decode(row["html_b64"]), "utf-8")


@pytest.mark.skipif(not PAGES.is_file(), reason="the set aeb-html is not there (set DATA); made-up pages are tested")
def test_every_line_of_real_pages_leads_back() -> None:
    chance = random.Random(7)
    for source in sources():
        walked = walk(source)
        text, rows = walked.text, walked.rows
        assert rebuild((0, len(text)), rows, source) == text
        some = [tuple(sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))) for _ in range(20)]
        for start, end in [*walked.lines, *some]:
            assert rebuild((start, end), rows, source) == text[start:end]
        for line in walked.lines:
            start, end = capture_span(line, rows)
            assert 0 <= start < end <= len(source)
