"""How long one item may be worked on and how much memory it may take: what goes past is lost, the rest goes on."""

import contextlib
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Generic

from msgspec.structs import replace

from ..schema import Lost, Record
from .contract import Engine, Item, Result

if sys.platform != "win32":
    import resource

AGAIN = 1.0  # seconds: a library that swallows the first call is called again
MIB = 1024 * 1024
PAGES_HELD = Path("/proc/self/statm")  # of Linux; its first number is the memory in use, in pages of the system


class Limits(Record, frozen=True):
    """For one item: `seconds` of computing (not of waiting), and `memory` in MiB beside what the process held before; 0
    is no limit. `grace`: so many seconds later a worker that hears nothing any more is ended."""

    seconds: int = 0
    memory: int = 0
    grace: int = 10


class _Overtime(BaseException):
    """The item took too long. No `except Exception` of a library may take this for its own."""


def limited(engine: Engine, limits: Limits) -> Engine:
    """The engine, giving Lost with the limit in words for items that go past it. Seconds are kept where the system has
    timers (not Windows) and work is done in a process's main thread; memory on Linux."""

    def run(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result | Lost]:
        for number, result in enumerate(engine(_Limited(function, limits), items)):
            yield replace(result, number=number) if isinstance(result, Lost) else result

    return run


class _Limited(Generic[Item, Result]):
    """A function with limits; it travels to workers."""

    def __init__(self, function: Callable[[Item], Result], limits: Limits) -> None:
        self.func = function
        self.limits = limits

    def __call__(self, item: Item) -> Result | Lost:
        try:
            with _no_more_than(self.limits.memory), _no_longer_than(self.limits):
                return self.func(item)
        except _Overtime:
            signal.setitimer(signal.ITIMER_PROF, 0)  # it may have struck while the clock was being stopped
            reason = f"it took longer than {self.limits.seconds} s of computing; the setting page_seconds allows more"
        except MemoryError:
            reason = f"it needs more than {self.limits.memory} MiB of memory; the setting page_memory allows more"
        return Lost(number=-1, reason=reason)


@contextlib.contextmanager
def _no_longer_than(limits: Limits) -> Iterator[None]:
    """Raises _Overtime inside the block. In a worker the system ends the process itself a little later, should what
    runs there hear no signals (a library's own code)."""
    if not limits.seconds or sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _out_of_time)
    signal.setitimer(signal.ITIMER_PROF, limits.seconds, AGAIN)
    with _end_of_worker(limits.seconds + limits.grace):
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)


def _out_of_time(*_: object) -> None:
    raise _Overtime


@contextlib.contextmanager
def _end_of_worker(seconds: int) -> Iterator[None]:
    if sys.platform == "win32" or multiprocessing.parent_process() is None:
        yield
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


@contextlib.contextmanager
def _no_more_than(memory: int) -> Iterator[None]:
    """Lets the block ask for so many MiB; Python raises MemoryError for more."""
    if not memory or sys.platform == "win32" or not PAGES_HELD.exists():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    held = int(PAGES_HELD.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    wanted = held + memory * MIB
    ends = [end for end in (wanted, soft, hard) if end != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(ends), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
