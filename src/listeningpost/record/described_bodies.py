"""Which body "the foreign ministry", "his office" or "the Council" is, decided with a reason or not at all."""

import bisect
from collections.abc import Iterator, Sequence

from ..knowledge import Knowledge, fold
from ..schema import Annotations, MentionFound, RoleFound
from .entities import Cast, Entity
from .evidence import POSSESSIVES, Because, Evidence
from .ids import Numbering
from .offices import PageOffice, role_words
from .tables import SPEAKERS

BODY_TYPES = frozenset({"organisation", "armed_group", "military_alliance"})
SPELT = {"defence": "defense", "defense": "defence"}


def is_described_body(mention: MentionFound) -> bool:
    """Whether a find is a body by description, which only the page as a whole can tell."""
    body = mention.type in ("organisation", "state")
    return body and mention.head is not None and mention.key is None and mention.form in ("descriptor", "short")


class Describing:
    """Leads described bodies to bodies, one after the other; each sees those before it."""

    def __init__(self, found: Annotations, offices: Sequence[PageOffice], evidence: Evidence, ids: Numbering) -> None:
        self.found, self.offices, self.evidence, self.ids = found, offices, evidence, ids
        self.met: dict[str, dict[str, Entity]] = {}
        self.holders = {office.role.span: office.holder.key for office in offices}

    def bodies(self, cast: Cast) -> Cast:
        """The entity of every described body that the page or knowledge tells, by the mention's span."""
        told: Cast = {}
        named = sorted(((span, one) for span, one in cast.items() if one.type in BODY_TYPES), reverse=True)
        for mention in self.found.mentions:
            while named and named[-1][0][1] <= mention.span[0]:
                self._remember(named.pop()[1])
            entity = self._body(mention) if is_described_body(mention) else None
            if entity:
                told[mention.span] = entity
                self._remember(entity)
        return told

    def _remember(self, body: Entity) -> None:
        """Bodies told of so far, by each word of their names, the last told last."""
        for word in dict.fromkeys(fold(body.name).split()):
            rows = self.met.setdefault(word, {})
            rows.pop(body.id, None)
            rows[body.id] = body

    def _body(self, mention: MentionFound) -> Entity | None:
        words = fold(mention.name or "").split()
        noun, kind = fold(mention.head or ""), words[:-1]
        pointer = self._pointer(mention)
        if pointer in ("his", "her"):
            return self._somebodys(mention, noun, kind, pointer)
        named = self._named_before(mention, words)
        if named or (not kind and noun not in (*SPEAKERS["governments"], *SPEAKERS["lone"])):
            return named
        great = noun == "ministry" or noun in (*SPEAKERS["state_only"], *SPEAKERS["governments"])
        if not great and not mention.of and not pointer:
            return None  # "the central bank", "customs service": nobody's until the page says whose
        owner = self._owner(mention, pointer)
        return self._of_state(owner, words) if owner else None

    def _pointer(self, mention: MentionFound) -> str | None:
        text = self.evidence.text
        inside = text[slice(*mention.span)].split()[0].lower()
        before = text[max(mention.span[0] - 8, 0) : mention.span[0]].lower().split()
        return next((word for word in (inside, *before[-1:]) if word in POSSESSIVES), None)

    def _named_before(self, mention: MentionFound, words: Sequence[str]) -> Entity | None:
        """The last body told of whose name has all the words: "the Council", "fisheries bureau"; of the owner's, where
        one is named."""
        knowledge = self.evidence.knowledge
        for one in reversed(self.met.get(words[-1], {}).values()):
            if set(words) <= set(fold(one.name).split()) and _owned_by(one, mention.of, knowledge):
                why = f"{' '.join(words)}: {one.name}, told of before"
                return _with_why(one, why) if len(words) == 1 or mention.of or not self._pointer(mention) else None
        return None

    def _owner(self, mention: MentionFound, pointer: str | None) -> Because | None:
        if mention.of:
            state = self.evidence.by_name(mention.of) or self.evidence.land(mention.of)
            return Because(state, "named before it") if state else None
        if pointer:
            return self.evidence.pointed(mention.span, pointer)
        held = self._by_holder(mention)
        return held if held or self._of_several(mention) else self.evidence.owner(mention.span)

    def _of_several(self, mention: MentionFound) -> bool:
        """Whether others than states have a body of this name ("Security Council"): nothing but a holder tells it."""
        return bool(self.evidence.knowledge.look_up(mention.name or ""))

    def _by_holder(self, mention: MentionFound) -> Because | None:
        """"The foreign ministry spokeswoman, A B": by the office that knowledge gives A B."""
        number = bisect.bisect_right(self.found.roles, mention.span[0], key=lambda role: role.span[0]) - 1
        span = self.found.roles[number].span if number >= 0 else (0, 0)
        key = self.holders.get(span) if mention.span[1] <= span[1] else None
        offices = self.evidence.knowledge.offices(key) if key else ()
        bodies = {office.of for office in offices}
        states = {state.id: state for of in bodies for state in [self._state_behind(of)] if state}
        return Because(next(iter(states.values())), "by the office of its speaker") if len(states) == 1 else None

    def _state_behind(self, key: str) -> Entity | None:
        actor = self.evidence.knowledge.actor(key)
        return self.evidence.state(actor.key if actor and actor.type == "state" else actor.country if actor else None)

    def _somebodys(self, mention: MentionFound, noun: str, kind: Sequence[str], pointer: str) -> Entity | None:
        """"His ministry": that of his office; "his office" by his name; "her government": her state."""
        person = self.evidence.pointed(mention.span, pointer)
        if person is None:
            return None
        if noun not in ("ministry", *SPEAKERS["governments"]):
            name = f"{person.entity.name}'s {' '.join([*kind, noun])}"
            return Entity(id=self.ids.entity("organisation", name), name=name, type="organisation", why=person.why)
        for office in self.offices:
            state = self.evidence.by_name(office.role.of or "") if office.holder.id == person.entity.id else None
            if state and (noun in SPEAKERS["governments"] or kind):
                return self._of_state(Because(state, person.why), [*kind, noun])
            if state and role_words(office.role.role) & {"minister", "secretary"}:
                rest = [w for w in fold(office.role.role).split() if w not in SPEAKERS["of_ministers"]]
                return self._of_state(Because(state, person.why), [*rest, noun]) if rest else None
        return None

    def _of_state(self, owner: Because, words: Sequence[str]) -> Entity:
        """The body of a state, by knowledge or under a name made of both; the state itself for its government."""
        state, why = owner.entity, f"{' '.join(words)}: {owner.why}, {owner.entity.name}"
        if words[-1] in SPEAKERS["governments"]:
            return _with_why(state, why)
        knowledge = self.evidence.knowledge
        for name in _names(state, " ".join(words), knowledge):
            actor = next((one.actor for one in knowledge.look_up(name) if one.certain), None)
            if actor and actor.type == "organisation":
                return Entity(id=actor.qid or actor.key, name=actor.name, type=actor.type, key=actor.key,
                              qid=actor.qid, why=why, of=state.name)
        name = _called(state, words, knowledge)
        return Entity(id=self.ids.entity("organisation", name), name=name, type="organisation", why=why, of=state.name)


