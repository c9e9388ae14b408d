"""Brings a folder into a store by the whole road, again and again, is killed (SIGKILL) at random moments, starts anew.

`python killed_add.py FOLDER STORE KILLS SEED` leaves the store as a last, undisturbed `add` and `reconcile` leave it. A
process of its own, so that its forks copy no threads.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Sequence

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.store import Store, open_store

NOW = "2031-04-01T00:00:00Z"


def bring_in(folder: str, store: Store, knowledge: Knowledge) -> None:
    pipeline.add(folder, store, here, knowledge)
    pipeline.reconcile(store, here)


def live(folder: str, path: str, knowledge: Knowledge) -> None:
    """One life: brings the folder in as one version and then as another, so that there is always something to do."""
    edition = knowledge.version
    with open_store(path, now=NOW) as store:
        while True:
            bring_in(folder, store, knowledge)
            knowledge.version = edition if knowledge.version != edition else "another"


def kill_often(folder: str, path: str, kills: int, chance: random.Random) -> None:
    knowledge = open_knowledge()
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            live(folder, path, knowledge)
        time.sleep(chance.uniform(0.0, 0.16))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            raise RuntimeError(f"a life ended of itself, with {status}")


def main(words: Sequence[str]) -> None:
    folder, path, kills, seed = words[0], words[1], int(words[2]), int(words[3])
    kill_often(folder, path, kills, random.Random(seed))
    with open_store(path, now=NOW) as store:
        bring_in(folder, store, open_knowledge())


if __name__ == "__main__":
    main(sys.argv[1:])
