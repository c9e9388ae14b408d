"""The scorer of quotations in novels on a made-up passage: parts by their words, whole and by half."""

from collections import Counter

from benchmarks.riqua import count, passage, table

ITEM = {
    "tokens": ["``", "Come", "in", ",", "''", "said", "old", "Ann", ",", "``", "quick", "!", "''"],
    "spans": [["content", 0, 5], ["cue", 5, 6], ["source", 6, 8], ["content", 9, 13]],
}


def test_a_passage_reads_as_a_page_would_have_it() -> None:
    text, parts = passage(ITEM)
    assert text == "“Come in,” said old Ann, “quick!”"
    words = {part: [[text[at:].split()[0].strip("”,!") for at in sorted(one)] for one in found]
             for part, found in parts.items()}
    assert words == {"content": [["Come", "in"], ["quick"]], "cue": [["said"]], "source": [["old", "Ann"]]}


def test_half_of_the_words_is_half_agreement() -> None:
    text, gold = passage(ITEM)
    ann = frozenset([text.index("Ann")])
    counts = Counter[str]()
    count(gold, {"source": [ann], "cue": gold["cue"], "content": [frozenset([text.index("Come")]) | ann]}, counts)
    assert list(table("made up", counts)) == [
        "made up                source   exact F1 0.000  half F1 1.000  (1 gold)",
        "made up                cue      exact F1 1.000  half F1 1.000  (1 gold)",
        "made up                content  exact F1 0.000  half F1 0.000  (2 gold)",
    ]
