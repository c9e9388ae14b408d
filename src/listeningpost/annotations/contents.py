"""What is attributed: the stretch behind or before a cue that is its content."""

from typing import NamedTuple

from .adverbials import past_adverbials, past_dateline
from .content_ends import is_told
from .cues import Cue
from .noun_phrases import Phrase, is_noun_like, phrase_after
from .numbers import WORDS as NUMBERS
from .pieces import DASHES, WORDS, Piece, Unit, is_finite, is_full
from .tables import table
from .verb_groups import Group
from .what_follows import at_figure, is_stance

QUESTION_WORDS = frozenset(["whether", "if", "how", "why", "what", "who", "when", "where", "which"])
OF = frozenset(["of", "about", "against", "over", "on"])
BEGINNINGS = WORDS["determiners"] | WORDS["pronouns"] | {"there", "him", "them", "her", "us", "me"}
SAYINGS, CARRIERS = (frozenset(table("cues")["sayings"][name]) for name in ("nouns", "carriers"))
# A lone clause or phrase that one of these begins is an adverbial and nobody's statement: "After the vote, he said."
FRONTED = frozenset(
    ["after", "as", "when", "before", "asked", "speaking", "during", "following", "amid", "despite", "addressing"]
)
END = frozenset([",", ".", ";", "!", "?", *DASHES])
LIMITS = frozenset(["no", "more", "less", "fewer", "than", "at", "least", "most", "only", "just", "some"])
AMOUNTS = frozenset(["about", "around", "over", "under", "up", "nearly", "almost", "between"])  # before a number
CLAUSAL = frozenset(["maintain", "record", "document"])  # these report only with a clause
COUNTING = frozenset(["add"])  # of things, not of words, where an amount follows
SHORT = 3
DEED = 4  # words of a phrase among which the noun for a deed or a need stands
LEAST_GERUND = 5  # letters of "going": "king" and "thing" are no deeds
DEEDS, NEEDS = (frozenset(table("cues")["deeds"][name]) for name in ("deeds", "needs"))
TAILS = (("person_of", "of"), ("person_to", "to"), ("thing_to", "to"), ("as", "as"), ("for", "for"), ("on", "on"))
FEW = 5  # words of a programme's name


class After(NamedTuple):
    """What follows a cue: `start` of the content (None where there is none), and the addressee on the way."""

    start: int | None
    addressee: Phrase | None = None
    split: bool = False


def is_act(verb: Cue, words: int) -> bool:
    """Whether a cue with a content of so many words and no verb among them is something done: "maintains an office",
    "declared an emergency"."""
    return verb.lemma in CLAUSAL or verb.lemma == "declare" and words < SHORT


def after_cue(scene_text: str, unit: Unit, group: Group) -> After:
    """Where the content behind a cue begins, past addressee, time and occasion."""
    at, addressee = group.end, None
    if group.cue.takes & {"person", "person_required"}:
        addressee = _addressee(unit, group, at)
        at = addressee[1] if addressee else at
        at += addressee is not None and _programme(unit, at)
        if addressee is None and "person_required" in group.cue.takes:
            return After(None)
    at = past_adverbials(unit, at, group.cue.takes)
    if at >= len(unit.pieces):
        return After(None, addressee)
    start = _start(scene_text, unit, group, at)
    split = start is not None and unit.pieces[at].text == ","
    return After(start, addressee, split)


def _programme(unit: Unit, at: int) -> bool:
    """Whether a quotation behind a house is the name of its programme: "told ABC's “This Week”"."""
    piece = unit.pieces[at] if at < len(unit.pieces) else None
    if piece is None or piece.quote is None or unit.pieces[at - 1].low not in ("’s", "'s", "’", "'"):
        return False
    words = piece.text.strip("“”\"'‘’.,").split()
    return len(words) <= FEW and all(word[:1].isupper() for word in words if len(word) > SHORT)


def _addressee(unit: Unit, group: Group, at: int) -> Phrase | None:
    if at < len(unit.pieces) and unit.pieces[at].low == "that":
        return None
    to = at + 1 < len(unit.pieces) and unit.pieces[at].low == "to" and unit.pieces[at + 1].low in WORDS["determiners"]
    those = at < len(unit.pieces) and unit.pieces[at].low == "those"  # "told those at the gate"
    phrase = phrase_after(unit, at + to, names=those)
    if phrase is None or "person_required" in group.cue.takes or phrase[1] >= len(unit.pieces):
        return phrase
    end = past_adverbials(unit, phrase[1])
    follows = unit.pieces[min(end, len(unit.pieces) - 1)]
    return phrase if follows.low in QUESTION_WORDS | {"that", ":"} or follows.quote else None


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
        return at if takes != {"saying"} else None
    if "state" in takes and piece.low != "that":
        return None
    if piece.low == "that" and clause:
        if nearly and is_finite(unit.pieces[at + 1]) and unit.pieces[at + 1].low in WORDS["be"]:
            return at  # "said that was for parliament"
        behind = at + 1 + (nearly and unit.pieces[at + 1].text == ",")
        return behind if behind < len(unit.pieces) else None
    if piece.low in QUESTION_WORDS and clause:
        return at
    stated = _deed(unit, at) if "deed" in takes else _need(unit, at) if "need" in takes else None
    if stated is not None:
        return stated
    topic = piece.low in OF and "of" in takes and not _manner(unit, group, at)
    if topic or piece.low == "against" and "against" in takes:
        return at + 1 if nearly else None
    carried = _saying_that(unit, at) if takes & {"saying", "object"} and group.cue.lemma in CARRIERS else None
    return carried or _start_of_object(unit, group, at)


