"""B-cubed as its definition reads, and the halves of events that are kept apart."""

import pytest

from benchmarks.stories import b_cubed
from benchmarks.story_sets import Report, part_of
from training.news_words import count, rarity_of, table_of


def test_b_cubed_of_groups_that_are_right_too_large_and_too_small() -> None:
    events = ["a", "a", "a", "b"]
    assert b_cubed(events, [[0, 1, 2], [3]]) == (1.0, 1.0, 1.0)
    f1, precision, recall = b_cubed(events, [[0, 1, 2, 3]])
    assert (precision, recall) == (pytest.approx((3 * 3 / 4 + 1 / 4) / 4), 1.0)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))
    assert b_cubed(events, [[0], [1], [2], [3]])[1:] == (1.0, pytest.approx((3 * 1 / 3 + 1) / 4))


def test_all_pages_of_an_event_are_of_one_half() -> None:
    halves = {part_of(Report("set", str(event), "", "", "", "")) for event in range(20)}
    assert halves == {"dev", "test"}
    assert len({part_of(Report("set", "7", str(page), "", "", "")) for page in range(20)}) == 1


def test_words_are_listed_by_how_few_texts_have_them() -> None:
    counts, number = count(["The dam broke.", "The dam held, the dam stood.", "The ferry"])
    assert (number, counts["dam"], counts["the"]) == (3, 2, 3)
    assert rarity_of(3, 3) < rarity_of(2, 3) < rarity_of(0, 3)
    assert "dam" in table_of(counts, number)
