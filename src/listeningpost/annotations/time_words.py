"""The grammar of time words: what an expression of time looks like in English. What it stands for is times.py's part.

Everything is matched without case; `Words.month` and `Words.weekday` then ask for a capital letter.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .days import Part
from .numbers import CARDINAL
from .tables import either, table

TABLE = table("times")
MONTHS = {form: at for at, forms in enumerate(TABLE["months"], 1) for form in forms}
WEEKDAYS = {form: at for at, forms in enumerate(TABLE["weekdays"]) for form in forms}
SEASONS: dict[str, int] = TABLE["seasons"]
DAYS: dict[str, int] = TABLE["days"]
PARTS: dict[str, Part] = TABLE["parts"]
AFTER = re.compile(
    r"\b(?:in|since|until|till|by|from|during|of|through|to|between|before|after|for|around|and|on|begins?)\s+\Z",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\s+(?:people|troops|soldiers|fighters|men|women|children|dollars|percent|per\s+cent|kilomet|miles|tonn?e?s|million|votes"
    r"|jobs|homes|cases)",
    re.IGNORECASE,
)

SHORT = 4  # "Sept." and shorter forms may carry a stop
M = rf"(?P<month>(?:{either([m for m in MONTHS if len(m) <= SHORT])})\.|{either(MONTHS)})"
W = rf"(?P<weekday>(?:{either([w for w in WEEKDAYS if len(w) <= SHORT])})\.|{either(WEEKDAYS)})"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
DD = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%]|[,.]\d)"
SEASON = rf"(?P<season>{either(SEASONS)})"
PART = rf"(?P<part>{either(PARTS)})[\s-]+"
UNIT = r"(?P<unit>day|week|fortnight|month|year|decade|century|centurie)s?"
COUNT = (
    r"(?:(?:about|around|nearly|almost|some|just|over|more\s+than)\s+)?"
    rf"(?P<count>{CARDINAL}|a\s+few|several|few|a\s+couple\s+of|an?)"
)
WHICH = r"(?P<which>last|this|next)"
DAYPART = r"(?:\s+(?:morning|afternoon|evening|night))?"

# kind -> patterns; of those that begin at one place the longest is taken, of equals the first
GRAMMAR: dict[str, tuple[str, ...]] = {
    "day": (
        rf"{YEAR}-(?P<month_number>[01]\d)-(?P<day>[0-3]\d)",
        rf"(?:{W},?\s+)?{M}\s+{DD}(?:,?\s+{YEAR})?",
        rf"(?:{W},?\s+)?(?:the\s+)?{DD}(?:\s+of)?\s+{M}(?:,?\s+{YEAR})?",
    ),
    "days": (rf"{M}\s+{DD}\s?[-–—]\s?(?P<to>[0-3]?\d)(?!\d)(?:,?\s+{YEAR})?",),
    "month": (
        rf"(?:{PART})?{M},?\s+(?:of\s+)?{YEAR}",
        rf"(?:{PART})?{M}(?:\s+of)?\s+{WHICH}\s+year",
        rf"(?:{PART}|(?:this\s+)?(?P<which>last|this|next|past|coming)\s+)?{M}(?!\s+\d{{1,2}}\b)",
    ),
    "years": (rf"{YEAR}\s?(?:-|–|—|to|and|until|through)\s?(?P<to>(?:1[5-9]|20)\d\d|\d\d(?![\d:-]))",),
    "decade": (r"(?:(?:the\s+)?(?:early|mid|late)[\s-]+)?(?P<decade>(?:1[5-9]|20)\d)0[’']?s",),
    "century": (r"(?P<century>\d{1,2})(?:st|nd|rd|th)[\s-]century",),
    "quarter": (
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth)\s+(?P<of>quarter|half)\s+of\s+(?:{YEAR}|{WHICH}\s+year)",
    ),
    "season": (rf"(?:{PART})?{SEASON}\s+(?:of\s+)?{YEAR}", rf"(?:(?:early|late)\s+)?{WHICH}\s+(?:past\s+)?{SEASON}"),
    "weekday": (
        rf"{W}{DAYPART}\s+(?P<of>last|this|next)\s+week",
        rf"(?:(?P<which>last|this|next|this\s+coming|this\s+past)\s+)?(?:(?:early|late)\s+)?{W}{DAYPART}",
    ),
    "period": (
        r"(?:(?P<edge>earlier|later|early|late|the\s+end\s+of|the\s+beginning\s+of|the\s+start\s+of|mid)[\s-]+)?"
        r"(?P<which>last|this|next|the\s+previous|the\s+following|the\s+coming)\s+"
        r"(?P<unit>week|month|year|decade|century)(?:end)?",
        r"(?P<edge>earlier|later|early|late|the\s+end\s+of|the\s+beginning\s+of|the\s+start\s+of)\s+(?P<which>in\s+the|the)"
        r"\s+(?P<unit>week|month|year|decade)",
    ),
    "part": (rf"{PART}{YEAR}",),
    "stretch": (rf"(?:the\s+)?(?P<way>last|past|next|coming)\s+{COUNT}\s+{UNIT}",),
    "ago": (rf"{COUNT}\s+{UNIT}\s+(?P<way>ago)",),
    "later": (rf"{COUNT}\s+{UNIT}\s+(?P<way>later|earlier|afterwards|before(?=[.,;])|after(?=[.,;]))",),
    "then": (r"at\s+(?:the|that)\s+time(?!\s+(?:of|when)\b)", r"back\s+then"),
    "deictic": (rf"(?P<deictic>{either(DAYS)})",),
    "year": (rf"{YEAR}(?![,.]\d|\s?%|[-–]\w|[’']?s\b)",),
}
# What a stretch must hold for an expression of a kind to stand in it; words are looked up far sooner than patterns
DIGIT = re.compile(r"\d")
WITH_DIGITS = frozenset(["day", "days", "years", "decade", "part", "year"])
HINTS: dict[str, frozenset[str]] = {
    "month": frozenset(month[:3] for month in MONTHS),
    "century": frozenset(["century"]),
    "quarter": frozenset(["quarter", "half"]),
    "season": frozenset(SEASONS),
    "weekday": frozenset(day[:3] for day in WEEKDAYS),
    "period": frozenset(["week", "month", "year", "decade", "century"]),
    "stretch": frozenset(["last", "past", "next", "coming"]),
    "ago": frozenset(["ago"]),
    "later": frozenset(["later", "earlier", "before", "after"]),
    "then": frozenset(["time", "then"]),
    "deictic": frozenset(max(phrase.split(), key=len) for phrase in DAYS),
}
PATTERNS = [
    (kind, re.compile(rf"(?<![\w$€£-]){pattern}(?!\w)", re.IGNORECASE))
    for kind, rows in GRAMMAR.items()
    for pattern in rows
]


class Words(NamedTuple):
    """One expression: its kind, its match, and the text before it in its sentence."""

    kind: str
    match: re.Match[str]
    before: str

    def part(self, name: str) -> str | None:
        """A named part of the expression in lower case with single blanks, None where it has none."""
        found = self.match.groupdict().get(name)
        return " ".join(found.lower().split()) if found else None

    @property
    def month(self) -> int | None:
        """The month's number, however it is written."""
        number = self.part("month_number")
        return int(number) if number else MONTHS.get((self.part("month") or "").rstrip("."))

    @property
    def weekday(self) -> int | None:
        """0 for Monday to 6 for Sunday."""
        return WEEKDAYS.get((self.part("weekday") or "").rstrip("."))