def _deed(unit: Unit, at: int) -> int | None:
    """Behind the "to" of "admitted to setting it on fire", "pleaded guilty to two murders": where the deed begins."""
    behind = [piece.low for piece in unit.pieces[at + 1 : at + 1 + DEED]]
    if unit.pieces[at].low != "to" or not behind:
        return None
    done = behind[0].endswith("ing") and len(behind[0]) > LEAST_GERUND and not unit.pieces[at + 1].capital
    named = next((i for i, low in enumerate(behind) if low in DEEDS), -1)
    before = unit.pieces[at + 1 : at + 1 + named]
    plain = all(is_noun_like(piece) or piece.low in WORDS["determiners"] for piece in before)
    return at + 1 if done or named >= 0 and plain else None


def _need(unit: Unit, at: int) -> int | None:
    """Behind the "on" of "agreed on the need to ...": what is held to be needed."""
    behind = [piece.low for piece in unit.pieces[at + 1 : at + 1 + DEED]]
    return at + 1 if unit.pieces[at].low == "on" and behind[:1] == ["the"] and NEEDS.intersection(behind) else None


def _manner(unit: Unit, group: Group, at: int) -> bool:
    """Whether "spoke on ..." tells how or where and not of what: "on condition of", "on public radio"."""
    if unit.pieces[at].low != "on":
        return False
    return group.cue.lemma in ("speak", "talk") or unit.pieces[min(at + 1, len(unit.pieces) - 1)].low == "condition"


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
    if is_told(unit, at + 1):
        return None
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
    begins = is_noun_like(piece) or piece.time or piece.low in BEGINNINGS | {"being", "having"}
    if piece.low == "to" and takes & {"to", "person_required"}:
        return at
    if piece.low == "for" and "for" in takes and not group.cue.particle:
        return at + 1
    plain = group.cue.particle and takes & {"for", "on"} or "object" in takes
    if plain or "named" in takes and at + 2 < len(unit.pieces):
        return at if begins else None
    if "stance" in takes and is_stance(unit, at):
        return at
    if "at" in takes and (begins or piece.low in ("it", "this", "them")):
        return at if at_figure(unit, at) else None
    for take, word in TAILS:
        if take in takes and begins and not _each_other(unit, at) and unit.find(word, at, at + 22) > at:
            return at
    if "clause" not in takes:
        return None
    if group.cue.lemma in COUNTING and _amount(unit, at):
        return None  # "the two fields add no more than 3 litres"
    amount = piece.low in AMOUNTS and at + 1 < len(unit.pieces) and unit.pieces[at + 1].text[0].isdigit()
    return at if begins or amount or piece.text == "$" or piece.low == "not" or _fronted_clause(unit, at) else None


def _amount(unit: Unit, at: int) -> bool:
    """Whether an amount without a verb is all that follows: "add 3 % a year"; not "added 20 people had died"."""
    rest = unit.pieces[at : next((i for i in range(at, len(unit.pieces)) if unit.pieces[i].text in END), None)]
    first = next((piece for piece in rest if piece.low not in AMOUNTS | LIMITS), None)
    number = first is not None and (first.text[0].isdigit() or first.low in NUMBERS or first.text == "$")
    return number and not any(is_finite(piece) or piece.quote or piece.low in WORDS["past_forms"] for piece in rest)


def _each_other(unit: Unit, at: int) -> bool:
    pair = [p.low for p in unit.pieces[at : at + 2]]
    return pair in (["each", "other"], ["one", "another"])


def _fronted_clause(unit: Unit, at: int) -> bool:
    """Whether a clause with a phrase in front begins at `at`: "said from today the port is closed"."""
    rest = unit.pieces[at:]
    verb = any(piece.low in WORDS["auxiliaries"] for piece in rest)
    return unit.pieces[at].low in WORDS["prepositions"] and verb and len(rest) > SHORT * 2


def _quote_or_comma(piece: Piece) -> bool:
    return piece.quote is not None or piece.text == ","


def _fronted(unit: Unit, phrase: Phrase, least: int) -> bool:
    """Whether a phrase is an adverbial; in the middle of a clause ("In the north, she said, it rained") it belongs."""
    first = unit.pieces[phrase[0]].low
    if first in AMOUNTS and unit.pieces[min(phrase[0] + 1, phrase[1])].text[0].isdigit():
        return False
    verbs = any(p.low in WORDS["auxiliaries"] for p in unit.pieces[slice(*phrase)])
    return first in FRONTED or least == SHORT and first in WORDS["prepositions"] and not verbs


def content_before(text: str, unit: Unit, start: int, end: int, least: int = SHORT) -> Phrase | None:
    """The content between `start` and the reporting clause at `end`, which a comma or a quotation must part from it.

    Without a full quotation it has `least` words or more.
    """
    start = start or past_dateline(unit)
    while 0 < start < end and unit.pieces[start].low in (",", ";", ".", "and", "but"):
        start += 1
    while end - 1 > start and unit.pieces[end - 1].text in DASHES and _quote_or_comma(unit.pieces[end - 2]):
        end -= 1
    if end <= start or unit.pieces[end - 1].text != "," and unit.pieces[end - 1].quote is None:
        return None
    end -= unit.pieces[end - 1].text == ","
    quoted = any(p.quote is not None and is_full(p.quote, text) for p in unit.pieces[start:end])
    if not quoted and end > start and unit.find(",", start, end) < 0 and _fronted(unit, (start, end), least):
        return None
    enough = sum(p.word or p.quote is not None for p in unit.pieces[start:end]) >= least
    return (start, end) if end > start and (quoted or enough) else None
