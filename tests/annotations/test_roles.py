"""Roles in made-up sentences: titles before names, appositions before and behind them."""

import pytest

from listeningpost.annotations.mentions import MentionExtractor
from listeningpost.annotations.roles import RoleExtractor
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.language import parse
from listeningpost.schema import Annotations, Article, CaptureHead, Published, Reading

HEAD = CaptureHead(id="0" * 64, source="made-up", media_type="text/plain", encoding="utf-8")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


def roles(knowledge: Knowledge, text: str) -> list[tuple[str, str, str, str | None, str]]:
    article = Article(text=text, title=None, body=((0, len(text)),), furniture=(), published=Published())
    reading = Reading(head=HEAD, space="capture", article=article)
    found = MentionExtractor().find(reading, Annotations(parse=parse(text, article.body)), knowledge)
    found = RoleExtractor().find(reading, found, knowledge)
    return [(text[slice(*r.span)], text[slice(*r.holder)], r.role, r.of, r.status) for r in found.roles]


@pytest.mark.parametrize(("text", "expected"), [
    ("It was French Foreign Minister Oskar Brennwald who left.",
     ("French Foreign Minister Oskar Brennwald", "Oskar Brennwald", "Foreign Minister", "France", "current")),
    ("They saw President Oskar Brennwald.",
     ("President Oskar Brennwald", "Oskar Brennwald", "President", None, "current")),
    ("Oskar Brennwald, the spokeswoman for the Taliban, left.",
     ("Oskar Brennwald, the spokeswoman for the Taliban", "Oskar Brennwald", "spokeswoman", "Taliban", "current")),
    ("Oskar Brennwald, head of the Tarnholm Institute, left.",
     ("Oskar Brennwald, head of the Tarnholm Institute", "Oskar Brennwald", "head", "Tarnholm Institute", "current")),
    ("The head of the Tarnholm Relief Council (TRC), Oskar Brennwald, left.",
     ("The head of the Tarnholm Relief Council (TRC), Oskar Brennwald", "Oskar Brennwald", "head",
      "Tarnholm Relief Council", "current")),
    ("Germany's interior minister Oskar Brennwald left.",
     ("Germany's interior minister Oskar Brennwald", "Oskar Brennwald", "interior minister", "Germany", "current")),
    ("Acting French Foreign Minister Oskar Brennwald left.",
     ("Acting French Foreign Minister Oskar Brennwald", "Oskar Brennwald", "Foreign Minister", "France", "acting")),
    ("It was former French president Oskar Brennwald.",
     ("former French president Oskar Brennwald", "Oskar Brennwald", "president", "France", "former")),
    ("Oskar Brennwald, the self-proclaimed president of Ukraine, left.",
     ("Oskar Brennwald, the self-proclaimed president of Ukraine", "Oskar Brennwald", "president", "Ukraine",
      "self_claimed")),
    ("French Permanent Representative to NATO Oskar Brennwald left.",
     ("French Permanent Representative to NATO Oskar Brennwald", "Oskar Brennwald", "Permanent Representative to NATO",
      "France", "current")),
    ("Oskar Brennwald, 47, a researcher at the Tarnholm Institute, left.",
     ("Oskar Brennwald, 47, a researcher at the Tarnholm Institute", "Oskar Brennwald", "researcher",
      "Tarnholm Institute", "current")),
    ("Oskar Brennwald is the director of the Tarnholm Institute.",
     ("Oskar Brennwald is the director of the Tarnholm Institute", "Oskar Brennwald", "director", "Tarnholm Institute",
      "current")),
    ("Oskar Brennwald, now an opposition senator, left.",
     ("Oskar Brennwald, now an opposition senator", "Oskar Brennwald", "opposition senator", None, "current")),
    ("Oskar Brennwald, once the mayor of Tarnholm, left.",
     ("Oskar Brennwald, once the mayor of Tarnholm", "Oskar Brennwald", "mayor", "Tarnholm", "former")),
    ("Oskar Brennwald, the town's mayor, left.",
     ("Oskar Brennwald, the town's mayor", "Oskar Brennwald", "mayor", None, "current")),
    ("The country’s defence minister, Oskar Brennwald, left.",
     ("The country’s defence minister, Oskar Brennwald", "Oskar Brennwald", "defence minister", None, "current")),
    ("A spokeswoman for Gov. Oskar Brennwald, Maria Tarn, left.",
     ("A spokeswoman for Gov. Oskar Brennwald, Maria Tarn", "Maria Tarn", "spokeswoman", "Oskar Brennwald", "current")),
    ("They met Oskar Brennwald's lawyer, Maria Tarn.",
     ("Oskar Brennwald's lawyer, Maria Tarn", "Maria Tarn", "lawyer", "Oskar Brennwald", "current")),
    ("Maria Tarn, East Africa director at the Tarnholm Institute, left.",
     ("Maria Tarn, East Africa director at the Tarnholm Institute", "Maria Tarn", "director", "Tarnholm Institute",
      "current")),
    ("It was Secretary of State Maria Brennwald who left.",
     ("Secretary of State Maria Brennwald", "Maria Brennwald", "Secretary of State", None, "current")),
    ("The foreign ministry spokeswoman, Maria Tarn, left.",
     ("The foreign ministry spokeswoman, Maria Tarn", "Maria Tarn", "spokeswoman", "foreign ministry", "current")),
    ("The French Marine Corps Commandant Major General Oskar Brennwald left.",
     ("The French Marine Corps Commandant Major General Oskar Brennwald", "Oskar Brennwald", "Commandant",
      "French Marine Corps", "current")),
    ("The chief of the Tarnholm Border Service, Colonel General Oskar Brennwald, left.",
     ("The chief of the Tarnholm Border Service, Colonel General Oskar Brennwald", "Oskar Brennwald", "chief",
      "Tarnholm Border Service", "current")),
    ("Oskar Brennwald, who heads the Tarnholm Border Service, left.",
     ("Oskar Brennwald, who heads the Tarnholm Border Service", "Oskar Brennwald", "head", "Tarnholm Border Service",
      "current")),
    ("Oskar Brennwald, who led the regional administration, left.",
     ("Oskar Brennwald, who led the regional administration", "Oskar Brennwald",
      "leader of the regional administration", None, "former")),
    ("Oskar Brennwald, senior fellow at the left-leaning Tarnholm Institute, left.",
     ("Oskar Brennwald, senior fellow at the left-leaning Tarnholm Institute", "Oskar Brennwald", "senior fellow",
      "Tarnholm Institute", "current")),
    ("Oskar Brennwald, France's new police commissioner, left.",
     ("Oskar Brennwald, France's new police commissioner", "Oskar Brennwald", "police commissioner", "France",
      "current")),
    ("They met the French head of state, Oskar Brennwald.",
     ("the French head of state, Oskar Brennwald", "Oskar Brennwald", "head of state", "France", "current")),
    ("They met Oskar Brennwald, the top UN refugee official in Paris.",
     ("Oskar Brennwald, the top UN refugee official in Paris", "Oskar Brennwald", "official in Paris", "United Nations",
      "current")),
])
def test_one_role(knowledge: Knowledge, text: str, expected: tuple[str, str, str, str | None, str]) -> None:
    assert roles(knowledge, text) == [expected]


