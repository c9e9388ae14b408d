"""HTML pages read as articles: what is title, body and furniture, who signs, and what is refused."""

import contextlib
import json

import pytest
from growth import STEEPEST, grown, steepness
from hypothesis import given, settings
from hypothesis import strategies as st

from listeningpost.articles import READERS, read
from listeningpost.errors import Refusal
from listeningpost.schema import Article, Capture, CaptureHead
from listeningpost.spans import decode, rebuild

PROSE = [
    "The harbour master of Ostrel said on Monday that the northern quay would be closed until the end of the winter.",
    "He told reporters that divers had found cracks in eleven of the forty pillars, and that two might not hold.",
    "Shipping companies complained that they had been given only three days to find another berth for their vessels.",
    "The council will decide next week whether to pay for the repairs out of its own funds or to ask the government.",
]
PARAGRAPHS = "".join(f"<p>{paragraph}</p>\n" for paragraph in PROSE)
PAGE = f"""<!doctype html>
<html lang="en"><head><title>Quay closed for the winter - The Ostrel Gazette</title>
<meta property="og:title" content="Quay closed for the winter">
<meta property="og:site_name" content="The Ostrel Gazette">
<meta name="author" content="By Mara Lind"><meta property="article:published_time" content="2024-11-18T08:00:00Z">
<link rel="canonical" href="https://gazette.example/2024/11/18/quay"></head>
<body><nav><a href="/">Home</a> <a href="/port">Port</a></nav>
<article><h1>Quay closed for the winter</h1>
<p class="byline">By Mara Lind</p><p class="date">18 November 2024</p>
<figure><img src=a><figcaption>The quay at Ostrel. Photograph: Gazette</figcaption></figure>
{PARAGRAPHS}</article>
<div class="related"><h3>Read also</h3><a href=b>Ferry runs again</a></div>
<div id="comments"><p>I have said for years that this quay would not last, and nobody ever listened.</p></div>
<footer>© 2024 The Ostrel Gazette</footer></body></html>"""


def capture_of(page: str | bytes, media_type: str = "text/html") -> Capture:
    body = page if isinstance(page, bytes) else page.encode()
    head = CaptureHead(id="0" * 64, source="page.html", media_type=media_type, encoding="utf-8")
    return Capture(head=head, body=body)


def article_of(page: str) -> Article:
    reading = read(capture_of(page))
    assert reading.space == "article"
    check_spans(reading.article, page)
    return reading.article


def check_spans(article: Article, page: str) -> None:
    """Every span of the article is made anew from the source, and the parts share out all that is visible."""
    source = decode(page.encode("utf-8", errors="replace"), "utf-8")
    signed = [named.span for named in (*article.byline, article.dateline) if named and named.span]
    title = [article.title.span] if article.title and article.title.span else []
    parts = sorted([*article.body, *article.furniture, *title, *signed])
    shown = [article.text[slice(*span)] for span in parts]
    assert [rebuild(span, article.map, source) for span in parts] == shown
    assert all(one[1] <= two[0] for one, two in zip(parts, parts[1:], strict=False))
    assert "".join("".join(shown).split()) == "".join(article.text.split())


