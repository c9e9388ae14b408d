"""The words that trafilatura gave, found again in the text of our own walk."""

import bisect
import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..schema import Span
from .blocks import Walked
from .elements import NOT_BODY

# Lengths below count letters and digits. A line belongs to the body when half of it is found there; a stretch at either
# edge of such a line that was not found is cut off from EDGE letters on; pieces shorter than PIECE prove nothing.
_SHARE = 0.5
_EDGE = 15
_PIECE = 24
_FAR = 4_000


def align(found: Iterable[str], walked: Walked) -> list[Span]:
    """The spans of the walked text that hold these lines, in order, each inside one block."""
    letters = _Letters(walked.text)
    wanted = [line for text in found if (line := text.translate(_FOLD).replace(" ", ""))]
    covered = _cover(wanted, letters, walked)
    return _merged(_kept(covered, letters, walked), walked)


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
