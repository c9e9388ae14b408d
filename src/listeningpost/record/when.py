"""When the page and its statements speak."""

import bisect
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..edtf import bounds
from ..schema import Annotations, AttributionFound, DateGiven, Published, Span, TimeFound
from .tables import SPEAKERS
from .years import dated

DAY = re.compile(r"\d{4}-\d\d-\d\d")
NAMED_IN = 80  # characters behind "by" in which a name stands
NEWS = 7  # days
MOST = 12  # times of one sentence that are looked at


class Calendar(NamedTuple):
    """The page's date, whether knowledge narrowed its year, and the dated time words."""

    published: Published
    narrowed: bool
    times: Sequence[TimeFound]


class Occasion(NamedTuple):
    """A sentence that says when remarks told elsewhere were made: "Ann Oster made these remarks on Tuesday"; `by` is
    the stretch that names who made them."""

    sentence: Span
    day: DateGiven
    by: Span


def page_days(published: Published) -> str | None:
    """The page's date for looking up dated offices: the date, else the interval it must lie in, else None."""
    if published.edtf:
        return published.edtf
    if published.not_before or published.not_after:
        return f"{published.not_before or '..'}/{published.not_after or '..'}"
    return None


def given_by_words(attribution: AttributionFound, calendar: Calendar, contents: Sequence[Span]
                   ) -> tuple[bool, DateGiven | None]:
    """Whether the telling has time words of its own, and the date they give, None where the page dates them not;
    `contents` is all that anybody says on the page."""
    if attribution.time_span is None:
        return False, None
    if _told_by_others(attribution.time_span, attribution.cue_span, contents):
        return False, None
    chosen = next((time for time in calendar.times if _touch(time.span, attribution.time_span)), None)
    day = _given(chosen, calendar) if chosen else None
    return (False, None) if day and _to_come(day, calendar.published) else (True, day)


def _to_come(day: DateGiven, published: Published) -> bool:
    """Whether a day lies wholly after the page: what is told there was not said then ("ahead of the March vote")."""
    if published.edtf is None or day.edtf.startswith(("[", "X")):
        return False
    return bounds(day.edtf)[0] > bounds(published.edtf)[1]


def _told_by_others(time: Span, cue: Span | None, contents: Sequence[Span]) -> bool:
    """Whether the time words stand in what somebody says and the cue does not: they date what is said of."""
    return any(_touch(time, content) and not (cue and _touch(cue, content)) for content in contents)


def occasions(text: str, found: Annotations, calendar: Calendar) -> Iterator[Occasion]:
    """The sentences that date remarks told in others: "made these remarks on Tuesday", "the move announced on Monday by
    Ann Oster"."""
    words = {name: "|".join(SPEAKERS[name]) for name in ("making", "these", "remarks")}
    telling = re.compile(r"\b(?:{making})\s+(?:{these})\s+(?:\w+\s+)?(?:{remarks})\b".format(**words))
    announced = re.compile(rf"\b(?:{'|'.join(SPEAKERS['announced'])})\s+(?:\w+\s+){{0,3}}by\s", re.IGNORECASE)
    for sentence in found.parse.sentences:
        first = bisect.bisect_left(calendar.times, sentence[0], key=lambda time: time.span[0])
        inside = calendar.times[first : bisect.bisect_left(calendar.times, sentence[1], key=lambda time: time.span[0])]
        made = telling.search(text, *sentence) if inside else None
        by = next((hit for hit in announced.finditer(text, *sentence) for time in inside[:MOST]
                   if hit.start() < time.span[0] < hit.end()), None) if inside and not made else None
        day = _given(_within(inside, by.span()) if by else inside[0], calendar) if made or by else None
        if day:
            yield Occasion(sentence, day, (by.end(), min(by.end() + NAMED_IN, sentence[1])) if by else sentence)


def _within(times: Sequence[TimeFound], span: Span) -> TimeFound:
    return next(time for time in times if span[0] < time.span[0] < span[1])


def day_of_act(sentence: Span, calendar: Calendar) -> DateGiven | None:
    """The one day that the words of a sentence give, if it is no later than the page."""
    first = bisect.bisect_left(calendar.times, sentence[0], key=lambda time: time.span[0])
    inside = [time for time in calendar.times[first : first + 2] if time.span[0] < sentence[1]]
    day = _given(inside[0], calendar) if len(inside) == 1 else None
    return day if day and DAY.fullmatch(day.edtf) and not _to_come(day, calendar.published) else None


def _given(time: TimeFound, calendar: Calendar) -> DateGiven | None:
    return dated(time.edtf, time.span, calendar.published, calendar.narrowed) if time.edtf else None


def is_of_the_news(day: DateGiven, published: Published) -> bool:
    """Whether a day is one of the NEWS days up to the page's: what somebody said then, the page is likely about."""
    if not DAY.fullmatch(day.edtf) or not DAY.fullmatch(published.edtf or ""):
        return False
    return 0 <= (date.fromisoformat(published.edtf or "") - date.fromisoformat(day.edtf)).days <= NEWS


def bound(published: Published) -> DateGiven | None:
    """What holds without time words: said before the page was published; None where the page has no date."""
    if published.edtf is None:
        return None
    return DateGiven(edtf=f"../{bounds(published.edtf)[1]}", basis="page")


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
