"""The front door: the group that loads a command when it is called and turns every end into a line and a code."""

import difflib
import errno
import importlib
import sys
from collections.abc import Sequence
from typing import Any

import click

from .. import __version__
from ..errors import ListeningPostError, StoreError, UsageError
from .options import Front, at_store
from .streams import ended_as_by_ctrl_c, let_go, make_ready

STOPPED = 130
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

COMMANDS = {
    "add": "bring pages in: files, folders or standard input",
    "view": "ask for a brief, dossier, timeline, figures, table or citation",
    "search": "find lines by words, meaning and filters",
    "ask": "a question answered with cited lines, or not at all",
    "show": "everything about one id",
    "serve": "the record as pages in a browser, on this machine",
    "publish": "the same pages as files, for any host or a USB stick",
    "fix": "correct what was found, with a reason",
    "undo": "take a correction back",
    "export": "write the record for other tools: record, links, csv, corrections",
    "verify": "find every quotation again in the captures",
    "reconcile": "join what belongs together across pages",
    "knowledge": "what is known beforehand: actors, offices, packs of your own",
    "doctor": "check that this installation and the store are sound",
    "demo": "bring in the sample watch and show its brief",
}

EPILOG = """
\b
What do I type?
  listening-post demo                      see it work on the sample watch
  listening-post add YOUR-FOLDER           bring your pages in
  listening-post view brief                who said what, with sources
  listening-post search WORDS              lines by their words and meaning
  listening-post ask "QUESTION"            the lines that answer, or that none does
  listening-post show ID                   everything about one id
  listening-post view brief -o brief.html  the same as a page to read or print
  listening-post serve --open              the whole record as pages in your browser
  listening-post publish DIR               the same pages as files

\b
Exit codes: 0 done (pages that could not be read are listed), 1 a check failed, 2 wrong use,
3 nothing could be read, 4 the store cannot be used or the disk is full, 130 stopped by you.
"""


class FrontDoor(click.Group):
    """Knows the commands by name and line, and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f".{cmd_name}", __package__).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            raise click.UsageError(f"{name}: there is no such command; {_nearest(name)}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that has gone, as in `| head`, is no error (click would end with 1)."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            let_go()
            raise click.exceptions.Exit(0) from None
        return result

    def main(self, args: Sequence[str] | None = None, *positional: Any, **named: Any) -> Any:
        """Run a command and end the process: every error of ours is one line on stderr, no traceback."""
        named["standalone_mode"] = False
        sys.exit(_ended(lambda: super(FrontDoor, self).main(args, *positional, **named)))


def _nearest(name: str) -> str:
    """What was meant: a command, or a view asked for without `view`."""
    from ..views import VIEWS

    ways = {**{command: command for command in COMMANDS}, **{view: f"view {view}" for view in VIEWS}}
    near = difflib.get_close_matches(name.lower(), ways, 1)
    return f"did you mean `listening-post {ways[near[0]]}`?" if near else "`listening-post --help` lists the commands"


def _ended(run: Any) -> int:
    """The exit code of a run."""
    try:
        make_ready()
        with ended_as_by_ctrl_c():
            code = run()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ListeningPostError as error:
        click.echo(f"listening-post: {_shown(error)}", err=True)
        return error.exit_code
    except OSError as error:  # what no room foresaw: above all, an output that cannot be written
        let_go()
        return _stopped_by_system(error)
    except (click.Abort, KeyboardInterrupt):
        click.echo("listening-post: stopped", err=True)
        return STOPPED
    return code if isinstance(code, int) else 0


def _stopped_by_system(error: OSError) -> int:
    """Says so. A disk that is full, where the temporary files go too, is no wrong use."""
    place = f": {error.filename}" if error.filename else ""
    full = error.errno in FULL
    advice = "; make room, also for temporary files, and run the same command again" if full else ""
    click.echo(f"listening-post: stopped by the system{_shown(place)}: {error.strerror}{advice}", err=True)
    return StoreError.exit_code if full else UsageError.exit_code


def _shown(words: object) -> str:
    """A message on one line: it may tell of a file whose name would write into the terminal."""
    from ..views import visible

    return visible(str(words))


@click.group(cls=FrontDoor, epilog=EPILOG, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="listening-post")
@at_store
@click.pass_context
def main(ctx: click.Context) -> None:
    """Listening Post turns captured news pages into a sourced record: who said what, through whom, when, how much.

    Every line can be traced to the exact characters of the page it came from. Nothing is sent anywhere.
    """
    ctx.ensure_object(Front)
