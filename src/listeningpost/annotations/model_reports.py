"""What the packed model says to the reports of the rules, and the reports that it alone reads, cut to the record's
convention: bare sources, contents without "that".

The model was taught by PolNeAR, where sources stand with titles and appositions, and where an intention, a feeling, a
silence are attributions too. Here a report has a source that can speak, a cue that tables/cues.toml knows, and a
content that this cue can have. What was tried and how it did stands in docs/method.md.
"""

import bisect
from collections.abc import Iterable, Iterator, Sequence

from ..schema import AttributionRead, Span
from .contents import OF, SHORT, is_act
from .cues import Cue, cue_forms
from .model_read import ModelRead
from .noun_phrases import Phrase, Scene
from .nouns_of_saying import cue_of_noun
from .pieces import DASHES, WORDS, Piece, Unit
from .reporting import IFS
from .reports import Report
from .source_phrases import ACCORDING, VIEW
from .speaking import can_speak
from .subjects import name_in_apposition
from .verb_groups import find_groups

POSSESSIVES = frozenset(["’s", "'s", "’", "'"])
ENDS_NAME = frozenset([",", "(", ";", ":", *DASHES, "who", "which", "whose"])
FINITE = WORDS["auxiliaries"] - POSSESSIVES
RELATIVES = frozenset(["that", "which", "who", "whose", "what"])
OBJECTS = frozenset(["object", "of", "named", "person_of"])  # what a cue takes that is content without a verb
BEFORE_CONTENT = OF | {"that", ",", ":", *DASHES}


def with_model(scene: Scene, unit: Unit, reports: Sequence[Report]) -> list[Report]:
    """The reports of the rules in whose contents the model reads a content too (a phrase such as "according to" needs
    no second voice), and between them those that the model alone reads, in the order of their cues. Where the model
    has not read the page, the reports as they are."""
    if scene.model is None:
        return list(reports)
    read = scene.model.beginning_in(unit.span)
    told = [_phrase(unit, content) for content in scene.model.contents_in(unit.span)]
    sure = [report for report in reports if _needs_no_voice(report) or _meet_any(report.contents, told)]
    found = [_told_by(unit, report, read) for report in sure]
    taken = [stretch for report in found for stretch in (report.cue, *report.contents)]
    for report in (_report(scene.model, unit, one) for one in read):
        if report and not _meet_any((report.cue, *report.contents), taken):
            found.append(report)
    return sorted(found, key=lambda report: report.cue)


def _needs_no_voice(report: Report) -> bool:
    """Whether the words of a report leave no doubt: a phrase such as "according to", "quoted by Z as saying", "citing
    officials"; and nobody's "is said to" the model was hardly taught."""
    return report.verb in (ACCORDING, VIEW) or report.relay is not None or report.verb.kind == "hearsay"


def _told_by(unit: Unit, report: Report, read: Sequence[AttributionRead]) -> Report:
    """The report with the source that the model gives its cue, where that is another than the rules'."""
    same = next((one for one in read if _meet_any([report.cue], [_phrase(unit, one.cue)])), None)
    phrase = _phrase(unit, same.source) if same and same.source else None
    if phrase is None or report.source is None or report.relay or _meet(phrase, report.source):
        return report
    source = _bare(unit, phrase)
    return report._replace(source=source) if _is_speaker(unit, source) else report


def _meet_any(some: Sequence[Phrase], others: Sequence[Phrase | None]) -> bool:
    return any(other and _meet(one, other) for one in some for other in others)


def _meet(one: Phrase, other: Phrase) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _report(model: ModelRead, unit: Unit, read: AttributionRead) -> Report | None:
    """What the model reads as a report of this unit; None where the record would not have it."""
    cue, source = _phrase(unit, read.cue), _phrase(unit, read.source) if read.source else None
    verb = _verb(unit, cue) if cue else None
    contents = tuple(_contents(unit, read.content))
    if cue is None or source is None or verb is None or not contents:
        return None
    report = Report(cue, _bare(unit, source), contents, verb)
    return report if _can_tell(unit, report) and _fits(model, unit, report) else None


