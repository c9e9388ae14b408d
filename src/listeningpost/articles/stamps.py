"""What the words round a date say of it, on pages printed as text: a stamp of publication, a reader's comment, a line
of the author's own. Where a page has elements, they say so and nothing is judged here."""

import datetime as dt
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec

from ..schema import DateCandidate
from .calendar import Written
from .candidates import Printed
from .clues import DateClues
from .tables import Words, load

TABLE = load("stamps")
STATED, COMMENT = Words({"stated": TABLE["stated"]}), Words({"comment": TABLE["comment"]})
UPDATED = Words({"updated": load("calendar")["words"]["updated"]})
# A page's only day: from and up to which score a candidate is raised, and by how much.
LIKELY, SURE, ONLY = 0.2, 0.4, 0.1
# How far before a date the words that state it may stand, and a comment's words round it.
BEFORE, AROUND = 90, 60
# Tuned on the dev part of adbar_text (benchmarks/dumps.py).
SAID, STAMPED, OPENS, HANDLED, COMMENTED = 0.66, 0.55, 0.5, 0.6, 0.11
CLOCK = 0.1
NEAR_TITLE, SHORT, STAMP_WITHIN, LIST = 3, 120, 700, 3
OPENING = re.compile(r"\s?[–—:)|(]")


def with_threads(printed: Sequence[Printed]) -> list[Printed]:
    """The printed dates; moments below the article stand as near each other as the comments of one thread do."""
    moments = sum(one.below_body and one.written.time for one in printed)
    return [msgspec.structs.replace(one, crowd=max(one.crowd, moments)) if one.below_body and one.written.time else one
            for one in printed]


def restamped(candidate: DateCandidate, printed: Printed, clues: DateClues) -> DateCandidate:
    """The candidate of a printed date, judged anew by the words round it; unchanged where they say nothing."""
    if clues.marked or printed.written.day is None or printed.written.swapped:
        return candidate
    if _commented(printed, clues):
        return _scored(candidate, min(candidate.score, COMMENTED), "a reader's comment")
    if _says_published(clues.text, printed.line[0], printed.written) and not _listed(printed, clues):
        return _scored(candidate, max(candidate.score, SAID), "the page states it as its day")
    own = "quoted post" in printed.inset and 0 <= printed.steps <= NEAR_TITLE and not printed.below_body
    if own and clues.text[printed.line[0]] not in "—–-" and printed.line[1] - printed.line[0] < SHORT:
        return _scored(candidate, max(candidate.score, HANDLED), "beside the title, with its author's handle")
    return candidate


def without_today(candidates: Sequence[DateCandidate], printed: Sequence[Printed], now: dt.date) -> list[DateCandidate]:
    """The candidates; a day above the title that is the day the page was taken is its masthead's clock, which says
    nothing of the article, so it is left under what counts as a candidate."""
    clocks = {one.written.span for one in printed if one.steps < 0 and now in one.written.days}
    why = "printed above the title on the day the page was taken"
    return [_scored(one, min(one.score, CLOCK), why) if one.span in clocks and one.edtf == now.isoformat() else one
            for one in candidates]


def in_body(date: Written, clues: DateClues) -> DateCandidate | None:
    """A date in the body's words as a candidate: where a sentence states it as the page's day, where it opens the body
    or stands with a time of day in its first lines; else None."""
    if date.edtf is None or date.day is None or not clues.body:
        return None
    place = date.span[0] - clues.body[0][0]
    start = next((span[0] for span in clues.body if span[0] <= date.span[0] < span[1]), date.span[0])
    if not clues.marked and _says_published(clues.text, start, date):
        score, why = SAID - 0.1, "the text states it as the page's day"
    elif not clues.marked and date.time and place < STAMP_WITHIN:
        score, why = STAMPED, "with a time of day in the body's first lines"
    elif place < 80:
        first = place < 12 or OPENING.match(clues.text, date.span[1])
        score, why = (OPENS if first and not clues.marked else 0.36), "in the body's first words"
    else:
        return None
    return DateCandidate(edtf=date.edtf, basis="text", span=date.span, score=round(score, 3), why=why)


def _scored(candidate: DateCandidate, score: float, why: str) -> DateCandidate:
    return msgspec.structs.replace(candidate, score=round(score, 3), why=why)


def _says_published(text: str, start: int, date: Written) -> bool:
    before = text[max(start, date.span[0] - BEFORE) : date.span[0]]
    if not before.strip(" *•-|"):
        heading = text[max(0, date.span[0] - AROUND) : date.span[0]].rstrip()
        before = heading[heading.rfind("\n") + 1 :]
    before = before[before.rfind(". ") + 1 :]
    return STATED.count(before) > 0 and UPDATED.count(before) == 0


def _listed(printed: Printed, clues: DateClues) -> bool:
    """Whether the date stands in a list of other stories below the article, each with such a stamp."""
    around = clues.text[max(0, printed.line[0] - 400) : printed.line[1] + 400]
    return printed.below_body and printed.crowd >= LIST and STATED.count(around) >= LIST


def _commented(printed: Printed, clues: DateClues) -> bool:
    if not printed.below_body or not printed.written.time or _says_published(
            clues.text, printed.line[0], printed.written):
        return False
    around = clues.text[max(0, printed.line[0] - AROUND) : printed.line[1] + AROUND]
    return printed.crowd >= LIST or (printed.crowd > 1 and COMMENT.count(around) > 0)


def month_first(clues: DateClues) -> bool | None:
    """Whether the country of the page's address writes the month first: True for the United States and their like,
    False for other countries' domains, None where the address names no country."""
    addresses = [clues.url or "", *(one.value for one in clues.meta if one.basis == "url")]
    for address in addresses:
        ending = (urlsplit(address).hostname or "").rpartition(".")[2]
        if ending in TABLE["order"]["month_first"]:
            return True
        if len(ending) == 2 and ending not in ("tv", "me", "io", "co", "ai", "ly"):
            return False
    return None


def agreed(candidates: Sequence[DateCandidate], clues: DateClues) -> list[DateCandidate]:
    """The candidates; on a page whose every likelier one is the same day, that day is a little likelier."""
    days = {one.edtf for one in candidates if one.score >= LIKELY}
    if clues.marked or len(days) != 1:
        return list(candidates)
    return [_scored(one, one.score + ONLY, f"{one.why}; no other day stands on the page")
            if one.edtf in days and LIKELY <= one.score < SURE else one for one in candidates]


def not_before(candidates: Sequence[DateCandidate], first: dt.date | None) -> list[DateCandidate]:
    """The candidates without the readings of day and month that lie before a day the text tells of as past, where the
    other reading does not; what is left of such a pair is as likely as one that was never open."""
    if first is None:
        return list(candidates)
    open_order = [one for one in candidates if "may be swapped" in one.why]
    early = {one.span for one in open_order if one.edtf < first.isoformat()}
    late = {one.span for one in open_order if one.edtf >= first.isoformat()}
    kept = [one for one in candidates
            if not (one in open_order and one.span in early & late and one.edtf < first.isoformat())]
    return [_settled(one, first) if one in open_order and one.span in early else one for one in kept]


def _settled(candidate: DateCandidate, first: dt.date) -> DateCandidate:
    if candidate.edtf < first.isoformat():
        return candidate
    why = candidate.why.split(" (day and month")[0] + f"; the other order would be before {first.isoformat()}"
    return _scored(candidate, min(0.9, candidate.score / 0.45), why)
