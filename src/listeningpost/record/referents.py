"""Whom descriptions of people stand for, decided with a reason or not at all."""

import bisect
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..knowledge import Knowledge
from ..schema import Annotations, MentionFound, RoleFound, Span
from .entities import Cast, Entity
from .memory import REACH
from .offices import Found, PageOffice, called, holder_by_knowledge, holders_on_page, office_by_knowledge
from .tables import SHORT_TITLES

MOST = 24  # namings of one rank among which those who alone have it are looked for
NOBODY = Found(entity=None, why="nobody on the page is given this role")
WRONG_GENDER = Found(entity=None, why="the gender does not fit")


class Scene(NamedTuple):
    """What is needed to decide: the finds, the page's roles, knowledge, the page's days, and `titled_people`."""

    found: Annotations
    offices: Sequence[PageOffice]
    knowledge: Knowledge
    when: str | None
    titled: Mapping[str, Sequence[Span]]


def describe_entities(scene: Scene, cast: Cast) -> dict[Span, Found]:
    """For every description of a person the entity it stands for, with the reason: the page's own apposition, then the
    roles the page gives, then the dated offices of those it names, then dated offices."""
    people = [m for m in scene.found.mentions if m.form == "descriptor" and m.type == "person"]
    describing = _Describing(scene, cast)
    return {m.span: describing.described(m) for m in people}


def those_told(described: Mapping[Span, Found]) -> Cast:
    """The descriptions that somebody was found for, as a cast of their own."""
    return {span: one.entity for span, one in described.items() if one.entity}


class _Describing:
    """The page by whom it names where, looked up for one description after the other."""

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self.scene, self.cast = scene, cast
        self.starts = [sentence[0] for sentence in scene.found.parse.sentences]
        self.quoted = sorted(span for one in scene.found.attributions for span in one.quoted_spans)
        self.entities: dict[str, Entity] = {}
        self.spans: dict[str, list[Span]] = {}
        for span, one in sorted(cast.items(), key=lambda row: row[0]):
            self.entities.setdefault(one.id, one)
            if not self._in_quotation(span):
                self.spans.setdefault(one.id, []).append(span)
        self.keyed = [one for one in self.entities.values() if one.type == "person" and one.key]
        self.ranked: dict[str, list[Span]] = {}
        self.fitting: dict[tuple[str, str | None], list[PageOffice]] = {}

    def described(self, mention: MentionFound) -> Found:
        """Who one description stands for."""
        beside = _role_beside(mention.span, self.scene.found.roles)
        if beside and beside.holder in self.cast:
            holder = self.cast[beside.holder]
            return Found(entity=holder, why=f"stands beside the name {holder.name}")
        on_page = self._on_page(mention)
        if on_page.entity or not mention.of:
            return on_page if _fits_gender(on_page.entity, mention) else WRONG_GENDER
        known = holder_by_knowledge(mention.head or "", mention.of, self.scene.knowledge, self.scene.when)
        if known.entity is None:
            known = self._of_named(mention, None) or known
        same = self.entities.get(known.entity.id) if known.entity else None
        return Found(entity=same or known.entity, why=f"{on_page.why}; {known.why}")

    def _on_page(self, mention: MentionFound) -> Found:
        """By the roles the page gives, the surest first: the same office of the same state; the office that one named
        on the page held; who leads the state under another title; the office without its state; the rank."""
        head = mention.head or ""
        fitting = self._holders(head, mention.of)
        same = [o for o in fitting if o.role.of and mention.of] if mention.of else fitting
        exact = [o for o in same if _is_called(head, o)]
        for some in (exact, None, same, fitting):
            found = self._of_named(mention, self.scene.when) if some is None else self._last_named(mention, some)
            if found and (found.entity or found.why is not NOBODY.why):
                return found
        return self._by_rank(mention) or (NOBODY if mention.of else self._of_named(mention, None) or NOBODY)

    def _holders(self, head: str, of: str | None) -> list[PageOffice]:
        if (head, of) not in self.fitting:
            self.fitting[head, of] = holders_on_page(head, of, self.scene.offices)
        return self.fitting[head, of]

    def _of_named(self, mention: MentionFound, when: str | None) -> Found | None:
        """The one person named on the page, for an office without its state shortly before, who by knowledge held the
        office at `when`, or ever."""
        told = [(one, office_by_knowledge(mention.head or "", mention.of, one, self.scene.knowledge, when))
                for one in self.keyed]
        found = [(one, why) for one, why in told if why]
        if len(found) != 1:
            return None
        one, why = found[0]
        last = _last_before(self.spans.get(one.id, ()), mention.span[0])
        near = last is not None and self._sentence(mention.span) - self._sentence(last) <= REACH
        return Found(entity=one, why=why) if mention.of or near else None

    def _by_rank(self, mention: MentionFound) -> Found | None:
        """"The general": the last before it whose name the page writes with that rank, in full or short, else the one
        who alone has it."""
        words = (mention.head or "").lower()
        written = self._written(words)
        earlier = _last_before(written, mention.span[0])
        if not earlier and len({self.cast[span].id for span in written[:MOST]}) != 1:
            return None
        holder = self.cast[earlier or written[0]]
        return Found(entity=holder, why=f"the page writes {words} before the name {holder.name}")

    def _written(self, rank: str) -> list[Span]:
        if rank not in self.ranked:
            ranks = [rank, *(short for short, full in SHORT_TITLES.items() if rank in full)]
            self.ranked[rank] = sorted(s for one in ranks for s in self.scene.titled.get(one, ()) if s in self.cast)
        return self.ranked[rank]

    def _last_named(self, mention: MentionFound, fitting: Sequence[PageOffice]) -> Found:
        """Of several who fit the one named last before the description, quotations aside; open where one sentence names
        several of them."""
        if len(fitting) < 2:
            return called(fitting[0]) if fitting else NOBODY
        by_id = {office.holder.id: office for office in fitting}
        last_told = ((_last_before(self.spans.get(who, ()), mention.span[0]), who) for who in by_id)
        told = [(span, who) for span, who in last_told if span]
        last = max((self._sentence(span) for span, _ in told), default=0)
        near = {who for span, who in told if self._sentence(span) == last}
        if len(near) == 1:
            return called(by_id[near.pop()])
        names = ", ".join(sorted(office.holder.name for office in fitting))
        return Found(entity=None, why=f"several on the page fit: {names}")

    def _sentence(self, span: Span) -> int:
        return bisect.bisect_right(self.starts, span[0])

    def _in_quotation(self, span: Span) -> bool:
        number = bisect.bisect_right(self.quoted, span[0], key=lambda one: one[0]) - 1
        return number >= 0 and span[0] < self.quoted[number][1]


def _is_called(head: str, office: PageOffice) -> bool:
    """Whether the page gives the office by the very words of the description."""
    return set(head.lower().split()) <= set(office.role.role.lower().split())


def _last_before(spans: Sequence[Span], place: int) -> Span | None:
    """Of spans in order the last that begins before a place."""
    number = bisect.bisect_left(spans, place, key=lambda span: span[0])
    return spans[number - 1] if number else None


def titled_people(text: str, found: Annotations) -> dict[str, list[Span]]:
    """The spans of people's names by the word that stands before them: their rank, where it is one."""
    told: dict[str, list[Span]] = {}
    for mention in found.mentions:
        if mention.type == "person" and mention.form in ("name", "short", "alias"):
            before = text[max(mention.span[0] - 20, 0) : mention.span[0]].lower().split()
            if before:
                told.setdefault(before[-1], []).append(mention.span)
    return told


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
