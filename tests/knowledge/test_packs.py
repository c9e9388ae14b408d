"""Reading, checking, adding and listing packs."""

import re
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from listeningpost.errors import KnowledgeError
from listeningpost.knowledge import add_pack, check_pack, find_packs, list_packs, open_knowledge

PACK = {
    "pack.toml": 'title = "Made-up lands"\nversion = "2026-01"\n',
    "states.toml": (
        '[[state]]\nkey = "ostavia"\nname = "Ostavia"\nabbrevs = ["OST"]\ndemonyms = ["Ostavian", "Ostavians"]\n'
        'capital = "Veld"\nmetonyms = ["Veld"]\n'
        '[[state]]\nkey = "old-ostavia"\nname = "Old Ostavia"\nformer = true\nto = "1990-06-30"\n'
    ),
    "people.toml": '[[person]]\nkey = "ada-morn"\nname = "Ada Morn"\ngender = "f"\n'
                   '[[person]]\nkey = "ben-tull"\nname = "Ben Tull"\ngender = "m"\n',
    "offices.toml": (
        '[[office]]\nperson = "ada-morn"\nrole = "Minister of Defence"\nforms = ["Defence Minister"]\nof = "ostavia"\n'
        'from = "2015-03-01"\nto = "2020-02-29"\n'
        '[[office]]\nperson = "ben-tull"\nrole = "Minister of Defence"\nof = "ostavia"\nfrom = "2020-03-01"\n'
    ),
}


def write(folder: Path, **changes: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in {**PACK, **{key.replace("_", "."): value for key, value in changes.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_sound_pack_has_no_problems(tmp_path: Path) -> None:
    assert check_pack(write(tmp_path / "lands")) == []


@pytest.mark.parametrize(("file", "text", "told"), [
    ("people_toml", '[[person]]\nkey = "x"\nname = "X Y"\nnick = "Z"\n', ["people.toml: x", "nick"]),
    ("people_toml", '[[person]]\nkey = "x"\nname = 3\n', ["people.toml: x", "str"]),
    ("people_toml", "[[person]\n", ["people.toml", "TOML"]),
    ("people_toml", '[[human]]\nkey = "x"\n', ["people.toml", "human"]),
    ("states_toml", '[[state]]\nkey = "a"\nname = "A"\n[[state]]\nkey = "a"\nname = "B"\n', ["the key a"]),
    ("offices_toml", '[[office]]\nperson = "ada-morn"\nrole = "King"\nof = "ostavia"\nfrom = "2015-13-01"\n',
     ["offices.toml: entry 1", "from"]),
    ("offices_toml", '[[office]]\nperson = "ada-morn"\nrole = "King"\nof = "ostavia"\nfrom = "2015"\nto = "2014"\n',
     ["offices.toml: entry 1", "2014"]),
    ("affairs_toml", '[[affair]]\nof = "nobody"\nkind = "exists"\n', ["affairs.toml", "nobody"]),
    ("affairs_toml", '[[affair]]\nof = "ostavia"\nkind = "rules"\n', ["affairs.toml: entry 1", "kind"]),
    ("affairs_toml", '[[affair]]\nof = "ostavia"\nkind = "exists"\nfrom = "2015"\nto = "2014"\n',
     ["affairs.toml: entry 1", "2014"]),
    ("offices_toml", '[[office]]\nperson = "nobody"\nrole = "King"\nof = "ostavia"\n', ["offices.toml", "nobody"]),
    ("pack_toml", 'title = "T"\n', ["pack.toml", "version"]),
])
def test_each_fault_is_named_with_file_and_entry(tmp_path: Path, file: str, text: str, told: list[str]) -> None:
    changes = {file: text} | ({"offices_toml": ""} if file in ("people_toml", "states_toml") else {})
    problems = check_pack(write(tmp_path / "lands", **changes))
    assert any(all(word in problem for word in told) for problem in problems), problems


def test_what_is_no_pack_says_what_is_missing(tmp_path: Path) -> None:
    assert "pack.toml" in check_pack(tmp_path)[0]
    assert "no such folder" in check_pack(tmp_path / "nowhere")[0]


def test_a_broken_pack_cannot_be_opened(tmp_path: Path) -> None:
    folder = write(tmp_path / "lands", people_toml='[[person]]\nkey = "x"\nname = "X"\nnick = "Z"\n')
    with pytest.raises(KnowledgeError, match="people.toml: x"):
        open_knowledge([folder])


def test_a_later_pack_replaces_entries_with_the_same_key(tmp_path: Path) -> None:
    lands = write(tmp_path / "lands")
    mended = write(tmp_path / "mended", states_toml='[[state]]\nkey = "ostavia"\nname = "New Ostavia"\n',
                   people_toml="", offices_toml="", pack_toml='title = "Mended"\nversion = "2"\n')
    knowledge = open_knowledge([lands, mended])
    actor = knowledge.actor("ostavia")
    assert actor is not None
    assert actor.name == "New Ostavia"
    assert knowledge.look_up("Ostavia") == ()
    editions = r".+\.[0-9a-f]{8}\+Made-up lands 2026-01\.[0-9a-f]{8}\+Mended 2\.[0-9a-f]{8}"
    assert re.fullmatch(editions, knowledge.version)


def test_packs_are_added_listed_and_found(tmp_path: Path) -> None:
    store = tmp_path / "user"
    place = add_pack(write(tmp_path / "lands"), store)
    assert find_packs(store) == (place,)
    assert [(pack.title, pack.entries, pack.offices, pack.problems) for pack in list_packs(store)] == [
        ("Made-up lands", 4, 2, 0)]
    (place / "old.toml").write_text("", encoding="utf-8")
    assert add_pack(tmp_path / "lands", store) == place
    assert not (place / "old.toml").exists()
    broken = write(tmp_path / "broken", offices_toml='[[office]]\nperson = "nobody"\nrole = "R"\nof = "ostavia"\n')
    with pytest.raises(KnowledgeError, match="nobody"):
        add_pack(broken, store)
    assert find_packs(tmp_path / "none") == ()


def test_a_source_that_is_not_listed_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "lands", sources_toml='[[source]]\nid = "one"\n', offices_toml="",
                   people_toml='[[person]]\nkey = "x"\nname = "X Y"\nsources = ["one", "two"]\n')
    assert [problem for problem in check_pack(folder) if "two" in problem]
    assert not [problem for problem in check_pack(folder) if " one" in problem]


def test_the_packaged_knowledge_is_sound() -> None:
    with as_file(files("listeningpost.knowledge").joinpath("data")) as folder:
        assert check_pack(folder) == []
    knowledge = open_knowledge()
    assert len(knowledge.actors) > 500
    assert knowledge.titles["honorifics"]
