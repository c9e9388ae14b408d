"""What the packed model says to the reports of the rules, and the reports that it alone reads, cut to the record's
convention: bare sources, contents without "that".

The model was taught by PolNeAR, where sources stand with titles and appositions, and where an intention, a feeling, a
silence are attributions too. Here a report has a source that can speak, a cue that tables/cues.toml knows, and a
content that this cue can have. What was tried and how it did stands in docs/method.md.
"""

import bisect
from collections.abc import Iterable, Iterator, Sequence

from ..schema import AttributionRead, Span
from .content_ends import ASKED, OBJECTS, other_speaks
from .contents import FRONTED, OF, SHORT, is_act
from .cues import Cue, cue_forms
from .model_read import ModelRead
from .noun_phrases import Phrase, Scene
from .nouns_of_saying import cue_of_noun
from .pieces import DASHES, WORDS, Piece, Unit, is_finite
from .reporting import IFS, says_nothing
from .reports import Report
from .source_phrases import ACCORDING, VIEW
from .speaking import can_speak, plainly_speaks
from .subjects import name_in_apposition
from .verb_groups import SHORTENED, find_groups

POSSESSIVES = frozenset(["’s", "'s", "’", "'"])
ENDS_NAME = frozenset([",", "(", ";", ":", *DASHES, "who", "which", "whose"])
FINITE = WORDS["auxiliaries"] - POSSESSIVES
RELATIVES = frozenset(["that", "which", "who", "whose", "what"])
WITHOUT_VERB = frozenset(["object", "of", "named", "person_of"])  # what a cue takes that is content without a verb
NEAR = 4  # pieces between two told side by side and the second one's speaker or cue: ", and later she"
TO_SOMEBODY = frozenset(["person", "person_of", "person_to"])  # what is told, asked or blamed is somebody
TOPICS = ASKED | {"speaking", "talking"}
LEADS = {"to": "deed", "on": "need"}  # the preposition before a content of such a cue
OPENS = FRONTED | WORDS["prepositions"] | WORDS["subordinators"]  # no clause that is told begins so
CLOSING = 5  # pieces behind the cue of a clause that closes its sentence: "on Thursday."
SURE = frozenset(["deny", "accuse"])  # verbs that never do anything but report
TURNS = frozenset([",", ";", "and", "but", *DASHES])  # what parts two told side by side
BEFORE_CONTENT = OF | {"that", ",", ":", *DASHES}


def with_model(scene: Scene, unit: Unit, reports: Sequence[Report]) -> list[Report]:
    """The reports of the rules in whose contents the model reads a content too (a phrase such as "according to" needs
    no second voice), and between them those that the model alone reads, in the order of their cues. Where the model
    has not read the page, the reports as they are."""
    if scene.model is None:
        return list(reports)
    read = scene.model.beginning_in(unit.span)
    told = [_phrase(unit, content) for content in scene.model.contents_in(unit.span)]
    sure = [report for report in reports if _needs_no_voice(unit, report) or _meet_any(report.contents, told)]
    found = [_cut(unit, _told_by(unit, report, read), read) for report in _whole(unit, sure, read)]
    for report in (_report(scene.model, unit, one) for one in read):
        if report and _has_room(unit, report, found):
            found.append(report)
    return sorted(found, key=lambda report: report.cue)


def _needs_no_voice(unit: Unit, report: Report) -> bool:
    """Whether the words of a report leave no doubt: a phrase such as "according to", "quoted by Z as saying", "citing
    officials", "as confirmed by the mayor"; and nobody's "is said to" the model was hardly taught."""
    first = min(report.cue[0], report.source[0] if report.source else report.cue[0])
    if first > 0 and unit.pieces[first - 1].low == "as" and (first == 1 or not unit.pieces[first - 2].word):
        return True
    plain = report.verb.lemma in SURE and report.source is not None and plainly_speaks(unit, report.source)
    lead = unit.pieces[report.contents[0][0] - 1].low if report.contents and report.contents[0][0] else ""
    # "put the toll at 45", "admitted to arson", "agreed on the need": the cue is none without its figure or its noun
    counted = "at" in report.verb.takes or LEADS.get(lead) in report.verb.takes
    phrase = report.verb in (ACCORDING, VIEW) or report.verb.kind == "hearsay"
    return plain or counted or phrase or report.relay is not None or _closes(unit, report)


