"""What holds across pages, and what a person mended."""

from typing import Literal

import msgspec

from .base import MentionType, Record, Sign, Span
from .page import Speaker


class Cite(Record, frozen=True):
    """A quotation that can be re-found: capture id, span in the page's space, and the words."""

    page: str
    span: Span
    quote: str


class EntityRole(Record, frozen=True):
    role: str
    of: str | None
    evidence: tuple[Cite, ...]
    start: str | None = msgspec.field(default=None, name="from")
    to: str | None = None


class EntityLink(Record, frozen=True, tag_field="kind", tag="entity"):
    """A judgement that the named page entities are one: who, under which names, why."""

    id: str
    name: str
    type: MentionType
    qid: str | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    roles: tuple[EntityRole, ...] = ()
    why: str = ""


class CopyLink(Record, frozen=True, tag_field="kind", tag="copy"):
    page: str
    relation: Literal["original", "exact", "reprint", "rewrite", "translation", "based_on"]
    of: str | None = None
    siblings: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    score: float | None = None


class OriginLink(Record, frozen=True, tag_field="kind", tag="origin"):
    """How many origins stand behind what several pages tell. `claim` is an item of a page, `text` where it is the text
    as a whole; `names` has the name of each group of `same_origin`, empty where none is shown."""

    claim: tuple[str, str]
    pages: tuple[str, ...]
    independent: int
    same_origin: tuple[tuple[str, ...], ...] = ()
    not_established: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


DriftKind = Literal[
    "value", "unit", "hedge", "modality", "scope", "counted", "cause", "speaker", "basis", "day", "negation",
    "omission",
]


class Drift(Record, frozen=True):
    """How a telling differs from an earlier one, `against`, in the words of both; `was` or `now` is empty where that
    telling has no such part."""

    statement: tuple[str, str]
    kind: DriftKind
    was: str
    now: str
    against: tuple[str, str] | None = None


class UtteranceLink(Record, frozen=True, tag_field="kind", tag="utterance"):
    """One remark and the statements that tell it, the first told first. `spans` has for each statement the part of its
    content that tells this remark, in its page's space; `ordered` is true where the days of the pages say which came
    first."""

    id: str
    speaker: Speaker
    statements: tuple[tuple[str, str], ...]
    said_on: str | None = None
    spans: tuple[tuple[Span, ...], ...] = ()
    ordered: bool = False
    drift: tuple[Drift, ...] = ()


class SeriesPoint(Record, frozen=True):
    """One claim of a quantity. `relation` is to the points before it: the same value again (repeat), the same told
    rounder or with another hedge (drift), another value (update), or one that cannot hold together with an earlier one
    (conflict). `side`: which of the accounts that cannot hold together it is of, from 1 as they were first told; 0
    where nothing conflicts. `stage`: whether it is told as measured, foretold or planned; `basis`: where the number is
    said to come from; `level`: the number by which it is compared, in one unit for the whole series (seconds, metres,
    …)."""

    figure: tuple[str, str]
    page: str
    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    as_of: str | None = None
    said_on: str | None = None
    speaker: str | None = None
    statement: str | None = None
    relation: Literal["first", "repeat", "drift", "update", "conflict"] = "first"
    side: int = 0
    stage: Literal["measured", "forecast", "plan"] = "measured"
    basis: str | None = None
    level: float | None = None


class FlagReason(Record, frozen=True):
    """Why a series has a flag: in words, with the two figures that show it."""

    flag: str
    why: str
    between: tuple[tuple[str, str], tuple[str, str]]


class FigureSeriesLink(Record, frozen=True, tag_field="kind", tag="figure_series"):
    """One quantity claimed again and again, by whomever; the points in the order in which they were said."""

    id: str
    what: str
    points: tuple[SeriesPoint, ...]
    of: str | None = None
    flags: tuple[str, ...] = ()
    reasons: tuple[FlagReason, ...] = ()


class DisputeLink(Record, frozen=True, tag_field="kind", tag="dispute"):
    id: str
    relation: Literal["claim_vs_denial", "contradiction", "tension", "headline_vs_text"]
    sides: tuple[tuple[tuple[str, str], ...], ...]
    about: str


class Turn(Record, frozen=True):
    at: str | None
    sign: Sign
    mode: Literal["verbal", "material"]
    evidence: Cite


class RelationLink(Record, frozen=True, tag_field="kind", tag="relation"):
    a: str
    b: str
    turns: tuple[Turn, ...]


class OutcomeLink(Record, frozen=True, tag_field="kind", tag="outcome"):
    forecast: tuple[str, str]
    state: Literal["open", "came_true", "partly", "did_not", "contested", "due", "void"]
    method: str
    by: tuple[Cite, ...] = ()


class StoryLink(Record, frozen=True, tag_field="kind", tag="story"):
    id: str
    title: str
    pages: tuple[str, ...]
    start: str | None = msgspec.field(default=None, name="from")
    to: str | None = None


class EntityHead(Record, frozen=True):
    """Somebody by id, with the name, type and Wikidata id that they go by."""

    id: str
    name: str
    type: MentionType | None = None
    qid: str | None = None


class Correction(Record, frozen=True, tag_field="kind", tag="correction"):
    """A person's mend, beside the data and never over it. `entity` is whom `now` names, where the store knows them;
    `page` the page that holds what was mended (None for an entity). `undone_at` is set by `undo`."""

    id: str
    of: str
    field: str
    was: str | None
    now: str | None
    by: str
    at: str
    reason: str
    entity: EntityHead | None = None
    page: str | None = None
    undone_at: str | None = None


class Profile(Record, frozen=True):
    """What a pair joiner keeps of one item of a page (the page itself, a statement, a figure): its blocking keys, and
    the facts by which it is compared, in a form that only the joiner reads."""

    item: str
    keys: tuple[str, ...]
    facts: bytes


class Tie(Record, frozen=True):
    """A judgement about two items that rests on their profiles alone, whichever group brought them together. `a` is the
    smaller id; `relation` is a word of the joiner."""

    a: str
    b: str
    relation: str
    score: float
    evidence: tuple[str, ...] = ()


Link = (
    EntityLink | CopyLink | OriginLink | UtteranceLink | FigureSeriesLink | DisputeLink | RelationLink | OutcomeLink
    | StoryLink
)
