"""The packed models: read as they were written, and made for the features that the code computes."""

import pytest

from listeningpost.articles.headlines import TITLE
from listeningpost.articles.models import Linear, Trees, chance, load_linear, load_trees, odds, weigh
from listeningpost.articles.neighbours import AROUND
from listeningpost.articles.scores import OWN


def test_a_tree_goes_low_at_its_edge_and_trees_add_up() -> None:
    trees = ([0, 3.0, -1.0, [1, 0.5, 0.25, 2.0]], [1, 0.5, 0.0, 1.0])
    model = Trees(features=("words", "stop"), start=0.5, trees=trees)
    assert odds(model, [3.0, 0.0]) == pytest.approx(-0.5)
    assert odds(model, [4.0, 0.0]) == pytest.approx(0.75)
    assert odds(model, [4.0, 1.0]) == pytest.approx(3.5)


def test_a_linear_model_counts_by_distance_from_the_mean_and_no_farther_than_three_scales() -> None:
    model = Linear(features=("words",), means=(2.0,), scales=(2.0,), weights=(0.5,))
    assert weigh(model, [4.0]) == pytest.approx(0.5)
    assert weigh(model, [100.0]) == pytest.approx(1.5)


def test_log_odds_of_nought_are_an_even_chance() -> None:
    assert chance(0.0) == 0.5
    assert chance(-1000.0) > 0.0


def test_the_packed_models_are_for_the_features_of_the_code_in_their_order() -> None:
    assert load_trees("glance").features == OWN
    assert load_trees("lines").features == (*OWN, *AROUND)
    assert load_linear("titles").features == (*OWN, *TITLE)
