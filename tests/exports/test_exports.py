"""What leaves the product: the record as RECORD.md's contract has it, rows no spreadsheet runs, corrections as gold."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from listeningpost.exports import EXPORTS
from listeningpost.exports.csv import safe
from listeningpost.schema import (
    Article,
    Capture,
    CaptureHead,
    DateGiven,
    Figure,
    MadeBy,
    Outlet,
    Page,
    Published,
    RefusalNote,
    RefusedPage,
    Speaker,
    Statement,
    Title,
    Via,
)
from listeningpost.store import Store, open_store

TEXT = "Ferry talks fail\n\n=Ada Finch= said the ferry, which is old, would \"never\" sail; 40 crew lost work.\n"


def head_of(body: bytes, source: str) -> CaptureHead:
    return CaptureHead(id=hashlib.sha256(body).hexdigest(), source=source, media_type="text/plain", encoding="utf-8")


def made_page(text: str, source: str) -> Page:
    head = head_of(text.encode(), source)
    start = text.index("the ferry")
    number = text.index("40 crew")
    return Page(
        made_by=MadeBy(listeningpost="0", knowledge="t"),
        capture=head,
        space="capture",
        article=Article(
            text=text, title=Title(text="Ferry talks fail", span=(0, 16)), body=((18, len(text) - 1),), furniture=(),
            published=Published(edtf="2023-05-04", basis="text"), outlet=Outlet(name="@Quay", basis="text"),
        ),
        statements=(Statement(
            id="s" + head.id[:12], speaker=Speaker(entity="E0finch", name="=Ada Finch="), kind="mixed", act="deny",
            content_spans=((start, start + 9), (text.index("would"), text.index(";"))),
            said_on=DateGiven(edtf="2023-05"), via=(Via(name="Northwire"), Via(name="-a clerk")),
        ),),
        figures=(Figure(id="f" + head.id[:12], span=(number, number + 7), kind="count", value=40),),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.db"), now="2026-01-01T00:00:00Z") as held:
        for number in range(3):
            text = TEXT + "x" * number
            page = made_page(text, f"pages/{number}.txt")
            held.write(page, Capture(head=page.capture, body=text.encode()))
        head = head_of(b"shell", "shell.html")
        refused = RefusedPage(capture=head, refusal=RefusalNote(room="articles", reason="no text"))
        held.refuse(refused, Capture(head=head, body=b"shell"))
        yield held


def lines(store: Store, name: str) -> list[str]:
    return list(EXPORTS[name].lines(store))


def test_the_record_has_a_line_for_every_page_in_the_order_of_ids(store: Store) -> None:
    found = [json.loads(line) for line in lines(store, "record")]
    ids = [page["capture"]["id"] for page in found]
    assert len(ids) == 4
    assert ids == sorted(ids)
    (refused,) = [page for page in found if "refusal" in page]
    assert refused["refusal"] == {"room": "articles", "reason": "no text"}
    assert set(refused) == {"schema", "capture", "refusal"}


def test_a_page_of_the_record_says_its_schema_first_and_has_no_map_for_text(store: Store) -> None:
    line = next(line for line in lines(store, "record") if "refusal" not in line)
    assert line.startswith('{"schema":"listeningpost/1",')
    assert line.endswith("\n")
    page = json.loads(line)
    assert "map" not in page["article"]
    for span in page["statements"][0]["content_spans"]:
        assert page["article"]["text"][slice(*span)]


def test_html_pages_keep_their_map(store: Store) -> None:
    page = made_page(TEXT + "html", "pages/html.txt")
    rows = ((0, len(page.article.text), 0, len(page.article.text)),)
    article = {name: getattr(page.article, name) for name in page.article.__struct_fields__} | {"map": rows}
    fields = {name: getattr(page, name) for name in page.__struct_fields__}
    store.write(Page(**fields | {"space": "article", "article": Article(**article)}),
                Capture(head=page.capture, body=page.article.text.encode()))
    maps = [json.loads(line)["article"].get("map") for line in lines(store, "record") if '"map"' in line]
    assert maps == [[list(rows[0])]]


@pytest.mark.parametrize("name", list(EXPORTS))
def test_the_same_store_gives_the_same_bytes(store: Store, name: str) -> None:
    store.correct(next(store.pages()).statements[0].id, "speaker", "Ada Finch", "spelt so elsewhere", "a tester")
    assert lines(store, name) == lines(store, name)


def test_csv_has_a_row_for_every_statement_with_its_places(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(lines(store, "csv")), newline="")))
    assert len(rows) == 3
    for row, page in zip(rows, store.pages(), strict=True):
        assert row["statement"] == page.statements[0].id
        assert row["quote"] == 'the ferry […] would "never" sail'
        assert row["via"] == "Northwire; -a clerk"
        assert row["published"] == "2023-05-04"
        assert row["capture"] == page.capture.id
        spans = [tuple(map(int, span.split(":"))) for span in row["content_spans"].split("; ")]
        assert tuple(spans) == page.statements[0].content_spans


def test_no_cell_of_the_csv_can_be_run(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(lines(store, "csv")), newline="")))
    assert rows[0]["speaker"] == "'=Ada Finch="
    assert rows[0]["outlet"] == "'@Quay"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_a_spreadsheet_would_run_is_quoted(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Ada", "3-4", "a=b", "'=1"])
def test_other_cells_stay(cell: str) -> None:
    assert safe(cell) == cell


def test_corrections_are_gold_with_the_words_they_are_about(store: Store) -> None:
    page = next(store.pages())
    kept = store.correct(page.statements[0].id, "speaker", "Ada Finch", "spelt so elsewhere", "a tester")
    undone = store.correct(page.statements[0].id, "act", "assert", "a slip", "a tester")
    store.undo(undone.id)
    (gold,) = [json.loads(line) for line in lines(store, "corrections")]
    assert (gold["kind"], gold["id"], gold["now"]) == ("correction", kept.id, "Ada Finch")
    assert gold["cite"] == {
        "page": page.capture.id, "span": list(page.statements[0].content_spans[0]), "quote": "the ferry",
    }


def test_corrections_stand_among_the_links(store: Store) -> None:
    made = store.correct(next(store.pages()).statements[0].id, "act", "assert", "no denial", "a tester")
    found = [json.loads(line) for line in lines(store, "links")]
    assert [(link["kind"], link["id"]) for link in found] == [("correction", made.id)]
    assert lines(store, "links")[0].startswith('{"kind":"correction"')


def test_the_record_is_corrected(store: Store) -> None:
    page = next(store.pages())
    store.correct(page.statements[0].id, "act", "assert", "no denial", "a tester")
    found = [json.loads(line) for line in lines(store, "record")]
    (changed,) = [page_["statements"][0]["act"] for page_ in found if page_["capture"]["id"] == page.capture.id]
    assert changed == "assert"
