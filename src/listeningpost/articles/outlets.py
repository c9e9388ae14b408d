"""Whose page it is: the outlet by its copyright line or its masthead; None rather than a guess.

An agency's credit, a byline or a picture's credit never makes an outlet.
"""

import re
from collections.abc import Iterable, Sequence

from ..schema import Known, Named, Outlet, Span
from .bylines import Looks
from .scores import AFTER, CREDIT, RIGHTS, WIDGET, WORD
from .tables import load

SIGN = re.compile(r"(?:©|\(c\)|copyright)", re.IGNORECASE)
YEARS = re.compile(r"[\s,.]*(?:(?:19|20)\d\d)(?:\s?[-–/]\s?(?:\d{4}|\d\d))?[\s,.]*")
LEADING = re.compile(r"(?:©|\(c\)|copyright|by|the contents? of|\s|[,.:|–-])+", re.IGNORECASE)
NAME_END = re.compile(r"[|•·;:\n\d(]|\.(?:\s|$)|,|\s[-–—]\s|\s(?=(?:is|are|und|all|or)\s)|[®™]|©", re.IGNORECASE)
COMPANY = re.compile(
    r"[\s,]+(?:LLC|Ltd|Inc|GmbH|AG|S\.?A|plc|B\.?V|Oy|AB|AS|Co|Corp|Limited|Corporation)\.?$", re.IGNORECASE)
FORM_NEXT = re.compile(COMPANY.pattern.removesuffix("$") + r"(?!\w)", re.IGNORECASE)
LEGAL = frozenset(load("furniture")["legal"]["any"])
CELL_END = re.compile(r"\]|\s{3,}")
RESERVED = sorted((word for word in load("furniture")["rights"]["any"] if len(word) > 9), key=len, reverse=True)
TOP, FOOT = 12, 25


def find_outlet(text: str, above: Sequence[Span], below: Sequence[Span], knowledge: Looks | None = None
                ) -> Outlet | None:
    """The page's own outlet. `above` are the lines before the title, `below` those after the last body paragraph, in
    order; both outside the body.

    The copyright line names it, or names the company behind it: then a masthead of the same word goes before, or one
    that the foot repeats. Without a holder a masthead needs the foot's repeat, or knowledge that holds it as an outlet.
    """
    held = _by_copyright(text, below)
    if held is None:
        named = _by_masthead(text, above, below) or _by_knowledge(text, above, knowledge)
        return named or _by_copyright(text, above)
    if held.span and _is_company(text, held.span):
        return _of_same_word(text, [*above, *below], held.name) or _by_masthead(text, above, below) or held
    return held


def _is_company(text: str, holder: Span) -> bool:
    """Does a company's form, or a word such as Holdings, make the holder a legal entity and no masthead?"""
    after = text[holder[1] : holder[1] + 24]
    return bool(FORM_NEXT.match(after)) or not LEGAL.isdisjoint(WORD.findall(text[slice(*holder)].casefold()))


def _of_same_word(text: str, lines: Sequence[Span], holder: str) -> Outlet | None:
    """A short line whose telling words all stand in the holder's name: 'The Name' of 'Name News and Media'."""
    wanted = _key(holder)
    for line in lines:
        span = _first_cell(text, line)
        name = text[slice(*span)]
        if len(name) <= 40 and _key(name) and _key(name) <= wanted and _is_name(name):
            return Outlet(name=" ".join(name.split()), basis="masthead", span=span)
    return None


def _by_knowledge(text: str, above: Sequence[Span], knowledge: Looks | None) -> Outlet | None:
    """One of the very first lines, where knowledge holds an outlet of that name that is no agency: agencies are
    credited on other outlets' pages."""
    for line in above[:TOP] if knowledge else ():
        span = _first_cell(text, line)
        name = text[slice(*span)]
        if _is_name(name) and knowledge and any(_is_outlet(known) for known in knowledge.look_up(name)):
            return Outlet(name=name, basis="masthead", span=span)
    return None