def _called(state: Entity, words: Sequence[str], knowledge: Knowledge) -> str:
    """The name of a body knowledge does not have, as such names are written: "Ostavian Foreign Ministry", "Parliament
    of Ostavia", and for lesser ones the page's words after the state's adjective."""
    actor = knowledge.actor(state.key) if state.key else None
    if state.type == "place":
        return f"{state.name} {' '.join(words)}"
    adjective = actor.demonyms[0] if actor and actor.demonyms else None
    great = words[-1] == "ministry" or words[-1] in SPEAKERS["state_only"]
    bare = " ".join(word.capitalize() if great else word for word in words)
    return f"{adjective} {bare}" if adjective and words[-1] not in SPEAKERS["state_only"] else f"{bare} of {state.name}"


def _names(state: Entity, words: str, knowledge: Knowledge) -> Iterator[str]:
    """The ways in which a state's body may be called."""
    actor = knowledge.actor(state.key) if state.key else None
    for spelt in _spelt(words):
        yield from (f"{demonym} {spelt}" for demonym in (actor.demonyms if actor else ()))
        yield from (f"{state.name} {spelt}", f"{state.name}'s {spelt}", f"{spelt} of {state.name}")


def _spelt(words: str) -> Iterator[str]:
    """"Defence ministry", "defense ministry", "ministry of defence"; "ministry of foreign affairs"."""
    kind, _, noun = words.rpartition(" ")
    others = (kind, f"{kind} affairs", f"the {kind}") if kind and noun == "ministry" else ()
    for spelt in (words, *(f"{noun} of {other}" for other in others)):
        yield spelt
        other = " ".join(SPELT.get(word, word) for word in spelt.split())
        if other != spelt:
            yield other


def _owned_by(one: Entity, of: str | None, knowledge: Knowledge) -> bool:
    actor = knowledge.actor(one.key) if one.key else None
    country = knowledge.actor(actor.country) if actor and actor.country else None
    return of is None or of in (one.of, country.name if country else None) or of in one.name


def _with_why(one: Entity, why: str) -> Entity:
    return Entity(id=one.id, name=one.name, type=one.type, why=why, key=one.key, qid=one.qid, gender=one.gender,
                  of=one.of)


def body_of_role(role: RoleFound, found: Sequence[MentionFound], bodies: Cast) -> Entity | None:
    """The described body that a role names as its own: "foreign ministry spokeswoman"."""
    return next((bodies[m.span] for m in found if m.span in bodies and m.name == role.of
                 and role.span[0] <= m.span[0] and m.span[1] <= role.span[1]), None)
