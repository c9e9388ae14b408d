"""Stretches of two tellings of which one stands in place of the other: other names, other things, things left out."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from .counted import lists
from .drift_aligned import full_words, partners
from .drift_words import Place, Places, is_empty, list_of, phrases
from .telling_facts import Telling
from .telling_words import Token

Tokens = Sequence[Token]
SHORT = 3  # words of a stretch that is one thing said in place of another
ROOT = 4  # letters that two words of one root share
ALIKE = 0.7  # share of letters from which on two names are one in two spellings
SPELT = 0.85  # the same for two words: co-conspirator, coconspirator
SAYING = 3.0  # weight of a word that names a thing
NO_NOUN = re.compile(r"(?:ed|ing|er|est|ly)$")


def replaced(one: Telling, two: Telling, most: int = SHORT) -> Iterator[tuple[Tokens, Tokens]]:
    """Stretches of at most so many full words, between words that both tellings have, which the other telling has in
    words of another root."""
    a, b, codes = _aligned(one, two)
    for number, (tag, i, j, k, m) in enumerate(codes):
        inside = 0 < number < len(codes) - 1
        if tag == "replace" and inside and j - i <= most and m - k <= most and not _same_root(a[i:j], b[k:m]):
            yield a[i:j], b[k:m]


@lru_cache(maxsize=4)  # several kinds look at one pair, one after another
def _aligned(one: Telling, two: Telling) -> tuple[Tokens, Tokens, Sequence[tuple[str, int, int, int, int]]]:
    """The full words of two tellings and how the ones become the others."""
    a, b = (_full(telling) for telling in (one, two))
    matcher = SequenceMatcher(None, [token.stem for token in a], [token.stem for token in b], autojunk=False)
    return a, b, matcher.get_opcodes()


def names_replaced(one: Telling, two: Telling) -> Iterator[Places]:
    """Names in place of others, spellings of one name left out."""
    days = list_of("day")
    for old, new in replaced(one, two):
        names = [[token for token in tokens if token.named and token.word not in days] for tokens in (old, new)]
        places = place_of(old, one), place_of(new, two)
        if all(names) and not _one_name(*names) and not _within_names(one, two, places):
            yield places


def _within_names(one: Telling, two: Telling, places: Places) -> bool:
    """Whether names stand beside one that both tellings have, as part of it: "Tarn District", "Tarn Region"; or in
    brackets, as what the page added."""
    same = partners(one, two)
    (start, end), (other_start, other_end) = places
    for at, to in ((start - 1, other_start - 1), (end, other_end)):
        if same.get(at) == to and one.words.tokens[at].named and two.words.tokens[to].named:
            return True
    return any("[" in telling.facts.text[: telling.words.tokens[place[0]].span[0]][-1:]
               for telling, place in ((one, places[0]), (two, places[1])))


def things_replaced(one: Telling, two: Telling) -> Iterator[Places]:
    """Words for a thing in place of others: of another kind of things, or of what happened to them, where the lists
    know both. Which of two other words mean the same is not known."""
    for old, new in replaced(one, two):
        kinds = _kinds(old), _kinds(new)
        if all(kinds) and not kinds[0] & kinds[1]:
            yield place_of(old, one), place_of(new, two)


def _kinds(stretch: Tokens) -> set[str]:
    """The kinds of things, and of what happens to them, that the words of a stretch name."""
    known = (lists().nouns.get(token.word) or lists().states.get(token.word) for token in stretch)
    return {kind for kind in known if kind}


def things_left_out(one: Telling, two: Telling) -> Iterator[Places]:
    """Of things that "and" or "or" joins, the one that the other telling has nothing of: "ships and boats", "ships"."""
    for was, now in _joined_by(one, two):
        yield was, now
    for now, was in _joined_by(two, one):
        yield was, now


def _joined_by(here: Telling, there: Telling) -> Iterator[Places]:
    tokens, stems = here.words.tokens, set(there.words.stems)
    for at in range(1, len(tokens) - 1):
        if tokens[at].word not in phrases("joining"):
            continue
        first, second = tokens[at - 1], _next_thing(tokens, at + 1)
        if second is None or not _is_thing(first) or not _ends_phrase(tokens, second):
            continue
        kept = [token.stem in stems for token in (first, tokens[second])]
        if kept == [True, False] and not _goes_on(there, first.stem) and _stands_alike(here, there, (at - 1, second)):
            yield (at - 1, second + 1), _place(there, first.stem)


def _stands_alike(here: Telling, there: Telling, place: Place) -> bool:
    """Whether what stands before and behind some words of one telling stands so by the first of them in the other."""
    same, full, other = partners(here, there), full_words(here), full_words(there)
    at = other.index(same[place[0]]) if place[0] in same else -1
    before = [one for one in full if one < place[0]][-1:]
    behind = [one for one in full if one > place[1]][:1]
    return at >= 0 and all(same.get(one) in other[max(at - 1, 0) : at + 2] for one in before + behind)


def _next_thing(tokens: Tokens, start: int) -> int | None:
    """The full word right behind a joining word, with an article or without."""
    at = start + (tokens[start].word in phrases("articles"))
    return at if at < len(tokens) and not is_empty(tokens[at].word) else None


def _ends_phrase(tokens: Tokens, at: int) -> bool:
    """Whether a word may name a thing and nothing that it only describes follows: "fire and rescue units"."""
    return _is_thing(tokens[at]) and (at + 1 == len(tokens) or is_empty(tokens[at + 1].word))


def _goes_on(there: Telling, stem: str) -> bool:
    """Whether the other telling joins something else to a word."""
    tokens = there.words.tokens
    at = there.words.stems.index(stem)
    beside = [token.word for token in tokens[max(0, at - 2) : at + 3]]
    return any(word in phrases("joining") for word in beside)


def _place(there: Telling, stem: str) -> Place:
    at = there.words.stems.index(stem)
    return at, at + 1


def place_of(stretch: Tokens, telling: Telling) -> Place:
    """Where a stretch stands among the words of its telling."""
    return telling.words.tokens.index(stretch[0]), telling.words.tokens.index(stretch[-1]) + 1


def _full(telling: Telling) -> list[Token]:
    return [token for token in telling.words.tokens if not is_empty(token.word)]


def _same_root(old: Tokens, new: Tokens) -> bool:
    """Whether two stretches share a root, are one word in two spellings, or one is the other's initials."""
    if {token.stem[:ROOT] for token in old} & {token.stem[:ROOT] for token in new} or _spelt_alike(old, new):
        return True
    return any(_initials(x) in {token.word for token in y} | {token.stem for token in y} | {_run(y)}
               for x, y in ((old, new), (new, old)) if len(x) > 1)


def _spelt_alike(old: Tokens, new: Tokens) -> bool:
    return SequenceMatcher(None, _run(old), _run(new), autojunk=False).ratio() >= SPELT


def _initials(tokens: Tokens) -> str:
    return "".join(token.word[0] for token in tokens)


def _run(tokens: Tokens) -> str:
    return "".join(token.word for token in tokens)


def _one_name(old: Tokens, new: Tokens) -> bool:
    """Whether two names are one in two spellings: Roscosmos and Roskosmos."""
    few, many = sorted((_run(old), _run(new)), key=len)
    return many.startswith(few) or SequenceMatcher(None, few, many, autojunk=False).ratio() >= ALIKE


def _is_thing(token: Token) -> bool:
    """Whether a word may name a thing, by its weight and ending."""
    return token.weight >= SAYING and not NO_NOUN.search(token.word) and not token.stem[0].isdigit()
