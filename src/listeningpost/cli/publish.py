"""`listening-post publish`: the desk as files."""

from pathlib import Path

import click

from .options import WORDS, Front, as_json, at_store, examples, quietly


@click.command("publish", epilog=examples("publish site", "publish site --on 2024-02-27",
                                          "publish /media/stick/edition --watch watch.toml",
                                          "publish site --address https://example.org/watch/"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--on", type=WORDS, metavar="DATE", help="Open with the edition of that day, else with the newest.")
@click.option("--watch", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Narrow every page to a watch (a TOML file).")
@click.option("--address", type=WORDS, metavar="URL",
              help="Where the site will stand: its feeds then hold whole addresses.")
@quietly
@as_json
@at_store
@click.pass_obj
def command(
    front: Front, /, folder: Path, on: str | None, watch: Path | None, address: str | None, quiet: bool,
    json_wanted: bool,
) -> None:
    """Write the record as pages in DIR, for any host or a USB stick: open DIR/index.html.

    They are the pages of `serve`, with relative links and nothing fetched from elsewhere; what cannot be a file
    (search, questions, corrections) they say. DIR appears when it is whole; an edition that stands there is replaced,
    any other folder is left alone. The texts belong to those who published them: ask before all can see them.
    """
    from .publishing import Site, publish
    from .serving import named_watches

    site = Site(folder, on, address, named_watches((watch,) if watch else ()))
    publish(front, site, tell=None if quiet else "json" if json_wanted else "words")
