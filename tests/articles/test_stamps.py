"""Dates on pages printed as text, judged by the words round them; order of day and month; other calendars; history."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from listeningpost.articles.clues import MetaClue
from listeningpost.articles.dates import date_article
from listeningpost.edtf import bounds
from listeningpost.schema import Published

from .test_dates_of_pages import BODY, NOW, clues_of

COMMENTS = ["Ann Lind says:", "13 December 2015 at 01:10", "Reply", "Bo Ost says:", "15 December 2015 at 00:59",
            "Reply", "Cy Falk says:", "16 December 2015 at 09:00"]


def published_of(*args: list[str], body: str = BODY, below: list[str] | None = None) -> Published:
    return date_article(clues_of(args[0], "Council talks", args[1], body=body, below=below), NOW)[0]


def test_what_the_page_says_of_itself_below_the_article_goes_before_its_comments() -> None:
    below = ["This entry was posted on 12 December 2015 by Mara", *COMMENTS]
    published, page_dates = date_article(clues_of([], "Council talks", [], below=below), NOW)
    assert published.edtf == "2015-12-12"
    assert [one.edtf for one in page_dates if one.why_not == "a reader's comment"] == [
        "2015-12-13", "2015-12-15", "2015-12-16"]


def test_comments_alone_date_nothing() -> None:
    assert published_of([], [], below=COMMENTS).edtf is None


def test_the_day_of_capture_in_a_masthead_is_no_anchor() -> None:
    published, page_dates = date_article(clues_of([f"Monday, {NOW:%d %B %Y}", "Home"], "Council talks", []), NOW)
    assert published.edtf is None
    assert [(one.edtf, "the day the page was taken" in one.why_not) for one in page_dates] == [(NOW.isoformat(), True)]
    beside, _ = date_article(clues_of([f"{NOW:%d %B %Y}"], "Council talks", [f"{NOW:%d %B %Y}, 10:15"]), NOW)
    assert beside.edtf == NOW.isoformat()


def test_a_heading_above_a_date_states_it() -> None:
    published = published_of([], [], below=["Literature", "1 September 2004", "Published online", "21 January 2022"])
    assert published.edtf == "2022-01-21"


def test_a_sentence_of_the_body_states_the_pages_day() -> None:
    body = f"{BODY} Many people came. This post was published on 14 December 2015 at 14:48 by Mara."
    assert published_of([], [], body=body).edtf == "2015-12-14"


def test_an_authors_line_with_a_handle_beside_the_title_is_no_quoted_post() -> None:
    assert published_of([], ["Mara Lind (@maralind) Wed 29 April 2020 | 03:32 PM"]).edtf == "2020-04-29"


def test_the_only_day_of_a_page_is_a_little_likelier() -> None:
    below = ["In the evening of Sunday, 18 October 2020.", "News", "Sport", "In the evening of 18 October 2020.", "Top"]
    assert published_of([], [], below=below).edtf == "2020-10-18"


def test_old_days_give_way_to_later_ones() -> None:
    assert published_of([], [], below=["The town law of 1 October 1920", "2 February 2022"]).edtf == "2022-02-02"


def test_the_country_of_the_address_settles_day_and_month_and_is_the_reason() -> None:
    for address, day in (("https://orvel.co.uk/a", "2022-05-04"), ("https://orvel.us/a", "2022-04-05")):
        meta = (MetaClue(basis="url", value=address, capture_span=None, name="link canonical"),)
        published, _ = date_article(clues_of([], "Council talks", ["Posted 04/05/2022"], meta=meta), NOW)
        assert published.edtf == day
        assert any("country of its address" in reason for reason in published.reasons)


def test_a_reading_before_what_the_text_tells_of_is_ruled_out() -> None:
    body = f"{BODY} The ferry burned on Friday, 3 November 2023, in the old harbour of the town."
    published = published_of([], ["Posted 11/08/2023"], body=body)
    assert published.edtf == "2023-11-08"
    assert any("2023-11-03" in reason for reason in published.reasons)


def test_a_day_of_another_calendar_is_left_as_stated_with_the_reason() -> None:
    published, page_dates = date_article(clues_of([], "Council talks", ["15 Sawr 1403"]), NOW)
    assert published.edtf is None
    assert [(one.edtf, one.why_not) for one in page_dates] == [
        (None, "a date of the Solar Hijri calendar, left as stated")]
    assert any("Solar Hijri" in reason for reason in published.reasons)


def test_our_day_beside_another_calendars_dates_the_page() -> None:
    published, page_dates = date_article(clues_of([], "Council talks", ["15 Sawr 1403 / 4 May 2024"]), NOW)
    assert published.edtf == "2024-05-04"
    assert [one.edtf for one in page_dates] == [None]


def test_a_time_with_its_zone_leaves_the_day_as_written() -> None:
    for stamp in ("2020-04-28T23:57:00+05:00", "28 April 2020 22:57 GMT", "28 April 2020, 23:30 MSK"):
        assert published_of([], [stamp]).edtf == "2020-04-28"


LINES = st.lists(st.one_of(
    st.dates(min_value=dt.date(1600, 1, 1), max_value=dt.date(2090, 12, 31)).map(lambda day: day.strftime("%d %B %Y")),
    st.sampled_from(["Posted on", "By Mara Lind", "05/06/1403", "04/05/22", "© 2024", "said:", "03:10"])), max_size=6)


@given(LINES, LINES, LINES)
def test_no_day_is_before_1800_or_after_the_capture(above: list[str], beside: list[str], below: list[str]) -> None:
    published = published_of(above, beside, below=below)
    for edtf in [published.edtf, *(one.edtf for one in published.candidates)]:
        if edtf:
            first, last = bounds(edtf)
            assert "1800-01-01" <= first <= last <= (NOW + dt.timedelta(31)).isoformat()
            assert len(edtf) < 10 or edtf <= NOW.isoformat()
