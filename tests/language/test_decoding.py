"""The best tags and links that are allowed, against trying every possibility."""

import tracemalloc
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listeningpost.language.decoding import NEVER, allowed_moves, best_tags, runs
from listeningpost.language.linking import link

TAGS = ("O", "B-a", "I-a", "B-b", "I-b")
seeds = st.integers(0, 10_000)


def allowed(sequence: tuple[int, ...]) -> bool:
    moves = allowed_moves(TAGS)
    return moves[0, sequence[0]] == 0 and all(moves[a, b] == 0 for a, b in zip(sequence, sequence[1:], strict=False))


@settings(deadline=None)
@given(seeds, st.integers(1, 5), st.booleans())
def test_tags_are_the_best_allowed_sequence(seed: int, size: int, likings: bool) -> None:
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(size, len(TAGS))).astype(np.float32)
    liked = likings * chance.normal(size=(len(TAGS), len(TAGS))).astype(np.float32) + allowed_moves(TAGS)
    starts = np.arange(size) == 0

    def worth(sequence: tuple[int, ...]) -> float:
        moved = sum(liked[a, b] for a, b in zip(sequence, sequence[1:], strict=False))
        return float(sum(scores[at, tag] for at, tag in enumerate(sequence)) + moved)

    best = max((s for s in product(range(len(TAGS)), repeat=size) if allowed(s)), key=worth)
    assert worth(tuple(best_tags(scores, liked, starts).tolist())) == pytest.approx(worth(best), abs=1e-4)


@given(seeds, st.lists(st.booleans(), min_size=1, max_size=12), st.booleans())
def test_stretches_know_nothing_of_each_other(seed: int, borders: list[bool], likings: bool) -> None:
    starts = np.array([True, *borders[1:]])
    scores = np.random.default_rng(seed).normal(size=(len(starts), len(TAGS))).astype(np.float32)
    moves = allowed_moves(TAGS) + np.float32(0.5 * likings)
    whole = best_tags(scores, moves, starts).tolist()
    apart = [
        tag
        for part in np.split(scores, np.flatnonzero(starts)[1:])
        for tag in best_tags(part, moves, np.arange(len(part)) == 0).tolist()
    ]
    assert whole == apart
    assert all(not TAGS[tag].startswith("I-") for tag, start in zip(whole, starts, strict=True) if start)


def test_runs_have_ends_and_types() -> None:
    assert runs(np.array([1, 2, 1, 0, 3, 4, 4]), TAGS) == [(0, 1, "a"), (2, 2, "a"), (4, 6, "b")]


def test_moves_into_an_inside_are_barred() -> None:
    moves = allowed_moves(TAGS)
    assert moves[0, 2] == moves[1, 4] == NEVER
    assert moves[1, 2] == moves[2, 2] == moves[4, 3] == 0


class Table:
    """Links read from a table: token to {token: score}; the window spans all tokens from `start` on."""

    def __init__(self, scores: dict[int, dict[int, float]], start: int = 0, end: int = 100) -> None:
        self.scores, self.start, self.end = scores, start, end

    def __call__(self, token: int) -> tuple[np.ndarray, int]:
        row = np.full(self.end - self.start + 1, -9.0, dtype=np.float32)
        for other, score in self.scores.get(token, {}).items():
            row[other - self.start + 1 if other >= 0 else 0] = score
        return row, self.start


ANNA, SAID, THAT = (0, 0, "source"), (1, 1, "cue"), (2, 5, "content")
BOB, ADDED, MORE = (7, 7, "source"), (8, 8, "cue"), (9, 12, "content")


def test_links_bind_source_cue_and_contents() -> None:
    found = link(
        [ANNA, SAID, THAT, BOB, ADDED, MORE],
        Table({1: {0: 5, 7: 1}, 8: {7: 5, 0: 1}}),
        Table({2: {1: 5}, 9: {8: 5}}),
    )
    assert [(a.source, a.cue, a.content) for a in found] == [(ANNA, SAID, (THAT,)), (BOB, ADDED, (MORE,))]
    assert all(0.9 < a.sure <= 1 for a in found)


def test_a_cue_may_have_no_source_and_several_contents() -> None:
    (only,) = link([ANNA, SAID, THAT, MORE], Table({1: {-1: 5, 0: 1}}), Table({2: {1: 5}, 9: {1: 5}}))
    assert only.source is None
    assert only.content == (THAT, MORE)


def test_a_cue_without_content_attributes_nothing() -> None:
    assert link([ANNA, SAID], Table({}), Table({})) == []


def test_a_content_of_another_window_goes_to_the_nearest_cue() -> None:
    near = link([SAID, MORE], Table({}), Table({}, start=6, end=20))
    assert [(a.cue, a.content) for a in near] == [(SAID, (MORE,))]
    far = (200, 210, "content")
    assert link([SAID, far], Table({}), Table({}, start=150, end=220)) == []


def test_one_long_stretch_among_many_short_ones_takes_no_square_of_room() -> None:
    size = 3000
    scores = np.random.default_rng(1).normal(size=(2 * size, len(TAGS))).astype(np.float32)
    moves = allowed_moves(TAGS) + np.float32(0.5) * np.eye(len(TAGS), dtype=np.float32)
    starts = np.arange(2 * size) % (2 * size) <= size
    tracemalloc.start()
    tags = best_tags(scores, moves, starts)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000  # 180 MB where every stretch is given the room of the longest
    assert np.array_equal(tags[size:], best_tags(scores[size:], moves, np.arange(size) == 0))
    assert not any(TAGS[tag].startswith("I-") for tag in tags[:size])
