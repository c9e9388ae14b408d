"""The TOML tables of this room, each read once."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ..store import terms


@cache
def table(name: str) -> dict[str, Any]:
    """The table `tables/<name>.toml`. Raises FileNotFoundError for a table there is not."""
    return tomllib.loads(files(__package__).joinpath(f"tables/{name}.toml").read_text("utf-8"))


@cache
def patterns(group: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a group of question_words.toml (asks, answers), each kind as one."""
    kinds: dict[str, list[str]] = table("question_words")[group]
    return {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in kinds.items()}


@cache
def empty_words() -> frozenset[str]:
    """Words, as they are searched, that say nothing of what a question is about."""
    return frozenset(terms(table("question_words")["nothing"]["words"]))


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """For a word, as it is searched, those that news uses for the same."""
    found: dict[str, set[str]] = {}
    for row in table("synonyms")["near"]:
        words = set(terms(row))
        for word in words:
            found.setdefault(word, set()).update(words)
    return {word: frozenset(others - {word}) for word, others in found.items()}
