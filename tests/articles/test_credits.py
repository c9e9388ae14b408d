"""The agencies and papers a page credits its text to."""

import pytest

from listeningpost.articles.bylines import find_opened
from listeningpost.articles.credits import find_agencies
from listeningpost.articles.signed import authors_alone
from listeningpost.schema import Actor, Known, Named

AGENCIES, PAPERS = ("Fjordwire", "Bay Press"), ("The Orvel Courier",)


class Shelf:
    """Knowledge that holds two invented agencies and a paper."""

    def look_up(self, name: str, when: str | None = None) -> tuple[Known, ...]:  # noqa: ARG002
        if name not in AGENCIES + PAPERS:
            return ()
        actor = Actor(key=name, name=name, type="media", agency=name in AGENCIES)
        return (Known(actor=actor, form="name", why="its name"),)


def credited(body: str, below: str = "") -> list[str]:
    text = f"{body}\n{below}"
    lines = [(len(body) + 1, len(text))] if below else []
    found = find_agencies(text, lines, [(0, len(body))], (), Shelf())
    assert all(one.span and text[slice(*one.span)] == one.name for one in found)
    return [one.name for one in found]


@pytest.mark.parametrize(
    ("body", "below", "expected"),
    [
        ("The ferry stops. (Fjordwire)", "", ["Fjordwire"]),
        ("The ferry stops. (FJW/Bay Press)", "", ["FJW", "Bay Press"]),
        ("The ferry stops. — Fjordwire", "", ["Fjordwire"]),
        ("The ferry stops — for good", "", []),
        ("So said the Free Jolly Watermen (FJW).", "", []),
        ("The ferry stops.", "By Ann Oster, Bay Press", ["Bay Press"]),
        ("The ferry stops.", "Fjordwire", ["Fjordwire"]),
        ("The ferry stops.", "Fjordwire and Bay Press contributed to this report.", ["Fjordwire", "Bay Press"]),
        ("The ferry stops.", "With files from Fjordwire", ["Fjordwire"]),
        ("The ferry stops.", "Bay Press’ Ann Oster and Fjordwire contributed to this report.",
         ["Bay Press", "Fjordwire"]),
        ("The ferry stops.", "Bay Press's Ann Oster contributed to this report.", ["Bay Press"]),
        ("The ferry stops.", "Copyright 2024 Fjordwire. All rights reserved.", ["Fjordwire"]),
        ("The ferry stops.", "© The Orvel Courier", []),
        ("The ferry stops.", "Source: Lund News Agency", ["Lund News Agency"]),
        ("The ferry stops, the harbour master told The Orvel Courier.", "", []),
        ("The ferry stops, The Orvel Courier reported.", "", ["The Orvel Courier"]),
        ("The ferry stops, the harbour master told Fjordwire.", "", ["Fjordwire"]),
    ],
)
def test_credits(body: str, below: str, expected: list[str]) -> None:
    assert credited(body, below) == expected


@pytest.mark.parametrize(
    ("byline", "persons", "agencies"),
    [
        ("By Ann Oster and Bela Tarn The Bay Press", ["Ann Oster", "Bela Tarn"], ["Bay Press"]),
        ("By Ann Oster and Bela Tarn Bay Press", ["Ann Oster", "Bela Tarn"], ["Bay Press"]),
        ("By Ann Oster Fjordwire", ["Ann Oster"], ["Fjordwire"]),
        ("By Ann Oster, Fjordwire", ["Ann Oster"], ["Fjordwire"]),
        ("By Ann Oster | Fjordwire", ["Ann Oster"], ["Fjordwire"]),
        ("By Ann Oster of Bay Press", ["Ann Oster"], ["Bay Press"]),
        ("By Ann Oster\nFjordwire", ["Ann Oster"], ["Fjordwire"]),
        ("By Ann Oster\n\nFjordwire", ["Ann Oster"], ["Fjordwire"]),
        ("By Ann Oster\nFjordwire has a new harbour.", ["Ann Oster"], []),
        ("By Maria Fjordwire", ["Maria Fjordwire"], []),
    ],
)
def test_an_agency_behind_the_persons_of_a_byline(byline: str, persons: list[str], agencies: list[str]) -> None:
    names = find_opened(byline, [(0, len(byline.split("\n")[0]))], Shelf())
    assert [one.name for one in authors_alone(names, Shelf())] == persons
    assert [one.name for one in find_agencies(byline, (), (), names, Shelf())] == agencies


def test_an_agency_beside_a_person_is_no_author() -> None:
    both = (Named(name="Ann Oster"), Named(name="Fjordwire"))
    assert [one.name for one in authors_alone(both, Shelf())] == ["Ann Oster"]
    assert authors_alone(both[1:], Shelf()) == both[1:]
