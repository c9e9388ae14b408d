"""Paragraphs and sentences with exact offsets, by rules, in linear time.

A sentence ends at a run of stops with the closing marks behind it, where what follows can begin a sentence. A newline
inside a paragraph is a blank; an empty line is an end, and so is a newline behind a line without a stop (a heading, a
caption) in text that is not wrapped at a width. What runs on past LONGEST characters (a list, a table, prose
without a stop) is cut at a blank: much of what reads sentences takes time that grows with the square of their length.
"""

import re
from collections.abc import Iterator

from ..schema import Span
from ..spans import trimmed
from .abbreviations import abbreviations

BREAK = re.compile(r"\n[^\S\n]*\n\s*|\n\s*(?=[•·▪◦*][^\S\n])|[\u2029\f]\s*")
STOPS = re.compile(r"(?:\.(?:[ \u00a0]?\.)+|[.!?…。])[.!?…]*")
CLOSERS = re.compile(r"(?:[”’»)\]}]|''|\"|')*")
CAN_BEGIN = re.compile(r"[\"“”„«‘'’(\[–—-]*\s?[^\W_]|[\"“„«‘]")
BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\Z|\d+\Z")
LETTERS = re.compile(r"[^\W\d_]+")
DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
LONGEST = 1_000  # twice the longest of 3,300 sentences of news (PolNeAR dev)
UNWRAPPED = re.compile(r"[^\n]{200}")  # no width at which text is wrapped leaves such a line
LINE_END = re.compile(r"(?<=[\w)\]])[^\S\n]*\n\s*(?=[^\Wa-z\d_]|[\"“„«‘'(\[])")
LIST_MARK = 3  # "12." opens an item of a list
STRAY = 4  # so few marks at the end of a paragraph are what is left of the sentence before them
LOST_BLANK = re.compile(r"(?<![^\s\"“”„«‘'’(])[^\W_]*[a-z]{3}\Z")


def find_paragraphs(text: str, block: Span) -> Iterator[Span]:
    """The paragraphs of a block, without the blanks round them."""
    for part in _parted(BREAK, text, block):
        inner = _parted(LINE_END, text, part) if UNWRAPPED.search(text, *part) else (part,)
        yield from (ink for line in inner for ink in _ink(text, *line))


def _parted(mark: re.Pattern[str], text: str, span: Span) -> Iterator[Span]:
    """What of a span stands before, between and behind the marks."""
    start, end = span
    for found in mark.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _ink(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without the blanks at its edges, unless it is blank."""
    found = trimmed(text, start, end)
    if found[0] < found[1]:
        yield found


def find_sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph, in order, none longer than LONGEST; together they hold every character that is not
    blank."""
    for sentence in _sentences(text, paragraph):
        yield from _bounded(text, sentence)


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence; one past LONGEST in pieces that end at their last blank, or at LONGEST where there is none."""
    start, end = sentence
    while end - start > LONGEST:
        blank = next((at for at in range(start + LONGEST, start + 1, -1) if text[at].isspace()), start + LONGEST)
        yield trimmed(text, start, blank)
        start = next((at for at in range(blank, end) if not text[at].isspace()), end)
    if start < end:
        yield start, end


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start, end = paragraph
    for found in STOPS.finditer(text, start, end):
        if found.start() < start:
            continue
        stop = _past_closers(text, start, found.end(), end)
        if stop < end and _ends(text, start, found, stop, end):
            yield start, stop
            start = stop
            while text[start].isspace():
                start += 1
    yield start, end


def _past_closers(text: str, start: int, place: int, end: int) -> int:
    """Past the closing marks; an unshaped or wrongly shaped mark that opens what follows is left to it."""
    closers = CLOSERS.match(text, place, end)
    stop = closers.end() if closers else place
    glued = place < stop < end and not text[stop].isspace() and text[stop] not in ",;:.)]—–-"
    return stop - 1 if glued and _opens(text, stop - 1, start) else stop


def _opens(text: str, place: int, start: int) -> bool:
    """Whether an unshaped mark before a word opens: behind a blank, or where no mark of its kind is open."""
    if text[place] not in "\"'":
        return False
    return text[place - 1 : place].isspace() or text[place + 1].isupper() and text.count('"', start, place) % 2 == 0


def _ends(text: str, start: int, stops: re.Match[str], stop: int, end: int) -> bool:
    gap = stop
    while gap < end and text[gap].isspace():
        gap += 1
    if gap == stop:
        return _ends_without_blank(text, start, stops, stop, end)
    letter = _next_letter(text, gap, end)
    if not letter and end - gap <= STRAY or letter.islower() or not CAN_BEGIN.match(text, gap, end):
        return False
    if stops.group() == "." and stop == stops.end():
        return not _is_abbreviation(text, start, stops.start(), gap, end)
    return True


def _ends_without_blank(text: str, start: int, stops: re.Match[str], stop: int, end: int) -> bool:
    """`end.“The` and `end.The` are two sentences that lost their blank; `3.5`, `U.S` and `site.Com` are not."""
    if stop >= end:
        return False
    opening = text[stop] in "“„«‘"
    before, after = text[stops.start() - 1 : stops.start()], text[stop + opening : stop + opening + 2]
    if stop > stops.end() and not opening:  # stop."The or stop.”The
        return after[:1].isupper()
    if opening:
        return bool(before) and after[:1].isalnum() and not after[:1].islower()
    word = LOST_BLANK.search(text, max(start, stops.start() - 20), stops.start())
    return bool(word) and after[:1].isupper() and after[1:].islower() and text.find(" ", stop, stop + 20) > 0


def _next_letter(text: str, place: int, end: int) -> str:
    """The first letter or digit from `place`, looking no further than the marks that may open a sentence."""
    for at in range(place, min(place + 6, end)):
        if text[at].isalnum():
            return text[at]
    return ""


def _is_abbreviation(text: str, start: int, dot: int, gap: int, end: int) -> bool:
    """Whether the stop at `dot` belongs to the word before it and the sentence goes on."""
    found = BEFORE.search(text, max(start, dot - 12), dot)
    if not found:
        return False
    word, table = found.group(), abbreviations()
    if word.isdigit():
        return found.start() == start and len(word) < LIST_MARK
    if len(word) == 1 and word.isupper():
        return not _starts(text, gap, end)
    low = word.lower()
    number = text[gap].isdigit()
    if low in table.open:
        return word[0].isupper() or "." in word or number or low in {"vs", "v", "cf", "approx", "est", "al"}
    if low in table.months:
        return number or word[0].isupper() and not _starts(text, gap, end)
    known = low in table.either or DOTTED.fullmatch(word) is not None
    return known and not _starts(text, gap, end) and (word[0].isupper() or "." in word or number)


def _starts(text: str, gap: int, end: int) -> bool:
    """Whether a word that only a sentence begins with stands at `gap`, or a quotation opens there."""
    found = LETTERS.match(text, gap, end)
    if not found:
        return text[gap] in '“"„«'
    return found.group().lower() in abbreviations().starters
