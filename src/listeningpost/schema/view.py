"""A watch, what a view is asked, and what it answers."""

from .base import Record
from .known import Spot
from .links import Cite, EntityHead
from .page import MadeBy


class Watch(Record, frozen=True):
    title: str
    question: str = ""
    words: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    language: str | None = None


class Question(Record, frozen=True):
    """What a view is asked. `since` and `until` are EDTF; `page` is an id, a source or an outlet; `kind` is a word of
    the record (direct, warn, belief, count, ...); `limit` None is every line. As of a date: `said_until` and
    `published_until` are EDTF, `held_until` is a time (UTC, ISO 8601). `packs` are folders of knowledge packs whose
    places count beside the packaged ones."""

    subject: str | None = None
    speaker: str | None = None
    about: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    page: str | None = None
    kind: str | None = None
    watch: Watch | None = None
    limit: int | None = None
    said_until: str | None = None
    published_until: str | None = None
    held_until: str | None = None
    packs: tuple[str, ...] = ()


class Point(Record, frozen=True):
    """Where a line stands in a series of figures: the number it goes by and its bounds, in the unit of the first line;
    the last day on which it may have been said (ISO; None where nothing gives one), what it is to the points before it,
    whether it was measured, foretold or planned, and which of the accounts that cannot hold together it is of, 0 where
    there is one."""

    level: float
    low: float | None = None
    high: float | None = None
    day: str | None = None
    relation: str = "first"
    stage: str = "measured"
    side: int = 0


class Line(Record, frozen=True):
    """One line of a view, with the cites that carry it. `quote` is the page's own words (equal to the first cite's; a
    statement of several pieces has a cite for each), `lead` is ours: who, through whom, when. `who` is the part of the
    lead that names the speaker, `marks` say how it was told, `faults` are those of the page at this place, `also` are
    the same words on other pages, `context` is the sentence around the first cite. `depth` is how far down a line
    stands in the tree of its group (a line hangs on the last one before it that stands one less deep), None where
    the group is no tree. `group_id` is the id of the dispute that a group is, which ends its heading in brackets, and
    `side` the word of the line's side in it ("claimed", "denied"), with which the lead begins. `differs` are words of
    the quotation that another telling has otherwise. `point` is where a line stands in a series of figures, None where
    it stands in none; `spot` where the place lies that a line names, on a map; `pair` who speaks and about whom, in a
    network. `cue` is the page's own word for how it was said, which ends the lead too; empty where it is no more than
    "said"."""

    id: str
    kind: str
    lead: str
    quote: str
    cites: tuple[Cite, ...]
    group: str = ""
    group_id: str = ""
    side: str = ""
    note: str = ""
    outlet: str | None = None
    title: str | None = None
    date: str | None = None
    who: str = ""
    cue: str = ""
    marks: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    also: tuple[Cite, ...] = ()
    context: Cite | None = None
    source: str | None = None
    depth: int | None = None
    differs: tuple[str, ...] = ()
    point: Point | None = None
    spot: Spot | None = None
    pair: tuple[EntityHead, EntityHead] | None = None


class CitedPage(Record, frozen=True):
    """A page that a view cites: capture id, where its words stand, and what read it."""

    id: str
    source: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    made_by: MadeBy | None = None


class View(Record, frozen=True):
    """An answer of a view: lines under headings, with what was left out counted."""

    name: str
    title: str
    lines: tuple[Line, ...]
    left_out: int = 0
    notes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    pages: tuple[CitedPage, ...] = ()
