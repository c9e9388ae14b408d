"""The part of a line that answers: the figure, date, name or place that was asked for."""

import re
from collections.abc import Sequence

from ..schema import NAME_FORMS, LineRow, MentionRow, Span
from ..store import terms
from .evidence import PLACES, On, counted_words, counts, spoken
from .reading import Asked
from .tables import patterns

PEOPLE = frozenset({"person", "organisation", "media", "armed_group", "group", "military_alliance", "state"})
WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
ORDER = ("outlet", "number", "date", "who", "place")


def mark(asked: Asked, row: LineRow, on: On) -> tuple[str | None, tuple[Span, ...]]:
    """The words that answer, and where they stand in the page's space; they may stand outside the line (a speaker's
    name, the outlet). None where no single part of a line answers."""
    makers = {"number": _number, "date": _date, "who": _who, "place": _where, "outlet": _outlet}
    for kind in ORDER:
        if kind in asked.kinds and (found := makers[kind](asked, row, on)):
            return found
    return (_teller(asked, row, on) if "who" in asked.kinds else None) or (None, ())


def _number(asked: Asked, row: LineRow, on: On) -> tuple[str, tuple[Span, ...]] | None:
    wanted = counted_words(asked)
    inside = (one for one in on.figures if row.start <= one.start and one.stop <= row.stop)
    new = [one for one in inside if not _given(one.text, asked)]
    if new:
        best = min(new, key=lambda one: (-counts(one, wanted), one.start))
        return best.text, ((best.start, best.stop),)
    return _matched(row, asked, "number")


def _date(asked: Asked, row: LineRow, _: On) -> tuple[str, tuple[Span, ...]] | None:
    return _matched(row, asked, "date")


def _matched(row: LineRow, asked: Asked, kind: str) -> tuple[str, tuple[Span, ...]] | None:
    """The match of a kind's patterns that the question does not have itself and that stands nearest to the question's
    verb, the longest of those as near, with the whole words it is of."""
    found = [match for match in patterns("answers")[kind].finditer(row.text) if not _given(match.group(), asked)]
    if not found:
        return None
    verbs = _verbs(row.text, asked)
    best = min(found, key=lambda match: (_apart(match.span(), verbs), match.start() - match.end(), match.start()))
    start, stop = best.span()
    while start and row.text[start - 1].isalnum():
        start -= 1
    while stop < len(row.text) and (row.text[stop].isalnum() or row.text[stop : stop + 2].strip(".,").isdigit()):
        stop += 1
    return row.text[start:stop], ((row.start + start, row.start + stop),)


def _verbs(text: str, asked: Asked) -> list[Span]:
    """Where a line has a word that stands for a verb of the question: what it dates or counts is by it, and the day of
    the telling ("warned on Wednesday that the dam would overflow within days") by another."""
    wanted = {one for word in asked.of("VERB") for one in word.stands}
    return [match.span() for match in WORD.finditer(text) if wanted & set(terms(match.group()))]


def _apart(span: Span, places: Sequence[Span]) -> int:
    """Characters between a stretch and the nearest of some places; 0 where there are none."""
    return min((max(0, start - span[1], span[0] - stop) for start, stop in places), default=0)


def _given(words: str, asked: Asked) -> bool:
    own = {word.word for word in asked.words}
    said = set(terms(words))
    return bool(said) and said <= own


def _who(asked: Asked, row: LineRow, on: On) -> tuple[str, tuple[Span, ...]] | None:
    statement = spoken(on)
    own = {word.word for word in asked.words}
    if "words" in asked.kinds and statement and statement.speaker_name and not own & set(terms(statement.speaker_name)):
        return statement.speaker_name, _places_of(statement.speaker_name, row)
    return _named(asked, row, on.mentions, PEOPLE)


def _teller(asked: Asked, row: LineRow, on: On) -> tuple[str, tuple[Span, ...]] | None:
    """Whose words a line tells that names nobody itself ("She accused ..."): the one who did what is asked."""
    name = told.speaker_name if (told := spoken(on)) else None
    if not name or {word.word for word in asked.words} & set(terms(name)):
        return None
    return name, _places_of(name, row)


def _where(asked: Asked, row: LineRow, on: On) -> tuple[str, tuple[Span, ...]] | None:
    return _named(asked, row, on.mentions, PLACES)


def _named(
    asked: Asked, row: LineRow, mentions: Sequence[MentionRow], types: frozenset[str]
) -> tuple[str, tuple[Span, ...]] | None:
    own = {word.word for word in asked.words}
    inside = (one for one in mentions if row.start <= one.start and one.stop <= row.stop)
    found = [one for one in inside if one.type in types and one.form in NAME_FORMS and not own & set(terms(one.text))]
    best = next((one for one in found if one.type == "person"), found[0] if found else None)
    return (best.text, ((best.start, best.stop),)) if best else None


def _outlet(asked: Asked, row: LineRow, on: On) -> tuple[str, tuple[Span, ...]] | None:
    named = _named(asked, row, on.mentions, frozenset({"media"}))
    return named or ((row.outlet, ()) if row.outlet else None)


def _places_of(name: str, row: LineRow) -> tuple[Span, ...]:
    at = row.text.find(name)
    return ((row.start + at, row.start + at + len(name)),) if at >= 0 else ()
