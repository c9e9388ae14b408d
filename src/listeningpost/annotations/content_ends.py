"""Where a content ends: at the end of its sentence, or where the next reporting clause turns off."""

from .cues import cue_forms
from .noun_phrases import Phrase, is_adverb, phrase_after, subject_of_with
from .pieces import DASHES, WORDS, Piece, Unit, is_finite, is_full
from .tables import table
from .verb_groups import Group, closes_as_teller, ends_told
from .what_follows import at_figure, falls_silent, is_stance

TURNS = frozenset(["and", "but", "while", "whereas", "although", "though"])
SAYINGS = frozenset(table("cues")["sayings"]["nouns"])
ASIDES = frozenset(["who", "which"])
TIMED = frozenset(["on", "in", "at"])  # before words of time
TOLD = frozenset(["told", "tells"])
WITH = 14  # so many pieces behind ", with" a participle may stand
TAIL = 22  # so many pieces behind "accused" its "of" stands
ASIDE = 20  # pieces of what tells of a subject between commas
OBJECTS = frozenset(["him", "them", "me", "us", "himself", "herself", "themselves"])
NEAR = 8  # so many pieces behind ", a charge that" its speaker and verb stand
ASKED = frozenset(table("cues")["asked"]["openings"])
HANGING = frozenset(["quote", "clause", "object", "person_of", "of", "named", "as"])


def content_end(text: str, unit: Unit, start: int, group: Group) -> int:
    """The end of a content that begins at `start`: the sentence's end, or where the next reporting clause turns off."""
    first = unit.pieces[start]
    if first.quote is not None and is_full(first.quote, text) and _stops_after(text, unit, start):
        return start + 1
    for at in range(start + 1, len(unit.pieces)):
        piece = unit.pieces[at]
        if piece.text in (".", "!", "?") or piece.text == ";" and _ends_at_semicolon(unit, start, at):
            return at
        if piece.text == "," and (_ends_at_comma(unit, at + 1) or _closes_aside(unit, at, group)):
            return at
        if piece.text == "," and group.verb < at and _answers(unit, at + 1):
            return at
        if piece.text in DASHES and _breaks_off(unit, at + 1):
            return at
        if piece.low in ("and", "but") and _goes_on(unit, at + 1, group) and not _of_another(unit, start, at):
            return at
        if piece.low in ("and", "but") and falls_silent(unit, at + 1):
            return at - (unit.pieces[at - 1].text == ",")
        if piece.quote and ends_told(piece) and is_told(unit, at + 1):
            return at + 1
    return len(unit.pieces)


def _ends_at_semicolon(unit: Unit, start: int, at: int) -> bool:
    """Whether what stands behind a semicolon is no more part of the content that begins at `start`: it is told anew, or
    one of both is a clause and the other is none ("denied the claims; the council met"), or neither, and no list is
    made of them ("denies a leak; nine ill", as headlines have it)."""
    if _turns(unit, at + 1) or _told_anew(unit, at + 1):
        return True
    behind = [piece.low for piece in unit.pieces[at + 1 :]]
    clause, other = (any(map(is_finite, some)) for some in (unit.pieces[start:at], unit.pieces[at + 1 :]))
    listed = ";" in behind or behind[:1] == ["and"] or unit.find(";", start, at) > 0
    return "that" not in behind[:2] and (clause != other or not clause and not listed)


def _ends_at_comma(unit: Unit, at: int) -> bool:
    """Whether what begins at `at`, behind a comma, is no more part of the content."""
    return any(turn(unit, at) for turn in (_hangs_on, _turns, _is_answered, is_told, _with_own, _passed_on))


