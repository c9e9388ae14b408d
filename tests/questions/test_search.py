"""Search on the sample watch: words, filters, meaning, facets, any text; each line with its place."""

import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listeningpost.errors import UsageError
from listeningpost.questions import as_of, found_view, read_search, saved_search, search
from listeningpost.schema import Found, FoundLine, Sought, Watch
from listeningpost.store import Store, open_store


def words_of(found: Found) -> list[str]:
    return [line.cite.quote for line in found.lines]


def copied(store: Store, folder: Path) -> str:
    """A copy of the store's file that a test may write to."""
    place = str(folder / "own.db")
    with closing(sqlite3.connect(store.path)) as source, closing(sqlite3.connect(place)) as target:
        source.backup(target)
    return place


def with_words(found: Found) -> list[FoundLine]:
    return [line for line in found.lines if not line.beside]


def test_every_line_stands_where_its_cite_says(store: Store) -> None:
    for line in search(store, "camps", 50).lines:
        for cite in (line.cite, *line.also):
            text = store.page(cite.page).article.text
            assert text[slice(*cite.span)] == cite.quote
        assert all(line.cite.span[0] <= a < b <= line.cite.span[1] for a, b in line.marked)


def test_a_word_finds_its_other_forms(store: Store) -> None:
    forms = {word for line in with_words(search(store, "camp", 50)) for word in line.cite.quote.lower().split()}
    assert {"camp", "camps"} <= {form.strip(".,:;”’'\"") for form in forms}


def test_all_words_are_wanted_and_those_behind_a_minus_are_not(store: Store) -> None:
    both = with_words(search(store, "camps fighters", 50))
    assert both
    assert all("camp" in line.cite.quote and "fighter" in line.cite.quote for line in both)
    without = words_of(search(store, "camps -fighters", 50))
    assert without
    assert not any("fighter" in words for words in without)


def test_a_phrase_stands_together_and_a_beginning_is_enough(store: Store) -> None:
    assert all("security conference" in words.lower() for words in words_of(search(store, '"security conference"')))
    assert any("denied" in words for words in words_of(search(store, "denie*")))


def test_filters_bound_who_where_and_when(store: Store) -> None:
    spoken = search(store, "speaker:Irmash", 50).lines
    assert spoken
    assert all("Irmash" in line.who for line in spoken if line.who)
    ledger = search(store, 'camps outlet:"Harbour Ledger"', 50).lines
    assert {line.outlet for line in ledger} == {"The Harbour Ledger"}
    assert all(line.kind == "headline" for line in search(store, "camps kind:headline", 50).lines)
    assert search(store, "camps kind:deny").lines


def test_before_and_after_leave_out_the_day_they_name(store: Store) -> None:
    early, late = search(store, "camps before:2021", 50), search(store, "camps after:2021", 50)
    assert {(line.published or "")[:4] for line in early.lines} & {"2018", "2019"}
    assert {(line.published or "")[:4] for line in late.lines}.isdisjoint({"2018", "2019"})
    assert read_search("after:2018-05").sought.since == "2018-06-01"
    assert read_search("before:2018-05").sought.until == "2018-04-30"


def test_what_means_the_same_comes_behind_what_has_the_words(store: Store) -> None:
    found = search(store, "soldiers leaving the barracks", 20)
    assert any(line.beside == "near in meaning" for line in found.lines)
    marks = [bool(line.beside) for line in found.lines]
    assert marks == sorted(marks)


def test_facets_count_and_lead_on(store: Store) -> None:
    found = search(store, "camps", 100)
    outlets = [facet for facet in found.facets if facet.name == "outlet"]
    assert found.total
    assert sum(facet.count for facet in outlets) <= found.total
    for facet in found.facets:
        narrowed = search(store, f"camps {facet.filter}", 100)
        assert narrowed.total
        assert narrowed.total <= found.total


