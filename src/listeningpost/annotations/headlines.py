"""Headlines that put words into a mouth: "X: Y", "Y: X", "Y - X", "X Says Y", "Y, X says"."""

from collections.abc import Iterator

from ..schema import Act, AttributionFound, Span
from .cues import Cue
from .noun_phrases import Phrase, Scene, bare_name, is_noun_like, phrase_before, span_of
from .pieces import DASHES, WORDS, Unit
from .verb_groups import Group, find_groups

LONGEST_NAME = 5
OFFICES = frozenset(["ministry", "office", "police", "army", "navy", "staff", "commission", "court", "council"])
FIRST = frozenset(["we", "i", "our", "my", "us"])
LONGEST = 60  # pieces of a title
ENOUGH = 3  # pieces that make a content
FEELINGS = frozenset(["concerned", "worried", "afraid", "fearful", "hopeful", "confident", "alarmed", "convinced"])


def find_headlines(scene: Scene, unit: Unit) -> Iterator[AttributionFound]:
    """At most one attribution of a title; `attribution` is "headline"."""
    for way in (_by_colon, _by_verb, _by_dash, _by_feeling) if len(unit.pieces) <= LONGEST else ():
        found = way(scene, unit)
        if found:
            source, cue, content, act = found
            quoted = tuple(p.quote.inner for p in unit.pieces[slice(*content)] if p.quote)
            yield AttributionFound(
                sentence=unit.span,
                source_span=bare_name(scene, unit, source),
                cue_span=cue,
                content_spans=(_tidy(scene.text, span_of(unit, content)),),
                quoted_spans=quoted,
                kind="mixed" if quoted else "indirect",
                attribution="headline",
                act=act,
            )
            return


Found = tuple[Phrase, Span | None, Phrase, Act] | None


def _tidy(text: str, span: Span) -> Span:
    end = span[1]
    while end > span[0] and text[end - 1] in " .,:":
        end -= 1
    return span[0], end


def _speaker(scene: Scene, unit: Unit, phrase: Phrase) -> bool:
    """Whether a side of a colon is a name that can speak: known as a person, body or state, or a title word."""
    types = {m.type for m in scene.mentions_in(span_of(unit, phrase)) if m.span[1] == span_of(unit, phrase)[1]}
    words = {p.low for p in unit.pieces[slice(*phrase)]}
    return bool(types - {"place", "media"}) or bool(words & scene.titles)


def _by_colon(scene: Scene, unit: Unit) -> Found:
    colon = unit.find(":")
    end = len(unit.pieces)
    if colon <= 0 or end - colon < 2:
        return None
    behind = [g for g in find_groups(unit, title=True) if g.verb > colon and g.end >= end - 1]
    if behind and behind[0].left > colon + 1 and colon >= ENOUGH:
        return (
            (colon + 1, behind[0].left),
            span_of(unit, (behind[0].first, behind[0].end)),
            (0, colon),
            behind[0].cue.act,
        )
    told = unit.pieces[colon + 1 :]
    by_person = any(m.type == "person" for m in scene.mentions_in(span_of(unit, (0, colon))))
    by_person = by_person and any(p.low in WORDS["auxiliaries"] | {"to"} for p in told)
    spoken = by_person or any(p.quote or p.low in WORDS["modals"] - {"to"} or p.low in FIRST for p in told)
    enough = end - colon > ENOUGH or told[0].quote is not None
    if colon <= LONGEST_NAME and spoken and enough and _speaker(scene, unit, (0, colon)):
        return (0, colon), None, (colon + 1, end), "assert"
    if end - colon - 1 <= LONGEST_NAME and colon >= ENOUGH and _speaker(scene, unit, (colon + 1, end)):
        return (colon + 1, end), None, (0, colon), "assert"
    return None


