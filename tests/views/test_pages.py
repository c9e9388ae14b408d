"""The view of pages: each page once, in the order of days, with what dates it; refusals with their reasons."""

from collections import Counter

from listeningpost.examples import sample_watch
from listeningpost.schema import Line, Question
from listeningpost.store import Store
from listeningpost.views import ask

# outlet, headline and group of pages of the sample watch, in the order of days
SHOWN = [
    ("Tamburak Today", "Irmash: 11 rebel camps across the line", "Dated"),
    ("Basinwire", "Halvenia to empty Brennik garrison by September, minister says", "Dated"),
    ("The Harbour Ledger", "Rausk offers $3 million and twenty boats as Naruk floods highland towns", "Dated"),
    ("Overland Review", "A patrol goes missing, and two capitals find the same explanation", "Dated within bounds"),
]


def of_headline(store: Store, headline: str) -> Line:
    (line,) = [line for line in ask(store, "pages", Question()).lines if line.quote == headline]
    return line


def test_every_page_of_the_sample_watch_is_one_line(gold_watch: Store) -> None:
    view = ask(gold_watch, "pages", Question())
    count = Counter(line.cites[0].page for line in view.lines)
    assert len(count) == len(list(sample_watch().gold.glob("*.json"))) - 1
    assert set(count.values()) == {1}
    assert [page.id for page in view.pages] == [line.cites[0].page for line in view.lines]


def test_headlines_stand_under_their_outlets_in_the_order_of_days(gold_watch: Store) -> None:
    view = ask(gold_watch, "pages", Question())
    places = [next(n for n, line in enumerate(view.lines) if line.quote == headline) for _, headline, _ in SHOWN]
    assert places == sorted(places)
    assert [(view.lines[n].who, view.lines[n].quote, view.lines[n].group) for n in places] == SHOWN


def test_a_refused_page_is_named_once_with_its_reason(gold_watch: Store) -> None:
    notes = ask(gold_watch, "pages", Question()).notes
    assert notes[0] == "15 pages read, 1 not read"
    assert [note for note in notes if "estuary-shell.html" in note] == ["not read: estuary-shell.html (no article)"]


def test_what_dates_a_page_is_quoted_with_its_place(shelf: Store) -> None:
    line = of_headline(shelf, "Dockers to strike from Monday, says Quill")
    assert line.lead == "Northwire, by Ada Finch, 5 statements"
    assert line.note == "4 May 2023, from “4 May 2023” (characters 42-52)"


def test_a_page_without_a_date_says_so_and_comes_last_with_its_faults(shelf: Store) -> None:
    line = ask(shelf, "pages", Question()).lines[-1]
    assert (line.group, line.note, line.faults) == ("Undated", "undated", ("broken quote",))


def test_pages_are_narrowed_by_words_and_days(shelf: Store) -> None:
    assert [line.who for line in ask(shelf, "pages", Question(about=("harbour",))).lines] == ["Quay Gazette"]
    assert [line.who for line in ask(shelf, "pages", Question(until="2023-05-04")).lines] == ["Northwire"]
