"""Roles: which office or calling the page gives a person, by title ("Russian Foreign Minister A B") or by apposition
("A B, the head of the X"; "the head of the X, A B")."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from ..knowledge import Knowledge
from ..schema import Annotations, MentionFound, Reading, Record, RoleFound, Span
from .capitals import finite
from .descriptors import Scene, of_end
from .layers import beginning_in
from .meanings import page_sense
from .role_words import RolePhrase, RoleWords, honorific_end, role_at, role_words
from .tables import table
from .told_roles import Told, told_roles
from .units import Unit, read_lines

ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her"})
BREAKS = frozenset({",", "–", "—", "-", "("})
ALONGSIDE = frozenset({"and", ",", "as well as", "in addition to", "along with", ", and", "together with"})
PERSON_FORMS = frozenset({"name", "short", "alias"})
APOSTROPHES = frozenset({"'s", "’s"})
BODY_TYPES = frozenset({"state", "organisation", "armed_group", "military_alliance", "media", "group", "place"})
SENT = frozenset(table("roles")["told"]["sent"])  # who is sent to deal with somebody: "his envoy for Ostavia"
SERVING = frozenset(table("roles")["told"]["serving"])
PURVIEW = frozenset({"for", "to", "on"})
LONGEST_ORIGIN = 4
COPULAS = frozenset({"is", "was", "became", "remains"})


class RoleExtractor(Record, frozen=True):
    """Fills `roles`: one for each place where a role stands with a person's name."""

    name: str = "roles"
    version: int = 1
    needs: frozenset[str] = frozenset({"parse", "mentions"})
    gives: frozenset[str] = frozenset({"roles"})

    def find(self, reading: Reading, so_far: Annotations, knowledge: Knowledge) -> Annotations:
        """The roles in the order of the text; spans in article space, from the role's first word to the name's last."""
        lines = read_lines(reading.article.text, so_far, knowledge)
        words, sense = role_words(knowledge.titles), page_sense(lines)
        people = {m.span[0]: m for m in so_far.mentions if m.type == "person" and m.form in PERSON_FORMS}
        found: list[RoleFound] = []
        starts = frozenset(people)
        for line in lines:
            inside = beginning_in(so_far.mentions, line.span)
            named = {m.span[0]: m for m in inside if people.get(m.span[0]) is m}
            ends = {p.span[1]: p for p in named.values()}
            stage = _Stage(Scene(line, words, sense, starts), reading.article.text, named, _bodies(inside), ends)
            found += _with_shared_owner(list(_roles(stage)), stage)
            found += told_roles(Told(line.units, ends, stage.bodies, words))
        return msgspec.structs.replace(so_far, roles=tuple(sorted(found, key=lambda role: role.span)))


