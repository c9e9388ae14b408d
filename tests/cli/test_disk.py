"""A disk that is full and a store that may only be read: real ones, with no function replaced."""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from listeningpost.examples import sample_watch

COMMAND = [sys.executable, "-m", "listeningpost"]
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
PAGE = sample_watch().pages / "ledger-brennik.txt"


def run(*words: str | Path, **more: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [*COMMAND, *map(str, words)], capture_output=True, text=True, timeout=300, check=False, **more)


def files_up_to(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


# ---- full
@pytest.mark.parametrize("size", [1_000, 60_000, 180_000])
def test_a_full_disk_ends_in_one_line_and_the_next_run_goes_on(tmp_path: Path, size: int) -> None:
    """No file may grow past `size`: neither the store, nor its log, nor what libraries write beside them."""
    db = tmp_path / "store.db"
    full = run("add", PAGE, "--db", db, preexec_fn=files_up_to(size))
    assert full.returncode == 4, full.stderr
    (line,) = full.stderr.splitlines()
    assert "full" in line or "make room" in line
    assert "again" in line
    assert run("verify", "--db", db).returncode == 0
    again = run("add", PAGE, "--db", db)
    assert (again.returncode, again.stdout) == (0, "1 page: 1 new\n")
    assert run("verify", "--db", db).returncode == 0


def test_an_output_that_does_not_fit_leaves_the_old_one(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.html").write_text("the old one", encoding="utf-8")
    full = run("export", "record", "--db", filled, "-o", tmp_path / "brief.html", preexec_fn=files_up_to(40_000))
    assert full.returncode == 2
    assert "brief.html: cannot be written (File too large); name another file with -o" in full.stderr
    assert (tmp_path / "brief.html").read_text(encoding="utf-8") == "the old one"
    assert [file.name for file in tmp_path.iterdir() if file.name != "home"] == ["brief.html"]


# ---- read-only
@pytest.fixture
def shut(filled: Path) -> Iterator[Path]:
    """A store in a folder that nobody but its owner may write into, and its owner not either."""
    folder = Path(tempfile.mkdtemp())
    store = Path(shutil.copy(filled, folder / "store.db"))
    store.chmod(0o444)
    folder.chmod(0o555)
    yield store
    folder.chmod(0o755)
    shutil.rmtree(folder)


def without_roots_rights() -> None:
    """In a process about to run a command: root loses the right to write what only others may (Linux, prctl(2))."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            if libc.prctl(PR_CAPBSET_DROP, right, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "root keeps its rights")


def as_anybody(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    """A command run by somebody whom the rights of files bind, as they do not bind root."""
    if os.geteuid() == 0 and sys.platform != "linux":
        pytest.skip("root may write anywhere, and its rights cannot be taken here")
    return run(*words, preexec_fn=without_roots_rights)


def test_a_store_that_may_only_be_read_is_read(shut: Path) -> None:
    brief = as_anybody("view", "brief", "--db", shut)
    assert brief.returncode == 0, brief.stderr
    assert "The Harbour Ledger" in brief.stdout
    assert [file.name for file in shut.parent.iterdir()] == ["store.db"]


@pytest.mark.parametrize("words", [("add", PAGE), ("reconcile",)])
def test_what_would_write_into_it_says_that_it_is_read_only(shut: Path, words: tuple[str, ...]) -> None:
    before = shut.read_bytes()
    ended = as_anybody(*words, "--db", shut)
    assert ended.returncode == 4, ended.stdout
    (line,) = ended.stderr.splitlines()
    assert "it is read-only: allow writing to the file and its folder, or work on a copy" in line
    assert shut.read_bytes() == before
    assert [file.name for file in shut.parent.iterdir()] == ["store.db"]
