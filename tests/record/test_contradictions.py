"""A page against the knowledge: offices that nobody held on its day."""

from typing import Any

import pytest

from listeningpost.schema import Published


def told(maker: Any, text: str, day: str | None) -> list[tuple[str, str]]:
    """The notes of the flags with the words under their spans."""
    page = maker.write(text, Published(edtf=day)).page()
    return [(flag.note, text[slice(*flag.span)]) for flag in page.flags if flag.kind == "page_vs_knowledge"]


def test_an_office_that_ended_before_the_page_is_told(maker: Any) -> None:
    (flag,) = told(maker, "Ostavian Defence Minister Ada Morn spoke.", "2023-05-04")
    assert flag[0].startswith("Ada Morn is Minister of Defence here; by knowledge from 2015-03-01 to 2020-")
    assert flag[0].endswith(", not on 2023-05-04")
    assert "Defence Minister" in flag[1]


def test_an_office_that_had_not_begun_is_told(maker: Any) -> None:
    (flag,) = told(maker, "Ostavian Defence Minister Ben Tull spoke.", "2018-05-04")
    assert "from 2020-03-01 to now, not on 2018-05-04" in flag[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ostavian Defence Minister Ada Morn spoke.", "2018-05-04"),
        ("Former Ostavian Defence Minister Ada Morn spoke.", "2023-05-04"),
        ("Ostavian Defence Minister Ada Morn spoke.", None),
        ("Ostavian Defence Minister Oskar Brennwald spoke.", "2023-05-04"),
        ("Ostavian Trade Minister Ada Morn spoke.", "2023-05-04"),
    ],
)
def test_nothing_is_told_where_knowledge_does_not_speak_against_it(maker: Any, text: str, day: str | None) -> None:
    assert told(maker, text, day) == []