class _Stage(NamedTuple):
    """A sentence, the people named in it by where they begin, the bodies and the people by where they end."""

    scene: Scene
    text: str
    people: dict[int, MentionFound]
    bodies: dict[int, MentionFound]
    ends: dict[int, MentionFound]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of the sentence."""
        return self.scene.line.units


class _Whole(NamedTuple):
    """A role phrase with its owner before it and its "of ..." behind it, in units; `body` is whose role it is. With
    `own_tail` the "of ..." belongs to the role: "chief of the General Staff"."""

    first: int
    role: RolePhrase
    last: int
    body: MentionFound | None
    own_tail: bool


def _bodies(mentions: Sequence[MentionFound]) -> dict[int, MentionFound]:
    """States and bodies of a sentence by where they end; of two that end together the longer."""
    found: dict[int, MentionFound] = {}
    for mention in mentions:
        if mention.type in BODY_TYPES and mention.form not in ("descriptor", "pronoun"):
            found.setdefault(mention.span[1], mention)
    return found


def _roles(stage: _Stage) -> Iterator[RoleFound]:
    at = 0
    while at < len(stage.units):
        role = role_at(stage.units, at, stage.scene.roles)
        if role is None:
            at += 1
            continue
        whole = _whole(stage, role)
        found = _title(stage, whole) or _behind(stage, whole) or _before(stage, whole)
        if found and not _rank_only(stage.scene.roles, stage.units, whole):
            yield found
        at = role.last
        while found and at < len(stage.units) and stage.units[at].start < found.span[1]:
            at += 1  # ranks between the office and the name are no office of their own


def _whole(stage: _Stage, role: RolePhrase) -> _Whole:
    first, lead = _owner_before(stage, role)
    served = _served(stage, role)
    if served:
        return _Whole(first, role, served[1], served[0], own_tail=False)
    last, _ = of_end(stage.scene, role.last)
    tail = _body_in(stage, role.last, last)
    if tail and role.head in SENT and stage.units[role.last].low in PURVIEW:
        return _Whole(first, role, last, lead, own_tail=True)
    region = lead is not None and lead.type == "place" and tail is not None and tail.type == "organisation"
    if lead and tail and role.head not in stage.scene.roles.experts and not region:
        return _Whole(first, role, last, lead, own_tail=True)
    return _Whole(first, role, last, tail or lead, own_tail=tail is None or tail.head is not None)


def _served(stage: _Stage, role: RolePhrase) -> tuple[MentionFound, int] | None:
    """The person whom a spokesman or lawyer "for Gov. A B" serves, and the unit behind the name."""
    units = stage.units
    if role.head not in SERVING or role.last + 1 >= len(units) or units[role.last].low not in ("for", "of", "to"):
        return None
    start = _past_ranks(stage, role.last + 1)
    person = stage.people.get(units[start].start) if start < len(units) else None
    end = next((n for n in range(start, len(units)) if person and units[n].start >= person.span[1]), len(units))
    return (person, end) if person else None


def _owner_before(stage: _Stage, role: RolePhrase) -> tuple[int, MentionFound | None]:
    """Where the phrase begins, with "Russian", "the UK's", "BBC" before the role; and the body so named."""
    units, first, body = stage.units, role.first, None
    while first > 0 and units[first].tight:
        unit = units[first - 1]
        owner = stage.bodies.get(unit.end)
        if owner:
            body = body or owner
            first = _unit_at(units, owner.span[0], first - 1)
        elif unit.low in APOSTROPHES and first > 2 and _plain_noun(units[first - 2], units[first - 3]):
            first -= 2  # "the country's defence minister": the record tells which country
        elif unit.low in APOSTROPHES and role.head in SERVING and (master := stage.ends.get(units[first - 2].end)):
            body = body or master
            first = _unit_at(units, master.span[0], first - 2)
        elif unit.low in ("'s", "’s") or unit.low in stage.scene.roles.statuses or _plain_capital(stage, unit):
            first -= 1
        elif first == role.first and first > 1 and units[first - 2].end in stage.bodies and unit.text.isalpha():
            first -= 1  # one plain word between: "Philippine exercise director"
        elif unit.text.islower() and (unit.low in table("roles")["told"]["epithets"] or unit.low in _modifiers(stage)):
            first -= 1  # "Ostavia's new envoy", "the top UN refugee official"
        else:
            break
    if first > 0 and units[first - 1].low in ARTICLES:
        first -= 1
    return first, body


def _modifiers(stage: _Stage) -> frozenset[str]:
    return stage.scene.roles.modifiers


def _plain_noun(noun: Unit, article: Unit) -> bool:
    return noun.text.isalpha() and noun.text.islower() and not noun.known and article.low in ARTICLES


def _plain_capital(stage: _Stage, unit: Unit) -> bool:
    return unit.cap and not unit.opens and not any(p.span[0] <= unit.start < p.span[1] for p in stage.people.values())


def _unit_at(units: Sequence[Unit], start: int, default: int) -> int:
    return next((n for n, unit in enumerate(units) if unit.start == start), default)


def _body_in(stage: _Stage, first: int, last: int) -> MentionFound | None:
    """The longest body named in "of the State Council of Peru"."""
    if last <= first:
        return None
    start, end = stage.units[first].start, stage.units[last - 1].end
    inside = [body for body in stage.bodies.values() if start <= body.span[0] and body.span[1] <= end]
    return max(inside, key=lambda body: body.span[1] - body.span[0], default=None)


# ---- where the person stands
def _title(stage: _Stage, whole: _Whole) -> RoleFound | None:
    """"Russian Foreign Minister A B": the name at once behind the phrase, ranks between them apart."""
    return _named_from(stage, whole, _past_ranks(stage, whole.last))


def _before(stage: _Stage, whole: _Whole) -> RoleFound | None:
    """"the head of the X (ABBR), A B": a comma between, and an article or a body in the phrase."""
    units, at = stage.units, whole.last
    if at < len(units) and units[at].text == "(":
        at = next((n + 1 for n in range(at, min(at + 5, len(units))) if units[n].text == ")"), at)
    if at >= len(units) or units[at].text != ",":
        return None
    weighty = whole.body is not None or units[whole.first].low in ARTICLES
    return _named_from(stage, whole, _past_ranks(stage, at + 1)) if weighty else None


def _past_ranks(stage: _Stage, at: int) -> int:
    while at < len(stage.units) and stage.units[at].cap:
        end = honorific_end(stage.units, at, stage.scene.roles)
        if end == at:
            break
        at = end
    return at


def _named_from(stage: _Stage, whole: _Whole, at: int) -> RoleFound | None:
    holder = stage.people.get(stage.units[at].start) if at < len(stage.units) else None
    return _found(stage, whole, holder, (stage.units[whole.first].start, holder.span[1])) if holder else None


def _behind(stage: _Stage, whole: _Whole) -> RoleFound | None:
    """"A B, the head of the X"; "A B is the head of the X"; "A B, 45, a researcher at X"."""
    units, at = stage.units, whole.first - 1
    if at >= 2 and units[at].text == "," and units[at - 1].text.isdigit() and units[at - 2].text == ",":
        at -= 2
    adverb = units[at].low if at >= 1 and units[at].low in stage.scene.roles.adverbs else None
    at -= adverb is not None
    verb = at >= 1 and units[at].low in COPULAS and units[whole.first].low in ARTICLES
    if at < 1 or not (verb or units[at].text in BREAKS):
        return None
    if not verb and whole.last < len(units) and finite(units[whole.last].low):
        return None  # "in a message to A B, the minister said": the minister speaks, and is not A B
    end = units[_past_origin(units, at - 1)].end
    holder = next((p for p in stage.people.values() if p.span[1] == end), None)
    found = _found(stage, whole, holder, (holder.span[0], units[whole.last - 1].end)) if holder else None
    past = found and adverb and stage.scene.roles.adverbs[adverb] == "former"
    return msgspec.structs.replace(found, status="former") if found and past else found


def _past_origin(units: Sequence[Unit], at: int) -> int:
    """The unit before "of Lirnmark" in "A B of Lirnmark, the minister"; `at` where nobody's origin ends there."""
    place = at
    while place > 1 and at - place < LONGEST_ORIGIN and units[place].cap and units[place].tight:
        place -= 1
    return place - 1 if place < at and units[place].low in ("of", "from") else at


