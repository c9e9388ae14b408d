"""The command line as a process: exit codes, speed of help, a reader that leaves, a user that stops."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from stopping import heed_ctrl_c

from listeningpost.examples import sample_watch

COMMAND = [sys.executable, "-m", "listeningpost"]
HELP_SECONDS = 0.3


def start(*words: str | Path, **more: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [*COMMAND, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=heed_ctrl_c, **more,
    )


HEAVY = {"sqlalchemy", "trafilatura", "lxml", "rich", "py3langid", "platformdirs", "numpy", "onnxruntime",
         "threadpoolctl"}
LOADED = """
import sys
from listeningpost.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules, file=sys.stderr)
"""


def test_nobody_but_who_reads_a_page_waits_for_the_model(tmp_path: Path) -> None:
    page = shutil.copy(sample_watch().pages / "ledger-brennik.txt", tmp_path / "page.txt")
    store = str(tmp_path / "store.db")
    loaded = {
        words[0]: subprocess.run(
            [sys.executable, "-c", LOADED, *words, "--db", store], capture_output=True, text=True, check=True
        ).stderr.split()
        for words in (["add", str(page)], ["view", "brief"], ["verify"])
    }
    assert {name: "onnxruntime" in modules for name, modules in loaded.items()} == {
        "add": True, "view": False, "verify": False,
    }  # fmt: skip


@pytest.mark.parametrize("words", [[], *([name] for name in ("add", "view", "export", "doctor", "demo"))])
def test_help_loads_no_heavy_library(words: list[str]) -> None:
    command = [sys.executable, "-c", LOADED, *words, "--help"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(result.stderr.split())


def test_help_takes_less_than_a_third_of_a_second_of_work() -> None:
    before = os.times()
    subprocess.run([*COMMAND, "--help"], capture_output=True, check=True)
    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system < HELP_SECONDS


def test_exit_codes_and_one_line_on_stderr(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no store" * 1000)
    ends = {
        ("view", "brief", "--db", filled): 0,
        ("view", "brief", "--db", tmp_path / "broken.db"): 4,
    }
    for words, code in ends.items():
        process = start(*words)
        _, errors = process.communicate(timeout=180)
        assert process.returncode == code, errors
        assert len(errors.splitlines()) == (0 if code == 0 else 1)


def test_a_reader_that_leaves_is_no_error(filled: Path) -> None:
    process = start("export", "record", "--db", filled)
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(60) == 0


def test_stopping_keeps_what_was_read_and_the_next_run_goes_on(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    text = (sample_watch().pages / "ledger-flood-aid.txt").read_text(encoding="utf-8")
    for number in range(400):
        (pages / f"{number:03}.txt").write_text(f"{text}\n{number}\n", encoding="utf-8")
    process = start("add", pages, "--no-reconcile", "--db", tmp_path / "store.db")
    deadline = time.monotonic() + 240
    while held(tmp_path / "store.db") < 5 and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=180)
    assert process.returncode == 130
    kept = held(tmp_path / "store.db")
    assert 5 <= kept < 400
    assert errors == f"listening-post: stopped; {kept} pages are kept; run the same command again to go on\n"
    assert out == ""


def held(db: Path) -> int:
    """How many pages a store holds, asked from outside."""
    if not db.exists():
        return 0
    connection = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM page").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()
