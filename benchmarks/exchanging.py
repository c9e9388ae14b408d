"""Words and numbers of a text exchanged for others of the same length, so that spans keep their places."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

WORD = re.compile(r"\b[A-Za-z]{4,}\b|\d[\d,]*(?:\.\d+)?")
RARE, TAIL = 3, 0.7  # times that a rare word stands in the records; how seldom a spelling of its own is seen again
SHARED = 0.15  # of exchanged words, those of a matter where it has words of its own
LETTERS = "aeioulnrstdmkgpbvfhz"
Sort = tuple[int, bool, bool]
Sorted = dict[Sort, list[str]]


class Exchange(NamedTuple):
    """How words are exchanged: by which chance, which share of them, and for which words sooner than for others."""

    chance: random.Random
    share: float
    own: Sorted = {}


class Lexicon:
    """All words of some texts, each as often as it stands there. A rare one that is drawn may come in a spelling of its
    own, so that new words keep coming for as long as words are drawn."""

    def __init__(self, texts: Iterable[str]) -> None:
        words = [word for text in texts for word in WORD.findall(text)]
        self._words = sort_words(words)
        self._rare = {word for word, count in Counter(words).items() if count <= RARE}

    def exchange(self, text: str, how: Exchange) -> str:
        """A text with some of its words exchanged."""
        return WORD.sub(lambda found: self._other(found.group(), how), text)

    def _other(self, word: str, how: Exchange) -> str:
        if how.chance.random() >= how.share:
            return word
        sort = sort_of(word)
        own = how.own.get(sort)
        if own and how.chance.random() < SHARED:
            return how.chance.choice(own)
        drawn = how.chance.choice(self._words.get(sort, [word]))
        return respelt(drawn, int(how.chance.paretovariate(TAIL)) - 1) if drawn in self._rare else drawn


def sort_of(word: str) -> Sort:
    """Words of one sort may be exchanged: they are as long, and both numbers, or both with a capital or without."""
    return len(word), word[0].isupper(), word[0].isdigit()


def sort_words(words: Iterable[str]) -> Sorted:
    """Words by sort."""
    found = defaultdict[Sort, list[str]](list)
    for word in words:
        found[sort_of(word)].append(word)
    return found


def respelt(word: str, number: int) -> str:
    """A word in a spelling of its own, one for each number; 0 is its own, and so is every number for a number."""
    letters = list(word)
    for at in range(len(word) - 1, 0, -1):
        if number == 0 or word[at].isdigit():
            break
        number, letter = divmod(number, len(LETTERS))
        letters[at] = LETTERS[letter]
    return "".join(letters)
