"""What a number counts or measures, by the words behind it."""

import re
from typing import NamedTuple

from ..schema import FigureKind, Span
from .figure_words import ONE_NOUN, QUALIFIERS, TABLE, Found
from .numbers import BOUNDS, CARDINAL, SCALES, WORDS
from .tables import either, table

PLURALS, NOT_PLURAL = frozenset(TABLE["nouns"]["plurals"]), frozenset(TABLE["nouns"]["not_plural"])
DURATIONS: dict[str, str] = TABLE["durations"]
MEASURES: dict[str, str] = TABLE["measures"]
CURRENCY = re.compile(
    rf"\s+(?:(?P<of>(?-i:U\.S\.|[A-Z][A-Za-z]+))\s+)?(?P<unit>{either(TABLE['money']['words'])})\b", re.IGNORECASE
)
# pounds that are a weight: "140,000 pounds of cargo", "55 pounds (25 kg)"; not "two million pounds of public money"
WEIGHT = re.compile(
    rf"\s+pounds?\s+(?:of\s+(?!(?:[\w’'-]+\s+){{0,2}}(?:{either(TABLE['money']['goods'])})\b)[a-z]|\([^)]*\b(?:kg|kilo|ton))",
    re.IGNORECASE,
)
DEGREES = re.compile(r"\s?°(?:\s?[CF]\b)?")
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
REACH_BACK = 90  # how far before a number the noun may stand that says what it counts
LISTED = re.compile(
    r"\s+(?:[a-z][\w-]*,\s+){1,3}[a-z][\w-]*,?\s+(?:and|or)\s+(?:[a-z][\w-]*\s+){1,2}(?P<noun>[a-z][\w-]*s)\b"
)
SECOND = re.compile(rf"\s+(?:and|or)\s+(?:{either(QUALIFIERS)}\s+)?(?P<number>{CARDINAL})(?=\s)", re.IGNORECASE)
PLACE = re.compile(r"\s+(?:in|at|near|across|of)\s+(?:the\s+)?(?P<name>[A-Z][\w’'-]*)(?:\s+[A-Z][\w’'-]*){0,3}")
NO_PLACES = frozenset(name for names in (*table("times")["weekdays"], *table("times")["months"]) for name in names)
_verbs = rf"(?:{either([*table('words')['auxiliaries'], *TABLE['direction']['up'], *TABLE['understood']['leads']])})\b"
TOLL = re.compile(
    rf"(?P<phrase>\b(?P<noun>{either([*TABLE['understood']['tolls'], *TABLE['understood']['totals']])})"
    rf"(?:\s+(?:from|in|of|for|among)(?:\s+(?!{_verbs})[\w’'-]+){{1,5}})?)(?:\s+[\w’'-]+){{0,4}}?"
    rf"\s+(?:{either(TABLE['understood']['leads'])})\s+\Z",
    re.IGNORECASE,
)
MAGNITUDE = re.compile(  # of an earthquake: the number stands behind it
    rf"\bmagnitude(?:\s+of)?\s+\Z|\b(?:{either(TABLE['understood']['quakes'])})\b[^.;]*\b(?:measuring|measured)\s+\Z",
    re.IGNORECASE,
)
# "the death toll in the attack, in which a man drove into a crowd, rose to 85": the toll stands far before the number
FAR_TOLL = re.compile(
    rf"\b(?P<noun>{either(TABLE['understood']['tolls'])})\b[^.;“”\"]*\s(?:{either(TABLE['understood']['risen'])})\s+\Z",
    re.IGNORECASE,
)
LED = re.compile(r"(?<=[^\W\d_])\s+\Z")
PEOPLE: dict[str, str] = TABLE["understood"]["people"]
_done = either([*PEOPLE, *TABLE["understood"]["things"]])
DONE = re.compile(rf"\b(?P<done>{_done})\s+\Z", re.IGNORECASE)
DONE_BEHIND = re.compile(
    rf"(?:\s+(?:more|others))?\s+(?:(?:{either(TABLE['understood']['were'])})\s+){{0,4}}(?P<done>{_done})\b",
    re.IGNORECASE,
)


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
    if currency and not WEIGHT.match(text, number.end, end):
        nation = (currency["of"] or "").replace("U.S.", "US")
        return Unit("money", f"{nation} {currency['unit'].lower()}".strip(), None, currency.end())
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
    degrees = DEGREES.match(text, number.end, end)
    if degrees:
        return Unit("other", "degrees", None, degrees.end())
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
    if number.number.value == 1 and (one := ONE_NOUN.match(text, number.end, end)):
        return Unit("count", _plural_of(one["noun"].lower()), " ".join(one.group().split()), one.end())
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
        if STOP_WORDS.match(low) and not (low == "and" and words) or low in NUMBERS:
            break
        words.append(word)
        at = found.end() if "." in word else found.start("word") + len(word)  # "U.S." keeps its last stop
        if _plural(low) and not _plural_follows(text, at, end) and not _describes(text, low, at, end):
            phrase = " ".join(words)
            if low in TABLE["money"]["words"]:
                return Unit("money", low, None, at)
            return Unit("count", words[-1], phrase + _place_behind(text, at, end), at)
    return _listed(text, number, end) or _shared(text, number, end) or _bare(text, number, end)


