"""What is told without anybody who tells it: "is said to", "was told that", "it was reported that", "reportedly",
"rumours that"."""

from collections.abc import Iterator, Sequence

from .content_ends import content_end
from .cues import Cue
from .noun_phrases import Phrase
from .pieces import WORDS, Unit
from .reports import Report
from .subjects import subject_before
from .tables import table
from .verb_groups import Group

HEARSAY = table("cues")["hearsay"]
VERBS, TOLD, ADVERBS, NOUNS = (frozenset(HEARSAY[name]) for name in ("verbs", "told", "adverbs", "nouns"))
IMPERSONAL = frozenset(HEARSAY["impersonal"])
TAILS = frozenset({"to", "of"})  # "is said to have", "is suspected of"
LEAST = 3  # pieces of a content


def by_nobody(text: str, unit: Unit, group: Group) -> Report | None:
    """The report of a cue in the passive with nobody behind "by"."""
    if group.end + 1 >= len(unit.pieces) or unit.find("by", group.end, group.end + 3) >= 0:
        return None
    cue, group = (group.first, group.end), group._replace(end=_past_time(unit, group.end))
    after = unit.pieces[group.end].low
    subject = subject_before(unit, group.left)
    impersonal = group.left > 0 and unit.pieces[group.left - 1].low == "it"
    if unit.pieces[group.end].quote and group.cue.lemma in TOLD:
        return Report(cue, None, ((group.end, group.end + 1),), group.cue._replace(kind="hearsay"))
    if after == "that" and (group.cue.lemma in TOLD or impersonal and group.cue.lemma in VERBS | IMPERSONAL):
        contents = _until_end(text, unit, group, group.end + 1)
        return _hearsay(cue, contents, group.cue)
    if after in TAILS and subject and group.cue.lemma in VERBS and not impersonal:
        return _hearsay(cue, (subject, *_until_end(text, unit, group, group.end)), group.cue)
    return None


def _past_time(unit: Unit, end: int) -> int:
    """Past the day between a verb and "that": "it was reported | on July 21 | that"; else where the verb ends."""
    at = end
    while at + 1 < len(unit.pieces) and (unit.pieces[at].time or unit.pieces[at + 1].time):
        at += 1
    return at if at > end and unit.pieces[at].low == "that" else end


def _until_end(text: str, unit: Unit, group: Group, start: int) -> tuple[Phrase, ...]:
    """The content from `start`; inside ", who is said to be late," up to its comma."""
    end = content_end(text, unit, start, group)
    lead = [piece.low for piece in unit.pieces[max(group.left - 2, 0) : group.left]]
    if lead[:1] == [","] and lead[-1] in ("who", "which") and (comma := unit.find(",", start, end)) > 0:
        end = comma
    return ((start, end),) if end - start >= LEAST else ()


def _hearsay(cue: Phrase, contents: tuple[Phrase, ...], verb: Cue) -> Report | None:
    whole = contents and contents[-1][1] - contents[-1][0] >= LEAST
    return Report(cue, None, contents, verb._replace(kind="hearsay")) if whole else None


def find_hearsay(text: str, unit: Unit, earlier: Sequence[Report]) -> Iterator[Report]:
    """A report for every adverb of hearsay and every noun of it with a clause, none that an earlier cue has taken."""
    begun = {content[0] for report in earlier for content in report.contents}
    for at, piece in enumerate(unit.pieces[:-2]):
        if piece.low in ADVERBS and piece.quote is None:
            yield from _by_adverb(text, unit, at)
        elif piece.low in NOUNS and unit.pieces[at + 1].low == "that" and at + 2 not in begun:
            cue = Cue(piece.low, (), "report", "hearsay", frozenset(["that"]))
            group = Group(at, at + 1, at, at, cue, "finite")
            if contents := _until_end(text, unit, group, at + 2):
                yield Report((at, at + 1), None, contents, cue)


def _by_adverb(text: str, unit: Unit, at: int) -> Iterator[Report]:
    """The clause round an adverb, without it: "ships have allegedly met"."""
    left = at
    while left > 0 and unit.pieces[left - 1].low in WORDS["auxiliaries"] | WORDS["adverbs"] | WORDS["negations"]:
        left -= 1
    subject = subject_before(unit, left)
    cue = Cue(unit.pieces[at].low, (), "report", "hearsay", frozenset(["clause"]))
    behind = _until_end(text, unit, Group(at, at + 1, left, at, cue, "finite"), at + 1)
    if subject and behind:
        parts = (subject, (left, at)) if subject[1] != left else ((subject[0], at),)
        yield Report((at, at + 1), None, tuple(part for part in (*parts, *behind) if part[1] > part[0]), cue)
