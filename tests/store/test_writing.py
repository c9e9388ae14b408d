"""What goes in comes out: pages, captures, refusals, rows, search."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any

import made_up_pages as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from listeningpost.errors import UnknownId, UsageError
from listeningpost.schema import Capture, CaptureHead, Filter, MadeBy, Page, RefusalNote, RefusedPage
from listeningpost.store import Store, open_store, verify
from listeningpost.store.days import days
from listeningpost.store.tables import METADATA

SYNTAX = ("NEAR", "OR", "AND", "NOT", "(", ")", '"', "*", "^", ":", "-", "+", "text:", "a", "{", "}", ",")
NEWER = MadeBy(listeningpost="0.0.1", knowledge="made up")


def written(store: Store, *numbers: int) -> list[Page]:
    pages = []
    for number in numbers:
        capture = made.capture(number)
        pages.append(made.page_of(capture))
        store.write(pages[-1], capture)
    return pages


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, without the number an SQLite row happens to have and that of the writes."""
    connection = sqlite3.connect(store.path)
    tables = {
        name: sorted(
            connection.execute(f"SELECT {', '.join(c.name for c in table.c if c.name != 'entry')} FROM {name}"), key=str
        )
        for name, table in METADATA.tables.items() if name != "generation"
    }
    connection.close()
    return tables


def refused(capture: Capture) -> RefusedPage:
    return RefusedPage(capture=capture.head, refusal=RefusalNote(room="articles", reason="no text"))


def test_pages_and_captures_come_back_as_they_went_in_by_id(store: Store) -> None:
    pages = written(store, 3, 1, 2)
    assert list(store.pages()) == sorted(pages, key=lambda page: page.capture.id)
    assert [capture.head.id for capture in store.captures()] == sorted(page.capture.id for page in pages)
    assert store.capture(pages[0].capture.id) == made.capture(3)
    assert store.capture_text(pages[0].capture.id) == made.capture(3).body.decode()
    with pytest.raises(UnknownId, match="no page of this store"):
        store.page("0" * 64)
    with pytest.raises(UnknownId, match="no capture of this store"):
        store.capture("0" * 64)


