"""Dates of HTML pages: datelines, broken scripts, addresses, and pages made to be slow."""

import contextlib
import resource
import time

import pytest

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
        "<h1>Quay closed</h1>" * 50_000, "<time datetime=2020-01-01>1 January 2020</time>" * 50_000,
        f"<p>{SAID}</p>" * 20_000, '<div class="byline">By Mara Lind</div>' * 30_000, "<div>" * 10**5 + SAID,
        "<p>18 November 2024</p>" * 20_000, "<p>“</p>" * 50_000, '<img src="/2024/11/18/a">' * 50_000,
        "<script>" + '"datePublished": "2024-11-18",' * 50_000 + "</script>", '<script>"' + "a" * 10**6 + "</script>",
        "<p><a href=x>Ferry strike ends</a></p>" * 30_000, "<td>a</td>" * 50_000, "<div>Advertisement</div>" * 50_000,
    ],
    ids=lambda trap: trap[:24],
)
def test_traps_end_in_time_and_memory(trap: str) -> None:
    start, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with contextlib.suppress(Refusal):
        article_of(f"<html><body>{trap}<p>{SAID}</p><p>{SAID}</p></body></html>")
    assert time.process_time() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
