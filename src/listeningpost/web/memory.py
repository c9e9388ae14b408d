"""What was worked out from the whole store, kept until something is written to it: no request pays for the whole.

What is quickly worked out is made anew with the first request after a write. What takes long (more than SHORT) is given
as it was, while it is worked out anew beside the readers, so that none of them waits; and no more often than REST times
as long as it takes, for while pages are being added the store is written to many times a second. Lines are always read
fresh: only which of them come first is older for that while.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from time import monotonic as now
from typing import Any, NamedTuple, TypeVar

MOST = 96  # answers kept at a time; the ones asked for longest ago go first
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
        self._here = _Here()

    def kept(self, generation: int, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gave for `key` at this generation, made now where it was not; where it takes long, what it gave
        at an earlier one, until that of this one is made."""
        known = self._kept.get(key)
        if known is None or (known.generation != generation and (known.took <= SHORT or self._here.is_beside)):
            known = self._made(generation, key, make)
        elif known.generation != generation and now() > known.began + known.took * (1 + REST):
            self._begin(generation, key, make)
        if self._here.oldest:  # what is made from this is no newer
            self._here.oldest[-1] = min(self._here.oldest[-1], known.generation)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
        made: Made = known.value
        return made

    def _made(self, generation: int, key: Hashable, make: Callable[[], Any]) -> "_Known":
        """The answer of this generation, by whichever thread comes first."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            known = self._kept.get(key)
            if known is None or known.generation != generation:
                self._here.oldest.append(generation)
                began = now()
                try:
                    value = make()
                finally:
                    oldest = self._here.oldest.pop()
                known = _Known(oldest, value, began, now() - began)
                self._keep(key, known)
        return known

    def _keep(self, key: Hashable, known: "_Known") -> None:
        with self._lock:
            self._kept[key] = known
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                gone, _ = self._kept.popitem(last=False)
                self._making.pop(gone, None)

    def _begin(self, generation: int, key: Hashable, make: Callable[[], Any]) -> None:
        """Have an answer made anew beside the readers, unless that is being done."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        if not making.locked():
            threading.Thread(target=self._beside, args=(generation, key, make), daemon=True).start()

    def _beside(self, generation: int, key: Hashable, make: Callable[[], Any]) -> None:
        """What fails here is forgotten: the next reader makes it, and is told what is wrong."""
        self._here.is_beside, done = True, False
        try:
            self._made(generation, key, make)
            done = True
        finally:
            if not done:
                with self._lock:
                    self._kept.pop(key, None)


class _Here(threading.local):
    """What a thread is at: the oldest generation that each answer in the making rests on, and whether it works beside
    the readers, where nothing old will do."""

    def __init__(self) -> None:
        self.oldest: list[int] = []
        self.is_beside = False


class _Known(NamedTuple):
    generation: int
    value: Any
    began: float  # when its making did, on the monotonic clock
    took: float  # seconds
