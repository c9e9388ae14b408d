"""Whose voice a number is told in: what tells its speaker from others."""

from collections.abc import Container

from ..knowledge import fold
from ..schema import Page, Speaker
from .counted import lists

SHORT = 2  # letters of a word that tells nobody from others


def voice_of(page: Page, speaker: Speaker, lands: Container[str]) -> tuple[str, ...]:
    """The words of a speaker's name, office and body that tell him from others, in their order; a body and who speaks
    for it share some, two people of one land or town none. `lands` are the folded names of places."""
    held = [role for role in page.roles if speaker.entity is not None and role.entity == speaker.entity]
    bodies = (role.of for role in held if role.of and fold(role.of) not in lands)
    told = " ".join(filter(None, (speaker.name, speaker.descriptor, *(role.role for role in held), *bodies)))
    return tuple(sorted({word for word in fold(told).split() if len(word) > SHORT and word not in lists().offices}))
