"""What a number counts or measures, by the words behind it."""

import re
from typing import NamedTuple

from ..schema import FigureKind, Span
from .figure_words import TABLE, Found
from .numbers import BOUNDS, SCALES, WORDS
from .tables import either

PLURALS, NOT_PLURAL = frozenset(TABLE["nouns"]["plurals"]), frozenset(TABLE["nouns"]["not_plural"])
DURATIONS: dict[str, str] = TABLE["durations"]
MEASURES: dict[str, str] = TABLE["measures"]
CURRENCY = re.compile(
    rf"\s+(?:(?:US|U\.S\.|Canadian|Australian)\s+)?(?P<unit>{either(TABLE['money']['words'])})\b", re.IGNORECASE
)
NEXT_WORD = re.compile(r"(?P<gap>[\s-]?|\s+more\s+|\s+or\s+so\s+|\s+or\s+more\s+)(?P<word>[^\W\d_]+)")
COUNTED = re.compile(r"(?:[^\S\n]+|\n(?!\n))(?P<word>[^\W\d_][\w’'.-]*)")
STOP_WORDS = re.compile(
    r"(?i:in|on|at|by|from|to|for|with|and|or|but|as|that|which|who|were|was|are|is|have|had|has|will|would|since|after|before"
    r"|during|per|than|when|while|over|under|into|out|off|the|a|an|this|these|his|her|its|their|he|she|it|they|not|if|it)\Z"
)
NUMBERS = frozenset([*WORDS, *SCALES, *BOUNDS, "nearly", "almost", "about", "around", "some"])
SHARED = re.compile(
    r"\s+of\s+((?:the\s+|its\s+|their\s+|all\s+)?[\w’'-]+"
    r"(?:\s+(?!(?:of|in|on|and|who|that|were|was|are|is|have|had|has|to|for|by|from)\b)[\w’'-]+){0,3})"
)
OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|whom|which|us)\b(?!\s+\w+s\b)")
WORDS_IN_UNIT = 5


class Unit(NamedTuple):
    """What a number counts or measures, and where the phrase ends."""

    kind: FigureKind
    unit: str | None
    what: str | None
    end: int


def unit_of(text: str, number: Found, sentence: Span) -> Unit | None:
    """What the number counts or measures, None for a bare number that counts nothing."""
    end = sentence[1]
    if number.percent:
        return Unit("share", "percent", _of_phrase(text, number.end, end), number.end)
    if number.symbol:
        return Unit("money", TABLE["money"]["names"].get(number.symbol, number.symbol), None, number.end)
    currency = CURRENCY.match(text, number.end, end)
    if currency:
        return Unit("money", currency["unit"].lower(), None, currency.end())
    if number.attached:
        return Unit("other", MEASURES[number.attached.lower()], None, number.end)
    measured = _measured(text, number, end)
    if measured:
        return measured
    if number.number.value is not None and 0 < number.number.value < 1:
        return (
            Unit("share", "percent", _of_phrase(text, number.end, end), number.end)
            if _is_part(text, number, end)
            else None
        )
    return _counted(text, number, end)


def _is_part(text: str, number: Found, end: int) -> bool:
    """ "half of", "a third of"; not "a half hour" or "second half"."""
    return re.compile(r"\s+(?:of|the|all)\b").match(text, number.end, end) is not None


def _measured(text: str, number: Found, end: int) -> Unit | None:
    found = NEXT_WORD.match(text, number.end, end)
    if not found:
        return None
    low, old = found["word"].lower(), text[found.end() : found.end() + 4].lower()
    duration = DURATIONS.get(low) or next((p for p in DURATIONS.values() if p == low), None)
    if duration:
        return None if old in ("-old", " old") else Unit("duration", duration, None, found.end())
    measure = MEASURES.get(low) or MEASURES.get(low.rstrip("s")) if len(low) > 2 or number.digits else None
    return Unit("other", measure, None, found.end()) if measure else None


def _counted(text: str, number: Found, end: int) -> Unit | None:
    """The counted phrase: words up to the first plural, "of" allowed behind a bound ("thousands of troops")."""
    place, words = number.end, list[str]()
    pronoun = OF_THEM.match(text, place, end)
    if pronoun:
        return Unit("count", None, None, pronoun.end())
    start = re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+|his\s+|these\s+)?|(?=\s)|-(?=[a-z])").match(text, place, end)
    place = start.end() if start else place
    at = place - 1 if start and start.end() > number.end and text[place - 1].isspace() else place
    while len(words) < WORDS_IN_UNIT and (found := COUNTED.match(text, at, end)):
        word = found["word"].rstrip(".")
        low = word.lower()
        if STOP_WORDS.match(low) and not (low == "and" and words) or low in NUMBERS or low.endswith("ly"):
            break
        words.append(word)
        at = found.start("word") + len(word)
        if _plural(low) and not _plural_follows(text, at, end):
            phrase = " ".join(words)
            if low in TABLE["money"]["words"]:
                return Unit("money", low, None, at)
            return Unit("count", phrase.split(" and ")[-1] if len(words) == 1 else words[-1], phrase, at)
    bare = number.qualifier is not None or number.number.value is None or (number.number.value or 0) >= 1000
    return Unit("count", None, None, number.end) if bare else None


def _plural(low: str) -> bool:
    return (
        low in PLURALS
        or low.endswith("s")
        and low not in NOT_PLURAL
        and not low.endswith(("ss", "’s", "'s"))
        and len(low) > 2
    )


def _plural_follows(text: str, at: int, end: int) -> bool:
    """Whether the next word is the plural that this one only describes: "police officers"."""
    found = COUNTED.match(text, at, end)
    low = found["word"].lower() if found else ""
    return (
        bool(low)
        and text[at : at + 1] == " "
        and low.endswith("s")
        and _plural(low)
        and not low.endswith(("es", "ts", "ds", "ks"))
    )


def _of_phrase(text: str, place: int, end: int) -> str | None:
    """What a share is a share of."""
    found = SHARED.match(text, place, end)
    return " ".join(found[1].split()) if found else None
