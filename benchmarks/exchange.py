"""One exchange of a page's names, numbers and days for others of the same kind, applied alike to text and gold."""

import datetime
import difflib
import random
import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from listeningpost.knowledge import Knowledge

from .alike import Item

NAMES = tomllib.loads((Path(__file__).parent / "swap_names.toml").read_text(encoding="utf-8"))
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ISO_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
NAMED_FORMS = {"name", "short", "abbrev", "alias", "metonym", "demonym"}
PARTICLES = {"al", "bin", "ibn", "von", "van", "de", "der", "la", "el", "the", "of"}


@dataclass
class Exchange:
    """`words` are surfaces with what stands in their place; `spots` are places of the text; `days` shifts dates."""

    words: dict[str, str] = field(default_factory=dict)
    spots: dict[tuple[int, int], str] = field(default_factory=dict)
    numbers: dict[str, tuple[float, float]] = field(default_factory=dict)
    days: int = 0
    near: tuple[str, str] = ("9999", "0000")

    def pattern(self) -> re.Pattern[str]:
        longest = sorted(self.words, key=len, reverse=True)
        return (
            re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w])")
            if longest
            else re.compile("(?!)")
        )

    def changes(self, word: str) -> bool:
        return self.pattern().search(word) is not None

    def word(self, text: str) -> str:
        """A string of gold with its names and its days exchanged."""
        text = self.pattern().sub(lambda m: self.words[m[0]], text)
        return ISO_DAYS.sub(lambda m: self.shifted(m[0]), text)

    def shifted(self, dates: str) -> str:
        """A day, or both ends of an interval, moved where one of them lies near the publication."""
        days = dates.split("/")
        if not any(self.near[0] <= day <= self.near[1] for day in days):
            return dates
        moved = (datetime.date.fromisoformat(day) + datetime.timedelta(days=self.days) for day in days)
        return "/".join(day.isoformat() for day in moved)

    def number(self, item: Item) -> Item:
        """A figure of gold with its number exchanged; anything else as it is."""
        was = self.numbers.get(str(item.get("id")))
        if was is None:
            return item
        swap = {was[0]: was[1], was[0] + 1: was[1] + 1}
        return {k: swap.get(v, v) if k in ("value", "min", "max") and v is not None else v for k, v in item.items()}


def exchange_for(gold: Item, text: str, knowledge: Knowledge, chance: random.Random) -> Exchange:
    """A seeded exchange for one page."""
    made = Exchange(words=kept_names(gold))
    named = [m for m in gold["mentions"] if m["form"] in NAMED_FORMS]
    swap_persons(made, gold, named, chance)
    swap_states(made, named, knowledge, chance)
    for kind, pool in (("armed_group", "groups"), ("place", "places")):
        swap_kind(made, [m for m in named if m["type"] == kind and m["form"] != "demonym"], NAMES[pool], chance)
    swap_numbers(made, gold, text, chance)
    swap_days(made, gold, text, chance)
    return made


def kept_names(gold: Item) -> dict[str, str]:
    """Outlets and agencies keep their names whole, also where a state's name stands inside them."""
    media = [m["text"] for m in gold["mentions"] if m["type"] == "media"]
    named = [*media, *(m["entity"] for m in gold["mentions"] if m["type"] == "media"), gold["page"].get("outlet")]
    return {name: name for name in named if name}


def swap_persons(made: Exchange, gold: Item, named: list[Item], chance: random.Random) -> None:
    """Each token of a person's name gets another, near spellings of one name the same."""
    people = {m["entity"] for m in named if m["type"] == "person"}
    women = {m["entity"] for m in gold["mentions"] if m["form"] == "pronoun" and m["text"].lower() in ("she", "her")}
    family, men, ladies = (chance.sample(NAMES[pool], len(NAMES[pool])) for pool in ("family", "men", "women"))
    for person in sorted(people):
        forms = [person, *(m["text"] for m in named if m["entity"] == person)]
        last = re.findall(r"[\w’'-]+", person)[-1:]
        for token in dict.fromkeys(t for form in forms for t in re.findall(r"[\w’'-]+", form) if t[0].isupper()):
            if token.lower() in PARTICLES or len(token) < 3 or token in made.words:
                continue
            pool = family if near(token, last[0]) else (ladies if person in women else men)
            twin = next((new for old, new in made.words.items() if near(old, token)), None)
            made.words[token] = twin or (pool.pop() if pool else token)


def near(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one.lower(), other.lower()).ratio() >= 0.8


