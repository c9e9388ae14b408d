"""What parts that work across pages look like: joiners of groups, and joiners of pairs."""

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from ..schema import Link, Page, Profile, Tie


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


@runtime_checkable
class PairJoiner(Protocol):
    """Compares items (pages, statements, figures) two by two where they share a blocking key, and settles what hangs
    together by the ties that it found.

    All three functions rest on what they are given alone, so that the links are the same for every order in which the
    pages came. `facts` are bytes that only this joiner reads: all that comparing and settling need, since no page is
    read again for them.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def largest(self) -> int:
        """How many items may be settled at once."""
        ...
    @property
    def levels(self) -> tuple[float, ...]:
        """The scores of ties, rising, by which more items than that are cut apart, one after another."""
        ...

    def profiles(self, page: Page) -> Iterable[Profile]:
        """The items of a page, each with its keys and facts. Keys should be rare: of one that more items share than
        the store lets meet, each meets the nearest ones only, in an order that means nothing."""
        ...

    def compare(self, one: bytes, others: Sequence[bytes]) -> Iterable[Tie]:
        """The ties of one item to those it meets; a tie does not hang on which of the two is `one`."""
        ...

    def settle(self, items: Sequence[bytes], ties: Sequence[Tie]) -> Iterable[Link]:
        """The links of items that hang together, in the order of their ids, with all ties among them."""
        ...
