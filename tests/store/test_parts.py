"""Items that meet, and the parts that ties hold together: the same for every order, and no larger than may be."""

import random
from collections.abc import Sequence

import made_up_pages as made
import pytest
from sqlalchemy import insert, text
from sqlalchemy.pool import QueuePool

from listeningpost.schema import Profile, StoryLink, Tie
from listeningpost.store import Cut, Profiled, Store, neighbours, numbered, open_store, pairing
from listeningpost.store import parts as sought
from listeningpost.store.pairing import number_of
from listeningpost.store.tables import unsettled

Pair = tuple[str, str]
JOINER = "made"


def joined(store: Store, items: Sequence[tuple[str, tuple[str, ...]]], cut: Cut, scores: dict[Pair, float]) -> int:
    """Give items, each of a page of its own, their keys, tie those that meet and have a score, and settle all; how many
    were compared with one another."""
    pages = {item: made.page_of(made.capture(int(item[1:]))) for item, _ in items}
    for item, page in pages.items():
        store.write(page, made.capture(int(item[1:])))
    profiles = {item: Profile(item=item, keys=keys, facts=item.encode()) for item, keys in items}
    store.write_profiles([
        Profiled(JOINER, 1, pages[item].capture.id, [numbered(JOINER, one)]) for item, one in profiles.items()])
    compared = 0
    for meeting in store.meetings(JOINER):
        ties = list[Tie]()
        for at, met in enumerate(meeting.met):
            compared += len(met)
            for other in met:
                a, b = sorted((meeting.facts[at].decode(), meeting.facts[other].decode()))
                if (a, b) in scores:
                    ties.append(Tie(a=a, b=b, relation="made", score=scores[a, b]))
        store.write_ties(JOINER, meeting.numbers, ties)
    while found := [part for some in store.parts(JOINER, cut) for part in some]:
        store.write_parts(JOINER, [(part, [story(part.items)]) for part in found])
    return compared


def story(items: Sequence[str]) -> StoryLink:
    return StoryLink(id=f"h {items[0]}", title="", pages=tuple(items))


def parts(store: Store) -> list[list[str]]:
    return sorted(list(link.pages) for link in store.links("story") if isinstance(link, StoryLink))


def test_a_part_too_large_is_cut_where_its_ties_are_weakest(store: Store) -> None:
    scores = {("i1", "i2"): 4.0, ("i2", "i3"): 4.0, ("i3", "i4"): 0.5, ("i4", "i5"): 2.0, ("i5", "i6"): 4.0}
    items = [(f"i{number}", ("all",)) for number in range(1, 8)]
    joined(store, items, Cut(3, (1.0, 3.0)), scores)
    assert parts(store) == [["i1", "i2", "i3"], ["i4", "i5", "i6"], ["i7"]]


def test_parts_that_hold_what_waits_behind_them_leave_no_empty_work(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sought, "CHUNK", 2)
    items = [(f"i{number}", ("all",)) for number in range(1, 7)]
    monkeypatch.setattr(store, "write_parts", lambda joiner, found: [])  # noqa: ARG005
    scores = {(f"i{number}", f"i{number + 1}"): 2.0 for number in range(1, 6)}
    monkeypatch.setattr(store, "parts", lambda joiner, cut: ())  # noqa: ARG005
    joined(store, items, Cut(9, (1.0,)), scores)
    monkeypatch.undo()
    monkeypatch.setattr(sought, "CHUNK", 2)
    given = list(store.parts(JOINER, Cut(9, (1.0,))))
    assert [[part.items for part in some] for some in given] == [[[item for item, _ in items]]]


def test_what_the_last_level_holds_together_is_one_part_however_large(store: Store) -> None:
    items = [(f"i{number}", ("all",)) for number in range(1, 7)]
    joined(store, items, Cut(2, (1.0,)), {(f"i{number}", f"i{number + 1}"): 2.0 for number in range(1, 6)})
    assert parts(store) == [[item for item, _ in items]]


