"""Words of many rows that stand in one, and what rests on them."""

import numpy as np
import pytest

from listeningpost.record.crossing import cross
from listeningpost.record.story_likeness import _products


def ids(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.array(numbers, dtype=np.uint32)


def test_each_shared_word_is_told_with_its_row_and_both_places() -> None:
    found = cross(ids(2, 5, 9), [ids(1, 5), ids(), ids(2, 3, 9)])
    assert [*zip(found.rows.tolist(), found.mine.tolist(), found.theirs.tolist(), strict=True)] == [
        (0, 1, 1), (2, 0, 2), (2, 2, 4)]


@pytest.mark.parametrize("others", [[ids(3, 4)], [ids(), ids()]])
def test_nothing_shared_is_nothing_told(others: list[np.ndarray[tuple[int], np.dtype[np.uint32]]]) -> None:
    assert cross(ids(1, 2), others).rows.size == 0
    assert cross(ids(), others).rows.size == 0


def test_one_row_against_many_gives_what_all_against_all_give() -> None:
    rng = np.random.default_rng(7)
    rows = [(np.unique(rng.integers(0, 40, size).astype(np.uint32)), None) for size in (12, 0, 7, 20, 1)]
    weighed = [(words, rng.integers(1, 255, len(words)).astype(np.uint8)) for words, _ in rows]
    whole = _products(weighed[:2], weighed)
    assert whole.any()
    for at in (0, 1):
        assert _products(weighed[at : at + 1], weighed).tolist() == [whole[at].tolist()]
