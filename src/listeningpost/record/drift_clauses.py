"""Clauses of one telling of which the other has nothing: a condition, a cause, whoever did it."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from .counted import lists
from .drift_words import NOWHERE, OTHER, Places, find_words, is_number, next_full, phrases
from .telling_facts import Telling
from .telling_words import BEGUN, Token

Tokens = Sequence[Token]
INSIDE = 3  # full words of a clause that are told
DONE = re.compile(r"(?:ed|en|wn|ught|un)$")
DOING = re.compile(r"ing$")


def clauses_left_out(kind: str, one: Telling, two: Telling) -> Iterator[Places]:
    """A clause that words of a kind begin, of which the other telling has nothing."""
    for here, there in ((one, two), (two, one)):
        stems = set(there.words.stems)
        if kind == "cause" and any(found.sort != OTHER for found in find_words(kind, there.words.tokens)):
            continue
        for found in find_words(kind, here.words.tokens):
            begun = {token.stem for token in here.words.tokens[found.start : found.end]}
            if found.sort != OTHER and not begun <= stems:
                yield from _told(here, found.start, found.end, stems, here is one)


def agents_left_out(one: Telling, two: Telling) -> Iterator[Places]:
    """Who did what both tell was done: "the dock was closed by the council"."""
    for here, there in ((one, two), (two, one)):
        tokens, stems = here.words.tokens, set(there.words.stems)
        if "by" in stems:
            continue
        for at in range(1, len(tokens) - 1):
            done = tokens[at - 1]
            told = done.stem in stems and not here.speaker & {token.word for token in tokens[at + 1 : at + 4]}
            if tokens[at].word == "by" and _is_done(done) and told and _may_do(tokens[at + 1]):
                yield from _told(here, at, at + 1, stems, here is one)


def harms_explained(one: Telling, two: Telling) -> Iterator[Places]:
    """How those whom both call dead, hurt or held came to be so: "killed when a wall fell"."""
    for here, there in ((one, two), (two, one)):
        tokens, stems = here.words.tokens, set(there.words.stems)
        harmed = [at for at, token in enumerate(tokens) if lists().states.get(token.word) and token.stem in stems]
        for at, token in enumerate(tokens):
            if harmed and at > harmed[0] and token.word in phrases("explaining") and token.stem not in stems:
                yield from _told(here, at, at + 1, stems, here is one)


def _told(here: Telling, start: int, inside: int, stems: set[str], first: bool) -> Iterator[Places]:
    """The words of a clause up to the first that the other telling has; of a clause without own words nothing."""
    roots = {stem[:BEGUN] for stem in stems}
    told = list(takewhile(lambda at: not _ends_before(here, start, at), next_full(here.words.tokens, inside)))[:INSIDE]
    own = list(takewhile(lambda at: here.words.tokens[at].stem[:BEGUN] not in roots, told))
    if own and len(own) >= len(told) - 1:
        words = start, own[-1] + 1
        yield (words, NOWHERE) if first else (NOWHERE, words)


def _ends_before(here: Telling, start: int, at: int) -> bool:
    """Whether a clause that begins with one word ends before another: a comma stands between."""
    return "," in here.facts.text[here.words.tokens[start].span[0] : here.words.tokens[at].span[0]]


def _is_done(token: Token) -> bool:
    return bool(DONE.search(token.word)) or token.word in phrases("done")


def _may_do(token: Token) -> bool:
    """Whether a word behind "by" may begin whoever did it: no number, no day, no doing."""
    return not is_number(token) and not DOING.search(token.word) and token.word not in phrases("day")
