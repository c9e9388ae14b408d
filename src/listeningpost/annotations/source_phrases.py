"""Source phrases: "according to X", "from the perspective of X", wherever they stand in the sentence."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from .content_ends import is_told
from .contents import CLAUSAL, content_before
from .cues import Cue
from .noun_phrases import Phrase, Scene, phrase_after
from .pieces import Unit
from .reports import Report
from .speaking import can_be_told_by
from .tables import table
from .verb_groups import find_groups

ACCORDING = Cue("according to", (), "assert", "speech", frozenset(["clause", "quote"]))
OWN = frozenset(["his", "her", "their", "its", "our", "my"])
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
        source = phrase_after(unit, cue[1])
        told = source is not None and (cue[2] or can_be_told_by(unit, source))
        contents = _round(scene.text, unit, at, source[1]) if source and told else ()
        if source and contents:
            taken = contents[-1][1]
            yield Report(cue[:2], source, contents, VIEW if cue[2] else ACCORDING)
    if taken < 0:
        yield from _by_possessive(scene, unit)


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
    groups = [group for group in find_groups(unit) if group.verb < first and group.cue.lemma not in CLAUSAL]
    if any(group.cue.takes & {"quote"} and not group.passive for group in groups):
        return ()
    before = content_before(text, unit, 0, first, 1) if first else None
    if before and all(piece.time or not piece.word for piece in pieces[slice(*before)]):
        before = None
    comma = unit.find(",", end, min(end + 40, len(pieces)))
    start = comma + 1 if comma >= 0 and (before is None or comma == end) else -1
    if 0 < start < len(pieces) and pieces[start].low in ("which", "who"):
        start = unit.find(",", start) + 1 or -1
    if 0 < start < len(pieces) and (pieces[start].low in ("citing", "quoting") or is_told(unit, start)):
        start = -1
    stop = _sentence_end(unit, start) if start > 0 else 0
    behind = (start, stop) if start > 0 and stop - start > (0 if before else 2) else None
    if first and not before and pieces[first - 1].word:
        before = (0, first)
    return tuple(phrase for phrase in (before, behind) if phrase)


def _sentence_end(unit: Unit, start: int) -> int:
    return next((i for i in range(start, len(unit.pieces)) if unit.pieces[i].text in (".", "!", "?")), len(unit.pieces))
