"""Every regular expression of the package against strings that grow: none takes time that grows like their square."""

import functools
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import listeningpost

# What patterns repeat, and what may end a match too late.
PUMPS = ("a", "A", "1", " ", "\n", "a ", "A ", "1 ", "1,", "1.", ", ", ". ", "-", "a-", "a.", "A.", "'", '"', "“", "(",
         "<", "</", "<a ", "&", "_", "/", "1/", "a@", "the ", "of the ", "and ", "by ", "said ", "May ", "5 May ")
ENDS = ("", "!")
LONG, SENTENCE = 4_000, 1_000  # characters of a page; of what rooms that read sentences are given at once
BOUNDED = {"listeningpost.language.sentences.BEFORE"}  # searched in twelve characters
BY_SENTENCE = ("listeningpost.annotations.", "listeningpost.record.")
SLOW = 0.02  # seconds of computing: what is quicker is not looked at twice
STEEPEST = 10.0  # four times the length takes four times the time where time is linear, sixteen where it is squared


def modules() -> Iterator[str]:
    yield from (found.name for found in pkgutil.walk_packages(listeningpost.__path__, "listeningpost.")
                if not found.name.endswith("__main__"))


def held(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns in a module's value: alone, or in a table of them."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        yield from (pattern for part in value.values() for pattern in held(part))
    elif isinstance(value, list | tuple):
        yield from (pattern for part in value for pattern in held(part))


def made(value: object) -> object:
    """What a table that is made when it is first asked for holds; other values as they are."""
    asked_for = hasattr(value, "cache_info") and not inspect.signature(value).parameters
    return value() if asked_for else value


@functools.cache
def sources() -> dict[str, str]:
    """The source of each module by its path."""
    files = sorted(Path(str(listeningpost.__file__)).parent.rglob("*.py"))
    return {str(file): file.read_text(encoding="utf-8") for file in files}


def is_searched(module: str, name: str) -> bool:
    """Whether a pattern is looked for along a text; one that is matched at one place alone may begin as it likes."""
    path = module.replace(".", "/")
    stem = module.rpartition(".")[2]
    imported = re.compile(rf"\.{stem} import (?:\([^)]*|[^\n]*)\b{name}\b")
    texts = [text for file, text in sources().items()
             if file.endswith((f"{path}.py", f"{path}/__init__.py")) or imported.search(text)]
    used = {use for text in texts for use in re.findall(rf"\b{name}\.(\w+)\(", text)}
    return not used or not used <= {"match", "fullmatch"}


@functools.cache
def patterns() -> dict[str, re.Pattern[str]]:
    found: dict[re.Pattern[str], str] = {}
    for name in modules():
        for key, value in vars(importlib.import_module(name)).items():
            some = tuple(held(made(value)))
            if not some or not is_searched(name, key):
                continue
            for number, pattern in enumerate(some):
                found.setdefault(pattern, f"{name}.{key}" + (f"[{number}]" if number else ""))
    return {name: pattern for pattern, name in found.items()}


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """How long it takes to find all matches in a text."""
    start = time.process_time()
    for _ in pattern.finditer(text):
        continue
    return time.process_time() - start


def steep(pattern: re.Pattern[str], length: int = LONG) -> list[str]:
    """The pumps whose time grows like a square up to a length, with how long they took."""
    found = []
    for pump in PUMPS:
        for end in ENDS:
            whole = pump * (length // len(pump)) + end
            long = seconds(pattern, whole)
            if long < SLOW:
                continue
            short = min(seconds(pattern, pump * (length // 4 // len(pump)) + end) for _ in range(3))
            if long > STEEPEST * short and seconds(pattern, whole) > STEEPEST * short:
                found.append(f"{pump!r}: {short:.3f} s, {long:.3f} s")
                break
    return found


def test_patterns_are_found() -> None:
    assert len(patterns()) > 100


@pytest.mark.parametrize("name", sorted(patterns().keys() - BOUNDED))
def test_time_grows_no_faster_than_the_text(name: str) -> None:
    assert steep(patterns()[name], SENTENCE if name.startswith(BY_SENTENCE) else LONG) == []


def test_a_square_is_seen() -> None:
    assert steep(re.compile(r"a+b"), 4 * LONG)
