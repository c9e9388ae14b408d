"""Which lines the filters of a search leave: found from what the record holds, and from the places of lines that an
index has by itself, so that no line is read that is not shown."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, literal_column, or_, select, text

from ..edtf import LATEST
from ..schema import Sought
from .database import json_of
from .tables import figure, page, passage, statement

LINES = ("title", "sentence")
HEADLINE = "headline"
LINE = passage.alias("line")
_OVER = text("line.page = thing.page AND thing.start < line.stop AND thing.stop > line.start"
             " AND line.kind IN ('title', 'sentence')")
# The last day on which a page can have been published, else the day it was taken; LATEST where nothing tells.
# Its record says that, as views go by it: the same capture may have been taken earlier, somewhere else.
_taken = func.substr(func.json_extract(page.c.record, "$.capture.taken_at"), 1, 10)
_last = func.coalesce(page.c.published_to, _taken, LATEST)
PLACE = (LINE.c.entry, LINE.c.page, LINE.c.number)


def is_filtered(sought: Sought) -> bool:
    """Whether a search has any filter beside its words."""
    return sought.filters() != Sought()


def fitting(connection: Connection, sought: Sought) -> set[int]:
    """The numbers of the lines that the filters of a search leave, whatever its words."""
    pages = _pages(connection, sought)
    found = _within(connection, sought, pages)
    if sought.said_until:
        of_page = select(_last).where(page.c.id == statement.c.page).scalar_subquery()
        said = func.min(func.coalesce(statement.c.said_to, LATEST), of_page)
        found -= _entries(connection, _told(statement, said > sought.said_until, pages))
    return found


def _within(connection: Connection, sought: Sought, pages: set[str] | None) -> set[int]:
    layers = list(_layers(connection, sought, pages))
    if not layers and (sought.since or sought.until):
        return _dated(connection, sought, pages)
    if pages is not None or not layers:
        layers.append(_entries(connection, _lines(pages)))
    found = set.intersection(*layers)
    return _dated_of(connection, sought, found) if sought.since or sought.until else found


def newest_first(connection: Connection, entries: Collection[int]) -> list[int]:
    """Lines in the order of their pages, the newest first, then as on their page."""
    days = {row.id: row.published_to or "" for row in connection.execute(select(page.c.id, page.c.published_to)).all()}
    places = connection.execute(select(*PLACE).where(holding("line.entry", entries))).all()
    ordered = sorted(places, key=lambda place: (place.page, place.number))
    ordered.sort(key=lambda place: days[place.page], reverse=True)  # stable: as on the page
    return [place.entry for place in ordered]


def _pages(connection: Connection, sought: Sought) -> set[str] | None:
    """The pages that a search is narrowed to; None for all."""
    found = None if sought.pages is None else set(sought.pages)
    if sought.outlet:
        rows = connection.execute(select(page.c.id, page.c.outlet)).all()
        names = {row.outlet for row in rows if row.outlet}
        fitting_ = {name for name in names if holds_words(name, sought.outlet)}
        of_outlet = {row.id for row in rows if row.outlet in fitting_}
        found = of_outlet if found is None else found & of_outlet
    if sought.published_until:
        early = set(connection.scalars(select(page.c.id).where(_last <= sought.published_until)))
        found = early if found is None else found & early
    return found


def _layers(connection: Connection, sought: Sought, pages: set[str] | None) -> Iterator[set[int]]:
    """The lines that fit each filter which looks at what is told on a line."""
    if sought.kind == HEADLINE:
        yield _entries(connection, _lines(pages).where(LINE.c.kind == "title"))
    elif sought.kind:
        said = or_(*(statement.c[name] == sought.kind for name in ("kind", "attribution", "act")))
        told = _entries(connection, _told(statement, said, pages))
        yield told | _entries(connection, _told(figure, figure.c.kind == sought.kind, pages))
    if sought.speaker:
        yield _entries(connection, _told(statement, _speaks(connection, sought.speaker), pages))


def _dated(connection: Connection, sought: Sought, pages: Collection[str] | None) -> set[int]:
    """The lines on pages of the days that are asked for, and those over which something was said on one of them."""
    of_days = _of_days(connection, sought)
    every = set(connection.scalars(select(page.c.id))) if pages is None else set(pages)
    on_page = _entries(connection, _lines(of_days & every))
    return on_page | _entries(connection, _told(statement, _said(sought), every - of_days))


def _dated_of(connection: Connection, sought: Sought, entries: Collection[int]) -> set[int]:
    """Those of some lines that `_dated` would give."""
    places = connection.execute(select(LINE.c.entry, LINE.c.page).where(holding("line.entry", entries))).all()
    of_days = _of_days(connection, sought)
    others = {place.page for place in places if place.page not in of_days}
    said = _entries(connection, _told(statement, _said(sought), others)) if others else set[int]()
    return {place.entry for place in places if place.page in of_days or place.entry in said}


def _of_days(connection: Connection, sought: Sought) -> set[str]:
    fits = _between(page.c.published_from, page.c.published_to, sought)
    return set(connection.scalars(select(page.c.id).where(fits)))


def _said(sought: Sought) -> ColumnElement[bool]:
    return _between(statement.c.said_from, statement.c.said_to, sought)


def _entries(connection: Connection, question: Select[Any]) -> set[int]:
    return set(connection.scalars(question).all())


def _lines(pages: Collection[str] | None) -> Select[Any]:
    chosen = select(LINE.c.entry).where(LINE.c.kind.in_(LINES))
    return chosen if pages is None else chosen.where(holding("line.page", pages))


def _told(rows: Table, fits: ColumnElement[bool], pages: Collection[str] | None) -> Select[Any]:
    """The lines over which a thing stands that fits. Things first: each of them is on few lines, and few of them fit.
    Said in one step, SQLite goes through all of them in the order of an index that has nothing to do with it."""
    chosen = select(rows.c.page, rows.c.start, rows.c.stop).where(fits)
    chosen = chosen if pages is None else chosen.where(holding(f"{rows.name}.page", pages))
    things = chosen.cte("thing").prefix_with("MATERIALIZED")
    both = text("thing CROSS JOIN passage AS line")
    found: Select[Any] = select(literal_column("line.entry")).select_from(both).where(_OVER)
    return found.add_cte(things)


def holding(column: str, values: Collection[Any]) -> ColumnElement[bool]:
    """Whether a column, named as SQL does, holds one of many values."""
    named = column.replace(".", "_")
    within = text(f"{column} IN (SELECT value FROM json_each(:{named}))")
    return within.bindparams(**{named: json_of(sorted(values))})  # type: ignore[return-value]


def _speaks(connection: Connection, speaker: str) -> ColumnElement[bool]:
    names = connection.execute(select(statement.c.speaker_name, statement.c.descriptor).distinct()).all()
    named = {row.speaker_name for row in names if row.speaker_name and holds_words(row.speaker_name, speaker)}
    described = {row.descriptor for row in names if row.descriptor and holds_words(row.descriptor, speaker)}
    who = statement.c
    return or_(who.speaker == speaker, who.speaker_name.in_(named), who.descriptor.in_(described))


def holds_words(name: str, wanted: str) -> bool:
    """Whether a name has the wanted words, the last one at least by its beginning."""
    return f" {' '.join(plain_words(wanted))}" in f" {' '.join(plain_words(name))}"


def plain_words(words: str) -> list[str]:
    """Words as they are written, in small letters."""
    return re.findall(r"[^\W_]+", words.casefold())


def _between(first: ColumnElement[Any], last: ColumnElement[Any], sought: Sought) -> ColumnElement[bool]:
    fits = or_(first.is_not(None), last.is_not(None))
    if sought.since:
        fits &= or_(last.is_(None), last >= sought.since)
    if sought.until:
        fits &= or_(first.is_(None), first <= sought.until)
    return fits
