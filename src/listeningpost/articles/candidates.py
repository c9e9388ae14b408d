"""Every date that may be the publication date of a page, with where it stands, how likely it is, and why.

Scores are probabilities by rule of thumb, tuned on pages whose date is known (benchmarks/dumps.py): a date beside the
title is worth most, one in a list of other stories nothing.
"""

import bisect
import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from ..schema import DateCandidate, Record, Span
from .calendar import Written, day_of, find_dates
from .clues import LINKED, TRACED, DateClues, LineRole, MetaClue
from .scores import CREDIT
from .tables import Words, load

WORDS = load("calendar")["words"]
PUBLISHED, UPDATED, OTHER = (Words({kind: WORDS[kind]}) for kind in ("published", "updated", "other"))
FIELDS: dict[str, dict[str, float]] = load("date_fields")
HANDLE = re.compile(r"\(@\w+\)")
URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_.-]?)(0[1-9]|1[0-2]|[1-9])\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)")
URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])/")
URL_MOMENT = re.compile(r"(?<!\d)(20[0-4]\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")
OFFSET = re.compile(r":\d\d(?:\.\d+)?\s?([+-])(\d\d):?(\d\d)$")
UNIVERSAL = re.compile(r"[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s?(Z|\+00:?00|UTC|GMT)?$")
# Clocks run from 12 hours behind universal time to 14 before it.
EASTMOST, WESTMOST = 14, 12
SHOWN_LEAST = 0.5
# How many of a body's latest days are kept as candidates, and how likely such a weak one is.
TOLD, UNLIKELY = 4, 0.13
MOST_TRACED = 10
# A preposition alone says little so late on a line ("... was told on the radio on 3 May").
LATE = re.compile(r"\W*(?:\w+\W+){4,}(?:vom|am|le|on)\W*$", re.IGNORECASE)
# So many words before a date on a line that ends as a sentence are a sentence's.
SENTENCE_ENDS = (".", "!", "?", "…", "。")
LATE_DAY, MIDWAY = re.compile(r"\W*(?:\w{2,}\W+){5,}$"), 0.06
CROWD = 3
OPEN_ORDER = 0.34
LONG_LINE, CAPTION = 120, 60
# How likely a date in a caption, or on another line behind so many paragraphs of the article and before its last, is
# the page's.
INSET, AMID = 0.2, 3


class Printed(Record, frozen=True):
    """A date printed outside the body. `steps` counts lines from the title on, or from the body's start where there is
    no title (negative: above). `inset`: in a caption or a quoted post; `last_above`: on the last line before the body;
    `amid`: between its paragraphs; `crowd` counts the lines with a date near it."""

    written: Written
    line: Span
    role: LineRole
    steps: int
    below_body: bool
    inset: str
    last_above: bool
    amid: bool
    crowd: int


def printed_dates(clues: DateClues) -> list[Printed]:
    """The dates on the page's lines outside the body, in order."""
    start = clues.title[0] if clues.title else clues.body[0][0] if clues.body else 0
    body_end = clues.body[-1][1] if clues.body else len(clues.text)
    first = sum(1 for span, _ in clues.lines if span[0] < start)
    above_body = sum(1 for span, _ in clues.lines if clues.body and span[0] < clues.body[0][0])
    found = [(n, date) for n, (span, _) in enumerate(clues.lines) for date in _dates_in(clues, span)]
    dated = {n for n, _ in found}
    amid = (clues.body[AMID][0], clues.body[-1][0]) if len(clues.body) > AMID else (0, 0)
    near = Counter(step for n in dated for step in range(n - 10, n + 11))
    insets = {n: inset_of(clues.text[slice(*clues.lines[n][0])]) for n in dated}
    return [
        Printed(written=date, line=clues.lines[n][0], role=clues.lines[n][1], steps=n - first,
                below_body=clues.lines[n][0][0] >= body_end,
                inset=insets[n],
                last_above=n + 1 == above_body, amid=amid[0] <= clues.lines[n][0][0] < amid[1], crowd=near[n])
        for n, date in found]


def _dates_in(clues: DateClues, line: Span) -> tuple[Written, ...]:
    """The dates of a line, and those that stand alone in an element of it marked as a date: themes set no blank between
    two elements that their styles keep apart."""
    whole = find_dates(clues.text, *line)
    first = bisect.bisect_left(clues.pieces, line)
    last = bisect.bisect_left(clues.pieces, (line[1], line[1]))
    apart = [_shifted(date, piece[0]) for piece in clues.pieces[first:last] if piece != line
             for date in find_dates(clues.text[slice(*piece)])]
    more = [date for date in apart if not any(_touch(date, one) and _length(one) >= _length(date) for one in whole)]
    return tuple(sorted([*more, *(one for one in whole if not any(_touch(one, date) for date in more))],
                        key=lambda date: date.span)) if more else whole


def _touch(one: Written, other: Written) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _length(date: Written) -> int:
    return date.span[1] - date.span[0]


