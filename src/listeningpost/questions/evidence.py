"""What speaks for a line as the answer of a question, as numbers between about -1 and 1 (docs/method.md, Ask)."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ..schema import DENYING, NAME_FORMS, FigureRow, LineRow, MentionRow, Record, StatementRow, Told
from ..store import terms
from .reading import Asked, Word
from .tables import patterns

Floats = npt.NDArray[np.float64]
BEFORE = 2  # lines before one that may hold what it leaves out
OF_TITLE = 0.8  # how far a word of the headline stands for one the line leaves out
PLACES = frozenset({"place", "state"})
BESIDE = 40  # characters before and behind a name in which words may say who bears it
BY_OFFICE = 0.8  # how far such words stand for the name
FEWEST_WORDS = 6  # of a line that says something by itself


class On(NamedTuple):
    """What the record holds on one line."""

    statements: tuple[StatementRow, ...]
    figures: tuple[FigureRow, ...]
    mentions: tuple[MentionRow, ...]


class Lines(Record, frozen=True):
    """All lines of some pages with what stands on each, and their cosines to the question."""

    rows: Sequence[LineRow]
    on: Sequence[On]
    near: Floats


def told_by_line(rows: Sequence[LineRow], told: Told) -> list[On]:
    """What the record holds on each line."""
    by_page: dict[str, list[LineRow]] = defaultdict(list)
    for row in rows:
        by_page[row.page].append(row)
    layers = [_by_line(by_page, items) for items in (told.statements, told.figures, told.mentions)]
    return [On(*(tuple(layer[row.entry]) for layer in layers)) for row in rows]


def _by_line(
    by_page: Mapping[str, Sequence[LineRow]], items: Sequence[StatementRow | FigureRow | MentionRow]
) -> dict[int, list[Any]]:
    """The items that share a character with each line, by the line's number."""
    found = defaultdict[int, list[Any]](list)
    for item in items:
        for row in by_page[item.page]:
            if item.start < row.stop and row.start < item.stop:
                found[row.entry].append(item)
    return found


def weights_of(asked: Asked, passages: int) -> Floats:
    """What each word of a question weighs: the rarer in the store, the more; 1 for a word of one passage alone."""
    most = math.log(1 + passages)
    return np.array([math.log(1 + passages / word.held) / most for word in asked.words])


def holds(words: Sequence[Word], row_words: Sequence[frozenset[str]]) -> Floats:
    """How far each line (as a set of words) holds each word of a question: lines by words."""
    found = np.zeros((len(row_words), len(words)))
    for at, said in enumerate(row_words):
        for place, word in enumerate(words):
            both = said & word.stands.keys()
            if both:
                found[at, place] = max(word.stands[one] for one in both)
    return found


def evidence(asked: Asked, lines: Lines, passages: int) -> tuple[tuple[str, ...], Floats]:
    """The names of what speaks for or against a line, and the numbers of each line: lines by names."""
    weights = weights_of(asked, passages)
    said = [frozenset(row.words.split()) for row in lines.rows]
    held = holds(asked.words, said)
    numbers = {**_of_words(asked, lines, held, weights), **_of_meaning(lines), **_of_kind(asked, lines),
               **_of_parts(asked, held), **_of_speaker(asked, lines), **_of_form(lines)}
    names = tuple(sorted(numbers))
    return names, np.stack([numbers[name] for name in names], axis=1) if lines.rows else np.zeros((0, len(names)))


