"""One contract for every engine, and what a pool of processes adds to it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
import workload
from stopping import heed_ctrl_c

from listeningpost.engines import Engine, Limits, here, limited, limits, pool
from listeningpost.errors import UsageError
from listeningpost.schema import Lost

ENGINES = {"here": here, "one process": pool(1), "two processes": pool(2)}
both = pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES.keys())


@both
def test_one_result_for_each_item_in_order(engine: Engine) -> None:
    assert list(engine(workload.slower_first, range(23))) == list(range(23))
    assert list(engine(workload.squared, [])) == []


@both
def test_items_are_taken_as_results_are_asked_for(engine: Engine) -> None:
    taken: list[int] = []

    def endless() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    results = engine(workload.squared, endless())
    first = [next(results) for _ in range(5)]
    assert first == [0, 1, 4, 9, 16]
    assert len(taken) <= 5 + 3 * 2
    results.close()  # type: ignore[attr-defined]


@both
def test_an_exception_comes_at_its_place(engine: Engine) -> None:
    results = engine(workload.refusing_seven, range(20))
    assert [next(results) for _ in range(7)] == list(range(7))
    with pytest.raises(ValueError, match="seven"):
        next(results)


def test_only_the_item_that_ends_its_worker_is_lost() -> None:
    results = list(pool(2)(partial(workload.ending_at, 4), range(12)))
    assert isinstance(results[4], Lost)
    assert results[4].number == 4
    assert "twice" in results[4].reason
    assert [number for number in results if not isinstance(number, Lost)] == [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11]


def test_an_item_whose_worker_was_ended_once_is_not_lost(tmp_path: Path) -> None:
    once = partial(workload.ending_once, str(tmp_path / "ended"))
    assert list(pool(2)(once, range(9))) == list(range(9))


def test_the_function_travels_once_to_each_worker() -> None:
    workload.Heavy.packed = 0
    assert list(pool(2)(workload.Heavy(), range(40))) == list(range(40))
    assert 1 <= workload.Heavy.packed <= 2


def test_a_pool_needs_a_worker() -> None:
    with pytest.raises(UsageError, match="too few; give 1 to"):
        pool(0)
    with pytest.raises(UsageError, match="too many; give 1 to"):
        pool(10**6)


@both
def test_an_item_past_its_time_is_lost_and_the_rest_goes_on(engine: Engine) -> None:
    results = list(limited(engine, Limits(seconds=1))(partial(workload.too_slow_at, 2), range(5)))
    assert results.pop(2) == Lost(number=2, reason="it took longer than 1 s of computing; the setting page_seconds "
                                                   "allows more")
    assert results == [0, 1, 3, 4]


@pytest.mark.skipif(not limits.PAGES_HELD.exists(), reason="memory is limited on Linux")
@both
def test_an_item_past_its_memory_is_lost_and_the_rest_goes_on(engine: Engine) -> None:
    results = list(limited(engine, Limits(memory=200))(partial(workload.too_large_at, 2), range(5)))
    assert results.pop(2) == Lost(number=2, reason="it needs more than 200 MiB of memory; the setting page_memory "
                                                   "allows more")
    assert results == [0, 1, 3, 4]
    assert len(bytearray(2**28)) == 2**28  # nothing is limited outside


def test_a_worker_that_hears_nothing_any_more_is_ended() -> None:
    results = list(limited(pool(1), Limits(seconds=1, grace=0))(partial(workload.deaf_at, 1), range(3)))
    lost = results.pop(1)
    assert isinstance(lost, Lost)
    assert "twice" in lost.reason
    assert results == [0, 2]


LONG = """
import signal
import {module}
from itertools import count
from listeningpost.engines import pool
if __name__ == '__main__':
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        print('begun', flush=True)
        for number in pool(2)({module}.{function}, count()):
            print(number, flush=True)
    except KeyboardInterrupt:
        print('stopped', flush=True)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
"""


def start_long(script: Path, module: str = "workload", function: str = "slower_first") -> "subprocess.Popen[str]":
    """A process, in a group of its own, with a pool that works for ever; it has said that it begins."""
    script.write_text(LONG.format(module=module, function=function))
    found_in = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=heed_ctrl_c, env={**os.environ, "PYTHONPATH": found_in},
    )
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    return process


def test_ctrl_c_ends_a_pool_without_workers_left_or_their_tracebacks(tmp_path: Path) -> None:
    process = start_long(tmp_path / "long.py")
    assert process.stdout
    assert process.stdout.readline() == "0\n"
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert out.endswith("stopped\n")
    assert err == ""
    assert _nobody_left(process.pid)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_stopping_while_workers_are_loading_shows_no_traceback(tmp_path: Path, by: signal.Signals) -> None:
    process = start_long(tmp_path / "long.py", "slow_to_load", "same")
    time.sleep(0.5)  # half of what loading it takes
    os.killpg(process.pid, by) if by == signal.SIGINT else process.send_signal(by)
    out, err = process.communicate(timeout=120)
    assert out == "stopped\n"
    assert err == ""
    assert _nobody_left(process.pid)


def test_workers_end_with_a_process_that_is_killed(tmp_path: Path) -> None:
    process = start_long(tmp_path / "long.py")
    assert process.stdout
    assert process.stdout.readline() == "0\n"
    process.kill()
    process.communicate(timeout=120)  # ends once no worker keeps the output open
    assert _nobody_left(process.pid)


def _nobody_left(group: int) -> bool:
    for _ in range(300):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