def _shifted(date: Written, by: int) -> Written:
    return msgspec.structs.replace(date, span=(date.span[0] + by, date.span[1] + by))


def inset_of(line: str) -> str:
    """What a line belongs to that is not the article's own: a picture's caption or somebody's post; else empty."""
    if HANDLE.search(line):
        return "a quoted post"
    captioned = len(line) > CAPTION and (CREDIT.count(line) > 0 or CREDIT.starts(line))
    return "a picture's caption" if captioned else ""


def judge_printed(printed: Printed, clues: DateClues) -> tuple[float, str]:
    """How likely a printed date is the day of publication, and why."""
    place = max(printed.line[0], printed.written.span[0] - 40)
    score, why = _by_place(printed, "the title" if clues.title else "the text's beginning")
    change, said = _by_word(clues.text[place : printed.written.span[0]])
    told = printed.amid or LATE.match(clues.text, printed.line[0], printed.written.span[0])
    if change > 0 and told:
        change, said = 0.0, ""
    late = MIDWAY * (not change and _in_sentence(printed, clues))
    long = printed.line[1] - printed.line[0] > LONG_LINE
    time = 0.05 * (printed.written.time and not printed.below_body)  # moments below an article may be those of comments
    score += change + time + 0.03 * (printed.written.weekday is not None) - 0.2 * long - late
    return max(0.0, min(0.97, score)), why + said


def _in_sentence(printed: Printed, clues: DateClues) -> bool:
    """Does a date stand in the midst of a sentence, as the day of something told, rather than on a line of its own?"""
    start, end = printed.line
    if clues.text[end - 1 : end] not in SENTENCE_ENDS:
        return False
    return LATE_DAY.match(clues.text, start, printed.written.span[0]) is not None


def _by_word(before: str) -> tuple[float, str]:
    if UPDATED.count(before):
        return -0.12, ", said to be the day of a change"
    if OTHER.count(before):
        return -0.4, ", said to be another day"
    return (0.12, ", said to be the day of publication") if PUBLISHED.count(before) else (0.0, "")


def _by_place(printed: Printed, beginning: str) -> tuple[float, str]:
    if printed.role == "copyright" and printed.written.day is None:
        return 0.05, "in a copyright line"
    if printed.inset:
        return INSET, f"in {printed.inset}"
    if printed.amid:
        return INSET, "between the article's paragraphs"
    crowded = printed.crowd >= CROWD
    if printed.below_body:
        return 0.45 - 0.15 * crowded, "below the article"
    if printed.steps < 0:
        return 0.62 - min(0.3, 0.02 * -printed.steps) - 0.25 * crowded, f"above {beginning}"
    return 0.85 - min(0.3, 0.02 * printed.steps) - 0.05 * crowded + 0.1 * printed.last_above, f"beside {beginning}"


def from_printed(printed: Printed, clues: DateClues, day_first: bool | None) -> Iterator[DateCandidate]:
    """The candidates of one printed date: two, less likely, where day and month may be swapped."""
    score, why = judge_printed(printed, clues)
    basis = _basis(printed, clues)
    written = printed.written
    days = settled(written, day_first)
    for day in days:
        open_order = " (day and month may be swapped)" if len(days) > 1 else ""
        likely = min(OPEN_ORDER, score * 0.45) if len(days) > 1 else score
        yield DateCandidate(edtf=day.isoformat(), basis=basis, span=written.span, score=round(likely, 3),
                            why=why + open_order)
    if not days and written.year and written.day is None:
        yield DateCandidate(edtf=f"{written.year:04}-{written.month:02}", basis=basis, span=written.span,
                            score=round(score * 0.4, 3), why=why + ", a month without a day")


def _basis(printed: Printed, clues: DateClues) -> Literal["byline", "dateline", "text"]:
    if printed.line == clues.dateline:
        return "dateline"
    return "byline" if printed.role in ("date", "byline", "masthead") else "text"


def yearless(printed: Sequence[Printed], clues: DateClues, known: Sequence[DateCandidate]) -> Iterator[DateCandidate]:
    """Days printed by the title or in the dateline without a year, where another candidate gives that day with one."""
    best = {one.edtf: one for one in sorted(known, key=lambda one: one.score) if len(one.edtf) == 10}
    for date in printed:
        basis, written = _basis(date, clues), date.written
        if written.year or written.day is None or basis == "text" or date.below_body:
            continue
        for edtf, one in best.items():
            if edtf.endswith(f"-{written.month:02}-{written.day:02}"):
                yield DateCandidate(edtf=edtf, basis=basis, span=written.span, score=one.score,
                                    why=f"the day is printed in the page's {basis}, its year is that of {one.why}")


