"""The scorer of the sample watch's gold: what is missed counts, and a page that was not read counts as all missed."""

from typing import Any

from benchmarks.score import score_all, score_page

TEXT = "Ann Oster said the bridge would hold."
STATEMENT: dict[str, Any] = {
    "id": "s1", "kind": "indirect", "speaker": {"name": "Ann Oster", "anonymous": False}, "source_span": [0, 9],
    "content_spans": [[15, 36]], "via": [], "said_on": None,
}  # fmt: skip
ARTICLE: dict[str, Any] = {"title": None, "outlet": None, "byline": [], "body": [[0, 37]], "published": {"edtf": None}}
SECTIONS = ["statements"]
GOLD: dict[str, Any] = {
    "capture": {"id": "x"}, "sections": SECTIONS, "article": ARTICLE, "statements": [STATEMENT],
}  # fmt: skip


def test_gold_against_itself_is_right() -> None:
    table, misses = score_page(GOLD, GOLD, TEXT)
    assert table["statements"] == {"core": 1, "found": 1, "given": 1, "right": 1}
    assert misses == []


def test_another_speaker_is_a_miss_and_a_spurious_statement() -> None:
    given = {**GOLD, "statements": [{**STATEMENT, "speaker": {"name": "Bo Vale", "anonymous": False}}]}
    table, misses = score_page(GOLD, given, TEXT)
    assert table["statements"] == {"core": 1, "found": 0, "given": 1, "right": 0}
    assert [line.split()[0] for line in misses] == ["missed", "spurious"]


def test_a_page_that_was_not_read_counts_as_all_missed() -> None:
    table, misses = score_all([], [GOLD], {"x": TEXT.encode()})
    assert (table["statements"]["core"], table["statements"]["found"], table["layout"]["found"]) == (1, 0, 0)
    assert misses["x"][0].startswith("not read")


def test_a_page_to_be_refused_that_was_read_is_wrong() -> None:
    gold = {"capture": {"id": "x"}, "refusal": {"room": "articles"}}
    assert score_page(gold, GOLD, TEXT)[0]["refusals"]["right"] == 0
