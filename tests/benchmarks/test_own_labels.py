"""The scorer of the own labels, on passages made up for it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.label_scores import Compared, figures, is_hard, same_speaker, scored, table
from benchmarks.own_labels import agreement, differences, main
from benchmarks.passages import Placed
from benchmarks.quoting import resolved
from benchmarks.readings import cut_spans, nearest, ours, said
from listeningpost.knowledge import Knowledge, open_knowledge

TEXT = "The Harbour Post quoted Ann Oster as saying the bridge would hold. He said the sea was calm."
TELLER: dict[str, Any] = {
    "source": "Harbour Post", "cue": "quoted", "content": "Ann Oster ~ hold", "kind": "indirect",
    "speaker": {"name": "Harbour Post"},
}  # fmt: skip
INNER: dict[str, Any] = {
    "source": "Ann Oster", "cue": "as saying", "content": "the bridge would hold", "kind": "indirect",
    "speaker": {"name": "Ann Oster"}, "nested_in": 0,
}  # fmt: skip
HE: dict[str, Any] = {
    "source": "He", "cue": "said", "content": "the sea was calm", "kind": "indirect", "speaker": {"name": "Bo Vale"},
}  # fmt: skip
NAMES = [["Harbour Post", "media", "Harbour Post"], ["Ann Oster", "person", "Ann Oster"]]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


def labels(*items: dict[str, Any], names: Any = NAMES) -> dict[str, Any]:
    made, wrong = resolved(TEXT, {"id": "dev-001", "attributions": list(items), "names": names})
    assert wrong == []
    return made


GOLD = labels(TELLER, INNER, HE)


def measured(given: dict[str, Any], knowledge: Knowledge, gold: dict[str, Any] = GOLD) -> dict[str, float]:
    return figures(scored([Compared(TEXT, gold, given)], knowledge))


def test_labels_against_themselves_are_right(knowledge: Knowledge) -> None:
    assert set(measured(GOLD, knowledge).values()) == {1.0}


def test_nothing_given_is_nothing_found(knowledge: Knowledge) -> None:
    assert set(measured(labels(names=[]), knowledge).values()) == {0.0}


def test_a_chain_needs_both_levels_and_their_order(knowledge: Knowledge) -> None:
    assert measured(labels(TELLER, {**INNER, "nested_in": None}, HE), knowledge)["nested chains"] == 0.0
    turned = labels({**INNER, "nested_in": None}, {**TELLER, "nested_in": 0}, HE)
    assert measured(turned, knowledge)["nested chains"] == 0.0
    other_cue = labels({**TELLER, "cue": "The"}, INNER, HE)
    assert measured(other_cue, knowledge)["nested chains"] == 0.0
    wider = labels({**TELLER, "source": "The Harbour Post"}, INNER, HE)
    assert measured(wider, knowledge)["nested chains"] == 1.0
    assert measured(other_cue, knowledge)["attributions, overlap"] == 1.0


def test_an_attribution_needs_source_and_content(knowledge: Knowledge) -> None:
    wrong_source = measured(labels(TELLER, INNER, {**HE, "source": "Ann Oster"}), knowledge)
    assert wrong_source["attributions, overlap"] == pytest.approx(2 / 3)
    assert wrong_source["content characters"] == 1.0
    short = measured(labels(TELLER, INNER, {**HE, "content": "calm"}), knowledge)
    assert (short["attributions, overlap"], short["attributions, half"]) == (1.0, pytest.approx(2 / 3))


def test_the_speaker_is_an_entity_and_hard_ones_count_apart(knowledge: Knowledge) -> None:
    found = measured(labels(TELLER, INNER, {**HE, "speaker": {"name": "Ann Oster"}}), knowledge)
    assert found["speaker right"] == pytest.approx(2 / 3)
    assert found["  pronoun, title, orphan"] == 0.0
    assert [is_hard(item, TEXT) for item in GOLD["attributions"]] == [False, False, True]


@pytest.mark.parametrize(
    ("gold", "given", "right"),
    [
        ({"name": "Ann Oster"}, {"name": "Oster"}, True),
        ({"name": "Ann Oster"}, {"name": None}, False),
        ({"name": "United Nations"}, {"name": "UN"}, True),  # another name of one actor
        ({"name": None, "descriptor": "the police"}, {"name": "Police"}, True),
        ({"name": None, "descriptor": "an official"}, {"name": "Ann Oster"}, False),
        ({"name": None, "descriptor": "an official"}, {"name": None, "descriptor": "the official"}, True),
        ({"name": None, "descriptor": "an official"}, {"name": None, "descriptor": "he"}, False),
        ({"name": None, "anonymous": True}, {"name": None, "anonymous": True}, True),
        ({"name": None, "descriptor": "the minister", "best": "Ann Oster"}, {"name": "Ann Oster"}, True),
        ({"name": None, "descriptor": "the minister", "best": "Ann Oster"}, {"descriptor": "minister"}, True),
        ({"name": None, "descriptor": "the minister", "best": "Ann Oster"}, {"name": "Bo Vale"}, False),
    ],
)
def test_when_two_speakers_are_the_same(gold: Any, given: Any, right: bool, knowledge: Knowledge) -> None:
    assert same_speaker(gold, given, knowledge) is right


def test_an_optional_label_is_neither_missed_nor_wrong(knowledge: Knowledge) -> None:
    gold = labels(TELLER, INNER, {**HE, "optional": True})
    assert measured(labels(TELLER, INNER), knowledge, gold)["attributions, overlap"] == 1.0
    assert measured(GOLD, knowledge, gold)["attributions, overlap"] == 1.0
    optional_chain = labels({**TELLER, "optional": True}, INNER, HE)
    counts = scored([Compared(TEXT, optional_chain, GOLD)], knowledge)
    assert (counts["chains gold"], counts["chains given"], counts["chains right"]) == (0, 0, 0)


def test_names_count_by_words_and_by_type(knowledge: Knowledge) -> None:
    given = labels(TELLER, INNER, HE, names=[["Harbour Post", "organisation", "x"], ["Ann Oster", "person", "x"]])
    found = measured(given, knowledge)
    assert (found["names untyped"], found["names typed"]) == (1.0, 0.5)


def test_agreement_is_the_same_both_ways(knowledge: Knowledge) -> None:
    one, other = {"dev-001": GOLD, "dev-002": GOLD}, {"dev-001": labels(TELLER, INNER)}
    texts = {"dev-001": TEXT}
    assert agreement(one, other, texts, knowledge) == agreement(other, one, texts, knowledge)
    assert "1 passages in both files" in agreement(one, other, texts, knowledge)
    assert "attributions, overlap        0.800" in agreement(one, other, texts, knowledge)


def test_differences_name_what_is_missed_wrong_and_otherwise_said(knowledge: Knowledge) -> None:
    other = labels(TELLER, {**INNER, "nested_in": None}, {**HE, "source": "Ann Oster"})
    lines = list(differences(Compared(TEXT, GOLD, other), knowledge))
    assert lines == [
        "- dev-001 He | said | the sea was calm",
        "+ dev-001 Ann Oster | said | the sea was calm",
        "? dev-001 Ann Oster | as saying | the bridge would hold: nested in the first only",
    ]
    renamed = labels(TELLER, INNER, {**HE, "speaker": {"name": "Ann Oster"}})
    (line,) = differences(Compared(TEXT, GOLD, renamed), knowledge)
    assert line == "? dev-001 He | said | the sea was calm: Bo Vale / Ann Oster"


def test_the_table_has_a_column_for_each_reader(knowledge: Knowledge) -> None:
    counts = scored([Compared(TEXT, GOLD, GOLD)], knowledge)
    lines = table({"ours": counts, "nearest": Counter()}, "ours").splitlines()
    assert lines[0].split() == ["ours", "nearest", "n"]
    assert lines[1].split()[-3:] == ["1.000", "0.000", "3"]


# ---- what is found in a passage
def placed(before: str = "") -> Placed:
    document = before + TEXT
    return Placed("dev-001", "made", "dev", document, len(before), len(document), {"date": None, "outlet": None})


def test_only_what_stands_in_the_passage_is_kept_and_counted_from_its_start() -> None:
    assert cut_spans([[2, 8], [9, 30], [40, 50]], (5, 20)) == [[0, 3], [4, 15]]
    assert cut_spans([3, 9], (5, 20)) == [[0, 4]]
    assert cut_spans(None, (5, 20)) == []


STATEMENT: dict[str, Any] = {
    "id": "s1", "source_span": [24, 33], "cue_span": [34, 43], "content_spans": [[44, 65]], "kind": "indirect",
    "attribution": "speech", "speaker": {"name": "Ann Oster"}, "nested_in": None,
    "via": [
        {"name": "Harbour Post", "span": [4, 16], "basis": "sentence"}, {"name": "X", "span": None, "basis": "page"},
    ],
}  # fmt: skip


def test_a_teller_becomes_the_outer_attribution() -> None:
    outer, inner = said([STATEMENT], (0, len(TEXT)))
    assert (outer["source"], outer["nested_in"]) == ([[4, 16]], None)
    assert (inner["source"], inner["nested_in"]) == ([[24, 33]], 0)
    assert outer["cue"] == inner["cue"]
    told = {**STATEMENT["via"][0], "cue_span": [17, 23]}
    assert said([{**STATEMENT, "via": [told]}], (0, len(TEXT)))[0]["cue"] == [[17, 23]]


def test_a_statement_within_a_statement_stands_behind_it() -> None:
    inner = {**STATEMENT, "id": "s2", "via": [], "nested_in": "s1", "content_spans": [[48, 65]]}
    items = said([inner, {**STATEMENT, "via": []}], (0, len(TEXT)))
    assert [item["nested_in"] for item in items] == [None, 0]
    assert items[1]["content"] == [[48, 65]]


def test_two_statements_of_one_telling_have_one_teller() -> None:
    again = {**STATEMENT, "id": "s2", "content_spans": [[48, 65]]}
    assert [item["nested_in"] for item in said([STATEMENT, again], (0, len(TEXT)))] == [None, 0, 0]


def test_ours_reads_the_document_and_keeps_the_passage(knowledge: Knowledge) -> None:
    found = ours(placed("Bo Vale, the harbour master, spoke to reporters. He said the pier was safe. "), knowledge)
    contents = [TEXT[a:b] for item in found["attributions"] for a, b in item["content"]]
    assert contents
    assert all("pier" not in words for words in contents)
    assert any("the sea was calm" in words for words in contents)


def test_the_baseline_takes_the_nearest_name_and_for_a_pronoun_the_one_before() -> None:
    found = nearest(placed())["attributions"]
    assert [item["speaker"]["name"] for item in found] == ["Ann Oster"]
    assert [TEXT[a:b] for a, b in found[0]["source"]] == ["He"]


# ---- the command
def test_what_is_absent_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--labels", str(tmp_path / "none.jsonl")]) == 0
    assert "is absent (the passages are not labelled yet)" in capsys.readouterr().out


def test_absent_data_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text('{"id": "dev-001", "attributions": [], "names": []}\n', encoding="utf-8")
    monkeypatch.setenv("DATA", str(tmp_path / "nowhere"))
    assert main(["--labels", str(file)]) == 0
    assert "the shared data is absent" in capsys.readouterr().out


def test_the_test_half_is_not_read_for_misses(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--split", "test", "--misses"])
    assert "not to be read for misses" in capsys.readouterr().err
