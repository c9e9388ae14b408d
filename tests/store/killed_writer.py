"""Writes forty made-up pages into a store again and again, is killed (SIGKILL) at random moments, and starts anew.

`python killed_writer.py STORE KILLS SEED` prints how many of the kills came while a transaction could be under way, and
leaves the store as the last, undisturbed writer left it. A process of its own, so that its forks copy no threads.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Sequence

import made_up_pages as made
from msgspec.structs import replace

from listeningpost.schema import CopyLink, MadeBy, RefusalNote, RefusedPage
from listeningpost.store import Keyed, Store, open_store

PAGES = 40
REFUSED = (7, 23)
NOW = "2031-04-01T00:00:00Z"
OTHER = MadeBy(listeningpost="0.0.1", knowledge="made up")


def bring_in(store: Store) -> None:
    """What an `add` does: pass over what is held, write the rest, then judge what was touched."""
    for number in range(PAGES):
        capture = made.capture(number)
        if store.has(capture.head.id, made.MADE_BY):
            store.note_source(replace(capture.head, source=f"again/{number}.txt"))
        elif number in REFUSED:
            note = RefusalNote(room="articles", reason="made up")
            store.refuse(RefusedPage(capture=capture.head, refusal=note), capture, made.MADE_BY)
        else:
            store.write(made.page_of(capture), capture)
    mend(store)
    join(store)


def mend(store: Store) -> None:
    """One correction, made once."""
    first = made.item_id("s", made.capture(0).head.id, 0)
    if not any(correction.of == first for correction in store.corrections()):
        store.correct(first, "act", "deny", "made up", "nobody")


def join(store: Store) -> None:
    """Groups by speaker, and a link for each page of a group."""
    for page_id in store.unkeyed("people", 1):
        named = sorted({one.speaker.name or "" for one in store.page(page_id).statements})
        store.write_keys([Keyed("people", 1, page_id, named)])
    for key, pages in store.groups("people"):
        store.write_links("people", key, [CopyLink(page=page, relation="original") for page in pages])


def upset(store: Store, chance: random.Random) -> None:
    """Write a few pages as another version would, so that there is always something to bring in."""
    for number in chance.sample(range(PAGES), 4):
        capture = made.capture(number)
        store.write(made.page_of(capture, OTHER), capture)


def live(path: str, seed: int) -> None:
    """One life of the writer: it never ends of itself."""
    chance = random.Random(seed)
    with open_store(path, now=NOW) as store:
        while True:
            bring_in(store)
            upset(store, chance)


def kill_often(path: str, kills: int, seed: int) -> int:
    """Start, wait a random while, kill; as often as asked. Gives how many lives had made the file before they ended."""
    chance = random.Random(seed)
    alive = 0
    for number in range(kills):
        child = os.fork()
        if child == 0:
            live(path, seed + number)
        time.sleep(chance.uniform(0.0, 0.12))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        alive += os.WIFSIGNALED(status) and os.path.exists(path)
    return alive


def main(words: Sequence[str]) -> None:
    path, kills, seed = words[0], int(words[1]), int(words[2])
    alive = kill_often(path, kills, seed)
    with open_store(path, now=NOW) as store:
        bring_in(store)
        bring_in(store)  # what was seen in the first round is noted in the second, as in an undisturbed run
    print(alive)


if __name__ == "__main__":
    main(sys.argv[1:])
