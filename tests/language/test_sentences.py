"""Sentences end where a reader says they end, at exact offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listeningpost.language import parse


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in parse(text, [(0, len(text))]).sentences]


@pytest.mark.parametrize(
    "expected",
    [
        ["Lt. Gen. J. R. Okafor of the U.S. Army met Mr. Brown at 5 p.m. on Jan. 3.", "He left."],
        ["He flew to the U.S.", "The minister stayed."],
        ["U.S. Defense Secretary Ann Lee spoke.", "No. 7 is here.", "It cost 2.5 million."],
        ["“I agree.”", "The minister said so."],
        ["“It is late,” she said.", "“Go home.”"],
        ["\"He left.\"", "\"She came.\""],
        ["‘Yes.’", "Then he paused . . . and went on."],
        ["Well… maybe.", "Why?", "Because it rained!"],
        ["“Is it?” asked the judge.", "(He had asked before.)", "Nobody spoke."],
        ["The shop on St. James Street sold 3.5 kg, i.e. all of it."],
        ["The file is at www.example.Com today.", "Good."],
        ["1. The first item of a list."],
        ["We won, ”he said.", "They lost."],
        ["They own many ships. “"],
        ["He was born in Jan. 1970.", "In Feb. he moved.", "Sept. was dry."],
        ["Smith et al. found it.", "Others, e.g. Jones, did not."],
        ["He said no.", "She said yes."],
        ["Plan B. failed.", "Vladimir V. Orlov did not."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is the end.“The next one begins.”", ["It is the end.", "“The next one begins.”"]),
        ("It is the end.The next one begins.", ["It is the end.", "The next one begins."]),
        ("One line\nwrapped here. Two\nlines.", ["One line\nwrapped here.", "Two\nlines."]),
        ("No stop\n\nNew paragraph", ["No stop", "New paragraph"]),
        ("Menu\n • Home\n • About us", ["Menu", "• Home", "• About us"]),
    ],
)
def test_broken_and_wrapped_text(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_an_edge_of_a_block_is_an_end() -> None:
    text = "A title without a stop The body begins."
    assert [text[a:b] for a, b in parse(text, [(0, 22), (23, len(text))]).sentences] == [text[:22], text[23:]]


def test_words() -> None:
    text = "The U.S.-led force’s 23,000 men don’t pay $3.5bn (20%)… Mr. O’Brien"
    words = [text[a:b] for a, b in parse(text, [(0, len(text))]).words]
    expected = "The U.S.-led force ’s 23,000 men don’t pay $ 3.5bn ( 20 % ) … Mr. O’Brien"
    assert words == expected.split()


@given(st.text(alphabet="ab AB.,!?…“”\"'’‘()[]\n\t12•-", max_size=80))
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    parsed = parse(text, [(0, len(text))])
    for spans in (parsed.paragraphs, parsed.sentences, parsed.words):
        assert all(a < b for a, b in spans)
        assert all(left[1] <= right[0] for left, right in zip(spans, spans[1:], strict=False))
    for spans in (parsed.paragraphs, parsed.sentences, parsed.words):
        kept = {i for a, b in spans for i in range(a, b)}
        assert all(c.isspace() for i, c in enumerate(text) if i not in kept)


def paragraphs(text: str) -> list[str]:
    return [text[a:b] for a, b in parse(text, [(0, len(text))]).paragraphs]


def test_a_line_without_a_stop_is_a_paragraph_where_text_is_not_wrapped() -> None:
    caption = "The quay at Oakford (Basin Pictures)"
    long = "“It was late and the boats were gone,” said Orla Denn. " * 4
    lines = [caption, f"{long.strip()}\nPhoto by Maro Visk", "The quay opened."]
    assert paragraphs("\n".join(lines)) == lines


def test_a_line_without_a_stop_goes_on_where_text_is_wrapped() -> None:
    text = "The quay at Oakford has been closed since the storm, which the\nHarbour Office says will\nLast week"
    assert paragraphs(text) == [text]
