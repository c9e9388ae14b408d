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
