"""The arithmetic of spans: bytes to text, spans to captures, quotations made anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listeningpost.spans import capture_span, decode, folded, rebuild

SOURCE = "<p>A &amp; B<br>two  lines</p>"
ROWS = ((0, 2, 3, 5), (2, 3, 5, 10), (3, 5, 10, 12), (6, 9, 16, 19), (9, 15, 20, 26))
TEXT = "A & B\ntwo lines"


def test_the_whole_text_is_made_anew() -> None:
    assert rebuild((0, len(TEXT)), ROWS, SOURCE) == TEXT


@pytest.mark.parametrize("start", range(len(TEXT) + 1))
def test_every_stretch_is_made_anew(start: int) -> None:
    for end in range(start, len(TEXT) + 1):
        assert rebuild((start, end), ROWS, SOURCE) == TEXT[start:end]


def test_a_text_capture_is_its_own_space() -> None:
    assert capture_span((2, 5), None) == (2, 5)
    assert rebuild((2, 5), None, "abcdefg") == "cde"


@pytest.mark.parametrize(
    ("span", "place"),
    [
        ((0, 1), (3, 4)), ((2, 3), (5, 10)), ((1, 3), (4, 10)), ((6, 15), (16, 26)), ((5, 9), (16, 19)),
        ((3, 6), (10, 12)),
    ],
)
def test_a_span_is_carried_to_the_capture(span: tuple[int, int], place: tuple[int, int]) -> None:
    assert capture_span(span, ROWS) == place


@pytest.mark.parametrize("span", [(5, 6), (4, 4), (15, 20), (9, 3)])
def test_a_span_without_a_character_of_the_capture_leads_nowhere(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="leads nowhere"):
        capture_span(span, ROWS)


def test_a_map_of_another_capture_is_noticed() -> None:
    with pytest.raises(ValueError, match="points at character"):
        rebuild((0, 15), ROWS, SOURCE[:12])


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a \n\t b", "a b"), ("&nbsp;&lt;&#x2019;", "\xa0<\u2019"), ("&notit;", "\xacit;"), ("AT&T", "AT&T"),
        ("&#0;", "\ufffd"), ("&#" + "9" * 5000 + ";", "\ufffd"), ("<q>", "\u201c"), ("</q>", "\u201d"),
        ('<q cite="a>b">', "\u201c"), ("<b>", "<b>"), ("&#10;", " "),
    ],
)
def test_a_stretch_of_source_shows_as(source: str, shown: str) -> None:
    assert folded(source) == shown


@given(st.binary(max_size=60), st.sampled_from(["utf-8", "cp1252", "gb18030", "utf-16-le", "cp932", "ascii"]))
def test_any_bytes_become_text(body: bytes, encoding: str) -> None:
    text = decode(body, encoding)
    assert not text.startswith("\ufeff\ufeff") or body.count(b"\xef\xbb\xbf") or encoding != "utf-8"
    assert len(text) <= len(body)


def test_each_bad_byte_is_one_character() -> None:
    assert decode(b"\xef\xbb\xbfa\xff\xfeb\r\n", "utf-8") == "a\ufffd\ufffdb\r\n"
