"""`listening-post undo`: a correction taken back."""

import click

from ..views import visible
from .options import ANY_WORDS, Front, as_json, at_store, examples
from .output import write_json


@click.command("undo", epilog=examples("undo c0123456789ab", "fix        (lists the corrections)"))
@click.argument("id_", metavar="ID", type=ANY_WORDS)
@as_json
@at_store
@click.pass_obj
def command(front: Front, /, id_: str, json_wanted: bool) -> None:
    """Take the correction ID back. It stays listed, with the time when it was undone."""
    with front.open_store() as store:
        undone = store.undo(id_)
    if json_wanted:
        return write_json(undone)
    was = visible(undone.was or "nothing")
    return click.echo(f"{undone.id}  undone: {undone.field} of {undone.of} is {was} again")
