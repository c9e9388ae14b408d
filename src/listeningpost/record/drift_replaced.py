"""Stretches of two tellings of which one stands in place of the other: other names, other things, things left out."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from .counted import lists
from .drift_words import is_empty, list_of, phrases
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


def names_replaced(one: Telling, two: Telling) -> Iterator[tuple[str, str]]:
    """Names in place of others, spellings of one name left out."""
    days = list_of("day")
    for old, new in replaced(one, two):
        names = [[token for token in tokens if token.named and token.word not in days] for tokens in (old, new)]
        if all(names) and not _one_name(*names):
            yield words_of(old, one), words_of(new, two)


def things_replaced(one: Telling, two: Telling) -> Iterator[tuple[str, str]]:
    """Words for a thing in place of others: of another kind of things, or of what happened to them, where the lists
    know both, else words that may name a thing."""
    for old, new in replaced(one, two):
        kinds = _kinds(old), _kinds(new)
        if all(kinds):
            apart = not kinds[0] & kinds[1]
        else:
            named = any(token.named for token in (*old, *new))
            apart = not named and _are_things(old, one) and _are_things(new, two)
        if apart:
            yield words_of(old, one), words_of(new, two)


def _kinds(stretch: Tokens) -> set[str]:
    """The kinds of things, and of what happens to them, that the words of a stretch name."""
    known = (lists().nouns.get(token.word) or lists().states.get(token.word) for token in stretch)
    return {kind for kind in known if kind}


def things_left_out(one: Telling, two: Telling) -> Iterator[tuple[str, str]]:
    """Of things that "and" or "or" joins, the one that the other telling has nothing of: "ships and boats", "ships"."""
    for was, now in _joined_by(one, two):
        yield was, now
    for now, was in _joined_by(two, one):
        yield was, now


def _joined_by(here: Telling, there: Telling) -> Iterator[tuple[str, str]]:
    tokens, stems = here.words.tokens, set(there.words.stems)
    for at in range(1, len(tokens) - 1):
        if tokens[at].word not in phrases("joining"):
            continue
        first, second = tokens[at - 1], _next_thing(tokens, at + 1)
        if second is None or not _is_thing(first) or not _ends_phrase(tokens, second):
            continue
        kept = [token.stem in stems for token in (first, tokens[second])]
        if kept == [True, False] and not _goes_on(there, first.stem):
            yield here.text(at - 1, second + 1), there.text(*_place(there, first.stem))


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


def _place(there: Telling, stem: str) -> tuple[int, int]:
    at = there.words.stems.index(stem)
    return at, at + 1


def words_of(stretch: Tokens, telling: Telling) -> str:
    """The page's own words of a stretch."""
    return " ".join(telling.facts.text[stretch[0].span[0] : stretch[-1].span[1]].split())


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


def _are_things(stretch: Tokens, telling: Telling) -> bool:
    """Whether a stretch may name a thing: by its last word, and by the word before it."""
    before = [token.word for token in telling.words.tokens if token.span[1] <= stretch[0].span[0]][-1:]
    return _is_thing(stretch[-1]) and bool(before) and before[0] in phrases("before_things")
