"""What the README shows of the sample watch is what the product prints: every line, once, in the order shown."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def listening_post(*words: str) -> str:
    command = [sys.executable, "-m", "listeningpost", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The brief that `demo` prints, and the path of its store."""
    folder = tmp_path_factory.mktemp("demo")
    brief = listening_post("demo", "--dir", str(folder), "--no-open")
    return brief, str(folder / "store.db")


def block(language: str, number: int = 0) -> str:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)[number]


def test_the_brief_shown_is_the_brief_printed(demo: tuple[str, str]) -> None:
    shown = [line.strip() for line in block("text").splitlines() if line.strip()]
    printed = [line.strip() for line in demo[0].splitlines()]
    assert len(shown) >= 10
    assert [line for line in shown if line not in printed] == []
    places = [printed.index(line) for line in shown if " · s" in line]
    assert places == sorted(places)
    assert all(printed.count(line) == 1 for line in shown if " · s" in line)


def test_the_pages_shown_are_the_pages_printed(demo: tuple[str, str]) -> None:
    shown = [line for line in block("text", 1).splitlines() if line]
    printed = listening_post("--db", demo[1], "view", "pages").splitlines()
    places = [printed.index(line) for line in shown]
    assert len(shown) >= 10
    assert places == sorted(places)
    assert all(printed.count(line) == 1 for line in shown)


@pytest.mark.parametrize(("number", "view"), [(2, "story"), (3, "figures"), (4, "utterance"), (5, "disputes")])
def test_what_joins_pages_is_shown_as_it_is_printed(demo: tuple[str, str], number: int, view: str) -> None:
    shown = [line for line in block("text", number).splitlines() if line]
    printed = listening_post("--db", demo[1], "view", view).splitlines()
    start = printed.index(shown[0])
    assert len(shown) >= 4
    assert printed[start : start + len(shown)] == shown


def test_the_correction_shown_is_what_fix_prints(demo: tuple[str, str]) -> None:
    lines = block("console").splitlines()
    found = re.fullmatch(r'\$ listening-post fix (\S+) (\S+) "([^"]+)" --why "([^"]+)"', lines[0])
    assert found
    assert listening_post("--db", demo[1], "fix", found[1], found[2], found[3], "--why", found[4]).strip() == lines[1]
    assert listening_post("--db", demo[1], "view", "brief", "--all").count(f" · {found[1]} · ") == 1


def test_the_answer_shown_is_the_answer_printed(demo: tuple[str, str]) -> None:
    shown = [line.rstrip() for line in block("text", -1).splitlines()]
    printed = [line.rstrip() for line in listening_post("--db", demo[1], "ask", shown[0]).splitlines()]
    assert printed[: len(shown)] == shown
