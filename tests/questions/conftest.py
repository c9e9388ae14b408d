"""The sample watch in a store, read with the packed model: what search and ask are tried on."""

from collections.abc import Iterator

import pytest

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.examples import sample_watch
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.store import Store, open_store


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return open_knowledge([sample_watch().pack])


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("asked") / "store.db")) as filled:
        pipeline.add(str(sample_watch().pages), filled, here, knowledge)
        pipeline.reconcile(filled, here)
        yield filled
