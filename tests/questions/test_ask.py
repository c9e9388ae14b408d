"""Ask on the sample watch: answers with cited lines, what stands against them, and silence where nothing is said."""

import pytest

from listeningpost.edtf import bounds
from listeningpost.errors import UsageError
from listeningpost.knowledge import Knowledge
from listeningpost.questions import answer_view, answering, as_of, ask, read_search
from listeningpost.questions.typed import said_within
from listeningpost.schema import Sought
from listeningpost.store import Store


def test_the_answer_is_a_line_of_a_page_with_its_figure(store: Store, knowledge: Knowledge) -> None:
    answer = ask(store, "How many fighters does the Sawren People's Front have?", knowledge)
    assert not answer.abstained
    assert answer.answer
    assert "fighters" in answer.answer
    for cite in answer.cites:
        assert store.page(cite.page).article.text[slice(*cite.span)] == cite.quote


def test_another_figure_stands_beside_the_first(store: Store, knowledge: Knowledge) -> None:
    answer = ask(store, "How many fighters does the Sawren People's Front have?", knowledge)
    values = {line.answer for line in answer.lines}
    assert any("65,000" in (value or "") for value in values)
    assert any("6,500" in (value or "") and "65,000" not in (value or "") for value in values)
    assert "another figure" in {line.beside for line in answer.lines}


@pytest.mark.parametrize(
    "question",
    ["How many elephants live in the zoo of Tamburak?", "When did the queen of Halvenia marry the footballer?",
     "How many moons does Jupiter have?", "Who invented the telephone?"],
)
def test_what_no_page_says_is_not_answered(store: Store, knowledge: Knowledge, question: str) -> None:
    answer = ask(store, question, knowledge)
    assert answer.abstained
    assert answer.cites == ()
    assert answer.answer is None
    assert "The record does not say." in answer_view(answer).notes


def test_a_misspelt_name_is_read_and_said(store: Store, knowledge: Knowledge) -> None:
    answer = ask(store, "How many camps did Irmush speak of?", knowledge)
    assert any("Irmush".lower() in note and "irmash" in note for note in answer.notes)
    assert any("Irmash" in line.cite.quote or "Irmash" in line.who for line in (*answer.lines, *answer.near))


def test_a_known_name_that_no_page_has_is_not_taken_for_a_misspelling(store: Store, knowledge: Knowledge) -> None:
    answer = ask(store, "What did the president of France say?", knowledge)
    assert answer.abstained
    assert answer.notes == ("“France” is on no page, nor any other name of it",)


@pytest.mark.parametrize(("question", "unheld"), [
    ("What did Irmash say about Brazil?", ["Brazil"]), ("What did Sorrin deny about Paul Brezon?", ["Paul Brezon"]),
    ("What did Irmash say about the camps of the Sawren People's Front?", []),
    ("How many camps does Sorrin deny?", []),  # the capital stands for its state
])
def test_a_name_of_which_no_page_has_a_word_is_answered_by_nothing(
    store: Store, knowledge: Knowledge, question: str, unheld: list[str],
) -> None:
    answer = ask(store, question, knowledge)
    assert [note for note in answer.notes if "is on no page, nor" in note] == [
        f"“{name}” is on no page, nor any other name of it" for name in unheld]
    assert answer.abstained is bool(unheld)


def test_a_line_that_is_not_near_answers_where_that_is_sure(
    store: Store, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "NEAREST", 2.0)  # no line is as near
    question = "How many fighters does the Sawren People's Front have?"
    assert not ask(store, question, knowledge).abstained
    monkeypatch.setattr(answering, "SURE_ALL_THE_SAME", 99.0)
    assert ask(store, question, knowledge).abstained


def test_filters_bound_what_may_answer(store: Store, knowledge: Knowledge) -> None:
    sought = read_search('outlet:"Tamburak Today"').sought
    answer = ask(store, "How many camps are there across the line?", knowledge, sought)
    assert {line.outlet for line in (*answer.lines, *answer.near)} == {"Tamburak Today"}


def test_a_question_about_somebodys_words_may_bound_them_by_a_year(store: Store, knowledge: Knowledge) -> None:
    answer = ask(store, "What did Velk say before 2021?", knowledge)
    assert len(answer.lines) > 1
    assert {bounds(line.date or "..")[1] <= "2020-12-31" for line in answer.lines} == {True}
    every = ask(store, "What did Velk say?", knowledge)
    assert {bounds(line.date or "..")[1] <= "2020-12-31" for line in every.lines} != {True}


@pytest.mark.parametrize(("question", "wanted"), [
    ("What did X say before 2020?", Sought(said_until="2019-12-31")),
    ("what X said prior to 2020 about the camps", Sought(said_until="2019-12-31")),
    ("What did X say until 2020?", Sought(said_until="2020-12-31")),
    ("What did X say after 2020?", Sought(since="2021-01-01")),
    ("What did X say since 2018 and before 2020?", Sought(since="2018-01-01", said_until="2019-12-31")),
    ("What did X say of the time before the 2014 ban?", Sought()), ("What did X say before 2014 elections?", Sought()),
])
def test_the_years_that_bound_a_question(question: str, wanted: Sought) -> None:
    assert said_within(question, Sought()) == wanted


def test_as_of_a_day_later_pages_do_not_answer(store: Store, knowledge: Knowledge) -> None:
    question = "How many fighters does the Sawren People's Front have?"
    whole = ask(store, question, knowledge)
    last = max(line.published or "" for line in whole.lines)
    earlier = ask(store, question, knowledge, as_of(Sought(), None, f"{int(last[:4]) - 1}"))
    found = [line.published or "9" for line in (*earlier.lines, *earlier.near)]
    assert found
    assert max(found) < last[:4]


def test_a_question_without_a_word_is_told_so(store: Store, knowledge: Knowledge) -> None:
    for nothing in ("?", "who is the", "…"):
        with pytest.raises(UsageError, match="ask with words"):
            ask(store, nothing, knowledge)


def test_the_same_question_gives_the_same_answer(store: Store, knowledge: Knowledge) -> None:
    question = "Who denies that there are camps in Halvenia?"
    assert ask(store, question, knowledge) == ask(store, question, knowledge)


@pytest.mark.parametrize(
    ("question", "words"),
    [("What did the spokeswoman say about the graves?", "graves"), ("What did Maresa Tolin say about guns?", "gun")],
)
def test_what_somebody_said_is_answered_though_few_such_questions_were(
    store: Store, knowledge: Knowledge, question: str, words: str
) -> None:
    answer = ask(store, question, knowledge)
    assert not answer.abstained
    assert words in answer.cites[0].quote


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When will the Lake Ollun dam overflow?", "within days"),  # not the Wednesday on which that was said
        ("Who accused Kordesh of publishing photographs of another village?", "Maresa Tolin"),  # "She accused ..."
        ("How many howitzers were counted at Brennik?", "eight howitzers"),
    ],
)
def test_what_is_marked_is_what_answers(store: Store, knowledge: Knowledge, question: str, answer: str) -> None:
    assert ask(store, question, knowledge).answer == answer
