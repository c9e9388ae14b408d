"""The lists that names are told by, and a name as it was found."""

import functools
from typing import NamedTuple

from ..schema import MentionForm, MentionType
from .tables import table


class NameFound(NamedTuple):
    """Units `first` to `last` (end exclusive) of a line are a name; not `sure` where only a second look may keep it."""

    first: int
    last: int
    type: MentionType
    form: MentionForm
    sure: bool
    why: str


class Shape(NamedTuple):
    """The lists of names.toml as sets."""

    heads: dict[str, MentionType]
    openers: frozenset[str]
    not_names: frozenset[str]
    given: dict[str, str]
    particles: frozenset[str]
    not_alone: frozenset[str]
    speech: frozenset[str]
    posts: frozenset[str]
    crews: frozenset[str]
    calls: frozenset[str]
    things: frozenset[str]
    things_first: frozenset[str]
    no_titles: frozenset[str]
    inner_small: frozenset[str]


@functools.cache
def shape() -> Shape:
    """The lists that names are told by."""
    names = table("names")
    kinds: tuple[MentionType, ...] = ("organisation", "armed_group", "military_alliance", "media", "place")
    heads: dict[str, MentionType] = {word: kind for kind in kinds for word in names["heads"][kind]}
    return Shape(
        heads=heads, openers=frozenset(names["words"]["openers"]), not_names=frozenset(names["words"]["not_names"]),
        given={word: gender for gender in ("m", "f") for word in names["given"][gender]},
        particles=frozenset(names["joins"]["particles"]),
        speech=frozenset(names["words"]["speech"]), posts=frozenset(names["words"]["posts"]),
        crews=frozenset(names["words"]["crews"]), calls=frozenset(names["words"]["calls"]),
        things=frozenset(names["words"]["things"]), things_first=frozenset(names["words"]["things_first"]),
        no_titles=frozenset(names["words"]["no_titles"]), inner_small=frozenset(names["words"]["inner_small"]),
        not_alone=frozenset([*heads, *names["regions"]["directions"], *names["words"]["not_alone"]]),
    )
