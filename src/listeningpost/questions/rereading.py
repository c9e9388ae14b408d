"""The likeliest lines read once more, each together with the question, by the packed model made for that."""

import numpy as np

from ..language import ReadLine, answer_scores
from ..schema import LineRow
from .evidence import Floats, Lines, On, spoken
from .reading import Asked

READ = 24  # lines that are read again: of 100 questions 98 have a line that answers among them


def read_again(asked: Asked, lines: Lines, places: list[int]) -> Floats:
    """For the lines at some places the log odds, against no line answering, that they answer. Raises ModelError."""
    return np.asarray(answer_scores(asked.text, [read_line(lines.rows[at], lines.on[at]) for at in places]))


def read_line(row: LineRow, on: On) -> ReadLine:
    """A line as it is read beside a question: a headline alone, others under their headline and with their speaker."""
    statement = spoken(on)
    teller = (statement.speaker_name or statement.descriptor or "") if statement else ""
    return ReadLine(text=row.text, headline="" if row.kind == "title" else row.title or "", teller=teller)


def first_places(scores: Floats) -> list[int]:
    """The places of the lines that are read again, best first."""
    return [int(at) for at in np.argsort(-scores, kind="stable")[:READ]]
