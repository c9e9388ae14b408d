"""The record of a page as it leaves the product."""

from typing import Literal

from .base import (
    SCHEMA,
    Act,
    AttributionKind,
    FigureKind,
    MentionForm,
    MentionType,
    Record,
    RoleStatus,
    Sign,
    Span,
    StatementKind,
)
from .reading import Article, CaptureHead, Flag


class Mention(Record, frozen=True):
    id: str
    span: Span
    text: str
    type: MentionType
    form: MentionForm
    entity: str | None
    name: str | None
    qid: str | None = None
    why: str | None = None


class Role(Record, frozen=True):
    entity: str
    name: str
    role: str
    of: str | None
    status: RoleStatus
    span: Span
    why: str | None = None


class Speaker(Record, frozen=True):
    """Who speaks: `name` where somebody was found, else the page's words as `descriptor`; `why` is the reason."""

    entity: str | None = None
    name: str | None = None
    descriptor: str | None = None
    anonymous: bool = False
    why: str | None = None


class Via(Record, frozen=True):
    """A teller between the page and the speaker; `key` is set where knowledge has it as a house of news."""

    name: str
    span: Span | None = None
    basis: Literal["sentence", "page", "lineage"] = "sentence"
    cue_span: Span | None = None
    key: str | None = None


class DateGiven(Record, frozen=True):
    """A date of the record. `basis` is page, page+knowledge where dated offices narrowed it, or correction where a
    person gave it."""

    edtf: str
    basis: Literal["page", "page+knowledge", "correction"] = "page"
    span: Span | None = None


class Stance(Record, frozen=True):
    target: str
    name: str
    sign: Sign
    span: Span | None = None


class Statement(Record, frozen=True):
    id: str
    speaker: Speaker
    content_spans: tuple[Span, ...]
    kind: StatementKind
    source_span: Span | None = None
    cue_span: Span | None = None
    quoted_spans: tuple[Span, ...] = ()
    attribution: AttributionKind = "speech"
    act: Act = "assert"
    via: tuple[Via, ...] = ()
    addressee: Speaker | None = None
    venue: str | None = None
    said_on: DateGiven | None = None
    stance: tuple[Stance, ...] = ()
    denies: tuple[str, ...] = ()
    in_response_to: tuple[str, ...] = ()
    anonymity: str | None = None
    nested_in: str | None = None
    same_as: tuple[str, ...] = ()
    verbatim: bool = True
    vectors: tuple[bytes, ...] = ()


class Party(Record, frozen=True):
    entity: str | None
    name: str | None


class Place(Record, frozen=True):
    name: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    span: Span | None = None


class Event(Record, frozen=True):
    id: str
    trigger_span: Span
    evidence_span: Span
    type: Literal[
        "AGREE", "SUPPORT", "CONSULT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "OTHER",
    ]
    status: Literal["happened", "planned", "hypothetical", "negated", "historical"]
    word: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    date: DateGiven | None = None
    outcome: Literal["failed"] | None = None
    asserted_by: str | None = None
    negated_by: str | None = None
    disputed_by: tuple[str, ...] = ()


class Figure(Record, frozen=True):
    id: str
    span: Span
    kind: FigureKind
    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    what: str | None = None
    of: str | None = None
    place: str | None = None
    as_of: str | None = None
    direction: Literal["up", "down"] | None = None
    qualifier: str | None = None
    basis: str | None = None
    claimed_by: str | None = None
    forecast: str | None = None


class Horizon(Record, frozen=True):
    edtf: str
    span: Span | None = None


class Forecast(Record, frozen=True):
    id: str
    span: Span
    who: Speaker
    kind: Literal["prediction", "commitment", "fear", "hope", "risk", "plan", "open_question"]
    proposition: str
    horizon: Horizon | None = None
    confidence_words: tuple[str, ...] = ()
    conditional_on: str | None = None
    statement: str | None = None


class Relation(Record, frozen=True):
    a: Party
    relation: str
    b: Party
    status: Literal["asserted", "claimed", "denied", "past", "conditional"]
    span: Span
    at: str | None = None
    asserted_by: str | None = None


class Passage(Record, frozen=True):
    """A headline or a sentence of the body, as it is searched and cited."""

    span: Span
    kind: Literal["title", "sentence"]
    vector: bytes | None = None


class MadeBy(Record, frozen=True):
    listeningpost: str
    knowledge: str
    model: str | None = None


class Page(Record, frozen=True):
    """The record of one page as it leaves the product (`export record`)."""

    made_by: MadeBy
    capture: CaptureHead
    space: Literal["capture", "article"]
    article: Article
    schema: str = SCHEMA
    flags: tuple[Flag, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    relations: tuple[Relation, ...] = ()
    vector: bytes | None = None
    passages: tuple[Passage, ...] = ()
    same_story: tuple[str, ...] = ()
    other_story: tuple[str, ...] = ()


class RefusalNote(Record, frozen=True):
    room: str
    reason: str


class RefusedPage(Record, frozen=True):
    """A page that could not be read, kept with the room and the reason."""

    capture: CaptureHead
    refusal: RefusalNote
    schema: str = SCHEMA
