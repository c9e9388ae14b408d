"""What a user can set: one Settings record, read once at the front door from a TOML file and the environment.

The file is `listening-post/settings.toml` in the user's configuration folder (or what LISTENINGPOST_SETTINGS names). A
variable LISTENINGPOST_DB, _PACKS, _WORKERS, _LANGUAGE, _NOW, _BY, _PAGE_SECONDS, _PAGE_MEMORY or _TOKEN stands
above the file's key of the same name.
"""

import difflib
import getpass
import os
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from platformdirs import user_config_dir, user_data_dir

from .errors import UsageError

FOLDER = "listening-post"
PREFIX = "LISTENINGPOST_"
FILE = PREFIX + "SETTINGS"
LEAST_MEMORY = 100  # MiB; less, and not even short pages are read
NO_SETTINGS = frozenset({FILE, PREFIX + "REQUIRE", PREFIX + "SLOW"})  # where the file lies, and what the tests read


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that can be set.

    db: path of the store. packs: folders of knowledge packs beside the built-in knowledge. workers: processes that read
    pages. language: of what the product says (today: en). now: the time to go by, ISO 8601, where results must be the
    same on any day. by: the name that corrections are signed with. page_seconds: seconds of computing that one page
    may take; page_memory: MiB that it may take beside what the program holds; 0 is no limit. token: what lets a reader
    into the desk.
    """

    db: str = msgspec.field(default_factory=lambda: str(Path(user_data_dir(FOLDER, appauthor=False)) / "store.db"))
    packs: tuple[str, ...] = ()
    workers: int = 1
    language: str = "en"
    now: str | None = None
    by: str = msgspec.field(default_factory=lambda: _user())
    page_seconds: int = 60
    page_memory: int = 2_000
    token: str | None = None


KEYS = Settings.__struct_fields__
WANTED = {
    "db": "the path of a store",
    "packs": "folders of knowledge packs: a list in the file, divided by colons in the variable",
    "workers": "a whole number, 1 or more",
    "language": "en",
    "now": "a time such as 2024-02-27T12:00:00Z",
    "by": "a name",
    "page_seconds": "a whole number of seconds, or 0 for no limit",
    "token": "a secret of 12 characters or more",
    "page_memory": "a whole number of MiB, 100 or more, or 0 for no limit",
}


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this run. A file that is not there sets nothing, unless LISTENINGPOST_SETTINGS names it.

    Raises UsageError that names the file or variable, the key, and what may stand there.
    """
    variables = os.environ if environment is None else environment
    file = Path(variables.get(FILE) or Path(user_config_dir(FOLDER, appauthor=False)) / "settings.toml")
    return msgspec.structs.replace(_from_file(file, must=bool(variables.get(FILE))), **_from_variables(variables))


def _from_file(file: Path, *, must: bool) -> Settings:
    if not file.is_file():
        if must:
            raise UsageError(f"{file}: no such file; {FILE} names it")
        return Settings()
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{file}: cannot be read as TOML: {error}") from error
    checked = {key: _value(str(file), key, key, value) for key, value in values.items()}
    folder = file.parent  # paths in the file are meant from where the file lies
    if "db" in checked and "://" not in checked["db"]:
        checked["db"] = str(folder / Path(checked["db"]).expanduser())
    if "packs" in checked:
        checked["packs"] = tuple(str(folder / Path(pack).expanduser()) for pack in checked["packs"])
    return Settings(**checked)


def _from_variables(variables: Mapping[str, str]) -> dict[str, Any]:
    ours = {name for name in variables if name.startswith(PREFIX)} - NO_SETTINGS
    named = {name: variables[name] for name in variables if name in ours and variables[name]}
    return {
        name.removeprefix(PREFIX).lower(): _value("environment", name, name.removeprefix(PREFIX).lower(), value)
        for name, value in named.items()
    }


def _value(where: str, told: str, key: str, value: object) -> Any:
    """One checked value. `told` is the key as the user wrote it."""
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, 1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"keys are {', '.join(KEYS)}"
        raise UsageError(f"{where}: {told} is no setting; {hint}")
    fields = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    if key == "packs" and isinstance(value, str) and where == "environment":
        value = [pack for pack in value.split(os.pathsep) if pack]
    try:
        checked = msgspec.convert(value, fields[key], strict=where != "environment")
        return _fit(key, checked)
    except msgspec.ValidationError:
        raise UsageError(f"{where}: {told}: {value!r} does not fit; give {WANTED[key]}") from None
    except ValueError as error:
        raise UsageError(f"{where}: {told}: {error}; give {WANTED[key]}") from error


def _fit(key: str, value: Any) -> Any:
    """Raises ValueError for a value of the right type that cannot be used."""
    if key == "workers" and value < 1:
        raise ValueError(f"{value} is too few")
    if key == "page_seconds" and value < 0 or key == "page_memory" and value != 0 and value < LEAST_MEMORY:
        raise ValueError(f"{value} is too little")
    if key == "language" and value != "en":
        raise ValueError(f"{value!r} is not spoken yet")
    if key == "now" and value is not None:
        datetime.fromisoformat(value)
    if key in ("db", "by") and not value.strip():
        raise ValueError("is empty")
    return value


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this user id, as in some containers
        return "unknown"