def _place_behind(text: str, at: int, end: int) -> str:
    """The place behind a counted noun as its phrase goes on: " in the Dune Valley"."""
    found = PLACE.match(text, at, end)
    return "" if not found or found["name"].lower() in NO_PLACES else " " + " ".join(found.group().split())


def _listed(text: str, number: Found, end: int) -> Unit | None:
    """ "90 air, sea and ground-launched missiles": what kinds there are, then the plural."""
    found = LISTED.match(text, number.end, end)
    return Unit("count", found["noun"], " ".join(found.group().split()), found.end()) if found else None


def _shared(text: str, number: Found, end: int) -> Unit | None:
    """ "12 and 15 missiles": the noun behind the second number is that of both."""
    second = SECOND.match(text, number.end, end)
    if not second or number.digits and number.number.value and number.number.value > 1900 and not number.qualifier:
        return None
    behind = number._replace(start=second.start("number"), end=second.end(), qualifier=None)
    other = _measured(text, behind, end) or _counted(text, behind, end)
    return other._replace(end=number.end) if other and other.unit else None


def _bare(text: str, number: Found, end: int) -> Unit | None:
    """A number whose noun is understood: behind a toll, beside what was done to people, or plainly an amount."""
    before = text[max(0, number.start - REACH_BACK) : number.start]
    led = LED.search(before) is not None  # a cheap look first: pages hold tables of bare numbers
    if led and MAGNITUDE.search(before):
        return Unit("other", "magnitude", None, number.end)
    toll, done = (TOLL.search(before) or FAR_TOLL.search(before), DONE.search(before)) if led else (None, None)
    behind = DONE_BEHIND.match(text, number.end, end)
    word = done["done"].lower() if done else behind["done"].lower() if behind else ""
    if toll:
        people = toll["noun"].lower() in TABLE["understood"]["tolls"]
        phrase = toll.groupdict().get("phrase") or toll["noun"]
        return Unit("count", "people" if people else None, " ".join(phrase.split()), number.end)
    if word in PEOPLE:
        return Unit("count", "people", f"people {PEOPLE[word]}", number.end)
    amount = number.qualifier is not None or number.number.value is None or (number.number.value or 0) >= 1000
    return Unit("count", None, None, number.end) if amount or word else None


def _plural_of(noun: str) -> str:
    regular = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeo" else noun + "s"
    return str(TABLE["nouns"]["irregular"].get(noun, regular))


def _plural(low: str) -> bool:
    return (
        low in PLURALS
        or low.endswith("s")
        and "." not in low  # the U.S. is no plural
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


def _describes(text: str, low: str, at: int, end: int) -> bool:
    """Whether a word for those to whom something was done only describes those behind it: "wounded people"."""
    found = COUNTED.match(text, at, end) if low.endswith("ed") else None
    return found is not None and _plural(found["word"].lower().rstrip("."))


def _of_phrase(text: str, place: int, end: int) -> str | None:
    """What a share is a share of."""
    found = SHARED.match(text, place, end)
    return " ".join(found[1].split()) if found else None