def texts(article: Article, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [article.text[slice(*span)] for span in spans]


def test_a_page_is_taken_apart() -> None:
    article = article_of(PAGE)
    assert texts(article, article.body) == PROSE
    assert article.title is not None
    assert article.title.text == "Quay closed for the winter"
    assert article.title.span is not None
    assert [named.name for named in article.byline] == ["Mara Lind"]
    assert article.byline[0].span is not None
    assert article.outlet is not None
    assert (article.outlet.name, article.outlet.basis) == ("The Ostrel Gazette", "meta")
    assert article.language == "en"
    assert article.published.edtf == "2024-11-18"
    assert {"Home Port", "The quay at Ostrel. Photograph: Gazette"} <= set(texts(article, article.furniture))


def test_comments_and_captions_are_never_body() -> None:
    article = article_of(PAGE)
    said = " ".join(texts(article, article.body))
    assert "for years" not in said
    assert "Photograph" not in said


def test_what_stands_outside_the_text_has_its_place_in_the_capture() -> None:
    page = PAGE.replace("<h1>Quay closed for the winter</h1>", "").replace('<p class="byline">By Mara Lind</p>', "")
    page = page.replace("© 2024 The Ostrel Gazette", "")
    article = article_of(page)
    assert article.title is not None
    assert article.title.span is None
    assert article.title.capture_span is not None
    assert page[slice(*article.title.capture_span)] == article.title.text == "Quay closed for the winter"
    assert article.outlet is not None
    assert article.outlet.capture_span is not None
    assert page[slice(*article.outlet.capture_span)] == "The Ostrel Gazette"
    named = article.byline[0]
    assert named.span is None
    assert named.capture_span is not None
    assert "Mara Lind" in page[slice(*named.capture_span)]


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Quay shut | Gazette</title><meta property=og:site_name content=Gazette>", "<h2>A</h2>", "Quay shut"),
        ("<title>Gazette: Quay shut</title>", "<h1>Gazette</h1><h2>Quay shut</h2>", "Quay shut"),
        ("<title>Quay &amp; pier shut</title>", "<h1>Quay &#38; pier shut</h1>", "Quay & pier shut"),
        ("<title>Search words here</title>", "<h1>Divers find cracks in quay</h1>", "Divers find cracks in quay"),
        ("", "<h1>Divers find cracks</h1>", "Divers find cracks"),
        ("<title>Gazette</title><meta property=og:site_name content=Gazette>", "<h1>Gazette</h1><h1>Quay is shut</h1>",
         "Quay is shut"),
    ],
)
def test_the_title_is_the_heading_that_agrees(head: str, heading: str, title: str) -> None:
    article = article_of(f"<html><head>{head}</head><body>{heading}{PARAGRAPHS}</body></html>")
    assert article.title is not None
    assert article.title.text == title


def test_a_sites_name_stands_on_either_side_of_its_motto() -> None:
    for stated in ("News of the bay and the islands - Orvel9", "Orvel9 | News of the bay and the islands"):
        head = (f'<meta property="og:site_name" content="{stated}">'
                '<link rel="canonical" href="https://www.orvel9.com/2024/11/18/quay">')
        outlet = article_of(f"<html><head>{head}</head><body>{PARAGRAPHS}</body></html>").outlet
        assert outlet is not None
        assert outlet.name == "Orvel9"


def test_json_ld_tells_author_outlet_and_date() -> None:
    described = {
        "@context": "https://schema.org", "@graph": [{
            "@type": "NewsArticle", "headline": "Quay \u201cshut\u201d", "datePublished": "2024-11-18",
            "author": [{"@type": "Person", "name": "Mara Lind"}], "publisher": {"name": "The Ostrel \"Gazette\""},
        }],
    }
    script = json.dumps(described)
    page = f'<html><head><script type="application/ld+json">{script}</script></head><body>{PARAGRAPHS}</body></html>'
    article = article_of(page)
    assert article.outlet is not None
    assert article.outlet.name == 'The Ostrel "Gazette"'
    assert article.outlet.capture_span is not None
    assert page[slice(*article.outlet.capture_span)] == 'The Ostrel \\"Gazette\\"'
    assert [named.name for named in article.byline] == ["Mara Lind"]
    assert article.published.edtf == "2024-11-18"


@pytest.mark.parametrize("broken", ["{", "[" * 10**5, '{"@type": "Article", "author": 1}', "null", "\x00", '"\\ud800"'])
def test_broken_json_ld_costs_nothing(broken: str) -> None:
    script = f'<script type="application/ld+json">{broken}</script>'
    article = article_of(f"<html><head>{script}</head><body>{PARAGRAPHS}</body></html>")
    assert texts(article, article.body) == PROSE


@pytest.mark.parametrize(
    "author", ["https://gazette.example/staff", "admin", "desk@gazette.example", "mlind", "The Ostrel Gazette", ""]
)
def test_what_names_nobody_is_no_byline(author: str) -> None:
    page = PAGE.replace("By Mara Lind", author)
    assert not article_of(page).byline


@pytest.mark.parametrize("mangled", ["\x00", "\x0c", "\ufffe", "\x1b"])
def test_characters_that_xml_forbids_are_no_hindrance(mangled: str) -> None:
    page = PAGE.replace("said on Monday", f"said on{mangled} Monday")
    assert len(article_of(page).body) == len(PROSE)


def test_body_and_map_survive_broken_markup() -> None:
    page = PAGE.replace("<article>", "</div></article></body></html><div><b>").replace("</p>", "")
    assert len(article_of(page).body) == len(PROSE)


def test_hidden_text_is_not_read() -> None:
    hidden = "<p style='display:none'>The council said that the quay had never been safe and that it knew.</p>"
    article = article_of(PAGE.replace("</article>", hidden + "</article>"))
    assert "never been safe" not in article.text


