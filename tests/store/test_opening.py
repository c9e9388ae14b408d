"""Opening a store: fresh, again, in the wrong place, damaged, from a later version, under load."""

import os
import sqlite3
import stat
from pathlib import Path

import made_up_pages as made
import pytest
from sqlalchemy import Connection

from listeningpost.errors import NothingThere, StoreError, UsageError
from listeningpost.store import Store, open_store
from listeningpost.store.migrations import FIRST, STEPS, migrate
from listeningpost.store.opening import WAIT
from listeningpost.store.tables import METADATA

SIZE_LIMIT = 400_000


def test_a_fresh_store_makes_its_folder_and_may_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "store.db"
    with open_store(str(path)) as store:
        store.write(made.page_of(made.capture(1)), made.capture(1))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes.keys() >= {"store.db", "store.db-wal"}
    assert set(modes.values()) == {0o600}


def test_tables_are_strict_and_the_file_is_safe_against_kills(store: Store) -> None:
    with store.database.read() as connection:
        one = {pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in
               ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}
        listed = connection.exec_driver_sql("PRAGMA table_list").mappings().all()
    assert one == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": WAIT * 1000}
    ours = {row["name"]: row["strict"] for row in listed if row["name"] in METADATA.tables}
    assert ours == dict.fromkeys(METADATA.tables, 1)


def test_a_url_opens_what_a_path_does(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "a.db")) as store:
        store.write(made.page_of(made.capture(1)), made.capture(1))
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        assert store.counts().pages == 1


@pytest.mark.parametrize("url", ["postgresql://localhost/watch", "mysql://x", "://", "sqlite://"])
def test_other_urls_are_told_what_to_give(url: str) -> None:
    with pytest.raises(UsageError, match="path"):
        open_store(url)


def test_an_sqlite_too_old_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreError, match=r"the store needs 3\.37 or later"):
        open_store(str(tmp_path / "store.db"))


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a folder; name a file inside it"):
        open_store(str(tmp_path))


