"""Source phrases: "according to X", "from the perspective of X", wherever they stand in the sentence."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from .adverbials import CITED
from .content_ends import is_told
from .contents import CLAUSAL, content_before
from .cues import Cue
from .noun_phrases import Phrase, Scene, phrase_after, phrase_before
from .pieces import Piece, Unit, is_finite
from .reports import Report
from .speaking import PEOPLE, can_be_told_by, head_of, is_document
from .tables import table
from .verb_groups import find_groups

ACCORDING = Cue("according to", (), "assert", "speech", frozenset(["clause", "quote"]))
PARTICIPLES = ("ing", "ed", "en", "wn")  # these describe: "people following the talks", "a map drawn by hand"
ROLES = frozenset(["head", "director", "chief", "deputy"])  # words for people that are words for things too
OWN = frozenset(["his", "her", "their", "its", "our", "my"])
RELATIVES = frozenset(["who", "whom", "which"])
VIEW = ACCORDING._replace(lemma="view", kind="belief")


@cache
def _phrases() -> Mapping[str, Sequence[tuple[tuple[str, ...], bool]]]:
    """The source phrases by their first word, the longest first, with whether they tell a belief."""
    rows, belief = table("cues")["phrases"]["of"], set(table("cues")["phrases"]["belief"])
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for words in sorted((tuple(row.split()) for row in rows), key=len, reverse=True):
        found.setdefault(words[0], []).append((words, not belief.isdisjoint(words)))
    return found


def find_by_phrase(scene: Scene, unit: Unit) -> Iterator[Report]:
    """ "According to X, ..." and its like, wherever it stands; not where another speaker gives the content."""
    taken = -1
    for at in range(len(unit.pieces)):
        cue = _phrase_at(unit, at) if at > taken else None
        if cue is None:
            continue
        source = _source(scene, unit, cue[1])
        told = source is not None and (cue[2] or can_be_told_by(unit, source))
        contents = _round(scene.text, unit, at, source[1]) if source and told else ()
        if source and contents:
            taken = contents[-1][1]
            yield Report(cue[:2], source, contents, VIEW if cue[2] else ACCORDING)
    if taken < 0:
        yield from _by_possessive(scene, unit)


def _source(scene: Scene, unit: Unit, start: int) -> Phrase | None:
    """The source that begins at `start`, without the verb of a clause round it ("which according to Lee | hold") and
    without the word for how a paper came to the page ("a memo | seen by the paper")."""
    phrase = phrase_after(unit, start)
    if phrase is None:
        return None
    verbs = scene.model.any_verbs if scene.model else frozenset()
    inside = ((i, unit.pieces[i]) for i in range(phrase[0] + 1, phrase[1]))
    end = next((i for i, piece in inside if piece.start in verbs and not piece.low.endswith(PARTICIPLES)), phrase[1])
    by = end < len(unit.pieces) and unit.pieces[end].low == "by" and end - 1 > start
    came = by and unit.pieces[end - 1].low.endswith(PARTICIPLES) and is_document(unit, (start, end - 1))
    return start, end - came


def _by_possessive(scene: Scene, unit: Unit) -> Iterator[Report]:
    """ "In the mayor's view, ...", "by her account, ...": the cue is the noun."""
    nouns = frozenset(table("cues")["phrases"]["possessive"])
    for at, piece in enumerate(unit.pieces[:-2]):
        phrase = phrase_after(unit, at + 1) if piece.low in ("in", "by") else None
        if not phrase or unit.pieces[phrase[1] - 1].low not in nouns:
            continue
        own = unit.pieces[phrase[1] - 2].low
        end = phrase[1] - 1 if own in OWN else phrase[1] - 2
        contents = _round(scene.text, unit, at, phrase[1]) if own in OWN | {"’s", "'s", "’", "'"} else ()
        if contents and end > phrase[0]:
            yield Report((phrase[1] - 1, phrase[1]), (phrase[0], end), contents, VIEW)


def _phrase_at(unit: Unit, at: int) -> tuple[int, int, bool] | None:
    for words, belief in _phrases().get(unit.pieces[at].low, ()):
        if tuple(p.low for p in unit.pieces[at : at + len(words)]) == words:
            return at, at + len(words), belief
    return None


def _round(text: str, unit: Unit, first: int, end: int) -> tuple[Phrase, ...]:
    """The contents before and behind a source phrase; none where a cue verb before it already has a speaker (a passive
    has none)."""
    pieces = unit.pieces
    if of_relative := _of_relative(unit, first, end):
        return of_relative
    groups = [group for group in find_groups(unit) if group.verb < first and group.cue.lemma not in CLAUSAL]
    if any(group.cue.takes & {"quote"} and not group.passive for group in groups):
        return ()
    before = content_before(text, unit, 0, first, 1) if first else None
    if before and all(piece.time or not (piece.word or piece.quote) for piece in pieces[slice(*before)]):
        before = None
    comma = unit.find(",", end, min(end + 40, len(pieces)))
    start = comma + 1 if comma >= 0 and (before is None or comma == end) else -1
    if any(piece.low in RELATIVES for piece in pieces[start : start + 3] if start > 0):
        start = unit.find(",", start) + 1 or -1  # "all of whom asked not to be named"
    if before is None and 0 < start < len(pieces) and pieces[start].low in CITED:
        start = _past_cited(unit, start)
    if 0 < start < len(pieces) and (pieces[start].low in CITED or is_told(unit, start)):
        start = -1
    if start > 0:
        start = _past_apposition(unit, before, start)
    stop = _sentence_end(unit, start) if start > 0 else 0
    behind = (start, stop) if start > 0 and stop - start > (0 if before else 2) else None
    if first and not before and pieces[first - 1].word:
        before = (0, first)
    return tuple(phrase for phrase in (before, behind) if phrase)


def _past_cited(unit: Unit, at: int) -> int:
    """Behind whom a source cites, and what is told of that: "according to the paper, citing a guard who gave no name, |
    the gate was open"; -1 where nothing follows."""
    cited = phrase_after(unit, at + 1)
    comma = unit.find(",", cited[1]) if cited else -1
    relative = comma > 0 and unit.pieces[min(comma + 1, len(unit.pieces) - 1)].low in RELATIVES
    return (unit.find(",", comma + 1) if relative else comma) + 1 or -1


