"""Nouns of saying that carry their speaker and their content: "Lee's claim that ...", "a warning from Lee that ..."."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from ..schema import Act, AttributionKind
from .content_ends import content_end
from .cues import Cue, cue_forms
from .noun_phrases import Phrase, is_noun_like, phrase_after, phrase_before
from .pieces import WORDS, Unit
from .reports import Report
from .tables import table
from .verb_groups import Group

OWN = frozenset(["his", "her", "their", "its", "our", "my"])
POSSESSIVE = frozenset(["’s", "'s", "’", "'"])
LEAST = 3  # pieces of a content
MODIFIERS = 3  # so many words stand between the owner and the noun


@cache
def _nouns() -> dict[str, Cue]:
    """The nouns with the act and kind they tell."""
    rows = table("cues")["sayings"]
    acts = {noun: act for act, nouns in rows["acts"].items() for noun in nouns}
    made = {}
    for noun in rows["nouns"]:
        act, kind = cast(Act, acts.get(noun, "assert")), "belief" if noun in rows["belief"] else "speech"
        made[noun] = Cue(noun, (), act, cast(AttributionKind, kind), frozenset(["that"]))
    return made


def cue_of_noun(low: str) -> Cue | None:
    """What a noun of saying tells, None for another word."""
    return _nouns().get(low)


def find_by_noun(text: str, unit: Unit, earlier: Sequence[Report]) -> Iterator[Report]:
    """A report for every noun of saying with an owner and a clause behind it, where no earlier cue has that clause."""
    begun = {content[0] for report in earlier for content in report.contents}
    for at, piece in enumerate(unit.pieces[:-2]):
        cue = cue_of_noun(piece.low) if piece.word and not piece.time else None
        found = _owner_and_clause(unit, at) if cue and _behind_verb(unit, at) else None
        if cue is None or found is None or found[1] in begun:
            continue
        source, start = found
        group = Group(at, at + 1, at, at, cue, "finite")
        end = content_end(text, unit, start, group)
        if end - start >= LEAST:
            yield Report((at, at + 1), source, ((start, end),), cue)


def _owner_and_clause(unit: Unit, at: int) -> tuple[Phrase, int] | None:
    """Whose the noun at `at` is, and where the clause behind it begins."""
    after = unit.pieces[at + 1].low
    if after == "that":
        owner = _owner(unit, at)
        return (owner, at + 2) if owner else None
    if after not in ("by", "from"):
        return None
    owner = phrase_after(unit, at + 2)
    if owner is None or owner[1] + 1 >= len(unit.pieces) or unit.pieces[owner[1]].low != "that":
        return None
    return owner, owner[1] + 1


def _owner(unit: Unit, at: int) -> Phrase | None:
    for i in range(at - 1, max(-1, at - 2 - MODIFIERS), -1):
        low = unit.pieces[i].low
        if low in OWN:
            return i, i + 1
        if low in POSSESSIVE:
            owner = phrase_before(unit, i)
            return last_noun(unit, owner) if owner else None
        if not is_noun_like(unit.pieces[i]) and not low.endswith(("ed", "ing", "ly")):
            return None
    return None


def last_noun(unit: Unit, phrase: Phrase) -> Phrase:
    """The part of a phrase behind its last preposition but "of": of "a look at the mayor", "the mayor"."""
    cuts = [i for i in range(*phrase) if unit.pieces[i].low in WORDS["prepositions"] - {"of"}]
    return (cuts[-1] + 1, phrase[1]) if cuts and cuts[-1] + 1 < phrase[1] else phrase


def _behind_verb(unit: Unit, at: int) -> bool:
    """Whether a verb stands before: else the noun is the subject, and where its clause ends cannot be told."""
    for piece in unit.pieces[:at]:
        form = cue_forms().get(piece.low)
        verb = form is not None and bool(form.shapes & {"past", "s", "ing"})
        if verb or piece.low in WORDS["auxiliaries"] - POSSESSIVE or piece.low in WORDS["past_forms"]:
            return True
        if piece.low.endswith(("ed", "ing")) and not piece.capital:
            return True
    return False