def test_reading_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="listening-post add"):
        open_store(str(tmp_path / "none.db"), create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database " * 100)
    with pytest.raises(StoreError, match=r"notes\.txt: it is no SQLite file, or a damaged one: .* --db"):
        open_store(str(path))
    assert path.read_text() == "not a database " * 100


def test_an_sqlite_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (id)")
    connection.close()
    with pytest.raises(StoreError, match="no store of Listening Post"):
        open_store(str(path))


def test_a_damaged_store_says_so_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(str(path)) as store:
        for number in range(5):
            store.write(made.page_of(made.capture(number)), made.capture(number))
    body = bytearray(path.read_bytes())
    body[4096 * 2 :] = os.urandom(len(body) - 4096 * 2)
    path.write_bytes(body)
    with pytest.raises(StoreError, match="damaged: restore a copy") as caught, open_store(str(path)) as store:
        list(store.pages())
    assert "\n" not in str(caught.value)


def test_a_later_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(str(path)).close()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO migration VALUES (99, '2040-01-01T00:00:00Z')")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match=r"later version .*tables 99.*pip install --upgrade"):
        open_store(str(path))


def test_a_locked_store_says_who_to_wait_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("listeningpost.store.opening.WAIT", 0.05)
    with open_store(str(tmp_path / "store.db")) as store, store.database.write():
        other = open_store(str(tmp_path / "store.db"))
        with pytest.raises(StoreError, match="another program is writing to it: wait"):
            other.write(made.page_of(made.capture(1)), made.capture(1))
        assert other.counts().pages == 0  # reading goes on
        other.close()


def test_a_read_only_store_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(str(path)) as store:
        store.write(made.page_of(made.capture(1)), made.capture(1))
    with open_store(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert store.counts().pages == 1
        with pytest.raises(StoreError, match="read-only"):
            store.write(made.page_of(made.capture(2)), made.capture(2))


def test_a_store_in_a_read_only_folder_is_read_without_side_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "the store.db"
    with open_store(str(path)) as store:
        store.write(made.page_of(made.capture(1)), made.capture(1))
    monkeypatch.setattr("listeningpost.store.opening.os.access", lambda *_: False)  # root may write anywhere
    with open_store(str(path)) as store:
        assert store.counts().pages == 1
        assert [file.name for file in tmp_path.iterdir()] == ["the store.db"]
        with pytest.raises(StoreError, match="the store.db: it is read-only"):
            store.write(made.page_of(made.capture(2)), made.capture(2))


def test_what_waits_in_the_log_of_a_read_only_store_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    with open_store(str(path)) as store:
        store.write(made.page_of(made.capture(1)), made.capture(1))
        monkeypatch.setattr("listeningpost.store.opening.os.access", lambda *_: False)
        with open_store(str(path)) as reader:
            assert reader.counts().pages == 1


def test_a_full_disk_loses_nothing_that_was_written(tmp_path: Path) -> None:
    path = str(tmp_path / "store.db")
    with open_store(path) as store:
        store.write(made.page_of(made.capture(0)), made.capture(0))
        with store.database.read() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {SIZE_LIMIT // 4096}")
        with pytest.raises(StoreError, match="the disk is full"):
            _fill(store)
        kept = store.counts()
    with open_store(path) as store:
        assert store.counts() == kept
        assert 0 < kept.pages == kept.captures < 100
        assert len(list(store.pages())) == kept.pages


def _fill(store: Store) -> None:
    for number in range(1, 100):
        store.write(made.page_of(made.capture(number)), made.capture(number))


# ---- migrations
def _step(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE page ADD COLUMN shelf TEXT")


def _broken(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE half (id TEXT) STRICT")
    raise RuntimeError("power cut")


def test_a_step_is_taken_once_and_leaves_its_mark(store: Store) -> None:
    assert migrate(store.database, (*STEPS, _step)) == FIRST + len(STEPS) + 1
    assert migrate(store.database, (*STEPS, _step)) == FIRST + len(STEPS) + 1
    with store.database.read() as connection:
        marks = connection.exec_driver_sql("SELECT number FROM migration ORDER BY number").scalars().all()
        columns = connection.exec_driver_sql("PRAGMA table_info(page)").mappings().all()
    assert marks == list(range(FIRST, FIRST + len(STEPS) + 2))
    assert [row["name"] for row in columns].count("shelf") == 1


def test_a_step_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError, match="power cut"):
        migrate(store.database, (*STEPS, _broken))
    with store.database.read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        assert connection.exec_driver_sql("SELECT max(number) FROM migration").scalar() == FIRST + len(STEPS)
    assert "half" not in tables


def _shape(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return [(name, " ".join(sql.split())) for name, sql in rows]


@pytest.mark.parametrize("kept", sorted(Path(__file__).parent.glob("version_*.sql")), ids=lambda path: path.stem)
def test_every_version_there_was_becomes_the_newest(kept: Path, tmp_path: Path) -> None:
    old, fresh = tmp_path / "old.db", tmp_path / "fresh.db"
    connection = sqlite3.connect(old)
    connection.executescript(kept.read_text(encoding="utf-8"))
    connection.close()
    open_store(str(old)).close()
    open_store(str(fresh)).close()
    shapes = []
    for path in (old, fresh):
        connection = sqlite3.connect(path)
        shapes.append(_shape(connection))
        connection.close()
    assert shapes[0] == shapes[1]


def test_what_pair_joiners_made_of_pages_is_kept_when_profiles_are_put_in_order(tmp_path: Path) -> None:
    old, fresh = tmp_path / "old.db", tmp_path / "fresh.db"
    capture = made.capture(1)
    with open_store(str(fresh)) as store:
        store.write(made.page_of(capture), capture)
    connection = sqlite3.connect(old)
    connection.executescript((Path(__file__).parent / "version_7.sql").read_text(encoding="utf-8"))
    connection.execute("ATTACH ? AS fresh", (str(fresh),))
    for table in ("capture", "page"):
        connection.execute(f"INSERT INTO {table} SELECT * FROM fresh.{table}")
    row = (7, "made", "i1", capture.head.id, 1, b"facts", b"12345678")
    connection.execute("INSERT INTO profile VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    connection.commit()
    connection.close()
    open_store(str(old)).close()
    connection = sqlite3.connect(old)
    kept = connection.execute("SELECT number, joiner, item, page, version, facts, keys FROM profile").fetchall()
    connection.close()
    assert kept == [row]


def test_the_newest_version_is_kept_for_the_next_step() -> None:
    assert (Path(__file__).parent / f"version_{FIRST + len(STEPS)}.sql").exists()
