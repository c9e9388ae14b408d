"""What is kept of the whole store: until it is written to, and no longer than it was worth."""

import threading
import time
from collections.abc import Callable

import pytest

from listeningpost.examples import sample_watch
from listeningpost.schema import Watch
from listeningpost.store import Store
from listeningpost.views import is_source, read_watch
from listeningpost.views.watching import is_watched
from listeningpost.web import Desk
from listeningpost.web.memory import MOST, Memory
from listeningpost.web.watched import pages_of_watch


def test_an_answer_is_made_once_a_generation() -> None:
    memory, made = Memory(), list[int]()
    for generation in (1, 1, 2, 2, 1):
        memory.kept(generation, "key", lambda: made.append(1))
    assert len(made) == 3


class Clock:
    """A clock that only the test moves."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("listeningpost.web.memory.now", made)
    return made


def test_what_takes_long_is_made_anew_beside_the_readers_and_not_at_once(clock: Clock) -> None:
    memory, made, finished = Memory(), list[int](), threading.Event()

    def make() -> int:
        made.append(1)
        clock.time += 5
        finished.set()
        return len(made)

    def asked(generation: int, at: float) -> int:
        clock.time = max(clock.time, at)
        return memory.kept(generation, "key", make)

    assert asked(1, 0) == 1  # took 5 seconds
    assert asked(2, 40) == 1  # it rests for 50
    finished.clear()
    assert asked(3, 56) == 1  # nobody waits for the new one
    assert finished.wait(5)
    assert until(lambda: asked(3, 62), 2)
    assert len(made) == 2


def until(ask: Callable[[], int], wanted: int) -> bool:
    """Whether an answer comes to be the wanted one."""
    return any(ask() == wanted or time.sleep(0.01) for _ in range(500))


def test_what_is_made_of_something_old_is_not_held_to_be_new(clock: Clock) -> None:
    memory, made = Memory(), list[str]()

    def inner(generation: int) -> int:
        def make() -> int:
            clock.time += 5
            return generation

        return memory.kept(generation, "inner", make)

    def outer(generation: int) -> int:
        clock.time += 60  # all have rested

        def make() -> int:
            made.append("outer")
            return inner(generation)

        return memory.kept(generation, "outer", make)

    assert inner(1) == 1
    assert outer(2) == 1  # from the old one
    assert until(lambda: outer(2), 2)
    before = len(made)
    assert outer(2) == 2
    assert len(made) == before


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_fails_beside_the_readers_is_told_to_the_next(clock: Clock) -> None:
    memory, sound = Memory(), [True]

    def make() -> int:
        clock.time += 5
        if not sound[0]:
            raise OSError("the disk is gone")
        return 7

    assert memory.kept(1, "key", make) == 7
    sound[0], clock.time = False, 60.0
    with pytest.raises(OSError, match="the disk is gone"):
        until(lambda: memory.kept(2, "key", make), 0)


def test_the_oldest_go_first() -> None:
    memory, made = Memory(), list[int]()
    for number in (*range(MOST), 0, MOST, 0, 1):
        memory.kept(1, number, lambda number=number: made.append(number))  # type: ignore[misc]
    assert made == [*range(MOST + 1), 1]


def test_two_that_ask_at_once_share_one_answer() -> None:
    memory, made, start = Memory(), list[int](), threading.Barrier(4)

    def make() -> int:
        made.append(1)
        time.sleep(0.05)
        return 7

    def ask() -> None:
        start.wait()
        found.append(memory.kept(1, "key", make))

    found = list[int]()
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found, made) == ([7] * 4, [1])


def test_a_watch_chooses_the_pages_that_reading_them_would(sample: Store) -> None:
    watches = {"all": read_watch(sample_watch().watch), "one": Watch(title="one", words=("observ",)),
               "two": Watch(title="two", actors=("People's Front",), sources=("Harbour Ledger", "KTA")),
               "none": Watch(title="none", words=("zebra",)), "tongue": Watch(title="tongue", language="ru"),
               "open": Watch(title="open")}
    desk = Desk(store=sample, watches=watches)
    for name, watch in watches.items():
        read = {page.capture.id for page in sample.pages() if is_watched(page, watch)}
        assert pages_of_watch(desk, name) == read, name
    assert 0 < len(pages_of_watch(desk, "two")) < len(pages_of_watch(desk, "open"))
    assert is_source({"The Harbour Ledger"}, ("Harbour Ledger",))
