"""What is attributed: the stretch behind or before a cue that is its content."""

from typing import NamedTuple

from .cues import cue_forms
from .noun_phrases import Phrase, is_adverb, is_noun_like, phrase_after
from .pieces import DASHES, WORDS, Piece, Unit, is_full
from .tables import table
from .verb_groups import Group

QUESTION_WORDS = frozenset(["whether", "if", "how", "why", "what", "who", "when", "where", "which"])
TURNS = frozenset(["and", "but", "while", "whereas", "although", "though"])
OF = frozenset(["of", "about", "against", "over", "on"])
BEGINNINGS = WORDS["determiners"] | WORDS["pronouns"] | {"there", "him", "them", "her", "us", "me"}
HANGING = frozenset(["quote", "clause", "object", "person_of", "of", "named", "as"])
SAYINGS, CARRIERS = (frozenset(table("cues")["sayings"][name]) for name in ("nouns", "carriers"))
# A lone clause or phrase that one of these begins is an adverbial and nobody's statement: "After the vote, he said."
FRONTED = frozenset(
    ["after", "as", "when", "before", "asked", "speaking", "during", "following", "amid", "despite", "addressing"]
)
SHORT = 3


class After(NamedTuple):
    """What follows a cue: `start` of the content (None where there is none), and the addressee on the way."""

    start: int | None
    addressee: Phrase | None = None
    split: bool = False


def after_cue(scene_text: str, unit: Unit, group: Group) -> After:
    """Where the content behind a cue begins, past addressee, time and occasion."""
    at, addressee = group.end, None
    if group.cue.takes & {"person", "person_required"}:
        addressee = _addressee(unit, group, at)
        at = addressee[1] if addressee else at
        if addressee is None and "person_required" in group.cue.takes:
            return After(None)
    at = _past_circumstances(unit, at)
    if at >= len(unit.pieces):
        return After(None, addressee)
    start = _start(scene_text, unit, group, at)
    split = start is not None and unit.pieces[at].text == ","
    return After(start, addressee, split)


def _addressee(unit: Unit, group: Group, at: int) -> Phrase | None:
    if at < len(unit.pieces) and unit.pieces[at].low == "that":
        return None
    phrase = phrase_after(unit, at, names=False)
    if phrase is None or "person_required" in group.cue.takes or phrase[1] >= len(unit.pieces):
        return phrase
    end = _past_circumstances(unit, phrase[1])
    follows = unit.pieces[min(end, len(unit.pieces) - 1)]
    return phrase if follows.low in QUESTION_WORDS | {"that", ":"} or follows.quote else None


def _past_circumstances(unit: Unit, at: int) -> int:
    """Past time words, adverbs, and occasions that "that", a colon or a quotation follows."""
    while at < len(unit.pieces):
        piece = unit.pieces[at]
        follows = unit.pieces[at + 1] if at + 1 < len(unit.pieces) else None
        if not (piece.time and not _possessive(follows) or _leads_on(unit, at)):
            break
        at += 1
    if at < len(unit.pieces) and unit.pieces[at].low in WORDS["prepositions"] - {"of", "about", "against", "for"}:
        return _past_occasion(unit, at)
    return at


def _possessive(piece: Piece | None) -> bool:
    return piece is not None and piece.low in ("’s", "'s")


def _leads_on(unit: Unit, at: int) -> bool:
    """Whether a preposition before a time, or an adverb before what is said, stands at `at`."""
    if at + 1 >= len(unit.pieces):
        return False
    piece, follows = unit.pieces[at], unit.pieces[at + 1]
    if follows.time and piece.low in ("on", "in", "late", "early", "at", "the"):
        return not (at + 2 < len(unit.pieces) and _possessive(unit.pieces[at + 2]))
    return is_adverb(piece.low) and (follows.low == "that" or follows.quote is not None or follows.time)


def _past_occasion(unit: Unit, at: int) -> int:
    for i in range(at + 1, min(at + 22, len(unit.pieces))):
        piece, before = unit.pieces[i], unit.pieces[i - 1]
        if piece.low == "that" and (
            not is_noun_like(before) or before.time or before.low in WORDS["venues"] or before.capital
        ):
            return i
        if piece.text == ":" or piece.quote is not None and is_noun_like(before) and piece.end - piece.start > 25:
            return i
        if (
            piece.text == ","
            and i + 1 < len(unit.pieces)
            and (unit.pieces[i + 1].quote or unit.pieces[i + 1].low == "that")
        ):
            return i
        if piece.text in (",", ".", ";") or piece.low in WORDS["auxiliaries"] and not _possessive(piece):
            break
    return at


