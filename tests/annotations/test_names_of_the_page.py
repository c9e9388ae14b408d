"""Names told by the page as a whole, in shouted sentences, beside fighters; ships and operations are no actors."""

from typing import Any

import pytest

from listeningpost.knowledge import Knowledge, open_knowledge

from .test_mentions import told
from .test_roles import roles


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


def types(knowledge: Knowledge, text: str) -> dict[str, str]:
    return {words: kind for words, kind, form, _ in told(knowledge, text) if form not in ("pronoun", "descriptor")}


@pytest.mark.parametrize(("text", "expected"), [
    ("THE REBELS ARE LATE, SAID ROBERT BRENNWALD TO A MAN NEAR THE HARBOUR.", {"ROBERT BRENNWALD": "person"}),
    ("Many QVB militants left. QVB denied it.", {"QVB": "armed_group"}),
    ("The director of QVB left. QVB denied it.", {"QVB": "organisation"}),
    ("Operation Orvel Tide began, and the MV Orvel Star sailed.", {}),
    ("He wrote it in the Daily Orvelian today.", {"Daily Orvelian": "media"}),
    ("They met near Orvel-e Tarnish last year.", {"Orvel-e Tarnish": "place"}),
    ("The police found an IED there and told the SP of it.", {}),
    ("Robert Brennwald of the Observer Research Foundation left.",
     {"Robert Brennwald": "person", "Observer Research Foundation": "organisation"}),
])
def test_the_names_of_a_page(knowledge: Knowledge, text: str, expected: dict[str, str]) -> None:
    assert types(knowledge, text) == expected


def test_a_known_surname_needs_the_state_of_its_bearer(knowledge: Knowledge) -> None:
    near = told(knowledge, "In France many like what Macron has.")
    assert ("Macron", "person", "short", "Emmanuel Macron") in near
    far = told(knowledge, "In Chile many like what Macron has.")
    assert "Emmanuel Macron" not in [name for *_, name in far]


def test_a_surname_is_that_of_the_known_bearer_told_by_his_office(knowledge: Knowledge) -> None:
    text = "French President Macron met Anna Macron. Macron left France."
    assert ("Macron", "person", "short", "Emmanuel Macron") in told(knowledge, text)[-2:]


@pytest.mark.parametrize(("text", "expected"), [
    ("Oskar Brennwald, the French envoy for Chile, left.", [("Oskar Brennwald", "envoy for Chile", "France")]),
    ("Oskar Brennwald of Orvel, the mayor, left.", [("Oskar Brennwald", "mayor", None)]),
    ("In a letter to Oskar Brennwald, the French minister said no.", []),
])
def test_roles_of_those_sent_and_of_those_from_somewhere(knowledge: Knowledge, text: str, expected: Any) -> None:
    assert [(holder, role, of) for _, holder, role, of, _ in roles(knowledge, text)] == expected
