"""Quotations are found whatever became of their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listeningpost.annotations.quotes import find_quotations, whole_paragraphs


def quoted(text: str) -> list[str]:
    return [text[slice(*q.inner)] for q in find_quotations(text, (0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” he said. “Now.”", ["We go,", "Now."]),
        ('"We go," he said. "Now."', ["We go,", "Now."]),
        ("“We go, ”he said.", ["We go,"]),
        ("“We go, “he said.", ["We go,"]),
        ("“We go “, said Lee.", ["We go"]),
        ("“They own many ships. “", ["They own many ships."]),
        ("“We go,’’ he said. “Now.’’", ["We go,", "Now."]),
        ("``We go,'' he said.", ["We go,"]),
        ("“It is never closed", ["It is never closed"]),
        ("“All of [these] “The boats are here,” he said.", ["All of [these]", "The boats are here,"]),
        ("It has nothing to do with it. “This is a move,” he said.", ["This is a move,"]),
        ("the ‘stolen’ goods and the states’ rights", ["stolen"]),
        ("don't, O'Brien's, the '90s", []),
        ('a 6" pipe', []),
        ("He called it 'a farce' and left", ["a farce"]),
        ("ends ” here", []),
        ("«We go», he said", ["We go"]),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@given(st.text(alphabet="ab A.,“”\"'’‘«»`\n", max_size=60))
def test_spans_lie_inside_each_other_and_never_overlap(text: str) -> None:
    found = find_quotations(text, (0, len(text)))
    for quotation in found:
        (start, end), (first, last) = quotation.span, quotation.inner
        assert 0 <= start < first < last <= end <= len(text)
        assert not text[first].isspace()
        assert not text[last - 1].isspace()
    assert all(left.span[1] <= right.span[0] for left, right in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("paragraphs", "wholes"),
    [
        (["“We stay. It is our home.", "They came at night.", "We are left,” Denn said.", "He left."], 2),
        (['"We stay. It is our home.', 'We are left," Denn said.'], 1),
        (["“We stay. It is our home.", "“We are left,” Denn said."], 2),
        (["“We stay. It is our home.", "They came at night.", "He said “no” to it."], 3),
        (["“We stay,” she said.", "He left."], 2),
    ],
)
def test_a_quotation_that_runs_over_paragraphs_makes_them_one(paragraphs: list[str], wholes: int) -> None:
    text, spans, place = "\n\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        spans.append((place, place + len(paragraph)))
        place += len(paragraph) + 2
    assert len(list(whole_paragraphs(text, spans))) == wholes