def pages_of(rows: Sequence[LineRow]) -> list[list[int]]:
    """The places of each page's lines, in their order."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        found[row.page].append(at)
    return list(found.values())


def _of_words(asked: Asked, lines: Lines, held: Floats, weights: Floats) -> dict[str, Floats]:
    """The question's words in the line, with what stands before it, on its page; and those that set it apart there."""
    whole = float(weights.sum()) or 1.0
    around, on_page, apart = held.copy(), held.copy(), np.zeros(len(held))
    for places in pages_of(lines.rows):
        best = held[places].max(axis=0)
        on_page[places] = best
        local = np.log(1 + len(places) / (held[places].sum(axis=0) + 0.5)) * weights * (best > 0)
        most = float((np.log(1 + len(places) / 0.5) * weights).sum()) or 1.0
        apart[places] = held[places] @ local / most
        for number, at in enumerate(places):
            before = places[max(0, number - BEFORE) : number]
            if before:
                around[at] = np.maximum(around[at], held[before].max(axis=0))
            around[at] = np.maximum(around[at], OF_TITLE * held[places[0]])
    lacking = ((1 - held) * weights).max(axis=1) if len(asked.words) else np.zeros(len(held))
    lost = ((1 - around) * weights).max(axis=1) if len(asked.words) else np.zeros(len(held))
    return {"words": held @ weights / whole, "around": around @ weights / whole, "page": on_page @ weights / whole,
            "apart": apart, "lacking": lacking, "lost": lost}


def _of_meaning(lines: Lines) -> dict[str, Floats]:
    near, stands_out, page_best, before = (np.zeros(len(lines.rows)) for _ in range(4))
    near = lines.near
    for places in pages_of(lines.rows):
        some = near[places]
        stands_out[places] = (some - some.mean()) / (some.std() + 0.05) / 3
        page_best[places] = some.max()
        before[places] = np.concatenate([[0.0], some[:-1]])
    return {"meaning": near, "behind_best": near - near.max(initial=0.0), "stands_out": stands_out,
            "page_meaning": page_best, "meaning_before": before}


def _of_kind(asked: Asked, lines: Lines) -> dict[str, Floats]:
    """Whether a line holds what is asked for: something of the kind that the question does not name itself."""
    answers = patterns("answers")
    named = frozenset(asked.text.casefold().split())
    found: dict[str, Floats] = {}
    for kind in ("date", "number", "reason", "denial", "place", "outlet"):
        has = (bool(answers[kind].search(without(row.text, named))) for row in lines.rows)
        found |= _both(kind, kind in asked.kinds, has, len(lines.rows))
    somebody = (_names_somebody(on, asked) for on in lines.on)
    somewhere = (_names(on, asked, PLACES) for on in lines.on)
    counted = (_counts(on, asked) for on in lines.on)
    denying = (any(one.act in DENYING for one in on.statements) for on in lines.on)
    for name, kind, has_it in (("who", "who", somebody), ("where", "place", somewhere), ("count", "number", counted),
                               ("denies", "denial", denying)):
        found |= _both(name, kind in asked.kinds, has_it, len(lines.rows))
    return found


def _both(name: str, wanted: bool, has: Iterable[float], count: int) -> dict[str, Floats]:
    """What speaks for lines that have something, and against those that have not; nothing where it is not asked for."""
    found = np.fromiter(has, float, count) if wanted else np.zeros(count)
    return {name: found, f"no_{name}": found - 1 if wanted else np.zeros(count)}


def without(text: str, named: frozenset[str]) -> str:
    """A line without the words of the question: a year that the question names is no answer to when."""
    return " ".join(word for word in text.split() if word.casefold().strip(".,;:?!\"'“”‘’()") not in named)


def _names_somebody(on: On, asked: Asked) -> bool:
    return _names(on, asked, frozenset({"person", "organisation", "media", "armed_group", "group"})) or any(
        one.speaker_name and not _in_question(one.speaker_name, asked) for one in on.statements
    )


def _names(on: On, asked: Asked, types: frozenset[str]) -> bool:
    named = (one for one in on.mentions if one.type in types and one.form in NAME_FORMS)
    return any(not _in_question(one.text, asked) for one in named)


def _in_question(name: str, asked: Asked) -> bool:
    own = {word.word for word in asked.words}
    return bool(own & set(terms(name)))


def _counts(on: On, asked: Asked) -> float:
    """How near what a line counts is to what the question asks the number of."""
    wanted, best = counted_words(asked), 0.0
    for figure in on.figures:
        best = max(best, counts(figure, wanted))
    return best


def counted_words(asked: Asked) -> Sequence[Word]:
    """The words of what a question asks the number of."""
    return [word for word in asked.words if word.word in asked.focus] or asked.of("NOUN")


