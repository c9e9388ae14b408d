"""Cue verbs of a unit with their auxiliaries: where one stands, in which form, and whether it reports at all."""

import functools
from collections.abc import Iterator
from typing import Literal, NamedTuple

from .adverbials import CITED
from .cues import Cue, Form, cue_forms
from .noun_phrases import SOME, is_adverb, is_noun_like, phrase_after, phrase_before, subject_of_with
from .pieces import DASHES, WORDS, Piece, Unit
from .tables import table

Mood = Literal["finite", "participle", "quoted", "reduced"]
BEFORE_PARTICIPLE = frozenset(["by", "after", "while", "before", "in", "when", "as"])
CLAUSE_WORDS = frozenset(["that", "whether", "if", "how", "why", "what", "who", "when", "where", "there", "it"])
MEANS = frozenset(["telephone", "phone", "email", "e-mail", "video", "text", "letter", "radio", "satellite", "fax"])
NO_SUBJECTS = (WORDS["determiners"] - SOME) | WORDS["prepositions"] | {"’s", "'s", "-", ","}
NUMBERS = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "several", "these", "those"]
)
LEADS = frozenset(["by", "of", "for", "with", "from", "against", "about", "into", "despite", "amid"])
BEFORE_NOUNS = frozenset(["by", "amid", "amidst", "despite", "during"])  # no relative clause ends with these
ARTICLES = frozenset(["a", "an", "the", "its", "their", "our"])
TELLERS = frozenset(name for lists in (
    table("speaking")["people"], table("speaking")["speakers"], table("speaking")["cited"],
    table("names")["words"]["calls"], table("cues")["told_back"]["carriers"]) for name in lists)
REFERRING = tuple(tuple(words.split()) for words in table("cues")["told_back"]["citing"] if words.startswith("with "))
LONGEST_REFERRING = max(len(words) for words in REFERRING)
SHORTENED = ("'ll", "’ll", "'d", "’d")
NOT_VERBS = frozenset(tuple(pair.split()) for pair in table("cues")["not_verbs"]["pairs"])
RELAYS = frozenset(
    ["quoted", "quotes", "quoting", "cited", "cites", "citing", "reported", "reports", "quote", "cite", "report"]
)


class Group(NamedTuple):
    """A cue in a unit: pieces `first` to `end` (half-open), its subject ending before `left`, its verb at `verb`."""

    first: int
    end: int
    left: int
    verb: int
    cue: Cue
    mood: Mood
    passive: bool = False


@functools.lru_cache(maxsize=4)  # the rules ask for the groups of the same unit again and again
def find_groups(unit: Unit, *, title: bool = False) -> tuple[Group, ...]:
    """The cues of a unit in order; with `title`, capitalised verbs count as well."""
    return tuple(_groups(unit, title=title))


def _groups(unit: Unit, *, title: bool) -> Iterator[Group]:
    for at, piece in enumerate(unit.pieces):
        form = cue_forms().get(piece.low) if piece.word and not piece.time else None
        if form and tuple(one.low for one in unit.pieces[at : at + 2]) in NOT_VERBS:
            continue
        if form and (title or at == 0 or not piece.capital):
            group = _group(unit, at, form)
            if group:
                yield group


def _cue_at(unit: Unit, at: int, form: Form) -> tuple[Cue, int] | None:
    for cue in form.cues:
        words = tuple(p.low for p in unit.pieces[at + 1 : at + 1 + len(cue.particle)])
        if words == cue.particle:
            return cue, at + 1 + len(cue.particle)
    return None


