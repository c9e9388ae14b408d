"""What the elements and attributes of HTML mean to a reader of the page, from tables/html.toml."""

import re
from collections.abc import Mapping
from typing import Any

from .tables import load
from .walk import Attribute

TABLE: dict[str, Any] = load("html")

BLOCK = frozenset(TABLE["elements"]["block"])
VOID = frozenset(TABLE["elements"]["void"])
HIDDEN = frozenset(TABLE["elements"]["hidden"])
FENCES = frozenset(TABLE["elements"]["fences"])
ENDS_SELECT = frozenset(TABLE["elements"]["ends_select"])
CELLS = frozenset({"td", "th", "caption"})
TABLE_PARTS = CELLS | {"table", "tbody", "thead", "tfoot", "tr"}
CLOSES: dict[str, frozenset[str]] = {name: frozenset(group) for group in TABLE["elements"]["closes"] for name in group}
# A page hidden as a whole until its scripts have run is a page to read, and its class tells of all its parts at once.
WHOLE = frozenset({"html", "body", "main", "article"})

# Areas that are no part of an article, and areas that sign it.
NOT_BODY = frozenset({"caption", "comments", "related"})
SIGNING = frozenset({"byline", "date"})

_AREAS = TABLE["areas"]
_BY_WORD = {word: area for area, words in _AREAS["by_word"].items() for word in words}
_SAYING = ("hidden", "display", "role", "rel", "itemprop", "datetime", *sorted(_BY_WORD))
# The same without words that hold another of them.
_TELLING = tuple(word for word in _SAYING if not any(other in word for other in _SAYING if other != word))
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_WORD = re.compile(r"[a-z]+")
_NOT_DISPLAYED = re.compile(r"display\s*+:\s*+none", re.IGNORECASE)
_LONGEST_CLASS = 400
NOTHING: frozenset[str] = frozenset()


def tells(source: str, start: int, end: int) -> bool:
    """Whether a stretch of attributes may say anything about its part of the page; a cheap first look."""
    written = source[start:end].lower()
    return any(map(written.__contains__, _TELLING))


def is_hidden(name: str, found: Mapping[str, Attribute], veiled: bool = False) -> bool:
    """Whether an element is kept from view by its kind, or, unless `veiled` text is asked for, by its `hidden`
    attribute or its own style."""
    if name in HIDDEN:
        return True
    if veiled or name in WHOLE or not found:
        return False
    if "hidden" in found and found["hidden"].value.lower() != "false":
        return True
    return "style" in found and _NOT_DISPLAYED.search(found["style"].value) is not None


def areas_of(name: str, found: Mapping[str, Attribute]) -> frozenset[str]:
    """What an element says its part of the page is for: the values of the table [areas]."""
    areas = {_AREAS["by_element"][name]} if name in _AREAS["by_element"] else set()
    if not found or name in WHOLE:
        return frozenset(areas) if areas else NOTHING
    if "role" in found and (area := _AREAS["by_role"].get(found["role"].value.strip().lower())):
        areas.add(area)
    for key in ("class", "id"):
        if key in found:
            areas |= {_BY_WORD[word] for word in _words(found[key].value[:_LONGEST_CLASS]) if word in _BY_WORD}
    return frozenset(areas)


def _words(value: str) -> set[str]:
    return {piece.lower() for piece in _PIECE.findall(value)} | set(_WORD.findall(value.lower()))