def test_an_empty_search_says_what_to_type(store: Store) -> None:
    for nothing in ("", "  ", "-camps", "?!"):
        with pytest.raises(UsageError, match="give a word"):
            search(store, nothing)
    with pytest.raises(UsageError, match=r"write a day, a month or a year"):
        search(store, "camps after:yesterday")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.lists(st.sampled_from(
    ["NEAR", "OR", "NOT", "(", '"', "*", "^", ":", "-", "text:", "speaker:", 'speaker:"', "camps", "';--", "{", "}"]
)).map(" ".join))
def test_any_text_can_be_typed(store: Store, text: str) -> None:
    try:
        found = search(store, text, 3)
    except UsageError:
        return
    assert found.lines or not found.total


def test_a_search_becomes_a_watch() -> None:
    watch = msgspec.convert(tomllib.loads(saved_search('camps "border posts" speaker:Irmash after:2018')), Watch)
    assert watch.words == ("camps", "border posts")
    assert watch.actors == ("Irmash",)
    assert "after:2018" in watch.question


def test_the_view_has_every_line_and_page(store: Store) -> None:
    found = search(store, "camps", 50)
    view = found_view(found)
    assert [line.quote for line in view.lines] == words_of(found)
    assert {page.id for page in view.pages} == {line.cite.page for line in found.lines}


def test_as_of_a_day_later_pages_and_later_words_are_not_found(store: Store) -> None:
    whole = search(store, "camps", 100)
    assert any((line.published or "") > "2019-12-31" for line in whole.lines)
    early = search(store, "camps", 100, as_of(Sought(), None, "2019"))
    assert early.lines
    assert all((line.published or "9") < "2020" for line in early.lines)
    spoken = search(store, "camps", 100, as_of(Sought(), "2019", None))
    assert spoken.lines
    assert not any(line.who and (line.published or "") > "2019-12-31" and (line.date or "9") > "2019-12-31"
                   for line in spoken.lines)
    with pytest.raises(UsageError, match="published-until"):
        as_of(Sought(), None, "last May")
    with pytest.raises(UsageError, match="held-until:noon: no time; write a day or a time"):
        as_of(Sought(), None, None, "noon")


def test_as_of_a_time_a_search_finds_what_corrections_had_made_by_then(store: Store, tmp_path: Path) -> None:
    with open_store(copied(store, tmp_path), now="2031-01-02T00:00:00Z") as own:
        found = search(own, "speaker:Irmash", 100).lines
        line = next(one for one in found if one.id.startswith("s"))
        own.correct(line.cite.page, "outlet", "The Quay Paper", "tried", "me")
        mend = own.correct(line.id, "speaker", "Ottoline Brask", "tried", "me")
        before, after = (as_of(Sought(), None, None, time) for time in ("2031-01-01", "2031-01"))
        assert line.id not in {one.id for one in search(own, "speaker:Irmash", 100, after).lines}
        assert search(own, "speaker:Irmash", 100, before).lines == found
        for typed in ("speaker:Brask", 'outlet:"Quay Paper"'):
            assert search(own, typed, 100, after).lines
            assert search(own, typed, 100, before).lines == ()
    with open_store(own.path, now="2031-02-02T00:00:00Z") as own:
        own.undo(mend.id)
        assert search(own, "speaker:Brask").lines == ()
        assert [one.id for one in search(own, "speaker:Brask", 20, after).lines] == [line.id]  # undone only later


def test_as_of_a_time_two_who_were_made_one_later_are_two(store: Store, tmp_path: Path) -> None:
    with open_store(copied(store, tmp_path), now="2031-01-02T00:00:00Z") as own:
        found = search(own, "speaker:Olm", 100).lines
        people = [{row.speaker for line in lines for row in own.told_on([line.cite.page]).statements
                   if row.id == line.id} for lines in (found[:1], search(own, "speaker:Velk", 1).lines)]
        (one,), (other,) = people
        own.correct(one, "merge", other, "tried", "me")
        assert search(own, "speaker:Olm", 100).lines == ()
        assert search(own, "speaker:Olm", 100, as_of(Sought(), None, None, "2031-01-01")).lines == found
