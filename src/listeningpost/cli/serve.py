"""`listening-post serve`: the desk in a browser."""

from pathlib import Path

import click

from .options import WORDS, Front, as_json, at_store, examples, quietly

PORT = 8787
LAST_PORT = 65_535


@click.command("serve", epilog=examples("serve --open", "serve --watch watch.toml --port 9000",
                                        "serve --host 0.0.0.0 --token SECRET"))
@click.option("--host", type=WORDS, default="127.0.0.1", metavar="ADDRESS",
              help="Where to listen; any other than this machine's own needs --token.")
@click.option("--port", type=click.IntRange(0, LAST_PORT), default=PORT, metavar="N",
              help=f"The port (else {PORT}); 0 takes any that is free.")
@click.option("--token", type=WORDS, metavar="SECRET",
              help="What a browser must know to be let in, kept after the first visit; else LISTENINGPOST_TOKEN.")
@click.option("--host-name", "names", type=WORDS, metavar="NAME", multiple=True,
              help="A name by which browsers may ask for the desk, beside its address; may be repeated.")
@click.option("--watch", "watches", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", multiple=True,
              help="A watch (a TOML file) by which readers may narrow the desk; may be repeated.")
@click.option("--open", "open_wanted", is_flag=True, help="Open it in a browser.")
@quietly
@as_json
@at_store
@click.pass_obj
def command(
    front: Front, /, host: str, port: int, token: str | None, names: tuple[str, ...], watches: tuple[Path, ...],
    open_wanted: bool, quiet: bool, json_wanted: bool,
) -> None:
    """Show the record as pages in a browser: the edition, articles, actors, figures, disputes, lineage, sources.

    Nothing is fetched from elsewhere, and only this machine can reach it unless --host says otherwise. Ctrl-C ends it.
    """
    from .serving import Place, serve

    place = Place(host=host, port=port, token=token or front.settings.token, names=names)
    serve(front, place, watches, open_wanted=open_wanted,
          tell=None if quiet else "json" if json_wanted else "words")
