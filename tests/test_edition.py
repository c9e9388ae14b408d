"""Pages read by other code, other tables or other packs are read anew, with no version raised by hand."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import listeningpost
from listeningpost import pipeline
from listeningpost.edition import digest_of, edition
from listeningpost.engines import here
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Added
from listeningpost.store import open_store

SOURCE = Path(listeningpost.__file__).parent
PAGE = """Harbour opens after repairs

The harbour of Sorrin opened again on Monday, 4 March 2024, after repairs that took two months.

"We are glad to be back," said Petra Onnick, the harbour master. She said that 40 ships were waiting.
"""
PACK = {"pack.toml": 'title = "Lands"\nversion = "1"\n', "actors.toml": '[[actor]]\nkey = "x"\nname = "X Front"\n'
        'type = "armed_group"\n'}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOURCE, tmp_path / "copy" / "listeningpost"))


def edition_in(package: Path) -> str:
    """The edition of a copy of the package, by a process of its own."""
    command = [sys.executable, "-B", "-c", "from listeningpost.edition import edition; print(edition())"]
    place = {"PYTHONPATH": str(package.parent)}
    return subprocess.run(command, env=place, capture_output=True, text=True, check=True).stdout.strip()


def test_an_edition_is_the_version_with_a_digest() -> None:
    assert re.fullmatch(re.escape(listeningpost.__version__) + r"\+[0-9a-f]{12}", edition())


def test_a_copy_elsewhere_is_the_same_edition(package: Path) -> None:
    shutil.rmtree(package / "articles" / "__pycache__", ignore_errors=True)
    assert edition_in(package) == edition()


@pytest.mark.parametrize("file", ["articles/dates.py", "annotations/tables/cues.toml", "spans.py",
                                  "knowledge/data/states.toml"])
def test_a_changed_line_of_code_or_table_makes_another_edition(package: Path, file: str) -> None:
    before = digest_of(package)
    package.joinpath(file).write_text(package.joinpath(file).read_text(encoding="utf-8") + "# changed\n",
                                      encoding="utf-8")
    assert digest_of(package) != before


def test_a_file_moved_or_added_makes_another_edition(package: Path) -> None:
    before = digest_of(package)
    package.joinpath("language", "weights.bin").write_bytes(b"1")
    added = digest_of(package)
    package.joinpath("language", "weights.bin").rename(package / "language" / "other.bin")
    assert len({before, added, digest_of(package)}) == 3


def test_rooms_beside_the_way_of_a_page_and_byte_code_do_not_count(package: Path) -> None:
    before = digest_of(package)
    package.joinpath("views", "html.py").write_text("", encoding="utf-8")
    package.joinpath("articles", "__pycache__").mkdir(exist_ok=True)
    package.joinpath("articles", "__pycache__", "dates.pyc").write_bytes(b"1")
    assert digest_of(package) == before


def test_another_library_makes_another_edition() -> None:
    assert digest_of(SOURCE, "trafilatura 2.0.0") != digest_of(SOURCE, "trafilatura 2.0.1")


def test_pages_of_another_edition_are_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    source, knowledge = str(tmp_path / "page.txt"), open_knowledge()
    with open_store(str(tmp_path / "store.db")) as store:
        assert pipeline.add(source, store, here, knowledge) == Added(new=1)
        assert pipeline.add(source, store, here, knowledge) == Added(seen=1)
        monkeypatch.setattr(pipeline, "edition", lambda: "0.2.0+another")
        assert pipeline.add(source, store, here, knowledge) == Added(new=1)
        assert [page.made_by.listeningpost for page in store.pages()] == ["0.2.0+another"]


def test_a_mended_pack_makes_another_knowledge(tmp_path: Path) -> None:
    for name, text in PACK.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = open_knowledge([tmp_path]).version
    assert open_knowledge([tmp_path]).version == before
    (tmp_path / "actors.toml").write_text(PACK["actors.toml"].replace("X Front", "X Army"), encoding="utf-8")
    assert open_knowledge([tmp_path]).version != before
