"""A desk over the sample watch, made once, for tests that only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_pages import write_hostile
from starlette.testclient import TestClient
from visiting import visitor

from listeningpost import pipeline
from listeningpost.captures import collect
from listeningpost.engines import here
from listeningpost.examples import sample_watch
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Capture, Page, RefusedPage
from listeningpost.store import Store, open_store
from listeningpost.views import read_watch
from listeningpost.web import Desk

NOW = "2026-03-01T09:00:00Z"


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample watch as the rules read it, joined, in a file to copy."""
    knowledge = open_knowledge([sample_watch().pack])
    file = tmp_path_factory.mktemp("desk") / "store.db"
    with open_store(str(file), now=NOW) as store:
        for capture in collect(str(sample_watch().pages)):
            page = pipeline.page(capture, knowledge, with_model=False) if isinstance(capture, Capture) else capture
            if isinstance(page, Page) and isinstance(capture, Capture):
                store.write(page, capture)
            elif isinstance(page, RefusedPage):
                store.refuse(page, capture if isinstance(capture, Capture) else None)
        pipeline.reconcile(store, here)
    return file


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of pages that were written to do harm to whoever shows them."""
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile(folder / "pages")
    knowledge = open_knowledge([sample_watch().pack])
    with open_store(str(folder / "store.db"), now=NOW) as store:
        for capture in collect(str(folder / "pages")):
            assert isinstance(capture, Capture)
            page = pipeline.page(capture, knowledge, with_model=False)
            assert not isinstance(page, RefusedPage), page
            store.write(page, capture)
        pipeline.reconcile(store, here)
    return folder / "store.db"


@pytest.fixture(scope="session")
def sample(sample_file: Path) -> Iterator[Store]:
    with open_store(str(sample_file), now=NOW) as store:
        yield store


def desk_over(store: Store) -> TestClient:
    """A browser at a desk; what fails inside comes as the page that a reader would see."""
    watches = {"brennik": read_watch(sample_watch().watch)}
    return visitor(Desk(store=store, watches=watches, packs=(str(sample_watch().pack),)))


@pytest.fixture(scope="session")
def reader(sample: Store) -> TestClient:
    return desk_over(sample)
