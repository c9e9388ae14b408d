"""Watch files."""

from pathlib import Path

import pytest

from listeningpost.errors import UsageError
from listeningpost.examples import sample_watch
from listeningpost.views import read_watch


def test_the_sample_watch_can_be_read() -> None:
    watch = read_watch(sample_watch().watch)
    assert watch.title
    assert watch.words


@pytest.mark.parametrize(("text", "message"), [
    ("title = ", "not a watch"), ("words = ['a']", "title"), ("title = 'T'\nwords = 'a'", "words"),
])
def test_a_broken_watch_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "watch.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_watch(tmp_path / "watch.toml")


def test_a_watch_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--watch"):
        read_watch(tmp_path / "none.toml")
