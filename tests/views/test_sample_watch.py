"""Every view on the sample watch as its gold has it: lines that must be shown, once, where a reader looks for them."""

import pytest

from listeningpost.examples import sample_watch
from listeningpost.schema import Question, View
from listeningpost.store import Store
from listeningpost.views import ask, read_watch

CONVOY = "The last convoy will leave Brennik before the end of September, and no unit will replace it"
# words as the page has them, speaker, part of the lead: each must stand in exactly one line of the whole brief
BRIEF = [
    (CONVOY, "Radan Velk", "as told by Basinwire"),
    ("Nothing has changed there except the snow", "Ghaled Irmash", "as told by Basinwire"),
    ("Water has no passport.", "Edda Rausk", "(Prime Minister, Pellara)"),
    ("Halvenia has killed our people and it will answer for them", "Temur Askali", "as told by Kordeshi Telegraph"),
    ("We have no quarrel with Ulmezh", "Jeval Sorn", "via Basinwire, as told by The Sorrin Courier"),
    ("They have the one machine gun and the one camera", "Jeval Sorn", "as told by Highland Monitor"),
    ("My brother sits on his roof since Monday", "“a teacher” (unnamed)", "as told by The Harbour Ledger"),
    ("I have asked Secretary Irmash for a map three times", "Lucan Ferreth", "Three Rivers Defence Compact"),
]


def lines_with(view: View, words: str) -> list[int]:
    return [number for number, line in enumerate(view.lines) if any(words in cite.quote for cite in line.cites)]


@pytest.mark.parametrize(("words", "who", "lead"), BRIEF)
def test_the_brief_must_show(gold_watch: Store, words: str, who: str, lead: str) -> None:
    view = ask(gold_watch, "brief", Question(watch=read_watch(sample_watch().watch)))
    (number,) = lines_with(view, words)
    line = view.lines[number]
    assert line.who == who
    assert lead in line.lead


def test_the_brief_tells_a_reprinted_quotation_once_with_all_its_places(gold_watch: Store) -> None:
    view = ask(gold_watch, "brief", Question())
    (number,) = lines_with(view, CONVOY)
    line = view.lines[number]
    assert line.group == "16 March 2021"
    outlets = {page.id: page.outlet for page in view.pages}
    assert {outlets[cite.page] for cite in line.also} >= {"The Harbour Ledger", "The Sorrin Courier"}


def test_forty_lines_of_the_brief_touch_every_day(gold_watch: Store) -> None:
    whole, brief = (ask(gold_watch, "brief", Question(limit=limit)) for limit in (None, 40))
    assert len(brief.lines) == 40
    assert brief.left_out == len(whole.lines) - 40
    assert {line.group for line in brief.lines} == {line.group for line in whole.lines}
    assert [line for line in whole.lines if line.id in {line.id for line in brief.lines}] == list(brief.lines)


def test_the_unreadable_page_is_counted(gold_watch: Store) -> None:
    notes = ask(gold_watch, "brief", Question()).notes
    assert sum("estuary-shell.html" in note for note in notes) == 1


def test_the_timeline_puts_promise_deadline_and_reminder_in_order(gold_watch: Store) -> None:
    view = ask(gold_watch, "timeline", Question())
    turns = [CONVOY, "September came and went: Brennik still garrisoned", "Nothing has changed there except the snow"]
    numbers = [lines_with(view, words) for words in turns]
    assert [len(found) for found in numbers] == [1, 1, 1]
    assert numbers == sorted(numbers)


def test_a_number_repeated_for_years_stands_under_one_heading_oldest_first(gold_watch: Store) -> None:
    view = ask(gold_watch, "figures", Question(about=("fighters", "men under arms")))
    repeated = [line for line in view.lines if line.group.startswith("6,500 ")]
    years = [line.note[:30] for line in repeated]
    assert len({line.cites[0].page for line in repeated}) >= 5
    assert "2019" in years[0]
    assert "2023" in years[-1]
    assert sum(line.group.startswith("65,000 ") for line in view.lines) >= 1


def test_the_dossier_of_a_secretary(gold_watch: Store) -> None:
    view = ask(gold_watch, "dossier", Question(subject="Irmash"))
    assert view.title == "Ghaled Irmash"
    assert view.lines[0].group == "Roles"
    for words in ("Nothing has changed there except the snow", "These are not shepherds", "The small group is always"):
        assert len(lines_with(view, words)) == 1, words
    assert not lines_with(view, "Water has no passport")


def test_the_table_has_the_denial_beside_the_claim(gold_watch: Store) -> None:
    view = ask(gold_watch, "table", Question(about=("shells", "gun has fired"), since="2022-09", until="2022-09"))
    acts = {(row[1], row[6]) for row in view.rows}
    assert ("Maresa Tolin", "deny") in acts
    assert ("Kordeshi Ministry of Defence", "assert") in acts


def test_cite_of_the_convoy(gold_watch: Store) -> None:
    table = ask(gold_watch, "table", Question(speaker="Velk", about=("last convoy",), page="Basinwire"))
    (row,) = [row for row in table.rows if CONVOY in row[5]]
    view = ask(gold_watch, "cite", Question(subject=row[-1]))
    facts = {fact[0]: fact[1] for fact in view.rows}
    assert facts["title"] == "Halvenia to empty Brennik garrison by September, minister says"
    assert facts["byline"] == "Lena Corvath"
    assert view.lines[0].context is not None
    assert view.lines[0].context.quote.endswith("Velk told reporters in Sorrin.")
