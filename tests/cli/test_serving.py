"""`serve`: what it refuses before it listens, and a real desk on a free port that ends when asked to."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.invalid"])
def test_others_are_let_in_only_with_a_token(run: Run, db: Path, host: str) -> None:
    result = run("--db", db, "serve", "--host", host)
    assert result.exit_code == 2
    assert "add --token SECRET" in result.stderr


def test_a_port_in_use_is_said(run: Run, db: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("--db", db, "serve", "--port", port)
    assert result.exit_code == 2
    assert f"--port {port}: in use" in result.stderr


def test_a_store_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    result = run("--db", tmp_path / "none.db", "serve", "--port", 0)
    assert result.exit_code == 2
    assert "no store yet" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_two_watches_of_one_name_are_refused(run: Run, db: Path, tmp_path: Path) -> None:
    files = [tmp_path / folder / "border.toml" for folder in ("a", "b")]
    for file in files:
        file.parent.mkdir()
        file.write_text('title = "The border"\n', encoding="utf-8")
    result = run("--db", db, "serve", "--watch", files[0], "--watch", files[1])
    assert result.exit_code == 2
    assert "another watch called border" in result.stderr


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_answers_and_ends_when_asked(db: Path, ending: signal.Signals) -> None:
    command = [sys.executable, "-m", "listeningpost", "--db", str(db), "serve", "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) as desk:
        assert desk.stdout
        said = json.loads(desk.stdout.readline())
        with urllib.request.urlopen(said["url"], timeout=60) as answer:
            page = answer.read().decode()
        desk.send_signal(ending)
        rest, errors = desk.communicate(timeout=60)
    assert said["db"] == str(db)
    assert page.count("<h1>") == 1
    assert (desk.returncode, rest, errors) == (0, "", "")


def test_help_waits_for_no_server() -> None:
    code = ("import sys; from listeningpost.cli import main; from click.testing import CliRunner;"
            "r = CliRunner().invoke(main, ['serve', '--help']); assert 'Ctrl-C' in r.output, r.output;"
            "print([m for m in ('starlette', 'jinja2', 'uvicorn', 'sqlalchemy') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
