"""Figures: the numbers of a page with bounds, unit, what they count, and which way they went.

RECORD.md's reading of bounds: "over 50" is value 50, min 51; "up to N" is max N without a value; number words without a
number have a bound alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from ..knowledge import Knowledge
from ..schema import Annotations, FigureFound, MentionFound, Reading, Span, TimeFound
from .figure_changes import changed, direction_of
from .figure_hours import find_hours
from .figure_owners import owner_of
from .figure_ratios import find_ratios
from .figure_units import Unit, unit_of
from .figure_words import QUALIFIERS, TABLE, Found, find_numbers, find_ranks
from .layers import beginning_in
from .tables import either

BASIS = re.compile(rf"\b(?:{either(TABLE['basis']['starts'])})\b[^,.;:“”\"\n]*", re.IGNORECASE)
OWNED = re.compile(r"(?:\b(?:the|a|an|this|that|its|his|her|their|our)|['’]s)\s+\Z", re.IGNORECASE)
OWNER = 8  # characters of what may stand there
FOLLOWING = re.compile(r"\s+(?P<word>[a-z][a-z-]+)")
BEHIND_YEARS = frozenset(word for words in TABLE["behind_years"].values() for word in words)  # that leave a year a time
Beside = tuple[Sequence[TimeFound], Sequence[MentionFound]]
REACH = 300  # what stands farther from a number in its sentence says nothing of it


@dataclass(frozen=True)
class Figures:
    """Gives `figures`; leaves numbers to `times` that are dates."""

    name: str = "figures"
    version: int = 3
    needs: frozenset[str] = frozenset({"parse", "mentions", "times"})
    gives: frozenset[str] = frozenset({"figures"})

    def find(self, reading: Reading, so_far: Annotations, knowledge: Knowledge) -> Annotations:  # noqa: ARG002
        """`so_far` with a FigureFound for every number that counts, measures or ranks, in order."""
        text, found = reading.article.text, list[FigureFound]()
        for sentence in so_far.parse.sentences:
            ranks = _ranks(text, sentence, beginning_in(so_far.times, sentence))
            told = [*find_hours(text, sentence), *find_ratios(text, sentence)]
            numbers = (one for one in _numbers(text, sentence, so_far) if not any(_inside(one, two) for two in told))
            found += sorted([*numbers, *ranks, *told], key=lambda figure: figure.span)
        return msgspec.structs.replace(so_far, figures=tuple(found))


def _inside(one: FigureFound, two: FigureFound) -> bool:
    return one.span[0] < two.span[1] and two.span[0] < one.span[1]


def _numbers(text: str, sentence: Span, so_far: Annotations) -> Iterator[FigureFound]:
    place = sentence[0]
    for number in find_numbers(text, *sentence):
        near = max(sentence[0], number.start - REACH), min(sentence[1], number.end + REACH)
        beside = beginning_in(so_far.times, near), beginning_in(so_far.mentions, near)
        if number.start < place or _is_date(text, number, beside[0]) or _is_name(number, beside[1]):
            continue
        unit = unit_of(text, number, near)
        if unit is not None:
            place = unit.end
            yield _figure(text, near, number, unit, beside)


def _ranks(text: str, sentence: Span, times: Sequence[TimeFound]) -> Iterator[FigureFound]:
    for rank in find_ranks(text, *sentence):
        span = rank.start, rank.end
        if not any(
            t.span[0] < rank.end and rank.start < t.span[1] for t in beginning_in(times, (span[0] - 40, span[1]))
        ):
            yield FigureFound(span=span, kind="rank", value=rank.value, unit=rank.what, what=rank.what)


def _is_date(text: str, number: Found, times: Sequence[TimeFound]) -> bool:
    """Whether a number belongs to a date; "the last three decades" is a stretch of time and a duration as well."""
    inside = [t for t in times if t.span[0] < number.end and number.start < t.span[1]]
    return any(
        not text[slice(*t.span)].lower().removeprefix("the ").startswith(("last ", "past ", "next ")) for t in inside
    )


def _is_name(number: Found, mentions: Sequence[MentionFound]) -> bool:
    return any(m.form in ("name", "short", "abbrev") and m.span[0] < number.start < m.span[1] for m in mentions)


def _figure(text: str, near: Span, number: Found, unit: Unit, beside: Beside) -> FigureFound:
    times, mentions = beside
    value, least, most = bounds(number, 100.0 if unit.unit == "percent" and not number.percent else 1.0)
    direction = direction_of(text, number, unit, near) if unit.unit == "percent" else None
    basis = BASIS.search(text, *near)
    return FigureFound(
        span=(number.start, unit.end),
        kind="percent_change" if direction and unit.kind == "share" and not _share(text, unit) else unit.kind,
        value=value,
        min=least,
        max=most,
        unit=unit.unit,
        what=changed(text, number, unit, near) if direction else unit.what,
        of=owner_of(text, (number.start, unit.end), mentions),
        place=_place(text, unit, mentions),
        as_of=as_of(text, number.start, times),
        direction=direction,
        qualifier=number.qualifier,
        basis=" ".join(basis.group().split()) if basis else None,
    )


def as_of(text: str, place: int, times: Sequence[TimeFound]) -> str | None:
    """For when a figure holds: the nearest words of time that tell a time, and not one thing from others as in "before
    the 2021 ceasefire"."""
    told = [time for time in times if not _names_a_thing(text, time)]
    return next((time.edtf for time in sorted(told, key=lambda time: abs(time.span[0] - place))), None)


