"""Names misspelt: a word that nobody bears, one slip away from a name that stands on the page or, in its company, in
the knowledge."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from ..knowledge import Knowledge, fold
from ..schema import Annotations, Article, Flag, Reading, Record, Span
from .near_names import SHORTEST, is_slip
from .page_names import small_words
from .shapes import shape
from .units import Line, Unit, read_lines

KIND = "misspelling"
OFTEN = 3  # a name that knowledge does not have is taken for the right spelling where it stands so often, and
TIMES = 3  # so many times as often as the other
RARE = 2  # a spelling that stands more often is the page's own
CAPITALS = re.compile(r"\b[A-Z][a-z]{4,}\b")
Missing = tuple[int, tuple[str, ...]]


class MisspellingExtractor(Record, frozen=True):
    """Adds flags on misspelt names to `flags`."""

    name: str = "misspellings"
    version: int = 1
    needs: frozenset[str] = frozenset({"parse"})
    gives: frozenset[str] = frozenset({"flags"})

    def find(self, reading: Reading, so_far: Annotations, knowledge: Knowledge) -> Annotations:
        """The misspelt names of body and captions, in the order of the text; spans in article space."""
        lines = read_lines(reading.article.text, so_far, knowledge)
        page = _Page(lines, knowledge)
        found = [*_in_lines(lines, page), *_in_captions(reading.article, page)]
        flags = tuple(Flag(kind=KIND, note=f"{word} for {right}", span=span) for span, word, right in sorted(found))
        return msgspec.structs.replace(so_far, flags=(*so_far.flags, *flags))


class Slip(NamedTuple):
    """A misspelt name: where, as printed, as it should read."""

    span: Span
    word: str
    right: str


class _Page:
    """The names of a page as they are spelt, how often, and with which word before them."""

    def __init__(self, lines: Sequence[Line], knowledge: Knowledge) -> None:
        self.knowledge, self.small = knowledge, {word.lower() for word in small_words(lines)}
        self.counts: Counter[str] = Counter()
        self.known: set[str] = set()
        self.before: dict[str, set[str]] = {}
        for line in lines:
            for at, unit in enumerate(line.units):
                self._count(unit, line.units[at - 1] if at else None)

    def _count(self, unit: Unit, before: Unit | None) -> None:
        words = [word for word in unit.text.split() if word[:1].isupper()]
        given = before.text if before and before.cap and unit.tight and not before.opens else ""
        for word in words:
            self.counts[word] += 1
            self.before.setdefault(word, set()).add(given)
            given = word
            if unit.known:
                self.known.add(word)

    def right(self, word: str, given: str) -> str | None:
        """The one name of the page that `word` misspells; None where it is a name itself, stands too often, or has
        another given name before it than every bearer of that name."""
        if self.counts[word] > RARE or not self.may_be_slip(word):
            return None
        near = {other for other in self.counts if self._is_right(other, word) and is_slip(word, other)}
        fits = {other for other in near if not given or given in self.before[other] or given in self.counts and
                self.before[other] == {""}}
        return fits.pop() if len(fits) == 1 else None

    def _is_right(self, other: str, word: str) -> bool:
        often = self.counts[other] >= max(OFTEN, TIMES * self.counts[word])
        return other in self.known or (often and other.lower() not in self.small)

    def may_be_slip(self, word: str) -> bool:
        """Whether a word may be a misspelt name at all: long enough, and neither a name nor a common word."""
        common = word.lower() in self.small or word.lower() in shape().openers or word.lower() in shape().given
        return len(word) >= SHORTEST and word.isalpha() and not common and not self.knowledge.look_up(word)


def _in_lines(lines: Sequence[Line], page: _Page) -> Iterator[Slip]:
    """Unknown capitals inside sentences."""
    names = _by_company(page.knowledge)
    for line in lines:
        if line.headline:
            continue
        for at, unit in enumerate(line.units):
            if not unit.cap or unit.known or unit.text.isupper() or not page.may_be_slip(unit.text):
                continue
            before = line.units[at - 1] if at else None
            given = before.text if before and before.cap and unit.tight and not before.opens else ""
            right = _in_company(line.units, at, names) or (None if unit.opens else page.right(unit.text, given))
            if right:
                yield Slip((unit.start, unit.end), unit.text, right)


def _in_company(units: Sequence[Unit], at: int, names: Mapping[Missing, Sequence[str]]) -> str | None:
    """The word of a known name of two or three words that unit `at` misspells, the other words standing round it."""
    word = units[at].text
    for start, end in ((at - 1, at + 1), (at, at + 2), (at - 2, at + 1), (at - 1, at + 2), (at, at + 3)):
        if start < 0 or end > len(units) or not all(one.cap and not one.known for one in units[start:end]):
            continue
        around = tuple(fold(one.text) for n, one in enumerate(units[start:end], start) if n != at)
        near = {right for right in names.get((at - start, around), ()) if is_slip(word, right)}
        if len(near) == 1:
            return near.pop()
    return None


@lru_cache(maxsize=4)
def _by_company(knowledge: Knowledge) -> Mapping[Missing, Sequence[str]]:
    """For each known name of two or three words each of its words, by its place and the other words."""
    found: dict[Missing, list[str]] = {}
    for actor in knowledge.actors:
        for name in (actor.name, *actor.aliases):
            words = name.split()
            if len(words) not in (2, 3):
                continue
            low = [fold(word) for word in words]
            for n, word in enumerate(words):
                found.setdefault((n, (*low[:n], *low[n + 1 :])), []).append(word)
    return found


def _in_captions(article: Article, page: _Page) -> Iterator[Slip]:
    """Capitals of the lines between title and end of the body, against the known names of the page alone."""
    if not article.body:
        return
    start = article.title.span[0] if article.title and article.title.span else article.body[0][0]
    for span in article.furniture:
        if start <= span[0] < article.body[-1][1]:
            for found in CAPITALS.finditer(article.text, *span):
                word = found[0]
                near = {known for known in page.known if is_slip(word, known)} if page.may_be_slip(word) else set()
                if len(near) == 1 and word not in page.counts:
                    yield Slip(found.span(), word, near.pop())
