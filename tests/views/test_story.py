"""The view of stories: those of the sample watch, and one of them page by page."""

import pytest

from listeningpost.errors import UnknownId, UsageError
from listeningpost.schema import Question, StoryLink
from listeningpost.store import Store
from listeningpost.views import ask, render_html, render_json, render_markdown, render_text, show

BRENNIK = "Halvenia to empty Brennik garrison by September, minister says"
ULMEZH = "Halvenian artillery shells Ulmezh, four killed - Defence Ministry"


def brennik(store: Store) -> StoryLink:
    (found,) = (link for link in store.links("story") if isinstance(link, StoryLink) and link.title == BRENNIK)
    return found


def test_the_sample_watch_has_three_stories_of_several_pages(joined_watch: Store) -> None:
    view = ask(joined_watch, "story", Question())
    assert [(line.quote, line.lead) for line in view.lines] == [
        ("Kordesh repeats rebel count at Istmar talks as Compact asks for proof",
         "between 30 November and 2 December 2023, 2 pages"),
        (ULMEZH, "between 14 and 15 September 2022, 2 pages"),
        (BRENNIK, "between 16 and 19 March 2021, 4 pages"),
    ]
    assert view.lines[2].note == "told by Basinwire News Agency, The Sorrin Courier, The Harbour Ledger, Estuary Post"
    assert view.notes[:2] == (
        "3 stories told by several pages", "7 other pages that no other page shares a happening with, as far as shown")


def test_every_page_is_in_one_story(joined_watch: Store) -> None:
    pages = sorted(page for link in joined_watch.links("story") if isinstance(link, StoryLink) for page in link.pages)
    assert pages == sorted(page.capture.id for page in joined_watch.pages())


def test_a_story_is_told_day_by_day_with_what_each_page_adds(joined_watch: Store) -> None:
    view = ask(joined_watch, "story", Question(subject=brennik(joined_watch).id))
    assert view.title == BRENNIK
    assert view.notes[0].startswith("between 16 and 19 March 2021; 4 pages told by Basinwire News Agency, ")
    pages = [(line.group, line.lead, line.marks) for line in view.lines if line.kind == "page"]
    assert pages == [
        ("16 March 2021", "Basinwire News Agency", ("headline",)),
        ("17 March 2021", "The Sorrin Courier", ("headline",)),
        ("17 March 2021", "The Harbour Ledger", ("headline",)),
        ("19 March 2021", "Estuary Post", ("headline", "reprint", "from The Sorrin Courier")),
    ]
    last = next(line for line in view.lines if "The last convoy will leave Brennik before" in line.quote)
    assert (last.group, "same words on 3 other pages" in last.marks) == ("16 March 2021", True)
    adds = sum(int(line.note.split()[1]) for line in view.lines if line.kind == "page" and line.note[5:6].isdigit())
    assert adds == sum(line.kind != "page" for line in view.lines) > 20


def test_a_story_is_found_by_a_page_of_it_and_by_the_ids_it_had(joined_watch: Store) -> None:
    link = brennik(joined_watch)
    by_page = ask(joined_watch, "story", Question(subject=link.pages[-1]))
    assert by_page.title == BRENNIK
    assert ("title", BRENNIK) in show(joined_watch, link.id).rows
    with pytest.raises(UnknownId):
        ask(joined_watch, "story", Question(subject="Y000000000000"))
    statement = next(joined_watch.statements()).id
    with pytest.raises(UsageError, match="is no story"):
        ask(joined_watch, "story", Question(subject=statement))


def test_a_question_narrows_the_stories(joined_watch: Store) -> None:
    about = ask(joined_watch, "story", Question(about=("Ulmezh",)))
    assert [line.quote for line in about.lines] == [ULMEZH]
    assert len(ask(joined_watch, "story", Question(since="2021-03-17", until="2022-01-01")).lines) == 1
    mayor = ask(joined_watch, "story", Question(subject=brennik(joined_watch).id, speaker="Hadric Voll"))
    assert {line.who for line in mayor.lines if line.kind != "page"} == {"Hadric Voll"}


def test_stories_can_be_read_every_way(joined_watch: Store) -> None:
    view = ask(joined_watch, "story", Question(subject=brennik(joined_watch).id))
    assert "\n17 March 2021\n" in render_text(view)
    assert BRENNIK in render_markdown(view)
    assert "The Harbour Ledger" in render_html(view)
    assert brennik(joined_watch).id in render_json(view)
