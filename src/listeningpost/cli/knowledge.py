"""`listening-post knowledge`: what is known beforehand, and packs of one's own."""

from pathlib import Path

import click

from ..edtf import is_date
from ..errors import CheckFailed, UnknownId, UsageError
from ..knowledge import Knowledge
from ..schema import Office
from ..views import in_words, visible
from .options import WORDS, Front, as_json, at_store, examples, packs_folder
from .output import tell, write_json

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group("knowledge", epilog=examples("knowledge look-up Moscow", "knowledge add my-pack/"))
@at_store
def command() -> None:
    """What is known beforehand: states, alliances, media, people and dated offices, and packs of your own over them.

    A pack is a folder with pack.toml and tables in the same format as the packaged ones.
    """


@command.command("add", epilog=examples("knowledge add my-pack/"))
@click.argument("pack", type=FOLDER)
def add(pack: Path) -> None:
    """Copy PACK into your data folder, where every later command uses it. A pack of the same name is replaced."""
    from ..knowledge import add_pack

    click.echo(f"{add_pack(pack, packs_folder())}: in use from now on")
    tell("pages that are in the store already are read anew when they are brought in again")


@command.command("list", epilog=examples("knowledge list"))
@as_json
@click.pass_obj
def list_(front: Front, /, json_wanted: bool) -> None:
    """The packs in use, with what they hold."""
    from ..knowledge import list_packs

    packs = list_packs(packs_folder())
    if json_wanted:
        return write_json({"knowledge": front.open_knowledge().version, "packs": packs})
    click.echo(f"packaged  version {visible(front.open_knowledge().version)}")
    for pack in packs:
        broken = f", {pack.problems} problems" if pack.problems else ""
        holds = f"{pack.entries} entries, {pack.offices} offices{broken}"
        click.echo(f"{visible(pack.name)}  {visible(pack.title)}, version {visible(pack.version)}: {holds}")
    return None


@command.command("check", epilog=examples("knowledge check my-pack/"))
@click.argument("pack", type=FOLDER)
def check(pack: Path) -> None:
    """All that is wrong with PACK, a line each with file and entry. Ends with 1 where anything is."""
    from ..knowledge import check_pack

    problems = check_pack(pack)
    for problem in problems:
        click.echo(visible(problem))
    if problems:
        raise CheckFailed(f"{pack}: {len(problems)} to mend before it can be added")
    click.echo(f"{pack}: sound")


@command.command("look-up", epilog=examples(
    "knowledge look-up Moscow", "knowledge look-up Kremlin --when 2021",
    'knowledge look-up "foreign minister of Russia" --when 2003'))
@click.argument("name", type=WORDS)
@click.option("--when", type=WORDS, metavar="DATE", help="As of a day, a month or a year (EDTF).")
@as_json
@click.pass_obj
def look_up(front: Front, /, name: str, when: str | None, json_wanted: bool) -> None:
    """Whom NAME may stand for, best first, with the offices known of them; where NAME is an office ("Russian foreign
    minister", "president of Syria"), who held it, the latest first."""
    if when is not None and not is_date(when):
        raise UsageError(f"--when {when}: no date; write a day, a month or a year: 2024-02-27, 2024-02, 2024")
    knowledge = front.open_knowledge()
    found = knowledge.look_up(name, when)
    offices = () if found else knowledge.look_up_office(name, when)
    if json_wanted:
        return write_json(found or offices)
    if not found and not offices:
        raise UnknownId(f"{name}: not in the knowledge; a pack of your own can add it: listening-post knowledge --help")
    for known in found:
        actor = known.actor
        click.echo(f"{actor.name}  {actor.type.replace('_', ' ')}, {actor.qid or actor.key}: {known.why}")
        for office in knowledge.offices(actor.key):
            click.echo(f"  {_held(office, knowledge)}")
    for office in offices:
        holder = knowledge.actor(office.person)
        click.echo(f"{holder.name if holder else office.person}  {_held(office, knowledge)}")
    return None


def _held(office: Office, knowledge: Knowledge) -> str:
    """An office with its body, its term and its sources."""
    body = knowledge.actor(office.of)
    acting = " (acting)" if office.status == "acting" else ""
    since = f"from {in_words(office.start)}" if office.start else "beginning not known"
    seen = f" (in office: {in_words(office.known_until)})" if office.known_until else ""
    until = f"to {in_words(office.to)}" if office.to else f"end not known{seen}"
    shown = f"; sources: {', '.join(office.sources)}" if office.sources else ""
    return f"{office.role}{acting}, {body.name if body else office.of}: {since}, {until}{shown}"
