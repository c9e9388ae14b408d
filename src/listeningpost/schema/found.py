"""What language and the extractors find on one page, before anybody decides who is who."""

from typing import Literal

from .base import Act, AttributionKind, FigureKind, MentionForm, MentionType, Record, RoleStatus, Span, StatementKind
from .reading import Flag


class Token(Record, frozen=True):
    """A word as Universal Dependencies cuts it, with its part of speech and its relation to its head: the number of a
    token of the parse, None for the root of a sentence."""

    span: Span
    upos: str
    head: int | None
    relation: str


class NameRead(Record, frozen=True):
    """A name the packed model reads. `scheme` names the set of types that `type` belongs to."""

    span: Span
    type: str
    scheme: Literal["names", "politics", "conflict"]


class AttributionRead(Record, frozen=True):
    """A source, a cue and what it attributes, as the packed model links them; no source where the text has none.
    `sure` is the model's own probability for cue, content and links, between 0 and 1."""

    cue: Span
    content: tuple[Span, ...]
    source: Span | None
    sure: float


class Parse(Record, frozen=True):
    """Sentences and words of an article's body and title; spans in the page's space, in order, never overlapping.
    Tokens, names and attributions are there where the packed model read the text."""

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    words: tuple[Span, ...]
    tokens: tuple[Token, ...] = ()
    names: tuple[NameRead, ...] = ()
    attributions: tuple[AttributionRead, ...] = ()


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
    """A teller between the page and the speaker, from the page inward; `cue_span` is the word or phrase it tells by."""

    name: str
    span: Span | None
    basis: Literal["sentence", "page", "lineage"]
    key: str | None = None
    cue_span: Span | None = None


class AttributionFound(Record, frozen=True):
    """Who is given as the source of what. `sentence` is the span of the sentence that holds the cue; `inside` is true
    where the whole attribution stands in another's content."""

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
    inside: bool = False
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
