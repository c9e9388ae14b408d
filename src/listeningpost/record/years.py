"""The year of a page that prints none: candidates that the offices it names leave over."""

from collections.abc import Sequence

import msgspec

from ..edtf import bounds, overlap
from ..knowledge import Knowledge
from ..schema import DateCandidate, DateGiven, Office, Published, Role, Span
from .affairs import Stated, doubted
from .offices import PageOffice, role_words

UNKNOWN_YEAR = "XXXX-"


def narrow(published: Published, offices: Sequence[PageOffice], stated: Sequence[Stated], knowledge: Knowledge
           ) -> Published:
    """`published` without the candidates on whose day somebody did not hold the office that the page gives them, or a
    state of affairs that the page speaks of did not stand, each with its reason. Changes nothing for a dated page, and
    nothing where no candidate would be left."""
    if published.edtf or len(published.candidates) < 2:
        return published
    doubts = {c: _doubt(c, offices, knowledge) or doubted(stated, bounds(c.edtf)) for c in published.candidates}
    kept = tuple(c for c in published.candidates if doubts[c] is None)
    if not kept or len(kept) == len(published.candidates):
        return published
    reasons = tuple(f"not {c.edtf}: {doubts[c]}" for c in published.candidates if doubts[c])
    first = min(bounds(c.edtf)[0] for c in kept)
    return msgspec.structs.replace(
        published, candidates=kept, not_before=max(first, published.not_before or first),
        reasons=(*published.reasons, *reasons),
    )


def _doubt(candidate: DateCandidate, offices: Sequence[PageOffice], knowledge: Knowledge) -> str | None:
    """Who the page says held an office then, and by knowledge did not; None where all of them may have."""
    day = bounds(candidate.edtf)
    for role, holder in offices:
        held = offices_meant(role, knowledge.offices(holder.key)) if holder.key and role.status == "current" else ()
        if held and not any(overlap(term(office), day) for office in held):
            return f"{holder.name} did not hold the office of {held[0].role} then"
    return None


def offices_meant(role: Role, offices: Sequence[Office]) -> tuple[Office, ...]:
    """Of a person's offices by knowledge those that a role of the page names."""
    wanted = role_words(role.role)
    return tuple(o for o in offices if any(wanted <= role_words(form) for form in (o.role, *o.forms)))


def term(office: Office) -> tuple[str, str]:
    """First and last day of an office, open ends as far as dates go."""
    return bounds(office.start or "..")[0], bounds(office.to or "..")[1]


def dated(edtf: str, span: Span, published: Published, narrowed: bool) -> DateGiven:
    """A date of time words; where its year is unknown the years of the page's candidates: one, or a set of them
    (EDTF `[a,b]`)."""
    if not edtf.startswith(UNKNOWN_YEAR) or not published.candidates:
        return DateGiven(edtf=edtf, basis="page", span=span)
    days = sorted({c.edtf[:4] + edtf[4:] for c in published.candidates})
    told = days[0] if len(days) == 1 else f"[{','.join(days)}]"
    return DateGiven(edtf=told, basis="page+knowledge" if narrowed else "page", span=span)
