"""From what a model was made, by digest."""

import hashlib
from pathlib import Path

CODE = ("training/language", "src/listeningpost/language")


def digest(file: Path) -> str:
    """sha256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def code_digest() -> str:
    """sha256 over the code that trains and runs the model, file by file in order of their names."""
    root = Path(__file__).parents[2]
    summed = hashlib.sha256()
    for folder in CODE:
        for file in sorted((root / folder).glob("*.py")):
            summed.update(f"{file.relative_to(root)}\n".encode() + file.read_bytes())
    return summed.hexdigest()