def _is_outlet(known: Known) -> bool:
    return known.actor.type == "media" and not known.actor.agency


def _by_copyright(text: str, lines: Sequence[Span]) -> Outlet | None:
    """The holder named by the last copyright line that names one: a page's own line stands at its foot."""
    for line in reversed(lines):
        span = _holder(text, line)
        if span:
            return Outlet(name=" ".join(text[slice(*span)].split()), basis="copyright", span=span)
    return None


def _holder(text: str, line: Span) -> Span | None:
    sign = SIGN.search(text, *line)
    if not sign or line[1] - line[0] > 400 or _is_credit(text[slice(*line)]):
        return None
    place = sign.start()
    while place < line[1] and (step := LEADING.match(text, place, line[1]) or YEARS.match(text, place, line[1])):
        place = step.end()
    span = _trimmed(text, place, line[1])
    return span or _before(text, line, sign.start())


def _is_credit(written: str) -> bool:
    """'© A Person / An Agency' under a picture names who made the picture."""
    bare = SIGN.sub("", written)
    return bool(CREDIT.starts(bare.strip())) or (" / " in bare and not YEARS.search(bare) and len(bare) < 120)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    stop = NAME_END.search(text, start, end)
    name = text[start : stop.start() if stop else end]
    for words in RESERVED:
        place = name.casefold().find(words)
        name = name[:place] if place >= 0 else name
    name = COMPANY.sub("", name.rstrip(" .,-–|")).rstrip(" .,-–|")
    return (start, start + len(name)) if _fits(name) else None


def _fits(name: str) -> bool:
    words = WORD.findall(name)
    fits = bool(words) and 2 <= len(name) <= 60 and len(words) <= 8
    return fits and not words[0].islower() and not WIDGET.starts(name)


def _before(text: str, line: Span, sign: int) -> Span | None:
    """'The Name, 4 Some Street. Copyright 2021.': the name stands before the sign."""
    return _trimmed(text, line[0], sign) if sign - line[0] > 3 else None


def _by_masthead(text: str, above: Sequence[Span], below: Sequence[Span]) -> Outlet | None:
    """A short line at the very top that a longer line at the foot repeats; a single word wants a line about rights."""
    foot = [text[slice(*line)].casefold() for line in below[-FOOT:]]
    for line in above[:TOP]:
        span = _first_cell(text, line)
        name = text[slice(*span)]
        if _is_name(name) and any(_repeats(at_foot, name.casefold()) for at_foot in foot):
            return Outlet(name=name, basis="masthead", span=span)
    return None


def _first_cell(text: str, line: Span) -> Span:
    """A line up to the first wide gap; the name of a picture without its brackets."""
    stop = CELL_END.search(text, *line)
    span = (line[0], stop.start()) if stop else line
    return (span[0] + 1, span[1]) if text[span[0]] == "[" else span


def _repeats(line: str, name: str) -> bool:
    if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) or line == name:
        return False
    return " " in name or bool(RIGHTS.count(line))


def _is_name(name: str) -> bool:
    words = WORD.findall(name)
    raised = all(word[0].isupper() or len(word) < 4 for word in words)
    fits = 1 <= len(words) <= 5 and 3 <= len(name) <= 40 and raised and words[0][0].isupper()
    return fits and not WIDGET.count(name) and not AFTER.starts(name) and not CREDIT.starts(name)


def without_own(agencies: Iterable[Named], outlet: Outlet | None) -> tuple[Named, ...]:
    """The agencies that are not the page's own outlet: an agency's page credits the agency itself."""
    own = _key(outlet.name) if outlet else set()
    return tuple(named for named in agencies if not own or not (_key(named.name) <= own or own <= _key(named.name)))


def _key(name: str) -> set[str]:
    return {word for word in WORD.findall(name.casefold()) if word not in ("the", "news", "agency")}
