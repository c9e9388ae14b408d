"""The chain of tellers between page and speaker, as far as a sentence names it."""

from collections.abc import Iterator, Sequence

from ..schema import NAME_FORMS, MentionFound, Span, ViaFound
from .houses import Teller, house_in
from .noun_phrases import Phrase, Scene, bare_name, phrase_after, phrase_before, span_of
from .pieces import WORDS, Unit
from .reports import Report
from .speaking import can_be_told_by, is_document

LEADING = frozenset({"in", "through", "from", "via", "during", "on", "to", "by"})  # before a document or an occasion
OPENING = frozenset({"according", "speaking", "talking", "in", "during"}) | WORDS["issued"]  # what may bring a teller
NAME = 60  # characters in which a name behind a phrase ends
REACH = 8  # pieces of a document's or an occasion's phrase


def chain_of(scene: Scene, unit: Unit, report: Report, reports: Sequence[Report]) -> tuple[ViaFound, ...]:
    """The tellers between page and speaker that the unit itself names, from the page inward, each once."""
    beside = list(_beside(scene, unit, report, reports))
    found = [*_round(scene, unit, report, reports), *beside, *_relay(scene, unit, report), *_told(scene, unit, report)]
    own = bare_name(scene, unit, report.source) if report.source else None
    chain: dict[str, ViaFound] = {}
    for via in (via for via in found if via.span != own):
        chain.setdefault(via.name.lower(), via)
    return tuple(chain.values())


def _round(scene: Scene, unit: Unit, report: Report, reports: Sequence[Report]) -> Iterator[ViaFound]:
    """News houses that tell the whole report as their own content: "Lee put the price at two, Basinwire said"."""
    for other in reports if scene.houses else ():
        holds = any(a <= report.cue[0] and report.cue[1] <= b for a, b in other.contents)
        house = house_in(scene, unit, other.source) if holds and other.source and other is not report else None
        if house and other.source:
            yield house._replace(span=bare_name(scene, unit, other.source)).by(span_of(unit, other.cue))


def _relay(scene: Scene, unit: Unit, report: Report) -> Iterator[ViaFound]:
    if report.relay:
        cue = span_of(unit, report.relay_cue or report.cue)
        house = house_in(scene, unit, report.relay)
        yield house.by(cue) if house else via_at(scene, bare_name(scene, unit, report.relay), cue)


def _told(scene: Scene, unit: Unit, report: Report) -> Iterator[ViaFound]:
    """Told to a news house: that house stands between, by the speaker's own cue."""
    phrase = report.addressee or _to_whom(unit, report)
    house = house_in(scene, unit, _with_name(scene, unit, phrase)) if phrase else None
    if house:
        yield house.by(span_of(unit, report.cue))


def _to_whom(unit: Unit, report: Report) -> Phrase | None:
    """ "confirmed to Z", "said to Z"."""
    to = report.cue[1] < len(unit.pieces) and unit.pieces[report.cue[1]].low == "to"
    return phrase_after(unit, report.cue[1] + 1) if to else None


def _with_name(scene: Scene, unit: Unit, phrase: Phrase) -> Phrase:
    """A phrase with the name behind it: "CNN anchor" with "Ann Lee", "the broadcaster" with "RT"."""
    last, end = unit.pieces[phrase[1] - 1], phrase[1]
    behind = scene.mentions_in((last.end, last.end + NAME))
    named = next((m for m in behind if m.type in ("person", "media") and m.form in NAME_FORMS), None)
    if named and not scene.text[last.end : named.span[0]].strip():
        end = next((i + 1 for i in range(phrase[1], len(unit.pieces)) if unit.pieces[i].end >= named.span[1]), end)
    return phrase[0], end


# ---- beside the reporting clause
def _beside(scene: Scene, unit: Unit, report: Report, reports: Sequence[Report]) -> Iterator[ViaFound]:
    """ ", according to Z", "in a readout issued by Z", "quoted by Z", "in an interview with Z" outside the contents,
    each with the cue that it stands nearest to."""
    done = 0
    for at in (i for i, piece in enumerate(unit.pieces[:-1]) if piece.low in OPENING):
        if at < done or any(a <= at < b for a, b in _parts(report)) or _nearer(report, reports, at):
            continue
        if report.source and at < report.source[0] and unit.pieces[report.source[0] - 1].low == "and":
            continue  # "a warning issued by one and another said": the issuers speak
        ways = (_according, _issued, _aired_on, _interviewed)
        found = next((step for way in ways if (step := way(scene, unit, at))), None)
        if found:
            done = found[1]
            yield found[0]


def _parts(report: Report) -> Iterator[Phrase]:
    """The parts of a report: source, teller, cues and contents."""
    yield from (part for part in (report.source, report.relay, report.relay_cue) if part)
    yield from (report.cue, *report.contents)


def _nearer(report: Report, reports: Sequence[Report], at: int) -> bool:
    """Whether another report's cue stands nearer to the piece at `at`, which is none of its content."""
    others = (o for o in reports if o is not report and not any(a <= at < b for a, b in o.contents))
    return any(_distance(other.cue, at) < _distance(report.cue, at) for other in others)


def _distance(cue: Phrase, at: int) -> int:
    return cue[0] - at if at < cue[0] else at - cue[1] + 1


Step = tuple[ViaFound, int] | None  # a teller, and the piece behind its phrase