def counts(figure: FigureRow, wanted: Sequence[Word]) -> float:
    """How near what a figure counts is to some words."""
    said = set(terms(" ".join(filter(None, (figure.what, figure.unit, figure.of, figure.text)))))
    return max((word.stands[one] for word in wanted for one in said & word.stands.keys()), default=0.0)


def _of_parts(asked: Asked, held: Floats) -> dict[str, Floats]:
    """How far the line holds the question's verbs, nouns and names; the least held of its verbs and nouns; and the
    share of nouns and names that no line of any page near the question holds (`strange`, the same for every line)."""
    places = {part: [at for at, word in enumerate(asked.words) if word.part in part.split()]
              for part in ("VERB", "NOUN ADJ NUM", "PROPN", "VERB NOUN", "NOUN PROPN")}
    verbs, nouns, names, both, things = (held[:, at] for at in places.values())
    count = len(held)
    return {
        "verbs": verbs.mean(axis=1) if verbs.size else np.zeros(count),
        "no_verb": (verbs.mean(axis=1) < 0.4) * -1.0 if verbs.size else np.zeros(count),
        "nouns": nouns.mean(axis=1) if nouns.size else np.zeros(count),
        "names": names.mean(axis=1) if names.size else np.zeros(count),
        "least": both.min(axis=1) if both.size else np.ones(count),
        "strange": np.full(count, (things.max(axis=0) == 0).mean() if things.size else 0.0),
    }


def _of_speaker(asked: Asked, lines: Lines) -> dict[str, Floats]:
    """Whether a line tells the words of whoever is asked for."""
    wanted = [word for word in asked.words if word.word in asked.speaker]
    if not wanted:
        return {"speaker": np.zeros(len(lines.rows)), "no_speaker": np.zeros(len(lines.rows))}
    called = _called(lines)
    found = np.array([_spoken_by(on.statements, wanted, called) for on in lines.on])
    return {"speaker": found, "no_speaker": (found < 0.5) * -1.0}


def _called(lines: Lines) -> dict[str, frozenset[str]]:
    """For each speaker's name the words that stand beside it on the pages: who is asked for as "the spokeswoman" may be
    named where her words are told."""
    found = {one.speaker_name: set[str]() for on in lines.on for one in on.statements if one.speaker_name}
    for row in lines.rows:
        for name, words in found.items():
            at = row.text.find(name)
            if at >= 0:
                stop = at + len(name)
                words.update(terms(f"{row.text[max(0, at - BESIDE) : at]} {row.text[stop : stop + BESIDE]}"))
    return {name: frozenset(words) for name, words in found.items()}


def _spoken_by(
    statements: Sequence[StatementRow], wanted: Sequence[Word], called: Mapping[str, frozenset[str]]
) -> float:
    said = {word for one in statements for word in terms(f"{one.speaker_name or ''} {one.descriptor or ''}")}
    by_name = max((word.stands[one] for word in wanted for one in said & word.stands.keys()), default=0.0)
    beside = frozenset[str]().union(*(called[one.speaker_name] for one in statements if one.speaker_name))
    by_office = max((word.stands[one] for word in wanted for one in beside & word.stands.keys()), default=0.0)
    return max(by_name, BY_OFFICE * by_office)


def _of_form(lines: Lines) -> dict[str, Floats]:
    lengths = np.array([len(row.words.split()) for row in lines.rows])
    return {
        "title": np.array([row.kind == "title" for row in lines.rows], dtype=float),
        "length": np.minimum(lengths, 40) / 40,
        "short": (lengths < FEWEST_WORDS).astype(float),
        "question": np.array([row.text.rstrip("\"”'’").endswith("?") for row in lines.rows], dtype=float),
        "told": np.array([bool(on.statements) for on in lines.on], dtype=float),
    }


def spoken(on: On) -> StatementRow | None:
    """The statement that a line tells: the one that has most of its words."""
    return max(on.statements, key=lambda one: len(one.text), default=None)


