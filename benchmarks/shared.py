"""Where the shared evaluation data stands, if it does: DATA, else ../shared/data beside the repository."""

import json
import os
from pathlib import Path

ROOT = Path(__file__).parents[1]


def data_folder() -> Path | None:
    """The data folder, or None where it is absent."""
    folder = Path(os.environ.get("DATA") or "../shared/data")
    folder = folder if folder.is_absolute() else ROOT / folder
    return folder.resolve() if folder.is_dir() else None


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
