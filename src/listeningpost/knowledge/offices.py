"""Dated offices: who held what, and when."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..edtf import EARLIEST, LATEST, bounds, overlap
from ..schema import Office
from .surfaces import fold

# Words that titles put in or leave out at will, and spellings that differ between houses
LEFT_OUT = frozenset({"the", "of", "for", "and", "to", "s"})
OF_SOMEBODY = re.compile(r"['\u2019]s?$")
SPELLINGS = {"defense": "defence", "centre": "center", "organization": "organisation", "ministers": "minister"}


def role_words(role: str) -> frozenset[str]:
    """The telling words of a role: "Minister of Defense" and "Defence Minister" have the same."""
    return frozenset(SPELLINGS.get(word, word) for word in fold(role).split()) - LEFT_OUT


def stretch(office: Office) -> tuple[str, str]:
    """First and last day of an office; without a known end it runs on."""
    first = bounds(office.start)[0] if office.start else EARLIEST
    return first, bounds(office.to)[1] if office.to else LATEST


def held(offices: Iterable[Office], when: str | None) -> tuple[Office, ...]:
    """The offices held at some time within `when` (EDTF), or at any time; the latest first."""
    days = bounds(when) if when else (EARLIEST, LATEST)
    chosen = [office for office in offices if overlap(stretch(office), days)]
    return tuple(sorted(chosen, key=lambda office: office.start or EARLIEST, reverse=True))


def with_role(offices: Sequence[Office], role: str) -> tuple[Office, ...]:
    """The offices that a role's words name: all words alike; where there is none, those whose title holds them all
    ("the minister" fits no one office better than another)."""
    wanted = role_words(role)
    titles = [(office, [role_words(form) for form in (office.role, *office.forms)]) for office in offices]
    exact = tuple(office for office, forms in titles if wanted in forms)
    return exact or tuple(office for office, forms in titles if wanted and any(wanted < form for form in forms))


def readings(asked: str) -> Iterator[tuple[str, str]]:
    """What role of what body words may ask for: "minister of defence of Ukraine", "Ukraine's defence minister",
    "Ukrainian defence minister"; the shortest body behind an "of" first, then the longest before the role."""
    words = asked.split()
    for place in reversed(range(1, len(words) - 1)):
        if words[place].lower() == "of":
            yield " ".join(words[:place]), _bare(words[place + 1 :])
    for stop in reversed(range(1, len(words))):
        yield " ".join(words[stop:]), OF_SOMEBODY.sub("", _bare(words[:stop]))


def _bare(words: Sequence[str]) -> str:
    """Words without an article before them."""
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() == "the" else words)
