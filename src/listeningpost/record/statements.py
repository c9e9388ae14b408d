"""Statements: attributions with their speakers, days, tellers and ties."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from ..knowledge import Knowledge
from ..schema import Annotations, AttributionFound, DateGiven, Reading, Span, Speaker, Statement, Via
from .ids import Numbering
from .speakers import Company, Told, party, speaker_of
from .when import bound, given_by_words

DENIALS = frozenset({"deny", "reject"})


Remark = tuple[str | None, str | None, str | None]


class Made(NamedTuple):
    """A statement, what it was made of, and whether its day was told by words of time."""

    statement: Statement
    attribution: AttributionFound
    dated: bool


def enter_statements(reading: Reading, found: Annotations, company: Company, knowledge: Knowledge, ids: Numbering
                     ) -> tuple[Statement, ...]:
    """All statements of the page in the order of the text, their ties to each other included."""
    made = list(_made(reading, found, company, ids))
    made = _with_page_chain(made, reading, knowledge)
    return tuple(_tied(one, made) for one in made)


def _made(reading: Reading, found: Annotations, company: Company, ids: Numbering) -> Iterator[Made]:
    """Statements one after the other. A speaker who goes on speaks on the same day; told words of time begin anew."""
    last: Told | None = None
    remarks: DateGiven | None = None
    running = False
    for attribution in sorted(found.attributions, key=lambda a: (a.sentence[0], a.content_spans[0])):
        told = speaker_of(attribution, company, last)
        dated, day = given_by_words(attribution, found.times)
        running = running and not dated and last is not None and _same_speaker(told, last)
        day = day if dated else remarks if running else bound(reading.article.published)
        yield Made(_statement(attribution, told.speaker, day, company, ids), attribution, dated or running)
        if attribution.attribution != "headline":
            last, remarks, running = told, day, dated or running


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
        via=tuple(Via(name=via.name, span=via.span, basis=via.basis) for via in found.via), anonymity=found.anonymity,
    )


# ---- through whom
def _with_page_chain(made: Sequence[Made], reading: Reading, knowledge: Knowledge) -> list[Made]:
    """The page's credited agencies stand behind every statement; an agency named for one remark stands behind the
    same speaker's other remarks of that day. The page's own outlet is never a teller."""
    outlet = _canonical(reading.article.outlet.name, knowledge) if reading.article.outlet else None
    credited = [_canonical(agency.name, knowledge) for agency in reading.article.agency]
    own = [[v for v in _named_vias(one.statement, knowledge) if v.name != outlet] for one in made]
    lent = _lent(made, own)
    chained = []
    for one, mine in zip(made, own, strict=True):
        have = {via.name for via in mine} | {outlet, one.statement.speaker.name}
        more = [Via(name=name, basis="page") for name in dict.fromkeys(credited) if name not in have]
        borrowed = [] if mine else [v for v in lent.get(_remark(one.statement), ()) if v.name not in have]
        via = (*more, *mine, *(b for b in borrowed if b.name not in {m.name for m in more}))
        chained.append(one._replace(statement=msgspec.structs.replace(one.statement, via=via)))
    return chained


def _named_vias(statement: Statement, knowledge: Knowledge) -> list[Via]:
    names = (msgspec.structs.replace(via, name=_canonical(via.name, knowledge)) for via in statement.via)
    return [via for via in names if via.name != statement.speaker.name]


def _canonical(name: str, knowledge: Knowledge) -> str:
    known = [one for one in knowledge.look_up(name) if one.actor.type != "person"]
    return known[0].actor.name if len({one.actor.key for one in known}) == 1 else name


def _remark(statement: Statement) -> Remark:
    day, speaker = statement.said_on, statement.speaker
    return speaker.entity, None if speaker.entity else speaker.descriptor, day.edtf if day else None


def _lent(made: Sequence[Made], own: Sequence[Sequence[Via]]) -> dict[Remark, list[Via]]:
    """Tellers by remark: speaker and day, where some sentence of those remarks names them."""
    found: dict[Remark, list[Via]] = {}
    for one, vias in zip(made, own, strict=True):
        if vias and one.statement.speaker.entity and one.dated:
            found.setdefault(_remark(one.statement), [Via(name=v.name, basis="page") for v in vias])
    return found


# ---- ties
def _tied(one: Made, made: Sequence[Made]) -> Statement:
    inner = [other for other in made if other is not one and _holds(one, other)]
    outer = [other for other in made if other is not one and _holds(other, one)]
    nearest = min(outer, key=lambda other: _length(other), default=None)
    same = [other.statement.id for other in made if other is not one and _same(one, other)]
    return msgspec.structs.replace(
        one.statement, same_as=tuple(same), nested_in=nearest.statement.id if nearest else None,
        denies=tuple(other.statement.id for other in inner) if one.statement.act in DENIALS else (),
    )


def _holds(one: Made, other: Made) -> bool:
    """Whether the other's whole telling lies inside one's content."""
    inside = [*other.statement.content_spans, *([other.statement.source_span] if other.statement.source_span else [])]
    return _length(one) > _length(other) and all(
        any(_within(span, content) for content in one.statement.content_spans) for span in inside)


def _same(one: Made, other: Made) -> bool:
    """Ties the finder gave: spans of the other's content, either way."""
    return _points(one, other) or _points(other, one)


def _points(one: Made, other: Made) -> bool:
    return any(_within(span, content) or _within(content, span)
               for span in one.attribution.same_as for content in other.statement.content_spans)


def _length(one: Made) -> int:
    return sum(end - start for start, end in one.statement.content_spans)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
