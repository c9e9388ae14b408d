"""What others say inside a content: "TASS reported that the minister said ...", "“The army told us that ...”".

A content is read as a sentence of the page would be; what is found there lies whole inside it.
"""

import bisect
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from ..schema import DENYING, AttributionFound, Span
from .contents import CLAUSAL, SHORT
from .cues import cue_forms
from .noun_phrases import Phrase, Scene
from .pieces import WORDS, Sheet, Unit, units_within
from .reporting import find_reports
from .reports import Report
from .source_phrases import VIEW
from .speaking import plainly_speaks
from .tables import table

DEEPEST = 3  # levels below the page's own sentence
FIRST = frozenset(["i", "we", "you", "me", "us"])
BELIEFS, NEVER = (frozenset(table("cues")["inside"][name]) for name in ("beliefs", "never"))
NOBODY = frozenset(["nobody", "none", "everyone", "everybody", "anyone", "anybody", "somebody", "someone"])
POINTING = frozenset(["it", "this", "that", "them", "these", "those"])
SELF = frozenset(["he", "she", "they", "it"])

Make = Callable[[Scene, Unit, Sequence[Report]], list[AttributionFound]]


class Stretch(NamedTuple):
    """A span of content, whether it is quoted outright, whether it is denied, and how deep it lies."""

    span: Span
    quoted: bool
    denied: bool
    depth: int


def find_inner(scene: Scene, sheet: Sheet, found: Sequence[AttributionFound], make: Make) -> list[AttributionFound]:
    """The attributions inside the contents of those found, each stretch of the text read once for each level; `make`
    words a unit's reports. What was found there already is not given again."""
    cues = {item.cue_span for item in found if item.cue_span}
    open_stretches = list(_outermost(found, 1))
    inner: list[AttributionFound] = []
    while open_stretches:
        stretch = open_stretches.pop()
        read = (item for item in _read(scene, sheet, stretch, make) if item.cue_span not in cues)
        made = [msgspec.structs.replace(item, inside=True) for item in read]
        cues |= {item.cue_span for item in made if item.cue_span}
        inner += made
        if stretch.depth < DEEPEST:
            below = _outermost(made, stretch.depth + 1)
            open_stretches += [inner_one._replace(denied=inner_one.denied or stretch.denied) for inner_one in below]
    return sorted(inner, key=lambda item: (item.sentence[0], item.content_spans[0]))


def marked(found: Sequence[AttributionFound]) -> list[AttributionFound]:
    """Attributions, those marked as inside whose cue stands in the content of another, unless that is their teller:
    of "C, police said, Basinwire reports" the police are the page's speaker, through the house."""
    tellers = {via.cue_span for item in found for via in item.via}
    outer = list(_outermost([item for item in found if item.cue_span not in tellers], 1))
    firsts = [stretch.span[0] for stretch in outer]

    def inside(item: AttributionFound) -> bool:
        at = bisect.bisect_right(firsts, item.cue_span[0]) - 1 if item.cue_span else -1
        return at >= 0 and item.cue_span is not None and item.cue_span[1] <= outer[at].span[1]

    return [msgspec.structs.replace(item, inside=True) if inside(item) else item for item in found]


def _outermost(found: Sequence[AttributionFound], depth: int) -> Iterator[Stretch]:
    """The contents that lie in no other's, in order."""
    reached = -1
    spans = sorted((a, -b, item.kind == "direct", item.act in DENYING) for item in found for a, b in item.content_spans)
    for start, minus_end, quoted, denied in spans:
        if -minus_end > reached:
            yield Stretch((max(start, reached), -minus_end), quoted, denied, depth)
            reached = -minus_end


def _read(scene: Scene, sheet: Sheet, stretch: Stretch, make: Make) -> Iterator[AttributionFound]:
    for unit in units_within(sheet, stretch.span, -1):
        reports = [report for report in find_reports(scene, unit) if _of_another(unit, report, stretch)]
        yield from make(scene, unit, reports)


def _of_another(unit: Unit, report: Report, stretch: Stretch) -> bool:
    """Whether somebody else speaks, or nobody: no "I" of a quotation, and in told words no "he", who is the speaker. Of
    what is denied only a noun tells ("claims that"): who denies that Lee ordered it does not say that she did."""
    if stretch.denied and report.verb.takes != {"that"}:
        return False
    if report.source is None:
        return report.verb.kind == "hearsay"
    source = unit.pieces[report.source[0]].low.replace("’", "'").split("'")[0]
    another = source not in FIRST | NOBODY and (stretch.quoted or source not in SELF)
    hanging = report.shared and unit.pieces[report.cue[1] - 1].low.endswith("ing")
    if hanging and not plainly_speaks(unit, report.source) or _of_a_verb(unit, report.source):
        return False
    return another and _enough(unit, report) and _tells(unit, report)


def _of_a_verb(unit: Unit, source: Phrase) -> bool:
    """Whether a phrase is no noun's but what a verb brings along: "the media for making", "let me"."""
    pieces = unit.pieces[slice(*source)]
    pairs = zip(pieces, pieces[1:], strict=False)
    made = any(one.low in WORDS["prepositions"] and other.low.endswith("ing") for one, other in pairs)
    return made or pieces[-1].low in FIRST


def _enough(unit: Unit, report: Report) -> bool:
    """Whether the content is more than a word or two; a quotation always is, and what is denied need not be."""
    pieces = [piece for content in report.contents for piece in unit.pieces[slice(*content)]]
    denied = report.verb.act == "deny" and not all(piece.low in POINTING for piece in pieces)
    return denied or len(pieces) >= SHORT or any(piece.quote for piece in pieces)


def _tells(unit: Unit, report: Report) -> bool:
    """Whether a cue inside another's words tells of words or of a belief, beyond doubt: a view must be somebody's, a
    word that is a noun as well, or says more than words ("maintains camps"), have a clause behind it."""
    form = cue_forms().get(unit.pieces[report.cue[1] - 1].low)
    doubtful = form is not None and form.noun or report.verb.lemma in CLAUSAL
    if doubtful and unit.pieces[report.contents[0][0] - 1].low != "that" and report.verb.lemma != "report":
        return False
    if report.verb.kind == "belief":
        view = report.verb == VIEW
        return plainly_speaks(unit, report.source) if view and report.source else report.verb.lemma in BELIEFS
    if report.verb.lemma in NEVER or report.verb.lemma == ":":
        return False
    return report.verb.act != "describe" or _in_words(unit, report)


def _in_words(unit: Unit, report: Report) -> bool:
    """Whether what is described has words for it, and is not only welcomed or condemned."""
    pieces = [piece for content in report.contents for piece in unit.pieces[slice(*content)]]
    return bool(report.verb.takes & {"named"}) or any(piece.quote or piece.low == "as" for piece in pieces)
