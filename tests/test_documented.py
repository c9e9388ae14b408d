"""Nothing is undocumented: docs/reference has the commands, settings, record fields and errors that the code has."""

import re
from pathlib import Path

import pytest

from docs import generate

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", list(generate.pages()))
def test_reference_is_as_new_as_the_code(name: str) -> None:
    assert (generate.FOLDER / name).read_text(encoding="utf-8") == generate.pages()[name], (
        f"{name} is old: run make docs"
    )


def test_every_record_of_a_page_is_described() -> None:
    assert generate.undescribed() == []


def test_a_field_without_description_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(generate.FIELDS, "Flag", {"kind": "What fault."})
    with pytest.raises(KeyError, match=r"Flag\.note"):
        generate.record_page()


DOCUMENTS = ["README.md", "CONTRIBUTING.md",
             *(f"docs/{name}.md" for name in ("tour", "method", "packs", "abuse", "desk"))]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_hold(name: str) -> None:
    file = ROOT / name
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", file.read_text(encoding="utf-8"))
    assert [link for link in links if not (file.parent / link).exists()] == []


def test_every_test_that_the_list_of_abuse_names_is_there() -> None:
    named = re.findall(r"`(test_\w+)(\.py)?`", (ROOT / "docs" / "abuse.md").read_text(encoding="utf-8"))
    files = {file.stem: file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py")}
    there = {name for text in files.values() for name in re.findall(r"^def (test_\w+)\(", text, re.M)}
    assert len(named) > 40
    assert [name for name, file in named if name not in (files if file else there)] == []
