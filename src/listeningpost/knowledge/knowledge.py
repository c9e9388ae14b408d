"""What is known beforehand of states, bodies, media and people, put together from packs."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from ..edtf import bounds
from ..schema import Actor, Affair, Known, Office, Span
from .entries import ActorEntry, StateEntry, actor, capital
from .offices import held, readings, with_role
from .packs import Pack, edition_of
from .surfaces import Index, Surface, fold, index, matches, under

T = TypeVar("T")

FORM_ORDER = ("name", "abbrev", "alias", "metonym", "demonym", "short")


class Knowledge:
    """Actors, their surface forms and dated offices. Made by `open_knowledge`; never changed afterwards.

    version: the editions of the packs it was made from, each with a digest of what it holds.
    titles: title words by kind, from the packs' titles.toml.
    """

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.version = "+".join(edition_of(pack) if n == 0 else f"{pack.head.title} {edition_of(pack)}"
                                for n, pack in enumerate(packs))
        self._actors, self._ends = _actors(packs)
        self._offices = _offices(packs)
        self._affairs = _grouped((one.of, one) for pack in packs for one in pack.affairs)
        self.titles: Mapping[str, tuple[str, ...]] = _titles(packs)

    @functools.cached_property
    def _index(self) -> Index:
        return index(self._actors.values())

    @functools.cached_property
    def _surnames(self) -> dict[str, list[Actor]]:
        found: dict[str, list[Actor]] = {}
        for one in self._actors.values():
            if one.type == "person" and " " in one.name:
                for name in dict.fromkeys(fold(full).split()[-1] for full in (one.name, *one.aliases)):
                    found.setdefault(name, []).append(one)
        return found

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors, in the order of the packs."""
        return tuple(self._actors.values())

    def actor(self, key: str) -> Actor | None:
        """The actor with this key, or None."""
        return self._actors.get(key)

    def look_up(self, name: str, when: str | None = None) -> tuple[Known, ...]:
        """Who a name may stand for, best first; case, accents, hyphens and apostrophes are folded, but an abbreviation
        counts only in its own case. A surname alone gives people with form `short`, never certain.

        `when` (EDTF) leaves out the capitals and demonyms of states that were no more. Raises ValueError for no date.
        """
        words = fold(name).split()
        if not words:
            return ()
        rows = [s for s in under(self._index, words) if _equal(s, name, words)]
        known = self._known(rows, when)
        people = self._surnames.get(words[-1], ()) if len(words) == 1 and not known else ()
        return known + tuple(_by_surname(one, people) for one in people)

    def find(self, text: str, within: Sequence[Span]) -> Iterator[tuple[Span, tuple[Known, ...]]]:
        """All stretches of `text` inside the spans that are known names, the longest first at each place, with who they
        may stand for (best first). Word bounds and case are kept to; a possessive ending stays outside the span."""
        for span in within:
            for found, rows in matches(text, span, self._index):
                yield found, self._known(rows, None)

    def holders(self, role: str, of: str, when: str | None = None) -> tuple[Office, ...]:
        """The offices a role of a state or body may mean (`of`: key or name), held within `when`, the latest first.

        Raises ValueError where `when` is no EDTF date.
        """
        keys = {of} | {known.actor.key for known in self.look_up(of)} | {of.removesuffix("-capital")}
        mine = [office for key in keys for office in self._by_body.get(key, ())]
        return held(with_role(mine, role), when)

    def look_up_office(self, asked: str, when: str | None = None) -> tuple[Office, ...]:
        """Who held the office that words ask for ("foreign minister of Russia", "Russian foreign minister") within
        `when`, the latest first; empty where the words name no office that is known.

        Raises ValueError where `when` is no EDTF date.
        """
        return next(filter(None, (self.holders(role, body, when) for role, body in readings(asked))), ())

    def offices(self, person_key: str) -> tuple[Office, ...]:
        """All offices of a person, the latest first."""
        return held(self._by_person.get(person_key, ()), None)

    def affairs(self, key: str) -> tuple[Affair, ...]:
        """The dated states of affairs of a state or body, in the order of the packs."""
        return tuple(self._affairs.get(key, ()))

    @functools.cached_property
    def _by_body(self) -> dict[str, list[Office]]:
        return _grouped((office.of, office) for office in self._offices)

    @functools.cached_property
    def _by_person(self) -> dict[str, list[Office]]:
        return _grouped((office.person, office) for office in self._offices)

    def _known(self, rows: Iterable[Surface], when: str | None) -> tuple[Known, ...]:
        living = [row for row in rows if not self._gone(row, when)]
        living.sort(key=lambda row: (not row.certain, row.key in self._ends, FORM_ORDER.index(row.form)))
        keys = {row.key for row in living}
        return tuple(self._answer(row, sure=row.certain and len(keys) == 1) for row in living)

    def _gone(self, row: Surface, when: str | None) -> bool:
        """A state that is no more keeps its name, but not its capital and its demonyms."""
        end = self._ends.get(row.key)
        return bool(when and end and row.form in ("metonym", "demonym") and bounds(when)[0] > bounds(end)[1])

    def _answer(self, row: Surface, *, sure: bool) -> Known:
        one = self._actors[row.key]
        ended = f", which ended {self._ends[row.key]}" if row.key in self._ends else ""
        why = f"{row.text}: {row.form} of {one.name}{ended}" + ("" if sure else "; it has other meanings")
        return Known(actor=one, form=row.form, why=why, certain=sure)


def _equal(surface: Surface, name: str, words: Sequence[str]) -> bool:
    return surface.text == name if surface.exact else fold(surface.text).split() == list(words)


def _by_surname(one: Actor, all_of_them: Sequence[Actor]) -> Known:
    why = f"surname of {one.name}" + ("; others bear it" if len(all_of_them) > 1 else "")
    return Known(actor=one, form="short", why=why, certain=False)


def _actors(packs: Sequence[Pack]) -> tuple[dict[str, Actor], dict[str, str]]:
    """Actors by key, and the last day of those that are no more. A later pack's entry replaces an earlier one's."""
    found: dict[str, Actor] = {}
    ends: dict[str, str] = {}
    for pack in packs:
        for entry in pack.entries:
            found[entry.key] = actor(entry, pack.head.title)
            ends.pop(entry.key, None)
            if isinstance(entry, StateEntry | ActorEntry) and entry.to:
                ends[entry.key] = entry.to
            place = capital(entry, pack.head.title) if isinstance(entry, StateEntry) else None
            if place:
                found[place.key] = place
    return found, ends


def _offices(packs: Sequence[Pack]) -> tuple[Office, ...]:
    found = {(o.person, o.role, o.of, o.start): o for pack in packs for o in pack.offices}
    return tuple(found.values())


def _titles(packs: Sequence[Pack]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pack in packs:
        for kind, words in pack.titles.items():
            found[kind] = tuple(dict.fromkeys((*found.get(kind, ()), *words)))
    return found


def _grouped(rows: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, row in rows:
        found.setdefault(key, []).append(row)
    return found
