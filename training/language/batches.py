"""Batches: windows of pages as padded arrays. Token 0 of a row is the window: no source, or a sentence's root."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from listeningpost.language.encoding import windows

from .pages import IGNORED, NOWHERE, TREES, Labels, TaughtPage

Row = tuple[TaughtPage, int, int]
LINKS = frozenset({"source_link", "cue_link", "head"})


@dataclass(frozen=True)
class Batch:
    """Rows of one task. `pieces`, `shapes`, `mask`: rows x pieces. `first`: rows x tokens, the place of each token's
    first piece, 0 for the window. `sentence`: rows x tokens, -1 for the window, -2 for padding. `labels`: rows x
    tokens."""

    task: str
    pieces: Labels
    shapes: Labels
    mask: Labels
    first: Labels
    sentence: Labels
    labels: dict[str, Labels]


def cut(page: TaughtPage, most: int, chance: random.Random | None = None) -> list[Row]:
    """The windows of a page. With `chance` the first is cut short at random, so that no epoch sees the same borders."""
    found = windows(page.encoded, most)
    ends = [int(end) for end in page.encoded.sentences[1:-1] if end < found[0][1]] if found else []
    if chance is None or not ends or chance.random() < 1 / (len(ends) + 1):
        return [(page, a, b) for a, b in found]
    start = chance.choice(ends)
    return [(page, 0, start), *((page, a, b) for a, b in _after(page, start, most))]


def _after(page: TaughtPage, start: int, most: int) -> Iterator[tuple[int, int]]:
    """Windows from a token that opens a sentence."""
    first, ends = page.encoded.first, [int(end) for end in page.encoded.sentences if end > start]
    while start < len(page.encoded):
        fitting = [end for end in ends if end > start and first[end] - first[start] <= most]
        last = fitting[-1] if fitting else int(np.searchsorted(first, first[start] + most, side="right")) - 1
        yield start, last
        start = last


def sentences(page: TaughtPage, most: int) -> list[Row]:
    """Each sentence of a page alone."""
    bounds = page.encoded.sentences.tolist()
    rows = zip(bounds[:-1], bounds[1:], strict=True)
    return [(page, a, _fitting(page, a, b, most)) for a, b in rows]


def _fitting(page: TaughtPage, start: int, end: int, most: int) -> int:
    first = page.encoded.first
    return min(end, int(np.searchsorted(first, first[start] + most, side="right")) - 1)


def batches_of(rows: Sequence[Row], budget: int, chance: random.Random) -> list[list[Row]]:
    """Rows of about equal length together, so that a batch with its padding has at most `budget` pieces."""
    size = {id(row): _pieces(row) + chance.random() * 4 for row in rows}
    found, batch, longest = list[list[Row]](), list[Row](), 0
    for row in sorted(rows, key=lambda row: size[id(row)]):
        longest = max(longest, _pieces(row))
        if batch and longest * (len(batch) + 1) > budget:
            found.append(batch)
            batch, longest = [], _pieces(row)
        batch.append(row)
    return [*found, batch] if batch else found


def _pieces(row: Row) -> int:
    page, start, end = row
    return int(page.encoded.first[end] - page.encoded.first[start]) + 2


def epoch(pages: Sequence[TaughtPage], most: int, budget: int, chance: random.Random) -> list[list[Row]]:
    """All batches of one pass, in random order. Half of the documents with trees are read in windows, as pages are
    when the model runs; the others sentence by sentence."""
    by_task: dict[str, list[Row]] = {}
    for page in pages:
        alone = page.task == TREES and chance.random() < 0.5
        rows = sentences(page, most) if alone else cut(page, most, chance)
        by_task.setdefault(page.task, []).extend(rows)
    found = [batch for rows in by_task.values() for batch in batches_of(rows, budget, chance)]
    chance.shuffle(found)
    return found


def stack(rows: Sequence[Row], frame: tuple[int, int]) -> Batch:
    """Rows as one batch; `frame`: the pieces before and after each window."""
    width = max(_pieces(row) for row in rows)
    tokens = max(end - start for _, start, end in rows) + 1
    pieces, shapes, mask = (np.zeros((len(rows), width), dtype=np.int64) for _ in range(3))
    first = np.zeros((len(rows), tokens), dtype=np.int64)
    sentence = np.full((len(rows), tokens), -2, dtype=np.int64)
    names = {name for page, _, _ in rows for name in page.labels}
    labels = {name: np.full((len(rows), tokens), IGNORED, dtype=np.int64) for name in names}
    for at, (page, start, end) in enumerate(rows):
        low, high = page.encoded.first[start], page.encoded.first[end]
        size = high - low
        pieces[at, : size + 2] = [frame[0], *page.encoded.pieces[low:high], frame[1]]
        shapes[at, 1 : size + 1], mask[at, : size + 2] = page.encoded.shapes[low:high], 1
        first[at, 1 : end - start + 1] = page.encoded.first[start:end] - low + 1
        sentence[at, 0] = -1
        sentence[at, 1 : end - start + 1] = np.searchsorted(page.encoded.sentences, np.arange(start, end), side="right")
        for name, given in page.labels.items():
            labels[name][at, 1 : end - start + 1] = _within(given[start:end], start, end, linked=name in LINKS)
    return Batch(rows[0][0].task, pieces, shapes, mask, first, sentence, labels)


def _within(given: Labels, start: int, end: int, *, linked: bool) -> Labels:
    """Labels of a window; a link that leaves it teaches nothing."""
    if not linked:
        return given
    inside = np.where((given >= start) & (given < end), given - start + 1, IGNORED)
    return np.where(given == NOWHERE, 0, inside)