def test_a_second_title_shares_the_first_one_s_state(knowledge: Knowledge) -> None:
    text = "He met French Foreign Minister Oskar Brennwald and Defence chief Maria Tarn in the hall."
    assert [(role[1], role[3]) for role in roles(knowledge, text)] == [("Oskar Brennwald", "France"),
                                                                       ("Maria Tarn", "France")]


def test_another_state_is_not_shared(knowledge: Knowledge) -> None:
    text = "French Foreign Minister Oskar Brennwald flew to see President Maria Tarn."
    owners = {role[1]: role[3] for role in roles(knowledge, text)}
    assert owners == {"Oskar Brennwald": "France", "Maria Tarn": None}


@pytest.mark.parametrize("text", [
    "Colonel General Oskar Brennwald left.", "Mr Oskar Brennwald left.", "The president left.",
    "Oskar Brennwald saw the president of Ukraine.", "Oskar Brennwald left.",
])
def test_no_role(knowledge: Knowledge, text: str) -> None:
    assert roles(knowledge, text) == []


def test_both_hold_a_plural_office(knowledge: Knowledge) -> None:
    text = "Oskar Brennwald and Maria Tarn, both senior lecturers at Tarnholm University, left."
    assert [role[1:4] for role in roles(knowledge, text)] == [
        ("Oskar Brennwald", "senior lecturer", "Tarnholm University"),
        ("Maria Tarn", "senior lecturer", "Tarnholm University")]
