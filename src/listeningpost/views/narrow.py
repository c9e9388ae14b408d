"""A part of a store that views read as if it were the whole: so that what a view costs hangs on what was chosen."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from ..schema import Correction, ItemDay, Link, Located, Page, PageDays, RefusedPage


class Shelf(Protocol):
    """What choosing needs of a store, so that asking for a command's help loads no database."""

    def pages_of(self, ids: Iterable[str], *, corrected: bool = True, until: str | None = None) -> Iterator[Page]: ...
    def page(self, page_id: str, *, corrected: bool = True, until: str | None = None) -> Page: ...
    def corrections(self) -> Iterator[Correction]: ...
    def links_on(self, pages: Iterable[str], kind: str | None = None) -> Iterator[Link]: ...
    def dated(self, links: Iterable[Link]) -> tuple[list[PageDays], list[ItemDay]]: ...
    def find(self, id_: str) -> Located: ...


class Narrow:
    """The chosen pages of a store with the links that stand on them, or with the links given. Its refusals are none:
    they are asked of the store itself."""

    def __init__(self, store: Shelf, pages: Iterable[str], links: Sequence[Link] | None = None) -> None:
        self._store = store
        self._pages = frozenset(pages)
        self._links = links
        self._read: dict[tuple[bool, str | None], dict[str, Page]] = {}

    def pages(self, *, corrected: bool = True, until: str | None = None) -> Iterator[Page]:
        """The chosen pages in the order of capture ids; read once, however often a view asks."""
        return iter(self._chosen(corrected, until).values())

    def _chosen(self, corrected: bool, until: str | None) -> dict[str, Page]:
        key = (corrected, until)
        if key not in self._read:
            found = self._store.pages_of(self._pages, corrected=corrected, until=until)
            self._read[key] = {page.capture.id: page for page in found}
        return self._read[key]

    def page(self, page_id: str, *, corrected: bool = True, until: str | None = None) -> Page:
        """One page by its full id, chosen or not. Raises UnknownId."""
        found = self._chosen(corrected, until).get(page_id) if page_id in self._pages else None
        return found or self._store.page(page_id, corrected=corrected, until=until)

    def refusals(self) -> Iterator[RefusedPage]:
        """None: what could not be read is not among what was chosen."""
        return iter(())

    def corrections(self) -> Iterator[Correction]:
        """Every mend of the store, the undone ones too."""
        return self._store.corrections()

    def links(self, kind: str | None = None) -> Iterator[Link]:
        """What holds across the chosen pages, by kind and id."""
        if self._links is None:
            self._links = tuple(self._store.links_on(self._pages))
        return (link for link in self._links if kind in (None, link.__struct_config__.tag))

    def reached(self, until: str | None) -> Iterator[Page]:
        """The chosen pages and all others on which the links stand, corrections of the time `until` applied."""
        pages, _ = self._store.dated(self.links())
        return self._store.pages_of({*self._pages, *(page.id for page in pages)}, until=until)

    def dated(self) -> tuple[list[PageDays], list[ItemDay]]:
        """The days of all pages on which the links stand, and of the items that they join."""
        return self._store.dated(self.links())

    def find(self, id_: str) -> Located:
        """What an id, or the beginning of one, names. Raises UnknownId or UsageError."""
        return self._store.find(id_)
