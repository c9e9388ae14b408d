"""`listening-post ask`: a question answered with cited lines, or not at all."""

import click

from ..questions import answer_view, as_of, ask, read_search
from ..schema import Sought
from .options import WORDS, Front, as_json, at_store, examples, quietly, to_file, until_days
from .output import FORMATS, as_json_text, format_of, tell, write_lines, write_view


@click.command(
    "ask",
    epilog=examples(
        'ask "How many camps does Halvenia admit to?"',
        'ask "who denies the shelling of Ulmezh" --in "after:2021"',
        'ask --json "When was the pass closed?"',
        'ask "What did the spokeswoman say about the graves?" -o answer.html',
    ),
)
@click.argument("question", type=WORDS)
@click.option("--in", "within", type=WORDS, metavar="FILTERS",
              help="Only lines within filters of `search`: speaker:NAME outlet:NAME kind:WORD after:DATE before:DATE.")
@until_days
@click.option("--format", "format_wanted", type=click.Choice(FORMATS), help="Else by the ending of -o, else text.")
@as_json
@quietly
@to_file
@at_store
@click.pass_obj
def command(
    front: Front, /, question: str, within: str | None, format_wanted: str | None, json_wanted: bool, quiet: bool,
    output: str, said_until: str | None, published_until: str | None,
    held_until: str | None,
) -> None:
    """Answer a QUESTION in English with cited lines, best first; the figure, name or date that answers is named.

    Nothing is made up: every line is a page's own words. Where no line answers surely enough, the record does not say;
    the nearest lines are shown apart. --json gives {"answer", "cites", "abstained", ...}.
    """
    sought = as_of(read_search(within).sought if within else Sought(), said_until, published_until, held_until)
    with front.open_store() as store:
        answer = ask(store, question, front.open_knowledge(), sought)
    kind = format_of(format_wanted, output, json_wanted=json_wanted)
    if kind == "json":
        write_lines([as_json_text(answer)], output)
    else:
        write_view(answer_view(answer), output, kind)
    if answer.abstained:
        tell("another wording, or a name as the pages write it, may find more; `search` shows lines", quiet=quiet)
