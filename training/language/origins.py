"""From what a model was made, by digest."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

CODE = ("training/language", "src/listeningpost/language")


def digest(file: Path) -> str:
    """sha256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def code_digest(folders: Sequence[str] = CODE) -> str:
    """sha256 over the code that trains and runs a model, file by file in order of their names. `folders`: from the
    repository's root."""
    root = Path(__file__).parents[2]
    summed = hashlib.sha256()
    for folder in folders:
        for file in sorted((root / folder).glob("*.py")):
            summed.update(f"{file.relative_to(root)}\n".encode() + file.read_bytes())
    return summed.hexdigest()