def _of_relative(unit: Unit, first: int, end: int) -> tuple[Phrase, ...]:
    """What a relative clause tells round a source phrase: "| the boats |, which, according to Lee, | leaked |,"."""
    comma = unit.pieces[first - 1].text == "," if first > 1 else False
    relative = first - 1 - comma
    if relative < 2 or unit.pieces[relative].low not in ("which", "who") or unit.pieces[relative - 1].text != ",":
        return ()
    thing, start = phrase_before(unit, relative - 1), end + (unit.pieces[end].text == "," if comma else 0)
    closing = unit.find(",", start)
    stop = closing if closing > 0 else _sentence_end(unit, start)
    return (thing, (start, stop)) if thing and stop > start else ()


def _has_verb(unit: Unit, phrase: Phrase) -> bool:
    """Whether a phrase is a clause, as far as its words tell."""
    return any(map(_is_verb, unit.pieces[slice(*phrase)]))


def _past_apposition(unit: Unit, before: Phrase | None, start: int) -> int:
    """Where the content goes on behind what the source is: "Lind's fleet, according to Marten, a retired pilot, | is
    ready"; -1 where it ended before: "“It is late,” according to Marten, a retired pilot"."""
    end = _sentence_end(unit, start)
    comma = unit.find(",", start, end)
    behind = unit.pieces[comma + 1] if 0 < comma < end - 1 else None
    described = not any(map(_is_verb, unit.pieces[start : comma if comma > 0 else end]))
    if before is None:
        told = behind is not None and described and _has_verb(unit, (comma + 1, end))
        office = told and head_of(unit, (start, comma)).low in PEOPLE | ROLES
        return comma + 1 if office or behind and described and unit.pieces[start].low in ("a", "an") else start
    if behind and described and (_is_verb(behind) or behind.low in ("and", "but")):
        return comma + 1
    quoted = any(piece.quote for piece in unit.pieces[slice(*before)])
    named = _names(unit, start) and (quoted or _has_verb(unit, before))
    return -1 if named or quoted and described else start  # "It grew, according to Marten, up from nine" goes on


def _is_verb(piece: Piece) -> bool:
    return is_finite(piece) and piece.low != "to"


def _names(unit: Unit, start: int) -> bool:
    """Whether what stands behind a source and its comma tells who that is: "the head of the office", "HBA"."""
    return unit.pieces[start].capital or unit.pieces[start].low in ("a", "an", "the")


def _sentence_end(unit: Unit, start: int) -> int:
    return next((i for i in range(start, len(unit.pieces)) if unit.pieces[i].text in (".", "!", "?")), len(unit.pieces))
