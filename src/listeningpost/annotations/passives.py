"""Reporting clauses in the passive: "was rejected by X as", "were told by X that"; who speaks stands behind "by"."""

from .content_ends import content_end
from .noun_phrases import Phrase, is_noun_like, phrase_after
from .pieces import WORDS, Unit
from .reports import Report
from .speaking import head_of
from .subjects import subject_before
from .tables import table
from .verb_groups import Group

SAYINGS = frozenset(table("cues")["sayings"]["nouns"])
REACH = 12  # pieces between the verb and "by"
CLAUSAL = frozenset(["clause", "that", "person", "person_required", "person_to", "to"])
TAILS = frozenset(["as", "of", "for"])
WHOLE = frozenset(["object", "as", "named", "person_of"])


def by_passive(text: str, unit: Unit, group: Group) -> Report | None:
    """The report of a cue in the passive, or None where no speaker stands behind "by"."""
    by = unit.find("by", group.end, group.end + REACH)
    if by < 0 or any(p.text in (",", ";", ".", ":") for p in unit.pieces[group.end : by]):
        return None
    source, subject = phrase_after(unit, by + 1), subject_before(unit, group.left)
    if source and "person_of" in group.cue.takes:
        source = source[0], max(source[0] + 1, unit.find("of", *source) if unit.find("of", *source) > 0 else source[1])
    if source is None or subject is None or not _speaks(unit, source):
        return None
    if "person_of" in group.cue.takes and unit.pieces[source[0]].low in ("a", "an"):
        return None  # "was accused by a woman of theft" tells of a case
    if group.cue.act == "reject" and not _rejects_words(unit, subject, (by, source[1])):
        return None
    contents, addressee = _contents(text, unit, group, subject, (by, source[1]))
    return Report((group.first, group.end), source, contents, group.cue, addressee) if contents else None


def _speaks(unit: Unit, source: Phrase) -> bool:
    """Whether a phrase can be a speaker: a name, a pronoun, a plural, or a noun with its article; no means ("by
    phone")."""
    first, last = unit.pieces[source[0]], unit.pieces[source[1] - 1]
    pronoun = first.low in ("him", "her", "them", "us", "me")
    named = last.capital or first.capital or last.low.endswith("s") or head_of(unit, source).low.endswith("s")
    return not first.time and (pronoun or named or first.low in WORDS["determiners"] and is_noun_like(last))


def _rejects_words(unit: Unit, subject: Phrase, agent: Phrase) -> bool:
    """Whether words are rejected: a claim, or something "as" something; an appeal rejected by a judge is a ruling."""
    tail = unit.pieces[agent[1]].low if agent[1] < len(unit.pieces) else ""
    words = {piece.low for piece in unit.pieces[slice(*subject)]}
    return tail == "as" or unit.find("as", subject[1], agent[0]) > 0 or bool(words & SAYINGS)


def _contents(
    text: str, unit: Unit, group: Group, subject: Phrase, agent: Phrase
) -> tuple[tuple[Phrase, ...], Phrase | None]:
    """The contents of a passive and whom it was said to: "it was said by X that Z", "Y was told by X that Z"."""
    told = bool(group.cue.takes & {"person", "person_required", "person_to"})
    at = agent[1]
    begins = unit.pieces[at].low if at < len(unit.pieces) else ""
    if begins in ("that", "to") and group.cue.takes & CLAUSAL and at + 1 < len(unit.pieces):
        start = at + (begins == "that")
        content = (start, content_end(text, unit, start, group))
        return ((content,) if content[1] > start else ()), (subject if told else None)
    if not group.cue.takes & WHOLE or unit.pieces[subject[0]].low in ("it", "that", "this"):
        return (), None
    inner = (group.end, agent[0])
    if begins in TAILS and at + 1 < len(unit.pieces):
        inner = (at, content_end(text, unit, at, group))
    tailed = inner[1] > inner[0] and unit.pieces[inner[0]].low in TAILS
    return ((subject, inner) if tailed else (subject,)), None
