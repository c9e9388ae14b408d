"""Options that several commands share, and what the front door hands to each command."""

import contextlib
import os
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import KnowledgeError

if TYPE_CHECKING:  # help must not wait for the database
    from ..knowledge import Knowledge
    from ..settings import Settings
    from ..store import Store

    ParamType = click.ParamType[str]
else:
    ParamType = click.ParamType  # has no parameters in older releases of click

Function = TypeVar("Function", bound=Callable[..., Any])


class Front:
    """What was said before or after the command's name: the store, and the settings read when first needed."""

    def __init__(self) -> None:
        self.named_db: str | None = None

    @cached_property
    def settings(self) -> "Settings":
        from ..settings import read_settings

        return read_settings()

    @property
    def db(self) -> str:
        """Where the store lies: --db, else LISTENINGPOST_DB, else the settings file, else the user's data folder."""
        return self.named_db or self.settings.db

    def open_store(self, *, create: bool = False) -> "Store":
        """The store of this run; NothingThere where there is none and `create` is not set."""
        from ..store import open_store

        return open_store(self.db, create=create, now=self.settings.now)

    @contextlib.contextmanager
    def open_new_store(self) -> "Iterator[Store]":
        """The store of this run, made where there is none, and taken away again where nothing came into it."""
        from ..store import open_store

        new = not os.path.exists(os.path.expanduser(self.db))
        with open_store(self.db, now=self.settings.now) as store:
            try:
                yield store
            finally:
                empty = new and not (store.counts().captures or store.counts().refusals)
        if empty:
            for part in ("", "-wal", "-shm"):
                Path(store.path + part).unlink(missing_ok=True)

    def open_knowledge(self) -> "Knowledge":
        """The packaged knowledge with the user's packs over it."""
        from ..knowledge import open_knowledge

        return open_knowledge(packs_of(self.settings))


class Words(ParamType):
    """Text from the user that is asked for or written down: Unicode, and (unless it may be empty) not blank."""

    name = "text"

    def __init__(self, *, may_be_empty: bool = False) -> None:
        self.may_be_empty = may_be_empty

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value as it is, or a usage error."""
        try:
            value.encode()
        except UnicodeEncodeError:
            self.fail("it is no text: its bytes are not UTF-8", param, ctx)
        if not (self.may_be_empty or value.strip()):
            self.fail("it is empty; give a text, or leave it out", param, ctx)
        return value


WORDS, ANY_WORDS = Words(), Words(may_be_empty=True)


def data_folder() -> Path:
    """The user's data folder, where the store, packs and the demo lie unless they are put elsewhere."""
    from platformdirs import user_data_dir

    from ..settings import FOLDER

    return Path(user_data_dir(FOLDER, appauthor=False))


def packs_folder() -> Path:
    """Where `knowledge add` puts packs."""
    return data_folder() / "knowledge"


def packs_of(settings: "Settings") -> tuple[Path, ...]:
    """The packs of a run: those that were added, then those of the settings (each a pack or a folder of packs)."""
    from ..knowledge import find_packs

    named = [Path(pack) for pack in settings.packs]
    missing = next((pack for pack in named if not pack.is_dir()), None)
    if missing is not None:
        raise KnowledgeError(f"{missing}: no such folder; mend the setting packs, or LISTENINGPOST_PACKS")
    inside = [found for pack in named for found in ((pack,) if (pack / "pack.toml").exists() else find_packs(pack))]
    return (*find_packs(packs_folder()), *inside)


def places_for(front: Front, store: "Store") -> tuple[str, ...]:
    """The packs whose places a map of this store may name: those of the run, and the sample watch's own where the store
    was made from that."""
    from ..examples import sample_watch
    from ..knowledge import list_packs

    sample = sample_watch().pack
    title = next(one.title for one in list_packs(sample.parent) if one.name == sample.name)
    first = next(store.page_rows(), None)
    own = (sample,) if first is not None and title in first.made_by else ()
    return tuple(map(str, (*packs_of(front.settings), *own)))


def _keep_db(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None and not value.strip():
        raise click.BadParameter("it is empty; name a file, or leave --db out", ctx)
    if value:
        ctx.ensure_object(Front).named_db = value


def at_store(function: Function) -> Function:
    """--db, which may stand before or after the command's name."""
    return click.option(
        "--db", metavar="FILE", callback=_keep_db, expose_value=False,
        help="The store; else LISTENINGPOST_DB, else one in your data folder.",
    )(function)


def quietly(function: Function) -> Function:
    """--quiet: no progress, no notes."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress and no notes, only errors.")(function)


def as_json(function: Function) -> Function:
    """--json: the result as JSON."""
    return click.option("--json", "json_wanted", is_flag=True, help="The result as JSON on standard output.")(function)


def to_file(function: Function) -> Function:
    """-o: where the result goes."""
    return click.option(
        "-o", "--output", metavar="FILE", default="-", help="Write to a file instead of standard output (-)."
    )(function)


def until_days(function: Function) -> Function:
    """The options that ask as of a day."""
    said = click.option("--said-until", type=WORDS, metavar="DATE", help="As of a day: only what was said until then.")
    published = click.option("--published-until", type=WORDS, metavar="DATE",
                             help="As of a day: only pages published until then.")
    held = click.option("--held-until", type=WORDS, metavar="TIME",
                        help="As of a time: corrections made later are not applied.")
    return said(published(held(function)))


def examples(*lines: str) -> str:
    """The end of a command's help: what to type; a line that pipes into the command stands as it is."""
    typed = (line if "| listening-post" in line else f"listening-post {line}" for line in lines)
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in typed)
