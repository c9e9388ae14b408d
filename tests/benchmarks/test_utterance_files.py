"""Labels of utterances are written by quoting: a quotation means one place or is refused; label files keep rules."""

from typing import Any

import pytest

from benchmarks.passages import listed, text_of
from benchmarks.utterance_files import HALVES, LISTED, faults, labels_of, listing, quoted, where
from benchmarks.utterance_writing import FLAGS, KINDS, RELATIONS, documents_of, read_lines, resolved, value_of

TEXTS = {
    "g5:1": "“We lost nearly 40 boats,” Ann Oster said on Monday. Oster said that the port could reopen in May.",
    "g5:2": "The port will reopen in May, Oster told reporters.\nShe said 40 boats were lost, and 12 men hurt.",
}
WRITTEN = """
# two pages of one speech
E harbour | dev
U port | Ann Oster | 2020-05-04 | quay
T g5:1 | Oster | the port could reopen in May
T g5:2 | Oster | The port will reopen in May
N g5:2 | She | 40 boats were lost | claim
X modality | 0: could / 1: will
S boats | boats lost | harbour | boats
P g5:1 | nearly {40 boats} | <40 | first
P g5:2 | said {40} boats | 40 | drift
M g5:2 | and {12} men hurt | quantity
F drift
"""


def groups_of(written: str = WRITTEN) -> tuple[list[dict[str, Any]], list[str]]:
    return resolved(list(read_lines(written, "made.txt")), TEXTS)


def words(item: dict[str, Any]) -> list[str]:
    spans = [item["span"]] if "span" in item else item["content"]
    return [TEXTS[item["document"]][a:b] for a, b in spans]


def test_lines_become_groups_with_offsets() -> None:
    (port, boats), wrong = groups_of()
    assert wrong == []
    assert (port["id"], port["split"], port["venue"]) == ("harbour/port", "dev", "quay")
    assert words(port["tellings"][0]) == ["the port could reopen in May"]
    assert port["tellings"][0]["source"] == [[TEXTS["g5:1"].rindex("Oster"), TEXTS["g5:1"].rindex("Oster") + 5]]
    assert port["others"][0]["why"] == "claim"
    said = [TEXTS["g5:1"][slice(*one["words"][0])] for one in port["drift"][0]["variants"][0]]
    assert said == ["could"]
    assert [words(point) for point in boats["points"]] == [["40 boats"], ["40"]]
    assert boats["points"][0]["bound"] == "most"
    assert boats["flags"] == ["drift"]
    quoting = documents_of(list(read_lines(WRITTEN, "made.txt")))
    assert quoting == {"g5:1": ("harbour", "dev"), "g5:2": ("harbour", "dev")}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("T g5:1 | - | the gate", "does not stand"),
        ("T g5:1 | Oster | said", "stands 2 times"),
        ("N g5:1 | - | on Monday | mood", "why is none of"),
        ("X shade | 0: could / 1: will", "no such kind of drift"),
        ("X hedge | 0: could", "two variants or more"),
        ("X hedge | 0: could / 7: will", "index out of range"),
    ],
)  # fmt: skip
def test_a_line_that_means_nothing_is_named_with_its_place(line: str, fault: str) -> None:
    _, wrong = groups_of(WRITTEN.split("S boats")[0] + line)
    assert len(wrong) == 1
    assert fault in wrong[0]
    assert wrong[0].startswith("made.txt:")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("P g5:1 | nearly 40 boats | 40 | repeat", "no {figure}"),
        ("P g5:1 | nearly {40 boats} | forty | repeat", "no value"),
        ("P g5:1 | nearly {40 boats} | 40 | echo", "relation is none of"),
        ("M g5:1 | nearly {40 boats} | mood", "why is none of"),
        ("F loud", "no such flag"),
    ],
)
def test_a_figure_line_that_means_nothing_is_refused(line: str, fault: str) -> None:
    _, wrong = groups_of(WRITTEN + line)
    assert len(wrong) == 1
    assert fault in wrong[0]


def test_values_have_bounds() -> None:
    assert value_of(">84") == {"value": 84.0, "bound": "least"}
    assert value_of("~1.5") == {"value": 1.5, "bound": "about"}
    assert value_of("84") == {"value": 84.0, "bound": None}


def test_faults_are_told_in_words() -> None:
    (port, boats), _ = groups_of()
    assert list(faults(port, TEXTS)) == list(faults(boats, TEXTS)) == []
    boats["points"] = boats["points"][:1]
    few, flag = faults(boats, TEXTS)
    assert few == "harbour/boats: fewer than 2 tellings or points"
    assert flag == "harbour/boats: drift is a relation or a flag, not both"
    port["tellings"][0]["content"] = [[0, 9_999]]
    port["drift"][0]["variants"][1].append(port["drift"][0]["variants"][0][0])
    first, second = faults(port, TEXTS)
    assert first.endswith("is no words")
    assert second.endswith("two variants of a drift of modality")


def test_a_group_is_shown_with_its_words() -> None:
    shown = "\n".join(quoted(groups_of()[0][0], TEXTS))
    assert "The port will reopen in May" in shown
    assert "modality: 0 ['could'] / 1 ['will']" in shown


def test_a_document_is_listed_by_its_place_and_digest_without_its_text() -> None:
    row = listing("wm:7:ref.A", "harbour", "dev", TEXTS["g5:1"])
    assert row["where"]["key"] == "versions.ref.A"
    assert row["where"]["row"] == 7
    assert "boats" not in str(row)
    assert where("ec:3")["file"] == "ecbplus-mentions/ecbplus.jsonl.gz"
    assert text_of({"versions": {"ref.A": ["One.", "Two."]}}, "versions.ref.A") == "One.\n\nTwo."


# ---- the label files themselves
def test_no_event_and_no_document_is_in_both_halves() -> None:
    events = [{group["event"] for group in labels_of(half)} for half in HALVES]
    for one, other in (events, [{row["id"] for row in listed(half, LISTED)} for half in HALVES]):
        assert one
        assert not one & other


def test_labels_name_listed_documents_and_known_kinds_and_hold_no_words() -> None:
    rows = {row["id"]: row for row in listed(None, LISTED)}
    ids = []
    for half in HALVES:
        for group in labels_of(half):
            ids.append(group["id"])
            assert {drift["kind"] for drift in group.get("drift", ())} <= KINDS
            assert {point["relation"] for point in group.get("points", ())} <= RELATIONS
            assert set(group.get("flags", ())) <= FLAGS
            assert [point["relation"] for point in group.get("points", ())].count("first") <= 1
            for item in (*group.get("tellings", ()), *group.get("points", ()), *group["others"]):
                row = rows[item["document"]]
                assert row["split"] == half
                assert all(b <= row["where"]["end"] for _, b in item.get("content", [item.get("span", [0, 0])]))
                assert set(item) <= {
                    "document", "source", "content", "speaker", "why", "span", "value", "bound", "relation", "as_of"
                }  # fmt: skip
    assert len(ids) == len(set(ids))
