"""Attributions: who is given as the source of what, as the page words it. Who that is, is decided later.

Source, cue and content are those of PARC and PolNeAR. Sources are bare names, described sources whole phrases; contents
leave out the final stop of an indirect statement and the comma before a closing mark.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from ..knowledge import Knowledge
from ..schema import Act, Annotations, AttributionFound, Reading, Span, StatementKind
from .circumstances import anonymity_of, chain_of, time_beside, venue_of, via_at
from .headlines import find_headlines
from .layers import beginning_in
from .noun_phrases import Phrase, Scene, bare_name, span_of
from .pieces import WORDS, Unit, is_full, make_units
from .quotes import FEW
from .reporting import find_lead, find_reports
from .reports import Report
from .tables import table
from .verb_groups import Group

NEUTRAL: frozenset[Act] = frozenset(["assert", "announce", "suggest"])
REMARKS = re.compile(
    r"\b(?:made|makes|gave|delivered|offered|issued)\s+(?:these|those|the|his|her|their|its|such)\s+(?:\w+\s+)?"
    r"(?:remarks?|comments?|statements?|assessments?|observations?|declarations?|announcements?)\b(?!\s+(?:about|of|that|made))"
)
MUST = frozenset(["must", "should", "ought"])


class Last(NamedTuple):
    """The unit read before: whether it gave anything, and the speaker it announces where it ends in a colon."""

    unit: Unit
    made: bool
    lead: tuple[Phrase, Group] | None


@dataclass(frozen=True)
class Attributions:
    """Gives `attributions`; sees more where `mentions` and `times` are filled."""

    name: str = "attributions"
    version: int = 1
    needs: frozenset[str] = frozenset({"parse", "mentions", "times"})
    gives: frozenset[str] = frozenset({"attributions"})

    def find(self, reading: Reading, so_far: Annotations, knowledge: Knowledge) -> Annotations:
        """`so_far` with an AttributionFound for every reporting clause, headline and orphan quotation, in order."""
        text, title = reading.article.text, reading.article.title
        scene = scene_of(text, so_far, knowledge)
        found: list[AttributionFound] = []
        last: Last | None = None
        for unit in make_units(text, so_far):
            if title and title.span and title.span[0] <= unit.span[0] < title.span[1]:
                found += find_headlines(scene, unit)
                continue
            reports = find_reports(scene, unit)
            made = [attribution(scene, unit, report, so_far, reports) for report in reports]
            found = _told_afterwards(scene, unit, found, so_far)
            if not made:
                found, made = _orphan(scene, unit, found, last)
            last = Last(unit, bool(made), find_lead(unit) if not made else None)
            found += made
        return msgspec.structs.replace(so_far, attributions=tuple(found))


def scene_of(text: str, so_far: Annotations, knowledge: Knowledge) -> Scene:
    """What the rules of a page look at."""
    titles = knowledge.titles
    words = (
        word.lower().rstrip(".") for kind in ("honorifics", "ranks", "role_nouns") for word in titles.get(kind, ())
    )
    return Scene(text, tuple(sorted(so_far.mentions, key=lambda m: m.span)), frozenset(words))


def attribution(
    scene: Scene, unit: Unit, report: Report, so_far: Annotations, reports: Sequence[Report]
) -> AttributionFound:
    """A report as the record takes it: spans of text, kind, act, what stands beside; `reports` are all of the unit."""
    kind, contents, quoted = _spans(scene.text, unit, report.contents)
    source = bare_name(scene, unit, report.source) if report.source else None
    beside = beginning_in(so_far.times, unit.span)
    return AttributionFound(
        sentence=unit.span,
        source_span=source,
        cue_span=span_of(unit, report.cue),
        content_spans=contents,
        quoted_spans=quoted,
        kind=kind,
        attribution=report.verb.kind,
        act=_act(unit, report, reports),
        via=chain_of(scene, unit, report),
        addressee_span=span_of(unit, report.addressee) if report.addressee else None,
        venue=venue_of(scene, unit, reports),
        time_span=time_beside(unit, report, reports, beside),
        continues=_continues(unit, report),
        anonymity=anonymity_of(scene, unit),
    )


def _act(unit: Unit, report: Report, reports: Sequence[Report]) -> Act:
    """The cue's act, save that a neutral cue whose content says what must be done demands.

    One that goes on with "no" behind a denial of the same speaker denies.
    """
    words = {p.low for p in unit.pieces[slice(*report.contents[0])][:12] if p.quote is None}
    if report.verb.act not in NEUTRAL or not words:
        return report.verb.act
    if report.shared and words & (WORDS["negations"] | {"no"}):
        denied = any(
            r.verb.act in ("deny", "reject") and r.source == report.source and r.cue < report.cue for r in reports
        )
        return "deny" if denied else report.verb.act
    return "demand" if words & MUST else report.verb.act


def _continues(unit: Unit, report: Report) -> bool:
    going_on = table("cues")["continuing"]
    source = unit.pieces[report.source[0]].low if report.source else ""
    also = any(p.low in going_on["adverbs"] for p in unit.pieces[max(0, report.cue[0] - 2) : report.cue[1]])
    return source in ("he", "she", "it", "they") and (report.verb.lemma in going_on["verbs"] or also)


# ---- spans
def _spans(
    text: str, unit: Unit, contents: Sequence[Phrase]
) -> tuple[StatementKind, tuple[Span, ...], tuple[Span, ...]]:
    """Kind, content spans and quoted spans of a report's contents."""
    pieces = [p for content in contents for p in unit.pieces[slice(*content)] if p.word or p.quote]
    quoted = tuple(_inner(text, p.quote.inner) for p in pieces if p.quote)
    if quoted and len(quoted) == len(pieces):
        return "direct", quoted, quoted
    spans = (_outer(text, unit, content) for content in contents)
    return ("mixed" if quoted else "indirect"), tuple(span for span in spans if span[1] > span[0]), quoted


