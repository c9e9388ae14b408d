"""What is chosen of a store before any page is read: links by the pages they stand on, pages by words, days of entry,
and the number that rises with every write."""

import shutil
import sqlite3
from pathlib import Path

import made_up_pages as made
import pytest

from listeningpost.schema import (
    CopyLink,
    DisputeLink,
    EditionDay,
    EntityLink,
    Link,
    LinkHead,
    LinkPlace,
    OriginLink,
    Page,
    RefusalNote,
    RefusedPage,
    Speaker,
    StoryLink,
    UtteranceLink,
)
from listeningpost.store import Store, open_store


def written(store: Store, *numbers: int) -> list[Page]:
    pages = [made.page_of(made.capture(number)) for number in numbers]
    for number, page in zip(numbers, pages, strict=True):
        store.write(page, made.capture(number))
    return pages


def linked(store: Store) -> dict[str, Link]:
    """Links of five kinds on three pages of four, by the page or pages they stand on."""
    one, two, three, _ = (page.capture.id for page in written(store, 0, 1, 2, 3))
    said = [min(page.statements, key=lambda told: told.id).id for page in written(store, 0, 1)]
    links: dict[str, Link] = {
        "copy": CopyLink(page=one, relation="reprint", of=two),
        "utterance": UtteranceLink(id="u000000000001", speaker=Speaker(), statements=((one, said[0]), (two, said[1]))),
        "origin": OriginLink(claim=(one, said[0]), pages=(one, two), independent=2),
        "dispute": DisputeLink(id="d000000000001", relation="tension", about="it",
                               sides=(((two, said[1]),), ((three, "s000000000000"),))),
        "story": StoryLink(id="Y000000000001", title="", pages=(three,)),
        "entity": EntityLink(id="E000000000001", name="Ann", type="person", pages=(one,)),
    }
    store.write_links("made", "up", links.values())
    return links


def test_links_are_found_by_the_pages_they_stand_on(store: Store) -> None:
    links = linked(store)
    one, two, three, alone = (made.capture(number).head.id for number in range(4))
    on = {page: {link.__struct_config__.tag for link in store.links_on([page])} for page in (one, two, three, alone)}
    assert on == {one: {"copy", "utterance", "origin", "entity"}, two: {"copy", "utterance", "origin", "dispute"},
                  three: {"dispute", "story"}, alone: set()}
    assert list(store.links_on([two, three], "dispute")) == [links["dispute"]]
    assert list(store.links_of("story", ["Y000000000001", "Y999999999999"])) == [links["story"]]


def test_links_are_listed_without_their_records(store: Store) -> None:
    links = linked(store)
    one, two = (made.capture(number).head.id for number in range(2))
    utterance = links["utterance"]
    assert isinstance(utterance, UtteranceLink)
    assert store.link_heads("origin") == [LinkHead(id=f"{one} {utterance.statements[0][1]}", origins=2, pages=2)]
    assert store.link_heads("dispute") == [LinkHead(id="d000000000001", origins=0, pages=2)]
    assert sorted(place.page for place in store.link_places("utterance")) == sorted((one, two))
    assert [(place.page, place.item) for place in store.link_places("entity")] == [(one, "")]
    assert list(store.link_places("relation")) == []


def test_links_are_found_by_the_items_they_join_and_not_by_their_pages_alone(store: Store) -> None:
    links = linked(store)
    utterance = links["utterance"]
    assert isinstance(utterance, UtteranceLink)
    one, two = utterance.statements
    assert list(store.links_at("utterance", [one, (one[0], "s999999999999")])) == [utterance]
    assert list(store.links_at("dispute", [two])) == [links["dispute"]]
    assert list(store.links_at("utterance", [(one[0], two[1]), (one[0], "")])) == []
    assert list(store.links_at("utterance", [])) == []


def test_what_counts_the_origins_of_a_text_is_told_from_what_counts_those_of_a_remark(store: Store) -> None:
    linked(store)
    one, two = (made.capture(number).head.id for number in range(2))
    text = OriginLink(claim=(one, "text"), pages=(one, two), independent=1)
    store.write_links("made", "texts", [text])
    assert list(store.texts_on([two])) == [text]
    assert list(store.texts_on([made.capture(2).head.id])) == []


def test_heads_and_places_of_the_links_on_some_pages_are_those_of_all(store: Store) -> None:
    linked(store)
    for kind in ("copy", "utterance", "origin", "dispute", "story", "entity"):
        heads, places = store.link_heads(kind), store.link_places(kind)
        for number in range(4):
            page = made.capture(number).head.id
            near = {place.id for place in places if place.page == page}
            assert store.link_heads(kind, {page}) == [head for head in heads if head.id in near]
            assert store.link_places(kind, {page}) == [place for place in places if place.id in near]


def test_pages_are_listed_as_their_rows_say(store: Store) -> None:
    written(store, 0, 1, 2)
    rows = {row.id: (row.outlet, row.language, row.published_from, row.published_to) for row in store.page_rows()}
    heads = {head.id: (head.outlet, head.language, head.published_from, head.published_to)
             for head in store.page_heads()}
    assert heads == rows
    assert len(rows) == 3


