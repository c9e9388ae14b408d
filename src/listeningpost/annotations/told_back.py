"""Who is given, in a sentence of its own, as having told the one before it: "The bridge is shut. This was reported by
the Ledger.", "The bridge is shut. The ministry announced this on Sunday.", as agencies of many countries write."""

from collections.abc import Sequence
from typing import NamedTuple

from ..schema import AttributionFound, Span, TimeFound, ViaFound
from .adverbials import past_dateline
from .circumstances import anonymity_of, venue_of
from .cues import Cue, cue_forms
from .houses import house_in
from .noun_phrases import Phrase, Scene, bare_name, is_adverb, phrase_after, span_of
from .pieces import WORDS, Unit, is_finite
from .speaking import can_speak, head_of, is_document
from .subjects import subject_before
from .tables import table
from .tellers import via_at

BACK = table("cues")["told_back"]
VERBS, THINGS, CARRIERS, ISSUING = (frozenset(BACK[name]) for name in ("verbs", "things", "carriers", "issuing"))
SAYINGS = frozenset(table("cues")["sayings"]["nouns"])
PLACES = frozenset(["in", "on"])  # "was reported in the Ledger", "is stated on the site of the ministry"
BEHIND = frozenset(["in", "on", "at", "to", "with", "during", "after", "citing", "via", "through", "by"])
CITING = tuple(tuple(words.split()) for words in BACK["citing"])
ENDS = frozenset([",", ".", "!", ";"])
LONGEST = 40  # pieces of such a sentence
LEAST = 4  # pieces of what is told


class Back(NamedTuple):
    """Who told what stands before, in pieces: source, cue, the verb, and who passed it on by which cue, if anybody."""

    source: Phrase
    cue: Phrase
    verb: Cue
    relay: Phrase | None = None
    relay_cue: Phrase | None = None


def find_back(scene: Scene, unit: Unit) -> Back | None:
    """Who told the sentence before, where a unit says no more than that."""
    if len(unit.pieces) > LONGEST or any(piece.quote for piece in unit.pieces):
        return None
    found = _by_whom(scene, unit) or _who(unit) or _so(unit)
    return _with_cited(unit, found) if found else None


def told_before(
    scene: Scene, units: tuple[Unit, Unit], back: Back, times: Sequence[TimeFound]
) -> AttributionFound | None:
    """The statement that the first of two units makes by what the second tells of it; None where the first is no whole
    sentence right before."""
    told, unit = units
    whole = len(told.pieces) > LEAST and told.pieces[-1].text in (".", "!", "…")
    if not whole or unit.paragraph - told.paragraph > 1:
        return None
    end = told.pieces[-2].end
    spans: tuple[Span, ...] = ((told.pieces[past_dateline(told)].start, end),)
    quoted = tuple(p.quote.inner for p in told.pieces if p.quote and p.end <= end)
    via: tuple[ViaFound, ...] = ()
    if back.relay and back.relay_cue:
        via = (via_at(scene, bare_name(scene, unit, back.relay), span_of(unit, back.relay_cue)),)
    return AttributionFound(
        sentence=unit.span, source_span=bare_name(scene, unit, back.source), cue_span=span_of(unit, back.cue),
        content_spans=spans, quoted_spans=quoted, kind="mixed" if quoted else "indirect", act=back.verb.act, via=via,
        venue=venue_of(scene, unit, ()), time_span=times[0].span if times else None,
        anonymity=anonymity_of(scene, unit),
    )


def _by_whom(scene: Scene, unit: Unit) -> Back | None:
    """ "This was reported by X", "The incident was reported in X"."""
    at = _behind_thing(unit, past_dateline(unit))
    first = at
    while at < len(unit.pieces) and (unit.pieces[at].low in WORDS["auxiliaries"] or is_adverb(unit.pieces[at].low)):
        at += 1
    passive = first < at and at + 2 < len(unit.pieces) and any(p.low in WORDS["be"] for p in unit.pieces[first:at])
    cue = _cue(unit, at, "participle") if passive else None
    by = next((i for i in range(at + 1, min(at + 4, len(unit.pieces) - 1)) if not unit.pieces[i].time), -1)
    if cue is None or by < 0 or unit.pieces[by].low not in PLACES | {"by"}:
        return None
    source = phrase_after(unit, by + 1)
    if source is None or not can_speak(unit, source) or _tells_more(unit, source[1]):
        return None
    printed = is_document(unit, source) or head_of(unit, source).low in CARRIERS or house_in(scene, unit, source)
    return Back(source, (first, by + 1), cue) if printed or unit.pieces[by].low == "by" else None


