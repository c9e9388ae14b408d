"""States that knowledge does not have, told by what a page gives them."""

import pytest

from listeningpost.knowledge import Knowledge, open_knowledge

from .test_mentions import told
from .test_roles import roles


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


@pytest.mark.parametrize(("text", "word", "expected"), [
    ("They met Orvel's ambassador. Then Orvel denied it.", "Orvel", ("state", "name", "Orvel")),
    ("The Orvelian president left Orvel today.", "Orvelian", ("state", "demonym", "Orvel")),
    ("In the Republic of Orvel it rained, and Orvel waited.", "Orvel", ("state", "name", "Orvel")),
    ("They fled to neighbouring Orvel, and the army of Orvel met them, as did President Karl Tarn of Orvel.", "Orvel",
     ("state", "name", "Orvel")),
])
def test_what_a_page_gives_makes_a_state(
    knowledge: Knowledge, text: str, word: str, expected: tuple[str, str, str]
) -> None:
    found = [(kind, form, name) for words, kind, form, name in told(knowledge, text) if words == word]
    assert found
    assert set(found) == {expected}


@pytest.mark.parametrize("text", [
    "They met Orvel's president and asked Orvel's government.",  # parties have both
    "They met Karl Orvel, and Orvel's foreign minister was late.",  # somebody's surname
    "The Deputy Foreign Minister left. The Health Ministry and the Energy Ministry wrote.",
    "The board of Orvel met. Then Orvel denied it.",
    "They flew from the Orvel Air Force Base. Then Orvel denied it.",
])
def test_other_names_are_no_states(knowledge: Knowledge, text: str) -> None:
    assert [words for words, kind, *_ in told(knowledge, text) if kind == "state"] == []


def test_a_state_of_the_page_owns_its_offices(knowledge: Knowledge) -> None:
    text = "Orvelian Foreign Minister Oskar Brennwald left. Orvel's interior minister, Maria Tarn, stayed in Orvel."
    assert [(holder, role, of) for _, holder, role, of, _ in roles(knowledge, text)] == [
        ("Oskar Brennwald", "Foreign Minister", "Orvel"), ("Maria Tarn", "interior minister", "Orvel")]
