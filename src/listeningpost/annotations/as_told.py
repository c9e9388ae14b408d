"""Whoever a clause with "as" gives as having told it too: "As the Ledger reported on Monday, the port is shut", "the
port is shut, as the mayor said", "the port is shut, as confirmed by the mayor"."""

from collections.abc import Iterator, Sequence

from .adverbials import CITED, past_dateline
from .cues import Cue, cue_forms
from .noun_phrases import Phrase, phrase_after
from .pieces import DASHES, WORDS, Unit
from .reports import Report
from .subjects import subject_before
from .tables import table
from .verb_groups import find_groups

VERBS = frozenset(table("cues")["as_told"]["verbs"])
ENDS = frozenset([",", ".", ";", "!", "?", *DASHES])
REACH = 30  # pieces of such a clause
LEAST = 3  # pieces of what is told


def find_as_told(unit: Unit, found: Sequence[Report]) -> Iterator[Report]:
    """A report for every such clause that is set off by commas and lies in nobody's words, none for a cue that has one
    already."""
    for at, piece in enumerate(unit.pieces[:-3]):
        if piece.low != "as" or not _set_off(unit, at) or any(a <= at < b for one in found for a, b in one.contents):
            continue
        passed_on = bool(found) and unit.pieces[at + 1].low in WORDS["issued"]  # tellers.py has whom they stand behind
        teller = None if passed_on else _by_whom(unit, at) or _who(unit, at)
        contents = _round(unit, at, teller[2]) if teller else ()
        if teller and contents and not any(one.cue[0] < teller[0][1] and teller[0][0] < one.cue[1] for one in found):
            yield Report(teller[0], teller[1], contents, teller[3])


Teller = tuple[Phrase, Phrase, int, Cue]  # cue, source, the piece behind the clause, the verb


def _set_off(unit: Unit, at: int) -> bool:
    opens, before = at == past_dateline(unit), unit.pieces[at - 1]
    return opens or before.text in (",", *DASHES) or before.quote is not None


def _by_whom(unit: Unit, at: int) -> Teller | None:
    """ "as confirmed by the mayor"."""
    form = cue_forms().get(unit.pieces[at + 1].low)
    if form is None or "participle" not in form.shapes or unit.pieces[at + 2].low != "by":
        return None
    cue = next((cue for cue in form.cues if cue.lemma in VERBS), None)
    source = phrase_after(unit, at + 3)
    return ((at + 1, at + 3), source, _end(unit, source[1]), cue) if cue and source else None


def _who(unit: Unit, at: int) -> Teller | None:
    """ "as the mayor said on Monday": nothing of its own is told."""
    for group in find_groups(unit):
        if not at < group.verb < at + REACH or group.mood != "finite" or group.passive or group.cue.lemma not in VERBS:
            continue
        source, end = subject_before(unit, group.left), _end(unit, group.end)
        follows = unit.pieces[group.end] if group.end < len(unit.pieces) else None
        bare = follows is None or follows.text in ENDS or follows.time or follows.low in WORDS["prepositions"] | CITED
        told = follows is not None and "person_required" in group.cue.takes and phrase_after(unit, group.end)
        if source and source[0] == at + 1 and (bare or told):
            return (group.first, group.end), source, end, group.cue
    return None


def _not_denied(unit: Unit, before: Phrase) -> Phrase | None:
    """What stands before such a clause, of what the page denies only the clause with "that": in "there is no sign that
    the bridge fell, as the mayor said" he said that it fell. Without one nobody can tell which he said."""
    denied = [i for i in range(*before) if unit.pieces[i].low in WORDS["negations"] | {"no"}]
    if not denied:
        return before
    that = unit.find("that", denied[-1], before[1])
    return (that + 1, before[1]) if that > 0 else None


def _end(unit: Unit, start: int) -> int:
    return next((i for i in range(start, len(unit.pieces)) if unit.pieces[i].text in ENDS), len(unit.pieces))


def _round(unit: Unit, first: int, end: int) -> tuple[Phrase, ...]:
    """What is told before and behind the clause; nothing where a dash or a stop ends it in the middle."""
    start, stop = past_dateline(unit), len(unit.pieces)
    while stop > end and unit.pieces[stop - 1].text in (".", "!", "?"):
        stop -= 1
    before = (start, first - (unit.pieces[first - 1].quote is None)) if first > start else None
    before = _not_denied(unit, before) if before else None
    behind = (end + 1, stop) if end < len(unit.pieces) and unit.pieces[end].text in (",", *DASHES) else None
    kept = tuple(part for part in (before, behind) if part and part[1] > part[0])
    return kept if any(b - a >= LEAST or unit.pieces[a].quote for a, b in kept) else ()
