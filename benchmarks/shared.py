"""Where the shared evaluation data stands, if it does: DATA, else ../shared/data beside the repository."""

import json
import os
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]


def data_folder() -> Path | None:
    """The data folder, or None where it is absent."""
    folder = Path(os.environ.get("DATA") or "../shared/data")
    folder = folder if folder.is_absolute() else ROOT / folder
    return folder.resolve() if folder.is_dir() else None


def data_or_word() -> Path | None:
    """The data folder; None, and a line that says so, where it is absent."""
    data = data_folder()
    if data is None:
        print("not measured: the data is absent (set DATA to the folder of the data sets)")
    return data


def on_data(work: Callable[[Path], int]) -> int:
    """The exit code of work on the shared data folder; 1, with the reason in a line, where that folder or a file in it
    is absent or cannot be read (OSError, ValueError)."""
    data = data_folder()
    if data is None:
        print("the shared data is absent: set DATA to the folder of the data sets")
        return 1
    try:
        return work(data)
    except (OSError, ValueError) as error:
        print(error)
        return 1


def scorer() -> Path:
    """The shared scorer of gold pages; raises FileNotFoundError where it is absent."""
    data = data_folder()
    if data is None or not (data.parent / "tools" / "score_record.py").is_file():
        raise FileNotFoundError("the shared scorer tools/score_record.py is not beside the data folder")
    return data.parent / "tools" / "score_record.py"


def gold_page(gold: Path) -> Path:
    """The captured page of a shared gold file: beside the gold, or under the folder above the data."""
    named: str = json.loads(gold.read_text(encoding="utf-8"))["file"]
    beside = gold.parent / named
    return beside if beside.is_file() else gold.parents[2] / named
