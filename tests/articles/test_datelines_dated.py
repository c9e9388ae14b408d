"""Datelines of pages printed as text: the day, the place and the agency, and what the day says of the page's."""

import pytest

from listeningpost.articles.dump import read_dump
from listeningpost.schema import Article, Capture, CaptureHead

BODY = ("The council met in the town hall and talked about the ferry for three hours without a vote. The mayor said "
        "that the boats would sail again once the storm had passed over the bay and the quay had been mended.")


def article_of(opening: str, above: str = "") -> Article:
    head = CaptureHead(id="0", source="page.txt", media_type="text/plain", encoding="utf-8", taken_at="2026-06-01")
    text = f"Ferry talks in the town hall end without a vote\n\n{above}{opening} {BODY}\n\n{BODY}\n"
    return read_dump(Capture(head=head, body=b""), text).article


@pytest.mark.parametrize("opening", ["VELD, Tuesday, February 27 (ONA) —", "VELD, Tuesday, 27 February. "])
def test_a_datelines_weekday_leaves_years_open(opening: str) -> None:
    article = article_of(opening)
    assert article.dateline is not None
    assert article.dateline.name.startswith("VELD")
    assert article.published.edtf is None
    assert [one.edtf[:4] for one in article.published.candidates] == ["2024", "2018", "2007", "2001"]


def test_a_datelines_day_takes_the_year_of_the_pages_date() -> None:
    article = article_of("VELD, March 3 (ONA) —", above="4 March 2022\n\n")
    assert article.published.edtf == "2022-03-04"
    assert [one.name for one in article.agency] == ["ONA"]


def test_a_full_dateline_dates_the_page_by_its_dateline() -> None:
    published = article_of("VELD, March 3, 2022 (ONA) —").published
    assert (published.edtf, published.basis) == ("2022-03-03", "dateline")


@pytest.mark.parametrize("opening", ["VELD, March 3, 2022 (ONA) —", "VELD, March 3, 2022 –", "VELD, March 3, 2022 --"])
def test_a_dateline_alone_says_no_last_day(opening: str) -> None:
    """A text is filed on the day of its dateline and published then or later."""
    published = article_of(opening).published
    assert (published.edtf, published.not_before, published.not_after) == ("2022-03-03", "2022-03-03", None)
    assert any("filing" in reason for reason in published.reasons)


def test_a_dateline_beside_a_printed_day_is_dated_by_that_day() -> None:
    published = article_of("VELD, March 3, 2022 (ONA) —", above="4 March 2022\n\n").published
    assert (published.edtf, published.not_before, published.not_after) == ("2022-03-04", "2022-03-03", "2022-03-04")
