"""What is searched for, what is asked, and what is found: lines of pages with their spans."""

import msgspec

from .base import Record, Span
from .links import Cite
from .stored import FigureRow, MentionRow, StatementRow


class Term(Record, frozen=True):
    """A word, or several that must stand together; `prefix`: the last one is a beginning; `negated`: lines with it are
    not wanted."""

    words: str
    prefix: bool = False
    negated: bool = False


class Sought(Record, frozen=True):
    """Which lines are wanted. All terms, or with `any_of` one of them; `speaker` is an entity id or words of a name;
    `outlet` words of one; `kind` a word of the record (direct, deny, count, headline, ...); `since` and `until` days
    (`YYYY-MM-DD`) of saying or of publication. `pages`: lines of these alone. As of a day (`YYYY-MM-DD`):
    `published_until` leaves out pages that are not known to be published by then, `said_until` lines that tell what is
    not known to be said by then. `held_until` is a time (UTC, ISO 8601, to the second) as of which
    corrections hold."""

    terms: tuple[Term, ...] = ()
    any_of: bool = False
    speaker: str | None = None
    outlet: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    pages: tuple[str, ...] | None = None
    said_until: str | None = None
    published_until: str | None = None
    held_until: str | None = None

    def filters(self) -> "Sought":
        """The same without its words, and without the time at which rows stand as they do."""
        return msgspec.structs.replace(self, terms=(), any_of=False, held_until=None)


class LineRow(Record, frozen=True):
    """A headline or sentence with what its page says of itself. `entry` is its number in the store, `words` its text as
    it is searched, `vector` what it is about (signed bytes)."""

    entry: int
    page: str
    number: int
    kind: str
    start: int
    stop: int
    text: str
    words: str
    vector: bytes | None = None
    outlet: str | None = None
    title: str | None = None
    source: str = ""
    published: str | None = None
    published_from: str | None = None
    published_to: str | None = None

    @property
    def span(self) -> Span:
        """Where it stands, in the page's space."""
        return self.start, self.stop


class Told(Record, frozen=True):
    """What the record holds on some pages."""

    statements: tuple[StatementRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()


class Facet(Record, frozen=True):
    """How many of the lines found have one value of outlet, speaker, kind or year. `filter` is what to add to a search
    to have these alone."""

    name: str
    value: str
    count: int
    filter: str


class FoundLine(Record, frozen=True):
    """One line found. `id` is the statement's where the line tells one, else the page's; `lead` says who says it, told
    by whom; `marked` are the parts of the quote that were looked for or that answer; `also` the same line elsewhere;
    `beside` what it is to the best line: denies it, or gives another figure."""

    id: str
    cite: Cite
    kind: str
    lead: str
    who: str = ""
    score: float = 0.0
    outlet: str | None = None
    title: str | None = None
    source: str = ""
    date: str | None = None
    published: str | None = None
    act: str | None = None
    marked: tuple[Span, ...] = ()
    answer: str | None = None
    beside: str = ""
    also: tuple[Cite, ...] = ()
    origin: str = ""


class Found(Record, frozen=True):
    """What a search found: `total` lines hold the words asked for (None where they were not counted)."""

    words: str
    lines: tuple[FoundLine, ...]
    facets: tuple[Facet, ...] = ()
    total: int | None = None
    notes: tuple[str, ...] = ()


class Answer(Record, frozen=True):
    """What the record answers. `cites` are the cited words, best first, none where the record does not say; `near` are
    then the nearest lines. `answer` are words of the page; `sure` is the chance that the first line answers."""

    question: str
    answer: str | None
    cites: tuple[Cite, ...]
    abstained: bool
    lines: tuple[FoundLine, ...] = ()
    near: tuple[FoundLine, ...] = ()
    sure: float = 0.0
    sought: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
