"""The view of an utterance: the sample watch's remarks side by side, with what differs marked in every rendering."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from lxml import html

from listeningpost.errors import UsageError
from listeningpost.schema import Line, Question, UtteranceLink, View
from listeningpost.store import Store, open_store
from listeningpost.views import ask, render_html, render_json, render_markdown, render_text
from listeningpost.views.wording import split_at


def remark(view: View, words: str) -> list[Line]:
    """The tellings of the one remark that has a telling with these words."""
    (group,) = {line.group for line in view.lines if any(words in cite.quote for cite in line.cites)}
    return [line for line in view.lines if line.group == group]


def test_the_fighters_of_istmar_are_told_tenfold_and_without_about(joined_watch: Store) -> None:
    agency, paper = remark(ask(joined_watch, "utterance", Question()), "11 camps and about 6,500 fighters on the Halv")
    assert ("Basinwire" in agency.lead, "The Harbour Ledger, 2 December 2023" in paper.lead) == (True, True)
    assert paper.quote == "the Sawren People’s Front has 65,000\xa0fighters in 11 camps in Halvenia"
    assert "value: “6,500 fighters” in Basinwire News Agency, here “65,000 fighters”" in paper.note
    assert "hedge: “about 6,500 fighters” in Basinwire News Agency, here “65,000 fighters”" in paper.note
    assert {"drift: value", "drift: hedge"} <= set(paper.marks)
    assert ("65,000 fighters" in paper.differs, "about 6,500 fighters" in agency.differs) == (True, True)


def test_the_promise_of_the_convoy_is_told_by_five_pages_the_agency_first(joined_watch: Store) -> None:
    lines = remark(ask(joined_watch, "utterance", Question()), "The last convoy will leave Brennik before the end")
    assert [line.outlet for line in lines] == [
        "Basinwire News Agency", "The Harbour Ledger", "The Sorrin Courier", "Estuary Post", "The Sorrin Courier"]
    assert [line.quote[:16] for line in lines[::4]] == ["The last convoy ", "the final convoy"]
    assert lines[0].group.startswith("Radan Velk, 16 March 2021: The last convoy will leave Brennik")


def test_who_counted_the_camps_drifts_from_a_name_to_officials(joined_watch: Store) -> None:
    lines = remark(ask(joined_watch, "utterance", Question()), "the Front ran 11 camps on the Halvenian side")
    assert [line.who for line in lines] == [
        "Ghaled Irmash", "Ghaled Irmash", "“Kordeshi officials” (unnamed)", "“Kordeshi officials” (unnamed)"]
    assert "drift: speaker" in lines[2].marks


def test_what_drifted_most_comes_first_and_one_page_alone_is_left_to_its_id(joined_watch: Store) -> None:
    view = ask(joined_watch, "utterance", Question())
    kinds = {}
    for line in view.lines:
        kinds.setdefault(line.group, set()).update(mark for mark in line.marks if mark.startswith("drift"))
    counts = [len(found) for found in kinds.values()]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] >= 2
    within = [link for link in joined_watch.links("utterance")
              if isinstance(link, UtteranceLink) and len({page for page, _ in link.statements}) == 1]
    assert within
    assert not any(within[0].id in line.group for line in view.lines)
    alone = ask(joined_watch, "utterance", Question(subject=within[0].id))
    assert len(alone.lines) == len(within[0].statements)


def test_a_remark_is_found_by_its_id_its_beginning_and_each_of_its_statements(joined_watch: Store) -> None:
    link = next(link for link in joined_watch.links("utterance") if isinstance(link, UtteranceLink) and link.drift)
    wanted = ask(joined_watch, "utterance", Question(subject=link.id))
    assert [line.id for line in wanted.lines] == [statement for _, statement in link.statements]
    for subject in (link.id[:9], link.statements[-1][1]):
        assert set(ask(joined_watch, "utterance", Question(subject=subject)).lines) >= set(wanted.lines)
    told = {told for one in joined_watch.links("utterance") if isinstance(one, UtteranceLink)
            for _, told in one.statements}
    untold = next(s.id for page in joined_watch.pages() for s in page.statements if s.id not in told)
    with pytest.raises(UsageError, match="no remark told twice"):
        ask(joined_watch, "utterance", Question(subject=untold))


def test_a_question_narrows_the_remarks(joined_watch: Store) -> None:
    whole = ask(joined_watch, "utterance", Question())
    velk = ask(joined_watch, "utterance", Question(speaker="Velk"))
    assert 0 < len({line.group for line in velk.lines}) < len({line.group for line in whole.lines})
    assert all("Velk" in line.group for line in velk.lines)
    assert ask(joined_watch, "utterance", Question(about=("no such word",))).lines == ()


def test_every_rendering_marks_what_differs(joined_watch: Store) -> None:
    view = ask(joined_watch, "utterance", Question(about=("fighters",), speaker="Kordesh", since="2023"))
    page = html.document_fromstring(render_html(view))
    marks = page.xpath("//blockquote/mark/text()")
    assert "65,000 fighters" in marks
    assert "about 6,500 fighters" in marks
    assert page.xpath("//div[@class='beside']/article")
    assert "**65,000 fighters**" in render_markdown(view)
    assert "value: “6,500 fighters” in Basinwire News Agency" in " ".join(render_text(view).split())
    assert "65,000 fighters" in json.loads(render_json(view))["lines"][1]["differs"]


def test_as_of_a_day_before_the_second_page_there_is_no_remark_told_twice(joined_watch: Store) -> None:
    assert ask(joined_watch, "utterance", Question(published_until="2021-03-16")).lines == ()
    told = ask(joined_watch, "utterance", Question(published_until="2021-03-17")).lines
    assert {line.outlet for line in told} == {"Basinwire News Agency", "The Harbour Ledger", "The Sorrin Courier"}


def test_a_page_without_an_outlet_is_named_by_its_file_where_another_drifts_from_it(
    joined_watch: Store, tmp_path: Path
) -> None:
    place = str(tmp_path / "own.db")
    with closing(sqlite3.connect(joined_watch.path)) as source, closing(sqlite3.connect(place)) as target:
        source.backup(target)
    with open_store(place) as own:
        agency, _ = remark(ask(own, "utterance", Question()), "11 camps and about 6,500 fighters on the Halv")
        own.correct(agency.cites[0].page, "outlet", "none", "tried", "me")
        _, paper = remark(ask(own, "utterance", Question()), "11 camps and about 6,500 fighters on the Halv")
    assert "value: “6,500 fighters” in basinwire-istmar-count.txt, here" in paper.note


def test_where_no_remark_is_told_twice_the_view_says_so(joined_watch: Store) -> None:
    view = ask(joined_watch, "utterance", Question(said_until="2000-01-01"))
    assert view.notes[0] == "no remark is told by more than one statement"


def test_words_are_split_at_what_differs() -> None:
    assert split_at("over 50 boats, 50 men", ("50", "over 50")) == [
        ("over 50", True), (" boats, ", False), ("50", True), (" men", False)]
    assert split_at("as it is", ()) == [("as it is", False)]