def _closes_aside(unit: Unit, comma: int, group: Group) -> bool:
    """Whether a comma closes the clause by the way in which the cue stands: "Lind, who last year said it was safe, |
    left"."""
    at = group.left - 1
    while at > 0 and (unit.pieces[at].time or is_adverb(unit.pieces[at].low) or unit.pieces[at].low in TIMED):
        at -= 1
    opened = at > 0 and unit.pieces[at].low in ASIDES and unit.pieces[at - 1].text == ","
    behind = unit.pieces[comma + 1 : comma + 2]
    return opened and any(is_finite(piece) or _said(piece) for piece in behind)


def _answers(unit: Unit, at: int) -> bool:
    """Whether the answer begins at `at`, in a sentence that opens with what was asked: "Asked about reports that the
    port would close, | he said"."""
    opening = [piece.low for piece in unit.pieces[:2]]
    asked = opening[:1] and opening[0] in ASKED or opening[:1] in (["when"], ["if"]) and opening[-1] in ASKED
    phrase = phrase_after(unit, at) if asked else None
    return phrase is not None and _verb_of_saying(unit, phrase[1])


def _passed_on(unit: Unit, at: int) -> bool:
    """Whether ", as reported by Reuters" begins at `at`."""
    words = [piece.low for piece in unit.pieces[at : at + 3]]
    return len(words) == 3 and words[0] == "as" and words[1] in WORDS["issued"] and words[2] == "by"


def _stops_after(text: str, unit: Unit, at: int) -> bool:
    quotation = unit.pieces[at].quote
    if quotation is None or at + 1 >= len(unit.pieces):
        return True
    follows = unit.pieces[at + 1]
    if follows.low in ("and", "but", "or") and at + 2 < len(unit.pieces) and unit.pieces[at + 2].low == "that":
        return False
    return (
        quotation.ends_clause(text)
        or not quotation.closed
        or follows.text in (".", ",", ";")
        or follows.low in ("and", "but", "as")
    )


def _breaks_off(unit: Unit, at: int) -> bool:
    """Whether the page speaks again behind a dash: " — but it is not known whether"."""
    return _hangs_on(unit, at) or at < len(unit.pieces) and unit.pieces[at].low in ("but", "although", "though")


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


def _with_own(unit: Unit, at: int) -> bool:
    """Whether ", with the mayor warning" begins at `at`: a participle with a subject of its own."""
    if at >= len(unit.pieces) or unit.pieces[at].low != "with":
        return False
    for i in range(at + 2, min(at + WITH, len(unit.pieces))):
        form = cue_forms().get(unit.pieces[i].low)
        if form and "ing" in form.shapes and subject_of_with(unit, i) == (at + 1, i):
            return True
    return False


def _is_answered(unit: Unit, at: int) -> bool:
    """Whether ", a charge that X rejects" or ", which X denies" begins at `at`: another's word on what was said."""
    pieces = unit.pieces
    if at + 2 >= len(pieces):
        return False
    if pieces[at].low != "which":
        noun = next((i for i in range(at, min(at + 4, len(pieces) - 2)) if pieces[i].low in SAYINGS), -1)
        if pieces[at].low not in ("a", "an", "the") or noun < 0 or pieces[noun + 1].low in ("of", "for"):
            return False
        at = noun
    phrase = phrase_after(unit, at + 1 + (pieces[at + 1].low in ("that", "which")))
    verb = _past_auxiliaries(unit, phrase[1]) if phrase else 0
    return phrase is not None and phrase[1] - at <= NEAR and (
        _verb_of_saying(unit, verb) or _accuses(unit, verb) or _answering(unit, phrase))


def _answering(unit: Unit, phrase: Phrase) -> bool:
    """Whether a plural answers in the base form, with the sentence's end or a verb right behind: "a claim residents |
    dispute", "a claim scientists | say is wrong"."""
    at = next((i for i in (phrase[1] - 1, phrase[1]) if i < len(unit.pieces) and _base(unit, i)), -1)
    behind = unit.pieces[at + 1] if 0 < at < len(unit.pieces) - 1 else None
    plural = at > 0 and unit.pieces[at - 1].low.endswith(("s", "police", "people"))
    return plural and (behind is None or not behind.word or is_finite(behind))