def test_what_says_whence_a_page_has_it_is_as_on_the_page(store: Store) -> None:
    pages = written(store, 0, 1, 2)
    for mended in (False, True):
        sourced = store.sourced_of(page.capture.id for page in pages)
        found = {one.capture.id: (one.article, one.statements) for one in sourced}
        whole = {page.capture.id: (page.article, page.statements) for page in store.pages()}
        assert found == whole
        if not mended:
            store.correct(pages[0].capture.id, "outlet", "The Ledger", "its masthead", "an analyst")


def test_places_go_with_their_links(store: Store) -> None:
    linked(store)
    store.write_links("made", "up", [])
    assert list(store.links_on(made.capture(number).head.id for number in range(4))) == []
    assert store.link_heads("origin") == []
    assert list(store.link_places("story")) == []


def test_one_link_judged_by_two_groups_stands_once(store: Store) -> None:
    one = written(store, 0)[0].capture.id
    for key in ("a", "b"):
        store.write_links("made", key, [StoryLink(id="Y000000000001", title="", pages=(one,))])
    assert store.link_heads("story") == [LinkHead(id="Y000000000001", origins=0, pages=1)]
    assert list(store.link_places("story")) == [LinkPlace(id="Y000000000001", page=one, item="")]


def test_pages_enter_once_however_often_they_are_read(tmp_path: Path) -> None:
    for day, numbers in (("2031-04-01", (0, 1)), ("2031-04-03", (1, 2))):
        with open_store(str(tmp_path / "store.db"), now=f"{day}T23:59:59Z") as store:
            pages = written(store, *numbers)
    with open_store(str(tmp_path / "store.db"), now="2031-04-05T00:00:00Z") as store:
        gone = made.capture(2)
        note = RefusalNote(room="articles", reason="made up")
        store.refuse(RefusedPage(capture=gone.head, refusal=note), gone)
        assert store.edition_days() == [EditionDay(day="2031-04-03", pages=0, refused=1),
                                        EditionDay(day="2031-04-01", pages=2, refused=0)]
        assert set(store.entered_on().values()) == {"2031-04-01"}
        assert pages[1].capture.id not in store.entered_on()


def test_the_generation_rises_with_every_write_and_with_nothing_else(store: Store) -> None:
    seen = [store.generation()]
    page = written(store, 0)[0]
    seen.append(store.generation())
    store.write_links("made", "up", [])
    seen.append(store.generation())
    mend = store.correct(page.statements[0].id, "speaker", "Ann", "made up", "a tester")
    seen.append(store.generation())
    store.undo(mend.id)
    seen.append(store.generation())
    with store.batch():
        written(store, 1, 2)
    seen.append(store.generation())
    assert seen == sorted(set(seen))
    list(store.pages())
    assert store.generation() == seen[-1]


@pytest.mark.parametrize(
    ("words", "found"),
    [(["crossing 3"], {0, 1}), (["report 1"], {1}), (["Report 0", "report 1"], {0, 1}), (["ulmezh", "nobody"], {0, 1}),
     (["cross"], {0, 1}), (["crossing road"], set()), (['"'], set()), (["posts OR"], set()), ([], set())],
)
def test_pages_are_chosen_by_words_that_are_never_syntax(store: Store, words: list[str], found: set[int]) -> None:
    ids = {page.capture.id: number for number, page in enumerate(written(store, 0, 1))}
    chosen = {ids[page] for page in store.pages_with(words)}
    assert chosen == found


def test_pages_come_in_order_and_once(store: Store) -> None:
    pages = {page.capture.id: page for page in written(store, 0, 1, 2)}
    asked = sorted(pages, reverse=True)[:2]
    assert [page.capture.id for page in store.pages_of([*asked, asked[0], "nothing"])] == sorted(asked)
    mend = store.correct(pages[asked[0]].statements[0].id, "speaker", "Ann Oster", "made up", "a tester")
    (mended,) = store.pages_of([mend.page or ""])
    (read,) = store.pages_of([mend.page or ""], corrected=False)
    assert (mended.statements[0].speaker.name, read) == ("Ann Oster", pages[asked[0]])


def test_an_older_store_learns_what_its_links_stand_on(store: Store, tmp_path: Path) -> None:
    linked(store)
    expected = [list(store.link_places(kind)) for kind in ("origin", "utterance", "dispute", "copy")]
    heads = store.link_heads("origin")
    old = tmp_path / "old.db"
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copy(store.path, old)
    connection = sqlite3.connect(old)
    for table in ("link_page", "link_head", "entered", "generation", "fresh", "complete"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM migration WHERE number >= 3")
    connection.commit()
    connection.close()
    with open_store(str(old)) as brought:
        assert [list(brought.link_places(kind)) for kind in ("origin", "utterance", "dispute", "copy")] == expected
        assert brought.link_heads("origin") == heads
        assert brought.edition_days() == [EditionDay(day="2031-04-01", pages=4, refused=0)]
        assert brought.generation() == 0
