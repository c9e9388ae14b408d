"""Whose body or office it is where its own words do not say: the states that the sentence, the paragraph and the page
itself speak for."""

import bisect
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..knowledge import Knowledge, fold
from ..schema import Annotations, Article, Span
from .entities import Cast, Entity
from .tables import SPEAKERS

POSSESSIVES = frozenset({"its", "their", "his", "her"})
NEAR_CITY = 300  # characters between a place and its mayor
REACH = 2  # sentences back to which a possessive may reach


class Row(NamedTuple):
    """Somebody told of on the page, in the order of the text; `body` where a body of the state stands there."""

    span: Span
    entity: Entity
    body: bool = False


class Because(NamedTuple):
    """A state or person something was taken to belong to, and why."""

    entity: Entity
    why: str


class Evidence:
    """The states and people of a page by place. A capital that is a place, and a body of a state, speak for the state;
    `home` is the state of the dateline, else of the outlet."""

    def __init__(self, article: Article, found: Annotations, cast: Cast, knowledge: Knowledge) -> None:
        self.text, self.knowledge = article.text, knowledge
        self.sentences, self.paragraphs = found.parse.sentences, found.parse.paragraphs
        self._by_key = {entity.key: entity for entity in cast.values() if entity.key}
        rows = sorted(cast.items())
        self.people = [Row(span, one) for span, one in rows if one.type == "person"]
        self.plain = [Row(span, one) for span, one in rows if one.type == "state"]
        self._by_state_name = {row.entity.name: row.entity for row in self.plain}
        self._by_place_name = {one.name: one for _, one in rows if one.type == "place"}
        self.places = [Row(span, one) for span, one in rows if one.type == "place" and _city(one)]
        past = {place for role in found.roles if role.status == "former" for place in range(*role.span)}
        told = ((span, one, self.state_of(one)) for span, one in rows if span[0] not in past)
        self.states = [Row(span, state, one.type == "organisation") for span, one, state in told if state]
        self.home = self._home(article)

    def state(self, key: str | None) -> Entity | None:
        """The state with this key, as the page's entity where it names it."""
        actor = self.knowledge.actor(key) if key else None
        if actor is None or actor.type != "state":
            return None
        return self._by_key.get(actor.key) or Entity(
            id=actor.qid or actor.key, name=actor.name, type="state", why="by knowledge", key=actor.key, qid=actor.qid)

    def state_of(self, one: Entity) -> Entity | None:
        """The state that an entity is or speaks for; None for people and for places that are no capital."""
        if one.type == "state" or one.type in ("person", "media"):
            return one if one.type == "state" else None
        actor = self.knowledge.actor(one.key) if one.key else None
        if actor is None:
            return self.by_name(one.of) if one.of else None
        capital = one.type != "place" or actor.key.endswith("-capital")
        return self.state(actor.country) if capital else None

    def by_name(self, name: str) -> Entity | None:
        """The state of this name, by the page or by knowledge."""
        named = self._by_state_name.get(name)
        return named or next((self.state(one.actor.key) for one in self.knowledge.look_up(name)), None)

    def land(self, name: str) -> Entity | None:
        """The place of this name where the page names it: a city or territory that has bodies of its own."""
        return self._by_place_name.get(name)

    def city(self, place: int) -> Because | None:
        """The place named last before `place`, near it, else the place the page names most: whose mayor speaks."""
        before = [row for row in self.places if row.span[0] < place]
        if before and place - before[-1].span[1] < NEAR_CITY:
            return Because(before[-1].entity, "the place told of before")
        counted = Counter(row.entity.id for row in self.places)
        most = next((row.entity for row in self.places if counted[row.entity.id] == max(counted.values())), None)
        return Because(most, "the place the page names most") if most else None

    def sentence(self, place: int) -> Span:
        """The sentence that holds a place, the nearest before it otherwise."""
        number = bisect.bisect_right(self.sentences, place, key=lambda span: span[0]) - 1
        return self.sentences[max(number, 0)] if self.sentences else (0, len(self.text))

    def earlier(self, place: int, back: int) -> Span | None:
        """The sentence `back` before that of `place`, in the same paragraph; None where there is none."""
        number = bisect.bisect_right(self.sentences, place, key=lambda span: span[0]) - 1 - back
        if number < 0:
            return None
        paragraph = bisect.bisect_right(self.paragraphs, place, key=lambda span: span[0]) - 1
        start = self.paragraphs[paragraph][0] if paragraph >= 0 else 0
        return self.sentences[number] if self.sentences[number][0] >= start else None

    def owner(self, span: Span) -> Because | None:
        """The state whose body the page speaks of at `span`, first by its own sentence, then by the paragraph, then by
        where the page comes from."""
        return self._in_sentence(span) or self._in_paragraph(span) or self._at_home()

    def _in_sentence(self, span: Span) -> Because | None:
        sentence = self.sentence(span[0])
        seat = _between(self.states, span[1], span[1] + len(" in X"))
        if seat and self.text[span[1] : seat[0].span[0]] == " in ":
            return Because(seat[0].entity, "the seat named behind it")
        before = _between(self.states, sentence[0], span[0])
        if before:
            return Because(before[0].entity, "the state its sentence speaks of")
        after = [row for row in _between(self.states, span[1], sentence[1]) if self._seat(row.span)]
        return Because(after[0].entity, "the seat its sentence names") if after else None

    def _seat(self, span: Span) -> bool:
        return self.text[: span[0]].endswith((" in ", " from "))

    def _in_paragraph(self, span: Span) -> Because | None:
        for back in range(1, REACH + 1):
            sentence = self.earlier(span[0], back)
            rows = _between(self.states, *sentence) if sentence else []
            if rows:
                return Because(rows[0].entity, "the state its paragraph speaks of")
        return None

    def _at_home(self) -> Because | None:
        return Because(self.home, "the page's own state") if self.home else None

    def _home(self, article: Article) -> Entity | None:
        for named in (article.dateline, article.outlet):
            for known in self.knowledge.look_up(named.name) if named else ():
                state = self.state(known.actor.key if known.actor.type == "state" else known.actor.country)
                if state:
                    return state
        return None

    def pointed(self, span: Span, word: str) -> Because | None:
        """Whom a possessive before `span` points to: people for "his" and "her", states for "its" and "their"."""
        rows = self.people if word in ("his", "her") else self.states
        genders = (None, {"his": "m", "her": "f"}.get(word))
        for back in range(REACH + 1):
            sentence = self.sentence(span[0]) if back == 0 else self.earlier(span[0], back)
            told = _between(rows, sentence[0], min(sentence[1], span[0])) if sentence else []
            fitting = [row for row in told if row.entity.gender in genders]
            if fitting:
                return Because(fitting[0].entity, f"{word}: {fitting[0].entity.name}")
        return None


def _city(one: Entity) -> bool:
    return fold(one.name).split()[-1:] not in [[word] for word in SPEAKERS["no_cities"]]


def _between(rows: Sequence[Row], start: int, end: int) -> Sequence[Row]:
    first = bisect.bisect_left(rows, start, key=lambda row: row.span[0])
    last = bisect.bisect_left(rows, end, key=lambda row: row.span[0])
    return rows[first:last]