@pytest.mark.parametrize("seed", range(12))
def test_parts_are_the_same_for_every_order_and_for_items_that_went(
    seed: int, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few meet under a key, parts are small, and some items come and go on the way."""
    monkeypatch.setattr(neighbours, "CROWD", 4)
    monkeypatch.setattr(neighbours, "NEAR", 2)
    draw = random.Random(seed)
    items = [(f"i{number}", tuple(draw.sample("abcde", draw.randint(0, 3)))) for number in range(1, 29)]
    scores = {(a, b): round(draw.uniform(0, 5), 1) for a, _ in items for b, _ in items if a < b}
    cut, folder = Cut(4, (1.0, 2.0, 3.0)), tmp_path_factory.mktemp("parts")
    with open_store(str(folder / "whole.db")) as store:
        joined(store, items[:22], cut, scores)
        whole = parts(store)
    draw.shuffle(items)
    with open_store(str(folder / "steps.db")) as store:
        while items:
            some = [items.pop() for _ in range(min(len(items), draw.choice((1, 2, 7))))]
            joined(store, some, cut, scores)
            with store.database.write() as connection:
                for item, _ in some:
                    if int(item[1:]) > 22 and draw.random() < 0.5:
                        pairing.leave(connection, made.capture(int(item[1:])).head.id)
                        scores = {pair: score for pair, score in scores.items() if item not in pair}
            joined(store, [], cut, scores)
        with store.database.write() as connection:
            for number in range(23, 29):
                pairing.leave(connection, made.capture(number).head.id)
        joined(store, [], cut, scores)
        assert parts(store) == whole


def test_one_item_more_meets_few_of_a_key_that_a_crowd_shares(store: Store) -> None:
    near, crowd, cut = neighbours.NEAR, neighbours.CROWD, Cut(9)
    joined(store, [(f"i{number}", ("all",)) for number in range(1, crowd)], cut, {})
    assert joined(store, [(f"i{crowd}", ("all",))], cut, {}) == crowd - 1
    assert joined(store, [(f"i{crowd + 1}", ("all",))], cut, {}) <= 2 * near
    assert joined(store, [(f"i{crowd + 2}", ("own",))], cut, {}) == 0


def test_the_number_of_an_item_hangs_on_its_joiner_and_id_alone() -> None:
    assert number_of("copies", "a") == number_of("copies", "a") != number_of("stories", "a")
    assert 0 <= number_of("copies", "a") < 2**63


def test_a_part_with_the_links_that_it_had_is_let_be(store: Store) -> None:
    """Origins are counted again only where links changed."""
    pair, other = [("i1", ("a",)), ("i2", ("a",))], [("i3", ("b",)), ("i4", ("b",))]
    joined(store, [*pair, *other], Cut(9), {("i1", "i2"): 2.0, ("i3", "i4"): 2.0})
    assert list(store.touched("origins")) == [f"{JOINER} i1", f"{JOINER} i3"]
    store.write_groups("origins", {key: [] for key in store.touched("origins")})
    waiting = [{"joiner": JOINER, "number": number_of(JOINER, item)} for item in ("i1", "i3")]
    with store.database.write() as connection:
        connection.execute(insert(unsettled), waiting)
    found = [part for some in store.parts(JOINER, Cut(9)) for part in some]
    told = {"i1": story(["i1", "i2"]), "i3": StoryLink(id="h i3", title="changed", pages=("i3", "i4"))}
    store.write_parts(JOINER, [(part, [told[part.items[0]]]) for part in found])
    assert list(store.touched("origins")) == [f"{JOINER} i3"]
    assert parts(store) == [["i1", "i2"], ["i3", "i4"]]
    assert list(store.parts(JOINER, Cut(9))) == []


def test_which_part_an_item_stood_in_is_looked_up_by_the_item(store: Store) -> None:
    """Not among all items of its joiner: each part of a large store would cost as much as the store is large."""
    with store.database.read() as connection:
        asked = {"joiner": JOINER, "numbers": "[1]"}
        plan = [row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {sought._OLD.text}"), asked)]
    assert [step for step in plan if "settled" in step] == ["SEARCH settled USING PRIMARY KEY (number=?)"]


def test_no_reading_is_open_between_pieces_of_work(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that stays open keeps the store's log from beginning anew while much is written."""
    monkeypatch.setattr(pairing, "CHUNK", 2)
    monkeypatch.setattr(sought, "CHUNK", 2)
    for number in range(1, 6):
        page = made.page_of(made.capture(number))
        store.write(page, made.capture(number))
        one = Profile(item=f"i{number}", keys=("all",), facts=b"")
        store.write_profiles([Profiled(JOINER, 1, page.capture.id, [numbered(JOINER, one)])])
    pool = store.database.engine.pool
    assert isinstance(pool, QueuePool)
    for work in (store.meetings(JOINER), store.parts(JOINER, Cut(9))):
        next(iter(work))
        assert pool.checkedout() == 0


def test_items_that_meet_the_same_ones_are_compared_one_behind_another(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read for one then serves the next, where nothing was compared yet."""
    monkeypatch.setattr(pairing, "CHUNK", 4)
    for number in range(1, 13):
        page = made.page_of(made.capture(number))
        store.write(page, made.capture(number))
        one = Profile(item=f"i{number}", keys=(f"third {number % 3}",), facts=f"{number % 3}".encode())
        store.write_profiles([Profiled(JOINER, 1, page.capture.id, [numbered(JOINER, one)])])
    met = [(len(meeting.numbers), {*meeting.facts}) for meeting in store.meetings(JOINER)]
    assert sorted(met, key=str) == [(4, {b"0"}), (4, {b"1"}), (4, {b"2"})]
