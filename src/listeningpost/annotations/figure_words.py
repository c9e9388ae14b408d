"""What a figure looks like: numbers with what stands round them, found by patterns over a sentence."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .numbers import BOUND, CARDINAL, FRACTION, FRACTIONS, ORDINAL, ORDINALS, SCALES, Number, read_number
from .tables import either, table

TABLE = table("figures")
QUALIFIERS: dict[str, str] = {
    " ".join(words.split()): kind for kind, rows in TABLE["qualifiers"].items() for words in rows
}
COUNTERS = frozenset(TABLE["nouns"]["counters"])
PAIRS = either(TABLE["nouns"]["pairs"])
PLAIN_SCALES = [word for word in SCALES if len(word) > 2 and word != "lakh"]
QUALIFIER = rf"(?P<qualifier>{either(QUALIFIERS)})"
_signs = sorted([*TABLE["money"]["symbols"], *TABLE["money"]["codes"]], key=len, reverse=True)
SYMBOL = rf"(?P<symbol>{'|'.join(re.escape(sign) for sign in _signs)})"
VAGUE = rf"(?:{either(TABLE['vague']['words'])})\s+(?:{either(PLAIN_SCALES)})s?"
PERCENT = rf"(?:\s?%|[\s-](?:{either([w for w in TABLE['percent']['words'] if w != '%'])})\b)"
# "two thirds": the whole fraction goes before the number it begins with
THIRDS = rf"(?:one|two|three|four)[\s-](?:{either([word for word in FRACTIONS if word != 'half'])})\b"
ONE = rf"(?:{BOUND}|{VAGUE}|{THIRDS}|{CARDINAL}|{FRACTION})"
JOIN = r"(?:\s?[-–—]\s?|\s+to\s+|\s+and\s+|\s+or\s+)"
FIGURE = re.compile(
    rf"(?<![\w/:.,-])(?<!\w[’'])(?:{QUALIFIER}\s+)?(?P<between>(?:between|from)\s+)?(?:{SYMBOL}\s?)?(?P<number>{ONE})"
    rf"(?:(?P<first_percent>{PERCENT})?(?P<join>{JOIN})(?:{SYMBOL.replace('symbol', 'symbol2')})?(?P<second>{ONE}))?"
    rf"(?P<percent>{PERCENT})?(?P<attached>{either([m for m in TABLE['measures'] if len(m) < 4])})?(?![\w/]|[.,:]\d|%)",
    re.IGNORECASE,
)
RANK = re.compile(
    rf"\b(?P<lead>the|its|his|her|their|our|a|an|is|was|became)\s+(?:very\s+)?(?P<ordinal>{ORDINAL})"
    r"(?:[-\s](?P<most>\w+est|most\s+\w+))?\s+(?P<noun>[a-z][\w-]+)",
)
# "First" ranks where it says among what or in doing what: "the first woman to lead", "the first step taken under"
AMONG = re.compile(
    r"\s+(?:to\s+(?!the\b|a\b|an\b|[A-Z])\w|of\s+(?:the|its|their|his|her|\w+\s+\w+s)\b|ever\b"
    r"|in\s+(?:history|the\s+world)|by\b|under\b|\w+(?:ed|en)\b)"
)
# What makes a count of "one": a noun that is counted, and what was done to it before or behind
AROUND_ONE = 30
_done = either([word for kind in ("people", "things", "weak") for word in TABLE["understood"][kind]])
ONE_NOUN = re.compile(rf"\s+(?:[^\W\d_][\w-]*\s+){{0,2}}?(?P<noun>{either(TABLE['nouns']['singulars'])})\b")
DONE_BEFORE = re.compile(rf"\b(?:{_done})\s+(?:\w+\s+)?\Z", re.IGNORECASE)
DONE_AFTER = re.compile(rf"\s+(?:[\w’'-]+\s+){{0,3}}(?:{_done})\b", re.IGNORECASE)
# "one" without a noun: "killing one and hurting two", "left one dead"
_harmed = either(TABLE["understood"]["people"])
HARMED_BEFORE = re.compile(rf"\b(?:{_harmed})\s+\Z", re.IGNORECASE)
HARMED_AFTER = re.compile(rf"\s+(?:{either(TABLE['understood']['harmed'])})\b", re.IGNORECASE)
ALONE = re.compile(r"\s*(?:[,.;:!\n]|\s(?:and|in|near|as|after|when|while|at|on)\b|\Z)", re.IGNORECASE)
TIME_OF_DAY = re.compile(r"\s?(?:[ap]\.?\s?m\b|o[’']clock|GMT|UTC)|:\s\d\d\b", re.IGNORECASE)


class Found(NamedTuple):
    """A number in its sentence: where it stands and what the words round it say. `second` closes a range."""

    start: int
    end: int
    number: Number
    second: Number | None
    qualifier: str | None
    symbol: str | None
    percent: bool
    digits: bool
    attached: str | None = None


def find_numbers(text: str, start: int, end: int) -> Iterator[Found]:
    """The numbers of a stretch in order, those left out that are plainly no figures: hours, names, part of a code."""
    at = start
    while match := FIGURE.search(text, at, end):
        number = read_number(_without_vague(match["number"]))
        found = _in_metres(text, _found(match, number)) if number is not None and _meant(text, match, start) else None
        twice = re.fullmatch(BOUND, match["second"] or "", re.IGNORECASE)  # "millions and millions"
        at = max(found.end, at + 1) if found and not twice else match.end()
        if found:
            yield found


def _without_vague(words: str) -> str:
    low = " ".join(words.lower().split())
    for vague in TABLE["vague"]["words"]:
        if low.startswith(vague + " "):
            scale = low[len(vague) + 1 :].rstrip("s")
            return {"dozen": "dozens", "hundred": "hundreds", "thousand": "thousands"}.get(scale, scale + "s")
    return words


def _in_metres(text: str, found: Found) -> Found:
    """ "30m" is metres and not millions where no money and no plural that could be counted says otherwise."""
    short = text[found.end - 1 : found.end] == "m" and text[found.end - 2 : found.end - 1].isdigit()
    if (
        not short
        or found.symbol
        or found.second
        or re.match(r"\s+[a-z]+s\b|\s+people", text[found.end : found.end + 20])
    ):
        return found
    return found._replace(number=Number((found.number.value or 0.0) / 1e6), attached="m")


def _found(match: re.Match[str], number: Number) -> Found:
    second = read_number(match["second"]) if match["second"] else None
    join = (match["join"] or "").strip().lower()
    ranged = second is not None and (join != "and" or match["between"] is not None)
    ranged = (
        ranged and (join != "or" or _rises(match, 3.0)) and (not match["first_percent"] or match["percent"] is not None)
    )
    ranged = ranged and not _is_fall(number, second, match)
    stop = match.end() if ranged or not match["second"] else match.end("number")
    if not ranged and match["first_percent"]:
        stop = match.end("first_percent")
    percent = bool(match["first_percent"] or match["percent"] and (ranged or not match["second"]))
    qualifier = " ".join(match["qualifier"].lower().split()) if match["qualifier"] else None
    symbol = (match["symbol"] or match["symbol2"] or "").lower() or None
    attached = match["attached"] if stop == match.end() else None
    digits = match["number"][0].isdigit()
    return Found(match.start(), stop, number, second if ranged else None, qualifier, symbol, percent, digits, attached)


def _is_counter(before: list[str]) -> bool:
    """Whether words before a number make it the counter of a slide show: "Photo 3 of"."""
    return len(before) > 2 and before[-1] == "of" and before[-2].isdigit() and before[-3].lower() in COUNTERS


def _is_fall(number: Number, second: Number | None, match: re.Match[str]) -> bool:
    """Whether a fraction stands before a number it does not belong to: "fell by half to 12,000"."""
    low, top = number.value, second.value if second else None
    return not match["percent"] and low is not None and top is not None and 0 < low < 1 <= top and low != int(low)


def _meant(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a number counts or measures: no hour, no code, no "one" as a pronoun, no number of a name."""
    word = match["number"].lower()
    if TIME_OF_DAY.match(text, match.end("number")) or word == "zero" and not match["percent"]:
        return False
    if word == "one" and not match["percent"] and not _one_counts(text, match, start):
        return False
    before = text[max(start, match.start() - 30) : match.start()].split()
    last = before[-1].strip('(“"').lower() if before else ""
    bare = not (match["percent"] or match["symbol"] or match["qualifier"])
    if bare and (last in TABLE["nouns"]["named"] or _is_counter(before)):
        return False
    if word == "two" and bare and re.match(rf"\s+(?:{PAIRS})\b(?!\s+of)", text[match.end() : match.end() + 20]):
        return False
    if (
        bare
        and word in ("two", "three", "four")
        and last in ("the", "these", "those", "both", "his", "her", "its", "their")
    ):
        return False
    if re.fullmatch(r"\d{4}\s?[-–—]\s?\d{2}|(\d+)\s?[-–—]\s?(\d+)", match.group().strip()) and not _rises(match):
        return False
    following = text[match.end() : match.end() + 12]
    capital = bool(before) and before[-1][:1].isupper() and before[-1][-1].isalnum()
    named = capital and len(before) > 1 and word[0].isdigit() and bare
    return not (
        named and not re.match(r"\s+[a-z]+s\b|\s+[a-z]+\s+[a-z]+s\b|\s+(?:people|men|women)|-[a-z]", following + "    ")
    )


