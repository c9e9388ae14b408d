"""What the API asks and answers beside the records of `schema`: the structs from which the OpenAPI document is written
and against which every request is checked."""

from typing import Annotated, Generic, Literal, TypeVar

from msgspec import Meta

from ...schema import (
    CitedPage,
    Correction,
    Counts,
    Figure,
    Link,
    Mention,
    Record,
    Statement,
    Watch,
)

Item = TypeVar("Item")
Text = Annotated[str, Meta(min_length=1, max_length=500, description="Words, without regard to capitals.")]
Name = Annotated[str, Meta(min_length=1, max_length=100)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A day, `2024-02-27`.")]
Date = Annotated[str, Meta(min_length=4, max_length=40, description="A day, month or year: 2024-02-27, 2024-02, 2024.")]
Time = Annotated[str, Meta(min_length=4, max_length=40, description="A day or a time (UTC): 2024-02-27T18:00.")]
Limit = Annotated[int, Meta(ge=1, le=500, description="How many at most.")]
Cursor = Annotated[str, Meta(min_length=1, max_length=1_000, description="`next` of the answer before.")]
LinkKind = Literal[
    "entity", "copy", "origin", "utterance", "figure_series", "dispute", "relation", "outcome", "story"
]


class Nothing(Record, frozen=True):
    """No parameters."""


# ---- what is asked
class Listing(Record, frozen=True):
    """A stretch of a list."""

    limit: Limit = 50
    cursor: Cursor | None = None


class PagesAsked(Listing, frozen=True):
    outlet: Text | None = None
    since: Day | None = None
    until: Day | None = None


class FiguresAsked(PagesAsked, frozen=True):
    """`speaker` is the one who claims it: an id or a part of a name."""

    page: Name | None = None
    speaker: Text | None = None
    words: Text | None = None
    kind: Name | None = None


class StatementsAsked(FiguresAsked, frozen=True):
    """`speaker` is an id or a part of a name."""

    act: Name | None = None


class NamedAsked(Listing, frozen=True):
    page: Name | None = None
    actor: Name | None = None


class ActorsAsked(Listing, frozen=True):
    """`name` is an id or a part of a name."""

    name: Text | None = None
    page: Name | None = None


class LinksAsked(Listing, frozen=True):
    kind: LinkKind | None = None


class OfPage(Listing, frozen=True):
    page: Name | None = None


class AsOf(Record, frozen=True):
    """As of a date: what was said, published or held until then."""

    said_until: Date | None = None
    published_until: Date | None = None
    held_until: Time | None = None


class QuestionAsked(AsOf, frozen=True):
    """What a view is asked; `watch` is the name of a watch of this desk."""

    subject: Text | None = None
    speaker: Text | None = None
    about: Annotated[tuple[Text, ...], Meta(max_length=20)] = ()
    since: Date | None = None
    until: Date | None = None
    page: Text | None = None
    kind: Name | None = None
    watch: Name | None = None
    limit: Limit = 100


class SearchAsked(Record, frozen=True):
    """`q` is typed as into `listening-post search`: words in quotation marks must stand together, a word that ends in *
    is a beginning, one behind a minus is not wanted; `speaker:`, `outlet:`, `kind:`, `after:`, `before:` narrow."""

    q: Text
    watch: Name | None = None
    limit: Limit = 20
    said_until: Date | None = None
    published_until: Date | None = None
    held_until: Time | None = None


class AskAsked(Record, frozen=True):
    """`q` is a question in English; `within` are filters of a search that bound the lines which may answer."""

    q: Text
    within: Text | None = None
    watch: Name | None = None
    said_until: Date | None = None
    published_until: Date | None = None
    held_until: Time | None = None


class Mended(Record, frozen=True):
    """A correction to make: `field` of what `id` names becomes `value` (null takes it away), and why."""

    id: Name
    field: Name
    why: Annotated[str, Meta(min_length=1, max_length=2_000)]
    value: Annotated[str, Meta(max_length=2_000)] | None = None


# ---- what is answered
class Listed(Record, Generic[Item], frozen=True):
    """A stretch of a list; `next` is the cursor behind which it goes on, null where it ends here."""

    items: tuple[Item, ...]
    next: str | None = None


class ListedLinks(Record, frozen=True):
    """A stretch of the list of links."""

    items: tuple[Link, ...]
    next: str | None = None


class StatementRecord(Record, frozen=True):
    """A statement as the record has it, its words, its page, and what a person mended of it."""

    statement: Statement
    text: str
    page: CitedPage
    corrections: tuple[Correction, ...] = ()


class FigureRecord(Record, frozen=True):
    """A figure as the record has it, its words, its page, and what a person mended of it."""

    figure: Figure
    text: str
    page: CitedPage
    corrections: tuple[Correction, ...] = ()


class MentionRecord(Record, frozen=True):
    """A mention as the record has it, its words, its page, and what a person mended of it."""

    mention: Mention
    text: str
    page: CitedPage
    corrections: tuple[Correction, ...] = ()


class NamedView(Record, frozen=True):
    """A view that can be asked for; `limit` lines unless asked otherwise, null for all."""

    name: str
    answers: str
    has_subject: bool
    limit: int | None = None


class NamedWatch(Record, frozen=True):
    """A watch of this desk and the name it is asked for by."""

    name: str
    watch: Watch


class NamedFeed(Record, frozen=True):
    """A feed of this desk: what it tells, and where it is read as Atom and as JSON Feed."""

    name: str
    tells: str
    atom: str
    json: str


class Mendable(Record, frozen=True):
    """What can be corrected of each kind of thing."""

    kinds: dict[str, tuple[str, ...]]


class Health(Record, frozen=True):
    """That the store can be read, and which state of it: a number that rises with each write."""

    generation: int
    status: Literal["ok"] = "ok"


class About(Record, frozen=True):
    """What serves this: the version of the product and of its records, and how much the store holds."""

    product: str
    version: str
    schema: str
    generation: int
    counts: Counts
