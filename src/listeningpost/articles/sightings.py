"""Where the lines round an article may name its outlet: every name that stands on them, and what stands beside it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from ..schema import Span
from .tables import load

TABLE = load("outlets")
NAMED_AFTER, NAMED_BEFORE = frozenset(TABLE["named_after"]), frozenset(TABLE["named_before"])
EVERYBODYS = frozenset(TABLE["everybodys"])
# How many lines of a page are looked at from its start and its end, and how long a line with running names may be.
FIRST_LINES, LAST_LINES, LONGEST_LINE = 150, 150, 300
LONGEST_NAME, MOST_WORDS, LONGEST_PARTED = 45, 6, 60
WORDS = re.compile(r"\S+")
APART = re.compile(
    r"\s*[|•·–—»«>;:,()\[\]{}©®™*/\t\n\"“”„]+\s*|\s{2,}|\s-\s|\s[-#_]+|(?<![-#_])[-#_]++\s|ⓒ|^\d{1,3}\.\s")
LOW = "a-zß-öø-ÿāăąćčďđēęěğīıłńňőřśşšţťůűźżžа-яёђ-џґіїєα-ωά-ώ"
RAISED = rf"(?:[^\W\d_{LOW}][\w’'&+-]*|\d+[^\W\d_]*[A-Z]\w*|[^\W\d_]+[A-Z]\w*)(?:\.[a-z]{{2,5}})?"
SMALL = r"(?:of|the|and|&|de|la|le|les|del|della|der|die|das|des|du|für|y|e|et|und|al|on|in|at)"
RUN = re.compile(rf"(?<!\w){RAISED}(?:\s(?:{SMALL}\s){{0,2}}{RAISED}){{0,5}}")
ADDRESS = re.compile(r"(?<![\w.])(?:https?://|www\.)?(?:[\w-]{1,40}@)?((?:[\w-]{1,40}\.){1,4}[a-z]{2,8})(?![\w])")
HANDLE = re.compile(r"(?<![\w.])@(\w{3,30})")
SUFFIX = re.compile(r"\.(?:com?|org|net|info|news|tv|media|press|online|eu|[a-z]{2})(?:\.[a-z]{2})?$", re.IGNORECASE)
SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "or", "ne", "go", "gob", "gouv", "edu"})
BEFORE_SITE = frozenset({"www", "m", "mobile", "amp", "news", "blog", "en", "de", "edition"})
ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|il|el)(?=.{4})")
Kind = Literal["line", "piece", "run", "part"]


class Sighting(NamedTuple):
    """A name on a line: its letters, its place, how it stands there (a whole line, a piece of one between separators,
    a run of raised words, the first or last words of one: what "Ledger Jobs" and "Ledger Radio" share), the
    number of its line and whether words of naming stand beside it."""

    key: str
    span: Span
    kind: Kind
    line: int
    named: bool


def key_of(name: str) -> str:
    """The letters and digits of a name, without case, accents, a leading article and a domain's ending."""
    bare = SUFFIX.sub("", name.strip()).removeprefix("www.")
    plain = bare.casefold() if bare.isascii() else unicodedata.normalize("NFKD", bare).casefold()
    return ARTICLE.sub("", "".join(c for c in plain if c.isalnum()))


def sightings(text: str, lines: Sequence[Span]) -> Iterator[Sighting]:
    """The names on the first and the last of the lines, in order."""
    numbers = range(len(lines))
    for number in (*numbers[:FIRST_LINES], *numbers[max(FIRST_LINES, len(lines) - LAST_LINES) :]):
        yield from _on_line(text, lines[number], number)


def _on_line(text: str, line: Span, number: int) -> Iterator[Sighting]:
    for piece in _pieces(text, line):
        words = text[slice(*piece)].split()
        if len(words) <= MOST_WORDS and 2 <= piece[1] - piece[0] <= LONGEST_NAME:
            kind: Kind = "line" if piece == line else "piece"
            if key := key_of(text[slice(*piece)]):
                yield Sighting(key, piece, kind, number, False)
        if len(words) > 1 and line[1] - line[0] <= LONGEST_LINE:
            for found in RUN.finditer(text, *piece):
                if found.span() != piece and 2 <= len(found[0]) <= LONGEST_NAME and (key := key_of(found[0])):
                    yield Sighting(key, found.span(), "run", number, _is_named(text, piece, found.span()))
                if " " in found[0] and line[1] - line[0] <= LONGEST_PARTED:
                    yield from _parts(text, found.span(), number)


def _parts(text: str, run: Span, number: int) -> Iterator[Sighting]:
    """The first and the last words of a run, up to three each."""
    words = list(WORDS.finditer(text, *run))
    for size in range(1, min(len(words), 4)):
        for first, last in ((words[0], words[size - 1]), (words[-size], words[-1])):
            span = (first.start(), last.end())
            if 2 <= span[1] - span[0] <= LONGEST_NAME and (key := key_of(text[slice(*span)])):
                yield Sighting(key, span, "part", number, False)


def _pieces(text: str, line: Span) -> Iterator[Span]:
    """A line cut at separators; without outer blanks and full stops."""
    start = line[0]
    for cut in (*APART.finditer(text, *line), None):
        end = cut.start() if cut else line[1]
        ink = text[start:end].strip(" .")
        if ink:
            place = text.index(ink, start)
            yield place, place + len(ink)
        start = cut.end() if cut else line[1]


def _is_named(text: str, piece: Span, name: Span) -> bool:
    before = text[piece[0] : name[0]].casefold().split()[-2:]
    after = text[name[1] : piece[1]].casefold().strip("’'s ").split()[:3]
    leads = {" ".join(before), *before[-1:]}
    follows = {" ".join(after[:n]) for n in (1, 2, 3)}
    return bool(leads & NAMED_AFTER or follows & NAMED_BEFORE)


def labels(addresses: Iterable[str]) -> list[str]:
    """The label of each host that may be its site's name, as a key; none for hosts that everybody has addresses at."""
    found = []
    for address in addresses:
        parts = [part for part in address.lower().split(".")[:-1] if part not in SECOND_LEVEL]
        own = [part for part in parts if part not in BEFORE_SITE] or parts
        if own and own[-1] not in EVERYBODYS:
            found.append(key_of(own[-1]))
    return [label for label in found if len(label) > 1]


def addressed(text: str, spans: Iterable[Span]) -> Counter[str]:
    """How often each site or account is addressed in some stretches: hosts of addresses, e-mail and handles."""
    found: Counter[str] = Counter()
    for span in spans:
        found.update(labels(match[1] for match in ADDRESS.finditer(text, *span)))
        found.update(key_of(match[1]) for match in HANDLE.finditer(text, *span))
    return found
