"""When a page was published: the best of its candidates, or nothing but bounds, with every reason.

No day is guessed: where no candidate is likelier than not to be right, the date is None and the bounds stand alone.
"""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from ..schema import DateCandidate, PageDate, Published, Record
from .bounds import Bound, body_dates, contradicts, earliest, latest, weekday_candidates, weekdays_of
from .calendar import Written, find_dates, western
from .candidates import (
    Printed,
    clock_of,
    from_meta,
    from_printed,
    from_url,
    local,
    order_of,
    printed_dates,
    told_last,
    traced,
    yearless,
)
from .clues import TRACED, DateClues
from .eras import find_stated
from .languages import detect_language
from .reckoning import windows
from .stamps import agreed, in_body, month_first, not_before, restamped, with_threads, without_today

# From LEAST on a candidate is likelier right than wrong; on HTML pages, whose lines are marked, from LEAST_ALONE on too
# where no other day is within MARGIN of it. What is under KEPT is no candidate.
LEAST, LEAST_ALONE, MARGIN = 0.35, 0.29, 0.015
# Printed text tells less: below this, two of three days of page-dumps' dev pages were right, and that is a guess.
LEAST_PRINTED = 0.42
KEPT, WEAK = 0.12, 0.2
MOST, MOST_STATED = 24, 3
WEB, HISTORIC = "1993", 0.4
AGREES, CONTRADICTED, FILED_BEFORE = 0.05, 0.3, 3
ORDERS = {True: "day before month", False: "month before day"}
# The kinds of evidence that a reader of the page sees, and from which score on they stand for a day that fields give.
SEEN, SHOWN = ("byline", "dateline"), 0.5


def date_article(clues: DateClues, now: dt.date) -> tuple[Published, tuple[PageDate, ...]]:
    """The publication date of a page and the dates its machinery prints. `now` is the last day the page can be from.

    Spans count in `clues.text`; `capture_span` is set for what stands outside it.
    """
    printed = printed_dates(clues)
    within = body_dates(clues)
    order = _order(clues, printed, within)
    bounds = _bounds(clues, within, now)
    candidates = [*_candidates(clues, printed, within, order.day_first), *told_last(within, now)]
    candidates = without_today(candidates, printed, now)
    candidates = not_before(candidates, bounds[0].day if bounds[0] else None)
    candidates = agreed(_without_history(candidates), clues)
    candidates += traced(clues, {one.edtf for one in candidates if one.score >= KEPT}, order.day_first)
    weekdays = weekdays_of(within)
    known = [_tested(one, weekdays) for one in candidates]
    candidates = [one for one in known if one.edtf[:10] <= now.isoformat()]
    ranked = _cut(_ranked([one for one in candidates if one.score >= KEPT]))
    least = LEAST_ALONE if clues.marked else LEAST_PRINTED
    best = _chosen(ranked, least)
    told = [*(one.written for one in printed if one.line == clues.dateline), *within]
    published = _given(best, ranked, bounds) if best else _open(clues, told, ranked, bounds, now)
    settled = {one.written.span for one in printed if one.written.swapped and order.why}
    if best and best.span in settled:
        published = msgspec.structs.replace(published, reasons=(*published.reasons, order.why))
    published = _with_later(published, known, max(best.score if best else 0.0, least), now)
    return _with_other_calendars(published, clues), (*_page_dates(printed, candidates, published), *_stated(clues))


class Order(Record, frozen=True):
    """Whether the page writes the day before the month (None where that is open), and why."""

    day_first: bool | None
    why: str = ""


def _with_later(published: Published, known: Sequence[DateCandidate], least: float, now: dt.date) -> Published:
    """The date with the reason why a likelier day is not given: it has not come yet when the page was taken."""
    later = _ranked([one for one in known if one.edtf[:10] > now.isoformat() and one.score > least])
    if not later:
        return published
    why = f"{later[0].edtf} would be its day ({later[0].why}), but is after the page was taken"
    return msgspec.structs.replace(published, reasons=(*published.reasons, why))


def _cut(ranked: Sequence[DateCandidate]) -> list[DateCandidate]:
    """The best candidate of each day, up to MOST days; where that leaves room, the next best of all."""
    firsts: dict[str, int] = {}
    for number, one in enumerate(ranked):
        firsts.setdefault(one.edtf, number)
    kept = list(firsts.values())[:MOST]
    more = (number for number in range(len(ranked)) if number not in kept)
    return [ranked[number] for number in sorted([*kept, *itertools.islice(more, MOST - len(kept))])]


def _chosen(ranked: Sequence[DateCandidate], least: float) -> DateCandidate | None:
    """The best candidate where it is likely enough; from `least` on one that no other day comes near."""
    if not ranked or ranked[0].score < least:
        return None
    rivals = [one for one in ranked if one.edtf != ranked[0].edtf and one.score > ranked[0].score - MARGIN]
    return ranked[0] if ranked[0].score >= LEAST or not rivals else None


