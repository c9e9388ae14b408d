"""Where a noun phrase begins and ends, by the small words round it; which part of it is a bare name.

A phrase is a half-open range of piece numbers in a unit.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..schema import NAMING_FORMS, MentionFound, Span
from .cues import cue_forms
from .layers import beginning_in
from .model_read import ModelRead
from .pieces import WORDS, Piece, Unit

Phrase = tuple[int, int]
SOME = frozenset(["some", "many", "others", "most", "one", "those", "few", "several"])
PRONOUNS = WORDS["pronouns"] | {"him", "them", "me", "us", "himself"}
AT = frozenset(["in", "at", "on", "to", "from", "for"])  # what leads to an occasion of speech
OUTER = frozenset(["outside", "inside"])  # before a noun and behind its article: "the outside advisers"
LONG = 45  # a phrase of more pieces is a misreading
INSIDE_NAMES = frozenset(
    ["al", "bin", "ibn", "de", "van", "von", "der", "el", "da", "of", "ul", "ur", "the", "and", "for", "&"]
)


class Scene(NamedTuple):
    """What all rules of a page look at: its text, its mentions in order, the words of titles in lower case; what the
    packed model reads, None where it has not read the page; the news houses among the mentions, and who works for which
    of them by surname."""

    text: str
    mentions: tuple[MentionFound, ...]
    titles: frozenset[str]
    model: ModelRead | None = None
    houses: tuple[MentionFound, ...] = ()
    workers: Mapping[str, MentionFound] = MappingProxyType({})

    def mentions_in(self, span: Span) -> Sequence[MentionFound]:
        """The mentions that lie inside a span, in order."""
        return [m for m in beginning_in(self.mentions, span) if m.span[1] <= span[1]]


def is_adverb(low: str) -> bool:
    return low in WORDS["adverbs"] or low.endswith("ly") and low not in WORDS["not_adverbs"]


def is_noun_like(piece: Piece) -> bool:
    """Whether a word may belong to the middle or the end of a noun phrase."""
    low = piece.low
    if not piece.word or piece.time:
        return False
    if (
        low in WORDS["pronouns"]
        or low in WORDS["auxiliaries"]
        or low in WORDS["subordinators"]
        or low in WORDS["negations"]
        or low in WORDS["past_forms"]
    ):
        return False
    if low in WORDS["prepositions"] or low in WORDS["conjunctions"] or low in WORDS["relatives"] or is_adverb(low):
        return piece.capital and low in ("up", "so", "like", "near")
    form = cue_forms().get(low)
    if piece.capital or form is None or form.noun or low.endswith("ing"):
        return True
    particle = all(cue.particle for cue in form.cues) and not ("past" in form.shapes and low.endswith("ed"))
    return not form.shapes & {"past", "s"} or particle


def phrase_before(unit: Unit, end: int) -> Phrase | None:
    """The noun phrase whose last piece is the one before `end`; None where that piece cannot end one."""
    pieces, last = unit.pieces, end - 1
    if last < 0:
        return None
    if pieces[last].text == ")":
        opening = _opening(unit, last)
        inner = phrase_before(unit, opening) if opening > 0 else None
        return (inner[0], end) if inner else None
    if pieces[last].low in WORDS["pronouns"] and not pieces[last].time:
        return last, end
    if not is_noun_like(pieces[last]) or pieces[last].low in WORDS["determiners"]:
        return None
    first = last
    while first > 0 and end - first < LONG and (step := _step_left(unit, first)):
        first -= step
    return first, end


def subject_of_with(unit: Unit, end: int) -> Phrase | None:
    """Who stands between "with" and a participle at `end`: ", with the mayor warning of floods"."""
    phrase = phrase_before(unit, end)
    if phrase is None or phrase[0] < 2 or unit.pieces[phrase[0] - 1].low != "with":
        return None
    return phrase if unit.pieces[phrase[0] - 2].text in (",", "–", "—", "-") else None


def _opening(unit: Unit, closing: int) -> int:
    return next((i for i in range(closing - 1, max(-1, closing - 12), -1) if unit.pieces[i].text == "("), -1)


def _step_left(unit: Unit, first: int) -> int:
    """How many pieces left of `first` the phrase takes in as well; 0 at its beginning."""
    pieces, here, left = unit.pieces, unit.pieces[first], unit.pieces[first - 1]
    beyond = pieces[first - 2] if first > 1 else None
    if here.low in WORDS["determiners"] and here.low not in ("other", "one") and not _numeral(here):
        attaches = (
            left.low in WORDS["joining"]
            and beyond is not None
            and (is_noun_like(beyond) or beyond.low in SOME)
            and not (left.low in AT and _venue_after(unit, first))
        )
        return 2 if attaches else int(left.low in ("all", "both", "half"))
    if left.text == ")":
        opening = _opening(unit, first - 1)
        return first - opening + 1 if opening > 1 and is_noun_like(pieces[opening - 1]) else 0
    if left.low in ("’s", "'s", "’", "'", "-") and beyond is not None and is_noun_like(beyond):
        return 2
    if left.low in WORDS["determiners"] or is_noun_like(left):
        return 1
    if left.low in OUTER and beyond is not None and beyond.low in WORDS["determiners"]:
        return 2
    if left.time and beyond is not None and (beyond.low in WORDS["determiners"] or is_noun_like(beyond)):
        return 1 + (beyond.low in WORDS["determiners"]) if left.text.isdigit() else 0
    if left.low in WORDS["joining"] and beyond is not None and (is_noun_like(beyond) or beyond.low in SOME):
        return 0 if left.low in AT and _venue_after(unit, first) else 2
    if left.low in ("and", "&") and beyond is not None and is_noun_like(beyond) and beyond.capital and here.capital:
        return 2
    return int(left.low.endswith("ly") and beyond is not None and beyond.low in WORDS["determiners"])


def _numeral(piece: Piece) -> bool:
    return piece.low in ("two", "three", "four", "five", "few", "several", "many")


def _venue_after(unit: Unit, first: int) -> bool:
    """Whether the phrase at `first` is an occasion of speech, which no speaker is made of: "in a statement"."""
    for piece in unit.pieces[first : first + 5]:
        if piece.low in WORDS["venues"]:
            return True
        if not is_noun_like(piece) and piece.low not in WORDS["determiners"] and piece.low not in ("’s", "'s"):
            return False
    return False


def phrase_after(unit: Unit, start: int, *, names: bool = True) -> Phrase | None:
    """The noun phrase that begins at `start`; with `names` false it ends where a capital follows a plain noun."""
    pieces = unit.pieces
    if start >= len(pieces):
        return None
    if _stands_alone(unit, start):
        return start, start + 1
    end = start
    while end < len(pieces) and end - start < LONG and (step := _step_right(unit, start, end, names)):
        end += step
    while end > start and pieces[end - 1].low in WORDS["determiners"]:
        end -= 1
    return (start, end) if end > start else None


def _stands_alone(unit: Unit, start: int) -> bool:
    """Whether a pronoun is the whole phrase; "some officials" and "one of them" go on."""
    low = unit.pieces[start].low
    if low == "her":
        return start + 1 >= len(unit.pieces) or not is_noun_like(unit.pieces[start + 1])
    if low not in PRONOUNS or start + 1 >= len(unit.pieces):
        return low in PRONOUNS
    follows = unit.pieces[start + 1]
    goes_on = follows.low in ("of", "in", "other", "such") or low in WORDS["determiners"] and is_noun_like(follows)
    return not goes_on


def _step_right(unit: Unit, start: int, end: int, names: bool) -> int:
    pieces, here = unit.pieces, unit.pieces[end]
    last = pieces[end - 1] if end > start else None
    low = here.low
    if low in WORDS["determiners"]:
        return int(last is None or last.low in WORDS["joining"] or last.low in WORDS["determiners"] or low == "other")
    if low in OUTER and last is not None and last.low in WORDS["determiners"]:
        return int(end + 1 < len(pieces) and is_noun_like(pieces[end + 1]))
    if low in ("’s", "'s", "-") and last is not None and here.quote is None:
        return int(not names or end + 1 < len(pieces) and is_noun_like(pieces[end + 1]))
    if is_noun_like(here):
        if last is not None and last.capital and not here.capital and (low.endswith("ed") or _reporting(low)):
            return 0
        plain = last is not None and not last.capital and last.low not in WORDS["determiners"] | {"’s", "'s"}
        if plain and last is not None and last.word and last.low not in WORDS["joining"]:
            return int((names or not here.capital) and not (low.endswith(("ed", "ing")) and not here.capital))
        return 1
    if low in WORDS["joining"] and last is not None and end + 1 < len(pieces):
        follows = pieces[end + 1]
        fits = is_noun_like(follows) or follows.low in WORDS["determiners"]
        return int(fits and (names or low == "of") and not (low in AT and _venue_after(unit, end + 1)))
    if low in ("and", "&") and last is not None and end + 1 < len(pieces):
        return int(last.capital and pieces[end + 1].capital and is_noun_like(pieces[end + 1]))
    return int(last is None and low in ("many", "some", "one"))


def _reporting(low: str) -> bool:
    """Whether a word is the participle of a cue: "according to Reuters citing the mayor"."""
    form = cue_forms().get(low)
    return form is not None and form.shapes == {"ing"}


def span_of(unit: Unit, phrase: Phrase) -> Span:
    return unit.pieces[phrase[0]].start, unit.pieces[phrase[1] - 1].end


def bare_name(scene: Scene, unit: Unit, phrase: Phrase) -> Span:
    """The span of a source: the bare name where the phrase ends in one, else the whole phrase."""
    span = span_of(unit, phrase)
    last = phrase[1] - 1
    if unit.pieces[last].text == ")" and (opening := _opening(unit, last)) > phrase[0]:
        last = opening - 1
    if _several(scene, unit, (phrase[0], last + 1)):
        return unit.pieces[phrase[0]].start, unit.pieces[last].end
    for mention in reversed(scene.mentions_in(span)):
        if mention.form in NAMING_FORMS and mention.span[1] == unit.pieces[last].end:
            lead = scene.text[span[0] : mention.span[0]].strip().lower()
            if mention.type == "person" or lead in ("", "the"):
                return mention.span
    return _name_by_capitals(scene, unit, (phrase[0], last + 1)) or span


def _several(scene: Scene, unit: Unit, phrase: Phrase) -> bool:
    """Whether a phrase names several who speak together, "and" being part of none of their names: "Orla Denn and Maro
    Visk"; "the Ministry of Trade and Industry" is one."""
    at = unit.find("and", phrase[0] + 1, phrase[1] - 1)
    names = scene.mentions_in(span_of(unit, phrase)) if at > 0 else ()
    before = [name for name in names if name.span[1] <= unit.pieces[at].start and name.type == "person"]
    behind = [name for name in names if name.span[0] > unit.pieces[at].start and name.type == "person"]
    return bool(before and behind) or at > 0 and not names and not unit.pieces[at - 1].capital


def _name_by_capitals(scene: Scene, unit: Unit, phrase: Phrase) -> Span | None:
    """The capitalised words at the end of a phrase behind its last word of a title: no title, no name."""
    pieces = unit.pieces
    titles = [i for i in range(*phrase) if pieces[i].low.rstrip(".") in scene.titles or pieces[i].low in scene.titles]
    first = titles[-1] + 1 if titles else phrase[1]
    run = pieces[first : phrase[1]]
    if not run or len(run) > 5 or run[0].low in WORDS["joining"]:
        return None
    if not all(scene.text[p.start].isupper() or p.low in INSIDE_NAMES for p in run):
        return None
    return run[0].start, run[-1].end
