"""Roles told by a clause or for two at once: "A B, who heads the X"; "A B and C D, both professors at the X"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..schema import MentionFound, RoleFound, RoleStatus
from .role_words import RoleWords
from .tables import table
from .units import Unit

LONGEST_OBJECT = 10
LONGEST_SMALL = 5
STOPS = frozenset({",", ".", ";", ")", "and", "in", "at", "since"})
BRACKETS = frozenset({",", ")", "–", "—"})


class Told(NamedTuple):
    """A sentence with the people named in it by where they end, and the bodies by where they end."""

    units: Sequence[Unit]
    people: Mapping[int, MentionFound]
    bodies: Mapping[int, MentionFound]
    roles: RoleWords


def told_roles(told: Told) -> Iterator[RoleFound]:
    """The roles of one sentence that no title and no apposition of one person gives."""
    for at, unit in enumerate(told.units):
        if unit.low == "who" and at and at + 1 < len(told.units):
            yield from _clause(told, at)
        elif unit.low == "both" and at > 1 and told.units[at - 1].low == ",":
            yield from _pair(told, at)


def _clause(told: Told, at: int) -> Iterator[RoleFound]:
    """"A B, who heads the X": what follows names a body, or describes one in a few small words."""
    units, verb = told.units, told.units[at + 1].low
    role = table("roles")["told"]["verbs"].get(verb)
    before = at - 1
    while before > 0 and units[before].text in BRACKETS:
        before -= 1
    holder, end = told.people.get(units[before].end), _object_end(units, at + 2)
    if role is None or holder is None or end <= at + 2:
        return
    body = _last_body(told, at + 2, end)
    words = [unit.text for unit in units[at + 2 : end]]
    small = words[0] == "the" and 1 < len(words) <= LONGEST_SMALL and all(word.islower() for word in words)
    if body or small:
        past: RoleStatus = "former" if verb.endswith("ed") and role != "founder" else "current"
        yield RoleFound(span=(holder.span[0], body.span[1] if body else units[end - 1].end), holder=holder.span,
                        role=role if body else f"{role} of {' '.join(words)}", status=past,
                        of=body.name if body else None)


def _object_end(units: Sequence[Unit], at: int) -> int:
    last = min(at + LONGEST_OBJECT, len(units))
    return next((n for n in range(at, last) if units[n].low in STOPS), last)


def _last_body(told: Told, first: int, end: int) -> MentionFound | None:
    found = [told.bodies[unit.end] for unit in told.units[first:end] if unit.end in told.bodies]
    return found[-1] if found and found[-1].span[0] >= told.units[first].start else None


def _pair(told: Told, at: int) -> Iterator[RoleFound]:
    """"A B and C D, both professors at the X": one role for each of the two named last."""
    units, place = told.units, at + 1
    while place < len(units) and units[place].low in told.roles.modifiers:
        place += 1
    noun = units[place].low.removesuffix("s") if place < len(units) else ""
    holders = [told.people[unit.end] for unit in units[: at - 1] if unit.end in told.people][-2:]
    last = holders[-1].span[1] if holders else None
    if noun not in told.roles.nouns or noun == units[place].low or len(holders) < 2 or last != units[at - 2].end:
        return
    body = _last_body(told, place + 1, _object_end(units, place + 2)) if place + 2 < len(units) else None
    words = " ".join([unit.text for unit in units[at + 1 : place]] + [noun])
    end = body.span[1] if body else units[place].end
    for holder in holders:
        yield RoleFound(span=(holder.span[0], end), holder=holder.span, role=words, status="current",
                        of=body.name if body else None)
