"""The likeliest lines read once more: first their words matched with the question's, then the best of them read
together with it, by the packed models made for that."""

import numpy as np

from ..language import ReadLine, answer_scores, match_scores
from ..schema import LineRow
from .evidence import Floats, Lines, On, spoken
from .reading import Asked

MATCHED = 24  # lines whose words are matched: of 100 questions 97 have a line that answers among them
READ = 6  # of these that are read again: with 12 or 24 no question held out came out better


def read_again(asked: Asked, lines: Lines, places: list[int]) -> Floats:
    """For the lines at some places the log odds, against no line answering, that they answer. Raises ModelError."""
    return np.asarray(answer_scores(asked.text, [read_line(lines.rows[at], lines.on[at]) for at in places]))


def match(asked: Asked, lines: Lines, places: list[int]) -> Floats:
    """For the lines at some places how well the words of the question are matched in them. Raises ModelError."""
    return np.asarray(match_scores(asked.text, [read_line(lines.rows[at], lines.on[at]) for at in places]))


def read_line(row: LineRow, on: On) -> ReadLine:
    """A line as it is read beside a question: a headline alone, others under their headline and with their speaker."""
    statement = spoken(on)
    teller = (statement.speaker_name or statement.descriptor or "") if statement else ""
    return ReadLine(text=row.text, headline="" if row.kind == "title" else row.title or "", teller=teller)


def first_places(scores: Floats, most: int = MATCHED) -> list[int]:
    """The places of so many lines, best first."""
    return [int(at) for at in np.argsort(-scores, kind="stable")[:most]]
