"""The words of a telling: folded, brought to their stems and weighed, with those that are names and numbers."""

import bisect
import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from ..schema import Span
from .tables import TELLINGS
from .wording import fold_word, weight_of

TOKEN = re.compile(r"[%$€£¥]|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
LEAST_STEM = 3  # letters that are left of a word when an ending is taken off
STEPS = 10
KEPT = 4_096  # texts, of some 20 KB each with their words, that are not worded anew: many pages have a phrase
OPENING = frozenset(".!?“\"…")  # marks behind which a word's capital says nothing
BEGUN = 5  # letters by which two words of one root are known
ENDINGS = tuple(tuple(pair.split()) for pair in TELLINGS["endings"])  # longest first
SPELLINGS = tuple(tuple(pair.split()) for pair in TELLINGS["spellings"])
SAME = {word: line.split()[0] for line in TELLINGS["same"] for word in line.split()}
MARKS = dict(pair.split() for pair in TELLINGS["marks"])
NUMBERS = {word: str(number) for number, word in enumerate(TELLINGS["numbers"])}


class Token(NamedTuple):
    """A word of a telling: as written, its stem, what it weighs, where it stands."""

    word: str
    stem: str
    weight: float
    span: Span
    quoted: bool
    named: bool


class Words:
    """The words of one telling in their order, with what is made of them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    @cached_property
    def stems(self) -> list[str]:
        return [token.stem for token in self.tokens]

    @cached_property
    def weights(self) -> dict[str, float]:
        """The different stems with what each weighs."""
        return {token.stem: token.weight for token in self.tokens}

    @cached_property
    def weight(self) -> float:
        return sum(self.weights.values())

    @cached_property
    def begun(self) -> dict[str, float]:
        """The different first letters of words with what the words weigh."""
        return {token.stem[:BEGUN]: token.weight for token in self.tokens}

    @cached_property
    def quoted(self) -> list[str]:
        """The stems inside quotation marks."""
        return [token.stem for token in self.tokens if token.quoted]

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(token.stem for token in self.tokens if token.stem[0].isdigit())

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring stems."""
        return frozenset(zip(self.stems, self.stems[1:], strict=False))


@lru_cache(maxsize=KEPT)
def word_telling(text: str, quoted: tuple[Span, ...]) -> Words:
    """The words of a text, the same ones each time; `quoted` are the spans of it in quotation marks, in their order."""
    ends = [end for _, end in sorted(quoted)]
    starts = [start for start, _ in sorted(quoted)]
    tokens, first = list[Token](), True
    for found in TOKEN.finditer(text):
        before = text[max(found.start() - 2, 0) : found.start()]
        opens = first or not OPENING.isdisjoint(before)
        word = MARKS.get(found.group()) or fold_word(found.group())
        at = bisect.bisect_right(ends, found.start())
        inside = at < len(starts) and starts[at] <= found.start()
        named = found.group()[0].isupper() and not opens and len(found.group()) > 1
        first = False
        if word:
            tokens.append(Token(word, stem(word), weight_of(word) / STEPS, found.span(), inside, named))
    return Words(tokens)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A folded word without the ending of its number and tense, in one of two spellings; numbers in figures."""
    if word in NUMBERS:
        return NUMBERS[word]
    if word[0].isdigit():
        return word.replace(",", "")
    for one, other in SPELLINGS:
        if word.endswith(one):
            word = word.removesuffix(one) + other
    for one, other in ENDINGS:
        if word.endswith(one) and len(word) - len(one) >= LEAST_STEM:
            word = word.removesuffix(one) + (other if other != "-" else "")
            break
    return SAME.get(word, word)
