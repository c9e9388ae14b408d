"""The engine that does everything in this process, one item after the other."""

from collections.abc import Callable, Iterable, Iterator

from ..schema import Lost
from .contract import Item, Result


def here(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result | Lost]:
    """The function of each item, when it is asked for."""
    yield from map(function, items)
