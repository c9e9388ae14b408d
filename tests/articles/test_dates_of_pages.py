"""When a page was published: candidates, the choice between them, bounds, and what is never an anchor."""

import datetime as dt

from listeningpost.articles.clues import TRACED, DateClues, LineRole, MetaClue, with_dateline
from listeningpost.articles.dates import date_article
from listeningpost.articles.roles import role_of
from listeningpost.schema import PageDate, Published, Span

NOW = dt.date(2026, 6, 1)
BODY = "The council met in the town hall and talked about the ferry for three hours without a vote."


def clues_of(
    above: list[str],
    title: str | None,
    beside: list[str],
    body: str = BODY,
    below: list[str] | None = None,
    meta: tuple[MetaClue, ...] = (),
    url: str | None = None,
) -> DateClues:
    """Clues of a page made of lines above the title, the title, lines beside it, a body and lines below."""
    text, spans = "", {}
    for kind, lines in (
        ("above", above),
        ("title", [title] if title else []),
        ("beside", beside),
        ("body", [body]),
        ("below", below or []),
    ):
        spans[kind] = []
        for line in lines:
            spans[kind].append((len(text), len(text) + len(line)))
            text += line + "\n\n"
    lines: list[tuple[Span, LineRole]] = [
        (span, role_of(text[slice(*span)])) for kind in ("above", "beside", "below") for span in spans[kind]
    ]
    return DateClues(
        text=text,
        body=tuple(spans["body"]),
        title=spans["title"][0] if title else None,
        lines=tuple(lines),
        meta=meta,
        url=url,
    )


def dated(clues: DateClues) -> tuple[Published, tuple[PageDate, ...]]:
    return date_article(clues, NOW)


def test_the_date_beside_the_title_is_the_publication_date() -> None:
    clues = clues_of([], "Council talks", ["4 November 2019"])
    published, page_dates = dated(clues)
    assert (published.edtf, published.basis) == ("2019-11-04", "byline")
    assert published.span is not None
    assert clues.text[slice(*published.span)] == "4 November 2019"
    assert published.candidates[0].why
    assert page_dates == ()


