"""Which lines of a page are its article: trafilatura decides, and its words are found again in our own text.

Where trafilatura finds nothing, cannot read the page, or would not end in time, the densest run of paragraphs is taken.
"""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import trafilatura
from trafilatura.settings import Document

from ..schema import Span
from .alignment import align
from .blocks import Block, Walked
from .continuation import LINKED, NEARLY, PROSE, SENTENCE, block_at, continued, without_teasers

# What trafilatura finds nothing in is not news to anybody: such a page is read another way or refused with a reason.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

# Past these a page is not shown to trafilatura, whose time grows faster than the page.
LONGEST_SHOWN = 3_000_000
MOST_TAGS_SHOWN = 25_000
DEEPEST_SHOWN = 250
# What XML cannot hold, and lxml therefore refuses to take in.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# A wrapper marks more than half of what trafilatura gave.
_SHARE = 0.5


class Shown(NamedTuple):
    """What trafilatura takes for the article: spans of the walked text in order, each inside one block (none where it
    finds nothing or is not asked), and the share of its letters that was found again."""

    spans: list[Span]
    share: float


def shown_body(source: str, walked: Walked) -> Shown:
    """Asks trafilatura and finds its words again in the walked text."""
    found = _shown(source, walked)
    if not found:
        return Shown([], 1.0)
    spans = align(found.splitlines(), walked)
    return Shown(spans, min(1.0, sum(end - start for start, end in spans) / len(found)))


def without_wrappers(walked: Walked, shown: Sequence[Span]) -> Walked:
    """The walk without the areas that mark most of the article: a wrapper of that name tells nothing of its parts (an
    article behind a paywall, a theme that calls its whole page a newsletter)."""
    if shown:
        bearing = [(block_at(walked, span[0]), span[1] - span[0]) for span in shown]
    else:
        bearing = [(block, block.end - block.start) for block in walked.blocks if block.end - block.start >= PROSE]
    lengths: Counter[str] = Counter()
    for block, length in bearing:
        for area in block.areas:
            lengths[area] += length
    total = sum(length for _, length in bearing) * (_SHARE if shown else NEARLY)
    void = {area for area, length in lengths.items() if length > total}
    if not void:
        return walked
    return walked._replace(blocks=[block._replace(areas=block.areas - void) for block in walked.blocks])


def body_of(walked: Walked, shown: list[Span]) -> list[Span]:
    """The spans of `walked.text` that are the article, in order and not overlapping, each inside one block; none where
    the page shows links alone. `shown` is what `shown_body` gave."""
    blocks = [block_at(walked, start) for start, _ in shown]
    if any(_score(block, walked.text[block.start : block.end]) > 0 for block in blocks):
        return without_teasers(continued(shown, walked), walked)
    linked = sum(block.links for block in blocks) > LINKED * sum(block.end - block.start for block in blocks)
    return [(block.start, block.end) for block in densest(walked)] or ([] if linked else shown)


def _shown(source: str, walked: Walked) -> str:
    if len(source) > LONGEST_SHOWN or walked.tags > MOST_TAGS_SHOWN or walked.depth > DEEPEST_SHOWN:
        return ""
    document = trafilatura.bare_extraction(_UNFIT.sub(" ", source), fast=True, include_comments=False)
    return document.text or "" if isinstance(document, Document) else ""


def densest(walked: Walked) -> list[Block]:
    """The run of blocks with most prose, and of it the blocks that are prose or stand as paragraphs or list items."""
    scores = [_score(block, walked.text[block.start : block.end]) for block in walked.blocks]
    first, last = _best_run(scores)
    return [block for block, score in zip(walked.blocks[first:last], scores[first:last], strict=True) if score > 0]


def _score(block: Block, text: str) -> float:
    length = len(text)
    linked = block.links / length if length else 1.0
    if block.areas - {"standfirst"} or linked > LINKED or block.element in ("h1", "title"):
        return -PROSE / 2
    if length >= PROSE:
        return float(min(length, 10 * PROSE))
    return length / 2 if block.element in ("p", "blockquote") or SENTENCE.search(text) else -PROSE / 8


def _best_run(scores: Sequence[float]) -> Span:
    """The stretch with the highest sum (Kadane's scan)."""
    best, best_sum, start, run = (0, 0), 0.0, 0, 0.0
    for at, score in enumerate(scores):
        if run <= 0:
            start, run = at, 0.0
        run += score
        if run > best_sum:
            best, best_sum = (start, at + 1), run
    return best
