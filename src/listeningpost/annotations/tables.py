"""The TOML tables of this room, each read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table `tables/<name>.toml`. Raises FileNotFoundError for a table there is not."""
    return tomllib.loads(files(__package__).joinpath(f"tables/{name}.toml").read_text("utf-8"))


def either(words: "list[str] | dict[str, Any]") -> str:
    """The words as alternatives of a regular expression, the longest first, blanks standing for any run of blanks."""
    parts = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(piece.replace(".", r"\.") for piece in part.split()) for part in parts)
