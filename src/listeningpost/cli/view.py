"""`listening-post view`: a question answered with cited lines."""

from pathlib import Path

import click
from msgspec.structs import replace

from ..schema import Question
from ..views import KINDS, VIEWS, ask, read_watch
from .options import ANY_WORDS, WORDS, Front, as_json, at_store, examples, places_for, to_file, until_days
from .output import FORMATS, format_of, write_view

MOST = 1_000_000_000  # lines
NAMES = "\n".join(f"  {maker.name:<9} {maker.answers}" for maker in VIEWS.values())


@click.command(
    "view",
    help=f"Answer a question with cited lines. NAME is one of\n\n\b\n{NAMES}\n\n"
    "SUBJECT is a name or an id, for dossier, figures, disputes, utterance, story and cite.",
    epilog=examples(
        "view brief",
        "view brief --since 2024-02 --about drones -o brief.html",
        'view dossier "Ada Finch"',
        "view table --speaker Finch > statements.tsv",
        "view brief --published-until 2024-02-27",
        "view cite s0123456789ab",
    ),
)
@click.argument("name", type=click.Choice(list(VIEWS)), metavar="NAME")
@click.argument("subject", required=False, type=ANY_WORDS)
@click.option("--speaker", type=WORDS, metavar="NAME",
              help="Only what this speaker said: a name, a part of it, or an id.")
@click.option("--about", type=WORDS, metavar="WORD", multiple=True,
              help="Only lines with this word or phrase; may be repeated.")
@click.option("--since", type=WORDS, metavar="DATE", help="Not before: 2024, 2024-02, 2024-02-27.")
@click.option("--until", type=WORDS, metavar="DATE", help="Not after: 2024, 2024-02, 2024-02-27.")
@until_days
@click.option("--page", type=WORDS, metavar="PAGE", help="Only from this page: an id, a file name or an outlet.")
@click.option("--kind", type=click.Choice(list(dict.fromkeys(KINDS))), metavar="KIND",
              help="Only of this kind: direct, indirect, belief, warn, deny, count, ...")
@click.option("--watch", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Only what a watch asks for (a TOML file).")
@click.option("--limit", type=click.IntRange(1, MOST), metavar="N", help="At most N lines (a brief: 40).")
@click.option("--all", "all_lines", is_flag=True, help="Every line.")
@click.option("--format", "format_wanted", type=click.Choice(FORMATS), help="Else by the ending of -o, else text.")
@as_json
@to_file
@at_store
@click.pass_obj
def command(
    front: Front, /, name: str, subject: str | None, speaker: str | None, about: tuple[str, ...], since: str | None,
    until: str | None, page: str | None, kind: str | None, watch: Path | None, limit: int | None, all_lines: bool,
    format_wanted: str | None, json_wanted: bool, output: str, **as_of: str | None,
) -> None:
    question = Question(
        subject=subject, speaker=speaker, about=about, since=since, until=until, page=page, kind=kind,
        watch=read_watch(watch) if watch else None,
        limit=None if all_lines else limit or VIEWS[name].limit, **as_of,  # type: ignore[arg-type]
    )
    with front.open_store() as store:
        view = ask(store, name, replace(question, packs=places_for(front, store)))
    write_view(view, output, format_of(format_wanted, output, json_wanted=json_wanted))