def swap_states(made: Exchange, named: list[Item], knowledge: Knowledge, chance: random.Random) -> None:
    """Each state becomes another: its name, demonym and capital together."""
    whole = [a for a in knowledge.actors if a.type == "state" and a.demonyms and a.metonyms and " " not in a.name]
    here = {m["entity"] for m in named if m["type"] == "state"}
    pool = [actor for actor in sorted(whole, key=lambda a: a.key) if actor.name not in here]
    chance.shuffle(pool)
    for state in sorted(here):
        new = pool.pop()
        by_form = {"demonym": new.demonyms[0], "metonym": new.metonyms[0]}
        for form, text in sorted({(m["form"], m["text"]) for m in named if m["entity"] == state}):
            plural = form == "demonym" and text.endswith("s") and len(new.demonyms) > 1
            made.words[text] = new.demonyms[1] if plural else by_form.get(form, new.name)
        made.words.setdefault(state, new.name)


def swap_kind(made: Exchange, mentions: list[Item], names: list[str], chance: random.Random) -> None:
    pool = chance.sample(names, len(names))
    for entity in sorted({m["entity"] for m in mentions}):
        forms = {m["text"] for m in mentions if m["entity"] == entity} | {entity}
        if pool and not any(form in made.words or not form[0].isupper() for form in forms):
            new = pool.pop()
            made.words |= dict.fromkeys(forms, new)


def swap_numbers(made: Exchange, gold: Item, text: str, chance: random.Random) -> None:
    """A figure's digits become others of the same length; years of the page are left alone."""
    for item in gold["figures"]:
        start, end = item["span"]
        for found in re.finditer(r"\d[\d,]*", text[start:end]):
            was = int(found[0].replace(",", ""))
            if was == item["value"] and not 1900 <= was <= 2100:
                new = chance.choice(
                    [n for n in range(max(2, 10 ** (len(str(was)) - 1)), min(10 ** len(str(was)), 99_999)) if n != was]
                )
                shown = f"{new:,}" if "," in found[0] else str(new)
                made.spots[(start + found.start(), start + found.end())] = shown
                made.numbers[item["id"]] = (was, new)


def swap_days(made: Exchange, gold: Item, text: str, chance: random.Random) -> None:
    """Days near the publication move by whole weeks inside their month, so that weekdays stay true."""
    anchor = gold["page"]["published"]["iso"] or gold["page"].get("reference_date")
    if not anchor:
        return
    day = datetime.date.fromisoformat(anchor)
    month = MONTHS[day.month - 1]
    named = rf"(?:{month}|{month[:3]}\.?)"
    after, before = rf"\b{named} (?P<after>\d\d?)(?!\d)", rf"\b(?P<before>\d\d?)(?:st|nd|rd|th)? {named}\b"
    both_orders = rf"{after}|{before}|-{day.month:02}-(?P<iso>\d\d)\b"
    printed = [m.span(m.lastgroup or 0) for m in re.finditer(both_orders, text)]
    days = [int(text[start:end]) for start, end in printed] or [day.day]
    weeks = [w for w in range(-3, 4) if w and all(1 <= d + 7 * w <= 28 for d in [*days, day.day])]
    if not weeks:
        return
    made.days = 7 * chance.choice(weeks)
    reach = datetime.timedelta(days=9)
    made.near = ((day - reach).isoformat(), (day + reach).isoformat())
    for start, end in printed:
        made.spots[(start, end)] = f"{int(text[start:end]) + made.days:0{end - start if text[start] == '0' else 1}}"


def moved_text(text: str, exchange: Exchange) -> tuple[str, Callable[[int, bool], int]]:
    """The exchanged text, and a function that carries an old offset (True: the end of a span) to the new text."""
    edits = dict(exchange.spots)
    for found in exchange.pattern().finditer(text):
        if not any(found.start() < end and start < found.end() for start, end in exchange.spots):
            edits[found.span()] = exchange.words[found[0]]
    ordered = sorted(edits)
    pieces, place, shift, shifts = [], 0, 0, []
    for start, end in ordered:
        pieces += [text[place:start], edits[(start, end)]]
        shift += len(edits[(start, end)]) - (end - start)
        shifts.append(shift)
        place = end
    starts = [start for start, _ in ordered]

    def carry(offset: int, is_end: bool) -> int:
        at = bisect_right(starts, offset - 1 if is_end else offset) - 1
        if at < 0:
            return offset
        start, end = ordered[at]
        inside = start < offset < end
        if inside or offset == start:
            before = shifts[at - 1] if at else 0
            return (end + shifts[at]) if inside and is_end else start + before
        return offset + shifts[at]

    return "".join([*pieces, text[place:]]), carry
