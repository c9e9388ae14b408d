"""Pronouns that stand for somebody; who it is, the record decides."""

from collections.abc import Iterator, Sequence

from ..schema import MentionFound, MentionType
from .role_words import Gender
from .units import Line

Meant = tuple[MentionType, Gender | None, bool]
HE: Meant = ("person", "m", False)
SHE: Meant = ("person", "f", False)
THEY: Meant = ("group", None, True)
IT: Meant = ("organisation", None, False)
PRONOUNS: dict[str, Meant] = {
    **dict.fromkeys(("he", "him", "his", "himself"), HE), **dict.fromkeys(("she", "her", "hers", "herself"), SHE),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), THEY),
    **dict.fromkeys(("it", "its", "itself"), IT),
}


def find_pronouns(lines: Sequence[Line]) -> Iterator[MentionFound]:
    """Pronouns of the third person, wherever they stand; the record keeps those it can tell."""
    for line in lines:
        for unit in line.units:
            told = PRONOUNS.get(unit.low)
            if told and not (unit.text.isupper() and len(unit.text) > 1):
                kind, gender, plural = told
                yield MentionFound(span=(unit.start, unit.end), type=kind, form="pronoun", gender=gender, plural=plural,
                                   why="pronoun")
