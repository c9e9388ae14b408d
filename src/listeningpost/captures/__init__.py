"""Captures: files, folders and standard input become bytes with an identity, an encoding and a media type.

The door is `collect`; `capture` is for a body that is already at hand. COLLECTORS stand in order; the first that takes
a source collects it.
"""

from collections.abc import Iterator

from ..schema import Capture, RefusedPage
from .making import LARGEST, capture
from .places import COLLECTORS, Collector

__all__ = ["COLLECTORS", "LARGEST", "Collector", "capture", "collect", "count"]


def collect(source: str, *, taken_at: str | None = None) -> Iterator[Capture | RefusedPage]:
    """The captures of a source: a file, a folder with all its folders, or "-" for standard input; one at a time.

    `taken_at` (ISO 8601) is when they were taken, where that is known; a file's own date is not that. A capture's id is
    the sha256 of its bytes after unpacking. A file of a folder that holds no page text comes as a RefusedPage. Raises
    NothingThere, at the latest with the first capture asked for, where the source holds nothing to bring in.
    """
    collector = next(collector for collector in COLLECTORS if collector.takes(source))
    return collector.collect(source, taken_at)


def count(source: str) -> int | None:
    """How many files a source holds, without opening them, for a progress bar; None where that cannot be told."""
    return next(collector for collector in COLLECTORS if collector.takes(source)).how_many(source)
