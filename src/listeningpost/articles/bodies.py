"""Which lines of a page are its article: trafilatura decides, and its words are found again in our own text.

Where trafilatura finds nothing, cannot read the page, or would not end in time, the densest run of paragraphs is taken.
"""

import bisect
import itertools
import logging
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import trafilatura
from trafilatura.settings import Document

from ..schema import Span
from .blocks import Block, Walked
from .elements import NOT_BODY

# What trafilatura finds nothing in is not news to anybody: such a page is read another way or refused with a reason.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

# Past these a page is not shown to trafilatura, whose time grows faster than the page.
LONGEST_SHOWN = 3_000_000
MOST_TAGS_SHOWN = 60_000
DEEPEST_SHOWN = 250
# What XML cannot hold, and lxml therefore refuses to take in.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Lengths below count letters and digits. A line belongs to the body when half of it is found there; a stretch at either
# edge of such a line that was not found is cut off from EDGE letters on; pieces shorter than PIECE prove nothing.
_SHARE = 0.5
# As good as all of a page's prose.
_NEARLY = 0.9
_EDGE = 15
_PIECE = 24
_FAR = 4_000
# The usual length from which a block counts as prose in boilerplate removal (jusText's `length_high` is of this order),
# and the share of link characters above which it does not.
_PROSE = 80
_LINKED = 0.4
# A short block is prose where it ends as a sentence of several words does; or of any, where words have no blanks.
_SENTENCE = re.compile(r"(?:\s\S+){3}[.!?…][\"'”’»)]*$|[。！？؟।][”」』]?$")


def shown_body(source: str, walked: Walked) -> list[Span]:
    """What trafilatura takes for the article, as spans of `walked.text` in order, each inside one block; none where it
    finds nothing or is not asked."""
    found = _shown(source, walked)
    return _align(found.splitlines(), walked) if found else []


def without_wrappers(walked: Walked, shown: Sequence[Span]) -> Walked:
    """The walk without the areas that mark most of the article: a wrapper of that name tells nothing of its parts (an
    article behind a paywall, a theme that calls its whole page a newsletter)."""
    if shown:
        bearing = [(block_at(walked, span[0]), span[1] - span[0]) for span in shown]
    else:
        bearing = [(block, block.end - block.start) for block in walked.blocks if block.end - block.start >= _PROSE]
    lengths: Counter[str] = Counter()
    for block, length in bearing:
        for area in block.areas:
            lengths[area] += length
    total = sum(length for _, length in bearing) * (_SHARE if shown else _NEARLY)
    void = {area for area, length in lengths.items() if length > total}
    if not void:
        return walked
    return walked._replace(blocks=[block._replace(areas=block.areas - void) for block in walked.blocks])


def block_at(walked: Walked, place: int) -> Block:
    """The block that holds a place of the walked text."""
    return walked.blocks[bisect.bisect_right(walked.blocks, place, key=_start) - 1]


def body_of(walked: Walked, shown: list[Span]) -> list[Span]:
    """The spans of `walked.text` that are the article, in order and not overlapping, each inside one block; none where
    the page shows links alone. `shown` is what `shown_body` gave."""
    blocks = [block_at(walked, start) for start, _ in shown]
    if any(_score(block, walked.text[block.start : block.end]) > 0 for block in blocks):
        return _continued(shown, walked)
    linked = sum(block.links for block in blocks) > _LINKED * sum(block.end - block.start for block in blocks)
    return [(block.start, block.end) for block in densest(walked)] or ([] if linked else shown)


def _start(block: Block) -> int:
    return block.start


def _continued(found: list[Span], walked: Walked) -> list[Span]:
    """The body with the paragraphs that go on after its last one, up to the first block that is no plain paragraph."""
    last = found[-1][1]
    after = (block for block in walked.blocks if block.start >= last)
    return found + [
        (block.start, block.end) for block in itertools.takewhile(_is_paragraph, after)
    ]


def _is_paragraph(block: Block) -> bool:
    length = block.end - block.start
    return block.element == "p" and not block.areas and length >= _PROSE and block.links <= _LINKED * length


def _shown(source: str, walked: Walked) -> str:
    if len(source) > LONGEST_SHOWN or walked.tags > MOST_TAGS_SHOWN or walked.depth > DEEPEST_SHOWN:
        return ""
    document = trafilatura.bare_extraction(_UNFIT.sub(" ", source), fast=True, include_comments=False)
    return document.text or "" if isinstance(document, Document) else ""


class _Letters:
    """A text's letters and digits alone, in their base forms, each with its place in the text."""

    def __init__(self, text: str) -> None:
        marks = text.translate(_FOLD)
        kept = [mark != " " for mark in marks]
        self.places = list(itertools.compress(range(len(text)), kept))
        self.text = marks.replace(" ", "")
        self.counts = [0, *itertools.accumulate(kept)]

    def span(self, span: Span) -> Span:
        """A span of the text as a span of its letters."""
        return self.counts[span[0]], self.counts[span[1]]


class _Fold(dict[int, str]):
    """Maps a character to its base letter or digit (NFD's first), or to a blank; learned as it is asked."""

    def __missing__(self, code: int) -> str:
        first = unicodedata.normalize("NFD", chr(code))[0]
        self[code] = first if first.isalnum() else " "
        return self[code]


_FOLD = _Fold()


def _align(found: Iterable[str], walked: Walked) -> list[Span]:
    """Finds the lines that trafilatura gave in the walked text."""
    letters = _Letters(walked.text)
    wanted = [line for text in found if (line := text.translate(_FOLD).replace(" ", ""))]
    covered = _cover(wanted, letters, walked)
    return _merged(_kept(covered, letters, walked), walked)


