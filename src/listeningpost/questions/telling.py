"""A line of a page as it is shown: whose words, told by whom, when, and which of its parts were looked for."""

import re
from collections.abc import Sequence

from ..schema import Cite, FoundLine, LineRow, Span, StatementRow
from ..store import terms
from .evidence import On, spoken

OF_PAGE = 12  # characters of a page's id by which it is found
WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")


def found_line(group: Sequence[LineRow], on: On, *, marked: Sequence[str] = (), beside: str = "") -> FoundLine:
    """A group of the same lines as one, with the best one's words. `marked`: words (as they are searched) whose places
    are marked."""
    best, *others = group
    statement = spoken(on)
    return FoundLine(
        id=statement.id if statement else best.page[:OF_PAGE],
        cite=cite(best),
        kind=_kind(best, statement),
        lead=_lead(best, statement),
        who=_who(statement),
        outlet=best.outlet,
        title=best.title,
        source=best.source,
        date=(statement.said_on if statement else None) or best.published,
        published=best.published,
        act=statement.act if statement else None,
        marked=_places(best, frozenset(marked)),
        beside=beside,
        also=tuple(cite(row) for row in others),
        origin=_origin(group),
    )


def cite(row: LineRow) -> Cite:
    """The words of a line with their place."""
    return Cite(page=row.page, span=row.span, quote=row.text)


def _kind(row: LineRow, statement: StatementRow | None) -> str:
    if row.kind == "title":
        return "headline"
    return statement.kind if statement else "text"


def _who(statement: StatementRow | None) -> str:
    return (statement.speaker_name or statement.descriptor or "") if statement else ""


def _lead(row: LineRow, statement: StatementRow | None) -> str:
    teller = row.outlet or row.source.rstrip("/").rsplit("/", 1)[-1]
    who, via = _who(statement), statement.via if statement else None
    parts = [who, f"via {via.replace(' < ', ', ')}" if who and via else "", f"as told by {teller}" if who else teller]
    return ", ".join(part for part in parts if part)


def _places(row: LineRow, wanted: frozenset[str]) -> tuple[Span, ...]:
    """Where a line has the wanted words, in the page's space."""
    if not wanted:
        return ()
    found = (word for word in WORD.finditer(row.text) if wanted & set(terms(word.group())))
    return tuple((row.start + word.start(), row.start + word.end()) for word in found)


def _origin(group: Sequence[LineRow]) -> str:
    pages = {row.page for row in group}
    if len(pages) == 1:
        return ""
    return f"the same line on {len(pages)} pages"
