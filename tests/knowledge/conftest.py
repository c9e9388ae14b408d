"""A small made-up world, read from a pack as a user would write it."""

from pathlib import Path

import pytest

from listeningpost.knowledge import Knowledge
from listeningpost.knowledge.packs import read_pack

WORLD = {
    "pack.toml": 'title = "Made-up lands"\nversion = "2026-01"\n',
    "states.toml": """
[[state]]
key = "ostavia"
name = "Ostavia"
qid = "Q900001"
abbrevs = ["OS", "O.S."]
demonyms = ["Ostavian", "Ostavians"]
capital = "Veld"
metonyms = ["Veld", "the Citadel"]
[[state]]
key = "lirne"
name = "Lirne"
demonyms = ["Lirnese"]
ambiguous = ["Lirne"]
[[state]]
key = "union-of-rivers"
name = "Union of Rivers"
demonyms = ["Ostavian"]
metonyms = ["Veld"]
former = true
to = "1990-06-30"
""",
    "actors.toml": """
[[actor]]
key = "al-zhar"
name = "al-Zhar Brigades"
type = "armed_group"
aliases = ["the Brigades", "Zhár's Men"]
[[actor]]
key = "veld-times"
name = "The Veld Evening Times"
type = "media"
[[actor]]
key = "is-front"
name = "Inner Sea Front"
type = "armed_group"
abbrevs = ["IS"]
""",
    "people.toml": """
[[person]]
key = "ada-morn"
name = "Ada Morn"
gender = "f"
[[person]]
key = "ben-tull"
name = "Ben Tull"
gender = "m"
[[person]]
key = "carl-tull"
name = "Carl Tull"
""",
    "offices.toml": """
[[office]]
person = "ada-morn"
role = "Minister of Defence"
forms = ["Defence Minister"]
of = "ostavia"
from = "2015-03-01"
to = "2020-02-29"
[[office]]
person = "ben-tull"
role = "Minister of Defence"
of = "ostavia"
from = "2020-03-01"
[[office]]
person = "carl-tull"
role = "Deputy Minister of Defence"
of = "ostavia"
from = "2018"
to = "2019"
""",
}


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    tmp_path: Path = tmp_path_factory.mktemp("lands")
    for name, text in WORLD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    pack = read_pack(tmp_path)
    assert pack.problems == ()
    return Knowledge([pack])
