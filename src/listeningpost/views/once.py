"""Telling a thing once: the same statement twice on a page, the headline beside the text, the same words on many pages.

This is about reading, not about sources: how many origins stand behind words is another question, and none is
answered here.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from ..edtf import EARLIEST
from ..schema import Page, Statement
from .telling import SCRAP, Told, tell

# a page that quotes words without their day quotes those of the past days; wider, a yearly refrain would be one
DAYS_BACK = timedelta(days=7)


def told_once(page: Page, statements: Iterable[Statement]) -> Iterator[Told]:
    """One line for statements that the page's record holds to be the same, in its most direct words; a headline gives
    way to the text, and one that stands alone comes with `spare` set."""
    return (told for told, _ in told_for(page, statements))


def told_for(page: Page, statements: Iterable[Statement]) -> Iterator[tuple[Told, frozenset[str]]]:
    """The lines of `told_once`, each with the ids of the statements it stands for, its own among them."""
    for group in _same_groups(list(statements)):
        lines = sorted((tell(page, statement) for statement in group), key=lambda told: (told.spare, told.rank[1:]))
        best = lines[0]
        headlined = not best.spare and any(told.spare for told in lines)
        told = _marked(best, "also in the headline") if headlined else best
        yield told, frozenset(statement.id for statement in group)


def told_by_many(lines: Iterable[Told]) -> list[Told]:
    """The same words of the same speaker on several pages as one line, the other pages under `also`.

    Words are the same where all of a line's pieces stand in another line's, and both may be of one day. Shown is the
    line with the most words, then the one with the surest day, the more direct words, the earliest day.
    """
    clusters: list[list[Told]] = []
    by_piece: dict[tuple[str, str], list[list[Told]]] = {}
    for told in sorted(lines, key=_fullness):
        known = by_piece.get((told.speaker, _longest(told)), [])
        cluster = next((cluster for cluster in known if _is_within(told, cluster[0])), None)
        if cluster is not None:
            cluster.append(told)
            continue
        clusters.append([told])
        for piece in told.pieces:
            if len(piece.split()) >= SCRAP:
                by_piece.setdefault((told.speaker, piece), []).append(clusters[-1])
    return [_merged(cluster) for cluster in clusters]


def _same_groups(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Statements joined by `same_as`, in the page's order."""
    group_of = {statement.id: {statement.id} for statement in statements}
    for statement in statements:
        for other in statement.same_as:
            if other in group_of:
                joined = group_of[statement.id] | group_of[other]
                group_of.update(dict.fromkeys(joined, joined))
    seen: dict[frozenset[str], list[Statement]] = {}
    for statement in statements:
        seen.setdefault(frozenset(group_of[statement.id]), []).append(statement)
    return list(seen.values())


def _fullness(told: Told) -> tuple[int, bool, bool, str, tuple[int, ...], str]:
    return -len(told.words), told.first != told.last, not told.direct, told.last, told.rank, told.line.id


def _longest(told: Told) -> str:
    return max(told.pieces, key=len)


def _is_within(told: Told, fuller: Told) -> bool:
    """Whether a line says nothing that a fuller one does not, and both may be of one day."""
    one_day = _since(told) <= fuller.last and _since(fuller) <= told.last
    return one_day and set(told.pieces) <= set(fuller.pieces)


def _since(told: Told) -> str:
    if told.first != EARLIEST or told.last[:4] == "9999":
        return told.first
    return (date.fromisoformat(told.last) - DAYS_BACK).isoformat()


def _merged(cluster: list[Told]) -> Told:
    best, *others = cluster
    own = best.line.cites[0].page
    elsewhere = {told.line.cites[0].page: told.line.cites[0] for told in others if told.line.cites[0].page != own}
    if not elsewhere:
        return best
    pages = "1 other page" if len(elsewhere) == 1 else f"{len(elsewhere)} other pages"
    line = msgspec.structs.replace(best.line, also=tuple(elsewhere.values()))
    return _marked(msgspec.structs.replace(best, line=line), f"same words on {pages}")


def _marked(told: Told, mark: str) -> Told:
    line = msgspec.structs.replace(told.line, marks=(*told.line.marks, mark))
    return msgspec.structs.replace(told, line=line)
