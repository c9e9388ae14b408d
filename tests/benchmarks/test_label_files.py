"""Labels are written by quoting: a quotation means one place or is refused, and a file is checked in words."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.label_files import left_out, quoted, sheet, shown_before, with_offsets, written_in
from benchmarks.passages import LABELS, Placed, listed
from benchmarks.quoting import faults, place, resolved

TEXT = "He was late. “The gate,” he told the\nHarbour Post, “is shut.” Vale said the Harbour Post knew."
SAID: dict[str, Any] = {
    "source": "he", "cue": "told", "content": ["The gate", "is shut."], "speaker": {"name": "Bo Vale"},
    "kind": "direct", "nested_in": None,
}  # fmt: skip


def write(*items: dict[str, Any], names: Any = ()) -> dict[str, Any]:
    return {"id": "dev-001", "attributions": list(items), "names": names}


def test_a_quotation_is_found_as_whole_words_across_line_breaks() -> None:
    start, end = place(TEXT, "told the Harbour Post")
    assert TEXT[start:end] == "told the\nHarbour Post"
    assert TEXT[slice(*place(TEXT, "he"))] == "he"  # not the one in "The", not "He"


def test_what_stands_twice_needs_its_number() -> None:
    with pytest.raises(ValueError, match=r"stands 2 times: write Harbour Post#1 to Harbour Post#2"):
        place(TEXT, "Harbour Post")
    assert place(TEXT, "Harbour Post#2")[0] == TEXT.rindex("Harbour")


def test_a_source_or_cue_without_a_number_is_the_one_nearest_to_the_content() -> None:
    text = "Oster said no. Vale said that Oster said yes."
    yes, told = [[text.index("yes"), text.index("yes") + 3]], [[text.index("Oster said yes"), len(text) - 1]]
    assert place(text, "said", yes)[0] == text.rindex("said")
    assert place(text, "said", told)[0] == text.index("said that")
    assert place(text, "said#1", yes)[0] == text.index("said")
    with pytest.raises(ValueError, match="stands 2 times"):
        place("he said A he", "he", [[3, 9]])  # one blank away on either side


@pytest.mark.parametrize("words", ["the bridge", "Harbour Post#3", "bridge#1", "Harbour Post#0", "a ~ b ~ c"])
def test_what_does_not_stand_there_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"does not stand in the passage|more than one ~"):
        place(TEXT, words)


def test_from_the_first_words_to_the_last() -> None:
    start, end = place(TEXT, "He was ~ Harbour Post")
    assert TEXT[start:end] == "He was late. “The gate,” he told the\nHarbour Post"


def test_labels_become_offsets_and_read_back_as_the_same_words() -> None:
    labels, wrong = resolved(TEXT, write(SAID, names=[["Harbour Post", "media", "Harbour Post"]]))
    assert wrong == []
    item = labels["attributions"][0]
    assert [TEXT[a:b] for a, b in item["content"]] == ["The gate", "is shut."]
    assert item["speaker"] == {"name": "Bo Vale", "descriptor": None, "anonymous": False}
    assert item["attribution"] == "speech"
    assert [name["span"][0] for name in labels["names"]] == [TEXT.index("Harbour"), TEXT.rindex("Harbour")]
    assert "'The gate' … 'is shut.'" in "".join(quoted(labels, TEXT))


def test_a_name_within_a_longer_one_is_not_taken_again() -> None:
    names = [["Post", "media", "Post"], ["Harbour Post", "media", "Harbour Post"]]
    labels, _ = resolved(TEXT, write(names=names))
    assert {name["entity"] for name in labels["names"]} == {"Harbour Post"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"content": None}, "no content"),
        ({"content": ["The bridge"]}, "'The bridge' does not stand"),
        ({"kind": "said"}, "kind 'said' is none of"),
        ({"attribution": "rumour"}, "attribution 'rumour' is none of"),
        ({"speaker": {}}, "no name and no descriptor"),
        ({"speaker": {"name": "Bo Vale", "anonymous": True}}, "a name and is anonymous"),
        ({"speaker": {"nane": "Bo Vale", "name": "Bo Vale"}}, "no such key of speaker 'nane'"),
        ({"nested_in": 0}, "nested_in 0 is no attribution before this one"),
        ({"sauce": "he"}, "no such key 'sauce'"),
    ],
)
def test_faults_are_named(change: dict[str, Any], fault: str) -> None:
    _, wrong = resolved(TEXT, write({**SAID, **change}))
    assert any(line.startswith("dev-001: ") and fault in line for line in wrong)


def test_offsets_outside_the_passage_and_unknown_types_are_faults() -> None:
    labels, _ = resolved(TEXT, write(SAID))
    labels["attributions"][0]["cue"] = [[2, 900]]
    labels["names"] = [{"span": [0, 2], "type": "ship", "entity": "He"}]
    assert [line.split(":")[0] for line in faults(labels, TEXT)] == ["attribution 0", "name 'He'"]


def test_files_may_be_a_list_or_objects_one_after_another(tmp_path: Path) -> None:
    file = tmp_path / "w.json"
    for text in ('[{"id": "a"}, {"id": "b"}]', '{"id": "a"}\n{"id":\n "b"}\n', '{"id": "a"},\n{"id": "b"}'):
        file.write_text(text, encoding="utf-8")
        assert [item["id"] for item in written_in(file)] == ["a", "b"]


def test_a_sheet_shows_what_stands_before_the_passage() -> None:
    placed = Placed("dev-001", "made", "dev", TEXT, 13, len(TEXT), {"title": "The gate", "date": None})
    assert sheet(placed).startswith("=== dev-001  (made; title: The gate)\n[He was late.]\n---\n“The gate,” he told")
    assert with_offsets("Bo said") == "Bo|0 said|3"


def test_of_much_before_a_passage_lead_and_end_are_shown() -> None:
    shown = shown_before("The lead says who. " + "word " * 1_000 + "The end.")
    assert shown.startswith("The lead says who. word")
    assert shown.endswith("word The end.")
    assert " [...] word" in shown
    assert len(shown) < 2_000
    assert shown_before("All of it.") == "All of it."


def test_passages_left_out_between_the_first_and_the_last_are_named() -> None:
    assert left_out(["b", "e"], ["a", "b", "c", "d", "e", "f"]) == ["c", "d"]
    assert left_out(["a", "b"], ["a", "b", "c"]) == []
    assert left_out([], ["a"]) == []


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_committed_labels_keep_to_their_passages(split: str) -> None:
    lengths = {row["id"]: row["where"]["end"] - row["where"]["start"] for row in listed(split)}
    labelled = written_in(LABELS / f"{split}.jsonl")
    assert [labels["id"] for labels in labelled] == list(lengths)  # all of them, in their order
    wrong = [(labels["id"], fault) for labels in labelled for fault in faults(labels, "x" * lengths[labels["id"]])]
    assert wrong == []
    inner = [item for labels in labelled for item in labels["attributions"] if item["nested_in"] is not None]
    assert len(inner) >= 60
