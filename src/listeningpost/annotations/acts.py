"""What a speaker does with his words: the cue's act, or what a neutral cue is made by the clause behind it."""

import re
from collections.abc import Sequence

from ..schema import DENYING, Act
from .pieces import WORDS, Piece, Unit
from .reports import Report
from .tables import either, table

NEUTRAL: frozenset[Act] = frozenset(["assert", "announce", "suggest"])
MUST = frozenset(["must", "should", "ought"])
FUTURE = frozenset(["will", "would", "shall", "’ll", "'ll"])
SELF = frozenset(["he", "she", "they", "it"])
STATES = frozenset(["be", "have", "take", "seem", "mean"])  # "it would be late" commits to nothing
COMMITS = re.compile(r"(?:we|i)(?:\s+(?:will|shall)\b|[’']ll\b)(?!\s+(?:see|be|have)\b)", re.IGNORECASE)
FALSE = re.compile(
    rf"\b(?:{either(table('cues')['false']['adjectives'])})\s+(?:{either(table('cues')['false']['nouns'])})\b",
    re.IGNORECASE,
)  # words that call another's words untrue
OPENING = 14  # so many pieces of a content tell what it does


def act_of(text: str, unit: Unit, report: Report, reports: Sequence[Report]) -> Act:
    """The cue's act, save for a neutral cue: what must be done is demanded, what the speaker himself will do is
    promised, and what somebody believes will happen is foretold. One that goes on with "no" behind a denial denies."""
    pieces = unit.pieces[slice(*report.contents[0])][:OPENING]
    plain = [p for p in pieces if p.quote is None]
    words = {p.low for p in plain}
    if report.verb.act not in NEUTRAL:
        return report.verb.act
    if report.verb.kind == "belief":
        told = words | ({w for p in pieces if p.quote for w in _spoken(text, p).lower().split()[:OPENING]})
        return "predict" if told & FUTURE or report.verb.lemma == "expect" else report.verb.act
    if report.verb.act == "assert" and any(FALSE.search(text, p.start, p.end) for p in pieces):
        return "deny"
    if any(p.quote and COMMITS.match(_spoken(text, p)) for p in pieces[:1]) or _of_self(unit, report, plain):
        return "promise" if report.verb.act == "assert" else report.verb.act
    if report.shared and words & (WORDS["negations"] | {"no"}) and _denied(report, reports):
        return "deny"
    return "demand" if words & MUST else report.verb.act


def _spoken(text: str, piece: Piece) -> str:
    return text[slice(*piece.quote.inner)] if piece.quote else ""


def _of_self(unit: Unit, report: Report, plain: Sequence[Piece]) -> bool:
    """Whether a clause begins with what the speaker himself would do: "said he would send a note"; one man is not
    "they"."""
    low = [p.low for p in plain[:3]]
    last = unit.pieces[report.source[1] - 1].low if report.source else ""
    if low[:1] == ["they"] and not last.endswith(("s", "they", "police", "people", "military", "army", "who")):
        return False
    return len(low) == 3 and low[0] in SELF and low[1] in FUTURE and low[2] not in STATES


def _denied(report: Report, reports: Sequence[Report]) -> bool:
    return any(r.verb.act in DENYING and r.source == report.source and r.cue < report.cue for r in reports)
