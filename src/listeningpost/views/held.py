"""What a view needs of a store, so that asking for a command's help loads no database."""

from collections.abc import Iterator
from typing import Protocol

from ..schema import Correction, Page, RefusedPage


class Held(Protocol):
    """The part of a store that views read; `store.open_store` gives one."""

    def pages(self, *, corrected: bool = True) -> Iterator[Page]:
        """Every page in the order of capture ids; `corrected` lays people's mends over what was found."""

    def refusals(self) -> Iterator[RefusedPage]:
        """Every page that could not be read."""

    def corrections(self) -> Iterator[Correction]:
        """Every mend, the undone ones too."""
