"""How many origins stand behind what several pages tell: on lines of the brief, and in a view with the reasons."""



from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.schema import OriginLink, Question
from listeningpost.store import Store
from listeningpost.views import ask

CONVOY = "The last convoy will leave Brennik before the end of September"


def test_the_pages_of_one_saying_go_back_to_the_agency(joined_watch: Store) -> None:
    marks = [line.marks[-1] for line in ask(joined_watch, "brief", Question()).lines if CONVOY in line.quote]
    assert marks
    assert all(int(mark[0]) >= 4 and mark.endswith(" pages, 1 origin: Basinwire") for mark in marks)


def test_the_view_shows_each_page_with_its_origin_and_why(joined_watch: Store) -> None:
    lines = ask(joined_watch, "origins", Question()).lines
    groups = {line.group for line in lines if CONVOY in line.quote}
    told = [line for line in lines if line.group in groups]
    assert {line.marks for line in told} == {("same origin: Basinwire",)}
    assert {line.outlet for line in told} >= {
        "Basinwire News Agency", "Estuary Post", "The Harbour Ledger", "The Sorrin Courier"}
    reasons = " ".join(line.note for line in told)
    assert "Estuary Post has it from Basinwire" in reasons
    assert "Basinwire News Agency by Lena Corvath in SORRIN" in reasons
    reprint = [line for line in lines if line.group == (
        "“Velk: ‘Brennik will be empty by autumn’”: 2 pages, 1 origin: The Sorrin Courier")]
    assert [line.outlet for line in reprint] == ["The Sorrin Courier", "Estuary Post"]
    assert reprint[0].note == "same origin: The Sorrin Courier: Estuary Post: reprint"


def test_of_several_origins_only_what_is_shown_is_named(joined_watch: Store) -> None:
    groups = {line.group for line in ask(joined_watch, "origins", Question()).lines}
    heading = "“Fighters of Sawren People's Front: 6,500, then 65,000"
    (fighters,) = (group for group in groups if group.startswith(heading))
    assert fighters.endswith(": 7 pages, 2 origins: Basinwire and 1 other, 3 not established")


def test_every_line_of_the_brief_says_on_how_many_pages_it_stands(joined_watch: Store) -> None:
    marks = [line.marks[-1] for line in ask(joined_watch, "brief", Question()).lines]
    assert all(mark.partition(" ")[2].startswith("page") for mark in marks)
    assert "1 page" in marks


def test_same_words_without_a_link_are_not_counted_as_several_origins(shelf: Store) -> None:
    several = [line for line in ask(shelf, "brief", Question()).lines if line.also]
    assert several
    assert all(line.marks[-1] == "2 pages, origins not established" for line in several)


def test_the_store_keeps_what_was_counted(joined_watch: Store) -> None:
    (text,) = [link for link in joined_watch.links("origin")
               if isinstance(link, OriginLink) and link.claim[1] == "text"]
    assert (len(text.pages), text.independent, text.not_established) == (2, 1, ())
    assert pipeline.reconcile(joined_watch, here).groups == 0
