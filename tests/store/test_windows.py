"""Lists read a stretch at a time."""

import made_up_pages as made
import pytest

from listeningpost.schema import Filter, StoryLink, Window
from listeningpost.store import Store
from listeningpost.store.windows import LISTS


@pytest.fixture
def held(store: Store) -> Store:
    for number in range(5):
        store.write(made.page_of(made.capture(number)), made.capture(number))
    links = [StoryLink(id=f"Y{number:012}", title="made up", pages=()) for number in range(7)]
    store.write_links("stories", "made up", links)
    return store


def walked(store: Store, name: str, limit: int, wanted: Filter = Filter()) -> list[object]:  # noqa: B008
    """All rows of a list, read `limit` at a time."""
    rows, after = [], ()
    while True:
        stretch = store.window(name, wanted, Window(after=after, limit=limit))
        assert len(stretch.rows) <= limit
        rows += stretch.rows
        if stretch.after is None:
            return rows
        after = stretch.after


@pytest.mark.parametrize("limit", [1, 3, 10, 500])
def test_a_list_read_in_stretches_is_the_whole_list(held: Store, limit: int) -> None:
    def by_place(row: object) -> tuple[str, int]:
        return row.page, row.number  # type: ignore[attr-defined]

    assert walked(held, "statements", limit) == sorted(held.statements(), key=by_place)
    assert walked(held, "figures", limit) == sorted(held.figures(), key=by_place)
    assert walked(held, "pages", limit) == sorted(held.page_rows(), key=lambda row: row.id)
    assert walked(held, "actors", limit) == sorted(held.entities(), key=lambda row: row.id)
    assert walked(held, "links", limit) == list(held.links())
    assert walked(held, "roles", limit) == list(held.roles())
    assert len(walked(held, "mentions", limit)) == held.counts().mentions == 100


def test_a_list_goes_on_where_it_stood_whatever_is_written_meanwhile(held: Store) -> None:
    first = held.window("pages", asked=Window(limit=2))
    assert first.after is not None
    gone = first.rows[0].id
    for number in range(5, 12):
        held.write(made.page_of(made.capture(number)), made.capture(number))
    rest = [row.id for row in held.window("pages", asked=Window(after=first.after, limit=100)).rows]
    assert rest == [row.id for row in sorted(held.page_rows(), key=lambda row: row.id) if row.id > first.rows[1].id]
    assert gone not in rest


def test_filters_narrow_a_list(held: Store) -> None:
    page = made.capture(3).head.id
    who = made.entity_id("Anna Orlesk")
    assert {row.page for row in walked(held, "mentions", 7, Filter(page=page))} == {page}  # type: ignore[attr-defined]
    named = walked(held, "mentions", 7, Filter(speaker=who))
    assert {row.entity for row in named} == {who}  # type: ignore[attr-defined]
    assert [row.name for row in walked(held, "actors", 7, Filter(speaker="orlesk"))] == ["Anna Orlesk"]  # type: ignore[attr-defined]
    assert walked(held, "links", 7, Filter(kind="dispute")) == []
    said = walked(held, "statements", 7, Filter(speaker="Orlesk", until="2031-03-03"))
    wanted = Filter(speaker="Orlesk", until="2031-03-03")
    assert said == sorted(held.statements(wanted), key=lambda row: (row.page, row.number))
    assert len(said) == 6
    assert walked(held, "pages", 7, Filter(outlet="monitor", since="2031-03-05")) == [
        row for row in sorted(held.page_rows(), key=lambda row: row.id) if row.published >= "2031-03-05"  # type: ignore[operator]
    ]


def test_a_key_of_another_list_is_refused(held: Store) -> None:
    for name, key in (("statements", ("a",)), ("pages", ("a", 1)), ("corrections", ("a",)), ("figures", (1, "a"))):
        with pytest.raises(ValueError, match="another list"):
            held.window(name, asked=Window(after=key))


def test_corrections_and_refusals_are_lists_too(held: Store) -> None:
    (statement,) = held.window("statements", asked=Window(limit=1)).rows
    mends = [held.correct(statement.id, "speaker", name, "made up", "ann") for name in ("One", "Two", "Three")]
    assert walked(held, "corrections", 2) == mends
    assert walked(held, "corrections", 2, Filter(page="none")) == []
    assert walked(held, "refusals", 2) == []
    assert set(LISTS) == {
        "statements", "figures", "pages", "mentions", "roles", "actors", "links", "refusals", "corrections"
    }
