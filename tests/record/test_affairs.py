"""States of affairs that a page speaks of, and the years they leave over."""

from typing import Any

import pytest

from .test_enter_page import candidates

DAYS = ("2024-02-27", "2018-02-27", "2001-02-27")


def kept(maker: Any, text: str) -> tuple[list[str], tuple[str, ...]]:
    """The candidates that are left, and the reasons."""
    published = maker.write(text, candidates(*DAYS)).page().article.published
    return [one.edtf for one in published.candidates], published.reasons


@pytest.mark.parametrize(
    "text",
    [
        "The Marsh Front government closed the border on 27 February.",
        "The envoy met the Marsh Front's acting foreign minister on 27 February.",
        "The Marsh Front-led government closed the border on 27 February.",
        "The Marsh Front says that it has brought calm to Ostavia, and that this serves its careful foreign policy.",
    ],
)
def test_a_movement_that_the_page_shows_in_power_leaves_the_years_of_its_rule(maker: Any, text: str) -> None:
    days, reasons = kept(maker, text)
    assert days == ["2024-02-27", "2001-02-27"]
    assert any("not 2018-02-27" in reason and "Marsh Front did not govern in Ostavia" in reason for reason in reasons)


@pytest.mark.parametrize(
    "text",
    [
        "The Marsh Front attacked a post on 27 February.",
        "The former Marsh Front government had closed the border.",
        "The Marsh Front attacked Lirnmark, which changed its foreign policy on 27 February.",
        "A shadow Marsh Front administration would collect taxes there.",
    ],
)
def test_what_says_nothing_of_the_time_of_writing_leaves_all_years(maker: Any, text: str) -> None:
    assert kept(maker, text)[0] == list(DAYS)


def test_a_body_that_did_not_exist_yet_rules_a_year_out(maker: Any) -> None:
    days, reasons = kept(maker, "The River Pact met in Veld on 27 February.")
    assert days == ["2024-02-27", "2018-02-27"]
    assert any("River Pact did not exist then" in reason for reason in reasons)


def test_a_body_in_the_pages_furniture_says_nothing(maker: Any) -> None:
    text = "It rained in Veld on 27 February. River Pact news"
    published = maker.write(text, candidates(*DAYS), body=((0, 33),)).page().article.published
    assert len(published.candidates) == len(DAYS)


def test_nothing_is_left_out_where_nothing_would_be_left(maker: Any) -> None:
    page = maker.write("The River Pact met.", candidates("2001-02-27", "2007-02-27")).page()
    assert len(page.article.published.candidates) == 2


def test_a_dated_page_keeps_its_date(maker: Any) -> None:
    assert maker.write("The River Pact met in Veld.").page().article.published.edtf == "2018-05-04"
