"""Which lines are read again with the question, and what of them is shown to the model."""

import numpy as np

from listeningpost.knowledge import Knowledge
from listeningpost.questions.candidates import candidates
from listeningpost.questions.ranking import OF_MATCH
from listeningpost.questions.reading import read_question
from listeningpost.questions.rereading import MATCHED, READ, first_places, match, read_again, read_line
from listeningpost.schema import Sought
from listeningpost.store import Store


def test_the_likeliest_lines_are_read_best_first() -> None:
    scores = np.array([0.1, 3.0, -2.0, *np.linspace(-1, -0.5, MATCHED)])
    places = first_places(scores)
    assert places[:2] == [1, 0]
    assert len(places) == MATCHED
    assert 2 not in places
    assert first_places(scores, READ) == places[:READ]


def test_a_line_is_read_under_its_headline_and_with_its_speaker(store: Store, knowledge: Knowledge) -> None:
    asked = read_question("What did Irmash say about the camps?", store, knowledge)
    lines = candidates(asked, store, Sought())
    shown = [read_line(row, on) for row, on in zip(lines.rows, lines.on, strict=True)]
    titles = [one for one, row in zip(shown, lines.rows, strict=True) if row.kind == "title"]
    assert titles
    assert all(not one.headline for one in titles)
    assert any("Irmash" in one.teller and one.headline for one in shown)
    read = read_again(asked, lines, [0, 1, 2])
    assert read.shape == (3,)
    assert np.isfinite(read).all()
    matched = match(asked, lines, [0, 1, 2])
    assert matched.shape == (3, len(OF_MATCH))
    assert np.isfinite(matched).all()
