"""Bodies by description: "the foreign ministry", "his ministry", "the government", "the Ostavian weather office". Whose
body it is, the record decides."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..schema import MentionForm, MentionFound, MentionType
from .meanings import Sense, meaning, of_owner
from .tables import table
from .units import Line, Unit

POSSESSIVES = frozenset({"his", "her", "its", "their"})
APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
LONGEST_KIND = 3


class Lead(NamedTuple):
    """What stands before a body's own words: where it begins, the state or body it names, and a word that points."""

    first: int
    owner: str | None
    pointer: str | None


def find_bodies(line: Line, sense: Sense) -> Iterator[MentionFound]:
    """The bodies that one sentence describes without naming them in full."""
    at = 0
    while at < len(line.units):
        found = _body_at(line, at, sense)
        if found:
            yield found[0]
        at = found[1] if found else at + 1


def _body_at(line: Line, at: int, sense: Sense) -> tuple[MentionFound, int] | None:
    """The body whose own words begin at unit `at`, and where they end."""
    words, head = table("names")["bodies"], _head(line.units, at)
    if head is None:
        return None
    lead, behind = _lead(line, at, sense), of_owner(line.units, head)
    if behind is not None and lead.owner is None:
        lead = Lead(lead.first, line.units[behind].known[0].actor.name, None)
    noun, kind = line.units[head].low, line.units[at:head]
    before = line.units[at - 1].known if at else ()
    if noun in words["governments"] and before and before[0].form == "demonym":
        return None  # "the Ostavian government" is the state by its adjective
    if not _may_stand(kind, noun, lead, line.units[head]):
        return None
    whole = not kind or (lead.owner is not None and not lead.pointer)
    first, tail = lead.first if whole else at, _tail(line.units, head)
    text, last = " ".join(unit.text for unit in line.units[at : tail + 1]), behind or tail
    span = (line.units[first].start, line.units[last].end)
    form: MentionForm = "descriptor" if whole else "short"
    sort: MentionType = "state" if noun in words["governments"] else "organisation"
    return MentionFound(span=span, type=sort, form=form, name=text, head=noun, of=lead.owner,
                        why=f"the body's noun {noun}"), last + 1


def _head(units: Sequence[Unit], at: int) -> int | None:
    """The unit with the body's noun: at `at` itself, or behind up to three words that say what kind of body it is."""
    words = table("names")["bodies"]
    for place in range(at, min(at + LONGEST_KIND + 1, len(units))):
        unit = units[place]
        if unit.known or (place > at and not unit.tight) or not unit.text[:1].isalpha():
            return None
        staff = unit.low == "staff" and place > at and units[place - 1].low in words["staffs"]
        if staff or unit.low in words["state"] or unit.low in words["owned"] or unit.low in words["governments"]:
            return None if _goes_on(units, place) else place
        if unit.low not in words["kinds"]:
            return None
    return None


def _tail(units: Sequence[Unit], head: int) -> int:
    """The last unit of "ministry of defence", "department for the environment"."""
    kinds, last = table("names")["bodies"]["kinds"], head
    if head + 1 < len(units) and units[head + 1].low in ("of", "for"):
        place = head + (3 if head + 2 < len(units) and units[head + 2].low == "the" else 2)
        while place < len(units) and units[place].tight and units[place].low in kinds:
            last, place = place, place + 1
    return last


def _goes_on(units: Sequence[Unit], place: int) -> bool:
    """Whether the noun is part of a name or of a further noun: "Ministry of Defence", "government troops"."""
    if place + 1 >= len(units) or not units[place + 1].tight:
        return False
    after = units[place + 1]
    named = units[place].cap and not units[place].opens and (after.low == "of" or after.cap)
    return named or after.low in table("names")["bodies"]["goes_on"]


def _lead(line: Line, at: int, sense: Sense) -> Lead:
    """The article, the owner or the pointing word before a body's own words."""
    units = line.units
    if at == 0 or not units[at].tight:
        return Lead(at, None, None)
    before = units[at - 1]
    if before.low in POSSESSIVES or before.low == "the":
        return Lead(at - 1, None, before.low)
    place = at - 2 if before.low in APOSTROPHES and at >= 2 else at - 1
    known = meaning(line, place, sense) if units[place].known else None
    if known is None or known.form == "short" or known.actor.type == "person":
        return Lead(at, None, None)
    return Lead(place, known.actor.name, None)


def _may_stand(kind: Sequence[Unit], noun: str, lead: Lead, head: Unit) -> bool:
    """Whether the words name a body: with its kind or its owner, or "the" before a noun that one body alone has."""
    words = table("names")["bodies"]
    if noun in words["owned"] and noun not in words["state"]:
        owned = lead.owner is not None and noun in words["of_states"]
        return bool(kind) or owned or (lead.pointer in POSSESSIVES and noun in words["personal"])
    if kind:
        return noun not in words["governments"]
    if lead.pointer or lead.owner:
        return True
    return noun in words["lone"] and not head.cap
