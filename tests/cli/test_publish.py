"""`publish`: a folder that appears whole or not at all, replaces only its own kind, and says what it did."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from listeningpost.examples import sample_watch

Run = Callable[..., Result]


def left(folder: Path) -> set[str]:
    """What lies in a folder, but for the home that every test has and the store."""
    return {file.name for file in folder.iterdir()} - {"home", "store.db", "store.db-wal", "store.db-shm"}


def test_the_edition_stands_in_its_folder(run: Run, db: Path, tmp_path: Path) -> None:
    result = run("--db", db, "publish", tmp_path / "out" / "site")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert f"open {tmp_path / 'out' / 'site' / 'index.html'}" in result.stderr
    assert "The Harbour Ledger" in (tmp_path / "out" / "site" / "index.html").read_text(encoding="utf-8")
    assert left(tmp_path / "out") == {"site"}


def test_programs_are_told_what_was_written(run: Run, db: Path, tmp_path: Path) -> None:
    result = run("--db", db, "publish", tmp_path / "site", "--json")
    told = json.loads(result.stdout)
    files = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert told == {"folder": str(tmp_path / "site"), "index": str(tmp_path / "site" / "index.html"),
                    "files": len(files), "size": sum(file.stat().st_size for file in files)}
    assert result.stderr == ""
    assert run("--db", db, "publish", tmp_path / "site", "--quiet").output == ""


def test_a_new_edition_takes_the_place_of_the_old_one(run: Run, db: Path, tmp_path: Path) -> None:
    run("--db", db, "publish", tmp_path / "site")
    before = {file: file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file()}
    result = run("--db", db, "publish", tmp_path / "site", "--watch", sample_watch().watch)
    assert result.exit_code == 0, result.output
    after = {file: file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file()}
    assert json.loads(after[tmp_path / "site" / "edition.json"])["watch"] == "watch"
    assert after != before
    assert left(tmp_path) == {"site"}


def test_an_empty_folder_is_filled(run: Run, db: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert run("--db", db, "publish", tmp_path / "site").exit_code == 0
    assert (tmp_path / "site" / "index.html").exists()


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"letter.txt": "Dear Ann"}, "holds files and is no edition that publish made"),
        ({"edition.json": '{"files": {}}', "letter.txt": "Dear Ann"}, "holds what no edition has (letter.txt)"),
        ({"edition.json": '{"files": {"a": ""}}', "a": "", "deep/letter.txt": "x"}, "(deep/letter.txt)"),
        ({"edition.json": "[]"}, "is not that of an edition"),
        ({"edition.json": "no JSON"}, "is not that of an edition"),
    ],
)
def test_what_is_no_edition_of_ours_is_left_alone(
    run: Run, db: Path, tmp_path: Path, files: dict[str, str], told: str
) -> None:
    for name, text in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    result = run("--db", db, "publish", tmp_path / "site")
    assert result.exit_code == 2
    assert told in result.stderr
    assert {name: (tmp_path / "site" / name).read_text(encoding="utf-8") for name in files} == files
    assert left(tmp_path) == {"site"}


def test_a_file_is_no_folder(run: Run, db: Path, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("Dear Ann", encoding="utf-8")
    result = run("--db", db, "publish", tmp_path / "site")
    assert (result.exit_code, (tmp_path / "site").read_text(encoding="utf-8")) == (2, "Dear Ann")
    assert "is a file; name a folder" in result.stderr


def test_without_a_store_nothing_is_written(run: Run, tmp_path: Path) -> None:
    result = run("--db", tmp_path / "none.db", "publish", tmp_path / "site")
    assert result.exit_code == 2
    assert "no store yet" in result.stderr
    assert left(tmp_path) == set()


def test_a_full_disk_leaves_the_old_edition(run: Run, db: Path, tmp_path: Path) -> None:
    run("--db", db, "publish", tmp_path / "site")
    before = (tmp_path / "site" / "index.html").read_bytes()
    command = [sys.executable, "-m", "listeningpost", "--db", str(db), "publish", str(tmp_path / "site")]
    full = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)))
    assert full.returncode == 4, full.stderr
    (line,) = full.stderr.splitlines()
    assert "make room" in line
    assert (tmp_path / "site" / "index.html").read_bytes() == before
    assert left(tmp_path) == {"site"}
