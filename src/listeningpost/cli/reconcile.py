"""`listening-post reconcile`: what belongs together across pages."""

import click

from .options import Front, as_json, at_store, examples
from .output import write_json


@click.command("reconcile", epilog=examples("add pages/ --no-reconcile && listening-post reconcile"))
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes that judge.")
@as_json
@at_store
@click.pass_obj
def command(front: Front, /, workers: int | None, json_wanted: bool) -> None:
    """Join what belongs together across pages: only groups that new pages or corrections touched are judged anew.

    `add` does this at its end, unless --no-reconcile.
    """
    from ..pipeline import reconcile
    from .bringing import engine_of

    with front.open_store() as store:
        done = reconcile(store, engine_of(workers or front.settings.workers))
    if json_wanted:
        return write_json(done)
    return click.echo(f"{done.groups:,} groups judged, {done.links:,} links written")
