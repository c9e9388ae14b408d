"""How a table of the package is made: from the shared data, by one function, into one file."""

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks.shared import on_data


def make(about: str | None, packed: Path, table: Callable[[Path, Path | None], str]) -> int:
    """Write the table that a function makes of the data folder and, where one is named, a folder in which what was
    read is kept between runs. `about` is the script's own account of itself, `packed` where the table goes unless --out
    says otherwise. The exit code: 1, with the reason in a line, where the data is absent or cannot be read."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="a folder where what was read is kept between runs")
    parser.add_argument("--out", type=Path, default=packed)
    asked = parser.parse_args()

    def write(data: Path) -> int:
        made = table(data, asked.cache)
        asked.out.write_text(made, encoding="utf-8")
        print(f"{len(made):,} characters in {asked.out}")
        return 0

    return on_data(write)
