"""The brief: who said what, by day and speaker, the newest day first."""

from collections.abc import Iterable

from ..schema import Line, Question, View
from .collecting import collect, finished
from .dates import EARLIEST, LATEST
from .held import Held
from .telling import Told


def brief(held: Held, question: Question) -> View:
    """The statements that answer a question, each once, under their days; best lines first within a day."""
    found = collect(held, question)
    title = question.watch.title if question.watch else "Brief"
    view = View(name="brief", title=title, lines=tuple(by_day(found.told)), notes=found.notes)
    return finished(view, found.pages, question)


def by_day(told: Iterable[Told]) -> list[Line]:
    """Lines under the headings of their days, newest day first and undated last; within a day the lines of a speaker
    together, speakers and lines in the order of `rank`."""
    days: dict[str, list[Told]] = {}
    for line in told:
        days.setdefault(line.line.group, []).append(line)
    ordered = sorted(days.values(), key=lambda day: _newness(day[0]), reverse=True)
    return [line for day in ordered for line in _by_speaker(day)]


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
