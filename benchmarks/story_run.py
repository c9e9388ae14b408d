"""Pages through a store, joined by one joiner."""

import time
from collections.abc import Sequence
from pathlib import Path

from listeningpost.record import PairJoiner
from listeningpost.schema import Capture, Link
from listeningpost.store import Store, open_store

from .story_sets import Kept, page_of


def through_store(found: Sequence[Kept], joiner: PairJoiner, path: Path) -> tuple[list[Link], float]:
    """The stories that a joiner makes of pages in a store of their own, and the seconds of computing it took."""
    with open_store(str(path)) as store:
        for one in found:
            page = page_of(one.report, one.facts.vector or None)
            store.write(page, Capture(head=page.capture, body=b""))
        begun = time.process_time()
        join(joiner, store)
        return list(store.links("story")), time.process_time() - begun


def join(joiner: PairJoiner, store: Store) -> None:
    """What pipeline.reconcile does for one pair joiner."""
    for page in store.unkeyed(joiner.name, joiner.version):
        store.write_profiles(joiner.name, joiner.version, page, tuple(joiner.profiles(store.page(page))))
    for item, facts, met in store.meetings(joiner.name):
        store.write_ties(joiner.name, item, joiner.compare(facts, met))
    for items, profiles, ties in store.parts(joiner.name):
        store.write_part(joiner.name, items, joiner.settle(profiles, ties))
