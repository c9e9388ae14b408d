"""The word lists of this room, read once."""

import tomllib
from importlib.resources import files

SPEAKERS: dict[str, list[str]] = tomllib.loads(
    files(__package__).joinpath("tables/speakers.toml").read_text(encoding="utf-8"))
