"""What the model is given: pieces as BERT cuts, tokens as Universal Dependencies cuts, windows of sentences."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listeningpost.language import parse
from listeningpost.language.encoding import (
    DIGIT,
    LETTER,
    LOWER,
    MARK,
    MIXED,
    MOST_PIECES,
    OPENS_PARAGRAPH,
    QUOTED,
    TITLE,
    UPPER,
    encode,
    find_quoted,
    shape_of,
    windows,
)
from listeningpost.language.tokens import find_tokens
from listeningpost.language.wordpiece import WordPieces
from listeningpost.language.words import find_words

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##afford", "##able", "cafe", "o", "'", "brien"]
VOCABULARY += ["a", "##a", "."]
WORDS = WordPieces([*VOCABULARY, *"bcdefghijklmnpqrstuvwxyz", *(f"##{c}" for c in "bcdefghijklmnopqrstuvwxyz"), "中"])


def cut(word: str) -> list[str]:
    names = [*VOCABULARY, *"bcdefghijklmnpqrstuvwxyz", *(f"##{c}" for c in "bcdefghijklmnopqrstuvwxyz"), "中"]
    return [names[number] for number in WORDS.pieces(word)]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("unaffordable", ["un", "##afford", "##able"]),
        ("UNAFFORDABLE", ["un", "##afford", "##able"]),
        ("Café", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("O'Brien", ["o", "'", "brien"]),
        ("a中a", ["a", "中", "a"]),
        ("a\u200da", ["a", "##a"]),
        ("7", ["[UNK]"]),
        ("a" * 101, ["[UNK]"]),
        ("\u200d", []),
        ("a a", ["a", "a"]),
    ],
)
def test_pieces_are_those_of_bert(word: str, pieces: list[str]) -> None:
    assert cut(word) == pieces


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("We don't know", ["We", "do", "n't", "know"]),
        ("We don’t, can't", ["We", "do", "n’t", ",", "ca", "n't"]),
        ("Iran-backed groups", ["Iran", "-", "backed", "groups"]),
        ("He’s 48-year-old", ["He", "’s", "48", "-", "year", "-", "old"]),
        ("It cannot be", ["It", "can", "not", "be"]),
        ("The U.S. and Mr. O'Neill", ["The", "U.S.", "and", "Mr.", "O'Neill"]),
        ("see https://a-b.org/x-y now", ["see", "https://a-b.org/x-y", "now"]),
        ("mail a-b@c-d.org now", ["mail", "a-b@c-d.org", "now"]),
        ("so -- it", ["so", "--", "it"]),
    ],
)
def test_tokens_are_cut_as_treebanks_cut(text: str, tokens: list[str]) -> None:
    assert [text[a:b] for a, b in find_tokens(text, find_words(text, (0, len(text))))] == tokens


@given(st.text(max_size=80))
def test_tokens_lose_nothing_and_never_overlap(text: str) -> None:
    spans = list(find_tokens(text, find_words(text, (0, len(text)))))
    assert spans == sorted(spans)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
    covered = {place for a, b in spans for place in range(a, b)}
    assert all(place in covered or not char.isalnum() for place, char in enumerate(text))


@pytest.mark.parametrize(
    ("token", "shape"),
    [("road", LOWER), ("Road", TITLE), ("USA", UPPER), ("A", LETTER), ("McAdam", MIXED), ("3rd", DIGIT), ("—", MARK)],
)
def test_shapes_keep_what_lower_case_loses(token: str, shape: int) -> None:
    assert shape_of(token) == shape


def quoted(text: str) -> str:
    """The quoted tokens of words parted by blanks; a slash opens a paragraph."""
    tokens = [word for word in text.split() if word != "/"]
    opens = [before == "/" for before, word in zip(["/", *text.split()], text.split(), strict=False) if word != "/"]
    return " ".join(t for t, inside in zip(tokens, find_quoted(tokens, opens), strict=True) if inside)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“ we go ” he said", "“ we go ”"),
        ('" we go " he said', '" we go "'),
        ("he said “ we go", "“ we go"),
        ("“ we go / he said", "“ we go"),
        ("he said we ” go", ""),
        ("« a » b", "« a »"),
    ],
)
def test_inside_quotation_marks(text: str, inside: str) -> None:
    assert quoted(text) == inside


def test_a_text_is_encoded_with_its_borders() -> None:
    text = "Anna spoke. “We go.”\n\nBob left."
    page = encode(text, parse(text, ((0, len(text)),)), WORDS)
    assert [text[a:b] for a, b in page.spans] == ["Anna", "spoke", ".", "“", "We", "go", ".", "”", "Bob", "left", "."]
    assert page.sentences.tolist() == [0, 3, 8, 11]
    assert np.flatnonzero(page.opens).tolist() == [0, 8]
    shapes = page.shapes[page.first[:-1]].tolist()
    assert shapes[:4] == [TITLE + OPENS_PARAGRAPH, LOWER, MARK, MARK + QUOTED]
    assert shapes[7:9] == [MARK + QUOTED, TITLE + OPENS_PARAGRAPH]
    assert page.first[-1] == len(page.pieces) == len(page.shapes)


def test_a_long_address_is_shortened_and_invisible_words_fall_away() -> None:
    text = "https://" + "x" * 90 + ".org \u200d\u200d a."
    page = encode(text, parse(text, ((0, len(text)),)), WORDS)
    assert page.first[1] == MOST_PIECES
    assert [text[a:b] for a, b in page.spans][1:] == ["a", "."]


@settings(deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(8, 40))
def test_windows_cover_every_token_once_and_are_never_too_long(lengths: list[int], most: int) -> None:
    text = " ".join("a" * 1 + " a" * (length - 1) + "." for length in lengths)
    page = encode(text, parse(text, ((0, len(text)),)), WORDS)
    found = windows(page, most)
    assert [a for a, _ in found] == [0, *(b for _, b in found)][:-1]
    assert found[-1][1] == len(page)
    assert all(page.first[b] - page.first[a] <= most for a, b in found)
    borders = set(page.sentences.tolist())
    wide = [(a, b) for a, b in pairwise(page.sentences) if page.first[b] - page.first[a] > most]
    assert all(a in borders or any(start < a for start, _ in wide) for a, _ in found)


def test_nothing_to_read_gives_no_windows() -> None:
    page = encode(" \n ", parse(" \n ", ((0, 3),)), WORDS)
    assert len(page) == 0
    assert windows(page, 10) == []
