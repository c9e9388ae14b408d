"""Every span of pages of the shared sets is carried back to its capture, where the sets stand (DATA, else
../shared/data beside the repository): of every HTML page, and of every fifth dump, since all take five minutes."""

import gzip
import json
import lzma
import os
from base64 import b64decode
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from listeningpost.articles import read
from listeningpost.captures import capture
from listeningpost.errors import Refusal
from listeningpost.schema import Article, Span
from listeningpost.spans import capture_span, decode, rebuild

ROOT = Path(__file__).parents[2]
STEP = 5
DATA = ROOT / os.environ.get("DATA", "../shared/data")
WHY = "the shared sets are not there (set DATA); made-up pages are tested"


def dumps() -> Iterator[bytes]:
    with gzip.open(DATA / "page-dumps" / "dumps.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (json.loads(line)["text"].encode() for line in islice(lines, 0, None, STEP))


def html() -> Iterator[bytes]:
    with lzma.open(DATA / "aeb-html" / "pages.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        yield from (row["html"].encode() if "html" in row else b64decode(row["html_b64"]) for row in rows)


def spans_of(article: Article) -> Iterator[Span]:
    """Every span of the article, and every one that already counts in the capture, as it stands."""
    named = [article.title, article.outlet, article.dateline, article.published, *article.byline, *article.agency]
    yield from (*article.body, *article.furniture)
    yield from (one.span for one in [*named, *article.published.candidates, *article.page_dates] if one and one.span)


@pytest.mark.skipif(not DATA.is_dir(), reason=WHY)
@pytest.mark.parametrize("pages", [dumps, html], ids=["page-dumps", "aeb-html"])
def test_every_span_of_a_page_leads_back(pages: object) -> None:
    read_pages = refused = 0
    for body in pages():  # type: ignore[operator]
        taken = capture(body, "page")
        try:
            article = read(taken).article
        except Refusal:
            refused += 1
            continue
        read_pages += 1
        source = decode(taken.body, taken.head.encoding)
        assert rebuild((0, len(article.text)), article.map, source) == article.text
        for span in spans_of(article):
            start, end = capture_span(span, article.map)
            assert 0 <= start < end <= len(source)
            assert rebuild(span, article.map, source) == article.text[slice(*span)]
    assert read_pages > 50 * refused
