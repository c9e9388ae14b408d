"""Whom descriptions and pronouns stand for, decided with a reason or not at all."""

import bisect
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..knowledge import Knowledge
from ..schema import Annotations, MentionFound, RoleFound, Span
from .entities import Cast, Entity
from .offices import Found, PageOffice, called, holder_by_knowledge, holders_on_page

REACH = 3  # sentences back to which a pronoun may reach
SINGULAR = frozenset({"organisation", "state", "media", "military_alliance", "armed_group"})


class Scene(NamedTuple):
    """What is needed to decide: the finds, the page's roles, knowledge, the page's days, and `titled_people`."""

    found: Annotations
    offices: Sequence[PageOffice]
    knowledge: Knowledge
    when: str | None
    titled: Mapping[str, Sequence[Span]]


def describe_entities(scene: Scene, cast: Cast) -> dict[Span, Found]:
    """For every description of a person the entity it stands for, with the reason: the page's own apposition, then the
    roles the page gives, then dated offices."""
    people = [m for m in scene.found.mentions if m.form == "descriptor" and m.type == "person"]
    return {m.span: _described(m, scene, cast) for m in people}


def those_told(described: Mapping[Span, Found]) -> Cast:
    """The descriptions that somebody was found for, as a cast of their own."""
    return {span: one.entity for span, one in described.items() if one.entity}


def _described(mention: MentionFound, scene: Scene, cast: Cast) -> Found:
    beside = _role_beside(mention.span, scene.found.roles)
    if beside and beside.holder in cast:
        holder = cast[beside.holder]
        return Found(entity=holder, why=f"stands beside the name {holder.name}")
    head = mention.head or ""
    fitting = holders_on_page(head, mention.of, scene.offices)
    ranked = None if fitting or mention.of else _by_rank(mention, scene, cast)
    on_page = ranked or _last_named(mention, fitting, scene, cast)
    if on_page.entity or not mention.of:
        return on_page if _fits_gender(on_page.entity, mention) else Found(entity=None, why="the gender does not fit")
    known = holder_by_knowledge(head, mention.of, scene.knowledge, scene.when)
    same = next((e for e in cast.values() if known.entity and e.id == known.entity.id), None)
    return Found(entity=same or known.entity, why=f"{on_page.why}; {known.why}")


def _by_rank(mention: MentionFound, scene: Scene, cast: Cast) -> Found | None:
    """"The general": the last before it whose name the page writes with that rank."""
    rank, titled = (mention.head or "").lower(), scene.titled.get((mention.head or "").lower(), ())
    earlier = [span for span in titled if span[1] <= mention.span[0] and span in cast]
    if not earlier:
        return None
    holder = cast[max(earlier)]
    return Found(entity=holder, why=f"the page writes {rank} before the name {holder.name}")


def titled_people(text: str, found: Annotations) -> dict[str, list[Span]]:
    """The spans of people's names by the word that stands before them: their rank, where it is one."""
    told: dict[str, list[Span]] = {}
    for mention in found.mentions:
        if mention.type == "person" and mention.form in ("name", "short", "alias"):
            before = text[max(mention.span[0] - 20, 0) : mention.span[0]].lower().split()
            if before:
                told.setdefault(before[-1], []).append(mention.span)
    return told


def _last_named(mention: MentionFound, fitting: Sequence[PageOffice], scene: Scene, cast: Cast) -> Found:
    """Of several who fit the one named last before the description; open where one sentence names several of them."""
    if len(fitting) < 2:
        return called(fitting[0]) if fitting else Found(entity=None, why="nobody on the page is given this role")
    by_id = {office.holder.id: office for office in fitting}
    told = sorted((span, one.id) for span, one in cast.items() if one.id in by_id and span[1] <= mention.span[0])
    starts = [sentence[0] for sentence in scene.found.parse.sentences]
    last = bisect.bisect_right(starts, told[-1][0][0]) if told else 0
    near = {who for span, who in told if bisect.bisect_right(starts, span[0]) == last}
    if len(near) == 1:
        return called(by_id[near.pop()])
    names = ", ".join(sorted(office.holder.name for office in fitting))
    return Found(entity=None, why=f"several on the page fit: {names}")


def _role_beside(span: Span, roles: Sequence[RoleFound]) -> RoleFound | None:
    """The role whose stretch holds the description, or begins with it; roles stand in the order of the text."""
    first = max(bisect.bisect_right(roles, span[0], key=lambda role: role.span[0]) - 2, 0)
    last = bisect.bisect_left(roles, span[1], key=lambda role: role.span[0])
    return next((r for r in roles[first:last] if _within(span, r.span) or _covers_role(span, r.span)), None)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _covers_role(mention: Span, role: Span) -> bool:
    """A description that an apposition ends or begins: their spans touch and neither holds the other."""
    return mention[0] == role[0] and mention[1] <= role[1]


def _fits_gender(entity: Entity | None, mention: MentionFound) -> bool:
    return entity is None or mention.gender is None or entity.gender in (None, mention.gender)


class Memory:
    """The people and bodies named so far in reading order, sentence by sentence, for pronouns to reach back to."""

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self.starts = [sentence[0] for sentence in scene.found.parse.sentences]
        self._told: dict[int, list[tuple[Span, Entity]]] = {}
        for span, entity in sorted(cast.items()):
            self._told.setdefault(self.sentence(span), []).append((span, entity))

    def sentence(self, span: Span) -> int:
        """The number of the sentence a span begins in (-1 before the first)."""
        return bisect.bisect_right(self.starts, span[0]) - 1

    def before(self, span: Span, back: int) -> list[Entity]:
        """Entities told in the sentence `back` before that of `span`, in order, none behind the span itself."""
        number = self.sentence(span) - back
        return [entity for place, entity in self._told.get(number, ()) if place[1] <= span[0]]


def referent(mention: MentionFound, memory: Memory) -> Found:
    """Whom a pronoun stands for: the first that fits in its own sentence, else in the nearest sentence before."""
    for back in range(REACH + 1):
        fitting = [entity for entity in memory.before(mention.span, back) if fits(mention, entity)]
        if fitting:
            where = "in the same sentence" if back == 0 else f"{back} sentence{'s' * (back > 1)} before"
            others = {entity.name for entity in fitting} - {fitting[0].name}
            doubt = f"; {', '.join(sorted(others))} would fit too" if others else ""
            return Found(entity=fitting[0], why=f"the first that fits, {where}{doubt}")
    return Found(entity=None, why=f"nobody fits within {REACH} sentences")


def fits(mention: MentionFound, entity: Entity) -> bool:
    """Whether a pronoun may stand for an entity by gender and number."""
    if mention.type == "person":
        return entity.type == "person" and entity.gender in (None, mention.gender)
    if mention.plural:
        return entity.type in ("group", "armed_group")
    return entity.type in SINGULAR
