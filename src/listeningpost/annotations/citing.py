"""Those whom a teller cites: "Y reported C, citing X", "Citing X, Y said C": X has said what Y passes on."""

from collections.abc import Iterator, Sequence

from .adverbials import CITED
from .cues import Cue
from .noun_phrases import Phrase, phrase_after
from .pieces import Unit
from .reports import Report
from .speaking import PEOPLE, can_speak, head_of, is_document, plainly_speaks
from .tables import table
from .verb_groups import refers

CITING = Cue("cite", (), "assert", "speech", frozenset(["quote"]))
RELATIVE_FORMS = frozenset({"cited", "cites", "quoted", "quotes"})
BODIES = frozenset(table("speaking")["cited"]) | frozenset(table("names")["words"]["calls"])
REASONS = frozenset(table("speaking")["reasons"])


def find_citing(unit: Unit, found: Sequence[Report]) -> Iterator[Report]:
    """A report for everybody cited beside one of those found, with its content; its own speaker stands between."""
    for at, piece in enumerate(unit.pieces[:-1]):
        relative = at > 0 and unit.pieces[at - 1].low in ("which", "who") and piece.low in RELATIVE_FORMS
        end = at + (refers(unit, at) or int(piece.low in CITED or relative))
        if end == at:
            continue
        source, host = phrase_after(unit, end), _host(found, at)
        if source and host and host.source and _can_be_cited(unit, source, at):
            yield Report((at, end), source, host.contents, CITING, relay=host.source, relay_cue=host.cue)


def _host(found: Sequence[Report], at: int) -> Report | None:
    """The report beside whose clause the citing stands: the nearest cue whose content does not hold it."""
    beside = (report for report in found if not any(a <= at < b for a, b in report.contents))
    return min(beside, key=lambda report: (abs(report.cue[0] - at), report.cue), default=None)


def _can_be_cited(unit: Unit, source: Phrase, at: int) -> bool:
    """Whether a phrase is somebody or a paper, and not a reason: "citing officials", not "citing security reasons"."""
    relayed = any(piece.low == "saying" for piece in unit.pieces[at + 1 : source[1] + 2])
    people = any(piece.low in PEOPLE for piece in unit.pieces[slice(*source)])
    people |= any(piece.low == "who" for piece in unit.pieces[source[1] : source[1] + 1])
    body = unit.pieces[source[0]].low in ("the", "its", "his", "her", "their") and can_speak(unit, source)
    somebody = people or plainly_speaks(unit, source) or is_document(unit, source)
    head = head_of(unit, source).low
    heads = body and head in BODIES and head not in REASONS
    return not relayed and (somebody or heads)
