"""First and last days of EDTF dates."""

import pytest

from listeningpost.edtf import bounds, is_date, overlap


@pytest.mark.parametrize(("edtf", "first", "last"), [
    ("2022", "2022-01-01", "2022-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2022-04-29", "2022-04-29", "2022-04-29"),
    ("../2022-04", "0000-01-01", "2022-04-30"),
    ("2022-04/..", "2022-04-01", "9999-12-31"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("2019-22", "2019-06-01", "2019-08-31"),
    ("2019-05-07~", "2019-05-07", "2019-05-07"),
    ("2019-XX", "2019-01-01", "2019-12-31"),
])
def test_bounds(edtf: str, first: str, last: str) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize("edtf", ["yesterday", "2022-13", "2022-02-30", "2023/2022", "22-01-01"])
def test_what_is_no_date_is_an_error(edtf: str) -> None:
    with pytest.raises(ValueError, match="is no|ends before"):
        bounds(edtf)


def test_overlap_counts_a_shared_day() -> None:
    assert overlap(bounds("2022-04"), bounds("2022-04-30/2022-06"))
    assert not overlap(bounds("2022-04"), bounds("2022-05"))


def test_what_is_a_date() -> None:
    good = ["2022", "2022-04", "2022-02-28", "../2022-04-29", "2022-04-01/2022-04-05", "2022~", "[2016,2018]"]
    bad = ["", "soon", "2022-13", "2022-02-30", "..", "22-04-29", "2022-04-29/", "0000"]
    assert [is_date(edtf) for edtf in good] == [True] * len(good)
    assert [edtf for edtf in bad if is_date(edtf)] == ["2022-04-29/"]  # an open end written short
