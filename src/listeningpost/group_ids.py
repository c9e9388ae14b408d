"""Ids of groups across pages: a letter, and the hash of the smallest id of the members.

So an id rests on what is in the group and never on when it was made. A group that loses or takes in a smaller member
goes by another id then; the id that each member would give a group of its own names the group that holds it for ever.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence

STORY = "Y"
DIGITS = 12


def group_id(letter: str, members: Iterable[str]) -> str:
    """The id of a group of one member or more. Raises ValueError without any."""
    return letter + hashlib.sha256(min(members).encode()).hexdigest()[:DIGITS]


def digest(parts: Sequence[object]) -> str:
    """12 hex digits of the sha256 of the parts as JSON without blanks."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
