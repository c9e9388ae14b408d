"""The word lists of this room, read once."""

import tomllib
from importlib.resources import files
from typing import Any


def load(name: str) -> dict[str, Any]:
    """A table of this room, as its TOML says."""
    return tomllib.loads(files(__package__).joinpath(f"tables/{name}.toml").read_text(encoding="utf-8"))


SPEAKERS: dict[str, list[str]] = load("speakers")
AFFAIRS: dict[str, list[str]] = load("affairs")
SHORT_TITLES: dict[str, list[str]] = load("short_titles")
BODY_SORTS: dict[str, list[str]] = load("body_sorts")
CALLINGS: dict[str, list[str]] = load("callings")
DENIALS: dict[str, list[str]] = load("denials")
MATTERS: dict[str, list[str]] = load("matters")
TELLINGS: dict[str, list[str]] = load("tellings")
