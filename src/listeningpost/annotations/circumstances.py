"""What stands beside a reporting clause: the occasion, the day, and why somebody has no name."""

import re
from collections.abc import Sequence

from ..schema import Span, TimeFound
from .adverbials import is_possessive
from .content_ends import TIMED
from .cues import cue_forms
from .noun_phrases import Scene, is_noun_like, phrase_after, span_of
from .pieces import WORDS, Piece, Unit
from .reports import Report, clause_spans
from .tables import either, table

REASON = r"(?:,?\s+(?:because|as|since|due|citing|given|owing|lest|to|for|in|so|when|while|out|until)\b[^.;”\"]*)?"
ANONYMOUS = re.compile(rf"\b(?P<words>{either(table('words')['anonymity'])})\b{REASON}", re.IGNORECASE)
RELATIVES = frozenset(["who", "which", "whose", "where"])
OCCASION = frozenset(["at", "during", "in", "on", "before", "to", "through"])
NO_OCCASION = frozenset(["response", "reply", "reaction", "reference", "addition", "contrast", "answer"])


def anonymity_of(scene: Scene, unit: Unit) -> str | None:
    """The page's own words for why a source of this unit is not named."""
    found = ANONYMOUS.search(scene.text, *unit.span)
    return _words_of(scene, unit, found) if found else None


def anonymity_for(scene: Scene, unit: Unit, report: Report, reports: Sequence[Report]) -> str | None:
    """Those words where they tell of this report's source: of several in a unit the nearest before them, else the first
    behind, has no name; "the agency, citing an officer who asked not to be named" leaves the agency its own."""
    sources = sorted({r.source for r in reports if r.source})
    for found in ANONYMOUS.finditer(scene.text, *unit.span):
        before = [source for source in sources if unit.pieces[source[0]].start < found.start()]
        unnamed = before[-1] if before else sources[0] if sources else None
        if unnamed == report.source:
            return _words_of(scene, unit, found)
    return None


def _words_of(scene: Scene, unit: Unit, found: re.Match[str]) -> str:
    """The words found, up to where the reporting clause takes up again."""
    resumed = [p.start for p in unit.pieces if found.start() < p.start < found.end() and _resumes(unit, p)]
    return " ".join(scene.text[found.start() : min(resumed, default=found.end())].split()).rstrip(" ,")


def namelessness(scene: Scene, unit: Unit) -> Sequence[Span]:
    """Where a unit says that somebody is not named: "asked not to be named" is nothing said to anybody."""
    return [found.span("words") for found in ANONYMOUS.finditer(scene.text, *unit.span)]


def _resumes(unit: Unit, piece: Piece) -> bool:
    """Whether the reporting clause takes up again at a comma: "..., told the paper", "..., adding that"."""
    at = unit.pieces.index(piece)
    form = cue_forms().get(unit.pieces[at + 1].low) if at + 1 < len(unit.pieces) else None
    return piece.text == "," and form is not None and bool(form.shapes & {"past", "s", "ing"})


def time_beside(unit: Unit, report: Report, reports: Sequence[Report], times: Sequence[TimeFound]) -> Span | None:
    """The time words of the reporting clause: those nearest to the cue outside the contents of all reports; else those
    right behind what is told: "denied the charge | on Monday"."""
    clause = clause_spans(unit, reports)
    cue = unit.pieces[report.cue[0]].start
    aside = _aside(unit, report)
    behind = [unit.pieces[a].start for a, _ in report.contents if a > report.cue[0]]
    limit = min([*behind, _relative_behind(unit, report)])
    beside = [t.span for t in times if t.span[0] < limit and any(a <= t.span[0] and t.span[1] <= b for a, b in clause)]
    first = _clause_start(unit, report)
    beside = [span for span in beside if span[0] >= first and not aside[0] <= span[0] < aside[1]
              and not _names_a_thing(unit, span)]
    return min(beside, key=lambda span: (abs(span[0] - cue), span), default=_right_behind(unit, report, times))


