"""What knowledge holds: actors, dated offices and memberships."""

from typing import Literal

import msgspec

from .base import MentionForm, MentionType, Record


class Office(Record, frozen=True):
    """A dated office. `to` None means that no end is known, not that the person still holds it."""

    person: str
    role: str
    of: str
    forms: tuple[str, ...] = ()
    start: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    known_until: str | None = None
    status: Literal["current", "acting"] = "current"
    sources: tuple[str, ...] = ()


class Affair(Record, frozen=True):
    """A dated state of affairs: that a state or body exists, or that a movement governs a state or place (`over`). `to`
    None means that no end is known."""

    of: str
    kind: Literal["exists", "governs"]
    over: str | None = None
    start: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    sources: tuple[str, ...] = ()


class Membership(Record, frozen=True):
    of: str
    start: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    status: str = "member"


class Actor(Record, frozen=True):
    """Someone or something that knowledge names. `key` is its stable name inside the tables."""

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
    gender: Literal["m", "f"] | None = None
    agency: bool = False
    pack: str = ""


class Known(Record, frozen=True):
    """One answer of `look_up`: who a name may stand for, in which form, and why."""

    actor: Actor
    form: MentionForm
    why: str
    certain: bool = True


class Spot(Record, frozen=True):
    """Where a place lies: degrees north and east, for a state its middle. `country` as the table has it (ISO 3166
    alpha-2, or a pack's own word), `atlas` the state's number in the atlas, `invented` where a pack made the place
    up."""

    name: str
    kind: Literal["state", "capital", "city", "place"]
    lat: float
    lon: float
    country: str | None = None
    geonameid: int | None = None
    inhabitants: int = 0
    atlas: str | None = None
    invented: bool = False
