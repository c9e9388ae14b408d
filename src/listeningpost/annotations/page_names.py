"""A second look at the page as a whole: surnames of people named in full, names in headlines, doubtful capitals."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from ..schema import MentionFound, Span
from .tables import table
from .units import Line

LEAST_FOR_VARIANT = 5


class Surnames(NamedTuple):
    """Words that stand for a person named in full on the page, with that full name."""

    by_word: dict[str, str]
    by_given: dict[str, str]

    def bearer(self, word: str) -> tuple[str, bool] | None:
        """The full name a word stands for, and whether it is spelt as there; one slip is forgiven in long names."""
        if word in self.by_word:
            return self.by_word[word], True
        if word in self.by_given:
            return self.by_given[word], True
        near = [full for known, full in self.by_word.items() if _slip(word, known)]
        return (near[0], False) if len(set(near)) == 1 else None


def surnames(people: Iterable[MentionFound], text: str) -> Surnames:
    """The last words of full names of people (never particles); where two people share one, the one told first. Any
    other word of a name stands for its bearer where one alone has it ("Liu", "Anwar")."""
    particles = table("names")["joins"]["particles"]
    found: dict[str, str] = {}
    given: dict[str, set[str]] = {}
    full: dict[str, str] = {}
    for mention in people:
        words = (mention.name or text[slice(*mention.span)]).split()
        full_name = mention.form != "short" or mention.key is not None  # "President A", whom knowledge has in full
        if mention.type == "person" and full_name and len(words) > 1:
            for word in (words[-1], text[slice(*mention.span)].split()[-1]):
                if word.lower() not in particles:
                    found.setdefault(word, " ".join(words))
            for word in words[:-1]:
                if len(word) > 2 and word.lower() not in particles:
                    given.setdefault(word, set()).add(words[-1])
                    full.setdefault(word, " ".join(words))
    return Surnames(found, {word: full[word] for word, bearers in given.items() if len(bearers) == 1})


def short_names(lines: Sequence[Line], people: Surnames, taken: Sequence[Span]) -> Iterator[MentionFound]:
    """Surnames standing alone, in headlines and at the head of sentences too."""
    inside = _Inside(taken)
    for line in lines:
        for unit in line.units:
            common = unit.opens and unit.low in table("names")["words"]["openers"]
            if not unit.cap or unit.known or common or (unit.start, unit.end) in inside:
                continue
            bearer = people.bearer(unit.text if not unit.text.isupper() else unit.text.capitalize())
            if bearer:
                full, exact = bearer
                yield MentionFound(
                    span=(unit.start, unit.end), type="person", form="short" if exact else "alias", name=full,
                    why=f"short for {full}" if exact else f"one letter from the surname of {full}",
                )


def in_headlines(lines: Sequence[Line], named: Iterable[MentionFound], text: str, taken: Sequence[Span]
                 ) -> Iterator[MentionFound]:
    """Names of the body that a headline repeats, where capitals tell nothing."""
    inside = _Inside(taken)
    names = {text[slice(*m.span)]: m for m in named if m.form == "name" and " " in text[slice(*m.span)]}
    for line in lines:
        if not line.headline:
            continue
        for name, mention in names.items():
            for found in re.finditer(rf"\b{re.escape(name)}\b", text[slice(*line.span)]):
                span = (line.span[0] + found.start(), line.span[0] + found.end())
                if span not in inside:
                    yield MentionFound(span=span, type=mention.type, form="name", name=mention.name, key=mention.key,
                                       qid=mention.qid, gender=mention.gender, why="named so in the text")


def named_elsewhere(lines: Sequence[Line], named: Iterable[MentionFound], text: str, taken: Sequence[Span]
                    ) -> Iterator[MentionFound]:
    """One-word names of bodies and people that also open a sentence, where the capital tells nothing by itself."""
    inside, sure = _Inside(taken), dict[str, MentionFound]()
    for mention in named:
        word = text[slice(*mention.span)]
        if word.isalpha() and (mention.key is None or mention.form == "short") and mention.form != "demonym":
            sure.setdefault(word, mention)
    common = small_words(lines)
    for unit in (line.units[0] for line in lines if line.units and not line.headline):
        one = sure.get(unit.text)
        if one and not unit.known and unit.low not in common and (unit.start, unit.end) not in inside:
            yield msgspec.structs.replace(one, span=(unit.start, unit.end), why=f"named so elsewhere; {one.why}")


def armed_names(lines: Sequence[Line]) -> frozenset[str]:
    """Names that stand beside a word for those who fight for them: "ABC militants", "the rebel group ABC"."""
    fighters = frozenset(table("names")["words"]["fighters"])
    found = set()
    for line in lines:
        for n, one in enumerate(line.units):
            beside = (*line.units[max(n - 2, 0) : n], *line.units[n + 1 : n + 2])
            if one.cap and not one.known and any(unit.low in fighters for unit in beside):
                found.add(one.text)
    return frozenset(found)


def small_words(lines: Sequence[Line]) -> frozenset[str]:
    """Words that stand with a small letter somewhere on the page."""
    return frozenset(unit.text for line in lines for unit in line.units if unit.text[:1].islower())


class _Inside:
    """Whether a span touches one of those already taken."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.taken = {place for span in spans for place in range(*span)}

    def __contains__(self, span: Span) -> bool:
        return any(place in self.taken for place in range(*span))


def _slip(word: str, known: str) -> bool:
    """One letter changed, added or lost, the first letter kept, in names of five letters and more."""
    if min(len(word), len(known)) < LEAST_FOR_VARIANT or word[0] != known[0] or abs(len(word) - len(known)) > 1:
        return False
    if len(word) == len(known):
        return sum(a != b for a, b in zip(word, known, strict=True)) == 1
    short, long = sorted((word, known), key=len)
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
