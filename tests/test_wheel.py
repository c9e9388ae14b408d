"""The wheel, installed in a fresh environment outside the checkout, does its main job with no network."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NO_NETWORK = """
import socket

def refuse(*_args, **_kwargs):
    raise OSError("no network in this test")

socket.socket.connect = refuse
socket.getaddrinfo = refuse
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel; other packages are the ones already here, so nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    wheel = next(folder.glob("*.whl"))
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
    python = folder / "env" / "bin" / "python"
    install = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--disable-pip-version-check",
        wheel,
    ]
    subprocess.run(install, check=True, capture_output=True)
    packages = next((folder / "env" / "lib").glob("python3*/site-packages"))
    (packages / "packages-of-the-test.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    (packages / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    return folder


def run(environment: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(environment / "env" / "bin" / "listening-post"), *words]
    place = {**os.environ, "HOME": str(environment), "XDG_DATA_HOME": str(environment / "data"), "PYTHONPATH": ""}
    return subprocess.run(command, capture_output=True, text=True, cwd=environment, env=place, timeout=240, check=False)


def test_the_wheel_is_what_runs(environment: Path) -> None:
    where = [str(environment / "env" / "bin" / "python"), "-c", "import listeningpost; print(listeningpost.__file__)"]
    shown = subprocess.run(where, capture_output=True, text=True, cwd=environment, check=True).stdout
    assert str(environment / "env") in shown


def test_demo_brief_and_verify(environment: Path) -> None:
    demo = run(environment, "demo", "--dir", str(environment / "demo"), "--no-open")
    assert demo.returncode == 0, demo.stderr
    assert demo.stdout.count("via Kordeshi Telegraph Agency") >= 1
    assert (environment / "demo" / "brief.html").stat().st_size > 5000
    store = str(next((environment / "demo").glob("*.db")))
    brief = run(environment, "--db", store, "view", "brief")
    assert brief.returncode == 0, brief.stderr
    assert brief.stdout.strip()
    verify = run(environment, "--db", store, "verify")
    assert verify.returncode == 0, verify.stdout + verify.stderr
