"""Whether two tellings name different people as the one who said it, by their pages' words for the source."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..knowledge import fold
from .drift_words import list_of, phrases
from .telling_facts import Telling

ALIKE = 0.7  # share of letters from which on two names are one in two spellings
COMMON = re.compile(r"[Tt]he [a-z' ’-]+")
FULL_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][\w.’'-]*)+")  # of nobody that is known
WORD_PART = re.compile(r"[^\W_]+")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def speakers_differ(one: Telling, two: Telling) -> Iterator[tuple[str, str]]:
    """Two names, each by its page's own sentence; a name and several unnamed; or two words for who speaks for another:
    an aide is no press service."""
    if not one.facts.source or not two.facts.source or any(_is_carrier(telling) for telling in (one, two)):
        return
    if any(_stands_in(x.facts.source, y.facts.text) for x, y in ((one, two), (two, one))):
        return
    if fold(one.facts.source) == fold(two.facts.source):
        return
    several, named = ([test(telling) for telling in (one, two)] for test in (_are_several, _is_named))
    if _two_sorts([_sort(telling) for telling in (one, two)]):
        yield one.facts.source, two.facts.source
        return
    if all(named) and _same(one, two) and not any(several):
        return
    single = any(named) or any(_is_single(telling) for telling in (one, two))
    if all(named) and not any(several) or single and any(several) and not all(several):
        yield one.facts.source, two.facts.source


def _is_carrier(telling: Telling) -> bool:
    """Whether the source is what carries the words, not who said them: "a statement", "local reports"."""
    return any(fold(word) in phrases("carriers") for word in _head(telling.facts.source))


def _stands_in(source: str, text: str) -> bool:
    """Whether a name that is a source stands in the words of the other telling, which then has two speakers."""
    return source[:1].isupper() and " " in source and f" {fold(source)} " in f" {fold(text)} "


def _same(one: Telling, two: Telling) -> bool:
    """Whether two names may be one: an entity, a word of both, or two spellings."""
    if one.facts.entity and one.facts.entity == two.facts.entity or one.described & two.described:
        return True
    a, b = (fold(telling.facts.source) for telling in (one, two))
    if SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE or _initials(a) == b or _initials(b) == a:
        return True
    return any(SequenceMatcher(None, x, y, autojunk=False).ratio() >= ALIKE for x in a.split() for y in b.split()
               if len(x) > 3 and len(y) > 3)


def _initials(name: str) -> str:
    return "".join(word[0] for word in WORD_PART.findall(name))


def _is_single(telling: Telling) -> bool:
    """Whether the words for the source mean one person: "he", "one"."""
    return fold(telling.facts.source) in phrases("single")


def _is_named(telling: Telling) -> bool:
    """Whether the sentence names the speaker by a word of the name that it is known by; what has no capital letter is
    no name: "some passengers", "a separate study"."""
    if COMMON.fullmatch(telling.facts.source) or (telling.facts.name or "").islower():
        return False
    if not telling.speaker:
        return bool(FULL_NAME.fullmatch(telling.facts.source))
    return bool(telling.speaker & set(fold(telling.facts.source).split()))


def _are_several(telling: Telling) -> bool:
    """Whether the source is unnamed and more than one: "some passengers", "officials"."""
    if _is_named(telling):
        return False
    words = _head(telling.facts.source)
    if not words or telling.speaker and len(words) > 1 and words[0].istitle() and words[-1].istitle():
        return False
    low = [fold(word) for word in words]
    return low[0] in phrases("unnamed") or (low[0] not in phrases("before_things") and low[-1] in phrases("crowd"))


def _head(source: str) -> list[str]:
    """The words of a source up to the first that only adds to its noun: "survivors", of those rescued from a wreck."""
    words = WORD.findall(source.partition(",")[0])
    end = next((at for at, word in enumerate(words) if at and fold(word) in phrases("adding")), len(words))
    return words[:end]


def _sort(telling: Telling) -> str | None:
    """As what sort of person a source is told that is called by its office, be the body named: "the port's press
    service". By the last word of what says who it is."""
    words = _head(telling.facts.source)
    if not words or words[-1].istitle():
        return None
    pair = " ".join(fold(word) for word in words[-2:])
    return list_of("told_as").get(pair) or list_of("told_as").get(fold(words[-1]))


def _two_sorts(sorts: list[str | None]) -> bool:
    return None not in sorts and sorts[0] != sorts[1]