def _inner(text: str, inner: Span) -> Span:
    """Between the marks, without the comma before the closing one."""
    start, end = inner
    while end - 1 > start and (text[end - 1] == "," or text[end - 1].isspace()):
        end -= 1
    return start, end


def _outer(text: str, unit: Unit, content: Phrase) -> Span:
    """A clause with its inner marks, without the stop or comma behind it."""
    start, end = span_of(unit, content)
    while end - 1 > start and text[end - 1] in ".,;:–—- \n\u00a0":
        end -= 1
    return start, end


# ---- what the next sentence tells of the statement before it
def _told_afterwards(
    scene: Scene, unit: Unit, found: list[AttributionFound], so_far: Annotations
) -> list[AttributionFound]:
    """ "He made the remarks on Friday at a meeting": day, occasion, teller of the statement before."""
    if not found or not REMARKS.search(scene.text, *unit.span) or found[-1].sentence[1] > unit.span[0]:
        return found
    last, reports = found[-1], find_reports(scene, unit)
    times = [t.span for t in beginning_in(so_far.times, unit.span)]
    tellers = [bare_name(scene, unit, r.source) for r in reports if r.source and r.verb.lemma == "according to"]
    more = msgspec.structs.replace(
        last,
        time_span=last.time_span or (times[0] if times else None),
        venue=last.venue or venue_of(scene, unit, ()),
        via=last.via or tuple(via_at(scene, span) for span in tellers),
    )
    return [*found[:-1], more]


# ---- quotations without a reporting clause
def _orphan(
    scene: Scene, unit: Unit, found: list[AttributionFound], last: Last | None
) -> tuple[list[AttributionFound], list[AttributionFound]]:
    """A unit that is nothing but quotation: more of the statement just before it, or a statement of its own."""
    words = [p for p in unit.pieces if p.word or p.quote]
    quotes = [p.quote for p in words if p.quote]
    if not quotes or len(quotes) != len(words) or not any(is_full(q, scene.text) for q in quotes):
        return found, []
    spans = tuple(_inner(scene.text, q.inner) for q in quotes)
    if last and last.lead:
        return found, [_led(scene, last.unit, last.lead, spans)]
    if not found:
        return found, []
    if last and last.made and _same_breath(found[-1], last.unit, unit):
        more = msgspec.structs.replace(
            found[-1],
            content_spans=(*found[-1].content_spans, *spans),
            quoted_spans=(*found[-1].quoted_spans, *spans),
        )
        return [*found[:-1], more], []
    if sum(q.words(scene.text) for q in quotes) < FEW:
        return found, []
    return found, [
        AttributionFound(sentence=unit.span, content_spans=spans, quoted_spans=spans, kind="direct", continues=True)
    ]


def _led(scene: Scene, lead: Unit, spoken: tuple[Phrase, Group], spans: tuple[Span, ...]) -> AttributionFound:
    """A quotation that the paragraph before announces: "He said:"."""
    source, group = spoken
    return AttributionFound(
        sentence=lead.span,
        source_span=bare_name(scene, lead, source),
        cue_span=span_of(lead, (group.first, group.end)),
        content_spans=spans,
        quoted_spans=spans,
        kind="direct",
        act=group.cue.act,
    )


def _same_breath(before: AttributionFound, previous: Unit, unit: Unit) -> bool:
    """Whether a quotation goes on with the one before: in its paragraph, or behind one that was never closed."""
    if before.kind != "direct":
        return False
    if unit.paragraph == previous.paragraph:
        return True
    last = next((p.quote for p in reversed(previous.pieces) if p.quote), None)
    return last is not None and not last.closed and unit.paragraph == previous.paragraph + 1


ATTRIBUTIONS = Attributions()
