"""The agencies and papers a page credits its text to.

A page names them in its byline, at the end of its text ("(AGENCY)", "— Agency", "Agency contributed to this report"),
on a line "Source: X", in a copyright line that is not its own, or in its first paragraphs. What knowledge holds of
agencies and outlets makes sure of names; some show by their shape ("Fjord News Agency"). A picture's credit is none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..schema import Named, Span
from .bylines import (
    OPENING,
    PICTURE,
    RAISED,
    TABLE,
    Looks,
    any_of,
    is_abbreviation,
    is_agency,
    is_held_agency,
    is_wire,
    part_of,
)
from .scores import CREDIT, STOP
from .tables import COPYRIGHT

CREDIT_BEFORE = re.compile(r"(?<!\w)" + any_of(TABLE["credit_before"]) + r"\s+$", re.IGNORECASE)
CREDIT_AFTER = re.compile(r"\s+" + any_of(TABLE["credit_after"]) + r"(?!\w)", re.IGNORECASE)
TOLD = re.compile(r"(?<!\w)" + any_of(TABLE["told"]) + r"\s+$", re.IGNORECASE)
SOURCE_OPENING = re.compile(r"\(?" + any_of(TABLE["source"]) + r"\s?[:：]\s*", re.IGNORECASE)
CONTRIBUTED = re.compile(r"(?<!\w)" + any_of(TABLE["contributed"]) + r"(?!\w)", re.IGNORECASE)
TRAILING = re.compile(
    r"(?:[(\[](?P<inner>[^()\[\]]{2,60})[)\]]|[-–—]{1,2}\s*(?P<dashed>[^\W\d_][^.,()\n–—]{1,38}))[.\s]*$")
WORD = re.compile(r"\w+")
NAME = re.compile(r"[^\W\d_][\w.&’'-]*(?:\s[^\W\d_][\w.&’'-]*){0,5}")
APART = re.compile(r"(?:(?<!\s)\s++)?+(?:[/,;|+&]|\band\b|\bund\b|\bet\b|\by\b)\s*+")
UNDER = re.compile(r"\n\s{0,8}(?P<line>[^\n]{2,60})")
OPENING_PARAGRAPHS, LAST_PARAGRAPHS, BELOW, LONGEST_NOTE = 3, 3, 12, 300
LONGEST_SIGNED = 100
OWNING = re.compile(r"[’'](?:s)?$")


def find_agencies(text: str, lines: Sequence[Span], body: Sequence[Span], bylines: Sequence[Named],
                  knowledge: Looks | None = None) -> tuple[Named, ...]:
    """Agencies and papers credited as the text's source, each once. `lines` are the lines below the body, `bylines` the
    names that sign the page, agencies among them."""
    found = [named for named in bylines if is_wire(named.name, knowledge)]
    found += _behind(text, bylines, knowledge)
    for line in lines:
        found += _sources(text, line)
    for span in (*body[-LAST_PARAGRAPHS:], *lines[:BELOW]):
        found += _contributed(text, span, knowledge)
    if body:
        found += _trailing(text, body[-1], knowledge)
    found += (named for line in lines[:2] for named in _alone(text, line, knowledge))
    found += (named for line in lines for named in _copyright(text, line, knowledge))
    if knowledge is not None:
        found += (named for span in body[:OPENING_PARAGRAPHS] for named in _credited(text, span, knowledge))
    return distinct(found, knowledge)


def _behind(text: str, bylines: Sequence[Named], knowledge: Looks | None) -> Iterator[Named]:
    """An agency behind the persons on their byline ('By Ann Oster, The Associated Press') or alone on the line under
    it; not one that a picture is from."""
    end = max((one.span[1] for one in bylines if one.span), default=None)
    if end is None:
        return
    stops = [stop for stop in (text.find("\n", end), end + LONGEST_SIGNED) if stop >= 0]
    rest = (end, min(*stops, len(text)))
    for match in NAME.finditer(text, *rest):
        pictured = text[end] == "/" or PICTURE & set(WORD.findall(text[end : match.end()].casefold()))
        if not pictured:
            yield from (one for one in _within(text, match.span(), knowledge) if is_held_agency(one.name, knowledge))
    under = UNDER.match(text, rest[1])
    if under:
        yield from _alone(text, part_of((0, 0), under, "line"), knowledge)


def distinct(found: Iterable[Named], knowledge: Looks | None) -> tuple[Named, ...]:
    """Each agency once, by the first of its names; in full where one is the initials of another that nothing is known
    of."""
    first: dict[str, Named] = {}
    for named in found:
        first.setdefault(_who(named.name, knowledge), named)
    in_full = {_initials(named.name) for named in first.values()}
    return tuple(named for named in first.values() if named.name.casefold() not in in_full)


def _initials(name: str) -> str:
    """The first letters of a name of several words, folded: "sna" of "Sulem News Agency"."""
    words = name.split()
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else ""


def _who(name: str, knowledge: Looks | None) -> str:
    """What two names of one agency have in common: its key where knowledge holds it."""
    known = [one.actor for one in knowledge.look_up(name) if one.actor.type == "media"] if knowledge else []
    return known[0].key if known else name.casefold()


def _trailing(text: str, paragraph: Span, knowledge: Looks | None) -> Iterator[Named]:
    """'(AGENCY)', '(AGENCY/Agency)' or '— Agency' at the end of the text, or a last line that is an agency's name."""
    match = TRAILING.search(text, max(paragraph[0], paragraph[1] - 64), paragraph[1])
    if match:
        group = "inner" if match["inner"] else "dashed"
        names = list(_pieces(text, match.span(group)))
        sure = [named for named in names if is_agency(named.name, knowledge)]
        apart = group == "inner" and bool(STOP.search(text[paragraph[0] : match.start()].rstrip()[-20:]))
        short = [named for named in names if apart and is_abbreviation(named.name, knowledge)]
        yield from (named for named in names if named in sure or named in short)
    yield from _alone(text, paragraph, knowledge)


