"""A view over a part of the store says of that part what the same view says of the whole."""

import pytest

from listeningpost.schema import DisputeLink, FigureSeriesLink, Question
from listeningpost.store import Store
from listeningpost.views import Narrow, ask


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
