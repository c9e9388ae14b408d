"""The brief: who said what, by day and speaker, the newest day first."""

from collections.abc import Iterable
from itertools import islice, zip_longest

from ..edtf import EARLIEST, LATEST
from ..schema import Line, Question, View
from .collecting import collect, finished
from .held import Held
from .origins import with_origins
from .telling import Told

HOW_CHOSEN = "shown are the best lines of each day in turn: named speakers, speech and direct words before the rest"


def brief(held: Held, question: Question) -> View:
    """The statements that answer a question, each once, under their days; best lines first within a day. Where the
    limit cuts, every day keeps its best line before any keeps its second."""
    found = collect(held, question)
    chosen = _best_of_each_day(found.told, question.limit)
    left_out = len(found.told) - len(chosen)
    view = View(
        name="brief",
        title=question.watch.title if question.watch else "Brief",
        lines=tuple(with_origins(by_day(chosen), held)),
        left_out=left_out,
        notes=(*found.notes, *([HOW_CHOSEN] if left_out else [])),
    )
    return finished(view, found.pages, question)


def by_day(told: Iterable[Told]) -> list[Line]:
    """Lines under the headings of their days, newest day first and undated last; within a day the lines of a speaker
    together, speakers and lines in the order of `rank`."""
    return [line for day in _days(told) for line in _by_speaker(day)]


def _days(told: Iterable[Told]) -> list[list[Told]]:
    days: dict[str, list[Told]] = {}
    for line in told:
        days.setdefault(line.line.group, []).append(line)
    return sorted(days.values(), key=lambda day: _newness(day[0]), reverse=True)


def _best_of_each_day(told: list[Told], limit: int | None) -> list[Told]:
    """The best line of every day, newest day first, then the second of every day, until the limit."""
    days = [sorted(day, key=lambda line: (line.rank, line.line.id)) for day in _days(told)]
    rounds = (line for turn in zip_longest(*days) for line in turn if line is not None)
    return list(islice(rounds, limit))


def _newness(told: Told) -> tuple[str, str]:
    """The last day a line can be of; of an open end its first day; nothing at all for the undated."""
    if told.last != LATEST:
        return told.last, told.first
    return ("", "") if told.first == EARLIEST else (told.first, told.first)


def _by_speaker(day: list[Told]) -> list[Line]:
    best: dict[str, tuple[int, ...]] = {}
    for told in day:
        best[told.speaker] = min(best.get(told.speaker, told.rank), told.rank)
    ordered = sorted(day, key=lambda told: (best[told.speaker], told.speaker, told.rank, told.line.id))
    return [told.line for told in ordered]
