"""What a store answers: the queryable rows that a page becomes, and counts. The store's tables are made from these
structs, column for field."""

from typing import Any

from .base import Record, Span


class PageRow(Record, frozen=True):
    """A page without its text. Days are ISO (`YYYY-MM-DD`), None where that end is open or unknown."""

    id: str
    source: str
    media_type: str
    space: str
    made_by: str
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: str | None = None
    published_from: str | None = None
    published_to: str | None = None


class MentionRow(Record, frozen=True):
    page: str
    number: int
    id: str
    start: int
    stop: int
    text: str
    type: str
    form: str
    entity: str | None = None
    name: str | None = None
    qid: str | None = None


class StatementRow(Record, frozen=True):
    """A statement: `start` and `stop` are the bounds of its content, `text` its content spans joined by " … "; `via`
    the tellers from the page inward, joined by " < "."""

    page: str
    number: int
    id: str
    start: int
    stop: int
    text: str
    kind: str
    attribution: str
    act: str
    speaker: str | None = None
    speaker_name: str | None = None
    descriptor: str | None = None
    via: str | None = None
    said_on: str | None = None
    said_from: str | None = None
    said_to: str | None = None


class FigureRow(Record, frozen=True):
    page: str
    number: int
    id: str
    start: int
    stop: int
    text: str
    kind: str
    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    what: str | None = None
    of: str | None = None
    place: str | None = None
    as_of: str | None = None
    direction: str | None = None
    qualifier: str | None = None
    claimed_by: str | None = None


class RoleRow(Record, frozen=True):
    page: str
    number: int
    entity: str
    name: str
    role: str
    of: str | None
    status: str
    start: int
    stop: int
    text: str


class EntityRow(Record, frozen=True):
    """Somebody on one page, with how often the page mentions them and how many statements it gives them."""

    page: str
    entity: str
    name: str
    type: str
    qid: str | None
    mentions: int
    statements: int


class PassageRow(Record, frozen=True):
    """A stretch that can be searched: `kind` is title, sentence (a block of the body where its page has no sentences)
    or statement; `id` the page's or the statement's; `words` the text as it is searched; `vector` what it is about."""

    page: str
    number: int
    id: str
    kind: str
    start: int
    stop: int
    text: str
    words: str = ""
    vector: bytes | None = None


class StatementOnPage(StatementRow, frozen=True):
    """A statement with what its page says of itself."""

    outlet: str | None = None
    title: str | None = None
    published: str | None = None


class FigureOnPage(FigureRow, frozen=True):
    """A figure with what its page says of itself."""

    outlet: str | None = None
    title: str | None = None
    published: str | None = None


class EntityInStore(Record, frozen=True):
    """Somebody over all pages: the commonest name, and on how many pages, mentions and statements."""

    id: str
    name: str
    type: str
    qid: str | None
    pages: int
    mentions: int
    statements: int


class Filter(Record, frozen=True):
    """Which statements or figures are wanted. `speaker` is an entity id or part of a name; `outlet` part of a name;
    `since` and `until` are days (`YYYY-MM-DD`) of saying, or of publication where no day of saying is known; `words`
    are searched in the text; `kind` and `act` are words of the record (a `kind` of statement, or of figure)."""

    page: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    words: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    act: str | None = None


class Window(Record, frozen=True):
    """Which stretch of a list is wanted: at most `limit` rows behind the one whose key is `after`, or the first."""

    after: tuple[str | int, ...] = ()
    limit: int = 50


class Stretch(Record, frozen=True):
    """A stretch of a list: its rows, and the key behind which it goes on; None where it ends here."""

    rows: tuple[Any, ...]
    after: tuple[str | int, ...] | None = None


class Hit(Record, frozen=True):
    """One answer of a search, best first."""

    id: str
    page: str
    kind: str
    span: Span
    text: str


class Located(Record, frozen=True):
    """What an id names: the full id, its `kind` (page, statement, mention, figure, event, forecast, entity, story,
    refusal, link, correction), where it leads now (`id` unless merged), and the pages that hold it."""

    id: str
    kind: str
    now: str
    pages: tuple[str, ...] = ()


class LinkHead(Record, frozen=True):
    """A link without its record: how many origins it counts (0 where it counts none), how many pages it joins."""

    id: str
    origins: int
    pages: int


class LinkPlace(Record, frozen=True):
    """A place on which a link stands: a page, and an item of it (empty where it is the page as a whole)."""

    id: str
    page: str
    item: str


class PageHead(Record, frozen=True):
    """A page as lists of pages need it: its outlet, its language, and its first and last day, None where that is
    open."""

    id: str
    outlet: str | None
    language: str | None
    published_from: str | None
    published_to: str | None


class PageDays(Record, frozen=True):
    """When a page may have been published at the earliest and latest, None where that end is open; of one without a
    latest day also when its capture was taken."""

    id: str
    title: str | None
    first: str | None
    last: str | None
    taken_at: str | None = None


class ItemDay(Record, frozen=True):
    """By which day an item of a page was said at the latest: `said_to` is the day that a statement, or the claim of a
    figure, gives of itself; `spoken` is whether it is said by anybody, so that a day can leave it out."""

    page: str
    id: str
    spoken: bool
    said_to: str | None


class StatementHead(Record, frozen=True):
    """A statement without its words, as lines are put in order by it: `last` is the last day on which it may have been
    said (of its page's publication where it has none), `words` how many it has."""

    page: str
    id: str
    start: int
    kind: str
    attribution: str
    named: bool
    words: int
    last: str | None


class EditionDay(Record, frozen=True):
    """A day (UTC) on which captures entered the store, with how many pages were read of them and how many refused."""

    day: str
    pages: int
    refused: int


class Counts(Record, frozen=True):
    captures: int
    pages: int
    refusals: int
    statements: int
    mentions: int
    figures: int
    entities: int
    links: int
    corrections: int


class Problem(Record, frozen=True):
    """Something `verify` found wrong: where (a page, an id, or the store itself) and what."""

    where: str
    what: str


class Lost(Record, frozen=True):
    """What an engine gives for an item that ended its worker twice, or went past its limits: which of the items (from
    0), and why."""

    number: int
    reason: str


class Added(Record, frozen=True):
    """How far an `add` is: pages new to the store (or read anew by another version), seen before, refused; and
    `sources`, the further places where bytes already held were found."""

    new: int = 0
    seen: int = 0
    refused: int = 0
    sources: int = 0


class Reconciled(Record, frozen=True):
    """What a `reconcile` did: groups judged and links written."""

    groups: int = 0
    links: int = 0
