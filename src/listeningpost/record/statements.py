"""Statements: attributions with their speakers, days, tellers and ties."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from ..schema import Annotations, AttributionFound, DateGiven, Span, Speaker, Statement, Via
from .chain import Chain, Made, with_outer_tellers, with_page_chain
from .ids import Numbering
from .memory import ACTS, FIRST
from .speakers import Company, Told, party, speaker_of, speaks_for
from .tables import SPEAKERS
from .ties import tied, within
from .when import Calendar, Occasion, bound, day_of_act, given_by_words, is_of_the_news, occasions

MOST_OCCASIONS = 20  # a page that dates remarks oftener is a list
BESIDE = 120  # characters round a source in which its occasion stands
OCCASION = re.compile(rf"\bthe (?:same )?(?:{'|'.join(SPEAKERS['occasions'])})\b(?!['’]s\b)", re.IGNORECASE)
ASIDE = re.compile(r",\s+(?:who|which)\b[^,]*")  # between source and cue of what is told by the way
NOBODYS = frozenset({"headline", "hearsay"})  # behind these nobody goes on speaking


class Page(NamedTuple):
    """What statements are made from: the finds, who is who, the calendar, the tellers of the whole page."""

    found: Annotations
    company: Company
    calendar: Calendar
    chain: Chain


def enter_statements(page: Page, ids: Numbering) -> tuple[Statement, ...]:
    """All statements of the page in the order of the text, their ties to each other included."""
    made = list(_made(page, ids))
    for occasion in islice(occasions(page.company.text, page.found, page.calendar), MOST_OCCASIONS):
        made = _with_occasion(made, occasion, page)
    made = with_page_chain(made, page.chain)
    houses = frozenset(entity.id for entity in page.company.cast.values() if entity.type == "media")
    return with_outer_tellers(tied(made, page.company.text), houses, page.chain)


def _made(page: Page, ids: Numbering) -> Iterator[Made]:
    """Statements one after the other; what has no content states nothing. A speaker who goes on speaks on the same
    day, and so do his spokesman and who speaks on the same occasion; told words of time begin anew. Who is heard inside
    another's words, or is told of by the way, goes on with nobody and lends nothing. Who spoke on a day of the news
    speaks on it too where the page comes back to him."""
    last: Told | None = None
    news = dict[str, DateGiven]()
    remarks: DateGiven | None = None
    running = False
    contents = sorted(span for attribution in page.found.attributions for span in attribution.content_spans)
    longest = max((end - start for start, end in contents), default=0)
    telling = [found for found in page.found.attributions if found.content_spans and not _want(found)]
    for attribution in sorted(telling, key=lambda a: (a.sentence[0], a.content_spans[0])):
        told = speaker_of(attribution, page.company, None if attribution.inside else last)
        near = _near(attribution.time_span, contents, longest)
        timed, day = given_by_words(attribution, page.calendar, near)
        goes_on = running and not timed and last is not None and (
            _same_speaker(told, last) or speaks_for(told, last, page.company) or _same_occasion(attribution, page))
        who = _id_of(told)
        acted = None if timed or goes_on else _day_of_act(attribution, told, page) or news.get(who or "")
        day = day if timed else remarks if goes_on else acted or bound(page.calendar.published)
        dated = timed or goes_on or acted is not None
        yield Made(_statement(attribution, told.speaker, day, page.company, ids), attribution, dated)
        if attribution.attribution not in NOBODYS and not attribution.inside and not _by_the_way(attribution, page):
            last, remarks, running = told, day, dated
            news.pop(who or "", None)
            if who and day and dated and is_of_the_news(day, page.calendar.published):
                news[who] = day


def _id_of(told: Told) -> str | None:
    """What tells a speaker from others on the page; None where nothing does: two nameless voices are not one."""
    return told.entity.id if told.entity else told.speaker.descriptor


def _day_of_act(attribution: AttributionFound, told: Told, page: Page) -> DateGiven | None:
    """The day of what the speaker did in the sentence before his words: "Ann Oster came to Veld on Tuesday. “It is
    late,” she told the mayor"."""
    memory = page.company.memory
    before = memory.places(attribution.sentence, 1)
    if told.entity is None or attribution.kind != "direct" or not before:
        return None
    first, number = before[0], memory.sentence(attribution.sentence) - 1
    acts = first.entity.id == told.entity.id and first.worth in (ACTS, ACTS + FIRST) and first.content is None
    return day_of_act(memory.sentences[number], page.calendar) if acts else None


