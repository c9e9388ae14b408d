"""The edition of this package: its version with a digest of all that makes a page: code, tables, libraries. The packed
model has a digest of its own beside it in every record.

A version is raised by hand and seldom; the digest changes with every line. So pages that were read before a change, a
pull into a checkout included, are read anew when they are brought in again.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from . import __version__

# Rooms that no page passes through while it is read; a new room counts until it is named here.
BESIDE = frozenset({"cli", "engines", "examples", "exports", "questions", "store", "views", "web"})
# The model's files are named by the record's `made_by.model`, and are large to read twice.
NAMED_APART = frozenset({"language/weights"})
# What of other people's decides where a body begins, which language it is in, how its bytes are decoded and how the
# model's numbers are rounded.
LIBRARIES = ("charset-normalizer", "lxml", "onnxruntime", "py3langid", "trafilatura")
DIGITS = 12


@cache
def edition() -> str:
    """For example `0.2.0+3f2a91c4d8e0`, as a version of PEP 440 with a local part; found once in a process."""
    made_with = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{__version__}+{digest_of(files(__package__), made_with)}"


def digest_of(package: Traversable, made_with: str = "") -> str:
    """The first digits of a sha256 over the names and bytes of the files that make pages, and over `made_with`."""
    found = hashlib.sha256(made_with.encode())
    for name, file in sorted(_files(package, ""), key=lambda one: one[0]):
        found.update(b"\0" + name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:DIGITS]


def _files(folder: Traversable, under: str) -> Iterator[tuple[str, Traversable]]:
    """The files of a folder and of those in it, with their paths."""
    for one in folder.iterdir():
        if one.is_file():
            yield under + one.name, one
        elif one.name != "__pycache__" and under + one.name not in BESIDE | NAMED_APART:
            yield from _files(one, f"{under}{one.name}/")
