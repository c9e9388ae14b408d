"""What a part that works across pages looks like."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from ..schema import Link, Page


class Joiner(Protocol):
    """Links what belongs together across pages: pages that share a key are judged together, and only those."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...

    def key(self, page: Page) -> Iterable[str]:
        """The blocking keys of a page: any text; pages with an equal key are judged in one group."""
        ...

    def judge(self, pages: Sequence[Page], key: str | None = None) -> Iterable[Link]:
        """The links of the group of pages that share `key`; without the key, of all that these pages share."""
        ...
