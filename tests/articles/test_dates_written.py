"""Dates as pages write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listeningpost.articles.calendar import find_dates, years_with


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("April 29, 2022", "2022-04-29"),
        ("29 April 2022", "2022-04-29"),
        ("30th April, 2022", "2022-04-30"),
        ("2022-04-29T10:00Z", "2022-04-29"),
        ("29.04.2022", "2022-04-29"),
        ("29. 4. 2022", "2022-04-29"),
        ("2022/04/29", "2022-04-29"),
        ("Wed, Oct 16, 2024 page1", "2024-10-16"),
        ("Thursday, February 29, 2024", "2024-02-29"),
        ("Dec. 11, 2023,", "2023-12-11"),
        ("5-Mar-2019", "2019-03-05"),
        ("12. Mai 2014", "2014-05-12"),
        ("1er juin 2020", "2020-06-01"),
        ("29 de abril de 2022", "2022-04-29"),
        ("28 января 2020 года", "2020-01-28"),
        ("4 листопада 2019", "2019-11-04"),
        ("4 listopada 2019", "2019-11-04"),
        ("2019年11月22日", "2019-11-22"),
        ("2020년 1월 9일", "2020-01-09"),
        ("9 มกราคม 2563", "2020-01-09"),
        ("5 يناير 2020", "2020-01-05"),
        ("15 अगस्त 2021", "2021-08-15"),
        ("3 Ağustos 2018", "2018-08-03"),
    ],
)
def test_one_full_date(text: str, day: str) -> None:
    assert [date.edtf for date in find_dates(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "version 1.2.2014.3",
        "12:30 to 14:45",
        "call 030-12-34-56",
        "in the 1920s",
        "31.02.2022",
        "page 12",
        "the year 1848",
        "Marchioness 12, 2020",
        "a 3-2 win",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [date for date in find_dates(text) if date.edtf] == []


def test_day_and_month_that_may_be_swapped_have_no_single_reading() -> None:
    (date,) = find_dates("04/05/2022")
    assert date.swapped
    assert date.days == (dt.date(2022, 5, 4), dt.date(2022, 4, 5))
    assert date.edtf is None


def test_a_weekday_settles_day_and_month() -> None:
    (date,) = find_dates("Tuesday, 04/05/2022")
    assert date.edtf == "2022-04-05"


def test_a_day_without_a_year_keeps_its_weekday() -> None:
    (date,) = find_dates("said on Tuesday, February 27, that")
    assert (date.year, date.month, date.day, date.weekday) == (None, 2, 27, 2)
    assert years_with(2, 27, 2, 2010, 2028) == (2018, 2024)


def test_a_month_of_a_year_is_a_month() -> None:
    assert [date.edtf for date in find_dates("as it did in March 2021, when")] == ["2021-03"]


def test_dates_stand_in_order_with_their_spans() -> None:
    text = "from 1 May 2020 to 3 June 2021"
    assert [text[slice(*date.span)] for date in find_dates(text)] == ["1 May 2020", "3 June 2021"]


WAYS = ("%d %B %Y", "%B %d, %Y", "%A, %d %B %Y", "%Y-%m-%d", "%d.%m.%Y", "%b %d %Y", "%d-%b-%Y", "%Y年%m月%d日")


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31)), st.sampled_from(WAYS))
def test_a_date_written_in_any_way_is_read_back(day: dt.date, way: str) -> None:
    (date,) = find_dates(f"Printed: {day.strftime(way)}.")
    assert date.days == (day,)


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for date in find_dates(text):
        assert 0 <= date.span[0] < date.span[1] <= len(text)
