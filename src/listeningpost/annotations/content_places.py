"""On which sides of a reporting clause its contents stand, and how far those behind it reach."""

from .adverbials import past_dateline
from .content_ends import TIMED, content_end
from .contents import SHORT, After, content_before
from .noun_phrases import Phrase
from .pieces import DASHES, WORDS, Piece, Unit, is_full
from .subjects import subject_before
from .verb_groups import Group, find_groups

CONCESSIVE = frozenset(["while", "although", "though", "whereas", "as", "when", "after", "before", "once", "since"])


def contents_round(text: str, unit: Unit, group: Group, edges: tuple[int, int], after: After) -> tuple[Phrase, ...]:
    """The contents round a clause "S V": behind it, before it, or both where it stands in the middle."""
    subject, done = edges
    least = 1 if after.split else SHORT
    before = content_before(text, unit, done, subject, least) if "quote" in group.cue.takes else None
    quoted = before is not None and any(p.quote and is_full(p.quote, text) for p in unit.pieces[slice(*before)])
    goes_on = group.end < len(unit.pieces) and unit.pieces[group.end].word
    if not quoted and (not group.cue.takes & {"clause", "that"} or group.cue.kind == "belief" and goes_on):
        before = None
    if before and subject and unit.pieces[subject - 1].low == "as":
        return ()
    if after.start is None:
        return _before_or_all(text, unit, before, edges) if "quote" in group.cue.takes or before else ()
    first = unit.pieces[after.start]
    behind = (after.start, _until(text, unit, after.start, group))
    if behind[1] <= behind[0]:
        return (before,) if before else ()
    if before and after.split:
        return (before,) if _apposition(unit, before, behind) else (before, behind)
    spoken = before is not None and quoted and first.quote is None
    outright = before is not None and unit.pieces[before[0]].quote is not None
    plain = unit.pieces[after.start - 1].low != "that" and first.low in WORDS["prepositions"]
    return (before,) if before and spoken and (outright or plain) else (behind,)


def _before_or_all(text: str, unit: Unit, before: Phrase | None, edges: tuple[int, int]) -> tuple[Phrase, ...]:
    """The content before a clause that closes its sentence: all that stands before, also what others say in it."""
    subject, done = edges
    if before is None and done > 0 and subject - 1 <= done <= subject:
        before = content_before(text, unit, 0, subject)
    return (before,) if before else ()


def _apposition(unit: Unit, before: Phrase, behind: Phrase) -> bool:
    """Whether a phrase without a verb follows a clause: "..., she said, the first such pledge in years"."""
    if unit.pieces[behind[0]].low not in WORDS["determiners"]:
        return False
    verbs = [any(p.low in WORDS["auxiliaries"] for p in unit.pieces[slice(*part)]) for part in (before, behind)]
    return verbs == [True, False]


def without_day(unit: Unit, content: Phrase) -> Phrase:
    """A content without a verb, its day given back to the cue: "rejected the charge | on Friday"."""
    start, end = content
    while end - 1 > start and unit.pieces[end - 1].time:
        end -= 1
    end -= end < content[1] and unit.pieces[end - 1].low in TIMED
    return (start, end) if end > start else content


def what_is_said(text: str, unit: Unit, group: Group) -> tuple[Phrase, ...]:
    """ "what he said was X", "what he called X", "what he described as X": X; nothing for "what he wants from X"."""
    start = group.end
    if start < len(unit.pieces) and unit.pieces[start].low == "as" and "as" in group.cue.takes:
        return ((start, content_end(text, unit, start, group)),)
    while start < len(unit.pieces) and unit.pieces[start].low in WORDS["auxiliaries"]:
        start += 1
    if start == group.end and "named" not in group.cue.takes:
        return ()
    end = content_end(text, unit, start, group) if start < len(unit.pieces) else start
    return ((start, end),) if end > start else ()


def _until(text: str, unit: Unit, start: int, group: Group) -> int:
    """The end of the content behind a cue; inside ", who denies it, " the next comma."""
    end = content_end(text, unit, start, group)
    pieces = unit.pieces
    if _concedes(unit, group, pieces[start]) and pieces[start - 1].text != ",":
        return _before_main_clause(unit, start, end)
    if group.left > 1 and pieces[group.left - 1].low in ("who", "which") and pieces[group.left - 2].text == ",":
        comma = unit.find(",", start, end)
        return comma if comma > start else end
    return _before_dash(unit, group, start, end)


def _before_dash(unit: Unit, group: Group, start: int, end: int) -> int:
    """The dash that closes the insertion in which a relative clause stands: "- who denies it - "."""
    opening = next((i for i in range(group.left - 1, 0, -1) if unit.pieces[i].text in DASHES), -1)
    if opening < 0 or unit.pieces[opening + 1].low not in ("who", "which"):
        return end
    return next((i for i in range(start, end) if unit.pieces[i].text == unit.pieces[opening].text), end)


def _concedes(unit: Unit, group: Group, first: Piece) -> bool:
    """Whether the clause opens its sentence and leaves the main clause to come: "While X said ..., "; `first` is the
    first piece of its content. "As X said at the fair, ..." has its content in the main clause."""
    subject = subject_before(unit, group.left)
    start = past_dateline(unit)
    if subject is None or not start < subject[0] <= start + 3:
        return False
    lead = unit.pieces[subject[0] - 1].low
    return lead in CONCESSIVE and not (lead == "as" and first.low in WORDS["prepositions"])


def _before_main_clause(unit: Unit, start: int, end: int) -> int:
    """The comma between a conceded content and the main clause: the first behind a verb, else the first."""
    commas = [i for i in range(start + 1, end - 1) if unit.pieces[i].text == ","]
    barred = WORDS["relatives"] | WORDS["conjunctions"]
    open_to = [i for i in commas if unit.pieces[i + 1].low not in barred]
    verb = next((i for i in range(start, end) if unit.pieces[i].low in WORDS["auxiliaries"]), start)
    return next((i for i in open_to if i > verb), open_to[0] if open_to else end)


def before_or_both(text: str, unit: Unit, group: Group, subject: Phrase, done: int) -> tuple[Phrase, ...]:
    """The contents round an inverted clause "said S": before it, and a full quotation behind it."""
    before = content_before(text, unit, done, group.left)
    if before is None and done > 0 and group.left - 1 <= done <= group.left:
        before = content_before(text, unit, 0, group.left)
    if before is None:
        return ()
    later = next((i for i in range(subject[1], len(unit.pieces)) if unit.pieces[i].quote), -1)
    if (
        later > 0
        and unit.pieces[later - 1].text in (",", ":")
        and unit.pieces[later].quote
        and _free(unit, subject[1], later)
    ):
        quote = unit.pieces[later].quote
        if quote is not None and is_full(quote, text):
            return before, (later, later + 1)
    return (before,)


def _free(unit: Unit, start: int, end: int) -> bool:
    """Whether no other cue stands between two pieces."""
    return not any(start <= group.verb < end for group in find_groups(unit))