def _order(clues: DateClues, printed: Sequence[Printed], within: Sequence[Written]) -> Order:
    """By the page's other dates, else by the country of its address, else by its language; open in English."""
    dates = [*(one.written for one in printed), *within]
    if not any(date.swapped for date in dates):
        return Order(day_first=None)
    plain = [date for clue in clues.meta if clue.name != TRACED for date in find_dates(clue.value)] + dates
    plain += find_dates(clues.url) if clues.url else ()
    known = {date.days[0] for date in plain if date.days and not date.swapped}
    language = detect_language(clues.text, clues.body)
    by_dates, by_country = order_of(dates, known, None), month_first(clues)
    if by_dates is not None:
        return Order(day_first=by_dates, why=f"{ORDERS[by_dates]}, as in the page's other dates")
    if by_country is not None:
        return Order(day_first=not by_country, why=f"{ORDERS[not by_country]}, as in the country of its address")
    # Sites the world over leave "en-US" as their software came with it; any other region is somebody's choice.
    if clues.region not in (None, "us"):
        return Order(day_first=True, why=f"{ORDERS[True]}, as where its language is written")
    by_language = order_of(dates, (), language)
    return Order(day_first=by_language, why=f"{ORDERS[True]}, as in its language" if by_language else "")


def _candidates(clues: DateClues, printed: Sequence[Printed], within: Sequence[Written],
                day_first: bool | None) -> list[DateCandidate]:
    lines = printed if clues.marked else with_threads(printed)
    found = [restamped(one, date, clues) for date in lines for one in from_printed(date, clues, day_first)]
    shown: dict[str, float] = defaultdict(float)
    for one in found:
        shown[one.edtf] = max(shown[one.edtf], one.score)
    ahead = clock_of(clues.meta)
    fields = (clue for clue in clues.meta if clue.name != TRACED)
    found += [local(one, clue, shown, ahead) for clue in fields for one in from_meta(clue, day_first)]
    found += [one for url in [clues.url] if url for one in from_url(url)]
    found = [_filed(one, found) for one in found]
    found += yearless(printed, clues, found)
    return found + [told for date in within if (told := in_body(date, clues))]


def _filed(candidate: DateCandidate, others: Sequence[DateCandidate]) -> DateCandidate:
    """A dateline's day is that of filing: it gives way to a good candidate up to FILED_BEFORE days later."""
    if candidate.basis != "dateline" or len(candidate.edtf) < 10:
        return candidate
    later = [one.score for one in others if one.basis != "dateline" and one.score >= SHOWN
             and one.edtf > candidate.edtf and _days_apart(one.edtf, candidate.edtf) <= FILED_BEFORE]
    return _scored(candidate, min(candidate.score, max(later) - MARGIN)) if later else candidate


def _tested(candidate: DateCandidate, within: Sequence[Written]) -> DateCandidate:
    """A candidate of the page's lines, worth less where the text's own weekdays speak against it."""
    if len(candidate.edtf) < 10 or candidate.basis in ("meta", "url"):
        return candidate
    against = contradicts(dt.date.fromisoformat(candidate.edtf), within)
    if against is None:
        return candidate
    return msgspec.structs.replace(candidate, score=round(max(0.0, candidate.score - CONTRADICTED), 3),
                                   why=f"{candidate.why}; {against}")


def _ranked(candidates: Sequence[DateCandidate]) -> list[DateCandidate]:
    """Best first; other kinds of evidence for the same day raise each candidate of it a little, and of those a date
    that the page prints by its title or byline stands first: a reader can see it."""
    bases: dict[str, set[str]] = defaultdict(set)
    for one in candidates:
        if one.score > WEAK:
            bases[one.edtf].add(one.basis)
    raised = [_scored(one, min(0.99, one.score + AGREES * max(0, len(bases[one.edtf]) - 1))) for one in candidates]
    highest: dict[str, float] = defaultdict(float)
    for one in raised:
        highest[one.edtf] = max(highest[one.edtf], one.score)
    raised = [_scored(one, highest[one.edtf]) if one.basis in SEEN and one.score >= SHOWN else one for one in raised]
    return sorted(raised, key=lambda one: (-one.score, one.basis not in SEEN, one.span or (0, 0)))


def _without_history(candidates: Sequence[DateCandidate]) -> list[DateCandidate]:
    """Days from before there were web pages count little where the page has later ones: births, laws, anniversaries."""
    if not any(one.edtf[:4] >= WEB for one in candidates):
        return list(candidates)
    return [one if one.edtf[:4] >= WEB else _scored(one, one.score * HISTORIC) for one in candidates]


