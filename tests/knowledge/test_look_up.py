"""Names looked up, and found in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listeningpost.knowledge import Knowledge
from listeningpost.knowledge.surfaces import WORD


def keys(knowledge: Knowledge, name: str, when: str | None = None) -> list[tuple[str, str, bool]]:
    return [(known.actor.key, known.form, known.certain) for known in knowledge.look_up(name, when)]


@pytest.mark.parametrize("name", ["Al-Zhar Brigades", "al Zhar brigades", "AL-ZHAR BRIGADES", "ál-Zhar  Brigades"])
def test_case_accents_and_hyphens_are_folded(world: Knowledge, name: str) -> None:
    assert keys(world, name) == [("al-zhar", "name", True)]


def test_apostrophes_are_alike(world: Knowledge) -> None:
    assert keys(world, "Zhar’s Men") == [("al-zhar", "alias", True)]


def test_an_abbreviation_counts_in_its_own_case_only(world: Knowledge) -> None:
    assert keys(world, "IS") == [("is-front", "abbrev", True)]
    assert keys(world, "is") == keys(world, "Is") == []


def test_what_has_several_meanings_is_never_certain(world: Knowledge) -> None:
    assert {row[0] for row in keys(world, "Veld")} == {"ostavia", "ostavia-capital", "union-of-rivers"}
    assert not any(certain for _, _, certain in keys(world, "Veld"))
    assert keys(world, "Lirne") == [("lirne", "name", False)]


def test_a_state_that_is_no_more_keeps_only_its_name(world: Knowledge) -> None:
    assert keys(world, "Ostavian", "1989") == [("ostavia", "demonym", False), ("union-of-rivers", "demonym", False)]
    assert keys(world, "Ostavian", "2001-05") == [("ostavia", "demonym", True)]
    assert keys(world, "Union of Rivers", "2001-05") == [("union-of-rivers", "name", True)]


def test_a_surname_gives_people_and_is_never_certain(world: Knowledge) -> None:
    assert keys(world, "Morn") == [("ada-morn", "short", False)]
    assert [key for key, _, _ in keys(world, "Tull")] == ["ben-tull", "carl-tull"]
    assert world.look_up("") == world.look_up("Nobody Known") == ()


def test_a_date_that_is_none_is_an_error(world: Knowledge) -> None:
    with pytest.raises(ValueError, match="no EDTF date"):
        world.look_up("Ostavian", "last week")
    with pytest.raises(ValueError, match="no EDTF date"):
        world.holders("Defence Minister", "ostavia", "soon")


def found(knowledge: Knowledge, text: str) -> list[tuple[str, str]]:
    return [(text[slice(*span)], known[0].actor.key) for span, known in knowledge.find(text, [(0, len(text))])]


@pytest.mark.parametrize(("text", "expected"), [
    ("The Ostavian army left.", [("Ostavian", "ostavia")]),
    ("OSTAVIA's army and Ostavia’s navy", [("OSTAVIA", "ostavia"), ("Ostavia", "ostavia")]),
    ("the O.S. fleet", [("O.S.", "ostavia")]),
    ("it is os, says IS", [("IS", "is-front")]),
    ("ostavia in small letters", []),
    ("an Ostaviana is none", []),
    ("the Brigades fell; Brigades fell", [("Brigades", "al-zhar")]),
    ("the Citadel said, a Citadel said", [("Citadel", "ostavia")]),
    ("The Veld Evening Times and the Veld Evening Times",
     [("The Veld Evening Times", "veld-times"), ("Veld Evening Times", "veld-times")]),
    ("Inner\n\nSea Front", []),
    ("Inner\nSea Front", [("Inner\nSea Front", "is-front")]),
])
def test_names_are_found_whole_in_their_case_the_longest_first(
    world: Knowledge, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(world, text) == expected


def test_nothing_is_found_outside_the_given_spans(world: Knowledge) -> None:
    text = "Ostavia and Lirne"
    assert [span for span, _ in world.find(text, [(8, 17)])] == [(12, 17)]
    assert list(world.find(text, [(2, 7)])) == []


@given(parts=st.lists(st.sampled_from(["Ostavia", "Veld", "said", "the", "al-Zhar Brigades", ",", "\n\n", "IS", "é"])))
def test_finds_lie_in_order_on_word_bounds(world: Knowledge, parts: list[str]) -> None:
    text, last = " ".join(parts), 0
    bounds = {place for word in WORD.finditer(text) for place in word.span()}
    for span, _ in world.find(text, [(0, len(text))]):
        assert last <= span[0] < span[1]
        assert {*span} <= bounds
        last = span[1]


@pytest.mark.parametrize(("role", "when", "people"), [
    ("Defence Minister", "2016", ["ada-morn"]),
    ("defense minister", "2024-02-27", ["ben-tull"]),
    ("Minister for Defence", "2020", ["ben-tull", "ada-morn"]),
    ("Defence Minister", None, ["ben-tull", "ada-morn"]),
    ("Defence Minister", "2010", []),
    ("deputy minister of defence", "2018-07", ["carl-tull"]),
    ("Minister of Fish", "2018", []),
])
def test_holders_are_bounded_by_the_date(world: Knowledge, role: str, when: str | None, people: list[str]) -> None:
    assert [office.person for office in world.holders(role, "Ostavia", when)] == people


def test_the_offices_of_a_person(world: Knowledge) -> None:
    assert [office.role for office in world.offices("ada-morn")] == ["Minister of Defence"]
    assert world.offices("nobody") == ()


@pytest.mark.parametrize(("asked", "when", "people"), [
    ("defence minister of Ostavia", None, ["ben-tull", "ada-morn"]),
    ("Minister of Defense of the State of Ostavia", None, []),
    ("the Minister of Defense of Ostavia", "2016", ["ada-morn"]),
    ("Ostavian defence minister", "2024", ["ben-tull"]),
    ("Ostavia\u2019s Minister for Defence", "2016", ["ada-morn"]),
    ("the Ostavian Minister of Defence", "2010", []),
    ("minister of Ostavia", "2018-07", ["carl-tull", "ada-morn"]),
    ("king of Ostavia", None, []),
    ("Ostavia", None, []),
    ("of", None, []),
    ("", None, []),
])
def test_an_office_is_asked_for_in_words(world: Knowledge, asked: str, when: str | None, people: list[str]) -> None:
    assert [office.person for office in world.look_up_office(asked, when)] == people


@given(asked=st.lists(st.sampled_from(["Ostavia", "of", "the", "minister", "Defence", "'s", "Tull"])))
def test_any_words_may_be_asked(world: Knowledge, asked: list[str]) -> None:
    assert all(office.of == "ostavia" for office in world.look_up_office(" ".join(asked)))
