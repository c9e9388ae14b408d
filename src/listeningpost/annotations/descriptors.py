"""Descriptions that stand for somebody: "the Ostavian harbour minister", "the spokesman for the Front", "Ostavian
authorities"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..schema import Known, MentionFound
from .meanings import Sense, meaning
from .page_states import key_of
from .role_words import RolePhrase, RoleWords, role_at
from .tables import table
from .units import Line, Unit

ARTICLES = frozenset({"the", "this", "that"})
LONGEST_LEAD = 5


class Scene(NamedTuple):
    """A sentence with what is needed to read descriptions in it. `people`: where the names of people begin."""

    line: Line
    roles: RoleWords
    sense: Sense
    people: frozenset[int]


def find_descriptors(scene: Scene) -> Iterator[MentionFound]:
    """The person and group descriptions of one sentence."""
    line = scene.line
    if line.headline:
        return
    for at, unit in enumerate(line.units):
        if unit.low in ARTICLES:
            found = _person(scene, at)
            if found:
                yield found
        elif unit.low in table("names")["descriptions"]["sayings"] and at:
            yield from _bare(scene, at)
        elif unit.known and at + 1 < len(line.units):
            yield from _group(line, at, scene.sense)


def _person(scene: Scene, at: int) -> MentionFound | None:
    """"the", up to five words of which some are known names, a role noun, and its "of ..."."""
    line, roles, owner = scene.line, scene.roles, None
    for place in range(at + 1, min(at + 1 + LONGEST_LEAD, len(line.units))):
        unit = line.units[place]
        role = role_at(line.units, place, roles)
        found = _described(scene, at, role, owner) if role else None
        if found or (role and not _known_next(line.units, role.last)):
            return found
        if unit.known:
            owner = meaning(line, place, scene.sense) or owner
        elif not (unit.cap or role or _may_lead(unit, roles)):
            return None
    return None


def _bare(scene: Scene, verb: int) -> Iterator[MentionFound]:
    """The title without an article that a headline lets speak: "..., minister says"."""
    units = scene.line.units
    role = role_at(units, verb - 1, scene.roles)
    first = verb - 2 >= 0 and units[verb - 2].text in (",", "–", "—", "-", "|")
    if role and role.last == verb and (first or verb == 1) and units[verb - 1].text.islower():
        unit = units[verb - 1]
        yield MentionFound(span=(unit.start, unit.end), type="person", form="descriptor", head=unit.text,
                           gender=scene.roles.gendered.get(role.head), why=f"the role noun {role.head}")


def _may_lead(unit: Unit, roles: RoleWords) -> bool:
    """A small word that may stand between the article and the role noun."""
    return unit.low in roles.statuses or unit.low in roles.modifiers or unit.low in ("'s", "’s") or "-" in unit.text


def _known_next(units: Sequence[Unit], at: int) -> bool:
    """A body behind a role noun makes it a modifier: "the veteran Kremlin leader"."""
    return at < len(units) and bool(units[at].known)


def _described(scene: Scene, at: int, role: RolePhrase, owner: Known | None) -> MentionFound | None:
    line = scene.line
    end, late_owner = of_end(scene, role.last)
    if _named_next(line.units, end):
        return None
    gender = scene.roles.gendered.get(role.head)
    owner = owner or late_owner
    words = " ".join(unit.text for unit in line.units[role.named : role.last])
    return MentionFound(
        span=(line.units[at].start, line.units[end - 1].end), type="person", form="descriptor", head=words,
        of=owner.actor.name if owner else None, gender=gender, why=f"the role noun {role.head}",
    )


def _named_next(units: Sequence[Unit], end: int) -> bool:
    """Whether a name or a further noun follows at once: "the foreign minister Oster"."""
    if end >= len(units):
        return False
    after = units[end]
    return after.tight and (after.cap and not after.opens) and after.text[:1].isalpha()


def of_end(scene: Scene, at: int) -> tuple[int, Known | None]:
    """The end of "of the State Council of Peru", "for the guild", "to the WTO" after a role, with the last
    known body or state in it; `at` and None where nothing such follows."""
    units, links = scene.line.units, table("roles")["links"]["of"]
    end, owner = at, None
    while end + 1 < len(units) and units[end].low in links:
        start = end + (2 if units[end + 1].low in ("the", "a", "an") else 1)
        while start + 1 < len(units) and "-" in units[start].text and units[start].text[:1].islower():
            start += 1  # "at the right-wing X"
        stop = start
        while stop < len(units) and _goes_on(scene, start, stop):
            owner = (meaning(scene.line, stop, scene.sense) if units[stop].known else None) or owner
            stop += 1
        if stop == start:
            break
        small = stop < len(units) and units[stop].tight and units[stop].text in table("names")["heads"]["place_small"]
        end = stop + 1 if small else stop
    return end, owner


def _goes_on(scene: Scene, start: int, stop: int) -> bool:
    unit = scene.line.units[stop]
    return unit.cap and unit.start not in scene.people and (stop == start or unit.tight)


def _group(line: Line, at: int, sense: Sense) -> Iterator[MentionFound]:
    """A people's or body's name and a plural noun: "Danish authorities", "army officials"; "Danish government" is
    the state itself."""
    words = table("names")["descriptions"]
    known = meaning(line, at, sense)
    last = _noun_after(line.units, at)
    if known is None or known.form == "short" or last is None:
        return
    noun = line.units[last].low
    span = (line.units[at].start, line.units[last].end)
    text = " ".join(unit.text for unit in line.units[at : last + 1])
    if noun in words["groups"]:
        yield MentionFound(span=span, type="group", form="descriptor", name=text, head=noun, of=known.actor.name,
                           plural=True, why=f"{noun} of {known.actor.name}")
    elif noun in words["governments"] and _demonym(known) and not _aside(line.units, at, noun):
        yield MentionFound(span=span, type="state", form="descriptor", name=known.actor.name, key=key_of(known.actor),
                           qid=known.actor.qid, why=f"the {noun} of {known.actor.name}")


def _demonym(known: Known) -> bool:
    return known.form == "demonym" and known.actor.type == "state"


def _aside(units: Sequence[Unit], at: int, noun: str) -> bool:
    """"On the Ostavian side" of a line is a place; "told the Ostavian side" is the state."""
    place = at - 2 if at and units[at - 1].low == "the" else at - 1
    return noun == "side" and place >= 0 and units[place].low in table("names")["descriptions"]["sides"]


def _noun_after(units: Sequence[Unit], at: int) -> int | None:
    """The unit with the noun of "Danish authorities", "Danish defence officials": at most two small words on."""
    words = table("names")["descriptions"]
    for place in range(at + 1, min(at + 4, len(units))):
        if not units[place].tight or not units[place].text[:1].islower():
            return None
        if units[place].low in words["groups"] or units[place].low in words["governments"]:
            return place
    return None
