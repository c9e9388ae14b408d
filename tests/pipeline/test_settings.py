"""Settings from a file and the environment, and what is said of a wrong one."""

import os
from pathlib import Path

import pytest

from listeningpost.errors import UsageError
from listeningpost.settings import KEYS, Settings, read_settings


def of(file: Path, text: str, **variables: str) -> Settings:
    file.write_text(text, encoding="utf-8")
    return read_settings({"LISTENINGPOST_SETTINGS": str(file), **variables})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_the_store_lies_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    settings = read_settings({})
    assert Path(settings.db).parts[-2:] == ("listening-post", "store.db")
    assert (settings.packs, settings.workers, settings.language, settings.now) == ((), 1, "en", None)
    assert settings.by


def test_the_users_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("listeningpost.settings.user_config_dir", lambda *_, **__: str(tmp_path))
    (tmp_path / "settings.toml").write_text('workers = 3\nby = "Ines"\n')
    assert (read_settings({}).workers, read_settings({}).by) == (3, "Ines")


def test_paths_in_the_file_are_meant_from_where_it_lies(file: Path) -> None:
    settings = of(file, 'db = "watch.db"\npacks = ["packs/basin", "/abs/pack"]\n')
    assert settings.db == str(file.parent / "watch.db")
    assert settings.packs == (str(file.parent / "packs/basin"), "/abs/pack")


def test_the_environment_stands_above_the_file(file: Path) -> None:
    packs = os.pathsep.join(("a", "b"))
    settings = of(
        file,
        "workers = 3\n",
        LISTENINGPOST_WORKERS="2",
        LISTENINGPOST_DB="x.db",
        LISTENINGPOST_PACKS=packs,
        LISTENINGPOST_NOW="2031-04-01",
        LISTENINGPOST_BY="Ines",
        LISTENINGPOST_LANGUAGE="",
        OTHER="x",
    )
    assert settings == Settings(db="x.db", packs=("a", "b"), workers=2, now="2031-04-01", by="Ines")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("worker = 3", r"settings\.toml: worker is no setting; did you mean workers\?"),
        ("colour = 3", r"settings\.toml: colour is no setting; keys are db, packs, workers"),
        ('workers = "3"', r"settings\.toml: workers: .3. does not fit; give a whole number"),
        ("workers = 0", r"settings\.toml: workers: 0 is too few"),
        ('packs = "one"', r"settings\.toml: packs: .one. does not fit; give folders"),
        ('language = "fa"', r"settings\.toml: language: 'fa' is not spoken yet"),
        ('now = "today"', r"settings\.toml: now: Invalid isoformat"),
        ("page_seconds = -1", r"settings\.toml: page_seconds: -1 is too little; give a whole number of seconds"),
        ("page_memory = 5", r"settings\.toml: page_memory: 5 is too little; give a whole number of MiB, 100 or more"),
        ('db = " "', r"settings\.toml: db: is empty"),
        ("db = ", r"settings\.toml: cannot be read as TOML"),
    ],
)
def test_a_wrong_file_is_told_by_file_and_key(file: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        of(file, text)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("LISTENINGPOST_WORKERS", "many", "environment: LISTENINGPOST_WORKERS: .many. does not fit; give a whole"),
        ("LISTENINGPOST_DP", "x", r"environment: LISTENINGPOST_DP is no setting; did you mean db\?"),
        ("LISTENINGPOST_SETTINGS", "none.toml", "none.toml: no such file; LISTENINGPOST_SETTINGS names it"),
    ],
)
def test_a_wrong_variable_is_told_by_name(name: str, value: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_settings({name: value})


def test_every_key_is_described() -> None:
    assert [key for key in KEYS if f"{key}:" not in (Settings.__doc__ or "")] == []


def test_what_the_tests_are_told_by_is_no_misspelt_setting() -> None:
    told = {"LISTENINGPOST_REQUIRE": "browser,postgres", "LISTENINGPOST_SLOW": "1", "LISTENINGPOST_WORKERS": "2"}
    assert read_settings(told).workers == 2
