"""Which way a percentage went, and what it was that rose or fell."""

import re
from typing import Literal

from ..schema import Span
from .cues import cue_forms
from .figure_units import Unit
from .figure_words import TABLE, Found
from .pieces import WORDS
from .tables import either

UP, DOWN = frozenset(TABLE["direction"]["up"]), frozenset(TABLE["direction"]["down"])
AROUND = 60  # how far a word of direction may stand from a percentage
LONGEST = 8  # words that tell what changed
_moves = either([*UP, *DOWN])
BEHIND = re.compile(rf"\s+(?:{_moves})\s+(?:in|of)\s+([^,.;“”\"]+)", re.IGNORECASE)
# "rose sharply by", "grew from 3 to": the words between the verb of movement and the number that name nothing
LEAD = re.compile(
    rf"\b(?P<move>{_moves})\s+(?:(?P<thing>[^,.;“”\"]+?)\s+)??(?:\w+ly\s+)?(?:(?:by|of|to|from)\s+)?(?:an?\s+)?\Z",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\s,.;:()“”\"]+|[,.;:()“”\"]")
BREAKS = frozenset(',.;:()“”"') | frozenset(
    ["that", "when", "while", "because", "but", "if", "after", "since", "which"]
)


def direction_of(text: str, number: Found, unit: Unit, sentence: Span) -> Literal["up", "down"] | None:
    """The nearest word of direction within reach of a percentage."""
    first, last = max(sentence[0], number.start - AROUND), min(sentence[1], unit.end + AROUND // 2)
    near = [(m.start(), m.group().lower()) for m in re.finditer(r"[^\W\d_]+", text[first:last])]
    hits = [(abs(first + at - number.start), word) for at, word in near if word in UP or word in DOWN]
    return ("up" if min(hits)[1] in UP else "down") if hits else None


def changed(text: str, number: Found, unit: Unit, sentence: Span) -> str | None:
    """What rose or fell: "rise in X" behind the number, "increased X by" or "X rose" before it."""
    behind = BEHIND.match(text, unit.end, sentence[1])
    if behind:
        return " ".join(behind[1].split()[:LONGEST])
    ahead = LEAD.search(text[sentence[0] : number.start])
    if ahead is None:
        return unit.what
    if ahead["thing"]:
        return " ".join(ahead["thing"].removeprefix("in ").removeprefix("of ").split()[-LONGEST:])
    return _subject(text[sentence[0] : sentence[0] + ahead.start()]) or unit.what


def _subject(before: str) -> str:
    """The phrase that ends before a verb of movement, back to the clause that tells it: "the office said X" gives X."""
    words = [word for word in WORD.findall(before) if word]
    while words and (words[-1].lower() in WORDS["auxiliaries"] or words[-1].lower().endswith("ly")):
        words.pop()
    first = len(words)
    while first > 0 and len(words) - first < LONGEST and not _breaks(words[first - 1].lower()):
        first -= 1
    return " ".join(words[first:])


def _breaks(word: str) -> bool:
    form = cue_forms().get(word)
    clauses = form is not None and any(cue.takes & {"clause", "that", "quote"} for cue in form.cues)
    told = clauses and form is not None and not form.noun and bool(form.shapes & {"past", "s", "ing"})
    return word in BREAKS or told
