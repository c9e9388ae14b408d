"""`listening-post doctor`: whether this installation and the store are sound."""

import click

from ..errors import CheckFailed
from .options import Front, as_json, at_store, examples
from .output import write_json


@click.command("doctor", epilog=examples("doctor", "doctor --db watch.db --json"))
@as_json
@at_store
@click.pass_obj
def command(front: Front, /, json_wanted: bool) -> None:
    """Check Python, SQLite, the packaged tables and model, your packs, the store, the disk and the encodings.

    Ends with 1 where something does not work; a warning does not.
    """
    from .checks import all_checks

    checks = list(all_checks(front))
    if json_wanted:
        write_json(checks)
    else:
        for check in checks:
            click.echo(f"{check.state:<5}  {check.name}: {check.found}")
    wrong = sum(check.state == "wrong" for check in checks)
    if wrong:
        raise CheckFailed(f"{wrong} of {len(checks)} checks failed; each line above says what to do")
