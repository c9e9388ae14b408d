"""Each command on a small store: what it prints where, and how it ends."""

import csv
import io
import json
import re
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from listeningpost.cli import main
from listeningpost.cli.front import COMMANDS
from listeningpost.examples import sample_watch

Run = Callable[..., Result]
SHELL = sample_watch().pages / "estuary-shell.html"


def first_statement(run: Run, db: Path) -> str:
    return run("view", "table", "--db", db).stdout.splitlines()[1].split("\t")[-1]


# ---- help
@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS), ["knowledge", "add"], ["knowledge", "look-up"]])
def test_every_help_says_what_to_type(run: Run, words: list[str]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert re.search(r"^  (  )?listening-post \w+", result.stdout, re.MULTILINE)


def test_the_help_tells_the_exit_codes(run: Run) -> None:
    for words in ("0 done", "1 a check failed", "2 wrong use", "3 nothing could be read", "4 the store"):
        assert words in run("--help").stdout


def test_every_command_in_the_list_is_there() -> None:
    assert [main.get_command(None, name).name for name in COMMANDS] == list(COMMANDS)  # type: ignore[arg-type, union-attr]


def test_version(run: Run) -> None:
    assert re.fullmatch(r"listening-post, version \d+\.\d+\.\d+\n", run("--version").stdout)


@pytest.mark.parametrize(("typed", "meant"), [("veiw", "view"), ("exprt", "export"), ("brief", "view brief")])
def test_a_misspelt_command_suggests_the_nearest(run: Run, typed: str, meant: str) -> None:
    result = run(typed)
    assert result.exit_code == 2
    assert f"did you mean `listening-post {meant}`?" in result.stderr


def test_a_command_like_nothing_leads_to_the_list(run: Run) -> None:
    assert "`listening-post --help` lists the commands" in run("xyzzy").stderr


# ---- add
def test_pages_come_in_once_and_refused_ones_are_listed(run: Run, tmp_path: Path) -> None:
    words = ("add", SHELL, sample_watch().pages / "kta-ulmezh-shelling.txt", "--db", tmp_path / "new.db")
    first = run(*words)
    assert first.exit_code == 0
    assert first.stdout.startswith("2 pages: 1 new, 1 could not be read\n")
    assert first.stdout.count("estuary-shell.html") == 1
    again = run(*words)
    assert again.exit_code == 0
    assert again.stdout.startswith("2 pages: 0 new, 1 held already, 1 could not be read\n")


def test_add_as_json(run: Run, tmp_path: Path) -> None:
    result = run("add", SHELL, sample_watch().pages / "ledger-brennik.txt", "--json", "--db", tmp_path / "new.db")
    told = json.loads(result.stdout)
    assert (told["new"], told["seen"], told["refused"]) == (1, 0, 1)
    assert told["refusals"][0]["source"].endswith("estuary-shell.html")
    assert result.stderr == ""


def test_add_quietly(run: Run, tmp_path: Path) -> None:
    page = sample_watch().pages / "ledger-brennik.txt"
    result = run("add", page, "--quiet", "--no-reconcile", "--db", tmp_path / "new.db")
    assert (result.exit_code, result.output) == (0, "")


def test_add_from_standard_input(run: Run, tmp_path: Path) -> None:
    body = (sample_watch().pages / "ledger-brennik.txt").read_bytes()
    result = run("add", "-", "--db", tmp_path / "new.db", feed=body)
    assert result.exit_code == 0
    assert "1 page: 1 new" in result.stdout


def test_nothing_could_be_read(run: Run, tmp_path: Path) -> None:
    result = run("add", SHELL, "--db", tmp_path / "new.db")
    assert result.exit_code == 3
    assert "none of these pages could be read" in result.stderr


@pytest.mark.parametrize("source", ["none-there", "https://example.org/a", "."])
def test_a_source_with_nothing_ends_in_one_line(
    run: Run, tmp_path: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    result = run("add", source, "--db", tmp_path / "new.db")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("listening-post: ")
    assert result.stdout == ""


def test_other_sources_are_read_where_one_holds_nothing(run: Run, tmp_path: Path) -> None:
    result = run("add", tmp_path / "none", sample_watch().pages / "ledger-brennik.txt", "--db", tmp_path / "new.db")
    assert result.exit_code == 2
    assert "1 page: 1 new" in result.stdout


# ---- view and show
def test_the_brief_is_on_standard_output_alone(run: Run, db: Path) -> None:
    result = run("view", "brief", "--db", db)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "via Basinwire, as told by The Harbour Ledger" in result.stdout
    assert "\x1b" not in result.stdout
    assert "estuary-shell.html" in result.stdout


def test_db_stands_before_or_after_the_command_or_in_the_environment(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = run("view", "figures", "--db", db).stdout
    assert run("--db", db, "view", "figures").stdout == after
    monkeypatch.setenv("LISTENINGPOST_DB", str(db))
    assert run("view", "figures").stdout == after


def test_no_store_yet_says_how_to_make_one(run: Run) -> None:
    result = run("view", "brief")
    assert result.exit_code == 2
    assert "`listening-post add" in result.stderr


def test_a_table_is_rows_alone_and_its_notes_go_to_standard_error(run: Run, db: Path) -> None:
    result = run("view", "table", "--db", db)
    rows = result.stdout.splitlines()
    assert {row.count("\t") for row in rows} == {7}
    assert "could not be read" in result.stderr


@pytest.mark.parametrize(("words", "begins"), [
    (("--json",), "{"), (("--format", "markdown"), "# Brief"), (("--format", "html"), "<!DOCTYPE html>"),
])
def test_formats(run: Run, db: Path, words: tuple[str, ...], begins: str) -> None:
    assert run("view", "brief", "--db", db, *words).stdout.startswith(begins)


@pytest.mark.parametrize(("ending", "begins"), [
    ("html", "<!DOCTYPE"), ("md", "# Brief"), ("json", "{"), ("txt", "Brief"),
])
def test_the_ending_of_the_file_is_the_format(run: Run, db: Path, tmp_path: Path, ending: str, begins: str) -> None:
    file = tmp_path / f"brief.{ending}"
    result = run("view", "brief", "--db", db, "-o", file)
    assert (result.exit_code, result.stdout) == (0, "")
    assert file.read_text(encoding="utf-8").startswith(begins)
    assert [other.name for other in tmp_path.glob(".*part")] == []


def test_limit_and_all(run: Run, db: Path) -> None:
    def count(*words: str) -> int:
        return len(json.loads(run("view", "brief", "--db", db, "--json", *words).stdout)["lines"])

    assert count("--limit", "3") == 3
    assert count() == 40
    assert count("--all") > 40


def test_a_watch_narrows_and_names_the_brief(run: Run, db: Path) -> None:
    result = run("view", "brief", "--db", db, "--watch", sample_watch().watch)
    assert result.stdout.startswith("The Brennik line\n")


@pytest.mark.parametrize("words", [
    ("view", "brief", "--since", "yesterday"), ("view", "brief", "--kind", "rumour"), ("view", "letter"),
    ("view", "brief", "--limit", "0"), ("view", "dossier"), ("view", "dossier", "Nobody At All"), ("view", "cite"),
    ("show", "zzzzzz"), ("show", "s"), ("export", "xml"), ("undo", "c999999999999"), ("add",),
    ("view", "brief", "--watch", "none.toml"), ("view", "brief", "-o", "no/such/folder/brief.html"),
])
def test_wrong_use_ends_with_2_and_no_traceback(run: Run, db: Path, words: tuple[str, ...]) -> None:
    result = run("--db", db, *words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_show_takes_the_beginning_of_an_id(run: Run, db: Path) -> None:
    statement = first_statement(run, db)
    whole, short = run("show", statement, "--db", db), run("show", statement[:8], "--db", db)
    assert whole.exit_code == 0
    assert whole.stdout == short.stdout
    assert statement in whole.stdout


# ---- fix, undo, export corrections
def test_a_correction_is_made_seen_exported_and_undone(run: Run, db: Path) -> None:
    statement = first_statement(run, db)
    made = run("fix", statement, "speaker", "Ada Finch", "--why", "named above", "--db", db, "--json")
    assert made.exit_code == 0
    correction = json.loads(made.stdout)
    assert (correction["by"], correction["reason"]) == ("a tester", "named above")
    assert "Ada Finch" in run("show", statement, "--db", db).stdout
    assert correction["id"] in run("fix", "--db", db).stdout
    assert correction["id"] in run("export", "corrections", "--db", db).stdout
    assert run("undo", correction["id"], "--db", db).exit_code == 0
    assert "Ada Finch" not in run("view", "table", "--db", db).stdout
    assert run("export", "corrections", "--db", db).stdout == ""
    assert "(undone " in run("fix", "--db", db).stdout


@pytest.mark.parametrize("words", [("speaker", "Ada Finch"), ("speaker", "--why", "x"), ("--why", "x"),
                                   ("shoe", "green", "--why", "x")])
def test_an_unfinished_fix_says_what_is_missing(run: Run, db: Path, words: tuple[str, ...]) -> None:
    result = run("fix", first_statement(run, db), *words, "--db", db)
    assert result.exit_code == 2
    assert "--why" in result.stderr or "speaker" in result.stderr


# ---- export
def test_export_record_writes_a_line_for_every_page(run: Run, db: Path, tmp_path: Path) -> None:
    result = run("export", "record", "--db", db)
    assert len([json.loads(line) for line in result.stdout.splitlines()]) == 6
    run("export", "record", "-o", tmp_path / "record.jsonl", "--db", db)
    assert (tmp_path / "record.jsonl").read_text(encoding="utf-8") == result.stdout


def test_export_csv_keeps_its_line_ends(run: Run, db: Path, tmp_path: Path) -> None:
    assert run("export", "csv", "-o", tmp_path / "s.csv", "--db", db).exit_code == 0
    text = (tmp_path / "s.csv").read_bytes().decode()
    assert text.count("\r\n") == len(list(csv.reader(io.StringIO(text, newline=""))))


# ---- verify, reconcile, doctor, knowledge
def test_verify_says_what_was_checked_and_ends_with_1_where_bytes_changed(run: Run, db: Path) -> None:
    sound = run("verify", "--db", db, "--json")
    assert json.loads(sound.stdout)["checked"]
    assert sound.exit_code == (1 if json.loads(sound.stdout)["problems"] else 0)
    with sqlite3.connect(db) as connection:
        other = zlib.compress(b"other bytes")
        connection.execute("UPDATE capture SET body = ? WHERE media_type = 'text/plain'", (other,))
    connection.close()
    broken = run("verify", "--db", db)
    assert broken.exit_code == 1
    assert "found wrong" in broken.stderr


def test_reconcile_again_has_nothing_to_do(run: Run, db: Path) -> None:
    run("reconcile", "--db", db)
    assert json.loads(run("reconcile", "--db", db, "--json").stdout)["links"] == 0


def test_doctor_finds_this_installation_sound(run: Run, db: Path) -> None:
    result = run("doctor", "--db", db, "--json")
    assert result.exit_code == 0, result.stdout
    checks = {check["name"]: check for check in json.loads(result.stdout)}
    assert set(checks) == {"python", "sqlite", "libraries", "settings", "knowledge", "model", "your packs",
                           "sample watch", "store", "write rights", "disk", "encodings"}
    assert "5 pages, 1 not read" in checks["store"]["found"]


def test_doctor_tells_wrong_settings_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LISTENINGPOST_WORKERS", "many")
    result = run("doctor")
    assert result.exit_code == 1
    assert result.stdout.count("LISTENINGPOST_WORKERS") == 1


def test_doctor_ends_with_1_where_the_store_is_damaged(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"not a store at all" * 500)
    result = run("doctor", "--db", tmp_path / "broken.db")
    assert result.exit_code == 1
    assert re.search(r"^wrong  store: ", result.stdout, re.MULTILINE)


def test_a_damaged_store_ends_with_4(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"not a store at all" * 500)
    result = run("view", "brief", "--db", tmp_path / "broken.db")
    assert result.exit_code == 4
    assert len(result.stderr.splitlines()) == 1


def test_knowledge_packs_are_checked_added_listed_and_looked_up(run: Run) -> None:
    pack = sample_watch().pack
    assert run("knowledge", "look-up", "Radan Velk").exit_code == 2
    assert "sound" in run("knowledge", "check", pack).stdout
    assert run("knowledge", "add", pack).exit_code == 0
    assert "The Naruk basin" in run("knowledge", "list").stdout
    found = run("knowledge", "look-up", "Radan Velk")
    assert found.exit_code == 0
    assert found.stdout.startswith("Radan Velk  person")
    assert "Minister of Defence, Halvenia: from 11 June 2018, to 3 November 2022" in found.stdout


def test_offices_are_looked_up_with_holders_dates_and_sources(run: Run) -> None:
    holders = run("knowledge", "look-up", "foreign minister of Russia").stdout.splitlines()
    assert holders[0].startswith("Sergey Lavrov  Minister of Foreign Affairs, Russia: from 9 March 2004, end not known")
    assert holders[1] == ("Igor Ivanov  Minister of Foreign Affairs, Russia: from 1998, to 2004; "
                          "sources: wikidata-russia, countryinfo-people")
    then = run("knowledge", "look-up", "Syrian president", "--when", "2015", "--json")
    assert [office["person"] for office in json.loads(then.stdout)] == ["bashar-al-assad"]
    assert run("knowledge", "look-up", "foreign minister of Nowhere").exit_code == 2


def test_a_broken_pack_ends_with_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text("title = 'x'\n", encoding="utf-8")
    (tmp_path / "states.toml").write_text("[[state]]\nname = 'Nowhere'\n", encoding="utf-8")
    result = run("knowledge", "check", tmp_path)
    assert result.exit_code == 1
    assert "states.toml" in result.stdout


# ---- demo
def test_the_demo_has_a_store_of_its_own_and_can_be_run_again(run: Run, home: Path, tmp_path: Path) -> None:
    first = run("demo", "--dir", tmp_path / "demo", "--no-open")
    assert first.exit_code == 0, first.stderr
    assert first.stdout.startswith("The Brennik line\n")
    assert str(tmp_path / "demo" / "brief.html") in first.stderr
    page = (tmp_path / "demo" / "brief.html").read_bytes()
    assert not (home / "listening-post" / "store.db").exists()
    again = run("demo", "--dir", tmp_path / "demo", "--no-open")
    assert again.stdout == first.stdout
    assert (tmp_path / "demo" / "brief.html").read_bytes() == page
    assert "0 new" in again.stderr


def test_a_value_may_be_a_negative_number(run: Run, db: Path) -> None:
    result = run("fix", first_statement(run, db), "said_on", "-1", "--why", "a test", "--db", db)
    assert "No such option" not in result.stderr
    assert run("fix", first_statement(run, db), "said_on", "2024", "--wy", "x", "--db", db).exit_code == 2
