"""A store that gets its pages in steps, for tests that the way there leaves no mark on what is joined."""

from collections.abc import Sequence
from pathlib import Path

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.exports import EXPORTS
from listeningpost.schema import Capture, Page, RefusalNote, RefusedPage
from listeningpost.store import open_store


def exported(path: Path, steps: Sequence[Sequence[tuple[Page, Capture]]], gone: Sequence[Capture] = ()) -> str:
    """The links of a store that got its pages in these steps, reconciled after each, and lost some at the end."""
    with open_store(str(path)) as store:
        for step in steps:
            for page, capture in step:
                store.write(page, capture)
            pipeline.reconcile(store, here)
        for capture in gone:
            refusal = RefusalNote(room="articles", reason="made up")
            store.refuse(RefusedPage(capture=capture.head, refusal=refusal), capture)
            pipeline.reconcile(store, here)
        return "".join(EXPORTS["links"].lines(store))
