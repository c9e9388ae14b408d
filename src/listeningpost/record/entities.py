"""Entities of one page: which names stand for one and the same, by knowledge, spelling, surname or abbreviation."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from ..knowledge import Knowledge, fold
from ..schema import DERIVED_FORMS, MentionFound, MentionType, Reading, Record, RoleFound, Span
from .ids import Numbering
from .tables import SPEAKERS

BODIES = frozenset({"organisation", "armed_group", "military_alliance", "media", "group"})
SPELLING = ("y", "i"), ("j", "i"), ("ei", "i"), ("ou", "u"), ("defense", "defence"), ("centre", "center")


class Entity(Record, frozen=True):
    """Somebody or something of a page. `why` says what the naming rests on; `key` is set where knowledge has it."""

    id: str
    name: str
    type: MentionType
    why: str
    key: str | None = None
    qid: str | None = None
    gender: Literal["m", "f"] | None = None
    of: str | None = None


Cast = dict[Span, Entity]


def name_entities(reading: Reading, mentions: Sequence[MentionFound], knowledge: Knowledge, ids: Numbering) -> Cast:
    """The entity of every mention that is a name, by the mention's span."""
    named = [m for m in mentions if (m.form in DERIVED_FORMS and m.head is None) or (m.key and m.form != "pronoun")]
    groups = _grouped(named, _equals(named, reading.article.text))
    return {m.span: entity for group in groups for entity in [_entity(group, knowledge, ids)] for m in group}


def with_genders(cast: Cast, titled: Mapping[str, Sequence[Span]], roles: Sequence[RoleFound]) -> Cast:
    """The entities with the gender that a form of address ("Mr", `titled` by the word before the name) or the noun of
    an office ("spokeswoman") tells, where nothing told it before."""
    told = [(word.rstrip("."), span) for word, spans in titled.items() for span in spans]
    told += [(role.role.lower().split()[-1], role.holder) for role in roles if role.role]
    genders: dict[str, Literal["m", "f"]] = {}
    for word, span in told:
        if span in cast and (word in SPEAKERS["men"] or word in SPEAKERS["women"]):
            genders.setdefault(cast[span].id, "m" if word in SPEAKERS["men"] else "f")
    return {span: one if one.gender else msgspec.structs.replace(one, gender=genders.get(one.id))
            for span, one in cast.items()}


def spelling(name: str) -> str:
    """A name without case, accents and the habits of transcription: Sergey and Sergei are alike."""
    plain = fold(name)
    for written, stands_for in SPELLING:
        plain = plain.replace(written, stands_for)
    return plain.removeprefix("the ")


def _label(mention: MentionFound) -> tuple[str, str]:
    """What mentions of one entity share: its key, else kind and spelling of the name."""
    if mention.key:
        return "key", mention.key
    kind = "person" if mention.type == "person" else "place" if mention.type in ("place", "state") else "body"
    return kind, spelling(mention.name or "")


def _grouped(named: Sequence[MentionFound], equals: dict[tuple[str, str], tuple[str, str]]) -> list[list[MentionFound]]:
    groups: dict[tuple[str, str], list[MentionFound]] = {}
    for mention in named:
        label, seen = _label(mention), set[tuple[str, str]]()
        while label in equals and label not in seen:
            seen.add(label)
            label = equals[label]
        groups.setdefault(label, []).append(mention)
    return list(groups.values())


def _equals(named: Sequence[MentionFound], text: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Labels that stand for another label's entity: each step only where one entity alone fits."""
    by_label: dict[tuple[str, str], MentionFound] = {}
    for mention in named:
        by_label.setdefault(_label(mention), mention)
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for label, mention in by_label.items():
        same = [other for other, one in by_label.items() if other != label and _stands_for(mention, one)]
        if len(same) == 1 and found.get(same[0]) != label:
            found[label] = same[0]
    return found | _abbreviations(named, text)


def _stands_for(mention: MentionFound, other: MentionFound) -> bool:
    """Whether an unlinked name is a shorter or differently spelt form of another name of the page."""
    if mention.key or not mention.name or not other.name:
        return False
    mine, theirs = spelling(mention.name).split(), spelling(other.name).split()
    if mention.type == other.type == "person":
        return _same_person(mine, theirs, linked=other.key is not None)
    if mention.type in BODIES and other.type in BODIES:
        inside = len(mine) > 1 and len(mine) < len(theirs) and " ".join(mine) in " ".join(theirs)
        return inside and mention.of in (None, other.of, *_states_in(other))
    return False


def _states_in(other: MentionFound) -> tuple[str, ...]:
    return tuple((other.name or "").split())


def _same_person(mine: Sequence[str], theirs: Sequence[str], *, linked: bool) -> bool:
    if mine == theirs:
        return linked
    if len(mine) == 1:
        return len(theirs) > 1 and mine[0] in (theirs[-1], theirs[0])
    return mine[-1] == theirs[-1] and len(mine) < len(theirs) and mine[0] == theirs[0]


def _abbreviations(named: Sequence[MentionFound], text: str) -> dict[tuple[str, str], tuple[str, str]]:
    """"Fisheries Bureau (FB)": an abbreviation in brackets behind a name, of which it keeps the first letter."""
    ordered = sorted(named, key=lambda mention: mention.span)
    found = {}
    for one, two in zip(ordered, ordered[1:], strict=False):
        short = text[slice(*two.span)]
        bracketed = text[one.span[1] : two.span[0]].strip() == "(" and text[two.span[1] : two.span[1] + 1] == ")"
        initials = bracketed and short[:1].isupper() and short[:1] in {word[:1] for word in (one.name or "").split()}
        if initials and not two.key and _label(one) != _label(two):
            found[_label(two)] = _label(one)
        elif initials and not one.key and two.key and one.type in BODIES:
            found[_label(one)] = _label(two)
    return found


def _entity(group: Sequence[MentionFound], knowledge: Knowledge, ids: Numbering) -> Entity:
    linked = next((m for m in group if m.key), None)
    gender = next((m.gender for m in group if m.gender), None)
    of = next((m.of for m in group if m.of), None)
    actor = knowledge.actor(linked.key) if linked and linked.key else None
    if linked and actor:
        return Entity(id=actor.qid or actor.key, name=actor.name, type=actor.type, why=linked.why, key=actor.key,
                      qid=actor.qid, gender=actor.gender or gender, of=of)
    fullest = max(group, key=lambda m: (len((m.name or "").split()), len(m.name or ""), -m.span[0]))
    name = fullest.name or ""
    kind = _commonest(m.type for m in group)
    return Entity(id=ids.entity(kind, name), name=name, type=kind, why=fullest.why, gender=gender, of=of)


def _commonest(kinds: Iterable[MentionType]) -> MentionType:
    counted: dict[MentionType, int] = {}
    for kind in kinds:
        counted[kind] = counted.get(kind, 0) + 1
    return max(counted, key=lambda kind: counted[kind])
