"""What `add` does once it is called: loaded apart, so that its help waits for no library."""

from collections.abc import Sequence

import click
import msgspec

from ..engines import Limits, limited
from ..errors import NothingRead, NothingThere
from ..pipeline import reconcile
from ..schema import Added, RefusedPage
from ..store import Store
from ..views import visible
from .bringing import Brought, bring, engine_of, reasons, tell_nothing, told
from .front import STOPPED
from .options import Front
from .output import tell, write_json

REFUSALS_SHOWN = 20


class Wishes(msgspec.Struct, frozen=True):
    """How pages are to be brought in, and how it is told."""

    workers: int
    reconcile: bool
    quiet: bool
    json: bool


def run(front: Front, sources: Sequence[str], wishes: Wishes) -> None:
    """Bring the sources in, join what belongs together, say what was done.

    Raises NothingThere where a source holds nothing, NothingRead where no page could be read.
    """
    knowledge = front.open_knowledge()
    engine = engine_of(wishes.workers)
    reading = limited(engine, Limits(seconds=front.settings.page_seconds, memory=front.settings.page_memory))
    with front.open_new_store() as store:
        try:
            brought = bring(sources, store, reading, knowledge, show=not (wishes.quiet or wishes.json))
            if wishes.reconcile:
                reconcile(store, engine)
        except KeyboardInterrupt:
            _stopped(store)
        _say(brought, reasons(store, brought), wishes)
    _judge(brought)


def _stopped(store: Store) -> None:
    kept = store.counts().pages
    tell(f"listening-post: stopped; {kept:,} pages are kept; run the same command again to go on")
    raise click.exceptions.Exit(STOPPED)


def _say(brought: Brought, refused: Sequence[RefusedPage], wishes: Wishes) -> None:
    if wishes.json:
        notes = [{"source": page.capture.source, "capture": page.capture.id, "room": page.refusal.room,
                  "reason": page.refusal.reason} for page in refused]
        write_json({**msgspec.to_builtins(brought.added), "refusals": notes, "nothing": brought.nothing})
    elif not wishes.quiet and brought.added != Added():
        click.echo(told(brought.added))
        for page in refused[:REFUSALS_SHOWN]:
            reason = f"{page.refusal.room}: {visible(page.refusal.reason)}"
            click.echo(f"  not read: {visible(page.capture.source)} ({reason})")
        if len(refused) > REFUSALS_SHOWN:
            click.echo(f"  and {len(refused) - REFUSALS_SHOWN:,} more; `listening-post export record` has them all")


def _judge(brought: Brought) -> None:
    """End as the counts say."""
    if brought.nothing:
        *others, last = brought.nothing
        tell_nothing(Brought(nothing=others))
        raise NothingThere(last)
    if brought.added.refused and not brought.added.new and not brought.added.seen:
        raise NothingRead("none of these pages could be read; the reasons are listed above and kept in the store")