def test_a_date_between_the_paragraphs_is_not_the_pages() -> None:
    caption = "The town hall on 3 May 2017"
    text = "\n\n".join([BODY] * 5 + [caption, BODY])
    spans, start = [], 0
    for line in text.split("\n\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 2
    clues = DateClues(text=text, body=(*spans[:5], spans[6]), lines=((spans[5], role_of(caption)),))
    published, _ = dated(clues)
    assert published.edtf is None
    assert ["between the article's paragraphs" in one.why for one in published.candidates] == [True]
    assert dated(DateClues(text=text, body=tuple(spans[6:]), lines=((spans[5], role_of(caption)),)))[0].edtf


def test_a_date_in_the_masthead_gives_way_to_the_articles_own() -> None:
    published, page_dates = dated(
        clues_of(["Monday, 5 January 2026", "Home"], "Council talks", ["4 November 2019, 10:15"])
    )
    assert published.edtf == "2019-11-04"
    assert all(one.edtf != "2026-01-05" or one.score < 0.7 for one in published.candidates)
    assert published.not_after == "2019-11-04"
    assert {one.edtf for one in page_dates} | {one.edtf for one in published.candidates} == {"2026-01-05", "2019-11-04"}


def test_a_newspapers_issue_line_acts_as_published() -> None:
    published, _ = dated(clues_of(["Front page", "Wed, Oct 16, 2024 page1"], "Council talks", []))
    assert published.edtf == "2024-10-16"


def test_the_line_under_the_byline_goes_before_the_post_line() -> None:
    published, _ = dated(clues_of([], "Council talks", ["30th April, 2022 · admin", "Ann Oster", "April 29, 2022"]))
    assert published.edtf == "2022-04-29"
    assert {one.edtf for one in published.candidates} == {"2022-04-29", "2022-04-30"}
    assert (published.not_before, published.not_after) == ("2022-04-29", "2022-04-30")


def test_meta_and_byline_that_differ_by_a_day_are_both_candidates() -> None:
    meta = (MetaClue(basis="meta", value="2019-11-05T01:00:00Z", capture_span=(10, 30), name="article:published_time"),)
    published, _ = dated(clues_of([], "Council talks", ["4 November 2019"], meta=meta))
    assert {one.edtf for one in published.candidates} == {"2019-11-04", "2019-11-05"}
    assert published.edtf in ("2019-11-04", "2019-11-05")


def test_a_meta_date_of_publication_goes_before_one_of_a_change() -> None:
    meta = (
        MetaClue(basis="meta", value="2020-02-02", capture_span=None, name="json-ld dateModified"),
        MetaClue(basis="meta", value="2020-01-01", capture_span=None, name="json-ld datePublished"),
    )
    published, _ = dated(clues_of([], "Council talks", [], meta=meta))
    assert (published.edtf, published.basis) == ("2020-01-01", "meta")


def test_the_address_gives_a_day() -> None:
    published, _ = dated(clues_of([], "Council talks", [], url="https://news.example/2022/04/29/council"))
    assert (published.edtf, published.basis) == ("2022-04-29", "url")


def test_dates_of_other_stories_and_comments_are_never_the_anchor() -> None:
    below = [
        "Most read",
        "Storm hits the bay",
        "3 June 2020",
        "Fog closes the bridge",
        "4 June 2020",
        "Dogs win",
        "5 June 2020",
    ]
    published, page_dates = dated(clues_of([], "Council talks", [], below=below))
    assert published.edtf is None
    assert all(one.score < 0.35 for one in published.candidates)
    assert all(one.why_not for one in page_dates)


def test_a_copyright_year_bounds_and_is_no_date() -> None:
    published, _ = dated(clues_of([], "Council talks", [], below=["© 2009-2019 The Orvel Courier"]))
    assert published.edtf is None
    assert published.not_after == "2019-12-31"
    assert any("2019" in reason for reason in published.reasons)


def test_a_past_date_in_the_text_is_a_bound_before() -> None:
    body = "The council met on 3 May 2018 and talked. It met again on 7 June 2018 and did not vote."
    published, _ = dated(
        clues_of(
            [],
            "Council talks",
            [],
            body="Many people came to the hall to hear it all, as in every spring of the last ten years or so. " + body,
        )
    )
    assert published.edtf is None
    assert published.not_before == "2018-06-07"


def test_a_date_to_come_is_no_bound() -> None:
    body = "Many people came to the hall to hear of the boats. The council will meet again on 7 June 2024, it said."
    published, _ = dated(clues_of([], "Council talks", [], body=body))
    assert published.not_before is None


def test_a_weekday_without_a_year_leaves_years_open_and_says_which() -> None:
    body = "The minister said on Tuesday, February 27, that the council had talked about the ferry for hours."
    published, _ = dated(clues_of([], "Council talks", [], body=body))
    assert published.edtf is None
    assert [one.edtf for one in published.candidates] == ["2024-02-27", "2018-02-27", "2007-02-27", "2001-02-27"]
    assert published.not_before == "2001-02-27"
    assert "2018, 2024" in published.reasons[0]


def test_a_masthead_date_against_the_texts_weekday_is_doubted() -> None:
    body = "The minister said on Tuesday, February 27, that the council had talked about the ferry for hours."
    published, page_dates = dated(clues_of(["Monday, 2 March 2026", "Home"], None, [], body=body))
    assert published.edtf is None
    whys = [one.why for one in published.candidates] + [one.why_not for one in page_dates]
    assert any("does not fit" in why for why in whys)


def test_day_and_month_open_on_an_english_page_give_no_date() -> None:
    published, _ = dated(clues_of([], "Council talks", ["Posted 04/05/2022"]))
    assert published.edtf is None
    assert {one.edtf for one in published.candidates} == {"2022-04-05", "2022-05-04"}


def test_another_date_of_the_page_settles_day_and_month() -> None:
    published, _ = dated(clues_of([], "Council talks", ["Posted 04/05/2022"], below=["Archive: 25/04/2022"]))
    assert published.edtf == "2022-05-04"


def test_a_date_after_the_page_was_taken_is_not_believed() -> None:
    published, page_dates = dated(clues_of([], "Council talks", ["4 November 2031"]))
    assert published.edtf is None
    assert [one.edtf for one in page_dates] == ["2031-11-04"]


def test_a_quoted_posts_date_is_not_the_articles() -> None:
    published, _ = dated(clues_of([], "Council talks", ["4 November 2019", "— Ann (@annoster) November 6, 2019"]))
    assert published.edtf == "2019-11-04"


def test_a_page_without_any_date_has_none() -> None:
    published, page_dates = dated(clues_of(["Home"], "Council talks", ["By Ann Oster"]))
    assert published == Published()
    assert page_dates == ()


def meta_of(name: str, value: str) -> MetaClue:
    return MetaClue(basis="meta", value=value, capture_span=(1, 2), name=name)


def test_a_day_that_fields_and_the_page_give_has_the_printed_span() -> None:
    meta = (meta_of("json-ld datePublished", "2019-11-04T10:00:00+01:00"),)
    published, _ = dated(clues_of([], "Council talks", ["4 November 2019"], meta=meta))
    assert (published.edtf, published.basis) == ("2019-11-04", "byline")
    assert published.span is not None
    assert "meta" in {one.basis for one in published.candidates}


def test_universal_time_gives_way_to_the_day_that_the_page_prints() -> None:
    meta = (meta_of("article:published_time", "2019-11-03T23:10:00Z"),)
    published, _ = dated(clues_of([], "Council talks", ["4 November 2019, 00:10"], meta=meta))
    assert published.edtf == "2019-11-04"
    assert any(one.why.endswith("in universal time") for one in published.candidates)


def test_a_field_with_its_own_zone_stands() -> None:
    meta = (meta_of("article:published_time", "2019-11-03T23:10:00+01:00"),)
    published, _ = dated(clues_of([], "Council talks", ["Updates", "Older", "Newer", "4 November 2019"], meta=meta))
    assert published.edtf == "2019-11-03"


def test_a_dateline_without_a_year_takes_that_of_the_fields() -> None:
    clues = clues_of([], "Council talks", ["Tamburak, 22 May"], meta=(meta_of("datePublished", "2019-05-22"),))
    clues = with_dateline(clues, clues.lines[0][0])
    published, _ = dated(clues)
    assert (published.edtf, published.basis) == ("2019-05-22", "dateline")
    assert published.span is not None
    assert clues.text[slice(*published.span)] == "22 May"


def test_the_latest_days_of_the_text_are_weak_candidates_and_no_date() -> None:
    body = BODY + " It had met on 3 March 2019 and on 4 May 2018."
    published, _ = dated(clues_of([], "Council talks", [], body=body))
    assert published.edtf is None
    assert [one.edtf for one in published.candidates] == ["2019-03-03", "2018-05-04"]


def test_a_day_too_weak_as_a_field_is_kept_as_one_of_the_source() -> None:
    meta = (meta_of("expires", "2019-03-05"), meta_of(TRACED, "2019-03-05"), meta_of("datePublished", "2019-11-04"))
    published, _ = dated(clues_of([], "Council talks", [], meta=meta))
    assert published.edtf == "2019-11-04"
    assert [(one.edtf, one.why.endswith(TRACED)) for one in published.candidates[1:]] == [("2019-03-05", True)]