def _found(stage: _Stage, whole: _Whole, holder: MentionFound, span: Span) -> RoleFound:
    end = whole.last if whole.own_tail else whole.role.last
    words = stage.text[stage.units[whole.role.named].start : stage.units[end - 1].end]
    early = [unit.low for unit in stage.units[whole.first : whole.role.first]]
    status = next((stage.scene.roles.statuses[word] for word in early if word in stage.scene.roles.statuses), None)
    return RoleFound(span=span, holder=holder.span, role=" ".join(words.split()), status=status or whole.role.status,
                     of=whole.body.name if whole.body else None)


def _rank_only(roles: RoleWords, units: Sequence[Unit], whole: _Whole) -> bool:
    """"Colonel General A B", "Prince A": a rank or form of address and nobody's office."""
    words = [unit.low for unit in units[whole.role.named : whole.role.last]]
    return whole.body is None and whole.last == whole.role.last and all(word in roles.ranks for word in words)


def _with_shared_owner(roles: list[RoleFound], stage: _Stage) -> Iterator[RoleFound]:
    """Of "Russian Foreign Minister A and Defense chief B" the second has the state of the first."""
    states = {body.name for body in stage.bodies.values() if body.type == "state"}
    state, past = None, None
    for role in sorted(roles, key=lambda role: role.span):
        gap = " ".join(stage.text[past : role.span[0]].split()) if past is not None else ""
        state = role.of if role.of in states else state if gap in ALONGSIDE else None
        yield msgspec.structs.replace(role, of=role.of or state)
        past = role.span[1]
