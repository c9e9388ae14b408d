"""Words of two tellings that stand in one place of both, though they are other words: "will devote", "may dedicate".

Between words that both tellings have lie stretches that each tells in its own. What is left of a short one without the
words that drift themselves (may, all, about) is paired from its end, since what a verb or noun is said of follows it.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from .drift_words import find_words, is_empty, is_number
from .telling_facts import Telling

SHORT = 3  # words of a stretch that are paired
KINDS = ("hedge", "modality", "scope", "negation")


@lru_cache(maxsize=4)  # several kinds look at one pair, one after another
def in_one_place(one: Telling, two: Telling) -> dict[int, int]:
    """The numbers of words of one telling with those of other words of the other in their place."""
    mine, theirs = _kept(one), _kept(two)
    a, b = ([telling.words.stems[at] for at in kept] for telling, kept in ((one, mine), (two, theirs)))
    found = dict[int, int]()
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "replace" and max(j - i, m - k) <= SHORT:
            found |= _paired(mine[i:j], theirs[k:m])
    return {at: to for at, to in found.items()
            if not (is_number(one.words.tokens[at]) or is_number(two.words.tokens[to]))}


def _kept(telling: Telling) -> list[int]:
    """The numbers of full words that are in no list of words that drift."""
    tokens = telling.words.tokens
    drifting = {at for kind in KINDS for found in find_words(kind, tokens) for at in range(found.start, found.end)}
    return [at for at, token in enumerate(tokens) if at not in drifting and not is_empty(token.word)]


def _paired(mine: Sequence[int], theirs: Sequence[int]) -> dict[int, int]:
    return dict(zip(reversed(mine), reversed(theirs), strict=False))
