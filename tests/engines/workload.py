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