def _group(unit: Unit, at: int, form: Form) -> Group | None:
    found = _cue_at(unit, at, form)
    if not found:
        return None
    cue, end = found
    left = at
    while left > 0 and _beside_verb(unit.pieces[left - 1]):
        left -= 1
    beside = [p.low for p in unit.pieces[left:at]]
    if left > 1 and unit.pieces[left - 1].quote and unit.pieces[left - 2].low in WORDS["modals"]:
        return None  # would “certainly” ask
    first = next((i for i in range(left, at) if _opens_group(unit.pieces[i])), at)
    mood = _mood(unit, at, left, form, beside)
    if mood is None or _silenced(cue, beside) or _foretold(unit, left, at, form):
        return None
    passive = _passive(form, beside) and "state" not in cue.takes
    return Group(first, end, left, at, cue, mood, passive)


def _opens_group(piece: Piece) -> bool:
    """Whether an auxiliary stands here, also one grown together with its "not": "don't"."""
    negated = piece.low in WORDS["negations"] and piece.low.endswith(("n't", "n’t")) and len(piece.low) > len("n't")
    return piece.low in WORDS["auxiliaries"] or negated


def _beside_verb(piece: Piece) -> bool:
    low = piece.low
    return (
        piece.quote is None
        and not piece.time
        and (low in WORDS["auxiliaries"] or low in WORDS["negations"] or is_adverb(low))
    )


def _silenced(cue: Cue, beside: list[str]) -> bool:
    """Whether the words beside a verb of speech say that nothing was said: "did not say", "would say"."""
    if any(low in WORDS["modals"] for low in beside):
        return True
    return cue.kind == "speech" and any(low in WORDS["negations"] for low in beside)


def _foretold(unit: Unit, left: int, at: int, form: Form) -> bool:
    """Whether a base form goes with a modal further before: "he'll say", "will fund the study and | propose rules"; not
    where one in its own form stands between: "Critics say he will fail and | warn"."""
    if "base" not in form.shapes or left == 0:
        return False
    before = unit.pieces[left - 1].low
    if before.endswith(SHORTENED) and before not in SHORTENED:
        return True
    begins = next((i for i in range(at - 1, 0, -1) if unit.pieces[i].text in (".", ";", ":")), 0)
    modal = next((i for i in range(begins, left) if unit.pieces[i].low in WORDS["modals"] - {"to"}), -1)
    own = any(_tells_in_base(unit, i) for i in range(begins, max(modal, begins)))
    return before in ("and", "or") and modal >= 0 and not own


def _tells_in_base(unit: Unit, at: int) -> bool:
    form = cue_forms().get(unit.pieces[at].low)
    return form is not None and bool(form.shapes & {"base", "past", "s"})


def _passive(form: Form, beside: list[str]) -> bool:
    return (
        "participle" in form.shapes
        and bool(beside)
        and any(low in WORDS["be"] for low in beside)
        and not (any(low in ("has", "have", "had") for low in beside) and "been" not in beside)
    )


def _mood(unit: Unit, at: int, left: int, form: Form, beside: list[str]) -> Mood | None:
    before = unit.pieces[left - 1] if left else None
    if before is not None and (before.low == "to" or _no_longer(unit, left)):
        return None
    if before is not None and not before.time and before.low in LEADS and form.shapes & {"past", "participle"}:
        return None  # "sparked by proposed rules": a participle that describes
    if before is not None and before.low in BEFORE_NOUNS and "s" in form.shapes and not beside:
        return None  # "followed by whispers about her debts"
    if before is not None and before.low in ARTICLES and form.shapes & {"past", "participle"} and not beside:
        return None  # "an estimated 400 people"
    if "ing" in form.shapes:
        if any(low in WORDS["be"] for low in beside):
            return "finite"
        return _participle(unit, at, left)
    has_auxiliary = any(low in WORDS["auxiliaries"] for low in beside)
    if has_auxiliary:
        return "finite" if not form.noun or "participle" in form.shapes or "do" in beside else None
    if form.shapes <= {"participle"} or _reduced(unit, at, form):
        return None
    if form.noun and not _verb_not_noun(unit, at, before):
        return None
    return "finite"


def _no_longer(unit: Unit, left: int) -> bool:
    return [p.low for p in unit.pieces[max(0, left - 3) : left]] == ["to", "no", "longer"]


