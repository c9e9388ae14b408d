"""EDTF dates as people say them, and the days they allow."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listeningpost.edtf import EARLIEST, LATEST, bounds
from listeningpost.views.dates import in_words


@pytest.mark.parametrize(("edtf", "words"), [
    (None, "undated"),
    ("", "undated"),
    ("../..", "undated"),
    ("2024-02-27", "27 February 2024"),
    ("2024-02", "February 2024"),
    ("2024", "2024"),
    ("2021-03-17T06:10:00+02:00", "17 March 2021"),
    ("2022-05-03/2022-05-09", "between 3 and 9 May 2022"),
    ("2022-05-30/2022-06-02", "between 30 May and 2 June 2022"),
    ("2021-12-30/2022-01-02", "between 30 December 2021 and 2 January 2022"),
    ("2021-08/2021-09", "between August and September 2021"),
    ("2018/2020", "between 2018 and 2020"),
    ("2024-02-01/2024-02-29", "February 2024"),
    ("2022-01-01/2022-12-31", "2022"),
    ("2022-05-03/2022-05-03", "3 May 2022"),
    ("../2022-04-29", "on or before 29 April 2022"),
    ("2022-04-29/..", "on or after 29 April 2022"),
    ("../2022", "in or before 2022"),
    ("2021~", "about 2021"),
    ("2021-05?", "May 2021 (uncertain)"),
    ("2021-05%", "about May 2021 (uncertain)"),
    ("2021-22", "summer 2021"),
    ("2021-34", "the second quarter of 2021"),
    ("201X", "the 2010s"),
    ("20XX", "some year from 2000 to 2099"),
    ("2021-05-XX", "May 2021"),
    ("XXXX-02-27", "27 February of an unknown year"),
    ("[2018-02-27,2024-02-27]", "27 February 2018 or 2024"),
    ("[2002-03-12,2013-03-12,2024-03-12]", "12 March 2002, 2013 or 2024"),
    ("[2018-02-27,2018-03-01]", "27 February 2018 or 1 March 2018"),
    ("[2018,2024-02]", "2018 or February 2024"),
    ("{2018,2019}", "2018 and 2019"),
    ("[..2022-01-01]", "on or before 1 January 2022"),
])
def test_dates_are_said_as_people_say_them(edtf: str | None, words: str) -> None:
    assert in_words(edtf) == words


@pytest.mark.parametrize("edtf", ["last week", "2021-13", "27.02.2024"])
def test_what_is_no_date_is_shown_as_it_stands(edtf: str) -> None:
    assert in_words(edtf) == edtf


@pytest.mark.parametrize(("edtf", "days"), [
    ("2024-02", ("2024-02-01", "2024-02-29")),
    ("2023", ("2023-01-01", "2023-12-31")),
    ("../2022-04-29", (EARLIEST, "2022-04-29")),
    ("2022-04-29/..", ("2022-04-29", LATEST)),
    ("[2018,2020..2022-05]", ("2018-01-01", "2022-05-31")),
    ("2021-22", ("2021-06-01", "2021-08-31")),
    ("201X", ("2010-01-01", "2019-12-31")),
])
def test_bounds(edtf: str, days: tuple[str, str]) -> None:
    assert bounds(edtf) == days


@pytest.mark.parametrize("edtf", ["yesterday", "2023-02-30", "2023-13", "23"])
def test_bounds_of_no_date(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"no (EDTF date|day|month)"):
        bounds(edtf)


@given(st.dates(date(1, 1, 1)), st.dates(date(1, 1, 1)))
def test_every_interval_of_days_has_its_bounds_and_words(one: date, other: date) -> None:
    first, last = sorted((one, other))
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    assert bounds(edtf) == (first.isoformat(), last.isoformat())
    words = in_words(edtf)
    assert str(last.year) in words.split()
    assert (words == in_words(first.isoformat())) == (first == last)


@given(st.text(max_size=30))
def test_any_text_can_be_said(text: str) -> None:
    assert isinstance(in_words(text), str)
