"""Dates as pages write them."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from listeningpost.articles.calendar import find_dates, western, years_with
from listeningpost.articles.eras import find_stated
from listeningpost.articles.month_names import TABLE


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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 марти соли 2020", "2020-03-05"),
        ("5-уми январи соли 2021", "2021-01-05"),
        ("۵ مارچ ۲۰۲۰", "2020-03-05"),
        ("د ۲۰۲۰ کال د مارچ ۵", "2020-03-05"),
        ("5 באוקטובר 2020", "2020-10-05"),
        ("5 كانون الثاني 2020", "2020-01-05"),
        ("5 جانفي 2020", "2020-01-05"),
        ("الخميس 5 آذار/مارس 2020", "2020-03-05"),
        ("5 فبراير/شباط 2020", "2020-02-05"),
        ("٥ يناير ٢٠٢٠", "2020-01-05"),
        ("پنجشنبه ۵ مارس ۲۰۲۰", "2020-03-05"),
        ("5 جنوری 2020ء", "2020-01-05"),
        ("५ जनवरी २०२०", "2020-01-05"),
        ("2020-yil 5-yanvar", "2020-01-05"),
        ("2020 жылғы 5 қаңтар", "2020-01-05"),
        ("2020-жылдын 5-январы", "2020-01-05"),
        ("5 yanvar 2020-ci il", "2020-01-05"),
        ("2020-nji ýylyň 5-nji ýanwary", "2020-01-05"),
        ("2020 წლის 5 იანვარს", "2020-01-05"),
        ("5 հունվարի 2020", "2020-01-05"),
        ("5. јануар 2020.", "2020-01-05"),
        ("5 януари 2020 г.", "2020-01-05"),
        ("5 Ιανουαρίου 2020", "2020-01-05"),
        ("ngày 5 tháng 1 năm 2020", "2020-01-05"),
        ("Senin, 5 Okt 2020", "2020-10-05"),
        ("2020. január 5., vasárnap", "2020-01-05"),
        ("2020. gada 5. janvāris", "2020-01-05"),
        ("2020年1月5日（日）", "2020-01-05"),
        ("13 gusht 2020", "2020-08-13"),
        ("12-Mar-22", "2022-03-12"),
        ("121530ZMAR22", "2022-03-12"),
        ("29 APR 22", "2022-04-29"),
        ("5/XI/2020", "2020-11-05"),
        ("26 | 01 | 2022", "2022-01-26"),
        ("01.21.2020", "2020-01-21"),
        ("Dec 21 st , 2018 2:00 pm", "2018-12-21"),
    ],
)
def test_one_full_date_in_more_languages_and_shapes(text: str, day: str) -> None:
    assert [date.edtf for date in find_dates(text)] == [day]


def test_a_form_of_two_languages_is_settled_by_the_full_stop_after_the_day() -> None:
    assert [date.edtf for date in find_dates("26. listopada 2020.")] == ["2020-10-26"]
    assert [date.edtf for date in find_dates("26 listopada 2020")] == ["2020-11-26"]


def test_a_day_shown_twice_without_a_blank_is_read() -> None:
    assert find_dates("22. Dezember 201922. Dezember 2019")[0].edtf == "2019-12-22"


@pytest.mark.parametrize(
    ("text", "day", "era"),
    [
        ("9 ม.ค. พ.ศ. 2563", "2020-01-09", "Buddhist era"),
        ("9 ม.ค. 63", "2020-01-09", "Buddhist era"),
        ("令和2年1月5日", "2020-01-05", "Reiwa era"),
        ("令和元年5月1日", "2019-05-01", "Reiwa era"),
        ("民國109年1月5日", "2020-01-05", "Minguo era"),
        ("2024年(令和6年)5月3日", "2024-05-03", None),
    ],
)
def test_years_counted_from_another_day_are_brought_to_ours(text: str, day: str, era: str | None) -> None:
    assert [(date.edtf, date.era) for date in find_dates(text)] == [(day, era)]


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("1403/02/15", "Solar Hijri calendar"),
        ("15/02/1403", "Solar Hijri calendar"),
        ("۱۵ ثور ۱۴۰۳", "Solar Hijri calendar"),
        ("15 Sawr 1403", "Solar Hijri calendar"),
        ("۱۵ اردیبهشت ۱۴۰۳", "Solar Hijri calendar"),
        ("د ۱۴۰۳ وری ۱۵", "Solar Hijri calendar"),
        ("7 Rajab 1445", "Islamic lunar calendar"),
        ("14 ربيع الأول 1445 هـ", "Islamic lunar calendar"),
        ("1445-03-14هـ", "Islamic lunar calendar"),
        ('כ"ה בתשרי תשפ"ד', "Hebrew calendar"),
        ("25 Tishrei 5784", "Hebrew calendar"),
        ("መስከረም 5 ቀን 2013 ዓ.ም", "Ethiopian calendar"),
        ("05/01/2013 ዓ.ም", "Ethiopian calendar"),
        ("२०७७ वैशाख ५", "Bikram Sambat calendar"),
    ],
)
def test_dates_of_other_calendars_are_stated_and_never_read_as_ours(text: str, calendar: str) -> None:
    assert [one.calendar for one in find_stated(western(text))] == [calendar]
    assert find_dates(text) == ()


def test_our_day_beside_a_date_of_another_calendar_is_read() -> None:
    assert [date.edtf for date in find_dates("15 Jawza 1402 (5 June 2023)")] == ["2023-06-05"]


def test_a_city_is_no_weekday() -> None:
    (date,) = find_dates("ДУШАНБЕ, 5 марта — ")
    assert date.weekday is None


@pytest.mark.parametrize("text", ["Tuesday, 27 February", "27 February (Tuesday)", "2月27日（火）", "27 Şubat Salı"])
def test_a_weekday_on_either_side_is_the_dates_own(text: str) -> None:
    assert [date.weekday for date in find_dates(text)] == [2]


LANGUAGES = sorted(code for code in TABLE if code != "more")


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31)), st.sampled_from(LANGUAGES), st.data())
def test_every_name_of_every_language_is_read_back(day: dt.date, language: str, data: st.DataObject) -> None:
    names = TABLE[language]["months"][day.month - 1]
    assume(names)  # a name that another language has for another month stands for itself (dotted)
    month = data.draw(st.sampled_from(names))
    for written in (f"{day.day} {month} {day.year}", f"{month.capitalize()} {day.day}, {day.year}"):
        assert [date.edtf for date in find_dates(written)] == [day.isoformat()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_weekdays_of_every_language_agree_with_the_calendar(language: str) -> None:
    monday = dt.date(2000, 9, 25)
    for number, names in enumerate(TABLE[language]["weekdays"]):
        day = monday + dt.timedelta(days=number)
        for name in names:
            (date,) = find_dates(f"{name}, {day.isoformat()}")
            assert (name, date.weekday) == (name, day.isoweekday())
            assert day.year in years_with(day.month, day.day, day.isoweekday(), 1990, 2060)
