"""The year of a text by its own reckoning, and what it leaves of the years that a weekday allows."""

import pytest

from listeningpost.articles.dates import date_article
from listeningpost.articles.reckoning import windows

from .test_dates_of_pages import NOW, clues_of


def years(text: str) -> list[tuple[int, int]]:
    return [(one.first.year, one.last.year) for one in windows(text, ((0, len(text)),))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The ferry sank last year, in 2022, in the bay.", 2023, 2023),
        ("It is a test for next year's 2024 elections.", 2023, 2023),
        ("Prices rose this year (2021) again.", 2021, 2021),
        ("The bridge fell two years ago, in 2019, in a storm.", 2020, 2022),
        ("A year after the August 2021 takeover the port is shut.", 2021, 2023),
        ("They marked the 20th anniversary of the 2001 attacks.", 2020, 2022),
    ],
)
def test_reckoning_ties_the_text_to_years(text: str, first: int, last: int) -> None:
    assert years(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    ["It sank last year. In 2019 it had been mended.", "two years of talks in 2019", "20 years after the war",
     "It sank in 2019 and two years later it was raised."],
)
def test_what_ties_nothing(text: str) -> None:
    assert years(text) == []


def test_a_reckoning_against_the_first_one_is_left_out() -> None:
    assert years("It sank last year, in 2022. He wrote of next year, 2010, in a poem.") == [(2023, 2023)]


def test_reckoning_leaves_one_of_the_years_that_a_weekday_allows() -> None:
    body = ("The minister said on Tuesday, February 27, that the ferry had been mended for a long time. "
            "It had sunk two years ago, in 2022, and was raised by the men of the town.")
    published, _ = date_article(clues_of([], "Council talks", [], body=body), NOW)
    assert [one.edtf for one in published.candidates if one.basis == "text"] == ["2024-02-27"]
    assert published.not_before == "2024-02-27"
    assert published.not_after == "2025-12-31"
    assert any("two years ago, in 2022" in reason for reason in published.reasons)
