"""Ask: a question answered with cited lines, best first, or not at all. No text is made."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from ..errors import UsageError
from ..knowledge import Knowledge
from ..schema import DENYING, Answer, DisputeLink, FoundLine, LineRow, Sought
from ..store import Store
from .candidates import candidates
from .evidence import Lines, On, counted_words, evidence, spoken
from .marking import mark
from .ranking import OF_ODDS, chance, least, moved, rank, sureness, with_match, with_reading
from .reading import Asked, read_question
from .rereading import READ, first_places, match, read_again
from .same import told_once
from .telling import found_line
from .typed import said_within

GIVEN = 5  # lines of an answer, at most
BEHIND = 4.0  # how far behind the best line (log odds) one may be that is given too
NEAR = 3  # nearest lines that are shown where the record does not say
# cosine: of the development questions that pages answer, 99 of 100 have a line nearer; of another matter are the rest
NEAREST = 0.3
SURE_ALL_THE_SAME = 0.8  # log odds from which on a line answers that is not near, such as one of names alone
NO_LINES = "no page of the store holds a line near this question"


class _Ranked(NamedTuple):
    """Lines in the order of their scores, with the log odds that the best one answers, and whether the question is of
    another matter than all of them."""

    lines: list[tuple[LineRow, On, float]]
    sure: float
    elsewhere: bool


def ask(store: Store, question: str, knowledge: Knowledge, sought: Sought | None = None) -> Answer:
    """The answer of the store's pages to a question in English; `sought` bounds the lines that may answer.

    Below a measured chance (tables/ask.toml), or where the question names somebody of whom no page has a word, the
    record does not say: no cites, and the nearest lines apart. Raises UsageError for a question without a word,
    ModelError where the packed model cannot be used.
    """
    within = sought or Sought()
    store = store.as_held(within.held_until)
    asked = read_question(question, store, knowledge)
    if not asked.words:
        raise UsageError(f"{question!r}: ask with words that say what it is about")
    ranked = _ranked(asked, store, said_within(asked.text, within) if asked.speaker else within)
    abstained = bool(asked.unheld) or ranked.elsewhere or ranked.sure < least()
    lines = _given(asked, ranked.lines, store)
    kinds = tuple(sorted(asked.kinds))
    if abstained:
        notes = (*asked.notes, *(() if lines else (NO_LINES,)))
        return Answer(question=asked.text, answer=None, cites=(), abstained=True, near=lines[:NEAR], notes=notes,
                      sure=round(chance(ranked.sure), 3) if lines else 0.0, sought=kinds)
    best = lines[0]
    return Answer(question=asked.text, answer=best.answer or best.cite.quote, abstained=False, lines=lines,
                  cites=tuple(line.cite for line in lines), sure=round(chance(ranked.sure), 3), sought=kinds,
                  notes=asked.notes)


def _ranked(asked: Asked, store: Store, sought: Sought) -> _Ranked:
    lines = _within(candidates(asked, store, sought), store, sought)
    if not lines.rows:
        return _Ranked([], -np.inf, elsewhere=True)
    _, passages = store.rarity(())
    names, numbers = evidence(asked, lines, passages)
    first = rank(names, numbers)
    places, move = first_places(first), moved(asked.text)
    matched = match(asked, lines, places) + move * OF_ODDS
    names, numbers = with_match(names, numbers[places], first[places], matched)
    kept = first_places(rank(names, numbers, "matched"), READ)
    places = [places[at] for at in kept]
    names, numbers = with_reading(names, numbers[kept], read_again(asked, lines, places) + move)
    scores = rank(names, numbers, "again")
    order = [(places[at], float(scores[at])) for at in np.argsort(-scores, kind="stable")]
    sure = sureness(names, numbers, scores)
    elsewhere = 0 < lines.near.max() < NEAREST and sure < SURE_ALL_THE_SAME
    return _Ranked([(lines.rows[at], lines.on[at], score) for at, score in order], sure, elsewhere=bool(elsewhere))


def _within(lines: Lines, store: Store, sought: Sought) -> Lines:
    """The lines that the filters leave; the pages they stand on were taken whole."""
    if sought == Sought():
        return lines
    pages = tuple({row.page for row in lines.rows})
    kept = set(store.entries(replace(sought, pages=pages, terms=())))
    at = [number for number, row in enumerate(lines.rows) if row.entry in kept]
    return Lines(rows=[lines.rows[n] for n in at], on=[lines.on[n] for n in at], near=lines.near[at])


def _given(asked: Asked, ranked: Sequence[tuple[LineRow, On, float]], store: Store) -> tuple[FoundLine, ...]:
    """The best lines, the same one told again put with it, and what stands against the first."""
    if not ranked:
        return ()
    near = [one for one in ranked[: 4 * GIVEN] if one[2] >= ranked[0][2] - BEHIND]
    on = {row.entry: held for row, held, _ in near}
    scores = {row.entry: score for row, _, score in near}
    groups = told_once([row for row, _, _ in near])[:GIVEN]
    found = []
    for group in groups:
        words, places = mark(asked, group[0], on[group[0].entry])
        line = found_line(group, on[group[0].entry])
        found.append(replace(line, marked=places, answer=words, score=round(scores[group[0].entry], 3)))
    return _beside(asked, found, [on[group[0].entry] for group in groups], store)


def _beside(asked: Asked, lines: Sequence[FoundLine], on: Sequence[On], store: Store) -> tuple[FoundLine, ...]:
    """Each line with what it is to the first: denies it, stands against it, or gives another figure."""
    against = _disputed(lines[0], store)
    first = spoken(on[0])
    told = [lines[0]]
    for line, held in zip(lines[1:], on[1:], strict=True):
        statement = spoken(held)
        if line.id in against:
            told.append(replace(line, beside="stands against the first line"))
        elif statement and first and statement.act in DENYING and first.act not in DENYING:
            told.append(replace(line, beside="a denial"))
        elif _other_figure(asked, lines[0], line, (on[0], held)):
            told.append(replace(line, beside="another figure"))
        else:
            told.append(line)
    return tuple(told)


def _disputed(line: FoundLine, store: Store) -> set[str]:
    """The ids that stand on other sides of disputes than a line's statement."""
    found = set[str]()
    for link in store.links_at("dispute", [(line.cite.page, line.id)]):
        if isinstance(link, DisputeLink):
            found |= {one for side in link.sides for _, one in side if all(line.id != mine for _, mine in side)}
    return found


def _other_figure(asked: Asked, first: FoundLine, line: FoundLine, on: tuple[On, On]) -> bool:
    """Whether both lines count what was asked for, and differ."""
    if "number" not in asked.kinds or not first.answer or not line.answer or first.answer == line.answer:
        return False
    wanted = counted_words(asked)
    values = []
    for held, given in zip(on, (first, line), strict=True):
        fitting = [one for one in held.figures if one.text == given.answer and one.value is not None]
        values.append((fitting[0].what, fitting[0].value) if fitting else (None, None))
    (what, value), (other, another) = values
    return bool(wanted and what and other and what == other and value != another)
