"""Whose a figure is, where its own sentence says so: by the words of the figure, an "of" behind it, a possessive before
it, or a verb of having. A body that is only named in the same sentence owns nothing."""

import re
from collections.abc import Sequence

from ..schema import MentionFound, Span
from .figure_words import TABLE
from .tables import either

OWNERS = frozenset(("state", "organisation", "armed_group", "military_alliance", "group"))
BEHIND = re.compile(rf"\s+(?:{either(TABLE['owners']['behind'])})\s+\Z", re.IGNORECASE)
POSSESSED = re.compile(r"['’]s?\s+(?:\w[\w-]*\s+){0,3}\Z")
HAS = re.compile(rf"\s+(?:\w+ly\s+)?(?:{either(TABLE['owners']['verbs'])})\s+(?:(?!that\b)\w[\w’'-]*\s+){{0,8}}\Z")


def owner_of(text: str, span: Span, mentions: Sequence[MentionFound]) -> str | None:
    """The name of the body or state that a figure's sentence says it is of; `span` is the figure's, `mentions` those
    of the sentence in order."""
    named = [one for one in mentions if one.type in OWNERS and one.name]
    for one in named:
        if span[0] < one.span[0] and one.span[1] <= span[1] or _is_behind(text, span, one.span):
            return one.name
    before = [one for one in named if one.span[1] <= span[0]]
    return before[-1].name if before and _has(text, before[-1].span, span) else None


def _is_behind(text: str, span: Span, owner: Span) -> bool:
    return owner[0] > span[1] and BEHIND.fullmatch(text, span[1], owner[0]) is not None


def _has(text: str, owner: Span, span: Span) -> bool:
    """Whether the words from a body to a figure say that it has what is counted."""
    between = text[owner[1] : span[0]]
    return POSSESSED.fullmatch(between) is not None or HAS.fullmatch(between) is not None
