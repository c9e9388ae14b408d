"""Functions for the workers of the tests: a worker finds them by name."""

import os
import signal
import time
from pathlib import Path


def squared(number: int) -> int:
    return number * number


def slower_first(number: int) -> int:
    time.sleep(0.03 if number % 4 == 0 else 0.0)
    return number


def refusing_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def ending_at(worst: int, number: int) -> int:
    """Ends its own process on one number, as a crash or the kernel short of memory would."""
    if number == worst:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def ending_once(mark: str, number: int) -> int:
    """Ends its own process on number 3 the first time only."""
    if number == 3 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


class Heavy:
    """A function that carries much with it and counts how often it was packed for another process."""

    packed = 0

    def __getstate__(self) -> dict[str, int]:
        Heavy.packed += 1
        return {}

    def __call__(self, number: int) -> int:
        return number


def too_slow_at(worst: int, number: int) -> int:
    """Computes for ever on one number, and takes every exception on its way for its own."""
    while number == worst:
        try:
            sum(range(1000))
        except Exception:  # noqa: BLE001, S112  as a library that wants to go on at any price
            continue
    return number


def too_large_at(worst: int, number: int) -> int:
    """Asks for a gibibyte on one number."""
    return len(bytearray(2**30 if number == worst else 2**10)) and number


def deaf_at(worst: int, number: int) -> int:
    """Computes for ever on one number and hears no signals, as a library's own code may."""
    if number == worst:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF})
        while True:
            sum(range(1000))
    return number
