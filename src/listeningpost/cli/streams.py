"""Standard input, output and error, and the wish to end, as a run finds them."""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator


def make_ready() -> None:
    """Results are UTF-8 whatever the terminal says of itself; a file name that is no text is shown escaped."""
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _open_closed() -> None:
    """Streams that were closed (`>&-`) lead nowhere: else the next file opened, such as the store, would take their
    number and be written into. The lowest free number is given out first, so the order matters."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def let_go() -> None:
    """Standard output leads nowhere from here on, so that closing it does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def ended_as_by_ctrl_c() -> Iterator[None]:
    """A run that is asked to end (SIGTERM) keeps what it has and says so, as one stopped by Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
