"""The links of the sample watch are the same, byte for byte, for twenty orders of its pages and for one load."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from listeningpost import pipeline
from listeningpost.captures import collect
from listeningpost.engines import here
from listeningpost.examples import sample_watch
from listeningpost.exports import EXPORTS
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Capture, Page
from listeningpost.store import open_store

ORDERS = 20
Read = tuple[Page, Capture]


@pytest.fixture(scope="module")
def read() -> list[Read]:
    """The pages of the sample watch as rules alone read them."""
    knowledge = open_knowledge([sample_watch().pack])
    captures = [found for found in collect(str(sample_watch().pages)) if isinstance(found, Capture)]
    pages = [(pipeline.page(capture, knowledge, with_model=False), capture) for capture in captures]
    return [(page, capture) for page, capture in pages if isinstance(page, Page)]


def links_of(file: Path, steps: Sequence[Sequence[Read]]) -> str:
    """The exported links of a store that got its pages in these steps, reconciled after each."""
    with open_store(str(file)) as store:
        for step in steps:
            for page, capture in step:
                store.write(page, capture)
            pipeline.reconcile(store, here)
        return "".join(EXPORTS["links"].lines(store))


def test_twenty_orders_and_one_load_give_the_same_links(read: list[Read], tmp_path: Path) -> None:
    whole = links_of(tmp_path / "whole.db", [read])
    assert all(f'"kind":"{kind}"' in whole for kind in ("copy", "dispute", "entity", "origin"))
    for number in range(ORDERS):
        order = random.Random(number).sample(read, len(read))
        steps = [order[:9], *([one] for one in order[9:])] if number % 2 else [order[:5], order[5:11], order[11:]]
        assert links_of(tmp_path / f"{number}.db", steps) == whole
