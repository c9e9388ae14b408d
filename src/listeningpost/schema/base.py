"""The base of every record, and the words that several records share."""

from typing import Literal

import msgspec

Span = tuple[int, int]
MapRow = tuple[int, int, int, int]

SCHEMA = "listeningpost/1"

MentionType = Literal[
    "person", "state", "organisation", "armed_group", "military_alliance", "media", "place", "group"
]
MentionForm = Literal["name", "short", "abbrev", "alias", "metonym", "demonym", "descriptor", "pronoun"]
NAME_FORMS: frozenset[str] = frozenset({"name", "short", "abbrev", "alias"})  # somebody's own names
NAMING_FORMS = NAME_FORMS | {"metonym"}  # and the name of a place or house that stands for who is there
DERIVED_FORMS = NAMING_FORMS | {"demonym"}  # and the word for those of a land
RoleStatus = Literal["current", "acting", "former", "self_claimed"]
StatementKind = Literal["direct", "indirect", "mixed"]
AttributionKind = Literal["speech", "belief", "headline", "hearsay"]
Act = Literal[
    "assert", "warn", "deny", "reject", "predict", "promise", "demand", "urge", "suggest", "announce", "describe",
    "report", "question",
]
DENYING: frozenset[str] = frozenset({"deny", "reject"})  # acts whose speaker does not hold what the content says
FigureKind = Literal["count", "share", "percent_change", "rank", "duration", "money", "other"]
Sign = Literal["positive", "negative", "neutral"]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of every record: made by keyword, never changed."""
