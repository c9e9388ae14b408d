"""The words of tables/drift.toml found in a telling, each with what it stands by."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from .tables import load
from .telling_words import MARKS, Token

DUE = 2  # words of "due to", which behind "is" is no cause where a verb follows: "is due to begin"
REACH = 5  # words between a found word and what it stands by, those that are empty not counted
OTHER = "other"  # the list of words that only look like those of a kind
Place = tuple[int, int]  # the numbers of the first token and of the one behind the last
Places = tuple[Place, Place]  # in the one telling and in the other
NOWHERE: Place = (0, 0)
Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


class Found(NamedTuple):
    """Words of a list: the list's name, and the numbers of the first token and of the one behind the last."""

    sort: str
    start: int
    end: int


TABLE = load("drift")
BEFORE_NUMBERS = frozenset(TABLE["before_numbers"]["words"])
BEFORE_COMPARATIVES = frozenset(TABLE["before_comparatives"]["words"])
COMPARATIVES = frozenset(TABLE["before_comparatives"]["comparatives"])


@cache
def phrases(kind: str) -> Phrases:
    """The phrases of a kind by their first word, the longest first, with the name of their list."""
    found: Phrases = {}
    for sort, texts in TABLE[kind].items():
        for text in texts:
            words = tuple(text.split())
            found.setdefault(words[0], []).append((words, sort))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in found.items()}


@cache
def list_of(kind: str) -> dict[str, str]:
    """The phrases of a kind with the name of the list that each is in."""
    return {text: sort for sort, texts in TABLE[kind].items() for text in (sort, *texts)}


def find_words(kind: str, tokens: Sequence[Token]) -> Sequence[Found]:
    """The phrases of a kind in a telling, the longest where several begin at one word, none inside another."""
    return _found(kind, tuple(tokens))


@lru_cache(maxsize=4_096)  # each telling is set against all others of its group
def _found(kind: str, tokens: tuple[Token, ...]) -> Sequence[Found]:
    known, found, at = phrases(kind), list[Found](), 0
    parts = [(part, number) for number, token in enumerate(tokens) for part in token.word.split()]
    words = tuple(part for part, _ in parts)
    while at < len(words):
        hit = next((row for row in known.get(words[at], ()) if words[at : at + len(row[0])] == row[0]), None)
        if hit:
            end = parts[at + len(hit[0]) - 1][1] + 1
            if _fits(kind, " ".join(hit[0]), tokens, end):
                found.append(Found(hit[1], parts[at][1], end))
        at += len(hit[0]) if hit else 1
    return found


def _fits(kind: str, words: str, tokens: Sequence[Token], end: int) -> bool:
    """Whether words that are a hedge before a number only ("some 50", "some of them") or before a comparative ("much
    longer") are of the kind where they stand, and "May" only where it is a month or none."""
    if words == "due to" and end > DUE and tokens[end - DUE - 1].word in phrases("empty"):
        return end < len(tokens) and tokens[end].word in phrases("before_things")
    if words == "some" and kind == "scope" and not _is_many(tokens, end):
        return False
    if words == "may":
        return (kind == "day") == tokens[end - 1].named
    if kind == "hedge" and words in BEFORE_COMPARATIVES:
        return end < len(tokens) and tokens[end].word in COMPARATIVES
    return words not in BEFORE_NUMBERS or kind not in ("hedge", "scope") or (kind == "hedge") == _is_amount(tokens, end)


def _is_many(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may be a plural stands at a place: "some boats", not "some firm answer"."""
    return at < len(tokens) and (tokens[at].word in phrases("crowd") or tokens[at].word.endswith("s"))


def _is_amount(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number, in figures or in words, stands at a place, be it behind the mark of a currency."""
    if at + 1 < len(tokens) and tokens[at].word in MARKS.values():
        at += 1
    return at < len(tokens) and (is_number(tokens[at]) or any(one.start == at for one in find_words("value", tokens)))


def is_number(token: Token) -> bool:
    """Whether a word is a number, in figures or as a word for one."""
    return token.stem[0].isdigit()


def is_weak(kind: str, words: str, sort: str = "") -> bool:
    """Whether words of a kind, or all of their list, only answer those of other lists."""
    return words in TABLE["weak"].get(kind, ()) or sort in TABLE["weak_lists"].get(kind, ())


def is_empty(word: str) -> bool:
    """Whether a word says too little to be what another stands by."""
    return word in phrases("empty")


def next_full(tokens: Sequence[Token], start: int) -> Iterator[int]:
    """The numbers of the full words from a token on, REACH of them."""
    full = (number for number in range(start, len(tokens)) if not is_empty(tokens[number].word))
    yield from (number for number, _ in zip(full, range(REACH), strict=False))
