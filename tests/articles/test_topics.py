"""Section and tags of dumps and of HTML pages."""

import pytest

from listeningpost.articles import read
from listeningpost.articles.topics import find_section, find_tags
from listeningpost.schema import Article, Capture, CaptureHead, Span, Title

PROSE = "".join(
    f"<p>The harbour master of Ostrel said on day {n} that the northern quay would be shut until winter ends, and"
    f" that the {n} ships which lie there would need another berth before the ice comes in.</p>" for n in range(5))


def spans_of(text: str) -> list[Span]:
    found, place = [], 0
    for line in text.split("\n"):
        found.append((place, place + len(line)))
        place += len(line) + 1
    return found


def tags(text: str) -> list[str]:
    found = find_tags(text, (), spans_of(text))
    assert all(one.span and text[slice(*one.span)] == one.name for one in found)
    return [one.name for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tags: harbours, Ostrel, the winter of boats", ["harbours", "Ostrel", "the winter of boats"]),
        ("Schlagworte: Häfen | Ostrel", ["Häfen", "Ostrel"]),
        ("Теги: порты, Острель", ["порты", "Острель"]),
        ("Topics\nHarbours\nOstrel\nRead more", ["Harbours", "Ostrel"]),
        ("Tags\nHarbours\nThe quay was closed for good yesterday.\nOstrel", ["Harbours"]),
        ("Harbours\nOstrel", []),
        ("Filed under: Harbours, Ostrel", ["Harbours", "Ostrel"]),
        ("Tags: https://ostrel.example", []),
    ],
)
def test_tags_of_lines(text: str, expected: list[str]) -> None:
    assert tags(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Home > World > Asia", "Asia"),
        ("Startseite / Politik / Quay closed for", "Politik"),
        ("The Ledger\nBusiness", "Business"),
        ("Sport\nBusiness\nWorld", None),
        ("Ann > Ben", None),
    ],
)
def test_section_above_the_title(text: str, expected: str | None) -> None:
    found = find_section(text, spans_of(text), (), Title(text="Quay closed for the winter"))
    assert (found.name if found else None) == expected


def test_section_on_a_line_beside_the_article() -> None:
    text = "Filed under: Boats"
    found = find_section(text, (), spans_of(text), None)
    assert found is not None
    assert found.name == "Boats"


def article(head: str, after: str = "") -> Article:
    page = f"<html><head>{head}</head><body><h1>Quay closed</h1>{PROSE}{after}</body></html>"
    return read(Capture(head=CaptureHead(id="0" * 64, source="p", media_type="text/html", encoding="utf-8"),
                        body=page.encode())).article


def test_fields_of_html_lead_to_the_source_or_to_the_line_that_prints_them() -> None:
    found = article('<meta property="article:section" content="World"><meta property="article:tag" content="Boats">'
                    '<meta property="article:tag" content="Ice">', "<ul><li>Ice</li></ul>")
    assert found.section is not None
    assert (found.section.name, found.section.span, found.section.capture_span is None) == ("World", None, False)
    assert [tag.name for tag in found.tags] == ["Boats", "Ice"]
    assert found.tags[0].capture_span is not None
    assert found.tags[1].span is not None


def test_links_marked_as_tags_go_before_keywords() -> None:
    found = article('<meta name="keywords" content="a, b">', '<a rel="category tag">Ports</a> <a rel="tag">Boats</a>')
    assert [tag.name for tag in found.tags] == ["Boats"]
    assert found.section is not None
    assert found.section.name == "Ports"


def test_keywords_of_json_ld_are_cut_at_commas() -> None:
    fields = '{"@type": "NewsArticle", "keywords": "Boats, Ice", "articleSection": "Bay"}'
    found = article(f'<script type="application/ld+json">{fields}</script>')
    assert [tag.name for tag in found.tags] == ["Boats", "Ice"]
    assert all(tag.capture_span and tag.capture_span[1] - tag.capture_span[0] == len(tag.name) for tag in found.tags)
    assert found.section is not None
    assert found.section.name == "Bay"


def test_a_run_of_short_lines_that_the_text_speaks_of_is_a_list_of_tags() -> None:
    text = "Orvel\nFerry strike\nBay union\nMost read"
    lines = [(0, 5), (6, 18), (19, 28), (29, 38)]
    said = " the ferry strike in orvel goes on."
    assert [named.name for named in find_tags(text, [], lines, said)] == ["Orvel", "Ferry strike", "Bay union"]
    assert find_tags(text, [], lines, " the court has ruled.") == ()
    assert find_tags(text, [], lines[2:], said) == ()
