"""Who is named in the record: everybody once, by the name they go by, worked out once for each state of the store."""

import unicodedata
from collections import Counter, defaultdict

from ..schema import EntityInStore, Record
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
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def actors_of(asked: Asked) -> dict[str, Actor]:
    """Everybody that the pages of the reader's watch name, by folded name: those of most statements first, then of most
    mentions."""
    watch = asked.query.get("watch")
    if watch is None:
        return _everybody(asked.desk)
    return remembered(asked.desk, ("actors", watch), lambda: _counted(asked.desk.store, watched_pages(asked)))


def actor_of(desk: Desk, id_: str) -> Actor | None:
    """The actor that an entity id stands for; None for an id of nobody."""
    def made() -> dict[str, Actor]:
        return {one: actor for actor in _everybody(desk).values() for one in actor.entities}

    return remembered(desk, "entities", made).get(id_)


def _everybody(desk: Desk) -> dict[str, Actor]:
    return remembered(desk, ("actors", None), lambda: _counted(desk.store, None))


class _Tally:
    """What is counted of one name."""

    def __init__(self) -> None:
        self.names, self.types, self.ids = Counter[str](), Counter[str](), Counter[str]()
        self.pages = self.mentions = self.statements = 0

    def add(self, row: EntityInStore) -> None:
        often = row.mentions + row.statements
        self.names[row.name] += often
        self.types[row.type] += often
        self.ids[row.id] += often
        self.pages += row.pages
        self.mentions += row.mentions
        self.statements += row.statements


def _counted(store: Store, within: frozenset[str] | None) -> dict[str, Actor]:
    tallies = defaultdict[str, _Tally](_Tally)
    for row in store.entities_within(within):
        if row.type in NAMED:
            tallies[folded(row.name)].add(row)
    found = {name: _actor(tally) for name, tally in tallies.items()}
    order = sorted(found, key=lambda name: (-found[name].statements, -found[name].mentions, name))
    return {name: found[name] for name in order}


def _actor(tally: _Tally) -> Actor:
    ids = sorted(tally.ids, key=lambda id_: (-tally.ids[id_], id_))
    return Actor(id=ids[0], name=_commonest(tally.names), kind=_commonest(tally.types), entities=tuple(ids),
                 pages=tally.pages, mentions=tally.mentions, statements=tally.statements)


def _commonest(counts: Counter[str]) -> str:
    """What is counted most, of equals the first by its letters."""
    return min(counts, key=lambda word: (-counts[word], word))
