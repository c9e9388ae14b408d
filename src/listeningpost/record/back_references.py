"""What a bare description leads back to: "the mayor" behind a name, "the group", "the statement", "his lawyer"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..knowledge import Knowledge, fold
from ..schema import MentionFound, Span
from .entities import Entity
from .evidence import POSSESSIVES
from .memory import ACTS, FIRST, REACH, Heard, Memory, Place, referent
from .nouns import head_noun, person
from .offices import Found, PageOffice, holders_on_page, office_by_knowledge, role_words
from .tables import BODY_SORTS, CALLINGS, SPEAKERS

NEAR = 2  # sentences back to which a bare title may reach
ARTICLES = frozenset({"the", "this", "that"})
REACHED, BEFORE = 90, 30  # characters in which words of naming stand, and between them and the name
NAMING = "|".join(SPEAKERS["naming"])
NAMED = re.compile(rf",?\s+(?:who|which|whom|and)\s[^.;”\"]{{0,60}}?\b(?:{NAMING})\b", re.IGNORECASE)
ISSUED = ("by", "of", "from")


class Told(NamedTuple):
    """The page's mentions, whom its descriptions stand for, and the spans of people's names by the word before."""

    mentions: Sequence[MentionFound]
    described: Mapping[Span, Found]
    titled: Mapping[str, Sequence[Span]]


class Known(NamedTuple):
    """What bare descriptions are read by: who was told of where, the page's roles by their holders, who
    was described by which noun, the words before names, bodies by
    their names, the words of the offices somebody holds, the holders
    looked up so far, knowledge."""

    memory: Memory
    offices: Sequence[PageOffice]
    held: Mapping[str, Sequence[PageOffice]]
    described: Mapping[str, Mapping[str, Entity]]
    ranks: Mapping[Span, str]
    bodies: Mapping[str, Entity]
    given: frozenset[str]
    holders: dict[str, list[PageOffice]]
    knowledge: Knowledge


def known_by(memory: Memory, offices: Sequence[PageOffice], told: Told, knowledge: Knowledge) -> Known:
    """`Known` with the roles put by their holders' ids, and those described put by the nouns that describe them."""
    held: dict[str, list[PageOffice]] = {}
    for office in offices:
        held.setdefault(office.holder.id, []).append(office)
    described: dict[str, dict[str, Entity]] = {}
    for mention in told.mentions:
        one = told.described[mention.span].entity if mention.span in told.described else None
        if one and mention.head:
            described.setdefault(fold(mention.head), {})[one.id] = one
    ranks = {span: word for word, spans in told.titled.items() for span in spans}
    given = frozenset(w for o in offices if o.role.status != "former" for w in role_words(o.role.role))
    bodies = {one.name: one for one in memory.cast.values() if one.type == "organisation"}
    return Known(memory, offices, held, described, ranks, bodies, given, {}, knowledge)


class Description(NamedTuple):
    """A description to be led back: its span, its folded words, the gender its noun tells, who spoke before."""

    span: Span
    words: Sequence[str]
    gender: str | None
    last: Heard | None


# ---- people
def person_meant(one: Description, known: Known) -> Found | None:
    """"The mayor", where the page gives nobody that office: the one who spoke last or who alone is told of just before,
    unless the page or knowledge gives him another office, or he stands in the same sentence."""
    noun = head_noun(one.words)
    if one.words[:1] != ["the"] or not person(noun, one.words) or _is_given(noun, known):
        return None
    beside = {place.entity.id for place in known.memory.inside(one.span)}
    fitting = {e.id: (worth, e) for worth, e in sorted(_people(one, known), key=lambda row: row[0])
               if e.id not in beside and _may_be(one.words, e, known)}
    if one.last and one.last.entity.id not in fitting and one.last.sentence >= known.memory.sentence(one.span) - 1:
        return None  # somebody else has just spoken
    if len(fitting) != 1 and not (one.last and one.last.entity.id in fitting):
        return None
    chosen = fitting[one.last.entity.id if one.last and one.last.entity.id in fitting else next(iter(fitting))][1]
    return Found(entity=chosen, why=f"{' '.join(one.words)}: {chosen.name}, told of just before, fits alone")


def _is_given(noun: str, known: Known) -> bool:
    """Whether the page gives somebody an office of this noun: then one without a name is not to be guessed."""
    return noun not in SPEAKERS["anybody"] and role_words(noun) <= known.given


def _people(one: Description, known: Known) -> Iterator[tuple[int, Entity]]:
    genders = (None, one.gender) if one.gender else (None, "m", "f")
    for back in range(1, NEAR + 1):
        for place in known.memory.places(one.span, back):
            worth = known.memory.standing(place, one.span, back)
            if place.entity.type == "person" and place.entity.gender in genders and worth > -NEAR:
                yield worth, place.entity
    last = one.last
    near = last is not None and last.sentence >= known.memory.sentence(one.span) - NEAR
    if last and near and last.entity.type == "person" and last.entity.gender in genders:
        yield ACTS, last.entity


def _may_be(words: Sequence[str], entity: Entity, known: Known) -> bool:
    """Whether nothing speaks against calling somebody so: a role of his on the page, or his offices by knowledge."""
    noun = head_noun(words)
    if noun in SPEAKERS["anybody"]:
        return True
    wanted = role_words(noun)
    roles = known.held.get(entity.id, ())
    callings = frozenset(CALLINGS.get(noun, ()))
    if any(wanted <= role_words(o.role.role) or callings & role_words(o.role.role) for o in roles):
        return True
    offices = known.knowledge.offices(entity.key) if entity.key else ()
    return not roles and (not offices or bool(office_by_knowledge(noun, None, entity, known.knowledge, None)))


