"""The words of a page with what knowledge makes of them: what the finders of names and roles read along."""

import bisect
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..knowledge import Knowledge
from ..schema import Annotations, Known, Parse, Span
from .page_states import page_states
from .tables import table

Hits = dict[int, tuple[int, tuple[Known, ...]]]
SUFFIXES = frozenset(table("names")["joins"]["suffixes"])
PREFIXES = tuple(table("names")["joins"]["prefixes"])
QUOTES = "\"“”‘'«„:•*–—-"


class Unit(NamedTuple):
    """A word, or several that knowledge takes as one name. `low`: in small letters. `opens`: its capital says nothing
    here. `cap`: it is written as a name is, with a capital first, or an Arabic article and a capital (al-Sharif)."""

    start: int
    end: int
    text: str
    low: str
    known: tuple[Known, ...]
    opens: bool
    tight: bool
    cap: bool


class Line(NamedTuple):
    """The units of one sentence. `headline`: most words have capitals, so a capital says little."""

    span: Span
    units: tuple[Unit, ...]
    headline: bool


def read_lines(text: str, found: Annotations, knowledge: Knowledge) -> tuple[Line, ...]:
    """Every sentence of the parse as units."""
    return _read_lines(text, found.parse, knowledge)


@functools.lru_cache(maxsize=1)  # one extractor after the other asks for the same page
def _read_lines(text: str, parse: Parse, knowledge: Knowledge) -> tuple[Line, ...]:
    words = parse.words
    starts = [word[0] for word in words]
    hits = dict(knowledge.find(text, parse.sentences))
    by_start = sorted((span[0], (span[1], known)) for span, known in hits.items())
    lines = tuple(
        _line(text, s, words[bisect.bisect_left(starts, s[0]) : bisect.bisect_left(starts, s[1])],
              dict(by_start[bisect.bisect_left(by_start, (s[0],)) : bisect.bisect_left(by_start, (s[1],))]))
        for s in parse.sentences
    )
    states = page_states(lines)
    return tuple(_with_states(line, states) for line in lines) if states else lines


def _with_states(line: Line, states: Mapping[str, Known]) -> Line:
    """The line, the states of the page itself known in it as those of knowledge are."""
    if not any(unit.text in states for unit in line.units):
        return line
    known = tuple(
        unit._replace(known=(states[unit.text],)) if unit.text in states and not unit.known else unit
        for unit in line.units
    )
    return line._replace(units=known)


def _line(text: str, span: Span, words: Sequence[Span], hits: Hits) -> Line:
    units = tuple(_units(text, span, words, hits))
    closed = bool(units) and units[-1].text in (".", "?", "!", "”", '"', "…")
    return Line(span=span, units=units, headline=_headline(units) and (not closed or _shouted(units)))


def _units(text: str, span: Span, words: Sequence[Span], hits: Hits) -> Iterator[Unit]:
    ends = {word[1] for word in words}
    past, opens, before = span[0], True, span[0]
    for start, stop in words:
        if start < past:
            continue
        for begin, end, known in _pieces(start, text[start:stop], hits, ends):
            word = " ".join(text[begin:end].split()) if known else text[begin:end]
            yield Unit(begin, end, word, word.lower(), known, opens, _tight(text[before:begin]), _has_capital(word))
            past = before = end
            opens = word in QUOTES or (opens and not word[0].isalnum())


def _has_capital(word: str) -> bool:
    if word.startswith(PREFIXES):
        for prefix in PREFIXES:
            word = word.removeprefix(prefix)
    return word[:1].isupper()


def _tight(gap: str) -> bool:
    """Whether two words may be one name: a blank, a run of blanks or one line's end between them, or nothing."""
    return not gap.strip() and gap.count("\n") < 2


def _pieces(start: int, word: str, hits: Hits, ends: set[int]) -> Iterator[tuple[int, int, tuple[Known, ...]]]:
    """A word or the known name that begins with it; "U.S.-led" and "Russia-Ukraine" fall apart at their names."""
    stop = start + len(word)
    if start in hits and hits[start][0] in ends:
        yield start, *hits[start]
        return
    if not hits and "-" not in word:
        yield start, stop, ()
        return
    at, hyphen = start, word.rfind("-")
    cut = start + hyphen if hyphen > 0 and word[hyphen + 1 :] in SUFFIXES else stop
    while at < stop:
        end, known = hits.get(at, (0, ()))
        if not at < end <= stop:
            end, known = min((n for n in (*hits, cut) if at < n < stop), default=stop), ()
        yield at, end, known
        at = end


def _shouted(units: Sequence[Unit]) -> bool:
    """Whether no word has a small letter, as old agency texts are printed."""
    return not any(letter.islower() for unit in units for letter in unit.text)


def _headline(units: Sequence[Unit]) -> bool:
    """At least five long words, three in five of them with a capital: a title in Title Case, or shouting."""
    long = [unit for unit in units if len(unit.text) > 3 and unit.text[0].isalpha() and not unit.known]
    return len(long) >= 4 and sum(unit.text[0].isupper() for unit in long) / len(long) >= 0.6
