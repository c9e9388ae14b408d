"""Pages through a store, joined by one joiner."""

import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.record import PairJoiner
from listeningpost.schema import Capture, Link
from listeningpost.store import Profiled, Store, numbered, open_store

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
        made = [numbered(joiner.name, one) for one in joiner.profiles(store.page(page))]
        store.write_profiles([Profiled(joiner.name, joiner.version, page, made)])
    deque(pipeline.join_pairs(joiner, store, here), maxlen=0)
