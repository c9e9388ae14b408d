"""The best trees with one root, against trying every possibility."""

from itertools import pairwise, product

import numpy as np
import pytest
from growth import steepness
from hypothesis import given, settings
from hypothesis import strategies as st

from listeningpost.language.trees import best_heads, best_tree

CUBED = 25.0  # four times the tokens take up to sixteen times the time where it is squared; sixty-four where cubed
seeds = st.integers(0, 10_000)


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(-1) != 1:
        return False
    for start in range(len(heads)):
        seen, node = set[int](), start
        while node != -1:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node]
    return True


def worth(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[at, head + 1] for at, head in enumerate(heads)))


@settings(deadline=None)
@given(seeds, st.integers(1, 5))
def test_trees_are_the_best_with_one_root(seed: int, size: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    scores[:, 0] -= 2
    trees = [heads for heads in product(range(-1, size), repeat=size) if is_tree(heads)]
    found = tuple(best_tree(scores))
    assert is_tree(found)
    with_its_root = [heads for heads in trees if heads.index(-1) == found.index(-1)]
    assert worth(scores, found) == pytest.approx(max(worth(scores, heads) for heads in with_its_root), abs=1e-4)


@settings(deadline=None)
@given(seeds, st.integers(2, 40))
def test_one_root_also_where_all_would_be_roots(seed: int, size: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    scores[:, 0] += 5
    assert is_tree(tuple(best_tree(scores)))


@settings(deadline=None)
@given(seeds, st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_sentences_of_a_window_have_the_trees_they_have_alone(seed: int, lengths: list[int]) -> None:
    bounds = [0, *np.cumsum(lengths).tolist()]
    scores = np.random.default_rng(seed).normal(size=(bounds[-1], bounds[-1] + 1)).astype(np.float32)
    alone = list[int]()
    for start, end in pairwise(bounds):
        own = np.hstack([scores[start:end, :1], scores[start:end, start + 1 : end + 1]])
        alone += [head + start if head >= 0 else -1 for head in best_tree(own)]
    assert best_heads(scores, bounds) == alone


def test_circles_within_circles_take_no_cubed_time() -> None:
    scores = np.random.default_rng(1).normal(size=(900, 901)).astype(np.float32)
    scores[:, 0] -= 100  # nothing leads to the root: every token is drawn into one circle after the other

    def work(share: float) -> None:
        size = int(900 * share)
        assert is_tree(tuple(best_tree(scores[:size, : size + 1])))

    assert steepness(work) <= CUBED
