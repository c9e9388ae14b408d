"""A question and a line read together: what the model is shown of them, and what it makes of them."""

import json
from pathlib import Path

import numpy as np
import pytest

from listeningpost.errors import ModelError
from listeningpost.language import ReadLine, answer_scores, match_scores
from listeningpost.language.answers import ARRAYS, FOLDER, GRAPH, MANIFEST, open_answers
from listeningpost.language.packed import opened
from listeningpost.language.pairing import (
    ASKED,
    ASKED_NAME,
    FRAME,
    HEADLINE,
    NAME,
    NUMBER,
    OF_LINE,
    OF_QUESTION,
    PLAIN,
    SHARED,
    TELLER,
    pair,
    stem,
)
from listeningpost.language.wordpiece import WordPieces

WORDS = (
    "who", "shut", "the", "pass", "?", "harbour", "anna", "lind", "general", "closed", "14", "on", "friday", ".", "in",
    "selm",
)  # fmt: skip
PIECES = WordPieces(["[UNK]", "[CLS]", "[SEP]", *WORDS])


def test_each_piece_is_marked_by_its_part_its_look_and_whether_the_other_side_has_it() -> None:
    words = "General Lind closed the pass in Selm on 14 Friday."
    line = ReadLine(text=words, headline="Pass closed", teller="Anna Lind")
    found = pair("Who shut the pass in Selm?", line, PIECES)
    names = ["[UNK]", "[CLS]", "[SEP]", *WORDS]
    told = [(names[piece], mark) for piece, mark in zip(found.pieces, found.marks, strict=True)]
    assert told == [
        ("[CLS]", FRAME), ("who", ASKED_NAME), ("shut", ASKED), ("the", ASKED + SHARED), ("pass", ASKED + SHARED),
        ("in", ASKED + SHARED), ("selm", ASKED_NAME + SHARED), ("?", ASKED), ("[SEP]", FRAME),
        ("pass", HEADLINE + SHARED), ("closed", HEADLINE), ("anna", TELLER), ("lind", TELLER), ("[SEP]", FRAME),
        ("general", PLAIN), ("lind", NAME), ("closed", PLAIN), ("the", PLAIN + SHARED), ("pass", PLAIN + SHARED),
        ("in", PLAIN + SHARED), ("selm", NAME + SHARED), ("on", PLAIN), ("14", NUMBER), ("friday", NAME), (".", PLAIN),
        ("[SEP]", FRAME),
    ]


def test_long_questions_and_lines_are_cut_and_an_empty_context_is_left_out() -> None:
    found = pair("pass " * 200, ReadLine(text="harbour " * 400), PIECES)
    assert len(found.pieces) == 1 + OF_QUESTION + 1 + OF_LINE + 1
    assert (found.pieces == PIECES.sep).sum() == 2


def test_forms_of_a_word_are_one() -> None:
    assert stem("denied") == stem("DENIEDLY")
    assert stem("closed") == stem("closed")
    assert stem("1995") != stem("1996")
    assert stem("pass") != stem("past")


@pytest.mark.parametrize(
    ("question", "answers", "not_"),
    [
        ("Who shut the pass?", "The pass was closed by General Lind on Friday.", "The pass lies 40 km from here."),
        ("How many people were hurt in the blast?", "Seven people were wounded when the bomb went off.",
         "The bomb went off near the market at noon."),
        ("What did the minister say about the talks?", "The minister said the talks would resume in May.",
         "The minister arrived in the capital on Sunday."),
    ],
)
def test_the_line_that_answers_is_held_likelier(question: str, answers: str, not_: str) -> None:
    good, bad = answer_scores(question, [ReadLine(text=answers), ReadLine(text=not_)])
    assert good > bad


@pytest.mark.parametrize(
    ("question", "answers", "not_"),
    [
        ("Who shut the pass?", "The pass was closed by General Lind on Friday.", "The harbour lies 40 km from here."),
        ("How many people were hurt in the blast?", "Seven people were wounded when the bomb went off.",
         "Talks went on near the market at noon."),
    ],
)
def test_the_line_whose_words_mean_the_same_is_held_likelier(question: str, answers: str, not_: str) -> None:
    good, bad = match_scores(question, [ReadLine(text=answers), ReadLine(text=not_)])[:, 0]
    assert good > bad
    assert len(match_scores(question, [])) == 0


def test_a_headline_helps_a_line_but_less_than_its_own_words() -> None:
    line = ReadLine(text="Four people were hurt there.")
    under = ReadLine(text=line.text, headline="Blast at the harbour")
    holding = ReadLine(text="Four people were hurt by the blast at the harbour.")
    alone, headed, whole = match_scores("How many were hurt by the blast at the harbour?", [line, under, holding])[:, 0]
    assert alone < headed < whole


def test_a_line_is_read_alike_whatever_stands_beside_it() -> None:
    lines = [ReadLine(text=f"{number} people were hurt near Selm.", headline="Blast") for number in range(4)]
    together = answer_scores("How many people were hurt?", lines)
    alone = [answer_scores("How many people were hurt?", [line])[0] for line in lines]
    assert np.array_equal(together, np.array(alone))
    assert len(answer_scores("How many?", [])) == 0


def test_a_missing_or_damaged_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"manifest\.json"):
        open_answers(tmp_path, opened())
    manifest = json.loads((FOLDER / MANIFEST).read_text(encoding="utf-8"))
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match=GRAPH):
        open_answers(tmp_path, opened())
    (tmp_path / GRAPH).write_bytes(b"no graph")
    with pytest.raises(ModelError, match="damaged"):
        open_answers(tmp_path, opened())
    (tmp_path / GRAPH).write_bytes((FOLDER / GRAPH).read_bytes())
    with pytest.raises(ModelError, match=r"matching\.npz"):
        open_answers(tmp_path, opened())
    (tmp_path / MANIFEST).write_text(json.dumps({**manifest, "format": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="format 99"):
        open_answers(tmp_path, opened())


def test_the_card_names_the_file_it_is_about() -> None:
    manifest = json.loads((FOLDER / MANIFEST).read_text(encoding="utf-8"))
    card = (FOLDER / "CARD.md").read_text(encoding="utf-8")
    assert manifest["files"][GRAPH] in card
    assert manifest["files"][ARRAYS] in card