def _by_verb(_scene: Scene, unit: Unit) -> Found:
    for group in find_groups(unit, title=True):
        cue = span_of(unit, (group.first, group.end))
        if group.mood != "finite" or group.passive or _was_told(unit, group):
            continue
        source = _title_subject(unit, group.left)
        if source is None:
            continue
        if (
            group.end >= len(unit.pieces) - 1
            and source[0] >= ENOUGH
            and unit.pieces[source[0] - 1].text in (",", ":", "–", "—")
        ):
            return source, cue, (0, source[0] - 1), group.cue.act
        if source[0] == 0 and len(unit.pieces) - group.end >= ENOUGH and _says(group.cue):
            start = group.end + (unit.pieces[group.end].low in ("that", ":", "of"))
            told = (start, _circumstance(unit, group.cue, start))
            neutral = group.cue.act in ("assert", "report")
            if told[1] - told[0] < ENOUGH or neutral and not _states(unit, group.cue, told):
                continue
            return source, cue, told, group.cue.act
    return None


def _says(cue: Cue) -> bool:
    return cue.kind == "speech" and bool(cue.takes & {"clause", "that", "of", "to", "person_of", "object"})


def _circumstance(unit: Unit, cue: Cue, start: int) -> int:
    """Where "as X does Y" begins behind a content, else the end of the title; "rejects X as Y" is one content."""
    end = len(unit.pieces)
    at = -1 if "as" in cue.takes else unit.find("as", start + 1)
    verbs = (p.low for p in unit.pieces[at + 2 :] if p.word)
    clause = at > 0 and any(low.endswith(("s", "ed")) or low in WORDS["auxiliaries"] for low in verbs)
    return at if clause else end


def _states(unit: Unit, cue: Cue, told: Phrase) -> bool:
    """Whether a neutral cue of a title has a clause or a quotation behind it, and no bare thing: "repeats count"."""
    pieces = unit.pieces[slice(*told)]
    if cue.lemma == "say" or any(p.quote for p in pieces):
        return True
    return any(p.low in WORDS["auxiliaries"] | {"not", "no", "that"} for p in pieces)


def _was_told(unit: Unit, group: Group) -> bool:
    """Whether a past form is a passive without its verb: "Two men accused of theft", "Marten briefed on flood"."""
    after = unit.pieces[group.end].low if group.end < len(unit.pieces) else ""
    heard = bool(group.cue.takes & {"person_of", "person_required", "person"})
    return heard and unit.pieces[group.verb].low.endswith("ed") and after in WORDS["prepositions"]


def _by_dash(scene: Scene, unit: Unit) -> Found:
    """ "Y - X", "Y – X": a body or person behind a dash at the end of a title."""
    dash = max((i for i, p in enumerate(unit.pieces) if p.text in DASHES), default=-1)
    behind = (dash + 1, len(unit.pieces))
    if dash < ENOUGH or not 0 < behind[1] - behind[0] <= LONGEST_NAME:
        return None
    types = {m.type for m in scene.mentions_in(span_of(unit, behind)) if m.span[1] == span_of(unit, behind)[1]}
    office = unit.pieces[behind[1] - 1].low in OFFICES and unit.pieces[behind[0]].capital
    if not (types & {"person", "organisation", "armed_group", "military_alliance", "state"} or office):
        return None
    return behind, None, (0, dash), "assert"


def _title_subject(unit: Unit, end: int) -> Phrase | None:
    phrase = phrase_before(unit, end) if end else None
    return phrase if phrase and phrase[1] - phrase[0] <= LONGEST_NAME * 2 else None


def _by_feeling(scene: Scene, unit: Unit) -> Found:
    """ "X Concerned Y May Fall": a feeling word followed by a clause with a modal."""
    for at, piece in enumerate(unit.pieces):
        if piece.low in FEELINGS and 0 < at <= LONGEST_NAME and all(is_noun_like(p) for p in unit.pieces[:at]):
            rest = unit.pieces[at + 1 :]
            if any(p.low in WORDS["auxiliaries"] for p in rest) and _speaker(scene, unit, (0, at)):
                return (0, at), (piece.start, piece.end), (at + 1, len(unit.pieces)), "warn"
    return None
