"""kill -9 of an `add` at random moments: by the whole road, nothing is lost and nothing doubled."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from listeningpost.store import open_store, verify

KILLS = 50
SCRIPT = Path(__file__).parent / "killed_add.py"
PAGE = """Council of Ulmezh meets for the {n}th time

By Ines Moor
{day} March 2031

The mayor of Ulmezh, Anna Orlesk, said on Monday that {n} of 40 posts along the river were closed.

"We will open {n} of them before the summer," Orlesk told reporters. Bero Tamsin, a spokesman for the movement, denied
that any had been closed, according to the Basin Wire.

The road to the north stayed open for {n} days, the council said in a statement, and about {n},000 people used it.
"""


def folder_of(pages: int, path: Path) -> Path:
    path.mkdir()
    for number in range(10, 10 + pages):
        (path / f"{number}.txt").write_text(PAGE.format(n=number, day=number % 28 + 1), encoding="utf-8")
    (path / "copy of 10.txt").write_text(PAGE.format(n=10, day=11), encoding="utf-8")
    (path / "empty.html").write_text("<html><body></body></html>", encoding="utf-8")
    return path


def run(folder: Path, store: Path, kills: int) -> None:
    words = [sys.executable, "-W", "error", str(SCRIPT), str(folder), str(store), str(kills), "20310401"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr


def exported(path: Path) -> list[str]:
    """Every row of every table in order, but for the numbers that SQLite rows happen to have."""
    connection = sqlite3.connect(path)
    lines = [f"integrity {connection.execute('PRAGMA integrity_check').fetchall()}"]
    names = [row[0] for row in connection.execute("SELECT name FROM pragma_table_list WHERE type = 'table'")]
    for name in sorted(name for name in names if not name.startswith(("sqlite_", "passage_text"))):
        columns = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))]
        asked = ", ".join(f'"{column}"' for column in columns if column != "entry")
        lines += sorted(f"{name} {row!r}" for row in connection.execute(f"SELECT {asked} FROM {name}"))
    connection.close()
    return lines


def test_a_killed_add_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    folder = folder_of(6, tmp_path / "pages")
    run(folder, tmp_path / "calm.db", 0)
    run(folder, tmp_path / "killed.db", KILLS)
    assert exported(tmp_path / "killed.db") == exported(tmp_path / "calm.db")
    with open_store(str(tmp_path / "killed.db")) as store:
        counts = store.counts()
        assert list(verify(store)) == []
    assert counts.pages == 6
    assert counts.captures >= 6
    assert counts.statements > 6
