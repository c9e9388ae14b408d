"""What a page says against the knowledge: an office that its holder did not hold on the day of the page."""

from collections.abc import Iterator, Sequence

from ..edtf import bounds, overlap
from ..knowledge import Knowledge
from ..schema import Flag, Office, Published, Role
from .offices import PageOffice
from .tables import SPEAKERS
from .years import offices_meant, term

KIND = "page_vs_knowledge"


def against_knowledge(published: Published, offices: Sequence[PageOffice], knowledge: Knowledge) -> Iterator[Flag]:
    """A flag for each person whom a dated page gives an office as theirs now, though by knowledge they held it at other
    times alone; nothing where knowledge does not have them in that office, or the page is not dated."""
    if published.edtf is None:
        return
    day = bounds(published.edtf)
    for role, holder in offices:
        held = offices_meant(role, knowledge.offices(holder.key)) if holder.key and role.status == "current" else ()
        if held and not any(overlap(term(office), day) for office in held) and not _kept(role, held, day[0]):
            times = ", ".join(f"{office.start or 'unknown'} to {office.to or 'now'}" for office in held)
            note = f"{holder.name} is {held[0].role} here; by knowledge from {times}, not on {published.edtf}"
            yield Flag(kind=KIND, note=note, span=role.span)


def _kept(role: Role, held: Sequence[Office], day: str) -> bool:
    """Whether it is a title that people keep when they leave the office ("President", "Senator")."""
    return role.role.lower() in SPEAKERS["kept_titles"] and all(term(office)[1] < day for office in held)