def _same_occasion(attribution: AttributionFound, page: Page) -> bool:
    """Whether the telling speaks of the occasion told of before: "who also addressed the session"."""
    start, end = attribution.source_span or attribution.cue_span or attribution.sentence
    first, stop = max(attribution.sentence[0], start - BESIDE), min(attribution.sentence[1], end + BESIDE)
    found = OCCASION.search(page.company.text, first, stop)
    return found is not None and not any(a <= found.start() < b for a, b in attribution.content_spans)


def _by_the_way(attribution: AttributionFound, page: Page) -> bool:
    """Whether the cue stands in a clause that hangs on the source: "Lind, who last year said it would end,"."""
    source, cue = attribution.source_span, attribution.cue_span
    return bool(source and cue and source[1] < cue[0] and ASIDE.fullmatch(page.company.text, source[1], cue[0]))


def _want(attribution: AttributionFound) -> bool:
    """Whether it tells what somebody wants, plans or aims at: an attitude and no statement (the gold's guide, 4.1)."""
    return attribution.attribution == "belief" and attribution.act == "promise"


def _near(span: Span | None, contents: Sequence[Span], longest: int) -> Sequence[Span]:
    """Of contents in order, none longer than `longest`, those that may touch a span."""
    if span is None:
        return ()
    return contents[bisect_left(contents, (span[0] - longest, 0)) : bisect_left(contents, (span[1], 0))]


def _with_occasion(made: Sequence[Made], occasion: Occasion, page: Page) -> list[Made]:
    """The day of "made these remarks on Tuesday" for the undated remarks of that speaker, up to the next dated ones; a
    teller named there stands behind them all."""
    inside = [entity for span, entity in page.company.cast.items() if within(span, occasion.by)]
    speakers = {entity.id for entity in inside if entity.type == "person"}
    beside = [one for one in made if within(one.attribution.content_spans[0], occasion.sentence)]
    tellers = beside if occasion.by == occasion.sentence else []
    out: list[Made] = []
    for one in made:
        later_dated = one.dated and one.attribution.sentence[0] > occasion.sentence[1]
        speakers = set() if later_dated and one.statement.speaker.entity in speakers else speakers
        mine = one.statement.speaker.entity in speakers and not one.dated and one not in beside
        out.append(_on_occasion(one, occasion, tellers) if mine else one)
    return out


def _on_occasion(one: Made, occasion: Occasion, tellers: Sequence[Made]) -> Made:
    names = [t.statement.speaker.name for t in tellers]
    via = one.statement.via or tuple(Via(name=name, basis="page") for name in names if name)
    return one._replace(dated=True, statement=msgspec.structs.replace(one.statement, said_on=occasion.day, via=via))


def _same_speaker(one: Told, other: Told) -> bool:
    if one.entity and other.entity:
        return one.entity.id == other.entity.id
    return one.entity is other.entity and one.speaker.descriptor == other.speaker.descriptor


def _statement(found: AttributionFound, speaker: Speaker, day: DateGiven | None, company: Company, ids: Numbering
               ) -> Statement:
    addressee = party(found.addressee_span, company, None).speaker if found.addressee_span else None
    return Statement(
        id=ids.item("s", found.content_spans[0]), speaker=speaker, content_spans=found.content_spans, kind=found.kind,
        source_span=found.source_span, cue_span=found.cue_span, quoted_spans=found.quoted_spans,
        attribution=found.attribution, act=found.act, addressee=addressee, venue=found.venue, said_on=day,
        via=tuple(Via(name=via.name, span=via.span, basis=via.basis, cue_span=via.cue_span) for via in found.via),
        anonymity=found.anonymity,
    )
