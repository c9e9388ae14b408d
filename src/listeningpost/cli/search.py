"""`listening-post search`: lines by their words, their meaning, and filters."""

from pathlib import Path

import click

from ..questions import as_of, found_view, saved_search, search
from ..schema import Sought
from .options import WORDS, Front, as_json, at_store, examples, quietly, to_file, until_days
from .output import FORMATS, as_json_text, format_of, tell, write_lines, write_view

MOST = 1_000


@click.command(
    "search",
    epilog=examples(
        "search camps",
        'search "rebel camps" speaker:Irmash after:2018',
        "search shell* -border kind:deny",
        'search \'"security conference" outlet:"Harbour Ledger"\'',
        "search graves --save graves.toml",
    ),
)
@click.argument("words", nargs=-1, required=True, type=WORDS)
@click.option("--limit", type=click.IntRange(1, MOST), default=20, metavar="N", help="At most N lines (20).")
@until_days
@click.option("--save", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Keep the search as a watch (a TOML file) for --watch.")
@click.option("--format", "format_wanted", type=click.Choice(FORMATS), help="Else by the ending of -o, else text.")
@as_json
@quietly
@to_file
@at_store
@click.pass_obj
def command(
    front: Front, /, words: tuple[str, ...], limit: int, save: Path | None, format_wanted: str | None,
    json_wanted: bool, quiet: bool, output: str, said_until: str | None, published_until: str | None,
    held_until: str | None,
) -> None:
    """Search the lines of all pages: headlines and sentences, each with its place. First those with all the WORDS, then
    those near them in meaning.

    \b
    "words that stand together"   a phrase
    camp*                         a beginning
    -border                       without this word
    speaker:NAME outlet:NAME      whose words, which paper (names of several words in quotation marks)
    kind:deny                     a kind of the record: direct, warn, deny, count, headline, ...
    after:2018 before:2024-02     by the day of saying or publication
    """
    typed = " ".join(words)
    with front.open_store() as store:
        found = search(store, typed, limit, as_of(Sought(), said_until, published_until, held_until))
    kind = format_of(format_wanted, output, json_wanted=json_wanted)
    if kind == "json":
        write_lines([as_json_text(found)], output)
    else:
        write_view(found_view(found), output, kind)
    if save:
        write_lines([saved_search(typed)], str(save))
        tell(f"kept as a watch: listening-post view brief --watch {save}", quiet=quiet)
