"""The store: captures, pages and links in one SQLite file, and a person's corrections beside them, never over them.

The door is `open_store`; a Store is a thin object over the functions of this room. Nothing outside knows of SQL.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Self

from ..schema import (
    Capture,
    CaptureHead,
    CopyLink,
    Correction,
    Counts,
    EntityInStore,
    EntityRow,
    FigureOnPage,
    Filter,
    Link,
    Located,
    MadeBy,
    MentionRow,
    Page,
    PageRow,
    Problem,
    RefusedPage,
    RoleRow,
    StatementOnPage,
    Stretch,
    Tie,
    Window,
)
from . import (
    dependants,
    finding,
    grouping,
    mending,
    pairing,
    parts,
    querying,
    reading,
    verifying,
    windows,
    writing,
)
from .applying import FIELDS, apply
from .choosing import Choosing
from .database import Database, Result
from .grouping import Keyed, kind_of
from .mending import WHO
from .opening import open_database
from .pairing import Meeting, Profiled, numbered
from .parts import Cut, Part
from .places import places_of
from .searched import Searched
from .searching import typed_terms
from .tallies import Tallies
from .terms import searched, terms
from .then import Then

FIRST = Window()

__all__ = [
    "FIELDS", "WHO", "Cut", "Keyed", "Meeting", "Part", "Profiled", "Store", "apply", "kind_of", "numbered",
    "open_store", "places_of", "searched", "terms", "typed_terms", "verify",
]


def open_store(url: str, *, create: bool = True, now: str | None = None) -> "Store":
    """Open the store at a path or `sqlite:` URL; a fresh one is made where there is none and `create` allows.

    `now` fixes the time that is written down (UTC, ISO 8601). Raises NothingThere where there is no store, UsageError
    for a URL of another kind, StoreError (one line, with what to do) where the file cannot be used.
    """
    return Store(open_database(url, create=create, now=now))


def verify(store: "Store", counted: Counter[str] | None = None) -> Iterator[Problem]:
    """What is wrong in the store, nothing where all is right; `counted` is filled with how much was checked."""
    return verifying.verify(store.database, counted)


class Store(Choosing, Searched, Tallies):
    """An open store. Answers that may be long are lazy; every method raises StoreError where the file fails."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def as_held(self, until: str | None) -> "Store":
        """The same store, to be searched with all corrections as they stood at a time (UTC, ISO 8601); itself where
        none is given."""
        if until is None:
            return self
        then = Store(Then(self.database, until))
        then._meanings = self._meanings
        return then

    @property
    def path(self) -> str:
        """Where its file lies."""
        return self.database.path

    def close(self) -> None:
        """Let go of the file. A Store is also a context manager that does so."""
        self.database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- bringing in
    def write(self, page: Page, capture: Capture) -> None:
        """Keep a page and its capture in one transaction, in the place of what was held of that capture."""
        writing.write(self.database, page, capture)

    def refuse(self, refused: RefusedPage, capture: Capture | None = None, made_by: MadeBy | None = None) -> None:
        """Keep a refusal; `made_by` is the version that tried, so that it does not try again."""
        writing.refuse(self.database, refused, capture, made_by)

    def note_source(self, head: CaptureHead) -> bool:
        """Note a further place of a held capture's bytes; False where it was known."""
        return writing.note_source(self.database, head)

    def held_as(self, capture_id: str, made_by: MadeBy) -> Literal["page", "refusal"] | None:
        """What this very version has made of a capture already: a page, a refusal, or nothing."""
        return reading.held_as(self.database, capture_id, made_by)

    def has(self, capture_id: str, made_by: MadeBy) -> bool:
        """Whether this very version has read or refused the capture."""
        return self.held_as(capture_id, made_by) is not None

    # ---- reading
    def captures(self) -> Iterator[Capture]:
        """Every capture with its bytes, by id."""
        return reading.captures(self.database)

    def capture(self, capture_id: str) -> Capture:
        """One capture by its full id. Raises UnknownId."""
        return reading.capture_of(self.database, capture_id)

    def capture_text(self, capture_id: str) -> str:
        """The text of a capture, decoded anew from its bytes. Raises UnknownId."""
        return reading.capture_text(self.database, capture_id)

    def sources(self, capture_id: str) -> tuple[str, ...]:
        """Every place where the bytes of a capture were found, the first one first."""
        return reading.sources(self.database, capture_id)

    def page(self, page_id: str, *, corrected: bool = True, until: str | None = None) -> Page:
        """One page by its full id, corrections (of the time `until`) applied or as read. Raises UnknownId."""
        return reading.page_of(self.database, page_id, corrected=corrected, until=until)

    def pages(self, *, corrected: bool = True, until: str | None = None) -> Iterator[Page]:
        """Every page by capture id, corrections (of the time `until`, UTC, ISO 8601) applied or as read."""
        return reading.pages(self.database, corrected=corrected, until=until)

    def refusals(self) -> Iterator[RefusedPage]:
        """Every page that could not be read, by source."""
        return reading.refusals(self.database)

    def counts(self) -> Counts:
        """How much the store holds."""
        return reading.counts(self.database)

    def find(self, id_: str) -> Located:
        """What an id, or the beginning of one (4 characters or more), names. Raises UnknownId, UsageError."""
        return finding.find(self.database, id_)

    # ---- asking
    def statements(self, wanted: Filter = querying.ALL) -> Iterator[StatementOnPage]:
        """Statements that fit a filter, by day said (or published), the undated last."""
        return querying.statements(self.database, wanted)

    def figures(self, wanted: Filter = querying.ALL) -> Iterator[FigureOnPage]:
        """Figures that fit a filter, by day published, the undated last."""
        return querying.figures(self.database, wanted)

    def page_rows(self) -> Iterator[PageRow]:
        """Every page without its text, by day published, the undated last."""
        return querying.page_rows(self.database)

    def entities(self, name: str | None = None) -> Iterator[EntityInStore]:
        """Everybody the pages name (whose name holds `name`), most mentioned first."""
        return querying.entities(self.database, name)

    def entities_on(self, page_id: str) -> Iterator[EntityRow]:
        """Everybody one page names, most mentioned first."""
        return querying.entities_on(self.database, page_id)

    def mentions(self, who: str) -> Iterator[MentionRow]:
        """Every mention of an entity, by page and place."""
        return querying.mentions(self.database, who)

    def roles(self, who: str | None = None) -> Iterator[RoleRow]:
        """The roles that pages give an entity, or everybody."""
        return querying.roles(self.database, who)

    def window(self, name: str, wanted: Filter = querying.ALL, asked: Window = FIRST) -> Stretch:
        """A stretch of a list, in the order of its rows' keys: statements, figures, pages, mentions, roles, actors,
        links, refusals, corrections. In mentions, roles and actors a `speaker` is the one named. Raises KeyError for
        another name, ValueError for a key of another list."""
        return windows.window(self.database, name, wanted, asked)

    # ---- correcting
    def correct(self, id_: str, field: str, value: str | None, why: str, by: str) -> Correction:
        """Keep a correction beside the record. Raises UnknownId or UsageError, which list what can be corrected."""
        return mending.correct(self.database, mending.Mend(id_, field, value, why, by))

    def values_of(self, id_: str) -> dict[str, str | None]:
        """What each field that can be corrected of an id holds now, as a person would type it. Raises UnknownId or
        UsageError."""
        return mending.values_of(self.database, id_)

    def undo(self, correction_id: str) -> Correction:
        """Take a correction back; it stays listed. Raises UnknownId or UsageError."""
        return mending.undo(self.database, correction_id)

    def corrections(self, of: str | None = None) -> Iterator[Correction]:
        """Every correction (of one id) in the order made, undone ones too."""
        return mending.corrections(self.database, of)

    def dangling(self) -> Iterator[Correction]:
        """Corrections of what no page holds any more."""
        return mending.dangling(self.database)

    # ---- joining
    def batch(self) -> AbstractContextManager[None]:
        """All that is written inside is one transaction, kept whole at its end or not at all."""
        return self.database.batch()

    def batched(self, results: Iterable[Result]) -> Iterator[Result]:
        """Results as they come; what is written for some of them in a row is one transaction."""
        return self.database.batched(results)

    def unkeyed(self, joiner: str, version: int) -> Iterator[str]:
        """Ids of the pages without keys from this version of a joiner."""
        return grouping.unkeyed(self.database, joiner, version)

    def little_new(self, versions: Mapping[str, int], most: int) -> bool:
        """Whether these versions of joiners, and no others, have keyed all pages but so many."""
        return grouping.little_new(self.database, versions, most)

    def note_complete(self, versions: Mapping[str, int]) -> None:
        """Note that these versions of joiners have keyed all pages, so that only new ones are looked through."""
        grouping.note_complete(self.database, versions)

    def give_keys(self, made: Sequence[Keyed | Profiled]) -> None:
        """Give pages what joiners made of them, in one transaction."""
        with self.batch():
            self.write_keys([one for one in made if isinstance(one, Keyed)])
            self.write_profiles([one for one in made if isinstance(one, Profiled)])

    def write_keys(self, made: Sequence[Keyed]) -> None:
        """Give pages their blocking keys; groups they leave or enter are touched."""
        grouping.write_keys(self.database, made)

    def groups(self, joiner: str) -> Iterator[tuple[str, list[str]]]:
        """The touched groups of a joiner: key, ids of the pages now in it."""
        return grouping.groups(self.database, joiner)

    def write_links(self, joiner: str, key: str, links: Iterable[Link]) -> int:
        """Put the links of a group in the place of those it had and untouch it; gives how many."""
        return grouping.write_groups(self.database, joiner, {key: links})[0]

    def write_profiles(self, made: Sequence[Profiled]) -> None:
        """Give the items of pages their profiles for pair joiners; what is to be compared and settled again is
        marked."""
        pairing.write_profiles(self.database, made)

    def meetings(self, joiner: str) -> Iterator[Meeting]:
        """Items to be compared, some at a time, with the facts of those they meet."""
        return pairing.meetings(self.database, joiner)

    def write_ties(self, joiner: str, numbers: Sequence[int], ties: Iterable[Tie]) -> int:
        """Keep the ties found for items that were compared; gives how many."""
        return pairing.write_ties(self.database, joiner, numbers, ties)

    def parts(self, joiner: str, cut: Cut) -> Iterator[list[Part]]:
        """Items tied together that are to be settled, some parts at a time. Ask again once they are written, until
        there are none."""
        return parts.parts(self.database, joiner, cut)

    def write_parts(self, joiner: str, done: Sequence[tuple[Part, Iterable[Link]]]) -> list[int]:
        """Put the links of parts in the place of those their items had; gives how many each has."""
        return parts.write_parts(self.database, joiner, done)

    def touch_pages(self, page_ids: Sequence[str], version: int) -> None:
        """Have the origins of all that some pages tell judged by this version."""
        dependants.touch_pages(self.database, page_ids, version)

    def touched(self, joiner: str) -> Sequence[str]:
        """The keys of touched groups of what is judged from links ("joiner part"), by the first day of their pages."""
        return grouping.touched_keys(self.database, joiner)

    def links_under(self, keys: Sequence[str]) -> dict[str, list[Link]]:
        """The links that hold together what pages tell, by the keys of touched groups of `origins`."""
        return dependants.links_under(self.database, keys)

    def copies_of(self, page_ids: Sequence[str]) -> dict[str, tuple[CopyLink, ...]]:
        """The copy links of pages, a page's own one first."""
        return dependants.copies_of(self.database, page_ids)

    def write_groups(self, joiner: str, groups: Mapping[str, Iterable[Link]]) -> list[int]:
        """Put the links of some groups in the place of those they had and untouch them; gives how many each has."""
        return grouping.write_groups(self.database, joiner, groups)

    def drop_joiners(self, kept: Iterable[str]) -> None:
        """Take out what joiners that are no longer there have left."""
        grouping.drop_joiners(self.database, kept)

    def link(self, id_: str) -> Link | None:
        """The link of a full id; None where there is none."""
        return grouping.link_of(self.database, id_)

    def links(self, kind: str | None = None) -> Iterator[Link]:
        """Every link, of one kind or all, by kind and id."""
        return grouping.links(self.database, kind)
