"""The word lists of this room, read once."""

import tomllib
from importlib.resources import files


def _load(name: str) -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath(f"tables/{name}.toml").read_text(encoding="utf-8"))


SPEAKERS = _load("speakers")
AFFAIRS = _load("affairs")
SHORT_TITLES = _load("short_titles")
BODY_SORTS = _load("body_sorts")
CALLINGS = _load("callings")
DENIALS = _load("denials")
MATTERS = _load("matters")
TELLINGS = _load("tellings")
