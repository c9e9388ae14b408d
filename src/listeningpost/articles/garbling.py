"""Garbled words of a body: letters decoded wrongly or lost, words doubled, what machines left behind, brackets that
nothing closes. They are recorded as they stand."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..schema import Flag, Span
from .tables import load

KIND = "garbled"
_FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")
_SHOWN = 24
# Numbering "a)" or "12)" closes nothing and is no fault; nor is a face made of marks.
_NUMBERING = re.compile(r"(?:(?:^|[\s(/,;])(?:[A-Za-z]|[ivx]{1,4}|\d{1,3})|[:;8=][-'o]?)\Z")
_BRACKET = re.compile(r"[()\[\]]")
_BRACKETS = {")": "(", "]": "["}


class Fault(NamedTuple):
    """One garbled place and what is wrong there."""

    span: Span
    note: str


def garbled(text: str, body: Sequence[Span], language: str | None) -> Iterator[Flag]:
    """Flags on garbled places of a body. Several of one kind in one paragraph are one flag, from the first to the last;
    doubled words are sought in English alone."""
    finders = (_misread, _junk, _torn, *((_doubled,) if language == "en" else ()), _unbalanced)
    for span in body:
        for find in finders:
            found: dict[str, list[Fault]] = {}
            for fault in find(text, span):
                found.setdefault(fault.note.partition(":")[0], []).append(fault)
            yield from (_flag(faults) for faults in found.values())


def _flag(faults: Sequence[Fault]) -> Flag:
    more = f" ({len(faults)} places)" if len(faults) > 1 else ""
    return Flag(kind=KIND, note=f"{faults[0].note}{more}", span=(faults[0].span[0], faults[-1].span[1]))


def _misread(text: str, span: Span) -> Iterator[Fault]:
    """Letters in UTF-8 that were read as another encoding: as the bytes of that encoding they make other letters."""
    for run in _FOREIGN.finditer(text, *span):
        for encoding, fewest in (("cp1252", 1), ("cp1251", 2)):
            meant = _meant(run[0], encoding)
            if meant and len(meant) >= fewest and (encoding == "cp1252" or meant.isalpha()):
                yield Fault(run.span(), f"letters decoded wrongly: {run[0][:_SHOWN]} stands for {meant[:_SHOWN]}")
                break


def _meant(run: str, encoding: str) -> str | None:
    """What a run of characters reads when its bytes in `encoding` are taken as UTF-8; None where they are not UTF-8.
    Bytes that the encoding leaves empty are passed through, as browsers do."""
    try:
        return b"".join(_byte(character, encoding) for character in run.rstrip("\u00a0 ")).decode("utf-8") or None
    except UnicodeError:
        return None


def _byte(character: str, encoding: str) -> bytes:
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return character.encode("latin-1")


class _Pattern(NamedTuple):
    what: str
    pattern: re.Pattern[str]


@cache
def _patterns(kind: str) -> tuple[_Pattern, ...]:
    return tuple(_Pattern(row["what"], re.compile(row["pattern"])) for row in load("faults")[kind])


def _junk(text: str, span: Span) -> Iterator[Fault]:
    for what, pattern in _patterns("junk"):
        for found in pattern.finditer(text, *span):
            yield Fault(found.span(), f"{what}, left in the text by a machine")


def _torn(text: str, span: Span) -> Iterator[Fault]:
    for what, pattern in _patterns("torn"):
        for found in pattern.finditer(text, *span):
            yield Fault(found.span(), what)


@cache
def _twice() -> re.Pattern[str]:
    doubled = load("faults")["doubled"]
    words = "|".join(doubled["twice"])
    meeting = "|".join(pair.replace(" ", r"\s+") for pair in doubled["meeting"])
    return re.compile(rf"(?<![\w’'.-])(?:({words})\s+\1|{meeting})(?![\w’'-])")


def _doubled(text: str, span: Span) -> Iterator[Fault]:
    for found in _twice().finditer(text, *span):
        words = found[0].split()
        note = "a word stands twice" if words[0] == words[1] else "two articles in a row"
        yield Fault(found.span(), f"{note}: {' '.join(words)}")


def _unbalanced(text: str, span: Span) -> Iterator[Fault]:
    """A bracket that nothing closes or nothing opens within its paragraph."""
    still_open: list[int] = []
    for found in _BRACKET.finditer(text, *span):
        place, mark = found.start(), found[0]
        if mark in "([":
            still_open.append(place)
        elif mark in _BRACKETS:
            if still_open and text[still_open[-1]] == _BRACKETS[mark]:
                still_open.pop()
            elif not _NUMBERING.search(text[max(span[0], place - 5) : place]):
                yield Fault((place, place + 1), "a bracket that nothing opens")
    yield from (Fault((place, place + 1), "a bracket that nothing closes") for place in still_open
                if not _face(text, place))


def _face(text: str, place: int) -> bool:
    """Whether a bracket is the mouth of a face: ":(" """
    return place > 0 and text[place - 1] in ":;-="
