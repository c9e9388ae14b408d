"""Stories in a store: the same for every order in which pages come, large ones whole, and people's words kept."""

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from joining import exported
from pipeline.test_joining_pairs import made

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.errors import UnknownId, UsageError
from listeningpost.group_ids import STORY, group_id
from listeningpost.record import JOINERS
from listeningpost.schema import Capture, Page, StoryLink, Title
from listeningpost.store import Store, neighbours, open_store

PARTS = ("tar", "osk", "vir", "mel", "dor", "sor", "ul", "hal", "bren", "kor", "lin", "mez", "pa", "quo", "rus", "wen")


def told(happening: int, teller: int, length: int = 12) -> tuple[Page, Capture]:
    """A page of a made-up happening in the words of one teller: its names and things in sentences of the teller's."""
    names = random.Random(f"happening {happening}")
    drawn = random.Random(f"{happening} {teller}")
    who = ["".join(names.sample(PARTS, 3)).title() for _ in range(6)]
    what = ["".join(names.sample(PARTS, 3)) for _ in range(8)]
    own = ["".join(drawn.sample(PARTS, 3)) for _ in range(6)]
    lines = [
        f"On that day {drawn.choice(who)} {drawn.choice(what)} {drawn.choice(what)} saw {drawn.choice(who)} and the"
        f" {drawn.choice(what)} of {drawn.choice(who)}, {drawn.choice(own)} said."
        for _ in range(length)
    ]
    page, capture = made(" ".join(lines), f"2031-03-{1 + happening:02}", outlet=f"House {teller}")
    start = page.article.body[0][0]
    title = Title(text=lines[0], span=(start, start + len(lines[0])))
    return msgspec.structs.replace(page, article=msgspec.structs.replace(page.article, title=title)), capture


def stories(store: Store) -> dict[frozenset[str], StoryLink]:
    return {frozenset(link.pages): link for link in store.links("story") if isinstance(link, StoryLink)}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store that joins stories alone."""
    monkeypatch.setattr(pipeline, "JOINERS", [joiner for joiner in JOINERS if joiner.name == "stories"])
    with open_store(str(tmp_path / "store.db")) as opened:
        yield opened


def filled(store: Store, *pages: tuple[Page, Capture]) -> list[str]:
    for page, capture in pages:
        store.write(page, capture)
    pipeline.reconcile(store, here)
    return [page.capture.id for page, _ in pages]


@pytest.mark.parametrize("near", [24, 2])
def test_stories_are_the_same_for_twenty_orders_and_one_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, near: int
) -> None:
    monkeypatch.setattr(neighbours, "CROWD", near)
    monkeypatch.setattr(neighbours, "NEAR", 2)
    monkeypatch.setattr(pipeline, "JOINERS", [joiner for joiner in JOINERS if joiner.name == "stories"])
    pages = [told(happening, teller) for happening in range(3) for teller in range(2 + happening)]
    whole = exported(tmp_path / "whole.db", [pages])
    assert 3 <= whole.count('"kind":"story"') < len(pages)
    for number in range(20 if near == 2 else 5):
        random.Random(number).shuffle(pages)
        steps = [pages[:4], *([one] for one in pages[4:])] if number % 2 else [pages[:3], pages[3:]]
        assert exported(tmp_path / f"{number}.db", steps) == whole


def test_a_story_larger_than_a_key_lets_meet_is_found_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "CROWD", 3)
    monkeypatch.setattr(neighbours, "NEAR", 2)
    ids = filled(store, *(told(0, teller) for teller in range(24)), *(told(1, teller) for teller in range(12)))
    assert set(stories(store)) == {frozenset(ids[:24]), frozenset(ids[24:])}


def test_a_page_that_comes_touches_only_its_story(store: Store) -> None:
    filled(store, *(told(happening, teller) for happening in range(4) for teller in range(3)))
    before = stories(store)
    store.write(*told(2, 9))
    assert pipeline.reconcile(store, here).links == 1
    after = stories(store)
    assert len(set(after) - set(before)) == 1
    assert pipeline.reconcile(store, here).groups == 0


def test_an_old_id_leads_to_the_story_of_today(store: Store) -> None:
    pages = sorted((told(0, teller) for teller in range(4)), key=lambda one: one[0].capture.id)
    filled(store, *pages[1:])
    (old,) = stories(store).values()
    assert store.find(old.id).now == old.id
    filled(store, pages[0])
    (new,) = stories(store).values()
    assert new.id == group_id(STORY, [pages[0][0].capture.id]) != old.id
    for id_ in (old.id, old.id[:8], new.id, group_id(STORY, [pages[2][0].capture.id])):
        found = store.find(id_)
        assert (found.kind, found.now, found.pages) == ("story", new.id, new.pages)
    with pytest.raises(UnknownId, match="names nothing"):
        store.find("Y000000000000")


def test_stories_are_merged_by_a_person_and_stay_so_when_pages_are_read_again(store: Store) -> None:
    pages = [told(happening, teller) for happening in range(3) for teller in range(2)]
    ids = filled(store, *pages)
    one, two, three = (stories(store)[frozenset(ids[at : at + 2])].id for at in (0, 2, 4))
    mend = store.correct(one, "merge", two, "one happening", "Ines")
    store.correct(three, "merge", one, "this too", "Ines")
    pipeline.reconcile(store, here)
    assert set(stories(store)) == {frozenset(ids)}
    filled(store, *(told(1, teller) for teller in range(2, 4)), *pages)
    assert len(stories(store)) == 1
    assert store.find(one).now == store.find(two).now == store.find(three).now
    store.undo(mend.id)
    pipeline.reconcile(store, here)
    assert sorted(len(members) for members in stories(store)) == [4, 4]


def test_a_page_is_split_off_by_a_person_and_may_be_of_another_story(store: Store) -> None:
    ids = filled(store, *(told(happening, teller) for happening in range(2) for teller in range(3)))
    mine = stories(store)[frozenset(ids[:3])].id
    mend = store.correct(mine, "split", ids[0], "another day", "Ines")
    assert (mend.of, mend.field, mend.page) == (ids[0], "other_story", ids[0])
    pipeline.reconcile(store, here)
    assert frozenset(ids[:1]) in stories(store)
    assert frozenset(ids[1:3]) in stories(store)
    store.correct(ids[0], "same_story", stories(store)[frozenset(ids[3:])].id, "here it is", "Ines")
    pipeline.reconcile(store, here)
    assert set(stories(store)) == {frozenset(ids[1:3]), frozenset([ids[0], *ids[3:]])}


def test_what_is_no_story_is_refused(store: Store) -> None:
    ids = filled(store, told(0, 0), told(0, 1), told(1, 0))
    mine = stories(store)[frozenset(ids[:2])].id
    for field, value in (("split", ids[2]), ("merge", mine), ("merge", ids[0]), ("merge", None)):
        with pytest.raises(UsageError, match=field):
            store.correct(mine, field, value, "made up", "Ines")
    with pytest.raises(UsageError, match="title"):
        store.correct(mine, "title", "A better one", "made up", "Ines")
