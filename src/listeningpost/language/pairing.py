"""A question and a line as the packed models see them: read together as one text, or apart, word against word."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..schema import Record
from .encoding import Numbers
from .matching import IN_HEADLINE, IN_LINE, Matched, Matching, Question, Seen, matched, seen
from .weights import Floats
from .wordpiece import CACHED, WordPieces

OF_QUESTION, OF_CONTEXT, OF_LINE = 32, 20, 60  # pieces that are read of each, at most
LONGEST = OF_QUESTION + OF_CONTEXT + OF_LINE + 4  # of a pair, with its frame
STEM, WHOLE = 6, 4  # letters by which words are held to be forms of one, where they have more than WHOLE
WORD = re.compile(r"\w+|[^\w\s]")
# What the model is told of each piece beside its word: its part, whether the other side has its word, and its look.
FRAME, ASKED, ASKED_NAME, HEADLINE, TELLER, PLAIN, NAME, NUMBER = 0, 1, 3, 5, 7, 9, 11, 13
SHARED = 1  # added where the other side has the word
MARKS = 16
MATCHES = 5  # numbers of a match
SAME = 64  # texts whose words are kept: the question and the headlines come back with each line


class ReadLine(Record, frozen=True):
    """A line as it is read beside a question: under which headline, whose words it tells (empty where nobody's)."""

    text: str
    headline: str = ""
    teller: str = ""


@dataclass(frozen=True)
class Pair:
    """A question and a line as pieces, with the mark of each."""

    pieces: npt.NDArray[np.int64]
    marks: npt.NDArray[np.int64]


def pair(question: str, line: ReadLine, words: WordPieces) -> Pair:
    """`[CLS] question [SEP] headline, whose words: line [SEP]`, each cut to its length."""
    asked = _words(question)
    told = [_words(line.headline), _words(line.teller), _words(line.text)]
    own = {stem(word) for word in asked}
    theirs = {stem(word) for part in told for word in part}
    headline, teller, plain = ([(word, SHARED * (stem(word) in own)) for word in part] for part in told)
    first = _cut([(word, _of_question(word, stem(word) in theirs)) for word in asked], OF_QUESTION, words)
    context = [(word, HEADLINE + shared) for word, shared in headline]
    second = _cut([*context, *((word, TELLER + shared) for word, shared in teller)], OF_CONTEXT, words)
    third = _cut([(word, _look(word, at) + shared) for at, (word, shared) in enumerate(plain)], OF_LINE, words)
    frame = (words.sep, FRAME)
    whole = [(words.cls, FRAME), *first, frame, *second, *([frame] if second else []), *third, frame]
    pieces, marks = zip(*whole, strict=True)
    return Pair(np.array(pieces, dtype=np.int64), np.array(marks, dtype=np.int64))


@lru_cache(SAME)
def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text))


@lru_cache(CACHED)
def stem(word: str) -> str:
    """What forms of one word have in common, roughly: its first letters."""
    low = word.casefold()
    return low[:STEM] if len(low) > WHOLE else low


def _of_question(word: str, shared: bool) -> int:
    return (ASKED_NAME if word[0].isupper() else ASKED) + SHARED * shared


def _look(word: str, at: int) -> int:
    """The first word of a line has its capital anyway."""
    if any(char.isdigit() for char in word):
        return NUMBER
    return NAME if word[0].isupper() and at else PLAIN


def _cut(marked: Sequence[tuple[str, int]], most: int, words: WordPieces) -> list[tuple[int, int]]:
    return list(_pieces(marked, words))[:most]


def _pieces(marked: Sequence[tuple[str, int]], words: WordPieces) -> Iterator[tuple[int, int]]:
    for word, mark in marked:
        for piece in words.pieces(word):
            yield piece, mark


# ---- apart
def seen_question(question: str, words: WordPieces) -> Seen:
    """A question as its words are matched."""
    return seen(_words(question), OF_QUESTION, words)


def seen_line(text: str, words: WordPieces) -> Seen:
    """A line or a headline as words are matched in it."""
    return seen(_words(text), OF_LINE, words)


@dataclass(frozen=True)
class Matcher:
    """Holds a question against lines. `states`: what the encoder makes of the pieces of some texts."""

    matching: Matching
    words: WordPieces
    states: Callable[[Sequence[Numbers]], Sequence[Floats]]

    def matches(self, question: str, lines: Sequence[ReadLine]) -> Floats:
        """Lines by the MATCHES numbers of answers.match_scores."""
        one = seen_question(question, self.words)
        asked = self.matching.question(self.states([one.pieces])[0], one.kinds)
        texts = list(dict.fromkeys(text for line in lines for text in (line.text, line.headline) if text))
        held = dict(zip(texts, self._matched(asked, texts), strict=True))
        rows = [self._match(asked, held[line.text], held.get(line.headline)) for line in lines]
        return np.array(rows, dtype=np.float32).reshape(len(lines), MATCHES)

    def _matched(self, asked: Question, texts: Sequence[str]) -> Iterator[Matched]:
        """Each text held against the question; all are turned at once."""
        if not texts:
            return
        all_seen = [seen_line(text, self.words) for text in texts]
        states = self.states([one.pieces for one in all_seen])
        turned = self.matching.line(np.concatenate(states), np.concatenate([one.kinds for one in all_seen]))
        at = 0
        for own in states:
            yield matched(asked, turned[at : at + len(own)], own)
            at += len(own)

    def _match(self, asked: Question, line: Matched, headline: Matched | None) -> tuple[float, ...]:
        best = line.best - self.matching.less[IN_LINE]
        if headline:
            best = np.maximum(best, headline.inner - self.matching.less[IN_HEADLINE])
        return (self.matching.score(best, asked.counts), *line.plain)
