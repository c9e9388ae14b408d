"""What stands behind a verb that tells or keeps silent: a figure, how somebody stands to a thing, no more words."""

from .noun_phrases import is_adverb, is_noun_like
from .numbers import WORDS as NUMBERS
from .pieces import WORDS, Unit
from .tables import table

REACH = 22  # so many pieces behind "put" its "at" stands
NOUN = 4  # words of a phrase among which its noun stands
STANCES, TOWARDS = (frozenset(table("cues")["stances"][name]) for name in ("nouns", "prepositions"))
SILENCE = {name: frozenset(words) for name, words in table("cues")["silence"].items()}
NOT = ("n't", "n’t")


def at_figure(unit: Unit, start: int) -> bool:
    """Whether "at" and a figure follow: "put the price of the move at up to $3m"."""
    at = unit.find("at", start, start + REACH)
    behind = unit.pieces[at + 1 : at + 6] if at > 0 else ()
    return any(piece.text[0].isdigit() or piece.text == "$" or piece.low in NUMBERS for piece in behind)


def is_stance(unit: Unit, at: int) -> bool:
    """Whether "concern over", "its full confidence in" stands at `at`: how somebody stands to what follows."""
    for i in range(at, min(at + NOUN, len(unit.pieces) - 1)):
        if unit.pieces[i].low in STANCES:
            return unit.pieces[i + 1].low in TOWARDS - {"that"}
        if not is_noun_like(unit.pieces[i]) and unit.pieces[i].low not in WORDS["determiners"]:
            return False
    return False


def falls_silent(unit: Unit, at: int) -> bool:
    """Whether the speaker says no more: "but did not elaborate", "and declined to say", "but gave no details"."""
    while at < len(unit.pieces) and is_adverb(unit.pieces[at].low):
        at += 1
    words = [*(piece.low for piece in unit.pieces[at : at + 3]), "", ""][:3]
    if len(words) < len(("gave", "no", "details")):
        return False
    first, second, third = words
    refused = first in SILENCE["refusing"] and second == "to" and third in SILENCE["refused"]
    negated = second == "not" and first in WORDS["auxiliaries"]
    unsaid = negated and third in SILENCE["unsaid"] or first.endswith(NOT) and second in SILENCE["unsaid"]
    return refused or unsaid or first in SILENCE["giving"] and second in SILENCE["given"] and third in SILENCE["things"]
