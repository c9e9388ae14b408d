"""Who is named in the record: everybody once, by the name they go by, worked out once for each state of the store."""

import unicodedata
from collections import Counter

from ..schema import Record
from ..store import Store
from .asking import Asked, Desk, remembered
from .watched import watched_pages

NAMED = ("person", "state", "organisation", "armed_group", "military_alliance", "media", "group")
WORDS = {
    "person": "person", "state": "state", "organisation": "body", "armed_group": "armed group",
    "military_alliance": "alliance", "media": "outlet", "group": "group",
}


class Actor(Record, frozen=True):
    """Somebody over all pages, as a dossier puts them together: all entities of one name. `id` is the one mentioned
    most; `kind` a type of mention."""

    id: str
    name: str
    kind: str
    entities: tuple[str, ...]
    pages: int
    mentions: int
    statements: int

    @property
    def word(self) -> str:
        """Their kind in words."""
        return WORDS.get(self.kind, self.kind)


def folded(text: str) -> str:
    """A name for comparing: case and accents folded away."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def actors_of(asked: Asked) -> dict[str, Actor]:
    """Everybody that the pages of the reader's watch name, by folded name: those of most statements first, then of most
    mentions."""
    key = ("actors", asked.query.get("watch"))
    return remembered(asked.desk, key, lambda: _counted(asked.desk.store, watched_pages(asked)))


def actor_of(desk: Desk, id_: str) -> Actor | None:
    """The actor that an entity id stands for; None for an id of nobody."""
    def made() -> dict[str, Actor]:
        return {one: actor for actor in _counted(desk.store, None).values() for one in actor.entities}

    return remembered(desk, "entities", made).get(id_)


def _counted(store: Store, within: frozenset[str] | None) -> dict[str, Actor]:
    tallies = dict[str, dict[str, Counter[str]]]()
    for row in store.entities_within(within):
        if row.type in NAMED:
            parts: dict[str, Counter[str]] = {part: Counter() for part in ("names", "types", "ids", "sums")}
            tally = tallies.setdefault(folded(row.name), parts)
            for part, key in (("names", row.name), ("types", row.type), ("ids", row.id)):
                tally[part][key] += row.mentions + row.statements
            tally["sums"]["pages"] += row.pages
            tally["sums"]["mentions"] += row.mentions
            tally["sums"]["statements"] += row.statements
    found = {name: _actor(tally) for name, tally in tallies.items()}
    order = sorted(found, key=lambda name: (-found[name].statements, -found[name].mentions, name))
    return {name: found[name] for name in order}


def _actor(tally: dict[str, Counter[str]]) -> Actor:
    ids = [id_ for id_, _ in sorted(tally["ids"].items(), key=lambda pair: (-pair[1], pair[0]))]
    name, kind = (min(tally[part].items(), key=lambda pair: (-pair[1], pair[0]))[0] for part in ("names", "types"))
    return Actor(id=ids[0], name=name, kind=kind, entities=tuple(ids), pages=tally["sums"]["pages"],
                 mentions=tally["sums"]["mentions"], statements=tally["sums"]["statements"])