def _can_tell(unit: Unit, report: Report) -> bool:
    """Whether the source can speak and the cue says that it did: not "would say", "who said", "if they say", "asked,
    Lee ..."."""
    source, beside = report.source, {piece.low for piece in unit.pieces[slice(*report.cue)]}
    if source is None or not _is_speaker(unit, source):
        return False
    if beside & (WORDS["modals"] | WORDS["negations"]) or source[0] and unit.pieces[source[0] - 1].low in IFS:
        return False
    cue_first = report.cue[0] < min(source[0], report.contents[0][0])
    if cue_first and report.verb.act == "question":
        return False  # "asked by ... whether" leads to an answer
    leads = report.cue[0] < report.contents[0][0] < source[0]
    return not leads or any(low.endswith("ing") for low in beside)  # "Noting that it rained, Lee ..."


def _is_speaker(unit: Unit, source: Phrase) -> bool:
    return can_speak(unit, source) and unit.pieces[source[0]].low not in RELATIVES


def _fits(model: ModelRead, unit: Unit, report: Report) -> bool:
    """Whether the content is one that the cue can have: an infinitive, a phrase without a verb, a clause."""
    takes, content = report.verb.takes, unit.pieces[slice(*report.contents[0])]
    plain = [piece.low for piece in content]
    if plain[0] == "to" or plain[:2] == ["not", "to"]:
        return "to" in takes
    if plain[:2] in (["each", "other"], ["one", "another"]):
        return False
    if any(piece.quote for piece in content) and "quote" in takes or _has_verb(model, content):
        return len(content) >= SHORT or content[0].quote is not None
    if is_act(report.verb, len(content)):
        return False
    if any(word in takes and word in plain[1:-1] for word in ("as", "for")):
        return True
    return bool(takes & OBJECTS) or bool(report.verb.particle) and bool(takes & {"for", "on"})


def _has_verb(model: ModelRead, content: Sequence[Piece]) -> bool:
    return any(piece.start in model.verbs or piece.low in FINITE for piece in content)


def _phrase(unit: Unit, span: Span) -> Phrase | None:
    """The pieces that share characters with a span; None where there are none."""
    first = bisect.bisect_right(unit.pieces, span[0], key=lambda piece: piece.end)
    end = bisect.bisect_left(unit.pieces, span[1], key=lambda piece: piece.start)
    return (first, end) if first < end else None


def _verb(unit: Unit, cue: Phrase) -> Cue | None:
    """The last cue of the tables among the pieces of a cue: a verb, else a noun of saying."""
    for group in reversed(find_groups(unit)):
        if cue[0] <= group.verb < cue[1]:
            return group.cue
    forms = [form for piece in unit.pieces[slice(*cue)] if (form := cue_forms().get(piece.low))]
    nouns = [noun for piece in unit.pieces[slice(*cue)] if (noun := cue_of_noun(piece.low))]
    return forms[-1].cues[-1] if forms else nouns[-1] if nouns else None


def _bare(unit: Unit, source: Phrase) -> Phrase:
    """A source without what follows its name, or the name that follows its title: "Ann Lee, the mayor,", "the mayor,
    Ann Lee,"."""
    first, end = source
    stop = next((i for i in range(first + 1, end) if unit.pieces[i].low in ENDS_NAME), end)
    named = name_in_apposition(unit, (first, stop), stop + 1) if stop < end else None
    if named:
        return named
    while stop - 1 > first and unit.pieces[stop - 1].low in POSSESSIVES:
        stop -= 1
    return first, stop


def _contents(unit: Unit, spans: Iterable[Span]) -> Iterator[Phrase]:
    """The contents inside the unit, without the words that lead to them."""
    for phrase in (_phrase(unit, span) for span in spans):
        if phrase is None:
            continue
        start = phrase[0]
        while start < phrase[1] and unit.pieces[start].low in BEFORE_CONTENT:
            start += 1
        if any(piece.word or piece.quote for piece in unit.pieces[start : phrase[1]]):
            yield start, phrase[1]
