"""The reporting clauses of a unit: who, with which cue, gives which stretches."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..schema import Span, TimeFound
from .adverbials import past_dateline
from .content_ends import content_end
from .contents import SHORT, After, after_cue, content_before
from .cues import Cue
from .noun_phrases import Phrase, Scene, phrase_after, phrase_before
from .pieces import WORDS, Unit, is_full
from .reports import Report, report_end
from .source_phrases import find_by_phrase
from .subjects import main_subject, name_in_apposition, start_of_subject, subject_before, subject_behind
from .verb_groups import Group, find_groups, relay_of

LONGEST = 400  # words and quotations; what is longer is a list or rubbish, not a sentence
BARE = 9  # pieces behind a cue without content, with the stop
THINGS = frozenset(["this", "that", "these", "those", "it"])
WHENS = frozenset(["when", "because", "until", "once"])
CONCESSIVE = frozenset(["while", "although", "though", "whereas", "as"])
IFS = frozenset(["if", "unless", "whether"])
COLON = Cue(":", (), "assert", "speech", frozenset(["quote"]))


def find_reports(scene: Scene, unit: Unit) -> list[Report]:
    """The reports of a unit, in the order of their cues; their contents never overlap."""
    if len(unit.pieces) > LONGEST:
        return []
    found: list[Report] = list(find_by_phrase(scene, unit))
    for group in find_groups(unit):
        if any(a <= group.verb < b for report in found for a, b in (*report.contents, report.cue)):
            continue
        report = _by_verb(scene, unit, group, found)
        if report:
            found.append(report)
    return sorted(found or list(_by_colon(scene, unit)), key=lambda report: report.cue)


class Lead(NamedTuple):
    """A speaker announced: source and cue in pieces, whether a colon ends the unit, and the day it tells."""

    source: Phrase
    group: Group
    colon: bool
    time: Span | None = None


# ---- X says
def _by_verb(scene: Scene, unit: Unit, group: Group, earlier: list[Report]) -> Report | None:
    if group.mood == "quoted":
        return _quoted(scene, unit, group)
    if group.passive or any(g.mood == "quoted" and relay_of(unit, g) == group.verb for g in find_groups(unit)):
        return None
    after = after_cue(scene.text, unit, group)
    if group.mood == "participle":
        return _hanging(scene, unit, group, after, earlier)
    behind = _inverted(unit, group, after)
    if behind:
        done = max((report_end(report) for report in earlier), default=0)
        contents = _before_or_both(scene.text, unit, group, behind, done)
        return Report((group.first, group.verb + 1), behind, contents, group.cue) if contents else None
    return _finite(scene, unit, group, after, earlier)


def _finite(scene: Scene, unit: Unit, group: Group, after: After, earlier: list[Report]) -> Report | None:
    """A clause "S V" in the usual order; none in a condition ("if they believe")."""
    source, shared = _subject(unit, group, earlier)
    if source is None:
        return None
    lead = unit.pieces[source[0] - 1].low if source[0] else ""
    if lead in IFS or lead in WHENS and not group.cue.takes & {"clause", "that"}:
        return None
    done = max((report_end(report) for report in earlier), default=0)
    edges = (group.first if shared else start_of_subject(unit, source), done)
    nominal = lead == "what"
    contents = _what_is_said(scene.text, unit, group) if nominal else _contents(scene.text, unit, group, edges, after)
    cue = (group.first, group.end)
    return Report(cue, source, contents, group.cue, after.addressee, None, shared) if contents else None


def _inverted(unit: Unit, group: Group, after: After) -> Phrase | None:
    if group.first != group.verb or "quote" not in group.cue.takes or group.cue.takes & {"person_required"}:
        return None
    if "object" in group.cue.takes and unit.pieces[group.left - 1].text == "," and subject_before(unit, group.left):
        return None
    behind = subject_behind(unit, group)
    if (
        behind is None
        or after.start is not None
        and unit.pieces[group.left - 1].text == ","
        and not _ends(unit, behind[1])
    ):
        return None
    return behind


def _ends(unit: Unit, at: int) -> bool:
    return at >= len(unit.pieces) or unit.pieces[at].text in (",", ".", "?", "!")


def _subject(unit: Unit, group: Group, earlier: list[Report]) -> tuple[Phrase | None, bool]:
    """The subject, and whether it is that of an earlier cue ("said ... and warned")."""
    before = unit.pieces[group.left - 1] if group.left else None
    if before is not None and before.low in ("and", "but", "or", "then"):
        known = next((r.source for r in reversed(earlier) if r.source), None)
        return known or main_subject(unit, group.left - 1), True
    return subject_before(unit, group.left), False


def _contents(text: str, unit: Unit, group: Group, edges: tuple[int, int], after: After) -> tuple[Phrase, ...]:
    """The contents round a clause "S V": behind it, before it, or both where it stands in the middle."""
    subject, done = edges
    least = 1 if after.split else SHORT
    before = content_before(text, unit, done, subject, least) if "quote" in group.cue.takes else None
    quoted = before is not None and any(p.quote and is_full(p.quote, text) for p in unit.pieces[slice(*before)])
    if not quoted and not group.cue.takes & {"clause", "that"}:
        before = None
    if before and subject and unit.pieces[subject - 1].low == "as":
        return ()
    if after.start is None:
        return _before_or_all(text, unit, before, edges) if "clause" in group.cue.takes or before else ()
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
    if before is None and 0 < done == subject - 1:
        before = content_before(text, unit, 0, subject)
    return (before,) if before else ()


def _apposition(unit: Unit, before: Phrase, behind: Phrase) -> bool:
    """Whether a phrase without a verb follows a clause: "..., she said, the first such pledge in years"."""
    if unit.pieces[behind[0]].low not in WORDS["determiners"]:
        return False
    verbs = [any(p.low in WORDS["auxiliaries"] for p in unit.pieces[slice(*part)]) for part in (before, behind)]
    return verbs == [True, False]


def find_lead(unit: Unit, times: Sequence[TimeFound]) -> Lead | None:
    """The speaker and cue of a unit that leaves what is said to the next: behind a colon ("He wrote:"), or as a
    clause without content ("She put it more plainly.")."""
    if not unit.pieces or len(unit.pieces) > LONGEST:
        return None
    colon = unit.pieces[-1].text == ":"
    for group in find_groups(unit):
        bare = len(unit.pieces) - group.end <= BARE and not any(p.quote for p in unit.pieces[group.end :])
        told = group.mood == "finite" and not group.passive and "quote" in group.cue.takes and (colon or bare)
        source = subject_before(unit, group.left) if told else None
        if source:
            return Lead(source, group, colon, times[0].span if times else None)
    return None


def _what_is_said(text: str, unit: Unit, group: Group) -> tuple[Phrase, ...]:
    """ "what he said was X", "what he called X": X; nothing for "what he wants from X"."""
    start = group.end
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
    if _concedes(unit, group) and pieces[start - 1].text != "," and pieces[start].low not in WORDS["prepositions"]:
        return _before_main_clause(unit, start, end)
    if group.left > 1 and pieces[group.left - 1].low in ("who", "which") and pieces[group.left - 2].text == ",":
        comma = unit.find(",", start, end)
        return comma if comma > start else end
    return end


def _concedes(unit: Unit, group: Group) -> bool:
    """Whether the clause opens its sentence and leaves the main clause to come: "While X said ..., "."""
    subject = subject_before(unit, group.left)
    first = past_dateline(unit)
    return subject is not None and first < subject[0] <= first + 3 and unit.pieces[subject[0] - 1].low in CONCESSIVE


def _before_main_clause(unit: Unit, start: int, end: int) -> int:
    """The comma between a conceded content and the main clause: the first behind a verb, else the first."""
    commas = [i for i in range(start + 1, end - 1) if unit.pieces[i].text == ","]
    barred = WORDS["relatives"] | WORDS["conjunctions"]
    open_to = [i for i in commas if unit.pieces[i + 1].low not in barred]
    verb = next((i for i in range(start, end) if unit.pieces[i].low in WORDS["auxiliaries"]), start)
    return next((i for i in open_to if i > verb), open_to[0] if open_to else end)


def _before_or_both(text: str, unit: Unit, group: Group, subject: Phrase, done: int) -> tuple[Phrase, ...]:
    before = content_before(text, unit, done, group.left)
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


# ---- saying that, quoted as saying
def _hanging(scene: Scene, unit: Unit, group: Group, after: After, earlier: list[Report]) -> Report | None:
    """A participle ("adding that ..."), whose speaker is that of the clause it hangs on."""
    if after.start is None or group.first == 0 and not earlier:
        return None
    known = next((r.source for r in reversed(earlier) if r.source), None)
    source = known or main_subject(unit, group.left)
    if source is None or unit.pieces[source[0]].low in THINGS:
        source = _last_person(scene, unit, group.left)
    if source is None:
        return None
    behind = (after.start, content_end(scene.text, unit, after.start, group))
    cue = (group.first, group.end)
    return Report(cue, source, (behind,), group.cue, after.addressee, None, True) if behind[1] > behind[0] else None


def _last_person(scene: Scene, unit: Unit, end: int) -> Phrase | None:
    """The person named last before a participle whose clause has no subject that could speak."""
    people = [m.span for m in scene.mentions_in((unit.span[0], unit.pieces[end - 1].end)) if m.type == "person"]
    inside = [i for i in range(end) if people and people[-1][0] <= unit.pieces[i].start < people[-1][1]]
    return (inside[0], inside[-1] + 1) if inside else None


def _quoted(scene: Scene, unit: Unit, group: Group) -> Report | None:
    """ "X was quoted by Z as saying", "Z quoted X as saying", "Z reports X saying": X speaks, Z stands between."""
    at = relay_of(unit, group)
    first = at
    while first > 0 and unit.pieces[first - 1].low in WORDS["auxiliaries"] | WORDS["adverbs"]:
        first -= 1
    passive = any(unit.pieces[i].low in WORDS["be"] for i in range(first, at))
    front = subject_before(unit, first)
    back = phrase_after(unit, at + 1 + (passive and unit.pieces[at + 1].low == "by"))
    inner = _passed_on(unit, back, group) if back else None
    source, relay = (front, inner if unit.pieces[at + 1].low == "by" else None) if passive else (inner, front)
    after = after_cue(scene.text, unit, group)
    behind = (after.start, content_end(scene.text, unit, after.start, group)) if after.start is not None else None
    edge = start_of_subject(unit, front) if front else first
    before = content_before(scene.text, unit, 0, edge) if passive or behind is None else None
    contents = tuple(c for c in (before, behind) if c and c[1] > c[0])
    cue = (first, group.end) if passive else (group.first, group.end)
    return Report(cue, source, contents, group.cue, None, relay) if source and contents else None


def _passed_on(unit: Unit, back: Phrase, group: Group) -> Phrase:
    """The phrase behind "quoted", the name where one stands in apposition: "quoted an official, Ann Lee, as saying"."""
    inner = back[0], min(back[1], group.left - (unit.pieces[group.left - 1].low == "as"))
    apart = unit.pieces[inner[1]].text == ","
    return name_in_apposition(unit, inner, inner[1] + 1) or inner if apart else inner


def _by_colon(scene: Scene, unit: Unit) -> Iterator[Report]:
    """ "X: “...”" at the start of a unit, the transcript's way; the name is no longer than six words."""
    colon = unit.find(":", 0, 8)
    if colon <= 0 or colon + 1 >= len(unit.pieces):
        return
    quote, source = unit.pieces[colon + 1].quote, phrase_before(unit, colon)
    if (
        quote is not None
        and is_full(quote, scene.text)
        and source
        and source[0] == 0
        and unit.pieces[source[1] - 1].capital
    ):
        yield Report((colon, colon + 1), source, ((colon + 1, len(unit.pieces)),), COLON)
