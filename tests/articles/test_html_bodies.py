"""What of a page is its article where trafilatura breaks off, reads too much, or reads what is kept from view."""

import pytest

from listeningpost.articles import read
from listeningpost.articles.blocks import walk
from listeningpost.articles.bodies import body_of, without_wrappers
from listeningpost.schema import Article, Capture, CaptureHead

LONG = [
    "The harbour board of Ostrel said on Monday that the old quay would be closed to all ships until the spring.",
    "Divers had found cracks in eleven of the forty piles, and two of them could be moved by hand, the board said.",
    "Fishermen who land their catch there will use the ferry pier, which the town had meant to pull down this year.",
    "The mayor told reporters that the money for the repair had been promised twice and had never been paid out.",
]


def article_of(page: str) -> Article:
    head = CaptureHead(id="x", source="page.html", media_type="text/html", encoding="utf-8")
    return read(Capture(head=head, body=page.encode())).article


def body_of_parts(parts: list[str], shown: int) -> list[str]:
    """The body where trafilatura gave the first `shown` blocks alone."""
    walked = walk(f"<html><body>{''.join(parts)}</body></html>")
    spans = [(block.start, block.end) for block in walked.blocks[:shown]]
    walked = without_wrappers(walked, spans)
    return [walked.text[start:end] for start, end in body_of(walked, spans)]


P = [f"<p>{line}</p>" for line in LONG]


@pytest.mark.parametrize(
    ("gap", "goes_on"),
    [
        ("<div>Advertisement</div>", True),
        ("<aside>Sign up</aside><div>Advertisement</div>", True),
        ("<h3>What the town says</h3>", True),
        ("<div class=comments>Three comments</div>", False),
        ("<h2><a href=x>Ferry strike ends after a week</a></h2>", False),
        ("<div><a href=x>Ferry</a></div><div><a href=y>Pier</a></div>", False),
        ("<h1>Ferry strike ends</h1>", False),
    ],
)
def test_a_body_goes_on_across_what_cuts_it_up(gap: str, goes_on: bool) -> None:
    parts = ["<div>", *P[:2], "</div>", gap, "<div>", *P[2:], "</div>"]
    found = body_of_parts(parts, 2)
    assert (LONG[2] in found and LONG[3] in found) is goes_on
    assert found[:2] == LONG[:2]


def test_a_paragraph_passed_over_between_two_of_its_element_is_the_articles() -> None:
    walked = walk(f"<html><body><div>{''.join(P)}</div></body></html>")
    spans = [(block.start, block.end) for number, block in enumerate(walked.blocks) if number != 1]
    assert [walked.text[start:end] for start, end in body_of(walked, spans)] == LONG


def test_lines_that_only_link_elsewhere_are_no_body() -> None:
    found = body_of_parts([P[0], "<p><a href=x>FERRY STRIKE ENDS AFTER A WEEK</a></p>", *P[1:]], 5)
    assert found == LONG


def test_a_table_of_short_cells_is_no_body() -> None:
    table = "<table>" + "<tr><td>Ann Oster</td><td>Ferry Line</td></tr>" * 8 + "</table>"
    found = body_of_parts([*P, *P, *P, table], 28)
    assert found == LONG * 3


def test_text_kept_from_view_is_read_where_it_is_the_article() -> None:
    behind = f"<div style='display:none'>{''.join(P * 3)}</div>"
    article = article_of(f"<html><body><p>Read on with a subscription.</p>{behind}</body></html>")
    assert LONG[0] in [article.text[start:end] for start, end in article.body]
