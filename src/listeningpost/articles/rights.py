"""Who holds the copyright of a page, by its line that says so."""

import re

from ..schema import Span
from .scores import CREDIT, WIDGET, WORD
from .sightings import TABLE
from .tables import COPYRIGHT

YEARS = re.compile(r"[\s,.]{0,20}(?:(?:19|20)\d\d)(?:\s?[-–/]\s?(?:\d{4}|\d\d))?[\s,.]*")
LEADING = re.compile(r"(?:©|\(c\)|copyright|by|the contents? of|\s|[,.:|–-])+", re.IGNORECASE)
NAME_END = re.compile(r"[|•·;:\n\d(]|\.(?:\s|$)|,|\s[-–—]\s|\s(?=(?:is|are|und|all|or)\s)|[®™]|©", re.IGNORECASE)
COMPANY_FORM = re.compile(
    r"[\s,]{1,20}(?:LLC|Ltd|Inc|GmbH|AG|S\.?A|plc|B\.?V|Oy|AB|AS|Co|Corp|Limited|Corporation|eG|KG|S\.?p\.?A|S\.?L\.?U?"
    r"|SE|e\.?\s?V|ApS|A/S|OÜ|Kft|d\.o\.o|Pty|SAS|LLP)\b\.?", re.IGNORECASE)
RESERVED = sorted((word for word in TABLE["reserved"]), key=len, reverse=True)
# A longer line is no copyright line.
LONGEST_RIGHTS = 400


def holder_of(text: str, line: Span) -> Span | None:
    """The holder that a copyright line names, without the form of a company; None where it credits a picture."""
    sign = COPYRIGHT.search(text, *line)
    if not sign or line[1] - line[0] > LONGEST_RIGHTS or _is_credit(text[slice(*line)]):
        return None
    place = sign.start()
    while place < line[1] and (step := LEADING.match(text, place, line[1]) or YEARS.match(text, place, line[1])):
        place = step.end()
    span = _trimmed(text, place, line[1])
    return span or _before(text, line, sign.start())


def _is_credit(written: str) -> bool:
    """'© A Person / An Agency' under a picture names who made the picture."""
    bare = COPYRIGHT.sub("", written)
    return bool(CREDIT.starts(bare.strip())) or (" / " in bare and not YEARS.search(bare) and len(bare) < 120)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    stop = NAME_END.search(text, start, end)
    name = text[start : stop.start() if stop else end]
    for words in RESERVED:
        place = name.casefold().find(words)
        name = name[:place] if place >= 0 else name
    form = COMPANY_FORM.search(name)
    name = (name[: form.start()] if form else name).rstrip(" .,-–|")
    return (start, start + len(name)) if _fits(name) else None


def _fits(name: str) -> bool:
    words = WORD.findall(name)
    fits = bool(words) and 2 <= len(name) <= 60 and len(words) <= 8
    return fits and not WIDGET.starts(name)


def _before(text: str, line: Span, sign: int) -> Span | None:
    """'The Name, 4 Some Street. Copyright 2021.': the name stands before the sign."""
    return _trimmed(text, line[0], sign) if sign - line[0] > 3 else None
