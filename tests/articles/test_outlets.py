"""Whose page it is."""

import pytest

from listeningpost.articles.outlets import Around, find_outlet, without_own
from listeningpost.articles.sightings import labels
from listeningpost.schema import Actor, Known, Named, Span


def spans_of(text: str, lines: list[str]) -> list[Span]:
    return [(text.index(line), text.index(line) + len(line)) for line in lines]


def outlet(above: list[str], below: list[str]) -> tuple[str, str] | None:
    text = "\n".join([*above, "body", *below])
    found = find_outlet(text, Around(spans_of(text, above), spans_of(text, below)))
    if found is None:
        return None
    assert found.span is not None
    assert text[slice(*found.span)].split() == found.name.split()
    return found.name, found.basis


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© Orvel Online Press", "Orvel Online Press"),
        ("Copyright © 1999-2024 The Orvel Times. All rights reserved.", "The Orvel Times"),
        ("All site contents © Copyright 2024 The Orvel Times, LLC | 12 Quay Street", "The Orvel Times"),
        ("(c) 2021 Fjordwire News Agency. All rights reserved.", "Fjordwire News Agency"),
        ("(C) FJW, 2022. Reproduction only with reference to the agency", "FJW"),
        ("The Orvel Ledger, 4 Quay Street, Orvel. Copyright 2021.", "The Orvel Ledger"),
        ("Copyright © 2019 OBC. The OBC is not responsible for other sites.", "OBC"),
        ("© 2020 Орвельский вестник. Все права защищены", "Орвельский вестник"),
    ],
)
def test_the_copyright_line_names_the_outlet(line: str, name: str) -> None:
    assert outlet([], ["Share", line]) == (name, "copyright")


@pytest.mark.parametrize(
    "line",
    [
        "2024 All Rights Reserved",
        "© 2024",
        "Copyright 2020. All rights reserved.",
        "© Ann Oster / Fjord Pictures",
        "© Getty Images",
        "Photo © Ann Oster",
    ],
)
def test_a_line_that_names_no_holder_or_a_pictures_maker_is_no_outlet(line: str) -> None:
    assert outlet([], [line]) is None


def test_a_masthead_that_the_foot_repeats_in_small_letters_too() -> None:
    assert outlet(["ORVEL REVIEW", "Essays"], ["Orvel Review - a magazine of boats"]) == ("Orvel Review", "page")
    assert outlet(["Essays", "Boats"], ["Most read"]) is None


def test_a_section_of_the_menu_is_no_masthead() -> None:
    assert outlet(["News", "Sport"], ["Latest News", "News and views of the bay"]) is None


def test_an_agencys_own_page_does_not_credit_itself() -> None:
    own = find_outlet("© 2021 Fjordwire News Agency", Around([], [(0, 28)]))
    agencies = (Named(name="Fjordwire"), Named(name="Bay Press"))
    assert [named.name for named in without_own(agencies, own)] == ["Bay Press"]
    assert without_own(agencies, None) == agencies


def test_what_the_lines_share_names_the_page() -> None:
    below = ["Lodestar Jobs", "Lodestar Radio", "About Lodestar", "Lodestar on Facebook", "editor@lodestar.example"]
    assert outlet(["Menu", "Sport"], below) == ("Lodestar", "page")


def test_the_pages_own_address_makes_sure_of_its_name() -> None:
    text = "Menu\nbody\nThe Lodestar\nBay Harbour"
    lines = spans_of(text, ["The Lodestar", "Bay Harbour"])
    found = find_outlet(text, Around([(0, 4)], lines, hosts=["www.thelodestar.co.uk"]))
    assert found is not None
    assert found.name == "The Lodestar"
    assert find_outlet(text, Around([(0, 4)], lines)) is None


def test_an_agency_that_owns_the_copyright_of_a_text_is_not_the_pages_outlet() -> None:
    text = "Menu\nbody\nCopyright 2024 Fjordwire. All rights reserved."
    assert find_outlet(text, Around([(0, 4)], spans_of(text, [text.splitlines()[2]])), Shelf()) is None


def test_a_host_that_everybody_has_addresses_at_names_nothing() -> None:
    assert labels(["www.facebook.com", "news.lodestar.co.uk", "lodestar.example"]) == ["lodestar", "lodestar"]


def test_a_company_behind_the_page_gives_way_to_the_masthead_of_the_same_word() -> None:
    assert outlet(["The Orvel", "Essays"], ["© 2021 Orvel Media Holdings Ltd."]) == ("The Orvel", "masthead")


class Shelf:
    """Knowledge that holds an invented outlet and an invented agency."""

    def look_up(self, name: str, when: str | None = None) -> tuple[Known, ...]:  # noqa: ARG002
        if name not in ("Orvel Review", "Fjordwire"):
            return ()
        actor = Actor(key=name, name=name, type="media", agency=name == "Fjordwire")
        return (Known(actor=actor, form="name", why="its name"),)


@pytest.mark.parametrize(("line", "name"), [("Orvel Review", "Orvel Review"), ("Fjordwire", None)])
def test_a_first_line_that_knowledge_holds_as_an_outlet_and_no_agency(line: str, name: str | None) -> None:
    text = f"{line}\nbody"
    found = find_outlet(text, Around(spans_of(text, [line]), []), Shelf())
    assert (found.name if found else None) == name