def _behind_thing(unit: Unit, at: int) -> int:
    """The piece behind the words for what stands before: "this", "the incident"; `at` where there are none."""
    lows = [piece.low for piece in unit.pieces[at : at + 2]]
    if lows[:1] == ["this"] and len(lows) > 1 and lows[1] not in THINGS:
        return at + 1
    return at + 2 if lows[:1] and lows[0] in ("the", "this") and lows[-1] in THINGS else len(unit.pieces)


def _who(unit: Unit) -> Back | None:
    """ "X reported this on Sunday", "X wrote about this on his page"."""
    for at in range(1, len(unit.pieces) - 1):
        cue = _cue(unit, at, "past") or _cue(unit, at, "s")
        behind = _behind_this(unit, at) if cue else None
        if cue is None or behind is None:
            continue
        subject = subject_before(unit, at)
        follows = unit.pieces[behind] if behind < len(unit.pieces) else None
        bare = follows is None or follows.text in ENDS or follows.time or follows.low in BEHIND
        opens = subject is not None and not any(is_finite(piece) for piece in unit.pieces[: subject[0]])
        if subject and bare and opens and can_speak(unit, subject) and not _tells_more(unit, behind):
            return Back(subject, (at, at + 1), cue)
    return None


def _behind_this(unit: Unit, verb: int) -> int | None:
    """The piece behind "this" as what a verb tells: "reported this", "wrote about this", "issued this warning"."""
    this = verb + 1 + (unit.pieces[verb + 1].low in ("about", "of"))
    if this >= len(unit.pieces) or unit.pieces[this].low != "this" or unit.pieces[this].time:
        return None
    noun = this + 1 < len(unit.pieces) and unit.pieces[this + 1].low in SAYINGS
    issued = cue_forms()[unit.pieces[verb].low].cues[0].lemma in ISSUING
    return (this + 2 if noun else None) if issued else this + 1


def _so(unit: Unit) -> Back | None:
    """ "So says X", "So said X in a letter"."""
    cue = (_cue(unit, 1, "past") or _cue(unit, 1, "s")) if unit.pieces[0].low == "so" else None
    source = phrase_after(unit, 2) if cue else None
    told = source is not None and can_speak(unit, source) and not _tells_more(unit, source[1])
    return Back(source, (1, 2), cue) if cue and source and told else None


def _cue(unit: Unit, at: int, shape: str) -> Cue | None:
    form = cue_forms().get(unit.pieces[at].low) if at < len(unit.pieces) else None
    if form is None or shape not in form.shapes:
        return None
    return next((cue for cue in form.cues if cue.lemma in VERBS | ISSUING and not cue.particle), None)


def _tells_more(unit: Unit, at: int) -> bool:
    """Whether the sentence goes on with something of its own."""
    behind = {piece.low for piece in unit.pieces[at:]}
    return bool(behind & {"that", "who", "which", "and", "but", "as", "saying", "adding", "because", "while"})


def _with_cited(unit: Unit, back: Back) -> Back:
    """Whoever the teller cites has said it, and the teller stands between: "with reference to the ministry"."""
    for at in range(back.cue[1], len(unit.pieces) - 1):
        words = next((w for w in CITING if tuple(p.low for p in unit.pieces[at : at + len(w)]) == w), None)
        cited = phrase_after(unit, at + len(words)) if words else None
        if words and cited and can_speak(unit, cited):
            return Back(cited, (at, at + len(words)), back.verb, back.source, back.cue)
    return back
