"""A watch, and what a view answers."""

from .base import Record
from .links import Cite


class Watch(Record, frozen=True):
    title: str
    question: str = ""
    words: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    language: str | None = None


class Line(Record, frozen=True):
    """One line of a view, with the cites that carry it. `quote` is the page's own words (equal to the first cite's),
    `lead` is ours: who, through whom, when."""

    id: str
    kind: str
    lead: str
    quote: str
    cites: tuple[Cite, ...]
    group: str = ""
    note: str = ""
    outlet: str | None = None
    title: str | None = None
    date: str | None = None


class View(Record, frozen=True):
    """An answer of a view: lines under headings, with what was left out counted."""

    name: str
    title: str
    lines: tuple[Line, ...]
    left_out: int = 0
    notes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
