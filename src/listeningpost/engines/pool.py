"""The engine that shares items out among processes on this machine."""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import count
from typing import Any, Generic

from ..errors import UsageError
from ..schema import Lost
from .contract import Engine, Item, Result

MOST = 256  # processes: more than any machine has cores for, few enough not to end it
TWICE = "its worker process was ended twice (out of memory, a crash, or stuck past its time)"
STOPPING = {signal.SIGINT, signal.SIGTERM}
AHEAD = 3  # items given out for each worker: enough to keep it busy, few enough to hold in memory
RARELY = (100_000, 20, 100)  # when Python seeks rings of objects: a tenth of all work, and there are hardly any
# A forked child would take over this process's threads and locks (a progress bar's, the store's) in whatever state.
CONTEXT = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")


def pool(workers: int) -> Engine:
    """An engine of so many processes (1 or more). The function goes to each worker once, so it may carry much with it;
    it, the items and the results must be picklable. Raises UsageError for no workers, or more than MOST."""
    if not 1 <= workers <= MOST:
        raise UsageError(f"workers: {workers} is too {'few' if workers < 1 else 'many'}; give 1 to {MOST}")

    def run(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result | Lost]:
        crew: Crew[Item, Result] = Crew(function, workers)
        try:
            yield from crew.results(items)
        finally:
            crew.dismiss()

    return run


class Crew(Generic[Item, Result]):
    """Worker processes that share one function, replaced as a whole when one of them is ended."""

    def __init__(self, function: Callable[[Item], Result], workers: int) -> None:
        self.function = function
        self.workers = workers
        self.executor = self._hired(workers)

    def _hired(self, workers: int) -> ProcessPoolExecutor:
        if CONTEXT.get_start_method() == "forkserver":
            # what the function needs is loaded once, in the process that all workers of all pools are forked from
            CONTEXT.set_forkserver_preload([_home(self.function)])
        return ProcessPoolExecutor(workers, CONTEXT, initializer=_prepare, initargs=(self.function,))

    def results(self, items: Iterable[Item]) -> Iterator[Result | Lost]:
        """One result for each item, in order, with at most `AHEAD` items a worker given out."""
        source, numbers = iter(items), count()
        given: deque[tuple[Item, Future[Result]]] = deque()
        more = True
        while given or more:
            while more and len(given) < self.workers * AHEAD:
                more = self._give(source, given)
            if given:
                item, future = given.popleft()
                yield self._taken(next(numbers), item, future)

    def _give(self, source: Iterator[Item], given: deque[tuple[Item, Future[Result]]]) -> bool:
        """Give the next item out; False where there is none."""
        for item in source:
            given.append((item, self._submitted(item)))
            return True
        return False

    def _submitted(self, item: Item) -> "Future[Result]":
        with _undisturbed():
            try:
                return self.executor.submit(_work, item)
            except BrokenProcessPool:
                self.dismiss()
                self.executor = self._hired(self.workers)
                return self.executor.submit(_work, item)

    def _taken(self, number: int, item: Item, future: "Future[Result]") -> Result | Lost:
        """The result of an item; where its crew was ended, the item is tried once more with a process of its own, so
        that only the one that ends it is lost."""
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(number, item)

    def _alone(self, number: int, item: Item) -> Result | Lost:
        with self._hired(1) as executor:
            with _undisturbed():
                future: Future[Result] = executor.submit(_work, item)
            try:
                return future.result()
            except BrokenProcessPool:
                return Lost(number=number, reason=TWICE)

    def dismiss(self) -> None:
        """Let the workers finish what they have begun, and go."""
        self.executor.shutdown(wait=True, cancel_futures=True)


def _home(function: Callable[[Any], Any]) -> str:
    """The module that a function (or what is partly applied, limited, or called like one) is defined in."""
    while hasattr(function, "func"):
        function = function.func
    return getattr(function, "__module__", None) or type(function).__module__


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM wait while processes are started, which are deaf to them until they are prepared: one that
    is still loading would end in a traceback, and one not yet written down would be left behind."""
    if sys.platform == "win32":
        yield
        return
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


_function: Callable[[Any], Any] | None = None


def _prepare(function: Callable[[Any], Any]) -> None:
    """In a worker: keep the function, leave Ctrl-C to the process that asked, and end when that is killed."""
    global _function
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*RARELY)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _function = function


def _end_with_parent() -> None:
    """Wait for the end of the process that asked. Without this, workers of a killed one would wait for items for ever,
    since each of them keeps the others' pipe open."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(item: Any) -> Any:
    if _function is None:
        raise RuntimeError("a worker was not prepared")
    return _function(item)
