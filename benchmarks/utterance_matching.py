"""Labelled groups of utterances and figure series, found again by place: what a given telling or point is in them.

A place given is matched to the labelled ones of its document by their characters: those that share at least half of the
shorter one. utterances/README.md says what is labelled.
"""

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from .alike import Item, characters

LEAST_SHARED = 0.5
MEMBERS = {"utterance": "tellings", "figure_series": "points"}
Place = tuple[str, int]  # the group's id and the number of a member in it


class Matched(NamedTuple):
    """What a given place is in the labels: member, other or optional of which groups."""

    members: frozenset[Place]
    others: frozenset[str]
    optional: frozenset[str]


def spans_of(item: Item) -> list[list[int]]:
    """The spans of a telling or point, given or labelled."""
    for key in ("content", "spans"):
        if key in item:
            found: list[list[int]] = item[key]
            return found
    return [item["span"]]


def same_place(one: Item, other: Item) -> bool:
    """The same document, and at least half of the shorter one's characters shared."""
    if one["document"] != other["document"]:
        return False
    a, b = characters(spans_of(one)), characters(spans_of(other))
    return bool(a and b) and len(a & b) >= LEAST_SHARED * min(len(a), len(b))


class Labels:
    """Labelled groups of one kind, found again by document."""

    def __init__(self, groups: Iterable[Item], kind: str) -> None:
        self.groups = [group for group in groups if group["kind"] == kind]
        self.kind = kind
        self.by_document = self._by_document()

    def _by_document(self) -> dict[str, list[tuple[str, str, int, Item]]]:
        found: dict[str, list[tuple[str, str, int, Item]]] = {}
        for group in self.groups:
            for role in (MEMBERS[self.kind], "others", "optional"):
                for number, item in enumerate(group.get(role, ())):
                    found.setdefault(item["document"], []).append((group["id"], role, number, item))
        return found

    def match(self, given: Item) -> Matched:
        """What a given telling or point is."""
        members: set[Place] = set()
        roles: dict[str, set[str]] = {"others": set(), "optional": set()}
        for group, role, number, item in self.by_document.get(given["document"], ()):
            if same_place(given, item):
                if role in roles:
                    roles[role].add(group)
                else:
                    members.add((group, number))
        inside = {group for group, _ in members}
        return Matched(frozenset(members), frozenset(roles["others"] - inside), frozenset(roles["optional"] - inside))

    def gold_pairs(self) -> set[tuple[Place, Place]]:
        return {
            ((group["id"], a), (group["id"], b))
            for group in self.groups
            for a, b in combinations(range(len(group[MEMBERS[self.kind]])), 2)
        }
