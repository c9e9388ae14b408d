"""The blocks of a knowledge pack's TOML files, as strict records: an unknown field is an error, not a silence."""

from typing import Literal

import msgspec

from ..schema import Actor, Affair, Membership, MentionType, Office, Record


class StateEntry(Record, frozen=True, forbid_unknown_fields=True):
    """A block of states.toml. `former` and `to` mark a state that is no more."""

    key: str
    name: str
    qid: str | None = None
    aliases: tuple[str, ...] = ()
    abbrevs: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    capital_qid: str | None = None
    metonyms: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    members: tuple[Membership, ...] = ()
    former: bool = False
    to: str | None = None
    sources: tuple[str, ...] = ()


class ActorEntry(Record, frozen=True, forbid_unknown_fields=True):
    """A block of actors.toml."""

    key: str
    name: str
    type: MentionType
    qid: str | None = None
    aliases: tuple[str, ...] = ()
    abbrevs: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    members: tuple[Membership, ...] = ()
    country: str | None = None
    agency: bool = False
    former: bool = False
    to: str | None = None
    sources: tuple[str, ...] = ()


class PersonEntry(Record, frozen=True, forbid_unknown_fields=True):
    """A block of people.toml."""

    key: str
    name: str
    qid: str | None = None
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    gender: Literal["m", "f"] | None = None
    country: str | None = None
    sources: tuple[str, ...] = ()


class OfficeEntry(Office, frozen=True, forbid_unknown_fields=True):
    """A block of offices.toml."""


class AffairEntry(Affair, frozen=True, forbid_unknown_fields=True):
    """A block of affairs.toml."""


class PackHead(Record, frozen=True, forbid_unknown_fields=True):
    """pack.toml: what the pack is, which edition, under which licence."""

    title: str
    version: str
    note: str = ""
    licence: str = ""


Entry = StateEntry | ActorEntry | PersonEntry


def actor(entry: Entry, pack: str) -> Actor:
    """The Actor an entry describes; `pack` is the title of the pack that says so."""
    given = {field: getattr(entry, field) for field in entry.__struct_fields__ if field in Actor.__struct_fields__}
    kind = {StateEntry: "state", PersonEntry: "person"}.get(type(entry))
    return msgspec.convert({**given, **({"type": kind} if kind else {}), "pack": pack}, Actor)


def capital(entry: StateEntry, pack: str) -> Actor | None:
    """The capital as a place of its own; None where it bears the state's name and its key would be the state's."""
    if not entry.capital or entry.capital in (entry.name, *entry.aliases):
        return None
    return Actor(
        key=f"{entry.key}-capital", name=entry.capital, type="place", qid=entry.capital_qid, country=entry.key,
        pack=pack,
        ambiguous=(entry.capital,) if entry.capital in entry.ambiguous else (),
    )
