"""How a line leads in: the page's own word for how it was said, where the words are not the speaker's own."""

import pytest

from listeningpost.schema import Cite, Line
from listeningpost.store import Store
from listeningpost.views import Question, ask
from listeningpost.views.once import told_by_many
from listeningpost.views.telling import Told, pieces_of, telling_cue


@pytest.mark.parametrize(("lead", "quote"), [
    ("Halvenia, as told by The Sorrin Courier: “denied”", "its artillery had shelled the Kordeshi village of Ulmezh"),
    ("Maresa Tolin (spokeswoman, Halvenian Foreign Ministry), as told by The Sorrin Courier: “accused”",
     "Kordesh’s defence ministry of having published photographs “of another village, in another war”"),
    ("Petra Onnick, as told by Overland Review: “does not expect”", "the gate to stay open"),
    ("Orhan Keld (commander, Sawren People's Front), via Kordeshi Telegraph Agency, as told by The Harbour Ledger",
     "his men would \"carry sandbags, and nothing else\""),
])
def test_a_lead_has_the_cue_where_it_is_more_than_said(joined_watch: Store, lead: str, quote: str) -> None:
    lines = [line for line in ask(joined_watch, "brief", Question()).lines if line.quote == quote]
    assert [line.lead for line in lines] == [lead]


def test_words_in_quotation_marks_and_plain_saying_have_no_cue(joined_watch: Store) -> None:
    told = [(one.kind, telling_cue(page, one)) for page in joined_watch.pages() for one in page.statements]
    assert len(told) > 100
    assert {cue for kind, cue in told if kind == "direct"} == {""}
    assert not {"said", "has said", "told", "according to", "as saying", "added"} & {cue for _, cue in told}


def test_what_a_statement_denies_is_told_with_its_speaker(joined_watch: Store) -> None:
    lines = ask(joined_watch, "disputes", Question()).lines
    note = "denies words of Ghaled Irmash (s264ac48ae827)"
    assert [line.quote for line in lines if line.note == note] == ["there is a single camp on its soil"]


def test_a_scrap_is_the_same_words_where_its_sentence_is_the_same() -> None:
    def scrap(page: str, sentence: str) -> Told:
        cite, around = (Cite(page=page * 64, span=span, quote=quote) for span, quote in
                        (((40, 45), "which"), ((0, 60), sentence)))
        line = Line(id=f"s{page}", kind="statement", lead="Veld", quote="which", cites=(cite,), context=around)
        return Told(line=line, speaker="veld", words="which", pieces=pieces_of(line), first="2031-05-06",
                    last="2031-05-06", rank=(0,), direct=False)

    accused = "Lirn has accused Veld of closing the strait, which Veld denied."
    other = "Veld paid for the dock, which it denied."
    once = told_by_many([scrap("a", accused), scrap("b", accused), scrap("c", other)])
    assert sorted((told.line.id, len(told.line.also)) for told in once) == [("sa", 1), ("sc", 0)]
