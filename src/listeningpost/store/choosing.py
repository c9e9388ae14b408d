"""The questions by which a page of the desk chooses what it reads: the half of a Store that never reads all of it."""

from collections.abc import Collection, Iterable, Iterator

from ..schema import EditionDay, ItemDay, Link, LinkHead, LinkPlace, Page, PageDays, PageRow, StatementHead
from . import dated, selecting
from .database import Database


class Choosing:
    """What can be chosen of a store without reading all of it. Every method raises StoreError where the file fails."""

    database: Database

    def generation(self) -> int:
        """A number that rises with every write: what was worked out from the whole store holds as long as it stays."""
        return selecting.generation_of(self.database)

    def pages_of(self, ids: Iterable[str], *, corrected: bool = True, until: str | None = None) -> Iterator[Page]:
        """Pages by their full ids, in the order of ids; what is no page is passed over."""
        return selecting.pages_of(self.database, ids, corrected=corrected, until=until)

    def sourced_of(self, ids: Iterable[str]) -> Iterator[Page | selecting.Sourced]:
        """Pages by their full ids, no more of them than says where they have their text and statements from."""
        return selecting.sourced_of(self.database, ids)

    def page_rows_of(self, ids: Iterable[str]) -> dict[str, PageRow]:
        """Pages without their text, by id, corrections applied."""
        return selecting.page_rows_of(self.database, ids)

    def links_on(self, pages: Iterable[str], kind: str | None = None) -> Iterator[Link]:
        """The links (of one kind) that stand on any of these pages, by kind and id."""
        return selecting.links_on(self.database, pages, kind)

    def links_of(self, kind: str, ids: Iterable[str]) -> Iterator[Link]:
        """Links of one kind by their ids, in the order of ids."""
        return selecting.links_of(self.database, kind, ids)

    def links_at(self, kind: str, items: Iterable[tuple[str, str]]) -> Iterator[Link]:
        """The links of one kind that join any of these items, each a page and an id on it, in the order of ids."""
        return selecting.links_at(self.database, kind, items)

    def texts_on(self, pages: Iterable[str]) -> Iterator[Link]:
        """The links that count the origins of the texts of these pages, in the order of ids."""
        return selecting.texts_on(self.database, pages)

    def dated(self, links: Iterable[Link]) -> tuple[list[PageDays], list[ItemDay]]:
        """The days of the pages on which links stand, and of the items that they join, as they are held."""
        return dated.dated(self.database, links)

    def pages_known_by(self, said: str) -> tuple[list[PageDays], set[str]]:
        """The days of every page, and the ids of those with something that was said by a day."""
        return dated.pages_known_by(self.database, said)

    def link_heads(self, kind: str, pages: Collection[str] | None = None) -> list[LinkHead]:
        """Every link of a kind (that stands on any of these pages) without its record, those of most origins first,
        then of most pages."""
        return selecting.link_heads(self.database, kind, pages)

    def link_places(self, kind: str, pages: Collection[str] | None = None) -> list[LinkPlace]:
        """The pages and items on which the links of a kind (that stand on any of these pages) stand, by id."""
        return selecting.link_places(self.database, kind, pages)

    def edition_days(self) -> list[EditionDay]:
        """The days (UTC) on which captures entered, the newest first."""
        return selecting.edition_days(self.database)

    def entered_on(self) -> dict[str, str]:
        """The day (UTC) on which each page entered, by page."""
        return selecting.entered_on(self.database)

    def statement_heads(self, day: str) -> list[StatementHead]:
        """The statements of the pages that entered on a day (UTC), without those of headlines."""
        return selecting.statement_heads(self.database, day)

    def pages_with(self, words: Iterable[str]) -> set[str]:
        """Ids of the pages that have one of these words or phrases, the last word of each by its beginning."""
        return selecting.pages_with(self.database, words)

    def newest(self) -> Iterator[tuple[str, str]]:
        """Every page with the time (UTC) at which it entered, the newest first."""
        return selecting.newest(self.database)

    def pages_of_speaker(self, who: str) -> set[str]:
        """Ids of the pages that mention an entity, or on which somebody of that id, name or description speaks."""
        return selecting.pages_of_speaker(self.database, who)

    def pages_dated(self, since: str, until: str) -> set[str]:
        """Ids of the pages that may be published between two days, or have something said then."""
        return selecting.pages_dated(self.database, since, until)

    def named_as_outlet(self) -> list[tuple[str, str]]:
        """Outlets that a mention on their own page names in the same words, each with whom it stands for."""
        return selecting.named_as_outlet(self.database)