def _according(scene: Scene, unit: Unit, at: int) -> Step:
    """ "according to Z"; "according to a translation provided by Z" is Z's."""
    if (unit.pieces[at].low, unit.pieces[at + 1].low) != ("according", "to"):
        return None
    phrase = phrase_after(unit, at + 2)
    if phrase is None or not can_be_told_by(unit, phrase):
        return None
    issuer = _issuer(scene, unit, phrase[1]) if _issued_by(unit, phrase[1]) else None
    if issuer:
        return issuer.by(span_of(unit, (at, phrase[1] + 2))), phrase[1] + 2
    by = unit.pieces[phrase[1]].low == "by" if phrase[1] < len(unit.pieces) else False
    author = _issuer(scene, unit, phrase[1] - 1) if by and is_document(unit, phrase) else None
    if author:
        return author.by(span_of(unit, (at, phrase[1] + 1))), phrase[1] + 1
    house = house_in(scene, unit, phrase)
    cue = span_of(unit, (at, at + 2))
    return (house.by(cue) if house else via_at(scene, bare_name(scene, unit, phrase), cue)), phrase[1]


def _issued(scene: Scene, unit: Unit, at: int) -> Step:
    """ "in a readout issued by Z", ", quoted by Z", ", as cited by Z"."""
    lead = [piece.low for piece in unit.pieces[max(at - 2, 0) : at]]
    relative = lead[:1] in (["that"], ["which"]) and lead[-1] in WORDS["be"]  # "a video that was circulated by Z"
    issuer = _issuer(scene, unit, at) if _issued_by(unit, at) and not relative else None
    return (issuer.by(span_of(unit, (_lead(unit, at), at + 2))), at + 2) if issuer else None


def _aired_on(scene: Scene, unit: Unit, at: int) -> Step:
    """ "in remarks broadcast on state television", where that is a news house."""
    pair = [piece.low for piece in unit.pieces[at : at + 2]]
    on = len(pair) == 2 and pair[0] in WORDS["issued"] and pair[1] == "on"
    return _house_after(scene, unit, (_lead(unit, at), at + 2)) if on else None


def _issued_by(unit: Unit, at: int) -> bool:
    pair = [piece.low for piece in unit.pieces[at : at + 2]]
    return len(pair) == 2 and pair[0] in WORDS["issued"] and pair[1] == "by"


def _lead(unit: Unit, at: int) -> int:
    """Where the phrase begins that a participle at `at` belongs to, with its preposition: "in a readout issued"."""
    phrase = phrase_before(unit, at)
    if phrase is None or phrase[1] - phrase[0] > REACH or phrase[0] == 0:
        return at
    return phrase[0] - 1 if unit.pieces[phrase[0] - 1].low in LEADING else at


def _issuer(scene: Scene, unit: Unit, at: int) -> Teller | None:
    """Who issued the document; a body without a name ("the ministry") is the speaker's own."""
    phrase = phrase_after(unit, at + 2)
    if phrase is None:
        return None
    house = house_in(scene, unit, phrase)
    named = [m for m in scene.mentions_in(span_of(unit, phrase)) if m.form in NAME_FORMS and m.type != "person"]
    if house or named:
        return house or Teller(named[0].name or "", named[0].span, named[0].key)
    span = bare_name(scene, unit, phrase)
    return Teller(scene.text[slice(*span)], span) if unit.pieces[phrase[1] - 1].capital else None


def _interviewed(scene: Scene, unit: Unit, at: int) -> Step:
    """ "In an interview with Z", "in a Z interview", "in a statement to Z", "speaking to Z": Z is a news house."""
    if unit.pieces[at].low in ("speaking", "talking") and unit.pieces[at + 1].low in ("to", "with"):
        return _house_after(scene, unit, (at, at + 2))
    if unit.pieces[at].low not in ("in", "during"):
        return None
    phrase = phrase_after(unit, at + 1)
    head = next((i for i in range(at + 1, min(at + REACH, len(unit.pieces))) if _occasion(unit, i)), -1)
    if phrase is None or head < 0 or unit.pieces[head].low in WORDS["conjunctions"]:
        return None
    if head + 1 < len(unit.pieces) and unit.pieces[head + 1].low in ("with", "to"):
        return _house_after(scene, unit, (at, head + 2))
    house = house_in(scene, unit, (at + 1, head)) if unit.pieces[head].low == "interview" and head > at + 1 else None
    return (house.by(span_of(unit, (at, head + 1))), head + 1) if house else None


def _occasion(unit: Unit, at: int) -> bool:
    return unit.pieces[at].low in WORDS["venues"]


def _house_after(scene: Scene, unit: Unit, cue: Phrase) -> Step:
    phrase = phrase_after(unit, cue[1])
    house = house_in(scene, unit, _with_name(scene, unit, phrase)) if phrase else None
    return (house.by(span_of(unit, cue)), phrase[1]) if phrase and house else None


def via_at(scene: Scene, span: Span, cue: Span | None = None) -> ViaFound:
    """A teller named by the words of a span, as knowledge links them; `cue` is the word or phrase it tells by."""
    named: MentionFound | None = next(
        (m for m in reversed(scene.mentions_in(span)) if m.span[1] == span[1] and m.form in NAME_FORMS), None
    )
    name = (named.name if named else None) or " ".join(scene.text[slice(*span)].split())
    return ViaFound(name=name, span=span, basis="sentence", key=named.key if named else None, cue_span=cue)
