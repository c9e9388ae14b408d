"""Which words of two tellings stand for one another: the same word in one order, else the same word left over.

Other words may stand in one place of both: "will devote", "may dedicate".

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
Pairing = dict[int, int]


def partners(one: Telling, two: Telling) -> Pairing:
    """The numbers of full words of one telling with those of the same words of the other; the same both ways round."""
    if one.facts.text <= two.facts.text:
        return _partners(one, two)
    return {to: at for at, to in _partners(two, one).items()}


@lru_cache(maxsize=4)  # several kinds look at one pair, one after another
def _partners(one: Telling, two: Telling) -> Pairing:
    mine, theirs = (full_words(telling) for telling in (one, two))
    a, b = ([telling.words.stems[at] for at in full] for telling, full in ((one, mine), (two, theirs)))
    found = Pairing()
    for i, j, size in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        found |= dict(zip(mine[i : i + size], theirs[j : j + size], strict=True))
    taken, left = set(found.values()), dict[str, list[int]]()
    for at in (at for at in theirs if at not in taken):
        left.setdefault(two.words.stems[at], []).append(at)
    for at in (at for at in mine if at not in found):
        if rest := left.get(one.words.stems[at]):
            found[at] = rest.pop(0)
    return found


def full_words(telling: Telling) -> list[int]:
    """The numbers of the words that say enough to be what another stands by."""
    return [at for at, token in enumerate(telling.words.tokens) if not is_empty(token.word)]


@lru_cache(maxsize=4)
def in_one_place(one: Telling, two: Telling) -> Pairing:
    """The numbers of words of one telling with those of other words of the other in their place."""
    mine, theirs = _kept(one), _kept(two)
    a, b = ([telling.words.stems[at] for at in kept] for telling, kept in ((one, mine), (two, theirs)))
    found = Pairing()
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "replace" and max(j - i, m - k) <= SHORT:
            found |= _paired(mine[i:j], theirs[k:m])
    return {at: to for at, to in found.items()
            if not (is_number(one.words.tokens[at]) or is_number(two.words.tokens[to]))}


def _kept(telling: Telling) -> list[int]:
    """The numbers of full words that are in no list of words that drift."""
    tokens = telling.words.tokens
    drifting = {at for kind in KINDS for found in find_words(kind, tokens) for at in range(found.start, found.end)}
    return [at for at in full_words(telling) if at not in drifting]


def _paired(mine: Sequence[int], theirs: Sequence[int]) -> Pairing:
    return dict(zip(reversed(mine), reversed(theirs), strict=False))
