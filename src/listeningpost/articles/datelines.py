"""Datelines that open a text, 'PLACE, March 3 (AGENCY) -' or 'PLACE, 22 May.', and places beside an agency's byline."""

import re
from collections.abc import Sequence

from ..schema import Named, Span
from .bylines import AGENCY_AND_PLACE, TABLE, Looks, is_agency, part_of
from .calendar import find_dates

_PLACE = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}(?:, [^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?)?,\s")
_NO_PLACES = frozenset(TABLE["no_places"])
_END = re.compile(r"[.:]\s+\S")
_LONGEST = 70
_PARTICLES = frozenset({"de", "del", "la", "le", "el", "di", "da", "do", "of", "the", "am", "an", "der", "sur", "upon"})
PLACE = r"(?P<place>[^\W\d_][\w.'’ -]{1,28}(?:, ?[^\W\d_][\w.'’ -]{1,24}){0,2}?)"
CREDITED = r"(?:\s*(?:[(/\[](?P<agency>[^\W\d_][^()/\[\]]{1,39})[)/\]]))"
DASH = r"\s*(?:--+|[-–—―:])\s*"
DATELINE = re.compile(
    rf"{PLACE}(?P<rest>[.,]? [^()/\[\]–—―:]{{3,24}}?[.,]?)?(?:{CREDITED}[.,]?(?:{DASH}|\s)|{DASH})(?=\S)")


def find_dated_place(text: str, paragraph: Span) -> Named | None:
    """A place and a day that open a paragraph and end with a full stop or a colon before a new sentence; the span holds
    both. None where there is none."""
    place = _PLACE.match(text, paragraph[0], min(paragraph[1], paragraph[0] + _LONGEST))
    words = place[0].replace(",", " ").split() if place else []
    if place is None or not all(word[0].isupper() or word in _PARTICLES for word in words):
        return None
    for date in find_dates(text, place.end() - 1, min(paragraph[1], place.end() + _LONGEST)):
        end = date.span[1] - (text[date.span[1] - 1] == ".")
        follows = not text[place.end() : date.span[0]].strip()
        if follows and date.day is not None and _END.match(text, end, paragraph[1]):
            return Named(name=place[0].strip(" ,"), span=(paragraph[0], end))
        return None
    return None


def place_beside(text: str, line: Span, bylines: Sequence[Named]) -> Named | None:
    """The place that stands beside an agency on its byline ('AGENCY, PLACE'), or None."""
    match = AGENCY_AND_PLACE.match(text[slice(*line)])
    alone = len(bylines) == 1 and match is not None and bylines[0].span == part_of(line, match, "agency")
    if match and alone and match["place"].isupper():
        span = part_of(line, match, "place")
        return Named(name=text[slice(*span)], span=span)
    return None


def find_dateline(text: str, paragraph: Span, knowledge: Looks | None = None) -> tuple[Named, Named | None] | None:
    """The dateline that opens a paragraph and the agency it credits: 'PLACE, March 3 (AGENCY) -'. None where there is
    none. Capitals alone want a dash; a place in small letters wants an agency or a date too."""
    match = DATELINE.match(text, paragraph[0], min(paragraph[1], paragraph[0] + 110))
    if not match or not _is_dateline(match, knowledge):
        return None
    end = match.start() + len(match.group().rstrip())
    place = Named(name=_place(match), span=(match.start(), end))
    if not match["agency"]:
        return place, None
    return place, Named(name=match["agency"].strip(), span=match.span("agency"))


def _place(match: re.Match[str]) -> str:
    """The place of a dateline: all before the date, with the second of two places that stand in capitals."""
    rest = match["rest"] or ""
    return (match["place"] + (rest if _goes_with(match["place"], rest) else "")).strip(" .,-")


def _goes_with(place: str, rest: str) -> bool:
    return rest.strip(" .,").isupper() and place.isupper() and not find_dates(rest)


def _is_dateline(match: re.Match[str], knowledge: Looks | None) -> bool:
    place, rest, agency = match["place"], match["rest"] or "", match["agency"]
    dated = bool(find_dates(rest))
    known = dated or _goes_with(place, rest) or is_agency(rest.strip(" .,"), knowledge)
    if (rest.strip(" .,") and not known) or not place[0].isupper() or len(place.split()) > 6:
        return False
    if place.strip(" .,").lower() in _NO_PLACES:
        return False
    capitals = place.isupper() and len(place) > 2
    dashed = bool(re.search(DASH + "$", match.group())) and not match.group().rstrip().endswith(":")
    return ((capitals or dated or bool(agency)) and dashed) or (capitals and bool(agency))
