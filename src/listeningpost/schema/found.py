"""What language and the extractors find on one page, before anybody decides who is who."""

from typing import Literal

from .base import Act, AttributionKind, FigureKind, MentionForm, MentionType, Record, RoleStatus, Span, StatementKind
from .reading import Flag


class Parse(Record, frozen=True):
    """Sentences and words of an article's body and title; spans in the page's space, in order, never overlapping."""

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    words: tuple[Span, ...]


class MentionFound(Record, frozen=True):
    """A stretch that names, titles or stands for somebody. `key` is set where knowledge links it."""

    span: Span
    type: MentionType
    form: MentionForm
    name: str | None = None
    key: str | None = None
    qid: str | None = None
    head: str | None = None
    of: str | None = None
    gender: Literal["m", "f"] | None = None
    plural: bool = False
    why: str = ""


class RoleFound(Record, frozen=True):
    """An office the page gives somebody: `holder` is the span of the person's mention."""

    span: Span
    holder: Span
    role: str
    of: str | None
    status: RoleStatus


class TimeFound(Record, frozen=True):
    """A stretch of time words with the day or interval it stands for, where the page's own dates give one."""

    span: Span
    edtf: str | None
    why: str


class ViaFound(Record, frozen=True):
    """A teller between the page and the speaker, from the page inward."""

    name: str
    span: Span | None
    basis: Literal["sentence", "page", "lineage"]
    key: str | None = None


class AttributionFound(Record, frozen=True):
    """Who is given as the source of what. `sentence` is the span of the sentence that holds the cue."""

    sentence: Span
    content_spans: tuple[Span, ...]
    kind: StatementKind
    source_span: Span | None = None
    cue_span: Span | None = None
    quoted_spans: tuple[Span, ...] = ()
    attribution: AttributionKind = "speech"
    act: Act = "assert"
    via: tuple[ViaFound, ...] = ()
    addressee_span: Span | None = None
    venue: str | None = None
    time_span: Span | None = None
    continues: bool = False
    anonymity: str | None = None
    same_as: tuple[Span, ...] = ()


class FigureFound(Record, frozen=True):
    """A number as the page gives it."""

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


class Annotations(Record, frozen=True):
    """All that the extractors found on one page; an extractor fills the layers it `gives`."""

    parse: Parse
    mentions: tuple[MentionFound, ...] = ()
    roles: tuple[RoleFound, ...] = ()
    times: tuple[TimeFound, ...] = ()
    attributions: tuple[AttributionFound, ...] = ()
    figures: tuple[FigureFound, ...] = ()
    flags: tuple[Flag, ...] = ()