def test_many_pages_are_read_in_chunks_without_a_gap(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("listeningpost.store.reading.CHUNK", 3)
    for count in range(1, 8):
        written(store, count)
        assert len(list(store.pages())) == count


def test_writing_again_changes_nothing_and_a_new_version_replaces(store: Store) -> None:
    (page,) = written(store, 1)
    before = everything(store)
    written(store, 1)
    assert everything(store) == before
    store.write(replace(page, made_by=NEWER, statements=page.statements[:2]), made.capture(1))
    assert store.counts().statements == 2
    assert len(store.search('"crossing 5"')) == 1  # the body's, no longer the statement's
    assert (store.has(page.capture.id, NEWER), store.has(page.capture.id, made.MADE_BY)) == (True, False)


def test_a_page_is_written_whole_or_not_at_all(store: Store) -> None:
    before = everything(store)
    page = made.page_of(made.capture(1))
    with pytest.raises(UnicodeEncodeError):
        store.write(replace(page, roles=(replace(page.roles[0], name="\ud800"),)), made.capture(1))
    assert everything(store) == before


def test_a_refusal_stands_in_the_place_of_a_page_and_the_other_way(store: Store) -> None:
    capture = made.capture(1)
    store.refuse(refused(capture), capture, made.MADE_BY)
    store.refuse(refused(capture), capture, made.MADE_BY)
    assert list(store.refusals()) == [refused(capture)]
    assert store.held_as(capture.head.id, made.MADE_BY) == "refusal"
    assert store.find(capture.head.id[:8]).kind == "refusal"
    written(store, 1)
    assert (list(store.refusals()), store.counts().pages) == ([], 1)
    store.refuse(refused(capture), capture, NEWER)
    counts = store.counts()
    assert (counts.pages, counts.refusals, counts.statements, counts.captures) == (0, 1, 0, 1)
    assert store.search("crossing") == []


def test_a_refusal_without_a_capture_is_kept(store: Store) -> None:
    capture = made.capture(1)
    store.refuse(refused(capture))
    assert store.counts().captures == 0
    assert not store.has(capture.head.id, made.MADE_BY)
    assert not store.note_source(replace(capture.head, source="elsewhere"))


def test_a_refusal_without_bytes_goes_when_its_place_gives_something_else(store: Store) -> None:
    capture = made.capture(1)
    shut = refused(replace(capture, head=replace(capture.head, id="f" * 64)))
    other = refused(replace(capture, head=replace(capture.head, id="e" * 64)))
    elsewhere = refused(replace(capture, head=replace(capture.head, id="d" * 64, source="elsewhere")))
    store.refuse(elsewhere)
    store.refuse(shut)
    store.refuse(other)
    assert list(store.refusals()) == [elsewhere, other]
    written(store, 1)
    assert list(store.refusals()) == [elsewhere]
    store.refuse(shut)
    assert not store.note_source(capture.head)  # the place is known, and well again
    assert list(store.refusals()) == [elsewhere]


def test_a_refusal_with_bytes_stays_when_its_place_gives_something_else(store: Store) -> None:
    capture = made.capture(1)
    empty = replace(made.capture(2), head=replace(made.capture(2).head, source=capture.head.source))
    store.refuse(refused(empty), empty, made.MADE_BY)
    written(store, 1)
    assert list(store.refusals()) == [refused(empty)]


def test_the_first_source_stays_and_others_are_noted_beside_it(store: Store) -> None:
    (page,) = written(store, 1)
    again = replace(made.capture(1).head, source="a/other.txt")
    assert store.note_source(again)
    assert not store.note_source(again)
    assert store.sources(page.capture.id) == ("made-up/0001.txt", "a/other.txt")
    assert store.capture(page.capture.id).head.source == "made-up/0001.txt"


# ---- rows
def test_statements_come_by_day_with_what_their_page_says_of_itself(store: Store) -> None:
    written(store, 1, 2)
    told = list(store.statements())
    assert len(told) == 20
    assert [one.said_on for one in told] == sorted(one.said_on or "" for one in told)
    first = told[0]
    assert (first.outlet, first.published, first.via) == ("Ulmezh Monitor", first.published, "Basin Wire")
    assert first.text in store.capture_text(first.page)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Filter(speaker=made.entity_id("Bero Tamsin")), 10),
        (Filter(speaker="bero"), 10),
        (Filter(speaker="Nobody"), 0),
        (Filter(outlet="monitor"), 20),
        (Filter(words="crossing 4"), 4),
        (Filter(words='"posts at crossing 4"'), 2),
        (Filter(since="2031-03-10"), 2),
        (Filter(until="2031-03-01"), 2),
        (Filter(since="2031-03-02", until="2031-03-03"), 4),
        (Filter(kind="direct", act="assert"), 20),
        (Filter(kind="indirect"), 0),
        (Filter(act="warn"), 0),
    ],
)
def test_statements_by_filter(store: Store, wanted: Filter, count: int) -> None:
    written(store, 1, 4 - 2)
    assert len(list(store.statements(wanted))) == count


def test_statements_without_any_day_come_last_and_fit_no_bound(store: Store) -> None:
    page = made.page_of(made.capture(1))
    undated = replace(page, statements=(replace(page.statements[0], said_on=None), page.statements[1]))
    undated = replace(undated, article=replace(page.article, published=replace(page.article.published, edtf=None)))
    store.write(undated, made.capture(1))
    assert [one.said_on for one in store.statements()] == ["2031-03-02", None]
    assert [one.said_on for one in store.statements(Filter(since="2000-01-01"))] == ["2031-03-02"]


def test_figures_by_filter(store: Store) -> None:
    (page, _) = written(store, 1, 2)
    assert [one.id for one in store.figures(Filter(page=page.capture.id))] == [one.id for one in page.figures]
    assert len(list(store.figures(Filter(speaker="bero", words='"crossing 4"')))) == 1
    with pytest.raises(UsageError, match="figures have none"):
        list(store.figures(Filter(act="warn")))