def _pieces(text: str, span: Span) -> Iterator[Named]:
    start = span[0]
    for cut in (*APART.finditer(text, *span), None):
        end = cut.start() if cut else span[1]
        ink = text[start:end].strip(" .")
        if 2 <= len(ink) <= 40:
            place = text.index(ink, start)
            yield Named(name=ink, span=(place, place + len(ink)))
        start = cut.end() if cut else span[1]


def _alone(text: str, line: Span, knowledge: Looks | None) -> Iterator[Named]:
    """A line that is agencies' names and nothing else."""
    if line[1] - line[0] <= 60:
        names = list(_pieces(text, line))
        if names and all(is_held_agency(named.name, knowledge) for named in names):
            yield from names


def _contributed(text: str, span: Span, knowledge: Looks | None) -> Iterator[Named]:
    """The names in a note such as 'Agency contributed to this report', 'With files from Agency', or in a byline below
    the text ('By Ann Oster, Agency')."""
    signed = span[1] - span[0] <= LONGEST_SIGNED and OPENING.match(text, *span)
    if span[1] - span[0] > LONGEST_NOTE or not (signed or CONTRIBUTED.search(text, *span)):
        return
    start = span[0]
    for cut in (*APART.finditer(text, *span), None):
        end = cut.start() if cut else span[1]
        yield from (one for match in NAME.finditer(text, start, end) for one in _within(text, match.span(), knowledge))
        start = cut.end() if cut else span[1]


def _within(text: str, run: Span, knowledge: Looks | None) -> Iterator[Named]:
    """The longest agency's name among the words of a run."""
    words = list(re.finditer(r"\S+", text[slice(*run)]))
    for size in range(len(words), 0, -1):
        for first, last in zip(words, words[size - 1 :], strict=False):
            span = (run[0] + first.start(), run[0] + last.end())
            name = OWNING.sub("", text[slice(*span)].rstrip(".,;:"))
            if (name[0].isupper() or len(name) == 3) and is_agency(name, knowledge):
                yield Named(name=name, span=(span[0], span[0] + len(name)))
                return


def _copyright(text: str, line: Span, knowledge: Looks | None) -> Iterator[Named]:
    """An agency that a copyright line names: it owns the text, not the page."""
    signed = line[1] - line[0] <= LONGEST_NOTE and COPYRIGHT.search(text, *line)
    if not signed or CREDIT.starts(text[line[0] : line[0] + 40]):
        return
    for match in RAISED.finditer(text, *line):
        if not PICTURE & set(match.group().casefold().split()):
            yield from (one for one in _within(text, match.span(), knowledge) if is_wire(one.name, knowledge))


def _credited(text: str, paragraph: Span, knowledge: Looks) -> Iterator[Named]:
    """Agencies and outlets beside words of crediting. Whom somebody told something is the source of what was told, and
    the text's own only where it is an agency."""
    for match in RAISED.finditer(text, *paragraph):
        before = text[max(paragraph[0], match.start() - 24) : match.start()]
        after = text[match.end() : match.end() + 16]
        told = bool(TOLD.search(before)) and is_wire(match.group(), knowledge)
        if (told or CREDIT_BEFORE.search(before) or CREDIT_AFTER.match(after)) and is_agency(match.group(), knowledge):
            yield Named(name=match.group(), span=match.span())


def _sources(text: str, line: Span) -> Iterable[Named]:
    """The names behind 'Source:'."""
    opening = SOURCE_OPENING.match(text, *line)
    if not opening or line[1] - line[0] >= 80:
        return ()
    span = (opening.end(), line[0] + len(text[slice(*line)].rstrip(" .)")))
    fits = 2 <= span[1] - span[0] <= 60 and "://" not in text[slice(*span)]
    return [named for named in _pieces(text, span) if len(named.name) <= 40] if fits else ()
