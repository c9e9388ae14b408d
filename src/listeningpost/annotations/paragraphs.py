"""What the sentences of a paragraph lend each other: quotations without a clause of their own, a speaker announced in
the sentence before, and the day, occasion or reason for no name that the sentence after tells.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from ..schema import AttributionFound, Span, TimeFound
from .circumstances import anonymity_of, venue_of
from .noun_phrases import Scene, bare_name, span_of
from .pieces import Unit, is_full
from .quotes import FEW
from .reporting import Lead, find_lead, find_reports
from .tellers import via_at

REMARKS = re.compile(
    r"\b(?:made|makes|gave|delivered|offered|issued)\s+(?:these|those|the|his|her|their|its|such)\s+(?:\w+\s+)?"
    r"(?:remarks?|comments?|statements?|assessments?|observations?|declarations?|announcements?)\b(?!\s+(?:about|of|that|made))"
)
PERSONAL = frozenset(["he", "she", "they", "it"])
SPEAKING = frozenset(["i", "we", "our", "my", "us", "me"])
LEAST_UNMARKED = 6  # pieces of a sentence quoted without marks
TURNS = frozenset(["but", "however", "yet", "meanwhile", "while", "nevertheless"])


class Last(NamedTuple):
    """The unit read before: whether it was part of a statement, the speaker it announces, how many quotations
    without a speaker have opened its paragraph up to its end, and whether it is quoted without marks."""

    unit: Unit
    told: bool
    lead: Lead | None = None
    opening: int = 0
    unmarked: bool = False


class Read(NamedTuple):
    """A unit as read: the statements of its own, and its times."""

    unit: Unit
    made: list[AttributionFound]
    times: Sequence[TimeFound]


def join(
    scene: Scene, read: Read, found: list[AttributionFound], last: Last | None
) -> tuple[list[AttributionFound], Last]:
    """The statements up to and with a unit, and what the next unit must know of it."""
    unit, made, times = read
    if last and _unmarked(last, unit):
        return _with_unmarked(scene, unit, found, last), Last(unit, told=True, unmarked=True)
    opened = last.opening if last and last.unit.paragraph == unit.paragraph else 0
    if made:
        made = _with_day_of_lead(scene, made, last)
        found, made = _with_opening(unit, found, made, opened)
        return [*found, *made], Last(unit, told=True)
    spans = _outright(scene, unit)
    if not spans:
        return found, Last(unit, told=False, lead=find_lead(unit, times))
    if last and last.lead and (last.lead.colon or last.unit.paragraph == unit.paragraph):
        return [*found, _led(scene, last.unit, last.lead, spans)], Last(unit, told=True)
    if found and last and last.told and _same_breath(found[-1], last.unit, unit):
        return [*found[:-1], _longer(found[-1], found[-1].content_spans, spans)], Last(unit, told=True, opening=opened)
    first = last is None or last.unit.paragraph != unit.paragraph or bool(opened)
    if not first and not _enough(scene.text, spans):
        return found, Last(unit, told=False)
    alone = AttributionFound(
        sentence=unit.span, content_spans=spans, quoted_spans=spans, kind="direct", continues=True
    )
    return [*found, alone], Last(unit, told=True, opening=opened + first)


def _enough(text: str, spans: Sequence[Span]) -> bool:
    return sum(len(text[slice(*span)].split()) for span in spans) >= FEW


def settle(text: str, found: Sequence[AttributionFound]) -> tuple[AttributionFound, ...]:
    """All but the quotations that found no speaker and are too short, or stand before anybody has spoken."""
    spoken = [i for i, item in enumerate(found) if item.source_span or item.cue_span]
    first = spoken[0] if spoken else len(found)
    return tuple(
        item
        for i, item in enumerate(found)
        if item.source_span or item.cue_span or i > first and _enough(text, item.content_spans)
    )


def _outright(scene: Scene, unit: Unit) -> tuple[Span, ...]:
    """The insides of the quotations of a unit that is nothing but quotation, else none."""
    words = [p for p in unit.pieces if p.word or p.quote]
    quotes = [p.quote for p in words if p.quote]
    if len(quotes) != len(words) or not any(is_full(q, scene.text) for q in quotes):
        return ()
    return tuple(inner_of(scene.text, q.inner) for q in quotes)


def inner_of(text: str, inner: Span) -> Span:
    """Between the marks, without the comma before the closing one."""
    start, end = inner
    while end - 1 > start and (text[end - 1] == "," or text[end - 1].isspace()):
        end -= 1
    return start, end


def _longer(item: AttributionFound, first: tuple[Span, ...], then: tuple[Span, ...]) -> AttributionFound:
    """A quotation with the spans of another before or behind its own."""
    quoted = (*first, *then) if item.kind == "direct" else tuple(sorted({*item.quoted_spans, *first, *then}))
    return msgspec.structs.replace(item, content_spans=(*first, *then), quoted_spans=quoted)


# ---- quotations that open a paragraph whose reporting clause comes later
def _with_opening(
    unit: Unit, found: list[AttributionFound], made: list[AttributionFound], opened: int
) -> tuple[list[AttributionFound], list[AttributionFound]]:
    """The quotations that open the paragraph given to the first speaker behind them: as part of his quotation where
    that follows at once, else as a statement of his own. A turn ("But ...") gives them to nobody."""
    if not opened or unit.pieces[0].low in TURNS:
        return found, made
    before, orphans = found[:-opened], found[-opened:]
    speaker = made[0]
    if speaker.kind == "direct" and speaker.content_spans[0][0] - unit.span[0] <= 2:
        spans = tuple(span for orphan in orphans for span in orphan.content_spans)
        return before, [_longer(speaker, spans, speaker.content_spans), *made[1:]]
    if speaker.attribution != "speech":
        return found, made
    theirs = [msgspec.structs.replace(o, source_span=speaker.source_span, continues=False) for o in orphans]
    return [*before, *theirs], made


def _same_breath(before: AttributionFound, previous: Unit, unit: Unit) -> bool:
    """Whether a quotation goes on with the one before: in its paragraph, or behind one that was never closed."""
    if before.kind != "direct":
        return False
    if unit.paragraph == previous.paragraph:
        return True
    last = next((p.quote for p in reversed(previous.pieces) if p.quote), None)
    return last is not None and not last.closed and unit.paragraph == previous.paragraph + 1


# ---- quoted without marks, as statements of ministries are printed
def _unmarked(last: Last, unit: Unit) -> bool:
    """Whether a unit is what "The minister said:" announces at the end of a paragraph, without a mark; the next
    paragraphs go on with it while they speak as "I" or "we"."""
    words = {piece.low for piece in unit.pieces}
    whole = not any(piece.quote for piece in unit.pieces) and unit.pieces[-1].text in (".", "!", "?")
    next_one, enough = unit.paragraph == last.unit.paragraph + 1, len(unit.pieces) >= LEAST_UNMARKED
    announced = last.lead is not None and last.lead.colon and last.unit.pieces[-1].text == ":" and next_one and enough
    goes_on = last.unmarked and (unit.paragraph == last.unit.paragraph or next_one and bool(words & SPEAKING))
    return whole and (announced or goes_on)


def _with_unmarked(scene: Scene, unit: Unit, found: list[AttributionFound], last: Last) -> list[AttributionFound]:
    if last.lead:
        return [*found, _led(scene, last.unit, last.lead, (unit.span,))]
    *before, item = found
    if last.unit.paragraph == unit.paragraph:
        spans = (*item.content_spans[:-1], (item.content_spans[-1][0], unit.span[1]))
        return [*before, msgspec.structs.replace(item, content_spans=spans, quoted_spans=spans)]
    return [*before, _longer(item, item.content_spans, (unit.span,))]


# ---- a speaker announced in the sentence before
def _led(scene: Scene, unit: Unit, lead: Lead, spans: tuple[Span, ...]) -> AttributionFound:
    """A quotation that the unit before announces: "He said:", "She put it more plainly."."""
    return AttributionFound(
        sentence=unit.span,
        source_span=bare_name(scene, unit, lead.source),
        cue_span=span_of(unit, (lead.group.first, lead.group.end)),
        content_spans=spans,
        quoted_spans=spans,
        kind="direct",
        act=lead.group.cue.act,
        time_span=lead.time,
        venue=venue_of(scene, unit, ()),
        anonymity=anonymity_of(scene, unit),
    )


def _with_day_of_lead(scene: Scene, made: list[AttributionFound], last: Last | None) -> list[AttributionFound]:
    """ "Lee answered on Monday. She said ...": the day of the answer is that of what she said."""
    first = made[0]
    if not (last and last.lead and last.lead.time and first.source_span and first.time_span is None):
        return made
    if scene.text[slice(*first.source_span)].lower() not in PERSONAL:
        return made
    return [msgspec.structs.replace(first, time_span=last.lead.time), *made[1:]]


# ---- what the next sentence tells of the statement before it
def told_afterwards(
    scene: Scene, unit: Unit, found: list[AttributionFound], times: Sequence[TimeFound]
) -> list[AttributionFound]:
    """ "He made the remarks on Friday at a meeting", "The official asked not to be named": day, occasion, teller and
    reason for no name of the statement before."""
    if not found or found[-1].sentence[1] > unit.span[0]:
        return found
    last, reason = found[-1], anonymity_of(scene, unit)
    if reason and unit.pieces[0].low in PERSONAL | {"the"} and last.anonymity is None:
        return [*found[:-1], msgspec.structs.replace(last, anonymity=reason)]
    if not REMARKS.search(scene.text, *unit.span):
        return found
    tellers = [
        bare_name(scene, unit, r.source)
        for r in find_reports(scene, unit)
        if r.source and r.verb.lemma == "according to"
    ]
    more = msgspec.structs.replace(
        last,
        time_span=last.time_span or (times[0].span if times else None),
        venue=last.venue or venue_of(scene, unit, ()),
        via=last.via or tuple(via_at(scene, span) for span in tellers),
    )
    return [*found[:-1], more]
