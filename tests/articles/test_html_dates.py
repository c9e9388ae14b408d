"""Dates of HTML pages: datelines, broken scripts, addresses, and pages made to be slow."""

import contextlib
import resource

import pytest
from growth import STEEPEST, grown, steepness

from listeningpost.articles import read
from listeningpost.articles.datelines import find_dated_place
from listeningpost.errors import Refusal
from listeningpost.schema import Article, Capture, CaptureHead

SAID = "The harbour board of Ostrel said that the old quay would be closed to all ships until the spring of next year."


def article_of(page: str) -> Article:
    head = CaptureHead(id="x", source="p.html", media_type="text/html", encoding="utf-8", taken_at="2026-01-01")
    return read(Capture(head=head, body=page.encode())).article


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("Tamburak, 22 May. The council met.", "Tamburak"),
        ("Port Ostrel, Halvenia, May 22, 2019: The council met.", "Port Ostrel, Halvenia"),
        ("Tamburak, 22 May 2019. The council met.", "Tamburak"),
        ("Tamburak, 22 May was a Monday.", None),
        ("On the quay, 22 May. The council met.", None),
        ("Tamburak, the capital. On 22 May. It met.", None),
    ],
)
def test_datelines_with_a_full_stop(paragraph: str, place: str | None) -> None:
    found = find_dated_place(paragraph, (0, len(paragraph)))
    assert (found.name if found else None) == place


def test_the_body_begins_behind_its_dateline() -> None:
    article = article_of(f"<html><body><h1>Quay shut</h1><p>Tamburak, 22 May. {SAID}</p><p>{SAID}</p></body></html>")
    assert article.dateline is not None
    assert article.dateline.span is not None
    assert article.text[slice(*article.dateline.span)] == "Tamburak, 22 May"
    assert article.text[slice(*article.body[0])] == SAID


def test_a_broken_script_still_tells_its_date() -> None:
    broken = '{"@type": "NewsArticle", "datePublished": "2024-11-18T10:00:00",,}'
    script = f'<script type="application/ld+json">{broken}</script>'
    article = article_of(f"<html><head>{script}</head><body><p>{SAID}</p><p>{SAID}</p></body></html>")
    assert (article.published.edtf, article.published.basis) == ("2024-11-18", "meta")


def test_days_in_addresses_are_weak_candidates() -> None:
    picture = "<img src=https://x.example/files/2024/11/18/quay.jpg>"
    article = article_of(f"<html><body>{picture}<p>{SAID}</p><p>{SAID}</p></body></html>")
    assert article.published.edtf is None
    assert [one.edtf for one in article.published.candidates] == ["2024-11-18"]


@pytest.mark.parametrize(
    "trap",
    [
        [("<h1>Quay closed</h1>", 50_000)], [("<time datetime=2020-01-01>1 January 2020</time>", 50_000)],
        [(f"<p>{SAID}</p>", 20_000)], [('<div class="byline">By Mara Lind</div>', 30_000)], [("<div>", 10**5), SAID],
        [("<p>18 November 2024</p>", 20_000)], [("<p>“</p>", 50_000)], [('<img src="/2024/11/18/a">', 50_000)],
        ["<script>", ('"datePublished": "2024-11-18",', 50_000), "</script>"],
        ['<script>"', ("a", 10**6), "</script>"], [("<p><a href=x>Ferry strike ends</a></p>", 30_000)],
        [("<td>a</td>", 50_000)], [("<div>Advertisement</div>", 50_000)],
    ],
    ids=lambda trap: grown(trap, 0)[:24],
)
def test_traps_take_time_in_proportion_and_little_memory(trap: list[str | tuple[str, int]]) -> None:
    def reading(share: float) -> None:
        with contextlib.suppress(Refusal):
            article_of(f"<html><body>{grown(trap, share)}<p>{SAID}</p><p>{SAID}</p></body></html>")

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert steepness(reading) < STEEPEST
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


BODY = f"<p>{SAID}</p><p>{SAID}</p>"


@pytest.mark.parametrize(
    ("head", "day", "within"),
    [
        ("<script>window.state = {'savedOn': '2024-11-18T10:00:00+01:00'}</script>", "2024-11-18", "2024-11-18T10"),
        ('<div data-time="1731924000">then</div>', "2024-11-18", "1731924000"),
        ('<script>var a = {"lastTime": 1731924000123}</script>', "2024-11-18", "1731924000123"),
        ('<div id="news20241118_k100">then</div>', "2024-11-18", "20241118"),
        ('<span title="Posted 18.11.2024">then</span>', "2024-11-18", "18.11.2024"),
        ("<div hidden>Monday, November 18, 2024</div>", "2024-11-18", "November 18, 2024"),
    ],
)
def test_a_day_anywhere_in_the_source_is_a_weak_candidate(head: str, day: str, within: str) -> None:
    page = f"<html><body>{head}{BODY}</body></html>"
    published = article_of(page).published
    assert published.edtf is None
    assert [one.edtf for one in published.candidates] == [day]
    span = published.candidates[0].capture_span
    assert span is not None
    assert page[slice(*span)].startswith(within)


