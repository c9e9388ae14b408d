"""What a figure counts, read from the words round it: the kind of thing, what happened to it, whether it is a part of
another figure, and whether it is told as measured, foretold or planned.

tables/counted.toml has the words. A word belongs to the figure that stands nearest to it: "seven people were killed and
more than 50 injured" has killed before the comma and injured behind it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from ..knowledge import fold
from ..schema import Figure, Span
from .tables import load

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[,;:()–—-]")
BEFORE_NOUN = re.compile(r"(?:\s+[^\W\d_]+){1,3}")
MARKS = frozenset(",;:()–—-")
TURNS = frozenset((*MARKS, "and", "while", "but", "as", "when", "after"))
UNITED = frozenset(("per", "a", "an"))  # words of a rate
FARTHEST = 16  # steps from a number to the word that says what happened to what it counts
STAGE, AHEAD = 10, 4  # the same for the word that says it is foretold or planned: before it, and behind it
TURNED = 16  # the same for the word that sets it against another number
TURN, NUMBER, BACK = 3, 6, 1  # steps that a turn of the sentence, another number and going back count for
LONGEST_PHRASE = 4  # words
UNCOUNTED = ("money", "share")  # what a unit measures, not a noun counts
PERSON = "person"  # the kind of thing that a number alone counts where people are killed, hurt, arrested
MEASURED, PLAN = "measured", "plan"
CHANGED, AGAINST, FORMER = "changed", "against", "former"  # turns of a number


class Counted(NamedTuple):
    """What a figure counts: `dimension` (count, money, duration, length …), `noun` the kind of thing or the noun
    itself, `state` what happened to it, `part` whether it is told as a part, `stage` measured, forecast or plan, `turn`
    whether it is told as having changed or against another number."""

    dimension: str
    noun: str | None
    state: str | None
    part: bool
    stage: str
    turn: str | None


class Lists(NamedTuple):
    """The words of tables/counted.toml by what they say."""

    states: dict[str, str]
    nouns: dict[str, str]
    stages: dict[str, str]
    turns: dict[str, str]
    totals: frozenset[str]
    ends: frozenset[str]
    offices: frozenset[str]
    people: frozenset[str]
    of_things: frozenset[str]
    running: frozenset[str]
    were_there: frozenset[str]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    formerly: tuple[str, ...]
    grounds: dict[str, str]
    ground_order: tuple[str, ...]
    done: dict[str, str]
    units: dict[str, tuple[str, float]]
    peoples: tuple[str, ...]
    steady: frozenset[str]
    measures: dict[str, str]


@cache
def lists() -> Lists:
    """The word lists, read once."""
    table = load("counted")
    return Lists(
        states=_by_word(table["states"]), nouns=_by_word(table["nouns"]), stages=_by_word(table["stages"]),
        turns=_by_word(table["turns"]), totals=frozenset(table["totals"]["words"]),
        ends=frozenset(table["totals"]["ends"]), offices=frozenset(table["offices"]["words"]),
        people=frozenset(table["people"]["nouns"]), of_things=frozenset(table["things"]["states"]),
        running=frozenset(table["running"]["states"]), were_there=frozenset(table["were_there"]["states"]),
        before=tuple(table["parts"]["before"]), behind=tuple(table["parts"]["behind"]),
        formerly=tuple(table["formerly"]["words"]),
        grounds=_by_word(table["grounds"]), ground_order=tuple(table["grounds"]), done=table["done"],
        units={unit: (name, float(of)) for name, row in table["units"].items() for unit, of in row.items()},
        peoples=tuple(table["people"]["endings"]), steady=frozenset(table["steady"]["dimensions"]),
        measures=table["measures"],
    )


def _by_word(table: dict[str, Any]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


def read_counted(text: str, sentence: Span, figure: Figure, others: Sequence[Span]) -> Counted:
    """What a figure counts, by its sentence; `others` are the spans of the other figures in it."""
    steps = list(_steps(text, sentence, figure.span, others))
    unit = lists().units.get(figure.unit or "") if figure.kind != "money" else None  # pounds are a weight too
    dimension = unit[0] if unit else figure.kind
    measured = unit or dimension in UNCOUNTED
    noun = _measured_noun(text, figure, sentence) if measured else _noun(text, figure)
    state = _state(text, figure, noun, steps) if dimension == "count" else None
    if noun is None and state and state not in lists().of_things:
        noun = PERSON
    return Counted(
        dimension=dimension, noun=noun, state=state,
        part=_is_part(text, figure.span, sentence), stage=_stage(steps),
        turn=_turn(text, figure, sentence, steps),
    )


class Step(NamedTuple):
    """A word of the sentence and how far from the figure it stands: the phrases of up to LONGEST_PHRASE words that
    begin with it, the longest first, the distance, and whether it stands before the figure."""

    phrases: tuple[str, ...]
    distance: int
    before: bool


def _steps(text: str, sentence: Span, span: Span, others: Sequence[Span]) -> Iterator[Step]:
    """The words of the sentence before and behind the figure, each with its distance, as far as one counts."""
    for before in (True, False):
        bounds = (sentence[0], span[0]) if before else (span[1], sentence[1])
        found = [(fold(word.group()) or word.group(), word.start()) for word in WORD.finditer(text, *bounds)]
        distance = BACK if before else 0
        within = False
        order = range(len(found) - 1, -1, -1) if before else range(len(found))
        for at in order:
            word, place = found[at]
            inside = any(a <= place < b for a, b in others)
            distance += (0 if within else NUMBER) if inside else TURN if word in TURNS else 1
            within = inside
            if distance > max(FARTHEST, STAGE, TURNED):
                break
            yield Step(_phrases([word for word, _ in found[at : at + LONGEST_PHRASE]]), distance, before)


def _phrases(words: Sequence[str]) -> tuple[str, ...]:
    """The phrases that begin with the first of some words, the longest first."""
    return tuple(" ".join(words[:length]) for length in range(len(words), 0, -1))


def _nearest(steps: Sequence[Step], table: dict[str, str], farthest: int) -> str | None:
    """What the nearest word of a table says; None for none near enough."""
    best: tuple[int, str] | None = None
    for step in steps:
        if step.distance <= farthest and (best is None or step.distance < best[0]):
            name = next((table[phrase] for phrase in step.phrases if table.get(phrase)), None)
            best = (step.distance, name) if name else best
    return best[1] if best else None


def _stage(steps: Sequence[Step]) -> str:
    """Whether a figure is foretold or planned ("was to last 10 minutes", "500 men will be sent"), else measured."""
    near = [step for step in steps if step.before or step.distance <= AHEAD]
    return _nearest(near, lists().stages, STAGE) or MEASURED


def _turn(text: str, figure: Figure, sentence: Span, steps: Sequence[Step]) -> str | None:
    """Whether a figure is what was before a change ("up from 2,000"), has changed, or stands against another."""
    if fold(text[sentence[0] : figure.span[0]]).endswith(lists().formerly):
        return FORMER
    return lists().turns.get(fold(figure.qualifier or "")) or _nearest(steps, lists().turns, TURNED)


def _state(text: str, figure: Figure, noun: str | None, steps: Sequence[Step]) -> str | None:
    """What happened to what is counted, where it can happen to such: by the figure's own words ("seven dead"), else by
    those nearest to it."""
    own = (lists().states.get(word) for word in reversed(fold(text[slice(*figure.span)]).split()))
    state = next((name for name in own if name), None) or _nearest(steps, lists().states, FARTHEST)
    if noun is None or state is None:
        return state
    return state if (state in lists().of_things) != (noun in lists().people) else None


def _noun(text: str, figure: Figure) -> str | None:
    """The kind of thing that is counted: by the table, else the noun in the singular. What stands on the next line
    is not counted, nor is a name ("injuring another 40 Steve Parsons/PA"), unless it is of a people."""
    told = _head(figure.unit or figure.what or "")
    line = text[slice(*figure.span)].partition("\n")[0]
    words = fold(told).split()
    if not words or (told.split()[-1] not in line and "\n" in text[slice(*figure.span)]):
        return None
    known = lists().nouns.get(words[-1])
    if not known and words[-1] in lists().totals:
        return None  # "the number was 21" does not say of what
    if known or not _is_name(told):
        return known or singular(words[-1])
    return PERSON if words[-1].endswith(lists().peoples) else None


def _head(told: str) -> str:
    """What is counted, without what only says that it is and where: "number of people killed in the blast" has the
    people."""
    words = told.split()
    low = [fold(word) for word in words]
    at = next((at for at in range(len(low) - 2) if low[at] in lists().totals and low[at + 1] == "of"), None)
    if at is None:
        return told
    ends = (end for end in range(at + 3, len(low)) if low[end] in lists().ends or low[end] in lists().states)
    return " ".join(words[at + 2 : next(ends, len(low))])


def _is_name(told: str) -> bool:
    """Whether the last of some words has a capital, and not all of them."""
    last = told.split()[-1]
    return last[0].isupper() and not last.isupper()


def _measured_noun(text: str, figure: Figure, sentence: Span) -> str | None:
    """What a measure stands before: "a 25-tonne truck", "a 19-ton delivery truck"."""
    start, end = figure.span
    found = BEFORE_NOUN.match(text, end, sentence[1]) if "-" in text[start:end] else None
    words = list(takewhile(lambda word: word not in lists().ends, fold(found[0]).split() if found else ()))
    word = next((word for word in words if lists().nouns.keys() & {word, f"{word}s"}), words[0] if words else "")
    return singular(word) if word and word not in TURNS and word not in UNITED else None


def singular(word: str) -> str:
    """A regular noun in the singular."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _is_part(text: str, span: Span, sentence: Span) -> bool:
    """Whether it is told as a part: "including 10 children", "20 of those", "four of whom"."""
    before = fold(text[max(sentence[0], span[0] - 24) : span[0]])
    own = f" {fold(text[slice(*span)])} "
    behind = " ".join(text[span[1] : min(sentence[1], span[1] + 12)].lower().split())
    inside = any(f" {words} " in own for words in lists().behind)
    return inside or before.endswith(lists().before) or behind.startswith(lists().behind)