def local(candidate: DateCandidate, clue: MetaClue, shown: Mapping[str, float], ahead: int | None) -> DateCandidate:
    """A field's day, worth less than the day that the page prints where the two are one moment: the field gives
    universal time, the page that of its own place. `shown` are the printed days with their scores, `ahead` is by how
    many minutes the page's clocks are ahead of universal time, None where it does not say (a time without its zone
    may be of any)."""
    time = UNIVERSAL.search(clue.value)
    if len(candidate.edtf) < 10 or time is None:
        return candidate
    minute = int(time[1]) * 60 + int(time[2])
    other_days = _elsewhere(dt.date.fromisoformat(candidate.edtf), minute, ahead if time[3] else None)
    printed = max((shown.get(day.isoformat(), 0.0) for day in other_days), default=0.0)
    if printed < SHOWN_LEAST or shown.get(candidate.edtf, 0.0) >= SHOWN_LEAST:
        return candidate
    return msgspec.structs.replace(candidate, score=round(min(candidate.score, printed - 0.02), 3),
                                   why=f"{candidate.why}, in universal time")


def _elsewhere(day: dt.date, minute: int, ahead: int | None) -> list[dt.date]:
    """The other days that a moment of universal time falls on: by the page's own clocks, else anywhere."""
    if ahead is not None:
        shift = (minute + ahead) // 1440
        return [day + dt.timedelta(shift)] if shift else []
    later = [day + dt.timedelta(1)] * (minute >= (24 - EASTMOST) * 60)
    return later + [day - dt.timedelta(1)] * (minute < WESTMOST * 60)


def clock_of(clues: Iterable[MetaClue]) -> int | None:
    """By how many minutes most of the page's own moments are ahead of universal time; None where none says so."""
    stated = (OFFSET.search(clue.value) for clue in clues if clue.basis == "meta")
    ahead = Counter((-1 if found[1] == "-" else 1) * (int(found[2]) * 60 + int(found[3])) for found in stated if found)
    return next((minutes for minutes, _ in ahead.most_common() if minutes), None)


def settled(written: Written, day_first: bool | None) -> tuple[dt.date, ...]:
    """The days a written date may be, once the page's order of day and month is known (`days` has day first, then month
    first)."""
    if not written.swapped or day_first is None:
        return written.days
    return written.days[:1] if day_first else written.days[1:]


def order_of(dates: Sequence[Written], known: Collection[dt.date], language: str | None) -> bool | None:
    """Does the page write the day first? By a number over 12 on the page, by a day that it also gives in words or
    outside its text, else by its language; None for English, which does both."""
    for date in dates:
        if date.numeric and not date.swapped and (date.day or 0) > 12:
            return date.day_first
    for date in dates:
        both = [day in known for day in date.days]
        if date.swapped and sum(both) == 1:
            return both[0]
    return None if language in (None, "en") else True


def told_last(within: Sequence[Written], now: dt.date) -> Iterator[DateCandidate]:
    """The latest days that the body tells of: reports are mostly published on one of them."""
    days = {date.edtf: date for date in reversed(within) if date.day and date.edtf and date.edtf <= now.isoformat()}
    for edtf in sorted(days, reverse=True)[:TOLD]:
        yield DateCandidate(edtf=edtf, basis="text", span=days[edtf].span, score=UNLIKELY,
                            why="among the latest days that the text tells of")


def from_meta(clue: MetaClue, day_first: bool | None) -> Iterator[DateCandidate]:
    """The candidates of a value outside the visible text."""
    if clue.basis == "url" and clue.name != LINKED:
        yield from from_url(clue.value, clue)
        return
    found = next(iter(find_dates(clue.value)), None)
    for day in settled(found, day_first) if found else ():
        score = UNLIKELY if clue.name in (LINKED, TRACED) else _field_score(clue.name)
        yield DateCandidate(edtf=day.isoformat(), basis=clue.basis, capture_span=clue.capture_span, score=score,
                            why=f"the page's {clue.name}")


def traced(clues: DateClues, known: Collection[str], day_first: bool | None) -> Iterator[DateCandidate]:
    """The days that the page's source carries most often, of those that no other candidate gives."""
    found = (one for clue in clues.meta if clue.name == TRACED for one in from_meta(clue, day_first))
    return itertools.islice((one for one in found if one.edtf not in known), MOST_TRACED)


def _field_score(name: str) -> float:
    low = name.casefold()
    for kind in ("modified", "other", "published"):
        for words, score in FIELDS[kind].items():
            if words in low:
                return score
    return FIELDS["any"]["date"]


def from_url(url: str, clue: MetaClue | None = None) -> Iterator[DateCandidate]:
    """The date that an address carries: a day (/2022/04/29/, or in front of a time of day, as in a number), or a
    month. `clue` tells where on the page the address stands; without it, it came with the capture."""
    why, span = (f"the page's {clue.name}", clue.capture_span) if clue else ("the address of the page", None)
    match = URL_DAY.search(url) or URL_MOMENT.search(url)
    day = day_of(int(match[1]), int(match[3]), int(match[4])) if match else None
    if day:
        yield DateCandidate(edtf=day.isoformat(), basis="url", capture_span=span, score=0.7 if clue else 0.75, why=why)
    elif not clue and (month := URL_MONTH.search(url)):
        yield DateCandidate(edtf=f"{month[1]}-{month[2]}", basis="url", score=0.4, why=why)
