"""The languages a text is written in: one for the page, and one for each paragraph where a page mixes them.

py3langid scores a paragraph for each language; a paragraph too short to tell borrows from its neighbours: of all ways
to share the paragraphs out among languages the likeliest is taken (Viterbi), and a change of language costs.
"""

import functools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import py3langid

from ..schema import LanguagePart, Span
from .scores import words_in
from .tables import load

LEAST = 40  # letters: fewer say too little by themselves
ENOUGH = 300  # characters of a paragraph to look at
MOST = 1000  # paragraphs to look at; what comes after has the language of the last of them
# What a change of language costs, on the scale on which py3langid's scores are divided by the root of their bytes.
# Chosen on mixes of page-dumps' dev pages (benchmarks/languages.py): any cost from 2 to 4 does as well.
CHANGE = 3.0

Scores = Mapping[str, float]


class Languages(NamedTuple):
    """The language of a text (ISO 639-1 code, or None where too little is said), and that of each paragraph where they
    differ; `parts` is empty otherwise."""

    main: str | None
    parts: tuple[LanguagePart, ...]


def find_languages(text: str, body: Sequence[Span], stated: str | None = None) -> Languages:
    """The language of most words of the body's paragraphs, and the paragraphs' own where they are not one.

    `stated` is the language a page gives as its own: it decides between languages that letters tell apart badly, and
    counts by itself where the body has fewer than 40 letters.
    """
    groups = _groups_of(text, tuple(body))
    if not groups:
        return Languages(stated, ())
    pieces = [text[slice(*span)] for span in body]
    words: Counter[str] = Counter()
    for group, piece in zip(groups, pieces, strict=True):
        words[group] += math.ceil(words_in(piece))
    codes = {group: _member(group, pieces, stated) for group in words}
    parts = (LanguagePart(language=codes[group], span=span) for group, span in zip(groups, body, strict=True))
    return Languages(codes[max(words, key=lambda group: words[group])], tuple(parts) if len(words) > 1 else ())


def detect_language(text: str, body: Sequence[Span]) -> str | None:
    """The language of most words of the body, or None where fewer than 40 letters say too little."""
    return find_languages(text, body).main


@functools.lru_cache(maxsize=1)  # the date reader and the article's reader ask for the same page
def _groups_of(text: str, body: tuple[Span, ...]) -> Sequence[str]:
    """The language of each paragraph, as the first of its row of the table; none where all of them say too little."""
    pieces = [text[slice(*span)] for span in body]
    letters = (character for piece in pieces for character in piece if character.isalpha())
    if sum(1 for _ in islice(letters, LEAST)) < LEAST:
        return ()
    scored = [_scores(piece) for piece in pieces[:MOST]]
    if not any(scored):
        return ()
    groups = _likeliest(scored, _candidates([piece[:ENOUGH] for piece in pieces], scored))
    return groups + groups[-1:] * (len(pieces) - len(groups))


@functools.cache
def _groups() -> Mapping[str, str]:
    """For each language that others are like, the first of its row of the table."""
    return {code: row[0] for row in load("languages")["alike"] for code in row}


def _letters(piece: str) -> int:
    return sum(map(str.isalpha, piece))


def _ranked(piece: str) -> list[tuple[str, float]]:
    """py3langid's scores, best first; capitals throughout are read as small letters."""
    raised = sum(map(str.isupper, piece)) > _letters(piece) / 2
    ranked: list[tuple[str, float]] = py3langid.rank(piece.lower() if raised else piece)
    return ranked


def _scores(piece: str) -> Scores:
    """For each group of languages how far the paragraph is from the one it fits best (0, others below); empty where it
    has no two letters, or nothing that py3langid knows."""
    piece = piece[:ENOUGH]
    ranked = _ranked(piece) if _letters(piece) >= 2 else []
    if not ranked or ranked[0][1] == ranked[-1][1]:
        return {}
    scale = math.sqrt(len(piece.encode("utf-8", "replace")))
    best: dict[str, float] = {}
    for code, score in ranked:
        best.setdefault(_groups().get(code, code), (score - ranked[0][1]) / scale)
    return {group: score for group, score in best.items() if group not in load("languages")["none"]}


def _candidates(pieces: Sequence[str], scored: Sequence[Scores]) -> list[str]:
    """The languages that a paragraph of some length looks most like, and the one that all of them together do."""
    sums: Counter[str] = Counter()
    found = set()
    for piece, scores in zip(pieces, scored, strict=False):
        sums.update(scores)
        if scores and _letters(piece) >= LEAST:
            found.add(max(scores, key=lambda group: scores[group]))
    return sorted({*found, max(sums, key=lambda group: sums[group])})


def _likeliest(scored: Sequence[Scores], candidates: Sequence[str]) -> list[str]:
    """The language of each paragraph on the likeliest way through all of them."""
    total = dict.fromkeys(candidates, 0.0)
    came_from: list[dict[str, str]] = []
    for scores in scored:
        best = max(total, key=lambda group: total[group])
        step = {group: group if total[group] >= total[best] - CHANGE else best for group in candidates}
        total = {group: max(total[group], total[best] - CHANGE) + scores.get(group, 0.0) for group in candidates}
        came_from.append(step)
    at = max(total, key=lambda group: total[group])
    way = []
    for step in reversed(came_from):
        way.append(at)
        at = step[at]
    return way[::-1]


def _member(group: str, pieces: Sequence[str], stated: str | None) -> str:
    """Which language of a group it is: the stated one if it is of the group, else what the page looks most like."""
    row = [code for code, first in _groups().items() if first == group]
    if not row or stated in row:
        return stated if row and stated else group
    return next(code for code, _ in _ranked("\n".join(pieces)[: ENOUGH * 3]) if code in row)
