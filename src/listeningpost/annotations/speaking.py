"""Who or what can be a source: people, bodies, places that govern, documents, media; no things, happenings or times."""

from .cues import cue_forms
from .noun_phrases import Phrase, Scene
from .pieces import WORDS, Piece, Unit
from .tables import table

SPEAKERS, MUTE = (frozenset(table("speaking")[name]) for name in ("speakers", "mute"))
PEOPLE = frozenset(table("speaking")["people"])
NOBODY = frozenset(table("speaking")["nobody"])
DOCUMENTS = frozenset(table("speaking")["documents"])
MUTE_ENDS = tuple(table("speaking")["mute_ends"])
JOINING = WORDS["joining"] | {"by", "about", "over"}
OWN = frozenset(["his", "her", "their", "its", "our", "my"])
POSSESSIVE = frozenset(["’s", "'s", "’", "'"])


def can_speak(unit: Unit, source: Phrase) -> bool:
    """Whether a phrase can be a source, by its head; a capital, a pronoun and an unknown noun can."""
    first = unit.pieces[source[0]]
    if first.quote is not None or first.low == "you" or _rest_of_phrase(unit, source) or _nobody(unit, source):
        return False
    head = head_of(unit, source)
    low = head.low
    if (
        {low, low.removesuffix("s")} & (WORDS["pronouns"] | SPEAKERS | PEOPLE | DOCUMENTS)
        or head.capital
        and (head.start > unit.pieces[0].start or low not in MUTE)
    ):
        return True
    return not (low in MUTE or low.endswith(MUTE_ENDS))


def head_of(unit: Unit, source: Phrase) -> Piece:
    """The head of a phrase: its last noun before "of", "in" or the like."""
    stop = next((i for i in range(source[0] + 1, source[1]) if unit.pieces[i].low in JOINING), source[1])
    return unit.pieces[stop - 1]


def _nobody(unit: Unit, source: Phrase) -> bool:
    """Whether a phrase says that there is no speaker: "no group", "none of them", "anyone"; "No 10" is a house."""
    numbered = source[0] + 1 < source[1] and unit.pieces[source[0] + 1].text[0].isdigit()
    return unit.pieces[source[0]].low in NOBODY and not numbered


def _rest_of_phrase(unit: Unit, source: Phrase) -> bool:
    """Whether the phrase is the rest of one that a possessive opens ("the port’s most urgent"), or a bare adjective or
    participle."""
    behind = source[0] > 1 and not unit.pieces[source[0] - 2].time  # "Friday’s report" is whole
    before = unit.pieces[source[0] - 1].low if behind else ""
    last = unit.pieces[source[1] - 1]
    form = cue_forms().get(last.low)
    bare = source[1] - source[0] == 1 and last.low.endswith("ed") and form is None and not last.capital
    return before in POSSESSIVE or bare


def plainly_speaks(unit: Unit, source: Phrase) -> bool:
    """Whether a phrase is a speaker beyond doubt: a name, a person or body by its noun, a pronoun of a person."""
    head = head_of(unit, source)
    named = head.capital and not head.time
    return named or head.low in ("he", "she", "they", "we", "i") or head.low in SPEAKERS or head.low in PEOPLE


def is_document(unit: Unit, source: Phrase) -> bool:
    """Whether a phrase is something written or recorded by which others are known to have said or done something."""
    return head_of(unit, source).low in DOCUMENTS


def can_be_told_by(unit: Unit, source: Phrase) -> bool:
    """Whether "according to" may lead to a phrase as to a source: not to "their size", "its own plan"."""
    own = unit.pieces[source[0]].low in OWN
    return can_speak(unit, source) and (not own or plainly_speaks(unit, source) or is_document(unit, source))


def opens_with_verb(scene: Scene, unit: Unit, source: Phrase) -> bool:
    """Whether the first word of a phrase is the verb of a line without a subject, by the model: "Allows ministers to",
    in a list of what a law does."""
    first = unit.pieces[source[0]]
    verb = scene.model is not None and first.start in scene.model.any_verbs and source[1] - source[0] > 1
    opens = not first.capital or first.start == unit.pieces[0].start
    return verb and opens and first.low.endswith("s")
