"""`listening-post demo`: the sample watch brought in, and its brief."""

from pathlib import Path

import click

from .options import Front, examples


@click.command("demo", epilog=examples("demo", "demo --dir /tmp/demo --no-open"))
@click.option("--dir", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Where the demo's own store and brief go; else a folder in your data folder.")
@click.option("--no-open", is_flag=True, help="Do not open the brief in a browser.")
@click.pass_obj
def command(front: Front, /, folder: Path | None, no_open: bool) -> None:
    """Bring the sample watch in and show its brief, here and as a page.

    The pages are invented and come with the package. They go into a store of their own, never into yours. Running it
    again changes nothing.
    """
    from .demonstrating import run

    run(front, folder, may_open=not no_open)
