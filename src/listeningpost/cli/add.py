"""`listening-post add`: pages brought in."""

import click

from .options import Front, as_json, at_store, examples, quietly


@click.command("add", epilog=examples("add pages/", "add report.html notes.txt", "curl -s URL | listening-post add -"))
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--no-reconcile", is_flag=True, help="Leave joining across pages to `listening-post reconcile`.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes that read pages.")
@quietly
@as_json
@at_store
@click.pass_obj
def command(
    front: Front, /, sources: tuple[str, ...], no_reconcile: bool, workers: int | None, quiet: bool, json_wanted: bool
) -> None:
    """Bring pages into the store: HTML files and plain-text dumps of pages, gzipped or not, whole folders, or - for
    standard input.

    A page is kept with the bytes it came in and their hash. Bringing it in again changes nothing, so a run that was
    stopped goes on where it was. Pages that cannot be read are kept and listed with the reason.
    """
    from .adding import Wishes, run

    workers = workers or front.settings.workers
    run(front, sources, Wishes(workers=workers, reconcile=not no_reconcile, quiet=quiet, json=json_wanted))