def _cover(wanted: Sequence[str], letters: _Letters, walked: Walked) -> list[Span]:
    """Stretches of letters that the wanted lines cover: whole lines first, then stretches between those."""
    placed = _whole(wanted, letters, walked)
    covered = [span for span in placed if span]
    nexts, coming = [], len(letters.text)
    for span in reversed(placed):
        nexts.append(coming)
        coming = span[0] if span else coming
    done = 0
    for line, span, limit in zip(wanted, placed, reversed(nexts), strict=True):
        if span is None:
            inside = _inside(line, letters.text, done, limit)
            covered += inside
            done = inside[-1][1] if inside else done
        else:
            done = span[1]
    return sorted(covered)


def _whole(wanted: Sequence[str], letters: _Letters, walked: Walked) -> list[Span | None]:
    """For each wanted line the line or block of the page that holds the same letters; of several, the next in order,
    and rather one that is no caption or teaser."""
    known, apart = _known(letters, walked)
    placed: list[Span | None] = []
    done = 0
    for line in wanted:
        own, other = known.get(line, []), apart.get(line, [])
        span = _next(own, done) or _next(other, done)
        only = len(own) + len(other) == 1
        if span is None and only and len(line) >= _PIECE:
            span = (own + other)[0]
        elif span is not None and not only and span[0] - done > _FAR:
            span = None
        placed.append(span)
        done = span[1] if span else done
    return placed


def _next(spans: Sequence[Span], place: int) -> Span | None:
    """The first of some spans, in order, that starts at or after a place."""
    at = bisect.bisect_left(spans, (place, 0))
    return spans[at] if at < len(spans) else None


_Known = dict[str, list[Span]]


def _known(letters: _Letters, walked: Walked) -> tuple[_Known, _Known]:
    """The page's lines and blocks by their letters; apart from them those the page marks as no part of the article."""
    known: _Known = defaultdict(list)
    apart: _Known = defaultdict(list)
    lines, number = walked.lines, 0
    for block in walked.blocks:
        into = apart if block.areas & NOT_BODY else known
        whole = letters.span((block.start, block.end))
        into[letters.text[slice(*whole)]].append(whole)
        while number < len(lines) and lines[number][0] < block.end:
            line = letters.span(lines[number])
            if line != whole:
                into[letters.text[slice(*line)]].append(line)
            number += 1
    return known, apart


def _inside(line: str, text: str, start: int, limit: int) -> list[Span]:
    """The stretches of `text` that hold the line, whole or in pieces: before `limit`, else anywhere near `start`."""
    for stop in (limit, min(len(text), start + _FAR + 2 * len(line))):
        at = text.find(line, start, stop)
        if at >= 0:
            return [(at, at + len(line))]
    return _in_pieces(line, text, start, min(len(text), start + _FAR + 4 * len(line)))


def _in_pieces(line: str, text: str, start: int, stop: int) -> list[Span]:
    found = []
    for at in range(0, len(line) - _PIECE + 1, _PIECE):
        place = text.find(line[at : at + _PIECE], start, stop)
        if place >= 0:
            start = place + _PIECE
            found.append((place, start))
    return found


def _kept(covered: Sequence[Span], letters: _Letters, walked: Walked) -> list[Span]:
    """The lines of the page that are covered by half, each cut to its covered stretch where an edge stands over."""
    kept, number = [], 0
    for line in walked.lines:
        start, end = letters.span(line)
        while number < len(covered) and covered[number][1] <= start:
            number += 1
        inside = []
        for span in itertools.islice(covered, number, None):
            if span[0] >= end:
                break
            inside.append((max(span[0], start), min(span[1], end)))
        if inside and (cut := _cut(inside, (start, end), line, letters)):
            kept.append(cut)
    return kept


def _cut(inside: Sequence[Span], whole: Span, line: Span, letters: _Letters) -> Span | None:
    total = sum(end - start for start, end in inside)
    if total < min(_SHARE * (whole[1] - whole[0]), 2 * _PIECE):
        return None
    first, last = inside[0][0], max(end for _, end in inside)
    start = letters.places[first] if first - whole[0] >= _EDGE else line[0]
    end = _with_marks(letters.places[last - 1] + 1, line[1], letters) if whole[1] - last >= _EDGE else line[1]
    return start, end


def _with_marks(place: int, limit: int, letters: _Letters) -> int:
    """`place` moved past the punctuation that closes what stands before it."""
    text_next = letters.counts[place]
    after = letters.places[text_next] if text_next < len(letters.places) else limit
    return min(place + 1, after, limit) if after > place else place


def _merged(lines: Iterable[Span], walked: Walked) -> list[Span]:
    """Lines of one block that follow each other as one span."""
    starts = {block.start for block in walked.blocks}
    merged: list[Span] = []
    for line in lines:
        if merged and line[0] == merged[-1][1] + 1 and line[0] not in starts:
            merged[-1] = (merged[-1][0], line[1])
        else:
            merged.append(line)
    return merged


def densest(walked: Walked) -> list[Block]:
    """The run of blocks with most prose, and of it the blocks that are prose or stand as paragraphs or list items."""
    scores = [_score(block, walked.text[block.start : block.end]) for block in walked.blocks]
    first, last = _best_run(scores)
    return [block for block, score in zip(walked.blocks[first:last], scores[first:last], strict=True) if score > 0]


def _score(block: Block, text: str) -> float:
    length = len(text)
    linked = block.links / length if length else 1.0
    if block.areas - {"standfirst"} or linked > _LINKED or block.element in ("h1", "title"):
        return -_PROSE / 2
    if length >= _PROSE:
        return float(min(length, 10 * _PROSE))
    return length / 2 if block.element in ("p", "blockquote") or _SENTENCE.search(text) else -_PROSE / 8


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