def _start(text: str, unit: Unit, group: Group, at: int) -> int | None:
    """The first piece of the content that begins at or just behind `at`, as the cue's `takes` allow."""
    takes, piece = group.cue.takes, unit.pieces[at]
    clause = bool(takes & {"clause", "that"})
    nearly = at + 1 < len(unit.pieces)
    if piece.text == ":" and takes & {"quote", "clause", "that"}:
        return at + 1 if nearly else None
    if piece.text == ",":
        return _behind_comma(text, unit, group, at)
    if piece.quote is not None:
        return at
    if piece.low == "that" and clause:
        return at + 1 + (nearly and unit.pieces[at + 1].text == ",") if nearly else None
    if piece.low in QUESTION_WORDS and clause:
        return at
    if piece.low in OF and "of" in takes or piece.low == "against" and "against" in takes:
        return at + 1 if nearly else None
    carried = _saying_that(unit, at) if takes & {"saying", "object"} and group.cue.lemma in CARRIERS else None
    return carried or _start_of_object(unit, group, at)


def _saying_that(unit: Unit, at: int) -> int | None:
    """Behind "his accusation that": where the clause begins that a noun of saying carries."""
    for i in range(at, min(at + 6, len(unit.pieces) - 2)):
        if unit.pieces[i].low in SAYINGS and unit.pieces[i + 1].low == "that":
            return i + 2
        if not is_noun_like(unit.pieces[i]) and unit.pieces[i].low not in WORDS["determiners"] | {"’s", "'s", "about"}:
            return None
    return None


def _behind_comma(text: str, unit: Unit, group: Group, at: int) -> int | None:
    if at + 1 >= len(unit.pieces) or not group.cue.takes & {"clause", "quote"}:
        return None
    after = unit.pieces[at + 1]
    if after.quote is not None:
        return at + 1 if is_full(after.quote, text) else None
    if after.low.endswith("ing") or after.low in (
        "who",
        "which",
        "and",
        "but",
        "according",
        "as",
        "while",
        "after",
        "when",
    ):
        return None
    if after.low == "that":
        return at + 2 if at + 2 < len(unit.pieces) else None
    return at + 1 if "clause" in group.cue.takes else None


def _start_of_object(unit: Unit, group: Group, at: int) -> int | None:
    takes, piece = group.cue.takes, unit.pieces[at]
    begins = is_noun_like(piece) or piece.time or piece.low in BEGINNINGS
    if piece.low == "to" and takes & {"to", "person_required"}:
        return at
    if piece.low == "for" and "for" in takes and not group.cue.particle:
        return at + 1
    plain = group.cue.particle and takes & {"for", "on"} or "object" in takes
    if plain or "named" in takes and at + 2 < len(unit.pieces):
        return at if begins else None
    for take, word in (("person_of", "of"), ("person_to", "to"), ("as", "as"), ("for", "for")):
        if take in takes and begins and unit.find(word, at, at + 22) > at:
            return at
    if "clause" not in takes:
        return None
    return at if begins or piece.text == "$" or _fronted_clause(unit, at) else None


def _fronted_clause(unit: Unit, at: int) -> bool:
    """Whether a clause with a phrase in front begins at `at`: "said from today the port is closed"."""
    rest = unit.pieces[at:]
    verb = any(piece.low in WORDS["auxiliaries"] for piece in rest)
    return unit.pieces[at].low in WORDS["prepositions"] and verb and len(rest) > SHORT * 2


def content_end(text: str, unit: Unit, start: int, group: Group) -> int:
    """The end of a content that begins at `start`: the sentence's end, or where the next reporting clause turns off."""
    first = unit.pieces[start]
    if first.quote is not None and is_full(first.quote, text) and _stops_after(text, unit, start):
        return start + 1
    for at in range(start + 1, len(unit.pieces)):
        piece = unit.pieces[at]
        if piece.text in (".", "!", "?", ";") and (piece.text != ";" or _turns(unit, at + 1)):
            return at
        if (
            piece.text == ","
            and (_hangs_on(unit, at + 1) or _turns(unit, at + 1))
            or piece.text in DASHES
            and _hangs_on(unit, at + 1)
        ):
            return at
        if piece.low in ("and", "but") and _goes_on(unit, at + 1, group):
            return at
    return len(unit.pieces)