def _one_counts(text: str, match: re.Match[str], start: int) -> bool:
    """Whether "one" counts: a person or thing behind "at least" or "only", or one to which something is done ("one
    person was killed", "killing at least one"); not "one of them", "one day", "one official said"."""
    if match["second"]:
        return False
    before = text[max(start, match.start() - AROUND_ONE) : match.start()]
    place = match.end("number")
    noun = ONE_NOUN.match(text, place, place + 60)
    if not noun:
        done = HARMED_BEFORE.search(before) and ALONE.match(text, place)
        return bool(done or HARMED_AFTER.match(text, place))
    after = text[noun.end() : noun.end() + AROUND_ONE]
    return match["qualifier"] is not None or bool(DONE_BEFORE.search(before) or DONE_AFTER.match(after))


def _rises(match: re.Match[str], times: float = 1e15) -> bool:
    """Whether two numbers with a dash or "or" are a range and no score or date; the upper at most so many `times` the
    lower."""
    first, second = read_number(match["number"]), read_number(match["second"] or "")
    low, top = (n.value if n else None for n in (first, second))
    return low is not None and top is not None and low < top <= low * times


class Rank(NamedTuple):
    start: int
    end: int
    value: float
    what: str


def find_ranks(text: str, start: int, end: int) -> Iterator[Rank]:
    """Ordinals that rank something: "the third vessel", "the second-largest city"."""
    for match in RANK.finditer(text, start, end):
        ordinal = match["ordinal"].lower()
        value = float(re.sub(r"\D", "", ordinal)) if ordinal[0].isdigit() else ORDINALS[ordinal]
        noun = match["noun"].lower()
        copula = match["lead"] in ("is", "was", "became", "a", "an")
        if (
            noun in TABLE["nouns"]["not_ranked"]
            or noun == "time"
            and value < 2
            or len(noun) < 3
            or noun.endswith(("ed", "ly"))
            or copula
            and not (match["most"] or noun == "time")
            or value == 1
            and not (match["most"] or AMONG.match(text, match.end(), end))
        ):
            continue
        yield Rank(
            match.start("ordinal"), match.end("noun"), value, text[match.end("ordinal") : match.end("noun")].strip(" -")
        )
