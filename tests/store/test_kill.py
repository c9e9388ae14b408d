"""kill -9 at random moments loses nothing and doubles nothing."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import killed_writer
import pytest

from listeningpost.store import open_store, verify
from listeningpost.store.tables import METADATA

KILLS = 50


def run(path: Path, kills: int) -> int:
    script = Path(killed_writer.__file__)
    words = [sys.executable, "-W", "error", str(script), str(path), str(kills), "20310401"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def exported(path: Path) -> bytes:
    """Every row of every table in order, without the number an SQLite row happens to have."""
    connection = sqlite3.connect(path)
    lines = [f"integrity {connection.execute('PRAGMA integrity_check').fetchall()}"]
    for name, table in sorted(METADATA.tables.items()):
        columns = ", ".join(f'"{column.name}"' for column in table.c if column.name != "entry")
        lines += sorted(f"{name} {row!r}" for row in connection.execute(f"SELECT {columns} FROM {name}"))
    words = "SELECT id, text FROM passage WHERE entry IN (SELECT rowid FROM passage_text WHERE passage_text MATCH ?)"
    for word in ("crossing", "denied", "Report"):
        lines += sorted(f"found {word} {row!r}" for row in connection.execute(words, (word,)))
    connection.close()
    return "\n".join(lines).encode()


@pytest.mark.parametrize("kills", [KILLS])
def test_killed_at_random_moments_it_ends_as_if_undisturbed(tmp_path: Path, kills: int) -> None:
    assert run(tmp_path / "calm.db", 0) == 0
    assert run(tmp_path / "killed.db", kills) >= kills - 5
    assert exported(tmp_path / "killed.db") == exported(tmp_path / "calm.db")
    with open_store(str(tmp_path / "killed.db")) as store:
        counts = store.counts()
        assert list(verify(store)) == []
    assert (counts.captures, counts.pages, counts.refusals) == (40, 38, 2)
    assert (counts.statements, counts.figures, counts.mentions) == (380, 380, 760)
    assert (counts.links, counts.corrections) == (38, 1)
