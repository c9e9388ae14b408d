"""The table of abbreviations, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Abbreviations(NamedTuple):
    """Lower-case words without their last stop, by how they behave (see tables/abbreviations.toml)."""

    open: frozenset[str]
    either: frozenset[str]
    months: frozenset[str]
    starters: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.open | self.either | self.months


@cache
def abbreviations() -> Abbreviations:
    """The table as sets. Days of the week behave as `either`."""
    table = tomllib.loads(files(__package__).joinpath("tables/abbreviations.toml").read_text("utf-8"))
    return Abbreviations(
        open=frozenset(table["open"]),
        either=frozenset([*table["either"], *table["days"]]),
        months=frozenset(table["months"]),
        starters=frozenset(table["starters"]),
    )