def _stops_after(text: str, unit: Unit, at: int) -> bool:
    quotation = unit.pieces[at].quote
    if quotation is None or at + 1 >= len(unit.pieces):
        return True
    follows = unit.pieces[at + 1]
    return (
        quotation.ends_clause(text)
        or not quotation.closed
        or follows.text in (".", ",", ";")
        or follows.low in ("and", "but", "as")
    )


def _hangs_on(unit: Unit, at: int) -> bool:
    """Whether ", adding that", ", according to" or the like begins at `at`."""
    while at < len(unit.pieces) and (
        is_adverb(unit.pieces[at].low) or unit.pieces[at].low in ("while", "and", "but", "by", "before", "after")
    ):
        at += 1
    if at + 1 >= len(unit.pieces):
        return False
    piece, after = unit.pieces[at], unit.pieces[at + 1]
    if piece.low == "according" and after.low == "to":
        return True
    form = cue_forms().get(piece.low)
    if form is None or "ing" not in form.shapes:
        return False
    said = form.cues[-1].takes
    return bool(said & HANGING) and (after.low != "," or "quote" in said)


def _turns(unit: Unit, at: int) -> bool:
    """Whether a conjunction with a subject and a cue of its own begins at `at`: ", but the minister said"."""
    if at >= len(unit.pieces) or unit.pieces[at].low not in TURNS:
        return False
    phrase = phrase_after(unit, at + 1)
    verb = phrase[1] if phrase else at + 1
    while verb < len(unit.pieces) and (_auxiliary(unit.pieces[verb]) or is_adverb(unit.pieces[verb].low)):
        verb += 1
    return verb < len(unit.pieces) and _said(unit.pieces[verb])


def _goes_on(unit: Unit, at: int, group: Group) -> bool:
    """Whether a second cue of the same speaker begins at `at`: "and warned that"."""
    while at < len(unit.pieces) and (is_adverb(unit.pieces[at].low) or _auxiliary(unit.pieces[at])):
        at += 1
    if at + 1 >= len(unit.pieces) or not _said(unit.pieces[at]):
        return False
    finite = group.mood == "participle" or unit.pieces[at].low.endswith(("ed", "s", "said", "told", "wrote"))
    form, after = cue_forms()[unit.pieces[at].low], unit.pieces[at + 1]
    plain = not form.noun or after.low in ("that", "to") or after.quote is not None
    return finite and plain and "ing" not in form.shapes | ({"ing"} if group.mood == "participle" else set())


def _auxiliary(piece: Piece) -> bool:
    return piece.low in WORDS["auxiliaries"] and piece.low not in WORDS["modals"]


def _said(piece: Piece) -> bool:
    """Whether a word is a cue of speech in a form that reports."""
    form = cue_forms().get(piece.low) if piece.word and not piece.capital else None
    return (
        form is not None
        and not form.shapes <= {"base", "ing"}
        and bool(form.cues[-1].takes & {"clause", "quote", "object"})
    )


def content_before(text: str, unit: Unit, start: int, end: int, least: int = SHORT) -> Phrase | None:
    """The content between `start` and the reporting clause at `end`, which a comma or a quotation must part from it.

    Without a full quotation it has `least` words or more.
    """
    while 0 < start < end and unit.pieces[start].low in (",", ";", ".", "and", "but"):
        start += 1
    if end <= start or unit.pieces[end - 1].text != "," and unit.pieces[end - 1].quote is None:
        return None
    end -= unit.pieces[end - 1].text == ","
    quoted = any(p.quote is not None and is_full(p.quote, text) for p in unit.pieces[start:end])
    if not quoted and end > start and unit.pieces[start].low in FRONTED and unit.find(",", start, end) < 0:
        return None
    enough = sum(p.word or p.quote is not None for p in unit.pieces[start:end]) >= least
    return (start, end) if end > start and (quoted or enough) else None
