"""An article at the desk: its text with what was found marked in it, the record of one thing, the capture itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from msgspec.structs import replace
from starlette.testclient import TestClient

from listeningpost.schema import Capture, CaptureHead, Flag, Mention, Page, Speaker, Statement, Title
from listeningpost.store import Store, open_store

from .conftest import desk_over
from .test_edition import BEST, words


@pytest.fixture(scope="session")
def pages(sample: Store) -> dict[str, Page]:
    """The pages of the sample watch by the name of their file."""
    return {page.capture.source.rsplit("/", 1)[-1]: page for page in sample.pages()}


def tree(reader: TestClient, address: str) -> html.HtmlElement:
    answer = reader.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def plain(text: str) -> str:
    return "".join(text.split())


def test_the_whole_body_is_shown_and_nothing_beside_it(reader: TestClient, pages: dict[str, Page]) -> None:
    for page in pages.values():
        shown = tree(reader, f"/article/{page.capture.id}")
        text = "".join(paragraph.text_content() for paragraph in shown.xpath("//div[@class='text']/p[not(@class)]"))
        body = "".join(page.article.text[a:b] for a, b in page.article.body)
        assert plain(text) == plain(body)


def test_every_thing_found_has_its_place_once(reader: TestClient, pages: dict[str, Page]) -> None:
    for page in pages.values():
        shown = tree(reader, f"/article/{page.capture.id[:12]}")
        ids = shown.xpath("//div[@class='head' or @class='text']//@id")
        assert len(ids) == len(set(ids))
        found = {one.id for one in (*page.statements, *page.figures)
                 if any(a <= _start(one) < b for a, b in page.article.body)}
        assert found <= set(ids)


def _start(one: object) -> int:
    spans = getattr(one, "content_spans", None) or (getattr(one, "span", (0, 0)),)
    return min(start for start, _ in spans)


def test_marked_words_are_the_words_of_the_span(reader: TestClient, pages: dict[str, Page]) -> None:
    for page in pages.values():
        for statement in page.statements:
            shown = tree(reader, f"/article/{page.capture.id[:12]}?at={statement.id}")
            marked = "".join(shown.xpath("//*[contains(@class, 'chosen-words') and contains(@class, 'said')]//text()"))
            for start, end in statement.content_spans:
                assert plain(page.article.text[start:end]) in plain(marked)


def test_the_record_of_a_statement_stands_beside_it(reader: TestClient, pages: dict[str, Page]) -> None:
    page = pages["basinwire-brennik-garrison.txt"]
    statement = next(one for one in page.statements
                     if any(BEST[:40] in page.article.text[a:b] for a, b in one.content_spans) and one.kind == "direct")
    side = tree(reader, f"/article/{statement.id}").xpath("//aside")[0]
    told = words(side)
    assert "Radan Velk (Defence Minister, Halvenia), as told by Basinwire News Agency" in told
    assert "why this speaker" in told
    assert "1 origin: Basinwire" in told
    others = side.xpath(".//section[@class='remark'][1]//a/@href")
    assert len(others) >= 2
    assert [reader.get(address).status_code for address in others] == [200] * len(others)


def test_the_record_of_a_figure_has_its_series_and_its_claim(reader: TestClient, pages: dict[str, Page]) -> None:
    page = pages["basinwire-brennik-garrison.txt"]
    figure = next(one for one in page.figures if one.value == 6500)
    side = words(tree(reader, f"/article/{figure.id}").xpath("//aside")[0])
    assert "claimed 8 times" in side
    assert "6,500" in side
    assert "Stands in statement of Ghaled Irmash" in side
    assert "Claimed in" in side


def test_a_dispute_shows_both_its_sides_beside_either(reader: TestClient, pages: dict[str, Page]) -> None:
    page = pages["basinwire-brennik-garrison.txt"]
    denial = next(one for one in page.statements if one.act == "deny")
    side = words(tree(reader, f"/article/{denial.id}").xpath("//aside")[0])
    assert "claimed: Ghaled Irmash" in side
    assert "denied:" in side


def test_the_page_tab_says_how_it_was_read(reader: TestClient, pages: dict[str, Page]) -> None:
    told = words(tree(reader, f"/article/{pages['tamburak-sixty-camps.txt'].capture.id[:12]}?side=page"))
    for fault in ("garbled", "misspelling", "headline beyond text", "page vs knowledge"):
        assert fault in told
    assert "why this date" in told
    assert "beside the title" in told
    undated = words(tree(reader, f"/article/{pages['overland-pass-patrol.txt'].capture.id[:12]}?side=page"))
    assert "is that weekday only in 2002, 2013, 2019, 2024" in undated


def test_the_capture_is_shown_as_text_with_the_words_marked(reader: TestClient, sample: Store) -> None:
    for page in sample.pages():
        statement = next((one for one in page.statements if one.content_spans), None)
        if statement is None:
            continue
        shown = tree(reader, f"/article/{page.capture.id[:12]}?at={statement.id}&side=capture")
        capture = shown.xpath("//pre")[0]
        assert capture.xpath(".//*[not(self::mark)]") == []
        assert capture.xpath(".//mark") != []
        assert capture.text_content().strip() in sample.capture_text(page.capture.id).replace("\r\n", "\n")


def test_what_is_no_page_is_said(reader: TestClient, sample: Store) -> None:
    dispute = next(sample.links("dispute"))
    answer = reader.get(f"/article/{getattr(dispute, 'id', '')}")
    assert answer.status_code == 404
    assert "is no page and stands on none" in answer.text
    page = next(sample.pages()).capture.id
    for query in ("side=nowhere", "from=-1", "from=x", "side=capture&character=9e9", "from=" + "9" * 30):
        assert reader.get(f"/article/{page}?{query}").status_code == 400
    elsewhere = tree(reader, f"/article/{page}?at=s000000000000")
    assert elsewhere.xpath("string(//nav[@class='side-tabs']/a[@aria-current])") == "Found"
    assert elsewhere.xpath("//*[contains(@class, 'chosen-words')]") == []
    for query in ("from=999999", "side=capture&character=999999999"):
        assert reader.get(f"/article/{page}?{query}").status_code == 200


def test_a_refused_page_says_why(reader: TestClient, sample: Store) -> None:
    refused = next(sample.refusals())
    told = words(tree(reader, f"/article/{refused.capture.id}"))
    assert refused.refusal.reason in told
    assert refused.capture.source in told


def test_a_page_that_was_not_published_then_is_not_shown(reader: TestClient, pages: dict[str, Page]) -> None:
    page = pages["basinwire-brennik-garrison.txt"].capture.id
    assert reader.get(f"/article/{page}?published_until=2020").status_code == 404
    assert reader.get(f"/article/{page}?published_until=2021-03-16").status_code == 200


# ---- pages that mean harm, and pages that are too long
EVIL = ('<script>alert(1)</script> <img src=x onerror="alert(2)"> </p></div><style>*{}</style> javascript:alert(3) '
        "\u202egnirts desrever\u202c \x1b[31m {{ 7*7 }} {% raw %} &lt;b&gt; ' \" --> ]]>")


def evil_page() -> tuple[Page, Capture]:
    from listeningpost.captures import capture
    from listeningpost.schema import Article, MadeBy, Outlet, Published

    text = f"{EVIL}\n\n{EVIL} said {EVIL}\n"
    brought = capture(text.encode(), f"evil/{EVIL}", None)
    assert isinstance(brought, Capture)
    body = (len(EVIL) + 2, len(text) - 1)
    said = (body[0] + len(EVIL) + 6, body[1])
    statement = Statement(id="s" + "e" * 12, speaker=Speaker(name=EVIL, entity="E" + "e" * 12, why=EVIL),
                          content_spans=(said,), kind="direct", source_span=(body[0], body[0] + len(EVIL)))
    mention = Mention(id="m" + "e" * 12, span=(body[0], body[0] + len(EVIL)), text=EVIL, type="person", form="name",
                      entity="E" + "e" * 12, name=EVIL)
    article = Article(text=text, title=Title(text=EVIL, span=(0, len(EVIL))), body=(body,), furniture=(),
                      published=Published(reasons=(EVIL,)), outlet=Outlet(name=EVIL, basis="text"), language="en")
    page = Page(made_by=MadeBy(listeningpost="0", knowledge="0"), capture=brought.head, space="capture",
                article=article, statements=(statement,), mentions=(mention,),
                flags=(Flag(kind="garbled", note=EVIL, span=said),))
    return page, brought


@pytest.fixture
def evil(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "evil.db"), now="2026-03-01T09:00:00Z") as store:
        store.write(*evil_page())
        yield store


@pytest.mark.parametrize("address", ["/", "/article/s" + "e" * 12, "/article/m" + "e" * 12, *(
    f"/article/s{'e' * 12}?side={side}" for side in ("found", "page", "capture", "record"))])
def test_a_page_that_means_harm_stays_words(evil: Store, address: str) -> None:
    answer = desk_over(evil).get(address)
    assert answer.status_code == 200
    shown = html.fromstring(answer.text)
    assert shown.xpath("//script[not(@src)] | //img | //style | //*[@onerror] | //a[starts-with(@href, 'java')]") == []
    assert "alert(1)" in shown.text_content()
    assert "49" not in shown.xpath("string(//h1)")
    assert "\u202e" not in answer.text
    assert "\x1b" not in answer.text


def test_a_long_article_comes_in_parts_none_lost_or_doubled(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "long.db")) as store:
        page, capture = long_page()
        store.write(page, capture)
        reader = desk_over(store)
        address, text, parts = f"/article/{page.capture.id}", "", 0
        while address:
            answer = reader.get(address)
            assert len(answer.content) < 500_000
            shown = html.fromstring(answer.text)
            text += "".join(one.text_content() for one in shown.xpath("//div[@class='text']/p[not(@class)]"))
            address = shown.xpath("string(//div[@class='text']//a[@rel='next']/@href)")
            parts += 1
        last = page.statements[-1]
        chosen = html.fromstring(reader.get(f"/article/{last.id}").text)
    assert parts > 2
    assert plain(text) == plain(page.article.text)
    assert chosen.xpath(f"//*[@id='{last.id}']")


def long_page() -> tuple[Page, Capture]:
    from listeningpost.captures import capture

    page, _ = evil_page()
    paragraph = "The mayor said that the bridge would be mended. " * 20
    text = "\n\n".join(f"{number} {paragraph}" for number in range(120))
    brought = capture(text.encode(), "long.txt", None)
    assert isinstance(brought, Capture)
    starts = [text.index(f"{number} The mayor") for number in range(120)]
    body = tuple((start, start + len(f"{number} {paragraph}")) for number, start in enumerate(starts))
    statements = tuple(
        replace(page.statements[0], id=f"s{number:012x}", speaker=Speaker(name="The mayor"), source_span=None,
                content_spans=((start + 25, start + 50),)) for number, start in enumerate(starts))
    article = replace(page.article, text=text, title=None, body=body)
    head: CaptureHead = brought.head
    return replace(page, capture=head, article=article, statements=statements, mentions=(), flags=()), brought


def test_reading_does_not_need_the_file_of_the_page(sample_file: Path, tmp_path: Path) -> None:
    copy = shutil.copy(sample_file, tmp_path / "store.db")
    with open_store(str(copy)) as store:
        page = next(store.pages())
        assert desk_over(store).get(f"/article/{page.capture.id}?side=capture").status_code == 200