def _base(unit: Unit, at: int) -> bool:
    form = cue_forms().get(unit.pieces[at].low)
    return form is not None and "base" in form.shapes


def is_told(unit: Unit, at: int) -> bool:
    """Whether ", X said" closes the sentence: a teller of the whole."""
    if at + 1 < len(unit.pieces) and closes_as_teller(unit, at):
        return True
    phrase = phrase_after(unit, at)
    if phrase is None or unit.pieces[phrase[0]].quote:
        return False
    if any(closes_as_teller(unit, i) for i in (phrase[1] - 1, phrase[1]) if phrase[0] < i < len(unit.pieces) - 1):
        return True
    if _closed(unit, phrase[1]) and phrase[1] - phrase[0] > 1:
        return _says(unit, phrase[1] - 1)
    at = phrase[1] + 1
    if phrase[1] < len(unit.pieces) and unit.pieces[phrase[1]].low in TOLD and (heard := phrase_after(unit, at)):
        at = heard[1]  # ", officials told the paper."
    told = phrase[1] < len(unit.pieces) and _closed(unit, at)
    return told and (_said(unit.pieces[phrase[1]]) or _says(unit, phrase[1]))


def _closed(unit: Unit, at: int) -> bool:
    """Whether the sentence ends at `at` with its stop."""
    return at < len(unit.pieces) and unit.pieces[at].text in (".", "!", "?")


def _past_auxiliaries(unit: Unit, at: int) -> int:
    while at < len(unit.pieces) - 1 and (_auxiliary(unit.pieces[at]) or is_adverb(unit.pieces[at].low)):
        at += 1
    return at


def _verb_of_saying(unit: Unit, at: int) -> bool:
    at = _past_auxiliaries(unit, at)
    return at < len(unit.pieces) and _said(unit.pieces[at])


def _turns(unit: Unit, at: int) -> bool:
    """Whether a conjunction with a subject and a cue of its own begins at `at`: ", but the minister said"."""
    if at >= len(unit.pieces) or unit.pieces[at].low not in TURNS:
        return False
    phrase = phrase_after(unit, at + 1)
    verb = _past_aside(unit, phrase[1]) if phrase else at + 1
    if _verb_of_saying(unit, verb) or _accuses(unit, _past_auxiliaries(unit, verb)):
        return True
    return phrase is not None and any(_says(unit, i) for i in range(at + 2, phrase[1] + 1))


def _past_aside(unit: Unit, at: int) -> int:
    """Past what tells of a subject between commas: ", who asked not to be named, "; where none stands, `at` itself."""
    opened = at + 1 < len(unit.pieces) and unit.pieces[at].text == ","
    closing = unit.find(",", at + 1, at + ASIDE) if opened else -1
    return closing + 1 if 0 < closing < len(unit.pieces) - 1 else at


def _accuses(unit: Unit, at: int) -> bool:
    """Whether a cue in a form that reports stands at `at` with the whole of what it takes: "accused X of Y", "called
    it “a shame”", "described X as Y", "blamed X for Y", "put it at 3,000", "voiced support for it"."""
    form = cue_forms().get(unit.pieces[at].low) if at + 2 < len(unit.pieces) else None
    if form is None or form.shapes <= {"base", "ing"}:
        return False
    takes, after = form.cues[-1].takes, unit.pieces[at + 1]
    named = after.low in OBJECTS | {"it", "her"} or any(piece.quote for piece in unit.pieces[at + 1 : at + NEAR])
    tails = (("person_of", "of"), ("as", "as"), ("for", "for"), ("on", "on"), ("thing_to", "to"))
    tailed = (unit.find(word, at, at + TAIL) > 0 for take, word in tails if take in takes)
    stands = "stance" in takes and is_stance(unit, at + 1)
    return "named" in takes and named or "at" in takes and at_figure(unit, at + 1) or stands or any(tailed)


