"""The chain of tellers between page and speaker, as far as a sentence names it."""

from collections.abc import Iterator, Sequence

from ..schema import MentionFound, Span, ViaFound
from .noun_phrases import Scene, bare_name, phrase_after, span_of
from .pieces import WORDS, Unit
from .reports import Report, clause_spans

TELLING = frozenset({"according", "citing", "told", "with"})
NAMING = ("name", "short", "abbrev", "alias")


def chain_of(scene: Scene, unit: Unit, report: Report, reports: Sequence[Report]) -> tuple[ViaFound, ...]:
    """The tellers between page and speaker that the unit itself names, from the page inward, each once."""
    round_it = _round(scene, unit, report, reports)
    found = [*round_it, *_relay(scene, unit, report), *_told(scene, unit, report), *_beside(scene, unit, report)]
    own = bare_name(scene, unit, report.source) if report.source else None
    return tuple({via.name.lower(): via for via in found if via.span != own}.values())


def _round(scene: Scene, unit: Unit, report: Report, reports: Sequence[Report]) -> Iterator[ViaFound]:
    """News houses that tell the whole report as their own content: "Lee put the price at two, Basinwire said"."""
    if not _houses(scene, unit.span):
        return
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
        pair = (piece.low, unit.pieces[at + 1].low)
        if pair[0] not in TELLING and pair[1] != "by":
            continue
        if not any(a <= piece.start < b for a, b in clause) or source[0] <= piece.start < source[1]:
            continue
        if pair == ("according", "to") and (at, at + 2) != report.cue:
            phrase = phrase_after(unit, at + 2)
            if phrase:
                yield via_at(scene, bare_name(scene, unit, phrase))
        elif pair[1] == "by" and pair[0] in WORDS["issued"]:
            yield from _issuer(scene, unit, at + 2)
        elif pair[0] in TELLING and pair[0] != "according" and pair[1] != "by":
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
    bare = ViaFound(name=scene.text[slice(*span)], span=span, basis="sentence")
    return _as_via(mention) if mention else described or bare


def _described_house(scene: Scene, span: Span) -> ViaFound | None:
    """ "The agency", where a news house has been named before: that house."""
    words = scene.text[slice(*span)].lower().split()
    if len(words) > 3 or words[0] != "the" or words[-1] not in WORDS["houses"]:
        return None
    earlier = [m for m in scene.mentions if m.span[1] <= span[0] and m.type == "media" and m.form in NAMING]
    return ViaFound(name=earlier[-1].name or "", span=span, basis="sentence", key=earlier[-1].key) if earlier else None


def _as_via(mention: MentionFound) -> ViaFound:
    return ViaFound(name=mention.name or "", span=mention.span, basis="sentence", key=mention.key)