def find_time_words(text: str, start: int, end: int) -> Iterator[Words]:
    """The expressions of time between two places of `text`, in order, never overlapping."""
    possible = _possible(text[start:end].casefold())
    hits = [
        Words(kind, match, text[start : match.start()])
        for kind, pattern in PATTERNS
        if kind in possible
        for match in pattern.finditer(text, start, end)
    ]
    place = start
    for words in sorted(hits, key=lambda w: (w.match.start(), -w.match.end())):
        if words.match.start() >= place and _meant(words, text):
            place = words.match.end()
            yield words


def _possible(low: str) -> set[str]:
    """The kinds of expressions that may stand in a stretch, given in small letters."""
    found = {kind for kind, words in HINTS.items() if any(word in low for word in words)}
    return found | WITH_DIGITS if DIGIT.search(low) else found


def _meant(words: Words, text: str) -> bool:
    """Whether a word that also has other uses is a time here: "may", "march", "sun", "fall", a number like a year."""
    names = [words.match.group(name) for name in ("month", "weekday") if words.match.groupdict().get(name)]
    if any(not name[0].isupper() for name in names) or (words.kind == "period" and words.match.group().istitle()):
        return False  # "This Week" is a programme
    following = text[words.match.end() : words.match.end() + 24]
    if words.kind == "year":
        return not COUNTED.match(following) and not words.before.rstrip().endswith(("No.", "#"))
    alone = words.kind == "month" and not (words.part("part") or words.part("which") or words.part("year"))
    short = names and len(names[0].rstrip(".")) == 3 and words.match.group().rstrip(".") == names[0].rstrip(".")
    if alone:
        return bool(AFTER.search(words.before)) and not (short and names[0] != "May")
    return not (words.kind == "weekday" and short and names[0].rstrip(".") in ("Sun", "Sat", "Mon", "Wed"))
