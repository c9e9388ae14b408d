"""Who is named in the record: everybody once, by the name they go by, worked out once for each state of the store."""

import unicodedata
from collections import Counter
from functools import lru_cache

from ..schema import Record
from ..store import Store
from .chosen import KEPT

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


@lru_cache(maxsize=KEPT)
def actors_of(store: Store, _: int, within: frozenset[str] | None) -> dict[str, Actor]:
    """Everybody that the pages (those within) name, by folded name: those of most statements first, then of most
    mentions. The second argument is the store's generation."""
    tallies = dict[str, dict[str, Counter[str]]]()
    for row in store.entity_rows():
        if row.type in NAMED and (within is None or row.page in within):
            tally = tallies.setdefault(folded(row.name), {"names": Counter(), "types": Counter(), "ids": Counter(),
                                                          "pages": Counter(), "sums": Counter()})
            for part, key in (("names", row.name), ("types", row.type), ("ids", row.entity)):
                tally[part][key] += row.mentions + row.statements
            tally["pages"][row.page] += 1
            tally["sums"]["mentions"] += row.mentions
            tally["sums"]["statements"] += row.statements
    found = {name: _actor(tally) for name, tally in tallies.items()}
    order = sorted(found, key=lambda name: (-found[name].statements, -found[name].mentions, name))
    return {name: found[name] for name in order}


def _actor(tally: dict[str, Counter[str]]) -> Actor:
    ids = [id_ for id_, _ in sorted(tally["ids"].items(), key=lambda pair: (-pair[1], pair[0]))]
    name, kind = (min(tally[part].items(), key=lambda pair: (-pair[1], pair[0]))[0] for part in ("names", "types"))
    return Actor(id=ids[0], name=name, kind=kind, entities=tuple(ids), pages=len(tally["pages"]),
                 mentions=tally["sums"]["mentions"], statements=tally["sums"]["statements"])


def actor_of(store: Store, id_: str) -> Actor | None:
    """The actor that an entity id stands for; None for an id of nobody."""
    return _by_entity(store, store.generation()).get(id_)


@lru_cache(maxsize=4)
def _by_entity(store: Store, generation: int) -> dict[str, Actor]:
    return {id_: one for one in actors_of(store, generation, None).values() for id_ in one.entities}
