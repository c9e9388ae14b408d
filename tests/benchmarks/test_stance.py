"""Where texts stand to claims: measures, fits and scores on made-up data."""

import numpy as np
import pytest

from benchmarks.stance import f_by_kind, fit_bands, fnc_score, in_bands
from benchmarks.stance_measures import contained, counted, perspective, stems_of, vocabulary, words_of
from benchmarks.stance_of_denials import auc
from benchmarks.stance_sets import Pair, rumours_of
from training.choices import fit_choice

KINDS = np.array([0, 1, 2, 0, 1, 2] * 40, dtype=np.intp)


def test_a_choice_is_learned_that_one_number_cannot_tell() -> None:
    noise = np.random.default_rng(7).normal(0, 0.3, (len(KINDS), 3))
    values = np.c_[np.cos(2.1 * KINDS), np.sin(2.1 * KINDS), np.zeros(len(KINDS))] + noise
    fitted = fit_choice(values[:120], KINDS[:120], 1.0)
    assert (fitted.of(values[120:]) == KINDS[120:]).mean() > 0.95
    assert np.array_equal(fitted.of(np.zeros((1, 3)) + fitted.weights[:, 1] * 9), [1])


def test_a_rare_kind_weighs_as_much_as_a_common_one() -> None:
    labels = np.array([0] * 190 + [1] * 10, dtype=np.intp)
    values = np.r_[np.tile([0.0, 1.0], 95), np.ones(10)][:, None]
    assert np.array_equal(fit_choice(values, labels, 0.1).of(np.array([[0.0], [1.0]])), [0, 1])


def test_the_fnc_score_gives_a_quarter_for_related_or_not_and_the_rest_for_the_stance() -> None:
    gold = np.array([0, 1, 3, 3], dtype=np.intp)
    assert fnc_score(gold, gold) == 1.0
    assert fnc_score(gold, np.array([1, 1, 3, 0], dtype=np.intp)) == pytest.approx((0.25 + 1 + 0.25) / 2.5)
    assert fnc_score(gold, np.full(4, 3, dtype=np.intp)) == pytest.approx(0.5 / 2.5)


def test_f_counts_both_ways_of_being_wrong() -> None:
    gold, given = np.array([0, 0, 1], dtype=np.intp), np.array([0, 1, 1], dtype=np.intp)
    assert f_by_kind(gold, given, 3).tolist() == pytest.approx([2 / 3, 2 / 3, 0.0])


def test_auc_is_the_share_of_right_ones_above_wrong_ones() -> None:
    assert auc(np.array([3.0, 1.0, 2.0, 1.0]), [True, True, False, False]) == pytest.approx((1 + 1 + 0 + 0.5) / 4)
    assert np.isnan(auc(np.array([1.0]), [True]))


def test_bands_are_cut_where_the_kinds_change() -> None:
    values = np.linspace(0, 1, 90)
    labels = np.repeat(np.array([2, 0, 1], dtype=np.intp), 30)
    given = in_bands(values, fit_bands(values, labels, 3))
    assert (given == labels).mean() > 0.9


def test_bodies_that_share_a_headline_are_of_one_rumour_by_way_of_others_too() -> None:
    first, second, third, alone, none = rumours_of([["b"], ["c", "a"], ["b", "c"], ["z"], []])
    assert first == second == third == "a"
    assert (alone, none) == ("z", "")


def test_words_of_refuting_and_negating_are_counted_whatever_the_apostrophe() -> None:
    words = words_of("The hoax wasn’t confirmed, and isn't funny")
    assert counted(words) == [1, 0, 1, 0, 2]
    assert counted(words_of("A harmful plan isn't good"), ("harmful", "beneficial")) == [2, 1]


def test_containment_counts_telling_words_alone() -> None:
    claim = stems_of(words_of("the smuggler vanished"))
    assert contained(claim, stems_of(words_of("smugglers of the north"))) == pytest.approx(0.5, abs=0.2)
    assert contained(claim, stems_of(words_of("the the the"))) == contained({}, claim) == 0


def test_a_perspective_counts_its_words_anew_where_the_claim_is_against_something() -> None:
    vectors = {text: np.eye(4, dtype=np.float32)[0] for text in ("Ban zoos", "Keep zoos", "cages hurt")}
    number = {word: at for at, word in enumerate(["cages", "hurt"])}
    banned, kept = (
        perspective(Pair("train", claim, "cages hurt", "support"), vectors, number)
        for claim in ("Ban zoos", "Keep zoos"))
    assert banned[-4:].tolist() == [1, 1, 1, 1]
    assert kept[-4:].tolist() == [1, 1, 0, 0]
    assert vocabulary([Pair("train", "", "cages", "support")] * 8) == ["cages"]
