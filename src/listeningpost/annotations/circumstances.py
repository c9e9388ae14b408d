"""What stands beside a reporting clause: the chain of tellers, the occasion, the day, and why somebody has no name."""

import re
from collections.abc import Iterator, Sequence

from ..schema import MentionFound, Span, TimeFound, ViaFound
from .cues import cue_forms
from .noun_phrases import Scene, bare_name, phrase_after, span_of
from .pieces import WORDS, Piece, Unit
from .reports import Report, clause_spans
from .tables import either, table

ANONYMOUS = re.compile(rf"\b(?:{either(table('words')['anonymity'])})\b[^.;”\"]*", re.IGNORECASE)
OCCASION = frozenset(["at", "during", "in", "on", "before", "to", "through"])
NO_OCCASION = frozenset(["response", "reply", "reaction", "reference", "addition", "contrast", "answer"])
NAMING = ("name", "short", "abbrev", "alias")


def anonymity_of(scene: Scene, unit: Unit) -> str | None:
    """The page's own words for why a source of this unit is not named."""
    found = ANONYMOUS.search(scene.text, *unit.span)
    if not found:
        return None
    resumed = [p.start for p in unit.pieces if found.start() < p.start < found.end() and _resumes(unit, p)]
    return " ".join(scene.text[found.start() : min(resumed, default=found.end())].split()).rstrip(" ,")


def _resumes(unit: Unit, piece: Piece) -> bool:
    """Whether the reporting clause takes up again at a comma: "..., told the paper"."""
    at = unit.pieces.index(piece)
    form = cue_forms().get(unit.pieces[at + 1].low) if at + 1 < len(unit.pieces) else None
    return piece.text == "," and form is not None and bool(form.shapes & {"past", "s"})


def time_beside(unit: Unit, report: Report, reports: Sequence[Report], times: Sequence[TimeFound]) -> Span | None:
    """The time words of the reporting clause: those nearest to the cue outside the contents of all reports."""
    clause = clause_spans(unit, reports)
    cue = unit.pieces[report.cue[0]].start
    aside = _aside(unit, report)
    behind = [unit.pieces[a].start for a, _ in report.contents if a > report.cue[0]]
    limit = min(behind, default=unit.span[1])
    beside = [t.span for t in times if t.span[0] < limit and any(a <= t.span[0] and t.span[1] <= b for a, b in clause)]
    first = _clause_start(unit, report)
    beside = [span for span in beside if span[0] >= first and not aside[0] <= span[0] < aside[1]]
    return min(beside, key=lambda span: (abs(span[0] - cue), span), default=None)


def _aside(unit: Unit, report: Report) -> Span:
    """A relative clause between source and cue, whose times are not those of speech: ", who left last year,"."""
    if not report.source or report.source[1] + 1 >= report.cue[0]:
        return 0, 0
    between = unit.pieces[report.source[1] : report.cue[0]]
    first = next((p.start for p in between if p.low in ("who", "which", "whose", "where")), None)
    return (first, unit.pieces[report.cue[0]].start) if first is not None else (0, 0)


def _clause_start(unit: Unit, report: Report) -> int:
    """Where the reporting clause begins, if it is a relative clause or the like: "the date by which she had promised"."""
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


def chain_of(scene: Scene, unit: Unit, report: Report, reports: Sequence[Report]) -> tuple[ViaFound, ...]:
    """The tellers between page and speaker that the unit itself names, from the page inward, each once."""
    found = [*_round(scene, unit, report, reports), *_relay(scene, unit, report), *_told(scene, unit, report), *_beside(scene, unit, report)]
    return tuple({via.name.lower(): via for via in found}.values())


def _round(scene: Scene, unit: Unit, report: Report, reports: Sequence[Report]) -> Iterator[ViaFound]:
    """News houses that tell the whole report as their own content: "Lee put the price at two, Basinwire said"."""
    for other in reports:
        holds = any(a <= report.cue[0] and report.cue[1] <= b for a, b in other.contents)
        if holds and other.source and other is not report:
            yield from (_as_via(m) for m in _houses(scene, span_of(unit, other.source)))


def _relay(scene: Scene, unit: Unit, report: Report) -> Iterator[ViaFound]:
    if report.relay:
        yield via_at(scene, bare_name(scene, unit, report.relay))


def _told(scene: Scene, unit: Unit, report: Report) -> Iterator[ViaFound]:
    """Told to a news house: that house stands between."""
    if report.addressee:
        yield from (_as_via(m) for m in _houses(scene, span_of(unit, report.addressee)))


def _beside(scene: Scene, unit: Unit, report: Report) -> Iterator[ViaFound]:
    """ ", according to Z", "in a readout issued by Z", "as quoted by Z", "citing Z" outside the contents."""
    clause = clause_spans(unit, (report,))
    source = span_of(unit, report.source) if report.source else (0, 0)
    for at, piece in enumerate(unit.pieces[:-2]):
        if not any(a <= piece.start < b for a, b in clause) or source[0] <= piece.start < source[1]:
            continue
        pair = (piece.low, unit.pieces[at + 1].low)
        if pair == ("according", "to") and (at, at + 2) != report.cue:
            phrase = phrase_after(unit, at + 2)
            if phrase:
                yield via_at(scene, bare_name(scene, unit, phrase))
        elif pair[1] == "by" and pair[0] in WORDS["issued"]:
            yield from _issuer(scene, unit, at + 2)
        elif piece.low in ("citing", "told", "with") and pair[1] != "by":
            phrase = phrase_after(unit, at + 1)
            yield from (_as_via(m) for m in _houses(scene, span_of(unit, phrase)) if phrase) if phrase else ()


def _issuer(scene: Scene, unit: Unit, start: int) -> Iterator[ViaFound]:
    """Who issued the document; a body without a name ("the ministry") is the speaker's own."""
    phrase = phrase_after(unit, start)
    if phrase is None:
        return
    named = [m for m in scene.mentions_in(span_of(unit, phrase)) if m.form in NAMING and m.type != "person"]
    if named:
        yield _as_via(named[-1])
    elif unit.pieces[phrase[1] - 1].capital:
        yield via_at(scene, bare_name(scene, unit, phrase))


def _houses(scene: Scene, span: Span) -> list[MentionFound]:
    return [m for m in scene.mentions_in(span) if m.type == "media" and m.form in NAMING]


def via_at(scene: Scene, span: Span) -> ViaFound:
    """A teller named by the words of a span, as knowledge links them."""
    mention = next((m for m in reversed(scene.mentions_in(span)) if m.span[1] == span[1] and m.form in NAMING), None)
    described = None if mention else _described_house(scene, span)
    return _as_via(mention) if mention else described or ViaFound(name=scene.text[slice(*span)], span=span, basis="sentence")


def _described_house(scene: Scene, span: Span) -> ViaFound | None:
    """ "The agency", where a news house has been named before: that house."""
    words = scene.text[slice(*span)].lower().split()
    if len(words) > 3 or words[0] != "the" or words[-1] not in WORDS["houses"]:
        return None
    earlier = [m for m in scene.mentions if m.span[1] <= span[0] and m.type == "media" and m.form in NAMING]
    return ViaFound(name=earlier[-1].name or "", span=span, basis="sentence", key=earlier[-1].key) if earlier else None


def _as_via(mention: MentionFound) -> ViaFound:
    return ViaFound(name=mention.name or "", span=mention.span, basis="sentence", key=mention.key)