def _closes(unit: Unit, report: Report) -> bool:
    """Whether a named speaker closes a sentence whose clause comes first: "The toll rose to 85, Lee, the mayor,
    announced on Thursday." """
    if len(report.contents) != 1 or report.source is None or report.verb.kind != "speech":
        return False
    start, end = report.contents[0]
    opens = unit.find(",", start, end) + 1 if unit.pieces[start].low in OPENS else start
    whole = any(is_finite(piece) for piece in unit.pieces[opens:end]) and (opens > start or opens == 0)
    first, last = unit.pieces[report.source[0]], unit.pieces[report.source[1] - 1]
    named = first.capital and last.capital or first.low == "the"
    rest = unit.pieces[max(report.cue[1], report.source[1]) :]
    closes = len(rest) <= CLOSING and not any(piece.text == "," or piece.quote for piece in rest)
    return start == 0 and end < min(report.source[0], report.cue[0]) and whole and named and closes


def _told_by(unit: Unit, report: Report, read: Sequence[AttributionRead]) -> Report:
    """The report with the source that the model gives its cue, where that is another than the rules'."""
    same = _read_of(unit, report, read)
    phrase = _phrase(unit, same.source) if same and same.source else None
    if phrase is None or report.source is None or report.relay or _meet(phrase, report.source):
        return report
    if phrase[0] and unit.pieces[phrase[0] - 1].low in RELATIVES and report.source[1] < phrase[0] < report.cue[0]:
        return report  # "the port, which the union accuses of theft, denied it"
    source = _bare(unit, phrase)
    return report._replace(source=source) if _is_speaker(unit, source) else report


def _whole(unit: Unit, reports: Sequence[Report], read: Sequence[AttributionRead]) -> Sequence[Report]:
    """The reports, a second cue given to the same speaker put back into the content of the first where the model reads
    it there: "said the army had warned the rebels | and accused them of treason"."""
    kept: list[Report] = []
    for report in reports:
        first = kept[-1] if kept and report.shared and report.source == kept[-1].source else None
        own = _read_of(unit, first, read) if first else None
        told = [_phrase(unit, content) for content in own.content] if own else []
        stretch = (first.contents[-1][0], report.contents[-1][1]) if first else (0, 0)
        inside = any(one and one[0] <= report.cue[0] and report.cue[1] <= one[1] for one in told)
        if first and inside and other_speaks(unit, stretch[0], report.cue[0]):
            kept[-1] = first._replace(contents=(*first.contents[:-1], stretch))
        else:
            kept.append(report)
    return kept


def _read_of(unit: Unit, report: Report, read: Sequence[AttributionRead]) -> AttributionRead | None:
    """What the model reads at the cue of a report."""
    return next((one for one in read if _meet_any([report.cue], [_phrase(unit, one.cue)])), None)


def _cut(unit: Unit, report: Report, read: Sequence[AttributionRead]) -> Report:
    """The report without what the model reads as told beside it: "denied it | and accused her of lying"."""
    own = _read_of(unit, report, read)
    told = _phrase(unit, own.content[-1]) if own and own.content else None
    start, end = report.contents[-1]
    if told is None or not start < told[1] < end - 1 or unit.pieces[told[1]].low not in TURNS:
        return report
    if unit.pieces[told[1] + 1].low in WORDS["relatives"]:
        return report
    if not any(_begins_at(unit, one, (told[1], end)) for one in read if one is not own):
        return report
    return report._replace(contents=(*report.contents[:-1], (start, told[1])))


