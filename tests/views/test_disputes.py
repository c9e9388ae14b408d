"""The view of disputes: the sample watch's claims with their denials, both sides cited, and no verdict."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.examples import sample_watch
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import DisputeLink, Line, Question
from listeningpost.store import Store, open_store
from listeningpost.views import ask, render_text


@pytest.fixture(scope="module")
def joined_watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample watch as a user's `add` reads and joins it; for tests that only read."""
    with open_store(str(tmp_path_factory.mktemp("joined") / "joined.db")) as store:
        pipeline.add(str(sample_watch().pages), store, here, open_knowledge([sample_watch().pack]))
        pipeline.reconcile(store, here)
        yield store


def told(lines: tuple[Line, ...], about: str) -> list[tuple[str, str]]:
    """Of the dispute whose heading has these words: how each line begins, and its quotation."""
    return [(line.lead.partition(" (")[0], line.quote) for line in lines if about in line.group]


def test_the_watch_shows_both_sides_of_its_disputes(joined_watch: Store) -> None:
    lines = ask(joined_watch, "disputes", Question()).lines
    assert told(lines, "122 mm howitzers") == [
        ("claimed: Kordeshi Ministry of Defence, as told by Kordeshi Telegraph Agency",
         "Units of the Halvenian army opened fire with 122 mm howitzers on the settlement of Ulmezh in the night to"
         " Tuesday, killing four civilians"),
        ("denied: Halvenia, as told by The Sorrin Courier: “denied”",
         "its artillery had shelled the Kordeshi village of Ulmezh"),
    ]
    assert told(lines, "the Front ran 11 camps") == [
        ("claimed: Ghaled Irmash",
         "the Front ran 11 camps on the Halvenian side of the line with about 6,500 fighters"),
        ("denied: Halvenia, as told by Basinwire News Agency: “denies”", "there is a single camp on its soil"),
    ]
    (head, text) = told(lines, "the headline's number is nowhere in the text: 60")
    assert head == ("in the headline: Ghaled Irmash", "60 rebel camps across the line")
    assert text[1] == "rebel camps on the Halvenian side of the pass were still being counted"


def test_nothing_is_judged_and_every_line_is_cited(joined_watch: Store) -> None:
    view = ask(joined_watch, "disputes", Question())
    assert "not judged here" in view.notes[1]
    for line in view.lines:
        assert line.cites[0].quote == line.quote
    assert {page.id for page in view.pages} == {cite.page for line in view.lines for cite in (*line.cites, *line.also)}


def test_a_question_shows_both_sides_or_none(joined_watch: Store) -> None:
    asked = ask(joined_watch, "disputes", Question(speaker="Velk")).lines
    assert {line.lead.partition(":")[0] for line in asked} >= {"claimed", "denied"}
    assert all("still being counted" in line.group or "nowhere in the text" in line.group for line in asked)
    assert ask(joined_watch, "disputes", Question(about=("no such word",))).lines == ()
    cut = ask(joined_watch, "disputes", Question(limit=1))
    assert len({line.group for line in cut.lines}) == 1
    assert len(cut.lines) == 2
    assert cut.left_out == len(ask(joined_watch, "disputes", Question()).lines) - 2


@pytest.mark.parametrize("name", ["brief", "timeline", "dossier"])
def test_a_denial_nowhere_reads_as_the_denied_claim(joined_watch: Store, name: str) -> None:
    view = ask(joined_watch, name, Question(subject="Halvenia" if name == "dossier" else None))
    lines = [line for line in view.lines if {"deny", "reject"} & set(line.marks) and "direct" not in line.marks]
    assert [line.quote for line in lines if "shelled the Kordeshi village" in line.quote]
    cues = ("“denied”", "“denies”", "“repeatedly denied”", "“rejects”", "“dismissed”", "“dismissing”")
    assert all(line.lead.endswith(cues) for line in lines)
    assert "Halvenia, as told by The Sorrin Courier: “denied”" in render_text(view)


def test_a_denied_claim_stands_under_the_denier_only_as_denied(joined_watch: Store) -> None:
    for link in joined_watch.links("dispute"):
        assert isinstance(link, DisputeLink)
        acts = [[one.act for page, id_ in side for one in joined_watch.page(page).statements if one.id == id_]
                for side in link.sides]
        if link.relation == "claim_vs_denial":
            assert set(acts[1]) <= {"deny", "reject"}
            assert not set(acts[0]) & {"deny", "reject"}


def test_the_id_of_a_dispute_stays_when_pages_come_again(joined_watch: Store, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "again.db")) as store:
        pipeline.add(str(sample_watch().pages), store, here, open_knowledge([sample_watch().pack]))
        pipeline.reconcile(store, here)
        assert list(store.links("dispute")) == list(joined_watch.links("dispute"))


def test_a_line_says_of_which_dispute_it_is_and_on_which_side(joined_watch: Store) -> None:
    lines = ask(joined_watch, "disputes", Question()).lines
    assert {line.side for line in lines} >= {"claimed", "denied", "in the headline", "in the text"}
    assert [line.id for line in lines if not line.lead.startswith(f"{line.side}: ")] == []
    assert {line.group_id for line in lines} == {link.id for link in joined_watch.links("dispute")}
    assert [line.id for line in lines if not line.group.endswith(f" ({line.group_id})")] == []
