"""`listening-post verify`: every quotation found again in the captures."""

from collections import Counter

import click

from ..errors import CheckFailed
from .options import Front, as_json, at_store, examples
from .output import write_json


@click.command("verify", epilog=examples("verify", "verify --db watch.db --json"))
@as_json
@at_store
@click.pass_obj
def command(front: Front, /, json_wanted: bool) -> None:
    """Decode every capture anew, check its hash, and find every quotation again, character for character.

    Ends with 1 where anything is wrong.
    """
    from ..store import verify

    checked: Counter[str] = Counter()
    with front.open_store() as store:
        problems = list(verify(store, checked))
    if json_wanted:
        write_json({"checked": checked, "problems": problems})
    else:
        for problem in problems:
            click.echo(f"{problem.where}: {problem.what}")
        named = ((number, what if number != 1 else what.removesuffix("s")) for what, number in checked.items())
        counts = ", ".join(f"{number:,} {what}" for number, what in named)
        click.echo(f"checked {counts or 'an empty store'}{'' if problems else ': every line can be found again'}")
    if problems:
        raise CheckFailed(f"{len(problems)} found wrong in {front.db}; bring the pages they name in again with `add`")