def _told_anew(unit: Unit, at: int) -> bool:
    """Whether a subject and a cue of its own stand behind a semicolon: "; the army said"."""
    phrase = phrase_after(unit, at)
    return phrase is not None and (_verb_of_saying(unit, phrase[1]) or _says(unit, phrase[1]))


def _says(unit: Unit, at: int) -> bool:
    """Whether a cue of speech in its base form stands at `at` behind a plural: "police deny", no noun as well."""
    if not unit.pieces[at - 1].low.endswith(("s", "police", "people", "they")) or unit.pieces[at - 1].low in (
        "’s",
        "'s",
    ):
        return False
    form = cue_forms().get(unit.pieces[at].low) if at < len(unit.pieces) else None
    noun = form is not None and form.noun and unit.pieces[min(at + 1, len(unit.pieces) - 1)].low != "that"
    return form is not None and not noun and "base" in form.shapes and bool(form.cues[-1].takes & HANGING)


def _goes_on(unit: Unit, at: int, group: Group) -> bool:
    """Whether a second cue of the same speaker begins at `at`: "and warned that"; what he "said ... and had asked" is
    told by him, one step further back."""
    begins = unit.pieces[at].low if at < len(unit.pieces) else ""  # a text may break off behind "and"
    if begins == "had" and unit.pieces[group.first].low != "had":
        return False
    while at < len(unit.pieces) and (is_adverb(unit.pieces[at].low) or _auxiliary(unit.pieces[at])):
        at += 1
    if at + 1 < len(unit.pieces) and _as_before(unit, at, group):
        return True
    if at + 1 >= len(unit.pieces) or not (_said(unit.pieces[at]) or _accuses(unit, at)):
        return False
    finite = group.mood == "participle" or unit.pieces[at].low.endswith(("ed", "s", "said", "told", "wrote"))
    form, after = cue_forms()[unit.pieces[at].low], unit.pieces[at + 1]
    plain = not form.noun or after.low in ("that", "to") or after.quote is not None
    return finite and plain and "ing" not in form.shapes | ({"ing"} if group.mood == "participle" else set())


def _of_another(unit: Unit, start: int, end: int) -> bool:
    """Whether a second cue with no comma before it is that of somebody heard inside: "said the mayor denied it | and
    accused the army of lying"."""
    return unit.pieces[end - 1].word and other_speaks(unit, start, end)


def other_speaks(unit: Unit, start: int, end: int) -> bool:
    """Whether somebody else speaks in what is told between two pieces."""
    verbs = (i for i in range(start + 1, end) if _said(unit.pieces[i]) and not cue_forms()[unit.pieces[i].low].noun)
    return any(unit.pieces[i - 1].word and unit.pieces[i - 1].low not in WORDS["pronouns"] for i in verbs)


def _as_before(unit: Unit, at: int, group: Group) -> bool:
    """Whether a second cue in the form of the first begins at `at`: "deny it and say ...", "calling it X and asserting
    that ..."."""
    form, verb, after = cue_forms().get(unit.pieces[at].low), unit.pieces[group.verb], unit.pieces[at + 1]
    first = cue_forms().get(verb.low)  # none for "allegedly"
    if form is None or form.noun or not form.cues[-1].takes & {"clause", "quote", "that"}:
        return False
    if group.mood == "participle":
        return "ing" in form.shapes and (after.low == "that" or after.quote is not None)
    return (
        group.mood == "finite"
        and "base" in form.shapes
        and first is not None
        and "base" in first.shapes
        and verb.low == group.cue.lemma
    )


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


def is_object(unit: Unit, source: Phrase) -> bool:
    """Whether a phrase is what a verb before it acts on: "made him think"; not "one of them said"."""
    of = source[1] - source[0] > 1 and unit.pieces[source[1] - 2].low == "of"
    return unit.pieces[source[1] - 1].text in OBJECTS and not of
