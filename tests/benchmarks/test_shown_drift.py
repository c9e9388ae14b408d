"""The measure of how much of the drift that is shown is drift."""

from benchmarks.shown_drift import counted, pairs, telling_of

TEXTS = {
    "a": "She said that over 50 boats were lost. Bo Lind said: “the dock is shut” by noon.",
    "b": "She said that 50 boats were lost. Bo Lind said the dock is shut.",
}


def place(document: str, words: str, source: str = "She") -> dict[str, object]:
    start, named = TEXTS[document].index(words), TEXTS[document].index(source)
    return {"document": document, "content": [[start, start + len(words)]],
            "source": [[named, named + len(source)]], "speaker": source}


BOATS = {"one": place("a", "over 50 boats were lost"), "two": place("b", "50 boats were lost")}
DOCK = {"one": place("a", "the dock is shut”", "Bo Lind"), "two": place("b", "the dock is shut", "Bo Lind")}


def test_given_right_and_labelled_drifts_are_counted_by_kind() -> None:
    labelled = [BOATS | {"drift": ["hedge"]}, DOCK | {"drift": ["value"]}]
    assert list(counted(labelled, TEXTS)) == [("all", 1, 1, 2), ("hedge", 1, 1, 1), ("value", 0, 0, 1)]
    assert next(counted([BOATS | {"drift": []}], TEXTS)) == ("all", 1, 0, 0)


def test_a_place_is_read_with_its_quotations_and_source() -> None:
    told = telling_of(place("a", "Bo Lind said: “the dock is shut” by noon", "Bo Lind"), TEXTS)
    assert told.facts.source == "Bo Lind"
    assert [told.facts.text[slice(*span)] for span in told.facts.quoted] == ["the dock is shut"]


def test_every_labelled_pair_has_places_and_kinds() -> None:
    for pair in pairs():
        assert all(start < end for side in ("one", "two") for start, end in pair[side]["content"])
        assert len(set(pair["drift"])) == len(pair["drift"])
