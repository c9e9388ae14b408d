"""What must hold of any bytes that are brought in: a record or a refusal with its reason, in time, in memory, every
span made anew from the bytes."""

import contextlib
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from listeningpost import captures, pipeline
from listeningpost.errors import Refusal
from listeningpost.knowledge import Knowledge
from listeningpost.schema import RefusedPage
from listeningpost.spans import decode
from listeningpost.store.page_checks import check_page

SECONDS, MORE, BYTES = 2.0, 5.0, 100_000  # of computing, and more for each so many bytes: the model takes half of them
MEMORY = 300  # MiB more than before
STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Overtime(BaseException):
    """A page took far longer than it may; no room may catch this."""


class Road(msgspec.Struct):
    """How it went with one page: the fault in words (None: none), what became of it, its seconds and MiB."""

    fault: str | None
    became: str
    seconds: float
    memory: float


def travel(body: bytes, name: str, knowledge: Knowledge, patience: float = 1.0) -> Road:
    """One body on the whole road: captured, read, annotated, entered, encoded, checked; in so many times the seconds
    it may take on a quiet machine."""
    allowed = patience * (SECONDS + MORE * len(body) / BYTES)
    before, start = _reset_peak(), time.process_time()
    try:
        with _no_longer_than(6 * allowed):
            fault, became = _travelled(body, name, knowledge)
    except Overtime:
        fault, became = f"over time\n{traceback.format_exc(limit=-12)}", "over time"
    except Exception:  # noqa: BLE001  the fuzzer is there to find any of them
        fault, became = traceback.format_exc(limit=-6), "exception"
    seconds, memory = time.process_time() - start, _peak() - before
    if not fault and seconds > allowed:
        fault = f"{seconds:.1f} s, allowed {allowed:.1f}"
    if not fault and memory > MEMORY:
        fault = f"{memory:.0f} MiB, allowed {MEMORY}"
    return Road(fault, became, seconds, memory)


def _travelled(body: bytes, name: str, knowledge: Knowledge) -> tuple[str | None, str]:
    try:
        capture = captures.capture(body, name, "2026-06-01T00:00:00Z")
    except Refusal as refusal:
        return (None if refusal.reason else "a refusal without a reason"), f"refused: {refusal.reason}"
    made = pipeline.page(capture, knowledge)
    if isinstance(made, RefusedPage):
        reason = made.refusal.reason
        broken = not reason or "a fault of Listening Post" in reason
        return (reason or "a refusal without a reason" if broken else None), f"refused: {reason}"
    msgspec.json.encode(made).decode()
    problems = list(check_page(made, decode(capture.body, capture.head.encoding), Counter()))
    return (problems[0].what if problems else None), "read"


@contextlib.contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    def end(*_: object) -> None:
        raise Overtime

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _reset_peak() -> float:
    """MiB held now; the peak is counted from here on, where the system can do so."""
    if RESET.exists():
        RESET.write_text("5", encoding="ascii")
    return _peak()


def _peak() -> float:
    """The largest number of MiB held since the peak was reset; 0 where the system does not tell."""
    if not STATUS.exists():
        return 0.0
    told = STATUS.read_text(encoding="ascii", errors="replace").partition("VmHWM:")[2]
    return int(told.split(maxsplit=1)[0]) / 1024