def _scored(candidate: DateCandidate, score: float) -> DateCandidate:
    return msgspec.structs.replace(candidate, score=round(score, 3))


def _bounds(clues: DateClues, within: Sequence[Written], now: dt.date) -> tuple[Bound | None, Bound | None]:
    return earliest(clues, within, now), latest(clues, now)


def _given(best: DateCandidate, ranked: Sequence[DateCandidate],
           bounds: tuple[Bound | None, Bound | None]) -> Published:
    """The best candidate, with bounds from the other good candidates within a week of it."""
    near = sorted(one.edtf for one in ranked if one.score >= 0.5 and _days_apart(one.edtf, best.edtf) <= 7)
    filed = _filed_only(best, ranked)
    after = bounds[1].day.isoformat() if bounds[1] and bounds[1].day.isoformat() >= best.edtf else None
    reasons = [best.why, *filed] + ([bounds[1].reason] if bounds[1] and after and (filed or not near) else [])
    return Published(edtf=best.edtf, basis=best.basis, span=best.span, capture_span=best.capture_span,
                     not_before=near[0] if near else None, not_after=near[-1] if near and not filed else after,
                     reasons=tuple(reasons), candidates=tuple(ranked))


def _filed_only(best: DateCandidate, ranked: Sequence[DateCandidate]) -> list[str]:
    """Why a day that the dateline alone gives is no last day: it says when the text was filed."""
    alone = best.basis == "dateline" and not any(
        one.score > WEAK and one.basis != "dateline" and _days_apart(one.edtf, best.edtf) <= 7 for one in ranked)
    return ["the day of a dateline is that of filing; the page may be a little later"] if alone else []


def _days_apart(one: str, other: str) -> int:
    if len(one) < 10 or len(other) < 10:
        return 0 if one[:7] == other[:7] else 999
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)


def _open(clues: DateClues, within: Sequence[Written], ranked: Sequence[DateCandidate],
          bounds: tuple[Bound | None, Bound | None], now: dt.date) -> Published:
    """No date: the bounds of the page's words, and what its weekdays leave open."""
    before, after = _reckoned(clues, bounds, now)
    last = after.day if after else now
    if before and before.day > last:
        before = None
    by_weekday, reasons = weekday_candidates(clues, within, before.day if before else None, last)
    first = min((one.edtf for one in by_weekday), default=None)
    stated = list(dict.fromkeys(bound.reason for bound in (before, after) if bound))
    firsts = [day for day in (first, before.day.isoformat() if before else None) if day]
    not_before = max(firsts, default=None)
    return Published(not_before=not_before, not_after=after.day.isoformat() if after else None,
                     reasons=(*reasons, *stated), candidates=(*ranked, *by_weekday))


def _reckoned(clues: DateClues, bounds: tuple[Bound | None, Bound | None],
              now: dt.date) -> tuple[Bound | None, Bound | None]:
    """The bounds, drawn closer by what the text's own reckoning says of its year; reckoning that leaves no day between
    them, or lies after the page was taken, is not believed."""
    before, after = bounds
    for window in windows(clues.text, clues.body):
        first = max(before.day if before else window.first, window.first)
        last = min(after.day if after else window.last, window.last)
        if first <= min(last, now):
            before = before if before and before.day >= window.first else Bound(day=first, reason=window.reason)
            after = after if after and after.day <= window.last else Bound(day=last, reason=window.reason)
    return before, after


def _page_dates(printed: Sequence[Printed], candidates: Sequence[DateCandidate],
                published: Published) -> tuple[PageDate, ...]:
    """The printed dates that are no candidates any more: machinery, lists of other stories, copyright."""
    kept = {one.span for one in published.candidates}
    by_span = {one.span: one for one in candidates}
    out = []
    for one in printed:
        edtf = one.written.edtf
        if edtf and one.written.span not in kept:
            judged = by_span.get(one.written.span)
            why_not = judged.why if judged else "after the page was taken"
            out.append(PageDate(edtf=edtf, span=one.written.span, why_not=why_not))
    return tuple(out)


def _stated(clues: DateClues) -> list[PageDate]:
    """The dates of other calendars outside the body, left as stated."""
    plain = western(clues.text)
    return [PageDate(edtf=None, span=one.span, why_not=f"a date of the {one.calendar}, left as stated")
            for span, _ in clues.lines for one in find_stated(plain, *span)]


def _with_other_calendars(published: Published, clues: DateClues) -> Published:
    """An undated page that gives its day in another calendar says so."""
    stated = [] if published.edtf else _stated(clues)[:MOST_STATED]
    reasons = (f"'{clues.text[slice(*one.span)]}' is {one.why_not}" for one in stated if one.span)
    return msgspec.structs.replace(published, reasons=(*published.reasons, *reasons)) if stated else published
