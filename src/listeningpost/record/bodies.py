"""Bodies named by whose they are: "its foreign ministry", "Ostavia’s defence ministry", "the Ostavian army"."""

import bisect
from collections.abc import Iterator

from ..knowledge import Knowledge, fold
from ..schema import Span
from .entities import Cast, Entity
from .evidence import POSSESSIVES
from .memory import Memory
from .nouns import head_noun
from .tables import SPEAKERS

REACH = 2  # sentences back to which "its" may reach


class Owned:
    """Leads a body's words to the body, by the state they name or point back to; `met` are the bodies so found."""

    def __init__(self, text: str, cast: Cast, memory: Memory, knowledge: Knowledge) -> None:
        self.text, self.cast, self.memory, self.knowledge = text, cast, memory, knowledge
        self.met: list[Entity] = []
        self.states = sorted((place, entity) for place, entity in cast.items() if entity.type == "state")

    def body(self, span: Span) -> tuple[Entity | None, str, str] | None:
        """The body's entity where knowledge has it, the name to call it by, and why; None where the words name no body
        of a state."""
        words = self.text[slice(*span)].split()
        if len(words) < 2 or head_noun([fold(word) for word in words]) not in SPEAKERS["bodies"]:
            return None
        owner, rest = self._owner(span, words)
        if owner is None or not rest:
            return None
        why = f"{' '.join(words)}: that of {owner.name}"
        sure = (one.actor for name in self._names(owner, rest) for one in self.knowledge.look_up(name) if one.certain)
        actor = next(sure, None)
        if actor is None:
            own = fold(words[0]) in POSSESSIVES
            return (None, f"{rest} of {owner.name}", why) if own else None
        entity = Entity(id=actor.qid or actor.key, name=actor.name, type=actor.type, key=actor.key, qid=actor.qid,
                        why=why)
        self.met.append(entity)
        return entity, actor.name, why

    def _owner(self, span: Span, words: list[str]) -> tuple[Entity | None, str]:
        """The state the words name ("Ostavian", "Ostavia’s") or point back to ("its"), and the words left over."""
        if fold(words[0]) in POSSESSIVES:
            return self._before(span), " ".join(words[1:])
        first = bisect.bisect_left(self.states, span[0], key=lambda row: row[0][0])
        for place, entity in self.states[first : first + len(words)]:
            if place[1] < span[1]:
                rest = self.text[place[1] : span[1]].removeprefix("'s").removeprefix("’s")
                return entity, " ".join(rest.split())
        return None, ""

    def _before(self, span: Span) -> Entity | None:
        for back in range(REACH + 1):
            states = [entity for entity in self.memory.before(span, back) if entity.type == "state"]
            if states:
                return states[-1] if back == 0 else states[0]
        return None

    def _names(self, owner: Entity, rest: str) -> Iterator[str]:
        actor = self.knowledge.actor(owner.key) if owner.key else None
        yield from (f"{demonym} {rest}" for demonym in (actor.demonyms if actor else ()))
        yield f"{owner.name} {rest}"
        yield f"{rest} of {owner.name}"
