"""A store with the sample watch in it, made once, and a home of its own for every test."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from listeningpost.cli import main
from listeningpost.examples import sample_watch

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees or touches the user's own settings, packs or store."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("LISTENINGPOST_DB", "LISTENINGPOST_PACKS", "LISTENINGPOST_SETTINGS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LISTENINGPOST_BY", "a tester")
    return tmp_path / "home"


@pytest.fixture
def run() -> Run:
    def invoke(*words: str | Path, feed: bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], input=feed)

    return invoke


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with six pages of the sample watch, the unreadable one among them."""
    folder = tmp_path_factory.mktemp("filled")
    pages = folder / "pages"
    pages.mkdir()
    for name in ("basinwire-brennik-garrison.txt", "ledger-brennik.txt", "courier-brennik-autumn.html",
                 "kta-ulmezh-shelling.txt", "courier-ulmezh-denial.html", "estuary-shell.html"):
        shutil.copy(sample_watch().pages / name, pages / name)
    result = CliRunner().invoke(main, ["add", str(pages), "--db", str(folder / "store.db")],
                                env={"LISTENINGPOST_PACKS": str(sample_watch().pack)})
    assert result.exit_code == 0, result.output
    return folder / "store.db"


@pytest.fixture
def db(filled: Path, tmp_path: Path) -> Path:
    """A copy of that store, for a test to change as it likes."""
    return Path(shutil.copy(filled, tmp_path / "store.db"))
