"""How the time of a piece of work grows with its input, told as a ratio within one run: no test knows how fast a
machine is."""

import gc
import time
from collections.abc import Callable

FLOOR = 0.2  # seconds of computing: what is quicker is not looked at twice
TRIES = 3
STEEPEST = 10.0  # four times the input takes four times the time where time is linear, sixteen where it is squared


def grown(trap: list[str | tuple[str, int]], share: float) -> str:
    """The trap's pieces in order, each repeated as often as it says times the share (once at least)."""
    return "".join(one if isinstance(one, str) else one[0] * max(1, int(one[1] * share)) for one in trap)


def steepness(work: Callable[[float], object]) -> float:
    """How many times as long the whole (share 1) takes as a quarter of it, at best of some tries; 0 for what is done
    at once. `work` is given the share of its input to work on."""
    found = 0.0
    for number in range(TRIES):
        long = _seconds(work, 1.0)
        if long < FLOOR:
            return 0.0
        short = min(_seconds(work, 0.25) for _ in range(TRIES))
        found = long / short if number == 0 else min(found, long / short)
        if found <= STEEPEST:
            break
    return found


def _seconds(work: Callable[[float], object], share: float) -> float:
    """Without the collecting of garbage, which costs more the more a process holds."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work(share)
        return time.process_time() - start
    finally:
        gc.enable()