def test_a_page_too_small_for_trafilatura_is_still_read() -> None:
    article = article_of("<html><body><p>The quay is closed.</p></body></html>")
    assert texts(article, article.body) == ["The quay is closed."]


def test_a_page_too_deep_for_trafilatura_is_still_read() -> None:
    article = article_of("<html><body>" + "<div>" * 2000 + PARAGRAPHS + "</div>" * 2000 + "</body></html>")
    assert texts(article, article.body) == PROSE


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body><div id=root></div><script>run()</script></body></html>", "shows no text without its scripts"),
        ("<html><head><title>Quay shut</title><script>var a = 1;", "breaks off before its text begins"),
        ("<html><body><nav><a href=a>Home</a><a href=b>News</a></nav></body></html>", "nothing on the page reads"),
    ],
)
def test_a_page_without_an_article_is_refused(page: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason) as told:
        read(capture_of(page))
    assert told.value.room == "articles"


def test_a_wrong_label_does_not_make_text_a_page() -> None:
    text = "QUAY CLOSED\n\n" + "\n\n".join(PROSE) + "\n\nHe wrote <b> and 3 < 4 on the board.\n"
    reading = read(capture_of(text))
    assert reading.space == "capture"
    assert reading.article.text == text


def test_an_unknown_encoding_is_refused() -> None:
    capture = capture_of(PAGE)
    head = CaptureHead(id=capture.head.id, source="x", media_type="text/html", encoding="klingon")
    with pytest.raises(Refusal, match="an encoding Python does not know: klingon"):
        read(Capture(head=head, body=capture.body))


def test_readers_are_named_by_what_they_read() -> None:
    assert [media_type for media_type, _ in READERS] == ["text/html", "text/plain"]


TAGS = [
    "p", "div", "h1", "h2", "b", "a href=x", "li", "td", "span class=byline", "div class=related", "br",
    "time datetime=2020-01-01",
]
SAID = [*PROSE, "By Mara Lind", "18 November 2024", "&amp;", "&nbsp;", "\n", "\x00", "Read also", "<!--", "-->"]
PARTS = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag.split()[0]}>" for tag in TAGS]),
    st.sampled_from(SAID),
)


@given(st.lists(PARTS, min_size=5, max_size=30).map("".join))
@settings(max_examples=40, deadline=None)
def test_made_up_pages_are_read_or_refused(inside: str) -> None:
    page = f"<html><body>{inside}</body></html>"
    try:
        reading = read(capture_of(page))
    except Refusal:
        return
    check_spans(reading.article, page)


@pytest.mark.parametrize(
    "trap",
    [
        [("<p>a b.</p>", 8_000)], ["<p>", ("The quay is shut. ", 100_000)], [("<div>", 10**5)], [("<b><i>", 30_000)],
        [("<p>Read it.</p>" * 1_000 + PARAGRAPHS, 4)], [("<h1>Quay closed</h1>", 10_000)],
        [("<table><tr><td>", 10_000)], [('<div class="byline">By Mara Lind</div>', 5_000)],
        [("<time datetime=2020-01-01>x</time>", 10_000)],
        [("<meta property=article:published_time content=2020-01-01>", 20_000)],
        ["<title>", ("a | ", 10**5), "</title>"],
        [('<script type="application/ld+json">{"@type":"Article","datePublished":"2020-01-01"}</script>', 5_000)],
    ],
)
def test_traps_take_time_in_proportion(trap: list[str | tuple[str, int]]) -> None:
    def reading(share: float) -> None:
        with contextlib.suppress(Refusal):
            read(capture_of(f"<html><body>{grown(trap, share)}{PARAGRAPHS}</body></html>"))

    assert steepness(reading) < STEEPEST


def test_a_wrapper_named_like_furniture_does_not_hide_the_article() -> None:
    page = PAGE.replace("<article>", '<div class="paywall newsletter"><article>')
    article = article_of(page.replace("</article>", "</article></div>"))
    assert texts(article, article.body) == PROSE


def test_a_marked_author_behind_a_date_on_one_line_signs() -> None:
    line = "<p class=info>18 November 2024 &#183; Harbour &#183; <span class=author>Mara Lind</span></p>"
    article = article_of(f"<html><body><h1>Quay shut</h1>{line}{PARAGRAPHS}</body></html>")
    assert [named.name for named in article.byline] == ["Mara Lind"]
