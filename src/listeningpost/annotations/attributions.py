"""Attributions: who is given as the source of what, as the page words it. Who that is, is decided later.

Source, cue and content are those of PARC and PolNeAR. Sources are bare names, described sources whole phrases; contents
leave out the final stop of an indirect statement and the comma before a closing mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from ..knowledge import Knowledge
from ..schema import DENYING, Annotations, AttributionFound, Reading, Span, StatementKind, TimeFound
from .acts import act_of
from .circumstances import anonymity_for, time_beside, venue_of
from .foreign import own_paragraphs
from .headlines import find_headlines
from .houses import is_house, workers_of
from .inner_reports import find_inner, marked
from .interviews import find_interview, with_answers
from .layers import beginning_in
from .model_read import model_read
from .model_reports import with_model
from .noun_phrases import Phrase, Scene, bare_name, span_of
from .paragraphs import Last, Read, inner_of, join, settle, told_afterwards
from .pieces import WORDS, Unit, make_units, sheet_of
from .posts import find_posts, with_posts
from .reporting import find_reports
from .reports import Report
from .tables import table
from .tellers import chain_of
from .told_back import find_back, told_before

OWN = frozenset(["I", "We", "we"])  # the page's author, outside quotations
EMPTY = WORDS["determiners"] | {"it", "them", "him", "so", "such", "and", "but", "of", "to"}  # say nothing alone


class Beside(NamedTuple):
    """What a unit says beside each of its reports: all of them, its times, the occasion."""

    reports: tuple[Report, ...]
    times: Sequence[TimeFound]
    venue: str | None


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
            times = beginning_in(so_far.times, unit.span)
            made = _made(scene, unit, times, last)
            found = told_afterwards(scene, unit, found, times)
            found, last = join(scene, Read(unit, made, times), found, last)
        interview = find_interview(reading.article, own_paragraphs(reading.article), so_far.mentions)
        posts = tuple(find_posts(text, so_far.times))
        told = with_posts(settle(text, found), posts)
        own = [] if interview else [one for one in told if _is_own(text, one)]
        told = tuple(one for one in told if one not in own)
        settled = marked(with_answers(interview, told) if interview else told)
        # what others say in what the author thinks is told by others all the same: "I believe the mayor said that ..."
        inner = find_inner(scene, sheet_of(text, so_far), (*settled, *own), attributions_from)
        return msgspec.structs.replace(so_far, attributions=(*settled, *inner))


def _is_own(text: str, one: AttributionFound) -> bool:
    """Whether it is what the page's author thinks or hopes, in the page's own voice: that is no statement."""
    return one.attribution == "belief" and one.source_span is not None and text[slice(*one.source_span)] in OWN


def scene_of(text: str, so_far: Annotations, knowledge: Knowledge) -> Scene:
    """What the rules of a page look at."""
    titles = knowledge.titles
    words = (
        word.lower().rstrip(".") for kind in ("honorifics", "ranks", "role_nouns") for word in titles.get(kind, ())
    )
    mentions = tuple(sorted(so_far.mentions, key=lambda m: m.span))
    return Scene(
        text=text,
        mentions=mentions,
        titles=frozenset(words),
        model=model_read(so_far.parse),
        houses=tuple(mention for mention in mentions if is_house(mention)),
        workers=workers_of(text, mentions),
    )


def _made(scene: Scene, unit: Unit, times: Sequence[TimeFound], last: Last | None) -> list[AttributionFound]:
    """What a unit tells; where it only says who told the unit before, that, unless another is known to have."""
    back = find_back(scene, unit)
    if back is None:
        return [item for item in attributions_of(scene, unit, times) if _has_substance(scene.text, item)]
    told = told_before(scene, (last.unit, unit), back, times) if last and not _is_told(scene, last) else None
    return [told] if told else []


def _is_told(scene: Scene, last: Last) -> bool:
    return last.told or find_back(scene, last.unit) is not None


def attributions_of(scene: Scene, unit: Unit, times: Sequence[TimeFound]) -> list[AttributionFound]:
    """The reports of a unit as the record takes them; what holds for all of them is looked for once."""
    return attributions_from(scene, unit, with_model(scene, unit, find_reports(scene, unit)), times)


def attributions_from(
    scene: Scene, unit: Unit, reports: Sequence[Report], times: Sequence[TimeFound] = ()
) -> list[AttributionFound]:
    """Given reports of a unit as the record takes them."""
    if not reports:
        return []
    beside = Beside(tuple(reports), times, venue_of(scene, unit, reports))
    return [attribution(scene, unit, report, beside) for report in reports]


def attribution(scene: Scene, unit: Unit, report: Report, beside: Beside) -> AttributionFound:
    """A report as the record takes it: spans of text, kind, act, what stands beside."""
    kind, contents, quoted = _spans(scene.text, unit, report.contents)
    source = bare_name(scene, unit, report.source) if report.source else None
    return AttributionFound(
        sentence=unit.span,
        source_span=source,
        cue_span=span_of(unit, report.cue),
        content_spans=contents,
        quoted_spans=quoted,
        kind=kind,
        attribution=report.verb.kind,
        act=act_of(scene.text, unit, report, beside.reports),
        via=chain_of(scene, unit, report, beside.reports),
        addressee_span=span_of(unit, report.addressee) if report.addressee else None,
        venue=beside.venue,
        time_span=time_beside(unit, report, beside.reports, beside.times),
        continues=_continues(unit, report),
        anonymity=anonymity_for(scene, unit, report, beside.reports),
    )


def _continues(unit: Unit, report: Report) -> bool:
    going_on = table("cues")["continuing"]
    source = unit.pieces[report.source[0]].low if report.source else ""
    also = any(p.low in going_on["adverbs"] for p in unit.pieces[max(0, report.cue[0] - 2) : report.cue[1]])
    return source in ("he", "she", "it", "they") and (report.verb.lemma in going_on["verbs"] or also)


def _has_substance(text: str, item: AttributionFound) -> bool:
    """Whether a content says anything: "denied that" and a lone stop do not."""
    words = (w.strip(".,;:!?“”\"'’‘«»()[]–—-").lower() for a, b in item.content_spans for w in text[a:b].split())
    denied = item.act in DENYING and item.source_span is not None  # "The port denies this" answers what was told before
    return bool(item.quoted_spans) or any(word and (denied or word not in EMPTY) for word in words)


# ---- spans
def _spans(
    text: str, unit: Unit, contents: Sequence[Phrase]
) -> tuple[StatementKind, tuple[Span, ...], tuple[Span, ...]]:
    """Kind, content spans and quoted spans of a report's contents."""
    pieces = [p for content in contents for p in unit.pieces[slice(*content)] if p.word or p.quote]
    quoted = tuple(inner_of(text, p.quote.inner) for p in pieces if p.quote)
    if quoted and len(quoted) == len(pieces):
        return "direct", quoted, quoted
    spans = tuple(span for content in contents if (span := _outer(text, unit, content))[0] < span[1])
    quoted = tuple(_inside(quoted, spans))
    return ("mixed" if quoted else "indirect"), spans, quoted


def _inside(quoted: Sequence[Span], contents: Sequence[Span]) -> Iterator[Span]:
    """Quoted words without what a content leaves out behind them: a quotation that nothing closes runs into the
    marks that end its sentence."""
    for start, end in quoted:
        within = next((content for content in contents if content[0] <= start < content[1]), None)
        if within:
            yield start, min(end, within[1])


def _outer(text: str, unit: Unit, content: Phrase) -> Span:
    """A clause with its inner marks, without the stop or comma behind it."""
    start, end = span_of(unit, content)
    while end - 1 > start and text[end - 1] in ".,;:–—- \n\u00a0":
        end -= 1
    return start, end


ATTRIBUTIONS = Attributions()