def _begins_at(unit: Unit, read: AttributionRead, stretch: Phrase) -> bool:
    """Whether what the model reads begins right at a stretch with its speaker or its cue, one of saying."""
    cue, source = _phrase(unit, read.cue), _phrase(unit, read.source) if read.source else None
    verb = _verb(unit, cue) if cue else None
    if cue is None or verb is None or verb.kind != "speech":
        return False
    first = source[0] if source and stretch[0] < source[0] < cue[0] else cue[0]
    return stretch[0] < first <= stretch[0] + NEAR and cue[0] < stretch[1]


def _has_room(unit: Unit, report: Report, found: Sequence[Report]) -> bool:
    """Whether a report shares nothing with others but those of other speakers that lie whole inside its content."""
    mine = (report.cue, *report.contents)
    for other in found:
        theirs = [part for part in (other.cue, other.relay_cue, *other.contents) if part]
        apart = not any(_meet_any(mine, [part]) for part in theirs)
        if not apart and not all(any(a <= part[0] and part[1] <= b for a, b in report.contents) for part in theirs):
            return False
        if not apart and other.source and _words(unit, other.source) == _words(unit, report.source or report.cue):
            return False  # "he praised what he said was ..."
    return True


def _words(unit: Unit, phrase: Phrase) -> list[str]:
    return [piece.low for piece in unit.pieces[slice(*phrase)]]


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
    """Whether the source can speak and the cue says that it did: not "would say", "refrained from saying", "who said",
    "if they say", "asked, Lee ..."."""
    source, beside = report.source, {piece.low for piece in unit.pieces[slice(*report.cue)]}
    if source is None or not _is_speaker(unit, source):
        return False
    if says_nothing(unit, report.contents[0][0]) or _was_told(unit, report, source):
        return False
    unsaid = WORDS["modals"] | WORDS["negations"] | WORDS["withholding"]
    if beside & unsaid or any(low.endswith(SHORTENED) for low in beside):
        return False
    if source[0] and unit.pieces[source[0] - 1].low in IFS:
        return False
    cue_first = report.cue[0] < min(source[0], report.contents[0][0])
    if cue_first and report.verb.act == "question":
        return False  # "asked by ... whether" leads to an answer
    follows = unit.pieces[report.cue[1]].low if report.cue[1] < len(unit.pieces) else ""
    if "person_of" in report.verb.takes and follows == "of":
        return False  # "the men accused of theft"
    if cue_first and unit.pieces[report.cue[0]].low in TOPICS:
        return False  # "Speaking about the harbour, Lee said" tells what of, and nothing yet
    if unit.pieces[source[1] - 1].text in OBJECTS and not cue_first:
        return False  # "made him think"
    leads = report.cue[0] < report.contents[0][0] < source[0]
    return not leads or any(low.endswith("ing") for low in beside)  # "Noting that it rained, Lee ..."


def _was_told(unit: Unit, report: Report, source: Phrase) -> bool:
    """Whether the source is the one spoken to: "Ann Lee, asked whether it would sail, laughed"."""
    (first, end), told = report.cue, report.contents[-1][1]
    bare = first == end - 1 and unit.pieces[first].low.endswith(("ed", "told")) and report.verb.takes & TO_SOMEBODY
    between = source[1] == first - 1 and unit.pieces[source[1]].text == ","
    return bool(bare) and between and told < len(unit.pieces) - 1 and unit.pieces[told].text == ","


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
    return bool(takes & WITHOUT_VERB) or bool(report.verb.particle) and bool(takes & {"for", "on"})


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
            relative = group.verb > cue[0] and unit.pieces[group.verb - 1].low in RELATIVES
            return None if relative else group.cue  # "made a rule that bars"
    words = unit.pieces[slice(*cue)]
    object_at = next((n for n, piece in enumerate(words) if piece.low in WORDS["determiners"]), len(words))
    forms = [
        form
        for n, piece in enumerate(words)
        if (form := cue_forms().get(piece.low)) and (form.noun or n < object_at)  # not "approved in the first reading"
    ]
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
