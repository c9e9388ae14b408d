"""Groups and links: only what a page touches is judged again."""

import made_up_pages as made
import pytest
from msgspec.structs import replace

from listeningpost.schema import Cite, CopyLink, EntityLink, EntityRole, Link, Page
from listeningpost.store import Keyed, Store, kind_of, verify


def written(store: Store, *numbers: int) -> list[Page]:
    pages = [made.page_of(made.capture(number)) for number in numbers]
    for number, page in zip(numbers, pages, strict=True):
        store.write(page, made.capture(number))
    return pages


def keyed(store: Store, joiner: str = "people", version: int = 1) -> list[str]:
    """Give every page without keys those of its speakers; which pages those were."""
    done = list(store.unkeyed(joiner, version))
    for page_id in done:
        keys = [one.speaker.name or "" for one in store.page(page_id).statements]
        store.write_keys([Keyed(joiner, version, page_id, keys)])
    return done


def judged(store: Store, joiner: str = "people") -> dict[str, list[str]]:
    """Judge every touched group: one link for each page but the first."""
    seen = {}
    for key, pages in store.groups(joiner):
        seen[key] = pages
        store.write_links(joiner, key, [CopyLink(page=page, relation="exact", of=pages[0]) for page in pages[1:]])
    return seen


def test_each_group_is_judged_once_until_a_page_touches_it(store: Store) -> None:
    pages = written(store, 0, 1, 4, 5)  # 0 and 4 are Anna's, 1 and 5 Bero's
    assert sorted(keyed(store)) == sorted(page.capture.id for page in pages)
    assert {key: len(ids) for key, ids in judged(store).items()} == {"Anna Orlesk": 2, "Bero Tamsin": 2}
    assert (keyed(store), judged(store), store.counts().links) == ([], {}, 2)
    written(store, 8)
    keyed(store)
    assert {key: len(ids) for key, ids in judged(store).items()} == {"Anna Orlesk": 3}
    assert store.counts().links == 3


def test_pages_are_keyed_in_the_order_in_which_they_were_written(store: Store) -> None:
    first = [page.capture.id for page in written(store, *range(9))]
    assert first != sorted(first)
    assert keyed(store) == first
    store.note_complete({"people": 1})
    later = [page.capture.id for page in written(store, 12, 10, 11)]
    assert keyed(store) == later


def test_a_page_that_leaves_a_group_touches_it_and_an_empty_group_loses_its_links(store: Store) -> None:
    anna, bero = written(store, 0, 4)
    keyed(store)
    judged(store)
    assert store.counts().links == 1
    for page, number in ((anna, 0), (bero, 4)):
        store.write(replace(page, statements=(), figures=()), made.capture(number))
    keyed(store)
    assert judged(store) == {"Anna Orlesk": []}
    assert list(store.links()) == []


def test_a_correction_touches_the_groups_of_its_page(store: Store) -> None:
    page, _ = written(store, 0, 1)
    keyed(store)
    judged(store)
    store.correct(page.statements[0].id, "speaker", "Bero Tamsin", "heard", "Ines")
    assert keyed(store) == [page.capture.id]
    assert {key: len(ids) for key, ids in judged(store).items()} == {"Anna Orlesk": 1, "Bero Tamsin": 2}


def test_a_new_version_of_a_joiner_keys_all_pages_again_and_a_gone_one_leaves_nothing(store: Store) -> None:
    written(store, 0, 4)
    keyed(store)
    judged(store)
    assert len(keyed(store, version=2)) == 2
    assert len(judged(store)) == 1
    store.drop_joiners(["others"])
    assert (list(store.links()), len(keyed(store, version=2))) == ([], 2)


def test_two_joiners_keep_apart(store: Store) -> None:
    written(store, 0, 4)
    keyed(store, "people")
    keyed(store, "others")
    judged(store, "people")
    assert len(judged(store, "others")) == 1
    store.drop_joiners(["people"])
    assert len(list(store.links("copy"))) == 1


def test_a_cut_between_keys_and_links_loses_nothing(store: Store) -> None:
    written(store, 0, 4, 1)
    keyed(store)
    groups = store.groups("people")
    key, pages = next(groups)
    store.write_links("people", key, [])
    next(groups)  # judged, never written
    del groups
    assert [key for key, _ in store.groups("people")] == ["Bero Tamsin"]
    assert len(pages) == 2


def test_links_of_one_thing_from_two_groups_are_told_once_the_fuller_first(store: Store) -> None:
    thin = EntityLink(id="E1", name="Anna", type="person")
    full = replace(thin, aliases=("A. Orlesk",))
    store.write_links("people", "a", [thin])
    store.write_links("people", "b", [full, CopyLink(page="p", relation="original")])
    assert list(store.links("entity")) == [full]
    assert [kind_of(link) for link in store.links()] == ["copy", "entity"]
    assert store.find("E1").kind == "link"


@pytest.mark.parametrize("shift", [0, 1])
def test_the_cites_of_links_are_found_again(store: Store, shift: int) -> None:
    (page,) = written(store, 0)
    start, stop = page.mentions[0].span
    cite = Cite(page=page.capture.id, span=(start + shift, stop + shift), quote=page.mentions[0].text)
    role = EntityRole(role="Minister", of=None, evidence=(cite,))
    link: Link = EntityLink(id="E1", name="Anna", type="person", roles=(role,))
    store.write_links("people", "a", [link])
    problems = list(verify(store))
    assert len(problems) == shift
    assert all("a link cites 'Anna Orlesk'" in problem.what for problem in problems)
