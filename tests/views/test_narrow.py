"""A view over a part of the store says of that part what the same view says of the whole."""

import sqlite3
from pathlib import Path

import pytest

from listeningpost.schema import DisputeLink, FigureSeriesLink, Question
from listeningpost.store import Store, open_store
from listeningpost.views import Narrow, ask, bounded


def test_a_dispute_reads_the_same_from_its_own_pages_alone(joined_watch: Store) -> None:
    link = next(link for link in joined_watch.links("dispute") if isinstance(link, DisputeLink))
    pages = {page for side in link.sides for page, _ in side}
    narrow = ask(Narrow(joined_watch, pages, [link]), "disputes", Question())
    whole = [line for line in ask(joined_watch, "disputes", Question()).lines if f"({link.id})" in line.group]
    assert len(whole) >= 2
    assert list(narrow.lines) == whole


def test_a_series_reads_the_same_from_its_own_pages_alone(joined_watch: Store) -> None:
    link = max((link for link in joined_watch.links("figure_series") if isinstance(link, FigureSeriesLink)),
               key=lambda link: len(link.points))
    pages = {point.page for point in link.points}
    narrow = ask(Narrow(joined_watch, pages), "figures", Question())
    ids = {point.figure[1] for point in link.points}
    whole = [line for line in ask(joined_watch, "figures", Question()).lines if line.id in ids]
    assert len(whole) >= 2
    assert [line for line in narrow.lines if line.id in ids] == whole


@pytest.mark.parametrize("view", ["brief", "copies", "origins", "story", "disputes", "figures", "pages"])
def test_all_pages_chosen_are_the_whole(joined_watch: Store, view: str) -> None:
    pages = [page.capture.id for page in joined_watch.pages()]
    assert ask(Narrow(joined_watch, pages), view, Question()).lines == ask(joined_watch, view, Question()).lines


def test_nothing_chosen_is_nothing(joined_watch: Store) -> None:
    assert ask(Narrow(joined_watch, []), "brief", Question()).lines == ()
    assert list(Narrow(joined_watch, []).refusals()) == []


@pytest.mark.parametrize("asked", [
    Question(published_until="2019-04"), Question(said_until="2019-03-05"), Question(published_until="2018"),
    Question(said_until="2018-06", published_until="2019-05"), Question(held_until="2031-01-01"),
])
def test_links_are_cut_as_of_a_day_by_rows_as_they_are_by_reading_the_pages(joined_watch: Store, asked: Question
                                                                            ) -> None:
    links = tuple(joined_watch.links())
    kept = list(bounded(Narrow(joined_watch, (), links), asked).links())
    assert kept == list(bounded(joined_watch, asked).links())
    assert links


def test_links_are_cut_by_what_was_mended_until_the_time(joined_watch: Store, tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    with sqlite3.connect(joined_watch.path) as held, sqlite3.connect(file) as copy:
        held.backup(copy)  # a store that is open has not all of it in its file
    dispute = next(link for link in joined_watch.links("dispute")
                   if isinstance(link, DisputeLink) and link.relation == "claim_vs_denial")
    with open_store(str(file), now="2031-01-02T00:00:00Z") as store:
        for _, statement in (item for side in dispute.sides for item in side):
            store.correct(statement, "said_on", "2001-01-01", "the tape is dated", "me")
        links, kept = tuple(store.links()), []
        for held_until in ("2031-01-01", "2031-01-03"):
            asked = Question(said_until="2010", held_until=held_until)
            kept.append(list(bounded(Narrow(store, (), links), asked).links()))
            assert kept[-1] == list(bounded(store, asked).links())
    before, after = ({link.id for link in some if isinstance(link, DisputeLink)} for some in kept)
    assert dispute.id not in before
    assert dispute.id in after
