"""What is kept of the whole store: until it is written to, and no longer than it was worth."""

import threading
import time

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


def test_what_took_long_rests_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 5.0, 40.0, 56.0, 56.0, 56.1])
    monkeypatch.setattr("listeningpost.web.memory.now", lambda: next(clock))
    memory, made = Memory(), list[int]()

    def make() -> int:
        made.append(1)
        return len(made)

    assert memory.kept(1, "key", make) == 1  # took 5 seconds
    assert memory.kept(2, "key", make) == 1  # 35 later
    assert memory.kept(3, "key", make) == 2  # 51 later


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
