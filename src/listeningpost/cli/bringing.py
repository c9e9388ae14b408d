"""Bringing sources into a store, as `add` and `demo` do: progress, counts, what could not be read."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from ..captures import count
from ..engines import Engine, here, pool
from ..errors import NothingThere
from ..knowledge import Knowledge
from ..pipeline import add
from ..schema import Added, CaptureHead, RefusedPage
from ..store import Store
from .output import tell

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Tell = Callable[[Added, CaptureHead], None]


class Brought(msgspec.Struct):
    """What was brought in so far: the counts over all sources, the heads refused, the sources that held nothing."""

    added: Added = msgspec.field(default_factory=Added)
    refused: list[tuple[str, str]] = msgspec.field(default_factory=list)
    nothing: list[str] = msgspec.field(default_factory=list)


def engine_of(workers: int) -> Engine:
    """One worker is this process."""
    return here if workers == 1 else pool(workers)


def bring(sources: Sequence[str], store: Store, engine: Engine, knowledge: Knowledge, *, show: bool) -> Brought:
    """Bring sources in, one after the other; a source that holds nothing is noted and the others are still read."""
    brought = Brought()
    with _progress(sources, show=show) as moved:
        for source in sources:
            before = brought.added
            try:
                add(source, store, engine, knowledge, _heard(brought, before, moved))
            except NothingThere as error:
                brought.nothing.append(str(error))
    return brought


def reasons(store: Store, brought: Brought) -> list[RefusedPage]:
    """The refusals of this run, with their reasons."""
    wanted = set(brought.refused)
    return [page for page in store.refusals() if (page.capture.id, page.capture.source) in wanted]


def _heard(brought: Brought, before: Added, moved: Callable[[Added], None]) -> Tell:
    """Keeps the counts over all sources as the pipeline tells those of one."""
    last = Added()

    def heard(added: Added, head: CaptureHead) -> None:
        nonlocal last
        if added.refused > last.refused:
            brought.refused.append((head.id, head.source))
        last = added
        fields = Added.__struct_fields__
        brought.added = Added(**{name: getattr(before, name) + getattr(added, name) for name in fields})
        moved(brought.added)

    return heard


@contextmanager
def _progress(sources: Sequence[str], *, show: bool) -> Iterator[Callable[[Added], None]]:
    """A bar on standard error where that is a terminal, else nothing."""
    if not (show and sys.stderr.isatty()):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=_files(sources))
        yield lambda added: _move(progress, task, added)


def _move(progress: "Progress", task: "TaskID", added: Added) -> None:
    words = f"{added.new:,} new, {added.seen:,} held, {added.refused:,} refused"
    progress.update(task, completed=added.new + added.seen + added.refused, description=words)


def _files(sources: Sequence[str]) -> int | None:
    """How many files there are to come, for the length of the bar; None where that cannot be told."""
    counts = [count(source) for source in sources]
    return None if None in counts else sum(number or 0 for number in counts)


def told(added: Added) -> str:
    """The counts in words."""
    parts = [f"{added.new:,} new", f"{added.seen:,} held already" if added.seen else "",
             f"{added.refused:,} could not be read" if added.refused else "",
             f"{added.sources:,} found in a further place" if added.sources else ""]
    pages = added.new + added.seen + added.refused
    return f"{pages:,} page{'' if pages == 1 else 's'}: " + ", ".join(part for part in parts if part)


def tell_nothing(brought: Brought) -> None:
    """Each source that held nothing, on standard error."""
    for line in brought.nothing:
        tell(f"listening-post: {line}")