def _names_a_thing(text: str, time: TimeFound) -> bool:
    """Whether a year between an article or an owner and a noun names that thing; "the 2021 season" is a time."""
    before, behind = OWNED.search(text, max(0, time.span[0] - OWNER), time.span[0]), FOLLOWING.match(text, time.span[1])
    words = text[slice(*time.span)].lower()
    named = words[-4:].isdigit() and (before is not None or words.startswith("the "))
    return named and behind is not None and behind["word"] not in BEHIND_YEARS


def bounds(number: Found, times: float = 1.0) -> tuple[float | None, float | None, float | None]:
    """Value, least and most of a number, as its qualifier reads; `times` turns a fraction into percent."""
    value, least = number.number
    if number.second is not None:
        top = number.second.value or 0.0
        low = value if value is not None else least or 0.0
        return None, _rounded(low * _shared_scale(low, top) * times, times), _rounded(top * times, times)
    if value is None:
        return None, least, None
    value = _rounded(value * times, times)
    step = 1.0 if value == int(value) and times == 1.0 and not number.percent and value > 1 else 0.0
    kind = QUALIFIERS.get(number.qualifier or "", "about")
    return {
        "above": (value, value + step, None),
        "least": (value, value, None),
        "most": (None, None, value),
        "below": (value, None, value - step),
    }.get(kind, (value, None, None))


def _rounded(value: float, times: float) -> float:
    """A number without noise; a fraction in percent to one place ("a third": 33.3)."""
    return round(value, 1 if times > 1 else 4)


def _shared_scale(low: float, top: float) -> float:
    """In "2 to 3 million" the scale belongs to both numbers."""
    return next(
        (
            scale
            for scale in (1e12, 1e9, 1e6, 1e3)
            if top >= scale and low < 1000 and top / scale < 1000 and low < top / scale
        ),
        1.0,
    )


# ---- whose it is, where
def _share(text: str, unit: Unit) -> bool:
    return text[unit.end : unit.end + 4].lower() == " of "


def _place(text: str, unit: Unit, mentions: Sequence[MentionFound]) -> str | None:
    """A state or place behind "in" or "at" after the number."""
    for mention in mentions:
        if (
            mention.span[0] >= unit.end
            and mention.type in ("place", "state")
            and mention.form in ("name", "short", "metonym")
        ):
            lead = text[max(unit.end, mention.span[0] - 10) : mention.span[0]].lower().split()
            if lead and (lead[-1] in ("in", "at", "across", "inside") or lead[-2:-1] and lead[-2] in ("in", "across")):
                return mention.name or text[slice(*mention.span)]
    return None
