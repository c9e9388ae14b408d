"""`listening-post export`: the record for other tools."""

import click

from ..exports import EXPORTS
from .options import Front, at_store, examples, to_file
from .output import write_lines

NAMES = "\n".join(f"  {export.name:<12} {export.gives}" for export in EXPORTS.values())


@click.command(
    "export",
    help=f"Write the record for other tools. WHAT is one of\n\n\b\n{NAMES}\n\n"
    "In csv, a cell that a spreadsheet would run as a formula has an apostrophe in front.",
    epilog=examples("export record -o record.jsonl", "export csv -o statements.csv", "export record | wc -l"),
)
@click.argument("what", type=click.Choice(list(EXPORTS)), metavar="WHAT")
@to_file
@at_store
@click.pass_obj
def command(front: Front, /, what: str, output: str) -> None:
    with front.open_store() as store:
        write_lines(EXPORTS[what].lines(store), output)
