"""`listening-post show`: everything about one id."""

import click

from ..views import show
from .options import ANY_WORDS, Front, as_json, at_store, examples, to_file
from .output import FORMATS, format_of, write_view


@click.command("show", epilog=examples("show s0123456789ab", "show 3f2a", "show E0123456789ab -o actor.html"))
@click.argument("id_", metavar="ID", type=ANY_WORDS)
@click.option("--format", "format_wanted", type=click.Choice(FORMATS), help="Else by the ending of -o, else text.")
@as_json
@to_file
@at_store
@click.pass_obj
def command(front: Front, /, id_: str, format_wanted: str | None, json_wanted: bool, output: str) -> None:
    """Everything about one ID: a page with its lines and statements, a statement, mention, figure, entity, correction.

    The first characters of an id will do, four or more.
    """
    with front.open_store() as store:
        view = show(store, id_)
    write_view(view, output, format_of(format_wanted, output, json_wanted=json_wanted))