def test_who_is_named_over_all_pages(store: Store) -> None:
    written(store, 0, 1)
    told = {one.name: (one.pages, one.mentions, one.statements) for one in store.entities()}
    assert told == {"Anna Orlesk": (1, 10, 10), "Bero Tamsin": (2, 20, 10), "Cato Velle": (1, 10, 0)}
    assert [one.name for one in store.entities("VELLE")] == ["Cato Velle"]
    assert {one.name for one in store.roles()} == {"Anna Orlesk", "Bero Tamsin"}
    assert len(list(store.mentions(made.entity_id("Bero Tamsin")))) == 20


# ---- ids
def test_an_id_is_found_whole_and_by_its_beginning(store: Store) -> None:
    (page,) = written(store, 1)
    kinds = {
        "page": page.capture.id,
        "statement": page.statements[0].id,
        "mention": page.mentions[0].id,
        "figure": page.figures[0].id,
        "entity": made.entity_id("Bero Tamsin"),
    }
    for (kind, id_), length in product(kinds.items(), (10, 64)):
        found = store.find(id_[:length])
        assert (found.kind, found.id, found.pages) == (kind, id_, (page.capture.id,))


def test_what_names_nothing_or_too_much_is_told(store: Store) -> None:
    written(store, *range(12))
    with pytest.raises(UsageError, match="at least 4"):
        store.find("s12")
    with pytest.raises(UnknownId, match="names nothing"):
        store.find("s%%%%")
    begins = Counter(mention.id[:4] for page in store.pages() for mention in page.mentions)
    (shared, times), *_ = begins.most_common(1)
    assert times > 1
    with pytest.raises(UnknownId, match=rf"several ids begin so: {shared}"):
        store.find(shared)


# ---- search
def test_search_finds_titles_bodies_and_statements_and_folds_accents(store: Store) -> None:
    (page,) = written(store, 1)
    assert {hit.kind for hit in store.search("crossing")} == {"sentence", "statement"}
    (title,) = [hit for hit in store.search("ULMEZH report") if hit.kind == "title"]
    assert title.id == page.capture.id
    assert page.article.text[slice(*title.span)] == title.text
    assert {hit.kind for hit in store.search("repor*")} == {"title"}
    assert store.search("repor") == []


def test_a_search_without_a_word_is_told(store: Store) -> None:
    for words in ("", " ", '"', "* - ^"):
        with pytest.raises(UsageError, match="give a word"):
            store.search(words)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("filled") / "store.db")) as store:
        written(store, 1)
        yield store


@settings(max_examples=150, deadline=None)
@given(words=st.text(min_size=1) | st.lists(st.sampled_from(SYNTAX)).map(" ".join))
def test_whatever_is_typed_can_be_searched(filled: Store, words: str) -> None:
    typed = words.encode(errors="replace").decode()
    try:
        hits = filled.search(typed)
    except UsageError:
        return
    assert all(hit.text for hit in hits)


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), min_size=1), source=st.text(st.characters(codec="utf-8")))
def test_any_text_goes_in_and_comes_out(filled: Store, text: str, source: str) -> None:
    body = text.encode()
    head = CaptureHead(id=hashlib.sha256(body).hexdigest(), source=source, media_type="text/plain", encoding="utf-8")
    capture = Capture(head=head, body=body)
    like = made.page_of(made.capture(1))
    kept = text.removeprefix("\ufeff")
    article = replace(like.article, text=kept, title=None, body=((0, len(kept)),))
    page = replace(
        like, capture=head, article=article, mentions=(), roles=(), statements=(), figures=()
    )
    filled.write(page, capture)
    assert filled.page(head.id) == page
    assert filled.capture(head.id).body == body
    assert list(verify(filled)) == []


# ---- days
@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("2022-04-29", ("2022-04-29", "2022-04-29")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2022?", ("2022-01-01", "2022-12-31")),
        ("../2022-04", (None, "2022-04-30")),
        ("2022-04-01/..", ("2022-04-01", None)),
        ("[2016,2018-03]", ("2016-01-01", "2018-03-31")),
        ("2022-04-29T10:00:00Z", ("2022-04-29", "2022-04-29")),
        ("soon", (None, None)),
        ("2022-13", (None, None)),
        (None, (None, None)),
    ],
)
def test_first_and_last_day(edtf: str | None, bounds: tuple[str | None, str | None]) -> None:
    assert days(edtf) == bounds
