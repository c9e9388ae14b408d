"""The reporting clauses of a unit: who, with which cue, gives which stretches."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..schema import Span, TimeFound
from .adverbials import CITED
from .as_told import VERBS as AS_TOLD
from .as_told import find_as_told
from .circumstances import namelessness
from .citing import find_citing
from .content_ends import content_end, is_object
from .content_places import before_or_both, contents_round, what_is_said, without_day
from .contents import SHORT, After, after_cue, content_before, is_act
from .cues import Cue
from .hearsay import by_nobody, find_hearsay
from .noun_phrases import Phrase, Scene, phrase_after, phrase_before
from .nouns_of_saying import find_by_noun
from .participles import hanging, reduced, shown
from .passives import by_passive
from .pieces import WORDS, Unit, is_finite, is_full
from .reports import Report, report_end
from .source_phrases import find_by_phrase
from .speaking import can_speak, opens_with_verb
from .subjects import (
    called_saying,
    main_subject,
    name_in_apposition,
    start_of_subject,
    subject_before,
    subject_behind,
)
from .verb_groups import Group, closes_as_teller, find_groups, past_phrases, relay_of

LONGEST = 400  # words and quotations; what is longer is a list or rubbish, not a sentence
BARE = 9  # pieces behind a cue without content, with the stop
THINGS = frozenset(["this", "that", "these", "those", "it"])
RELATIVES = frozenset(["who", "which", "that"])
QUOTING = frozenset(["quoted", "quotes", "quoting", "cited", "cites", "citing"])
WHENS = frozenset(["when", "because", "until", "once"])
SILENT = frozenset(["about", "since", "until", "when", "while", "but", "and", "more", "further", "else", "yet"])
IFS = frozenset(["if", "unless", "whether"])
COLON = Cue(":", (), "assert", "speech", frozenset(["quote"]))


def find_reports(scene: Scene, unit: Unit) -> list[Report]:
    """The reports of a unit, in the order of their cues; of their contents two overlap only
    where one lies whole in the other."""
    if len(unit.pieces) > LONGEST:
        return []
    found: list[Report] = list(find_by_phrase(scene, unit))
    unnamed = namelessness(scene, unit)
    for group in find_groups(unit):
        taken = (part for report in found for part in (report.cue, *report.contents))
        if any(a <= group.verb < b for a, b in taken):
            continue  # what is said inside a content is read with that
        aside = any(a <= unit.pieces[group.verb].start < b for a, b in unnamed)
        report = None if aside else _by_verb(scene, unit, group, found)
        if report:
            found.append(report)
    found = [report for report in found if report.source is None or can_speak(unit, report.source)]
    found += find_as_told(unit, found)
    found += find_by_noun(scene.text, unit, found)
    cited = list(find_citing(unit, found))
    found = [report for report in found if all(report.cue[0] != one.cue[0] for one in cited)] + cited
    found += find_hearsay(scene.text, unit, found)
    found = [report for report in found if report.source is None or can_speak(unit, report.source)]
    found = [report for report in found if report.source is None or not opens_with_verb(scene, unit, report.source)]
    return sorted(found or list(_by_colon(scene, unit)), key=lambda report: report.cue)


class Lead(NamedTuple):
    """A speaker announced: source and cue in pieces, whether a colon ends the unit, and the day it tells."""

    source: Phrase
    group: Group
    colon: bool
    time: Span | None = None


# ---- X says
def _by_verb(scene: Scene, unit: Unit, group: Group, earlier: list[Report]) -> Report | None:
    if group.mood == "quoted":
        return _quoted(scene, unit, group)
    if any(g.mood == "quoted" and relay_of(unit, g) == group.verb for g in find_groups(unit)):
        return None
    if group.passive:
        return by_passive(scene.text, unit, group) or by_nobody(scene.text, unit, group)
    after = after_cue(scene.text, unit, group)
    if group.mood == "participle":
        return hanging(scene, unit, group, after, earlier)
    if group.mood == "reduced":
        return reduced(scene, unit, group, after)
    behind = _inverted(unit, group, after)
    if behind:
        done = max((report_end(report) for report in earlier), default=0)
        contents = before_or_both(scene.text, unit, group, behind, done)
        return Report((group.first, group.verb + 1), behind, contents, group.cue) if contents else None
    return _finite(scene, unit, group, after, earlier)


def _finite(scene: Scene, unit: Unit, group: Group, after: After, earlier: list[Report]) -> Report | None:
    """A clause "S V" in the usual order; none in a condition ("if they believe")."""
    source, shared = _subject(unit, group, earlier)
    if source is None or is_object(unit, source):
        return None
    after = shown(unit, group, after, source)
    lead = unit.pieces[source[0] - 1].low if source[0] else ""
    if after.start is None and lead in RELATIVES and (told := _of_relative(scene.text, unit, group, source)):
        return told
    if lead == "as" and group.cue.lemma in AS_TOLD and _without_own(unit, after):
        return None  # as_told.py reads what stands round it
    if says_nothing(unit, after.start) or lead in IFS or lead in WHENS and not group.cue.takes & {"clause", "that"}:
        return None
    done = max((report_end(report) for report in earlier), default=0)
    edges = (group.first if shared else start_of_subject(unit, source), done)
    called = called_saying(unit, source) if after.start is None else None
    if called and (told := _of_relative(scene.text, unit, group, source)):
        return told
    if called:
        contents: tuple[Phrase, ...] = (called,) if group.cue.act == "deny" else ()
    elif lead == "what":
        contents = what_is_said(scene.text, unit, group)
    else:
        contents = contents_round(scene.text, unit, group, edges, after)
    if not _has_verb(unit, contents):
        contents = tuple(without_day(unit, content) for content in contents)
    cue = (group.first, group.end)
    act = is_act(group.cue, sum(b - a for a, b in contents))
    if act and after.start is not None and not _has_verb(unit, contents):
        return None
    relay, relay_cue = _quoting_before(unit, group, source)
    report = Report(cue, source, contents, group.cue, after.addressee, relay, shared, relay_cue)
    return report if contents else None


def says_nothing(unit: Unit, start: int | None) -> bool:
    """Whether a content from a piece on tells that somebody is silent: "has said nothing since", "said nothing." """
    if start is None or unit.pieces[start].low != "nothing":
        return False
    behind = unit.pieces[start + 1 : start + 2]
    return not behind or behind[0].low in WORDS["prepositions"] | SILENT or not behind[0].word


def _without_own(unit: Unit, after: After) -> bool:
    """Whether nothing is told right behind a cue: "as the mayor said, ", "as Basinwire reports citing the mayor, "."""
    told = unit.pieces[after.start] if after.start is not None else None
    return after.start is None or unit.pieces[after.start - 1].text == "," or told is not None and told.low in CITED


def _quoting_before(unit: Unit, group: Group, source: Phrase) -> tuple[Phrase | None, Phrase | None]:
    """Who quotes the one who speaks in a relative clause, and by which word: "The radio quoted witnesses who said"."""
    at = source[0] - 1
    relative = group.left > 0 and unit.pieces[group.left - 1].low == "who" and source[1] == group.left - 1
    if at < 1 or not relative or unit.pieces[at].low not in QUOTING:
        return None, None
    teller = subject_before(unit, at)
    return (teller, (at, at + 1)) if teller else (None, None)


def _of_relative(text: str, unit: Unit, group: Group, source: Phrase) -> Report | None:
    """ "the man, who police said was armed,": what is said of him, without the words it hangs on."""
    first = unit.pieces[group.end] if group.end < len(unit.pieces) else None
    if first is None or "clause" not in group.cue.takes or not (is_finite(first) and source[0] > 1):
        return None
    end, comma = content_end(text, unit, group.end, group), unit.find(",", group.end)
    if unit.pieces[source[0] - 2].text == "," and 0 < comma < end:
        end = comma
    content = (group.end, end)
    return Report((group.first, group.end), source, (content,), group.cue) if end - group.end >= SHORT else None


def _has_verb(unit: Unit, contents: Sequence[Phrase]) -> bool:
    pieces = [piece for content in contents for piece in unit.pieces[slice(*content)]]
    return any(p.quote or p.low in WORDS["auxiliaries"] - {"’s", "'s"} | WORDS["past_forms"] for p in pieces)


def _inverted(unit: Unit, group: Group, after: After) -> Phrase | None:
    if group.first != group.verb or "quote" not in group.cue.takes or group.cue.takes & {"person_required"}:
        return None
    own = "object" in group.cue.takes and not closes_as_teller(unit, group.verb)
    if own and unit.pieces[group.left - 1].text == "," and subject_before(unit, group.left):
        return None
    behind = subject_behind(unit, group)
    if (
        behind is None
        or after.start is not None
        and unit.pieces[group.left - 1].text == ","
        and not _ends(unit, past_phrases(unit, behind[1]))
    ):
        return None
    return behind


def _ends(unit: Unit, at: int) -> bool:
    return at >= len(unit.pieces) or unit.pieces[at].text in (",", ".", "?", "!")


def _subject(unit: Unit, group: Group, earlier: list[Report]) -> tuple[Phrase | None, bool]:
    """The subject, and whether it is that of an earlier cue ("said ... and warned")."""
    before = unit.pieces[group.left - 1] if group.left else None
    if before is not None and before.low in ("and", "but", "or", "then"):
        known = next((r.source for r in reversed(earlier) if r.source), None)
        return known or main_subject(unit, group.left - 1), True
    return subject_before(unit, group.left), False


def find_lead(unit: Unit, times: Sequence[TimeFound]) -> Lead | None:
    """The speaker and cue of a unit that leaves what is said to the next: behind a colon ("He wrote:"), or as a
    clause without content ("She put it more plainly.")."""
    if not unit.pieces or len(unit.pieces) > LONGEST:
        return None
    colon = unit.pieces[-1].text == ":"
    for group in find_groups(unit):
        bare = len(unit.pieces) - group.end <= BARE and not any(p.quote for p in unit.pieces[group.end :])
        told = group.mood == "finite" and not group.passive and "quote" in group.cue.takes and (colon or bare)
        source = subject_before(unit, group.left) if told else None
        if source:
            return Lead(source, group, colon, times[0].span if times else None)
    return None


# ---- quoted as saying
def _quoted(scene: Scene, unit: Unit, group: Group) -> Report | None:
    """ "X was quoted by Z as saying", "X was quoted as saying by Z", "Z quoted X as saying", "Z reports X saying": X
    speaks, Z stands between."""
    at = relay_of(unit, group)
    first = at
    while first > 0 and unit.pieces[first - 1].low in WORDS["auxiliaries"] | WORDS["adverbs"]:
        first -= 1
    passive = any(unit.pieces[i].low in WORDS["be"] for i in range(first, at))
    source, relay = _quoted_and_quoting(unit, group, at, subject_before(unit, first), passive=passive)
    after = after_cue(scene.text, unit, group)
    behind = (after.start, content_end(scene.text, unit, after.start, group)) if after.start is not None else None
    front = source if passive else relay
    edge = start_of_subject(unit, front) if front else first
    before = content_before(scene.text, unit, 0, edge) if passive or behind is None else None
    contents = tuple(c for c in (before, behind) if c and c[1] > c[0])
    own = (group.first - (unit.pieces[group.first - 1].low == "as"), group.end)
    by = passive and unit.pieces[at + 1].low == "by"
    cue = (first, group.end) if passive and not relay else own
    if source and contents:
        return Report(cue, source, contents, group.cue, None, relay, False, (first, at + 1 + by))
    return None


def _quoted_and_quoting(
    unit: Unit, group: Group, at: int, front: Phrase | None, *, passive: bool
) -> tuple[Phrase | None, Phrase | None]:
    """Who is quoted, and who quotes, round the verb at `at`; `front` is what stands before it."""
    if not passive:
        back = phrase_after(unit, at + 1)
        return (_passed_on(unit, back, group) if back else None), front
    last = group.end if group.end < len(unit.pieces) and unit.pieces[group.end].low == "by" else at + 1
    quoting = phrase_after(unit, last + 1) if unit.pieces[last].low == "by" else None
    return front, (_passed_on(unit, quoting, group) if quoting and last == at + 1 else quoting)


def _passed_on(unit: Unit, back: Phrase, group: Group) -> Phrase:
    """The phrase behind "quoted", the name where one stands in apposition: "quoted an official, Ann Lee, as saying"."""
    inner = back[0], min(back[1], group.left - (unit.pieces[group.left - 1].low == "as"))
    apart = unit.pieces[inner[1]].text == ","
    return name_in_apposition(unit, inner, inner[1] + 1) or inner if apart else inner


def _by_colon(scene: Scene, unit: Unit) -> Iterator[Report]:
    """ "X: “...”" at the start of a unit, the transcript's way; the name is no longer than six words."""
    colon = unit.find(":", 0, 8)
    if colon <= 0 or colon + 1 >= len(unit.pieces):
        return
    quote, source = unit.pieces[colon + 1].quote, phrase_before(unit, colon)
    if (
        quote is not None
        and is_full(quote, scene.text)
        and source
        and source[0] == 0
        and unit.pieces[source[1] - 1].capital
    ):
        yield Report((colon, colon + 1), source, ((colon + 1, len(unit.pieces)),), COLON)
