"""`listening-post fix`: a correction beside the data, with its reason."""

import re

import click

from ..errors import UsageError
from ..schema import Correction
from ..views import visible
from .options import ANY_WORDS, WORDS, Front, as_json, at_store, examples
from .output import tell, write_json

NEGATIVE = re.compile(r"-[\d.]")


class WithNumbers(click.Command):
    """A command whose values may be negative numbers, which click takes for options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.ignore_unknown_options = any(NEGATIVE.match(word) for word in args)
        return super().parse_args(ctx, args)


@click.command(
    "fix", cls=WithNumbers,
    epilog=examples(
        'fix s0123456789ab speaker "Ada Finch" --why "named two lines above"',
        'fix E0123456789ab merge E0987654321ba --why "one person, two spellings"',
        'fix s0123456789ab said_on 2024-02-27 --why "the Tuesday of that week"',
        'fix s0123456789ab stands no --why "the caption of a picture: nobody says it"',
        'fix Y0123456789ab merge Y0987654321ba --why "one happening, told on two days"',
        "fix",
    ),
)
@click.argument("id_", metavar="[ID", type=ANY_WORDS, required=False)
@click.argument("field", metavar="FIELD", type=ANY_WORDS, required=False)
@click.argument("value", metavar="VALUE]", type=ANY_WORDS, required=False)
@click.option("--why", type=ANY_WORDS, metavar="TEXT", help="The reason, for whoever reads the correction later.")
@click.option("--by", type=WORDS, metavar="NAME", help="Who says so; else LISTENINGPOST_BY, else your user name.")
@click.option("--empty", is_flag=True, help="Take the value away, in place of VALUE.")
@as_json
@at_store
@click.pass_obj
def command(
    front: Front, /, id_: str | None, field: str | None, value: str | None, why: str | None, by: str | None,
    empty: bool, json_wanted: bool,
) -> None:
    """Correct FIELD of what ID names to VALUE. The page stays as it was found: the correction stands beside it, holds
    when pages are read anew, and can be undone.

    Without arguments, lists the corrections.
    """
    if id_ is None:
        return _list(front, json_wanted=json_wanted)
    if field is None or (value is None) != empty:
        raise UsageError(f"fix needs an id, a field and a value: listening-post fix {id_} FIELD VALUE --why TEXT; "
                         f"fields are, of each kind, {_can_be_fixed()}")
    if not why:
        raise UsageError(f"fix needs a reason: listening-post fix {id_} {field} {value or '--empty'} --why TEXT")
    with front.open_store() as store:
        made = store.correct(id_, field, value, why, by or front.settings.by)
    if json_wanted:
        return write_json(made)
    click.echo(_told(made))
    if made.field in ("same_story", "other_story"):
        tell("`listening-post reconcile` groups the stories anew")
    return tell(f"`listening-post undo {made.id}` takes it back")


def _told(mend: Correction) -> str:
    """A correction on one line: what was and what is now."""
    return (f"{mend.id}  {mend.field} of {mend.of}: {visible(mend.was or 'nothing')} -> "
            f"{visible(mend.now or 'nothing')}")


def _can_be_fixed() -> str:
    from ..store import FIELDS

    return "; ".join(f"{kind}: {', '.join(fields)}" for kind, fields in FIELDS.items())


def _list(front: Front, *, json_wanted: bool) -> None:
    with front.open_store() as store:
        made = list(store.corrections())
    if json_wanted:
        return write_json(made)
    for mend in made:
        state = f" (undone {mend.undone_at})" if mend.undone_at else ""
        click.echo(f"{_told(mend)}, {visible(mend.by)}, {mend.at}: {visible(mend.reason)}{state}")
    return tell(f"{len(made)} correction{'' if len(made) == 1 else 's'}")
