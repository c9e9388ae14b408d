"""Verify finds what was tampered with, each kind of it, and nothing where nothing was."""

import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable

import made_up_pages as made
import pytest
from msgspec.structs import replace

from listeningpost.schema import Page, Speaker, Statement, Title
from listeningpost.store import Store, verify


def test_nothing_is_wrong_with_what_was_written(store: Store) -> None:
    for number in range(4):
        store.write(made.page_of(made.capture(number)), made.capture(number))
    counted: Counter[str] = Counter()
    assert list(verify(store, counted)) == []
    assert (counted["captures"], counted["pages"]) == (4, 4)
    assert counted["spans"] == 4 * 62
    assert counted["rows"] == 4 * (20 + 10 + 10 + 1 + 2 + 21)


TAMPERED = {
    "UPDATE capture SET body = ?": "its stored bytes hash to",
    "UPDATE page SET record = replace(record, 'Orlesk', 'Orlosk')": "should read",
    "UPDATE page SET outlet = 'Another'": "its page row differs",
    "UPDATE statement SET speaker = 'Enobody' WHERE number = 2": "its statement rows differ",
    "DELETE FROM mention WHERE number = 1": "its mention rows differ",
    "UPDATE figure SET value = 7 WHERE number = 1": "its figure rows differ",
    "DELETE FROM item WHERE kind = 'figure'": "the ids kept for it differ",
    "INSERT INTO passage_text(passage_text) VALUES ('delete-all')": "the search index does not fit",
    "UPDATE capture SET encoding = 'no-such'": "cannot be decoded as",
    "UPDATE capture SET body = x'00'": "cannot be unpacked",
}


@pytest.mark.parametrize(("change", "what"), TAMPERED.items(), ids=[f"{n}" for n in range(len(TAMPERED))])
def test_what_was_changed_behind_its_back_is_found(store: Store, change: str, what: str) -> None:
    capture = made.capture(0)
    store.write(made.page_of(capture), capture)
    if "encoding" in change:
        change = "UPDATE page SET record = replace(record, '\"encoding\":\"utf-8\"', '\"encoding\":\"no-such\"')"
    connection = sqlite3.connect(store.path)
    connection.execute(change, (zlib.compress(capture.body + b"."),) if "?" in change else ())
    connection.commit()
    connection.close()
    assert any(what in problem.what for problem in verify(store)), list(verify(store))


def _statement(page: Page, **changes: object) -> Page:
    return replace(page, statements=(replace(page.statements[0], **changes), *page.statements[1:]))


WRONG: dict[str, tuple[Callable[[Page], Page], str]] = {
    "mention text": (lambda page: replace(page, mentions=(replace(page.mentions[0], text="Nobody"),)), "should read"),
    "outside": (lambda page: _statement(page, cue_span=(5, 10**6)), "lies outside the article"),
    "quoted": (lambda page: _statement(page, quoted_spans=((0, 6),)), "stand outside its content"),
    "empty": (lambda page: _statement(page, content_spans=()), "has no content"),
    "reference": (lambda page: _statement(page, denies=("s000000000000",)), "which the page does not hold"),
    "claimed": (lambda page: replace(page, statements=page.statements[1:]), "which the page does not hold"),
    "stranger": (lambda page: _statement(page, speaker=Speaker(entity="E0", name="?")), "does not mention"),
    "title": (lambda page: replace(page, article=replace(page.article, title=Title(text="x", span=(0, 3)))), "title"),
    "text": (lambda page: replace(page, article=replace(page.article, text=page.article.text + "x")), "not the text"),
    "space": (lambda page: replace(page, space="article"), "has no map"),
    "map": (
        lambda page: replace(page, space="article", article=replace(page.article, map=((0, 5, 0, 5),))),
        "cannot be rebuilt",
    ),
    "capture span": (
        lambda page: replace(page, article=replace(page.article, title=Title(text="Wrong", capture_span=(0, 6)))),
        "does not stand at",
    ),
}


@pytest.mark.parametrize(("change", "what"), WRONG.values(), ids=WRONG.keys())
def test_a_page_that_was_entered_wrongly_is_found(
    store: Store, change: Callable[[Page], Page], what: str
) -> None:
    capture = made.capture(0)
    store.write(change(made.page_of(capture)), capture)
    assert any(what in problem.what for problem in verify(store)), list(verify(store))


def test_an_id_given_twice_is_refused(store: Store) -> None:
    page = made.page_of(made.capture(0))
    twice: tuple[Statement, ...] = (page.statements[0], *page.statements)
    with pytest.raises(ValueError, match=f"gives the id {twice[0].id} twice"):
        store.write(replace(page, statements=twice), made.capture(0))
    with pytest.raises(ValueError, match="the page is of capture"):
        store.write(page, made.capture(1))
    assert store.counts().captures == 0


def test_a_title_printed_over_two_lines_is_one(store: Store) -> None:
    capture = made.capture(0)
    page = made.page_of(capture)
    title = Title(text="from Ulmézh Published", span=(9, 32))
    assert "\n" in page.article.text[9:32]
    store.write(replace(page, article=replace(page.article, title=title)), capture)
    assert list(verify(store)) == []
