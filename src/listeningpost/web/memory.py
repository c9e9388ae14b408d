"""What was worked out from the whole store, kept until something is written to it: no request pays for the whole.

While pages are being added, the store is written to many times a second. So what took long to work out is kept for a
while even then (REST times as long as it took): lines are always read fresh, only which of them come first is older.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from time import monotonic as now
from typing import Any, NamedTuple, TypeVar

MOST = 48  # answers kept at a time; the ones asked for longest ago go first
SHORT = 0.1  # seconds: what takes less is always made anew
REST = 10  # so that at most a tenth of the time goes into working out the whole anew
Made = TypeVar("Made")


class Memory:
    """Answers by what was asked, each with the store's generation at which it was made. Threads may share it: of two
    that ask the same at once, one works it out and the other waits."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, _Known] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def kept(self, generation: int, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gave for `key` at this generation (or lately, where it takes long), made now where it was not."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            known = self._kept.get(key)
            if known is None or (known.generation != generation and now() > known.until):
                known = _made(generation, make)
            with self._lock:
                self._kept[key] = known
                self._kept.move_to_end(key)
                while len(self._kept) > MOST:
                    gone, _ = self._kept.popitem(last=False)
                    self._making.pop(gone, None)
        made: Made = known.value
        return made


class _Known(NamedTuple):
    generation: int
    value: Any
    until: float  # of the monotonic clock


def _made(generation: int, make: Callable[[], Any]) -> _Known:
    start = now()
    value = make()
    took = now() - start
    return _Known(generation, value, start + took + (REST * took if took > SHORT else 0))
