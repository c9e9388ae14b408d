"""The scorer of utterances and figure series on made-up labels: every row can fall, and falls for its own reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import utterance_baseline
from benchmarks.utterance_matching import Labels
from benchmarks.utterance_measures import (
    b_cubed,
    drift_found,
    flags_found,
    held_apart,
    joined,
    plain_flag,
    relations_right,
)
from benchmarks.utterances_score import given_of, read_given, rows, table


def told(document: str, start: int, end: int) -> dict[str, Any]:
    return {"document": document, "source": None, "content": [[start, end]]}


def one(telling: int) -> dict[str, Any]:
    return {"telling": telling, "words": None}


PORT = {
    "kind": "utterance", "id": "port", "event": "e", "speaker": "Ann Oster",
    "tellings": [told("a", 0, 10), told("b", 0, 10), told("c", 0, 10)],
    "others": [{**told("a", 50, 60), "why": "claim"}], "optional": [told("b", 50, 60)],
    "drift": [
        {"kind": "hedge", "variants": [[one(0)], [one(1), one(2)]]},
        {"kind": "value", "variants": [[one(0)], [one(1)], [one(2)]]},
    ],
}  # fmt: skip
GATE = {
    **PORT, "id": "gate", "tellings": [told("a", 20, 30), told("b", 20, 30)], "others": [], "optional": [], "drift": []
}  # fmt: skip
BOATS = {
    "kind": "figure_series", "id": "boats", "event": "e", "flags": ["conflict"],
    "points": [
        {"document": "a", "span": [70, 72], "relation": "first"},
        {"document": "b", "span": [70, 72], "relation": "conflict"},
    ],
    "others": [{"document": "c", "span": [70, 72], "why": "part"}],
}  # fmt: skip
LABELS = [PORT, GATE, BOATS]


def given(*places: tuple[str, int, int], drift: Any = ()) -> dict[str, Any]:
    plain = [{"document": document, "spans": [[start, end]]} for document, start, end in places]
    return {"kind": "utterance", "tellings": plain, "drift": list(drift)}


def tellings() -> Labels:
    return Labels(LABELS, "utterance")


def score(name: str, *groups: dict[str, Any]) -> Any:
    return dict(rows(LABELS, groups))[name]


def test_labels_given_back_are_all_right() -> None:
    for name, found in rows(LABELS, given_of(LABELS)):
        assert found.f1 == 1, name


def test_nothing_given_finds_nothing() -> None:
    assert {found.f1 for name, found in rows(LABELS, []) if "B-cubed" not in name} == {0.0}
    assert score("tellings: B-cubed").precision == 1  # each alone
    assert score("tellings: B-cubed").recall == pytest.approx((3 * (1 / 3) + 2 * (1 / 2)) / 5)


def test_a_place_counts_from_half_of_the_shorter_one_on() -> None:
    assert len(joined(tellings(), [given(("a", 5, 15), ("b", 0, 10))]).right) == 1
    assert len(joined(tellings(), [given(("a", 6, 16), ("b", 0, 10))]).right) == 0
    assert len(joined(tellings(), [given(("a", 0, 30), ("b", 0, 10))]).right) == 1  # holds both labelled tellings


def test_another_claim_joined_is_wrong_and_an_optional_one_is_not() -> None:
    assert score("tellings: pairs", given(("a", 0, 10), ("a", 50, 60))).given == 1
    assert score("tellings: pairs", given(("b", 0, 10), ("b", 50, 60))).given == 0


def test_two_utterances_joined_are_wrong() -> None:
    found = score("tellings: pairs", given(("a", 0, 10), ("b", 0, 10), ("a", 20, 30)))
    assert (found.right, found.given, found.gold) == (1, 3, 4)
    assert score("tellings: B-cubed", given(("a", 0, 10), ("a", 20, 30))).precision < 1


def test_what_is_not_labelled_counts_only_where_strangers_are_wrong() -> None:
    groups = given(("a", 0, 10), ("b", 0, 10), ("c", 80, 90))
    assert score("tellings: pairs", groups).precision == 1
    assert score("tellings: pairs, strangers wrong", groups).precision == pytest.approx(1 / 3)


def test_the_same_telling_twice_is_one_and_no_pair() -> None:
    found = joined(tellings(), [given(("a", 0, 10), ("a", 1, 9), ("b", 0, 10))])
    assert len(found.right) == 1
    assert not found.wrong


def test_groups_whole_needs_every_pair() -> None:
    assert score("tellings: groups whole", given(("a", 20, 30), ("b", 20, 30))).found == 1
    assert score("tellings: groups whole", given(("a", 0, 10), ("b", 0, 10))).found == 0


def test_drift_is_found_from_whatever_telling_it_is_shown() -> None:
    variants = PORT["drift"][1]["variants"]  # type: ignore[index]
    assert held_apart(variants, [(0, 1), (0, 2)]) == held_apart(variants, [(2, 1), (1, 0)]) == 2
    assert held_apart(variants, [(0, 1)]) == 1
    assert held_apart(PORT["drift"][0]["variants"], [(1, 2)]) == 0  # type: ignore[index]


def test_drift_needs_its_kind_its_tellings_and_its_group() -> None:
    places = ("a", 0, 10), ("b", 0, 10), ("c", 0, 10)
    hedge = {"kind": "hedge", "was": 0, "now": 1}
    assert drift_found(tellings(), [given(*places, drift=[hedge])])["all"][:] == (1, 3, 1, 1)
    wrong_pair = drift_found(tellings(), [given(*places, drift=[{**hedge, "was": 2}])])["all"]
    assert (wrong_pair.found, wrong_pair.right, wrong_pair.given) == (0, 0, 1)
    other = [given(*places, drift=[{**hedge, "kind": "scope"}])]
    assert drift_found(tellings(), other)["all"].right == 0
    assert drift_found(tellings(), other, any_kind=True)["all"].right == 1
    assert drift_found(tellings(), other)["scope"].given == 1
    apart = [given(("a", 0, 10), ("b", 20, 30), drift=[hedge])]
    assert drift_found(tellings(), apart)["all"].given == 0  # tellings of two utterances: the pair is what is wrong


def test_flags_are_taken_from_the_series_with_most_points() -> None:
    points = [{"document": d, "span": [70, 72]} for d in "ab"]
    series = {"kind": "figure_series", "points": points, "flags": ["conflict", "unchanged since 2021"]}
    found = flags_found(Labels(LABELS, "figure_series"), [series, {**series, "points": points[:1], "flags": ["drift"]}])
    assert found["all"][:] == (1, 1, 1, 2)
    assert found["unchanged"].precision == 0
    assert plain_flag("unchanged since 2021") == "unchanged"


def test_a_relation_is_right_or_wrong_where_it_is_told() -> None:
    said = {"a": "first", "b": "update"}
    points = [{"document": document, "span": [70, 72], "relation": told_as} for document, told_as in said.items()]
    found = relations_right(Labels(LABELS, "figure_series"), [{"kind": "figure_series", "points": points}])
    assert found[:] == (1, 2, 1, 2)


def test_a_figure_that_is_a_part_is_wrong() -> None:
    points = [{"document": d, "span": [70, 72]} for d in "ac"]
    assert score("figures: pairs", {"kind": "figure_series", "points": points}).given == 1


def test_b_cubed_is_one_for_the_labels() -> None:
    assert b_cubed(tellings(), given_of([PORT, GATE])).f1 == 1


def test_given_files_are_refused_by_line(tmp_path: Path) -> None:
    file = tmp_path / "given.jsonl"
    file.write_text(json.dumps(given(("a", 0, 1), ("z", 0, 1))) + "\n")
    with pytest.raises(ValueError, match=r"line 1: z is no document of this half"):
        read_given(file, {"a"})
    file.write_text('{"kind": "copy"}\n')
    with pytest.raises(ValueError, match=r"line 1: kind is none of utterance, figure_series"):
        read_given(file, {"a"})


def test_systems_stand_side_by_side() -> None:
    lines = list(table([("one", list(rows(LABELS, []))), ("two", list(rows(LABELS, given_of(LABELS))))]))
    assert lines[0].split() == ["one", "two", "n"]
    assert "0.000 P0.000 R0.000" in lines[1]
    assert "1.000 P1.000 R1.000" in lines[1]
    assert lines[1].endswith(" 4")


# ---- the baseline
TEXTS = {
    "a": "Ann Oster said the old port would reopen in May. Nearly 40 boats sank.",
    "b": "The old port would reopen in June, Oster said. Some 40 boats sank; forty men left.",
}


def labelled(document: str, words: str, source: str, **more: Any) -> dict[str, Any]:
    start, named = TEXTS[document].index(words), TEXTS[document].index(source)
    return {**told(document, start, start + len(words)), "source": [[named, named + len(source)]], **more}


def test_the_baseline_joins_by_surname_and_words() -> None:
    group = {
        **PORT,
        "tellings": [
            labelled("a", "the old port would reopen in May", "Ann Oster"),
            labelled("b", "The old port would reopen in June", "Oster"),
        ],
        "others": [{**labelled("b", "forty men left", "Oster"), "why": "speaker"}],
        "optional": [],
    }
    (found,) = utterance_baseline.utterances([group], TEXTS)
    assert [item["document"] for item in found["tellings"]] == ["a", "b"]
    assert utterance_baseline.surname({"document": "a", "source": None}, "Bo Vale", TEXTS) == "vale"
    assert utterance_baseline.surname({"document": "a", "source": None}, None, TEXTS) is None


def test_the_baseline_joins_the_same_number_of_the_same_thing() -> None:
    points = [{"document": d, "span": [TEXTS[d].index("40"), TEXTS[d].index("40") + 2]} for d in "ab"]
    series = utterance_baseline.series([{**BOATS, "points": points, "others": []}], TEXTS)
    assert [len(found["points"]) for found in series] == [2]
    assert utterance_baseline.value_of("4.3 million infections") == 4_300_000
    assert utterance_baseline.value_of("22, 000 refugees") == 22_000
    assert utterance_baseline.value_of("seven") == 7
    assert utterance_baseline.noun_of("saw 40 boats sink", 4, 6) == "boats"
