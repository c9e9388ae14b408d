"""Participles that report: "adding that ..." behind a clause, "a letter saying ..." behind the one who speaks."""

from collections.abc import Sequence

from .content_ends import content_end
from .contents import SHORT, After
from .noun_phrases import Phrase, Scene, is_noun_like, phrase_after, phrase_before, subject_of_with
from .nouns_of_saying import last_noun
from .pieces import WORDS, Unit
from .reports import Report
from .speaking import DOCUMENTS, can_speak, is_document, plainly_speaks
from .subjects import main_subject
from .tables import table
from .verb_groups import Group

THINGS = frozenset(["this", "that", "these", "those", "it"])
SHOWING = frozenset(table("cues")["showing"]["verbs"])
BETWEEN = WORDS["determiners"] | {"and", "to", "of", "’s", "'s"}  # in the words for those addressed
ADDRESSED = 12  # so many pieces before those addressed their paper stands


def _without_verb(unit: Unit, phrase: Phrase) -> Phrase:
    """A phrase without the participle of the verb before it: "had | compiled video clips"."""
    verb = phrase[0] > 0 and unit.pieces[phrase[0] - 1].low in WORDS["auxiliaries"]
    ends = unit.pieces[phrase[0]].low.endswith(("ed", "en")) and phrase[1] - phrase[0] > 1
    return (phrase[0] + 1, phrase[1]) if verb and ends else phrase


def shown(unit: Unit, group: Group, after: After, source: Phrase) -> After:
    """What a document shows: "the footage shows a crater", "images showing smoke"."""
    if after.start is not None or group.cue.lemma not in SHOWING or not is_document(unit, source):
        return after
    begins = group.end < len(unit.pieces) and phrase_after(unit, group.end) is not None
    return After(group.end) if begins else after


def hanging(scene: Scene, unit: Unit, group: Group, after: After, earlier: Sequence[Report]) -> Report | None:
    """A participle ("adding that ..."), whose speaker is that of the clause it hangs on."""
    if after.start is None or group.first == 0 and not earlier:
        return None
    known = subject_of_with(unit, group.left) or next((r.source for r in reversed(earlier) if r.source), None)
    source = known or main_subject(unit, group.left)
    if source is None or unit.pieces[source[0]].low in THINGS or not can_speak(unit, source):
        source = _last_person(scene, unit, group.left)
    if source is None:
        return None
    behind = (after.start, content_end(scene.text, unit, after.start, group))
    cue = (group.first, group.end)
    return Report(cue, source, (behind,), group.cue, after.addressee, None, True) if behind[1] > behind[0] else None


def reduced(scene: Scene, unit: Unit, group: Group, after: After) -> Report | None:
    """A participle right behind the one who speaks: "a letter saying it was late", "a man claiming that ..."."""
    source = phrase_before(unit, group.left)
    if source is None or group.cue.kind != "speech":
        return None
    paper = _paper_to(unit, source)
    source = paper or _without_verb(unit, source if is_document(unit, source) else last_noun(unit, source))
    after = shown(unit, group, after, source)
    if after.start is None:
        return None
    that, quoted = unit.pieces[after.start - 1].low == "that", unit.pieces[after.start].quote is not None
    if not (is_document(unit, source) or quoted or that and plainly_speaks(unit, source)):
        return None
    content = (after.start, content_end(scene.text, unit, after.start, group))
    cue = (group.first, group.end)
    enough = content[1] - content[0] >= SHORT or unit.pieces[content[0]].quote is not None
    return Report(cue, source, (content,), group.cue) if enough else None


def _paper_to(unit: Unit, source: Phrase) -> Phrase | None:
    """The paper that speaks where whom it was sent to stands before the participle: "a letter to the mayor and others |
    saying", "an email to staff | warning"."""
    for at in range(source[1] - 1, max(1, source[0] - ADDRESSED), -1):
        piece, before = unit.pieces[at], unit.pieces[at - 1]
        if piece.low == "to" and before.low in DOCUMENTS:
            return phrase_before(unit, at)
        if not piece.word or not is_noun_like(piece) and piece.low not in BETWEEN:
            return None
    return None


def _last_person(scene: Scene, unit: Unit, end: int) -> Phrase | None:
    """The person named last before a participle whose clause has no subject that could speak."""
    people = [m.span for m in scene.mentions_in((unit.span[0], unit.pieces[end - 1].end)) if m.type == "person"]
    inside = [i for i in range(end) if people and people[-1][0] <= unit.pieces[i].start < people[-1][1]]
    return (inside[0], inside[-1] + 1) if inside else None