def _participle(unit: Unit, at: int, left: int) -> Mood | None:
    """An -ing form reports behind a comma, a quotation or "by"; behind "as" or a name it is a quoted speaker's."""
    pieces = unit.pieces
    before = pieces[left - 1] if left else None
    if before is None or before.text in (",", ")", ":") or before.quote or before.text in DASHES:
        return "participle"
    if subject_of_with(unit, left) or before.low == "and" and _follows_participle(unit, left - 1):
        return "participle"
    if before.low == "as" and _relay(unit, left - 1) >= 0:
        return "quoted"
    if before.low in BEFORE_PARTICIPLE:
        return "participle"
    if is_noun_like(before) and pieces[at].low == "saying" and _relay(unit, left) >= 0:
        return "quoted"
    return "reduced" if is_noun_like(before) or before.text == ")" else None


def _follows_participle(unit: Unit, end: int) -> bool:
    """Whether a participle that reports stands before "and", at the end of whose content it is: "calling it X and"."""
    for i in range(end - 2, max(0, end - 25), -1):
        form = cue_forms().get(unit.pieces[i].low)
        if form and "ing" in form.shapes:
            return unit.pieces[i - 1].text == ","
    return False


def _relay(unit: Unit, end: int) -> int:
    """The place of "quoted", "reports" or the like in the dozen pieces before `end`, -1 where there is none."""
    return next((i for i in range(end - 1, max(-1, end - 13), -1) if unit.pieces[i].low in RELAYS), -1)


def relay_of(unit: Unit, group: Group) -> int:
    """For a group in the mood "quoted": the piece of the verb that passes the words on."""
    return _relay(unit, group.left)


def _reduced(unit: Unit, at: int, form: Form) -> bool:
    """Whether a past form is a participle without its auxiliary: "the idea floated by him"."""
    following = [p.low for p in unit.pieces[at + 1 : at + 5] if not is_adverb(p.low)]
    by_whom = following[:1] == ["by"] and not MEANS.intersection(following[1:2])
    return "participle" in form.shapes and by_whom


def _tells(piece: Piece) -> bool:
    """Whether a word is a cue in the present that is no noun: "says", "reckons"."""
    form = cue_forms().get(piece.low)
    return form is not None and not form.noun and "s" in form.shapes


def _after_insertion(unit: Unit, closing: int) -> bool:
    """Whether the comma closes an insertion behind the phrase that opens the sentence."""
    opening = unit.find(",", 0, closing)
    phrase = phrase_before(unit, opening) if opening > 0 else None
    return phrase is not None and phrase[0] == 0


def _counted(unit: Unit, at: int) -> bool:
    """Whether a word in -s is the noun that a number before it counts: "the only two coastal states"."""
    near = unit.pieces[max(0, at - 4) : at]
    count = next((i for i, piece in enumerate(near) if piece.low in NUMBERS or piece.text[0].isdigit()), -1)
    plural = any(piece.low.endswith("s") for piece in near[count + 1 :])
    return count >= 0 and unit.pieces[at].low.endswith("s") and not plural


def closes_as_teller(unit: Unit, at: int) -> bool:
    """Whether ", Basinwire reports." or ", reports the Ledger." closes a sentence with the verb at `at`, the name of
    its teller beside it."""
    form = cue_forms().get(unit.pieces[at].low)
    if form is None or "s" not in form.shapes or "quote" not in form.cues[-1].takes or at == 0:
        return False
    before = phrase_before(unit, at)
    if before and _named(unit, before) and before[0] and ends_told(unit.pieces[before[0] - 1]):
        return _closes(unit, at + 1)
    behind = phrase_after(unit, at + 1) if ends_told(unit.pieces[at - 1]) else None
    return behind is not None and _named(unit, behind) and _closes(unit, past_phrases(unit, behind[1]))


