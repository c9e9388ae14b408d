"""What a careless or hostile user, page or machine does to the command line: one line, the right code, nothing lost."""

import contextlib
import os
import pty
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from listeningpost.examples import sample_watch
from listeningpost.language import packed

Run = Callable[..., Result]
COMMAND = [sys.executable, "-m", "listeningpost"]


def shell(line: str, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    """A command whose streams a shell has prepared; the words stand where the line has "$@"."""
    return subprocess.run(["sh", "-c", line, "sh", *COMMAND, *map(str, words)], capture_output=True, text=True,
                          check=False, timeout=180)


def told_in_one_line(result: Result, code: int = 2) -> str:
    assert result.exit_code == code, result.output
    assert len(result.stderr.splitlines()) == 1
    return result.stderr


# ---- a model that is not whole
@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the model's folder, for a test to spoil, in the place of the packaged one."""
    folder = tmp_path / "weights"
    shutil.copytree(packed.PACKED, folder)
    monkeypatch.setattr(packed, "PACKED", folder)
    for kept in (packed.opened, packed.model_version):
        kept.cache_clear()
    yield folder
    for kept in (packed.opened, packed.model_version):
        kept.cache_clear()


@pytest.mark.parametrize("name", ["reader.onnx", "words.npy", "vocabulary.txt", "manifest.json"])
def test_a_missing_file_of_the_model_is_named_and_no_page_is_refused(
    run: Run, weights: Path, name: str, tmp_path: Path
) -> None:
    (weights / name).unlink()
    pages, db = sample_watch().pages / "ledger-brennik.txt", tmp_path / "new.db"
    told = told_in_one_line(run("add", pages, "--db", db), code=4)
    assert (name if name != "manifest.json" else str(weights)) in told
    assert "install Listening Post again" in told
    shutil.copy(packed.open_weights().folder / name, weights / name)
    assert "1 new" in run("add", pages, "--db", db).stdout


def test_a_damaged_model_is_told_by_doctor(run: Run, weights: Path, db: Path) -> None:
    with (weights / "scales.npy").open("ab") as file:
        file.write(b"0")
    result = run("doctor", "--db", db)
    assert result.exit_code == 1
    (line,) = [line for line in result.stdout.splitlines() if " model:" in line]
    assert line.startswith("wrong")
    assert "scales.npy is damaged or of another version" in line


# ---- streams
def test_a_closed_standard_input_is_an_empty_one(tmp_path: Path) -> None:
    result = shell('exec "$@" <&-', "add", "-", "--db", tmp_path / "new.db")
    assert result.returncode == 2
    assert result.stderr == "listening-post: standard input cannot be brought in: it is empty\n"


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm_to_the_store(tmp_path: Path, closed: str) -> None:
    page = sample_watch().pages / "ledger-brennik.txt"
    db = tmp_path / "new.db"
    assert shell(f'exec "$@" {closed}', "add", page, tmp_path / "none", "--db", db).returncode == 2
    assert shell(f'exec "$@" {closed}', "add", page, "--db", db).returncode == 0
    assert shell('exec "$@"', "verify", "--db", db).returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("words", [("view", "brief"), ("export", "csv"), ("doctor",), ("--help",)])
def test_a_full_output_is_told_in_one_line(filled: Path, words: tuple[str, ...]) -> None:
    result = shell('exec "$@" >/dev/full', *words, *([] if words == ("--help",) else ["--db", filled]))
    assert result.returncode == 4
    assert result.stderr == ("listening-post: stopped by the system: No space left on device; make room, also for "
                             "temporary files, and run the same command again\n")


def test_being_asked_to_end_is_like_ctrl_c(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    text = (sample_watch().pages / "ledger-flood-aid.txt").read_text(encoding="utf-8")
    for number in range(400):
        (pages / f"{number:03}.txt").write_text(f"{text}\n{number}\n", encoding="utf-8")
    process = subprocess.Popen([*COMMAND, "add", pages, "--db", tmp_path / "new.db"], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 240
    while not (tmp_path / "new.db-wal").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=180)
    assert process.returncode == 130
    assert "listening-post: stopped" in errors


# ---- where results go
def test_a_device_is_written_into_and_never_replaced(run: Run, db: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE, text=True)
    assert run("view", "brief", "--db", db, "-o", tmp_path / "pipe").exit_code == 0
    out, _ = reader.communicate(timeout=120)
    assert out.startswith("Brief\n")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_link_stays_a_link_and_a_file_keeps_its_rights(run: Run, db: Path, tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "real.txt").chmod(0o600)
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert run("view", "brief", "--db", db, "-o", tmp_path / "link.txt").exit_code == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text().startswith("Brief\n")
    assert stat.S_IMODE((tmp_path / "real.txt").stat().st_mode) == 0o600


def test_a_result_never_takes_the_place_of_a_store(run: Run, db: Path) -> None:
    assert "a store, which would be lost" in told_in_one_line(run("view", "brief", "--db", db, "-o", db))
    assert run("verify", "--db", db).exit_code == 0


@pytest.mark.parametrize("output", ["", ".", "..", "no/such/folder.txt", "x" * 300])
def test_an_output_that_cannot_be_is_told(
    run: Run, db: Path, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(os.listdir(tmp_path))
    assert "cannot be written" in told_in_one_line(run("view", "brief", "--db", db, "-o", output))
    assert sorted(os.listdir(tmp_path)) == before


def test_a_file_name_as_long_as_names_may_be(run: Run, db: Path, tmp_path: Path) -> None:
    assert run("view", "brief", "--db", db, "-o", tmp_path / ("x" * 255)).exit_code == 0


# ---- pages
def test_a_page_longer_than_any_article_is_kept_and_told(run: Run, tmp_path: Path) -> None:
    lines = [f"The council said on Tuesday that bridge {number} was open to all who wished to cross it."
             for number in range(3000)]
    (tmp_path / "long.html").write_text("<h1>Bridges open, says council</h1><article><p>" + "\n<p>".join(lines))
    assert "1 new" in run("add", tmp_path / "long.html", "--db", tmp_path / "new.db").stdout
    shown = run("view", "brief", "--db", tmp_path / "new.db").stdout
    assert "1 page longer than any article: no statements sought" in " ".join(shown.split())


# ---- values
@pytest.mark.parametrize("words", [
    ("view", "brief", "--limit", "9" * 30), ("view", "brief", "--speaker", ""), ("view", "brief", "--about", " "),
    ("view", "brief", "--since", ""), ("view", "brief", "--page", ""), ("view", "brief", "--speaker", "\udcff"),
    ("view", "dossier", "\udcff"), ("show", "\udcff\udcff\udcff\udcff"), ("undo", "\udcff\udcff\udcff\udcff"),
    ("fix", "abcd", "title", "\udcff", "--why", "x"), ("fix", "abcd", "title", "x", "--why", "\udcff"),
])
def test_an_empty_or_broken_value_is_wrong_use(run: Run, db: Path, words: tuple[str, ...]) -> None:
    result = run(*words, "--db", db)
    assert result.exit_code == 2
    assert "Error: Invalid value" in result.stderr


def test_an_empty_db_is_not_the_store_of_the_user(run: Run) -> None:
    result = run("view", "brief", "--db", "")
    assert result.exit_code == 2
    assert "it is empty" in result.stderr


def test_a_store_in_memory_would_lose_what_is_added(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("add", sample_watch().pages / "ledger-brennik.txt", "--db", ":memory:")
    assert "write a path" in told_in_one_line(result)
    assert os.listdir(tmp_path) == []


def test_a_secret_in_an_address_is_not_shown(run: Run) -> None:
    assert "hidden" not in told_in_one_line(run("view", "brief", "--db", "postgresql://ada:hidden@host/db"))


def test_a_view_without_a_subject_does_not_pass_one_over(run: Run, db: Path) -> None:
    assert "write --speaker or --about before 'Renn'" in told_in_one_line(run("view", "brief", "Renn", "--db", db))


def test_an_end_before_the_beginning_is_told(run: Run, db: Path) -> None:
    told = told_in_one_line(run("view", "brief", "--since", "2025", "--until", "2024", "--db", db))
    assert "no day lies between them" in told


@pytest.mark.parametrize("option", ["--speaker", "--about"])
def test_a_sign_that_is_no_word_finds_nothing(run: Run, db: Path, option: str) -> None:
    assert "\n  0 statements" in run("view", "brief", option, "%", "--db", db).stdout.replace("Brief\n", "Brief\n  ")


@pytest.mark.parametrize("value", ["nan", "inf", "1e999", "-inf "])
def test_a_figure_is_a_number(run: Run, db: Path, value: str) -> None:
    figure = next(word for word in run("view", "figures", "--db", db).stdout.split() if word[:1] == "f" and
                  len(word) == 13 and word[1:].isalnum())
    assert "give a number" in told_in_one_line(run("fix", "--db", db, "--why", "x", "--", figure, "value", value))


def test_corrections_cannot_write_into_a_terminal(run: Run, db: Path) -> None:
    page = sqlite3.connect(db).execute("SELECT id FROM page").fetchone()[0]
    made = run("fix", page, "title", "red\x1b[31m\nline", "--why", "why\x1b\nso", "--by", "\x1bme", "--db", db)
    assert made.exit_code == 0
    listed = run("fix", "--db", db).stdout
    assert len(made.stdout.splitlines()) == len(listed.splitlines()) == 1
    undone = run("undo", listed.split()[0], "--db", db)
    assert "\x1b" not in made.output + listed + undone.output


def test_errors_cannot_write_into_a_terminal(run: Run, tmp_path: Path) -> None:
    assert "\x1b" not in told_in_one_line(run("add", "not\x1b[31m\nthere", "--db", tmp_path / "new.db"))


HOSTILE = """<html><head><title>Minister \x1b]0;owned\x07 says the bridge is open</title></head><body><article>
<h1>Minister \x1b]0;owned\x07 says the bridge is open</h1><p>5 March 2024</p>
<p>Transport Minister Ola Renn said on Tuesday that \x9b31m \u202e1,200 people \x1b[2J had crossed the bridge. "We will
keep it \x1b[31m open," he told reporters.</p>
<p>The opposition denied that the new bridge over the river was safe.</p></article>"""


@pytest.fixture
def hostile(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(HOSTILE, encoding="utf-8")
    assert run("add", tmp_path / "page.html", "--db", tmp_path / "hostile.db").exit_code == 0
    return tmp_path / "hostile.db"


def in_a_terminal(*words: str | Path) -> str:
    """What a command shows in a terminal, without our own colours."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([*COMMAND, *map(str, words)], stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal
        while some := os.read(ours, 65536):
            shown += some
    os.close(ours)
    assert process.wait(60) == 0
    return re.sub(r"\x1b\[[0-9;]*m", "", shown.decode())


@pytest.mark.parametrize("words", [
    ("view", "brief"), ("view", "table"), ("view", "brief", "--json"), ("view", "brief", "--format", "markdown"),
    ("export", "csv"), ("export", "record"),
])
def test_no_page_can_write_into_a_terminal(hostile: Path, words: tuple[str, ...]) -> None:
    shown = in_a_terminal(*words, "--db", hostile)
    assert "1,200 people" in shown
    assert re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown) == []


def test_what_goes_to_a_program_is_as_the_page_has_it(run: Run, hostile: Path) -> None:
    assert "\x9b31m" in run("export", "csv", "--db", hostile).stdout


def test_a_title_with_control_characters_is_verified(run: Run, hostile: Path) -> None:
    page = hostile.with_name("untitled.html")
    page.write_text(re.sub("<h1>.*</h1>", "", HOSTILE), encoding="utf-8")
    assert run("add", page, "--db", hostile).exit_code == 0
    assert run("verify", "--db", hostile).exit_code == 0


# ---- settings and packs
def test_looking_up_at_no_date_is_told(run: Run) -> None:
    assert "--when 2024-99: no date" in told_in_one_line(run("knowledge", "look-up", "Moscow", "--when", "2024-99"))


def test_a_pack_with_a_byte_order_mark_is_sound(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_bytes(b"\xef\xbb\xbftitle = 'A pack'\nversion = '1'\n")
    assert run("knowledge", "check", tmp_path).exit_code == 0


def test_packs_that_are_not_there_are_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LISTENINGPOST_PACKS", str(tmp_path / "nowhere"))
    result = run("add", sample_watch().pages / "ledger-brennik.txt", "--db", tmp_path / "new.db")
    assert "no such folder; mend the setting packs" in told_in_one_line(result)


def test_a_settings_file_with_a_byte_order_mark(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = db.with_name("settings.toml")
    file.write_bytes(b"\xef\xbb\xbfworkers = 1\r\n")
    monkeypatch.setenv("LISTENINGPOST_SETTINGS", str(file))
    assert run("view", "brief").exit_code == 2  # no store yet
    assert "no store yet" in run("view", "brief").stderr
    monkeypatch.setenv("LISTENINGPOST_SETTINGS", "")
    assert "no store yet" in run("view", "brief").stderr


def test_a_misspelt_key_of_a_watch_is_told(run: Run, db: Path) -> None:
    watch = db.with_name("watch.toml")
    watch.write_text('title = "x"\nword = ["bridge"]\n')
    assert "word is no key of a watch" in told_in_one_line(run("view", "brief", "--watch", watch, "--db", db))


def test_a_source_that_is_not_there_leaves_no_store_behind(run: Run, tmp_path: Path) -> None:
    result = run("--db", tmp_path / "new" / "store.db", "add", tmp_path / "none")
    assert result.exit_code == 2
    assert "is not there" in result.stderr
    assert list((tmp_path / "new").iterdir()) == []


def test_a_store_that_was_there_stays(run: Run, tmp_path: Path, filled: Path) -> None:
    db = shutil.copy(filled, tmp_path / "store.db")
    assert run("--db", db, "add", tmp_path / "none").exit_code == 2
    assert run("--db", db, "doctor").exit_code == 0
    assert Path(db).exists()