def person_coming(one: Description, known: Known) -> Found | None:
    """"Their commander", who is told of as "Colonel A B" when he speaks again in the next sentences."""
    noun = head_noun(one.words)
    ranks = CALLINGS.get(noun, ())
    if not ranks or one.words[0] not in (*ARTICLES, *POSSESSIVES):
        return None
    for place in known.memory.coming(one.span, NEAR):
        rank = known.ranks.get(place.span, "")
        if place.entity.type == "person" and known.memory.is_first(place) and rank.rstrip(".") in ranks:
            why = f"{' '.join(one.words)}: {rank} {place.entity.name}, who speaks next"
            return Found(entity=place.entity, why=why)
    return None


def self_named(span: Span, known: Known) -> Found | None:
    """"A man with a covered face, who presented himself as commander A": the name he gives."""
    memory = known.memory
    found = NAMED.match(memory.text, span[1], min(span[1] + REACHED, len(memory.text)))
    if found is None:
        return None
    coming = (place for place in memory.inside(span) if found.end() <= place.span[0] < found.end() + BEFORE)
    one = next((place.entity for place in coming if place.entity.type == "person"), None)
    return Found(entity=one, why=f"{found.group().strip(' ,')} {one.name}") if one else None


def owned_person(words: Sequence[str], inside: Sequence[MentionFound], known: Known) -> Found | None:
    """"His lawyer", "Veld's mayor", "A B's spokesman": the one person on the page with that office, unless it is given
    as somebody else's."""
    at = next((n for n, word in enumerate(words[:-1]) if word in ("his", "her", "their", "its", "s")), None)
    wanted = " ".join(words[at + 1 :]) if at is not None else ""
    if not wanted or wanted in SPEAKERS["anybody"]:
        return None
    if wanted not in known.holders:
        known.holders[wanted] = holders_on_page(wanted, None, known.offices)
    holders = known.holders[wanted]
    told = known.described.get(wanted, {})
    if not holders and len(told) == 1:
        one = next(iter(told.values()))
        return Found(entity=one, why=f"the {wanted} told of before is {one.name}")
    if len(holders) != 1:
        return None
    office = holders[0]
    owner = _owner(inside, known)
    of = {owner.name, *(o.role.of for o in known.held.get(owner.id, ()))} if owner else set()
    if office.role.of is not None and office.role.of not in of:
        return None
    if owner is not None and owner.id == office.holder.id:
        return None
    return Found(entity=office.holder, why=f"the one {wanted} on the page is {office.holder.name}")


def _owner(inside: Sequence[MentionFound], known: Known) -> Entity | None:
    """Whose spokesman or lawyer it is: the last named in the words, or whom their pronoun means."""
    for mention in reversed(inside):
        if mention.form == "pronoun":
            return referent(mention, known.memory).entity
        named = known.memory.cast.get(mention.span)
        if named:
            return named
    return None


# ---- bodies and papers
def body_meant(one: Description, known: Known) -> Found | None:
    """"The group", "the airline", "the channel": of those told of near the one of such a type that has the best
    standing."""
    noun = head_noun(one.words)
    types = BODY_SORTS.get(noun)
    if types is None or one.words[0] not in ARTICLES or not _plain(known.memory.text[slice(*one.span)]):
        return None
    found = sorted((row for row in _bodies(one, types, known) if _sort_of(noun, row[1])), key=lambda row: row[0])
    beside = {place.entity.id for place in known.memory.inside(one.span)}
    if not found or found[-1][1].id in beside:
        return None
    worth, best = found[-1]
    if worth < FIRST - 2 * REACH or any(e.id != best.id and other >= worth for other, e in found):
        return None
    return Found(entity=best, why=f"{' '.join(one.words)}: {best.name}, told of just before")


def _plain(words: str) -> bool:
    """Whether nothing but the first word has a capital: "the terrorist group", not "the Ostavian news agency"."""
    return all(word[:1].islower() for word in words.split()[1:])


def _sort_of(noun: str, entity: Entity) -> bool:
    """Whether a body may be called by a noun: its own name has it, or has no other noun of such a kind."""
    name = set(fold(entity.name).split())
    return noun in name or noun in SPEAKERS["any_body"] or not name.intersection(SPEAKERS["bodies"])


def _bodies(one: Description, types: Sequence[str], known: Known) -> Iterator[tuple[int, Entity]]:
    for back in range(REACH + 1):
        for place in known.memory.places(one.span, back):
            if place.entity.type in types:
                yield known.memory.standing(place, one.span, back), place.entity
    if one.last and one.last.entity.type in types:
        yield ACTS, one.last.entity


def issuer(one: Description, known: Known) -> Found | None:
    """"The report": whoever a sentence near before says it is by."""
    noun = head_noun(one.words)
    if noun not in SPEAKERS["papers"] or one.words[0] not in ARTICLES:
        return None
    for back in range(REACH + 1):
        for place in known.memory.places(one.span, back):
            if _issued(place, noun, known.memory.text):
                return Found(entity=place.entity, why=f"the {noun} by {place.entity.name}, told of before")
    return None


def _issued(place: Place, noun: str, text: str) -> bool:
    before = fold(text[max(place.span[0] - 3 * len(noun) - 10, 0) : place.span[0]]).split()
    before = before[:-1] if before[-1:] == ["the"] else before
    return before[-2:-1] == [noun] and before[-1] in ISSUED


def tells_of(text: str, words: Sequence[str]) -> bool:
    """Whether the sentences since the last to speak tell of the paper that speaks now: "said in a statement", "the
    paper reported" before "the report said"."""
    noun = head_noun(words)
    if words[0] not in ARTICLES or noun not in SPEAKERS["papers"]:
        return False
    return any(word.startswith(noun) for word in fold(text).split())