def test_of_many_days_in_the_source_the_ten_that_stand_most_often_are_candidates() -> None:
    days = [f"2024-11-{day:02}" for day in range(10, 22)]
    held = "".join(f'<i data-on="{day}"></i>' * (1 + (number > 1)) for number, day in enumerate(days))
    published = article_of(f"<html><body>{held}{BODY}</body></html>").published
    assert published.edtf is None
    assert {one.edtf for one in published.candidates} == set(days[2:])


@pytest.mark.parametrize("number", ["0.20241118", "120241118", "20241399", "1731924000.5", 'id="1731924000"'])
def test_numbers_that_only_look_like_days_are_none(number: str) -> None:
    page = f"<html><body><script>x = [{number}]</script>{BODY}</body></html>"
    assert not article_of(page).published.candidates


@pytest.mark.parametrize(
    ("path", "given"),
    [("home/2024/11/8/quay", "2024-11-08"), ("article/A2024111814320005196", "2024-11-18"), ("2024/11/quay", None),
     ("article/2024111899990005196", None)],
)
def test_days_in_the_page_s_own_address(path: str, given: str | None) -> None:
    head = f'<link rel="canonical" href="https://courier.example/{path}">'
    assert article_of(f"<html><head>{head}</head><body>{BODY}</body></html>").published.edtf == given


def test_a_title_that_ends_in_a_day_behind_a_bar_tells_it() -> None:
    page = "<html><head><title>Quay shut | The Courier | 18.11.2024</title></head><body>{}</body></html>"
    assert article_of(page.format(BODY)).published.edtf == "2024-11-18"
    assert article_of(page.replace("| 18", "of 18").format(BODY)).published.edtf is None


@pytest.mark.parametrize(
    ("language", "address", "days"),
    [
        ("en-GB", "courier.example", {"2024-04-03"}), ("en-US", "courier.example", {"2024-04-03", "2024-03-04"}),
        ("en", "courier.co.uk", {"2024-04-03"}), ("en", "courier.gov", {"2024-03-04"}),
    ],
)
def test_day_and_month_stand_as_the_region_writes_them(language: str, address: str, days: set[str]) -> None:
    head = f'<meta property="og:url" content="https://{address}/quay">'
    page = f'<html lang="{language}"><head>{head}</head><body><h1>Quay shut</h1><p>03/04/2024</p>{BODY}</body></html>'
    assert {one.edtf for one in article_of(page).published.candidates} == days


def test_universal_time_gives_way_only_as_far_as_the_page_s_clocks_are_ahead() -> None:
    head = '<meta property="article:published_time" content="2024-08-27T10:32:24+00:00">'
    clock = '<meta property="og:updated_time" content="2024-08-27T12:32:24+02:00">'
    said = "<p>Our radio told of it on 26.08.2024, 06:00</p>"
    with_clock = article_of(f"<html><head>{head}{clock}</head><body><h1>Quay shut</h1>{said}{BODY}</body></html>")
    assert not [one for one in with_clock.published.candidates if "universal" in one.why]
    late = head.replace("T10", "T22")
    shown = "<p>28.08.2024, 00:32</p>"
    moved = article_of(f"<html><head>{late}{clock}</head><body><h1>Quay shut</h1>{shown}{BODY}</body></html>")
    assert moved.published.edtf == "2024-08-28"


def test_a_date_glued_to_its_neighbour_is_read_in_its_own_element() -> None:
    line = "<div>Posted on<time>18 November 2024</time><span>18 November 2024</span></div>"
    published = article_of(f"<html><body><h1>Quay shut</h1>{line}{BODY}</body></html>").published
    assert published.edtf == "2024-11-18"


def test_a_field_with_a_day_that_has_not_come_is_named_as_the_reason_for_no_date() -> None:
    field = '<meta property="article:published_time" content="2031-09-05T08:00:00Z">'
    article = article_of(f"<html><head>{field}</head><body><h1>Quay shut</h1><p>{SAID}</p><p>{SAID}</p></body></html>")
    assert article.published.edtf is None
    (why,) = article.published.reasons
    assert why.startswith("2031-09-05 would be its day (the page's article:published_time)")
    assert why.endswith("is after the page was taken")


def test_a_weak_day_that_has_not_come_is_no_reason() -> None:
    link = '<a href="/2031/09/05/regatta">Regatta</a>'
    article = article_of(f"<html><body><h1>Quay shut</h1><p>{SAID}</p><p>{SAID}</p>{link}</body></html>")
    assert (article.published.edtf, article.published.reasons) == (None, ())
