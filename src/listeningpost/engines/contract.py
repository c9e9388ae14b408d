"""What every engine keeps to."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from ..schema import Lost

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(Protocol):
    """Maps a function over items: one result for each, in order, taking only a few items ahead."""

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result | Lost]: ...