def _named(unit: Unit, phrase: tuple[int, int]) -> bool:
    """Whether a phrase names a teller, or calls it what tellers are called: "the outlet"."""
    called = unit.pieces[phrase[0]].low == "the" and any(piece.low in TELLERS for piece in unit.pieces[slice(*phrase)])
    return unit.pieces[phrase[1] - 1].capital or called


def past_phrases(unit: Unit, at: int) -> int:
    """Past what tells of a teller: "of the ministry", "under the council"."""
    while at < len(unit.pieces) and unit.pieces[at].low in WORDS["prepositions"] and not unit.pieces[at].time:
        phrase = phrase_after(unit, at + 1)
        if phrase is None:
            return at
        at = phrase[1]
    return at


def ends_told(piece: Piece) -> bool:
    """Whether what is told ends with a piece and its teller may follow: a comma, also the last mark in a quotation."""
    return piece.text == "," or piece.quote is not None and piece.text.rstrip("\"'”’»")[-1:] == ","


def _cites_behind(unit: Unit, at: int) -> bool:
    """Whether "citing two sources, that" begins at `at`."""
    closing = unit.find(",", at)
    cites = at < closing < len(unit.pieces) - 1 and unit.pieces[at].low in CITED
    return cites and unit.pieces[closing + 1].low == "that"


def refers(unit: Unit, at: int) -> int:
    """How many pieces at `at` say that a teller leans on somebody: "with reference to"; 0 where none do."""
    words = [piece.low for piece in unit.pieces[at : at + LONGEST_REFERRING]]
    return next((len(some) for some in REFERRING if words[: len(some)] == list(some)), 0)


def _closes(unit: Unit, at: int) -> bool:
    """Whether the sentence ends at `at`, words of time and ", citing ..." aside."""
    while at < len(unit.pieces) and (unit.pieces[at].time or unit.pieces[at].low in ("on", "in")):
        at += 1
    ends = at >= len(unit.pieces) or unit.pieces[at].text in (".", "!", "?")
    cites = not ends and unit.pieces[at].text == "," and [p.low for p in unit.pieces[at + 1 : at + 2]] == ["citing"]
    return ends or cites or refers(unit, at) > 0


def _verb_not_noun(unit: Unit, at: int, before: Piece | None) -> bool:
    """Whether a word that is also a noun stands as a verb: behind a subject and before what a verb takes."""
    if before is None or at + 1 >= len(unit.pieces):
        return False
    after = unit.pieces[at + 1]
    if closes_as_teller(unit, at):
        return True
    if before.text == ",":  # "Lee, head of the office, hopes that ..."
        return after.low == "that" and unit.pieces[at].low.endswith("s") and _after_insertion(unit, at - 1)
    if before.low in NO_SUBJECTS or _counted(unit, at):
        return False
    if before.low in ("and", "but"):  # "says it is late, and fears that ..."
        return after.low == "that" and any(_tells(piece) for piece in unit.pieces[: at - 1])
    pronoun = before.low in WORDS["pronouns"]
    subject = pronoun or is_noun_like(before) and not before.low.endswith("ed")
    if after.text == "," and before.capital and unit.pieces[at].low.endswith("s") and _cites_behind(unit, at + 2):
        return True
    if before.capital and unit.pieces[at].low.endswith("s") and after.low in CITED:
        return True  # "as Basinwire reports citing the mayor"
    some = any(piece.low in SOME for piece in unit.pieces[max(0, at - 5) : at])
    plural = some or before.low.endswith("s") or before.low in ("people", "police")
    fits = plural or pronoun or before.capital or unit.pieces[at].low.endswith("s")
    plainly = before.low in ("it", "which") and is_noun_like(after) and unit.pieces[at].low.endswith("s")
    opens = plainly or after.low in CLAUSE_WORDS | WORDS["determiners"] | WORDS["pronouns"] | {"to", ":"}
    return subject and fits and (opens or after.quote is not None or after.capital)
