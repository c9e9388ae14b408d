"""What a view needs of a store, so that asking for a command's help loads no database."""

from collections.abc import Iterator
from typing import Protocol

from ..schema import Correction, Link, Located, Page, RefusedPage


class Held(Protocol):
    """The part of a store that views read; `store.open_store` gives one."""

    def pages(self, *, corrected: bool = True, until: str | None = None) -> Iterator[Page]:
        """Every page in the order of capture ids; `corrected` lays people's mends over what was found, those that stood
        at the time `until`."""

    def page(self, page_id: str, *, corrected: bool = True, until: str | None = None) -> Page:
        """One page by its full id."""

    def refusals(self) -> Iterator[RefusedPage]:
        """Every page that could not be read."""

    def corrections(self) -> Iterator[Correction]:
        """Every mend, the undone ones too."""

    def links(self, kind: str | None = None) -> Iterator[Link]:
        """What holds across pages."""

    def find(self, id_: str) -> Located:
        """What an id, or the beginning of one, names. Raises UnknownId or UsageError."""
