"""Sentences that go on behind a question or an exclamation in quotation marks: "“Where is it?” Ann Lee asked."."""

import bisect
import re
from collections.abc import Iterator, Sequence

from ..schema import Span
from .cues import cue_forms
from .quotes import Quotation
from .tables import table

REACH = 9  # words before the verb of such a clause
HEARERS = frozenset(["reporters", "journalists", "him", "her", "them", "me", "us"])
BEHIND = frozenset(table("words")["prepositions"]) | {".", ",", ";", "—", "–"}
NO_SUBJECTS = frozenset([*table("words")["prepositions"], *table("words")["subordinators"]])
LEADS = re.compile(r":\s*[“\"‘']")  # "She added: “...”" begins anew
DAYS = ("day", "ly")  # ends of "Monday" and of adverbs


def with_clauses(
    text: str, sentences: Sequence[Span], quotations: Sequence[Quotation], words: Sequence[Span], starts: Sequence[int]
) -> Iterator[Span]:
    """The sentences, each that ends with a question or an exclamation in marks made one with the reporting clause
    behind it. `words` are those of the text in order, `starts` their beginnings."""
    ends = {q.span[1] for q in quotations if q.closed and text[q.inner[1] - 1] in "?!…"}
    held: Span | None = None
    for sentence in sentences:
        first = bisect.bisect_left(starts, sentence[0]) if held else 0
        if held and _is_clause(text, words[first : first + REACH + 2], sentence):
            sentence = held[0], sentence[1]
        elif held:
            yield held
        held = sentence if sentence[1] in ends else None
        if held is None:
            yield sentence
    if held:
        yield held


def _is_clause(text: str, words: Sequence[Span], sentence: Span) -> bool:
    """Whether a sentence is a subject with a verb of saying and nothing told behind it."""
    lows = [text[slice(*word)] for word in words if word[1] <= sentence[1]]
    if LEADS.search(text, *sentence) or not lows or lows[0].lower() in NO_SUBJECTS:
        return False
    for at, word in enumerate(lows[1:], 1):
        if word in "“\"‘”":
            return False
        form = cue_forms().get(word)
        if form and not form.noun and form.shapes & {"past", "s"} and any("quote" in cue.takes for cue in form.cues):
            follows = lows[at + 1].lower() if at + 1 < len(lows) else "."
            told = all("person_required" in cue.takes for cue in form.cues)
            return follows in HEARERS if told else follows in BEHIND or follows.endswith(DAYS)
    return False