def _names_a_thing(unit: Unit, time: Span) -> bool:
    """Whether a time tells one thing from others, and not when somebody spoke: "the 2016 election", "Lirnmark's 2014
    annexation"; "a 2014 interview" is of speech."""
    first = next((at for at, piece in enumerate(unit.pieces) if piece.start >= time[0]), 0)
    behind = next((at for at in range(first, len(unit.pieces)) if unit.pieces[at].start >= time[1]), 0)
    if not first or not behind:
        return False
    before, thing = unit.pieces[first - 1], unit.pieces[behind]
    named = before.low in WORDS["determiners"] or is_possessive(before)
    return named and is_noun_like(thing) and thing.low not in WORDS["venues"]


def _right_behind(unit: Unit, report: Report, times: Sequence[TimeFound]) -> Span | None:
    end = report.contents[-1][1]
    end += end < len(unit.pieces) and unit.pieces[end].low in TIMED
    if report.contents[-1][0] < report.cue[0] or end >= len(unit.pieces) or not unit.pieces[end].time:
        return None
    return next((time.span for time in times if time.span[0] <= unit.pieces[end].start < time.span[1]), None)


def _relative_behind(unit: Unit, report: Report) -> int:
    """Where a relative clause behind cue and source begins, whose times are its own: "said Lee, who last year left";
    where the unit ends, if none does."""
    end = max(report.cue[1], report.source[1] if report.source else 0)
    return next((piece.start for piece in unit.pieces[end:] if piece.low in RELATIVES), unit.span[1])


def _aside(unit: Unit, report: Report) -> Span:
    """A relative clause between source and cue, whose times are not those of speech: ", who left last year,"."""
    if not report.source or report.source[1] + 1 >= report.cue[0]:
        return 0, 0
    between = unit.pieces[report.source[1] : report.cue[0]]
    first = next((at for at, piece in enumerate(between) if piece.low in RELATIVES), None)
    closed = first is not None and any(piece.text == "," for piece in between[first:])
    return (between[first or 0].start, unit.pieces[report.cue[0]].start) if closed else (0, 0)


def _clause_start(unit: Unit, report: Report) -> int:
    """Where the reporting clause begins, if it is a relative clause or the like: "by which she had promised"."""
    before = report.source[0] - 1 if report.source and report.source[0] < report.cue[0] else -1
    inner = before > 0 and unit.pieces[before].low in ("which", "whom", "that", "because", "whose")
    return unit.pieces[before].start if inner else unit.span[0]


def venue_of(scene: Scene, unit: Unit, reports: Sequence[Report]) -> str | None:
    """The occasion of speech that the unit names outside the contents: "session at the ministry"."""
    clause = clause_spans(unit, reports)
    for at, piece in enumerate(unit.pieces):
        if piece.low not in OCCASION or not any(a <= piece.start < b for a, b in clause):
            continue
        if at and unit.pieces[at - 1].low in NO_OCCASION:
            continue
        start = at + 1 + (at + 1 < len(unit.pieces) and unit.pieces[at + 1].low in WORDS["determiners"])
        head = next((i for i in range(start, min(start + 6, len(unit.pieces))) if _occasion(unit, start, i)), -1)
        phrase = phrase_after(unit, start) if head >= 0 else None
        if phrase:
            first, end = span_of(unit, (phrase[0], max(phrase[1], head + 1)))
            limit = min(
                (unit.pieces[a].start for r in reports for a, _ in r.contents if unit.pieces[a].start > first),
                default=end,
            )
            return scene.text[first : min(end, limit)].rstrip(' ,:“"').replace("\n", " ")
    return None


def _occasion(unit: Unit, start: int, at: int) -> bool:
    between = unit.pieces[start:at]
    plain = all(p.word and p.low not in WORDS["prepositions"] or p.low in ("’s", "'s") for p in between)
    return plain and unit.pieces[at].low in WORDS["venues"] - WORDS["wordings"]
