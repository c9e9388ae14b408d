"""Bylines, datelines and credited agencies."""

import pytest

from listeningpost.articles.bylines import is_counted_back
from listeningpost.articles.credits import find_agencies
from listeningpost.articles.datelines import find_dateline, place_beside
from listeningpost.articles.signed import authors_alone, find_bylines, find_signed
from listeningpost.schema import Actor, Known, Named, Outlet, Span


class Wires:
    """Knowledge that holds two invented agencies."""

    def look_up(self, name: str, when: str | None = None) -> tuple[Known, ...]:  # noqa: ARG002
        if name not in ("Fjordwire", "Bay Press"):
            return ()
        actor = Actor(key=name, name=name, type="media", agency=True)
        return (Known(actor=actor, form="name", why="its name"),)


def spans_of(text: str) -> list[Span]:
    out, place = [], 0
    for line in text.split("\n"):
        if line:
            out.append((place, place + len(line)))
        place += len(line) + 1
    return out


def names(text: str, knowledge: Wires | None = None) -> list[str]:
    found = find_bylines(text, spans_of(text), knowledge)
    assert all(named.span and text[slice(*named.span)].split() == named.name.split() for named in found)
    return [named.name for named in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Ann Oster", ["Ann Oster"]),
        ("By Ann Oster and Per van der Lund", ["Ann Oster", "Per van der Lund"]),
        ("By ANN OSTER, Harbour Correspondent", ["ANN OSTER"]),
        ("By Ann Oster in Orvel and a correspondent in Lund", ["Ann Oster"]),
        ("By Ann Oster - The Orvel Courier - Thursday, February 29, 2024", ["Ann Oster"]),
        ("Von Jürgen Müller-Lüdenscheid, Berlin", ["Jürgen Müller-Lüdenscheid"]),
        ("Par Élodie d'Arcy et Jean-Luc Petit", ["Élodie d'Arcy", "Jean-Luc Petit"]),
        ("By Ann Oster, Harbour Affairs Editor", ["Ann Oster"]),
        ("By Ann Oster, Harbour Editor, and Per Lund", ["Ann Oster", "Per Lund"]),
        ("By Ann Marie Oster Jul. 19, 2024", ["Ann Marie Oster"]),
        ("By our foreign staff", ["our foreign staff"]),
        ("Ann Oster\n4 May 2020", ["Ann Oster"]),
        ("By REUTERS", ["REUTERS"]),
        ("By the time the boats came in\n4 May 2020", []),
        ("Log In\n4 May 2020", []),
        ("Photo: Ann Oster\n4 May 2020", []),
        ("Ann Oster | Bay Press | Getty Images\n4 May 2020", []),
        ("A long line of text about the ferry that nobody signed and that goes on\n4 May 2020", []),
        ("Ann Oster", []),
    ],
)
def test_bylines(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_an_agency_of_several_words_may_sign_before_a_person() -> None:
    assert names("By Bay Press and Ann Oster", Wires()) == ["Bay Press", "Ann Oster"]


def test_an_agency_that_knowledge_holds_may_stand_alone_by_the_date() -> None:
    assert names("Fjordwire\n4 May 2020", Wires()) == ["Fjordwire"]
    assert names("Harbour\n4 May 2020", Wires()) == []


def test_the_name_nearest_to_the_date_signs_and_a_picture_agency_never_does() -> None:
    assert names("Fjord Images\nFjordwire\n4 May 2020", Wires()) == ["Fjordwire"]
    assert names("Fjord Images\n4 May 2020", Wires()) == []


def test_agency_and_place_on_a_line() -> None:
    text = "FJW, ORVEL"
    bylines = find_bylines(text, [(0, len(text))])
    place = place_beside(text, (0, len(text)), bylines)
    assert [named.name for named in bylines] == ["FJW"]
    assert place is not None
    assert place.name == "ORVEL"


@pytest.mark.parametrize(
    ("text", "place", "agency", "covered"),
    [
        ("ORVEL, NORLAND – The ferry stops.", "ORVEL, NORLAND", None, "ORVEL, NORLAND –"),
        ("ORVEL, March 12 (FJW) - The ferry stops.", "ORVEL", "FJW", "ORVEL, March 12 (FJW) -"),
        ("ORVEL (FJW) — The ferry stops.", "ORVEL", "FJW", "ORVEL (FJW) —"),
        ("ORVEL, September 14. /FJW/. The ferry stops.", "ORVEL", "FJW", "ORVEL, September 14. /FJW/."),
        ("Orvel (Fjordwire) – The ferry stops.", "Orvel", "Fjordwire", "Orvel (Fjordwire) –"),
        ("NEW ORVEL -- The ferry stops.", "NEW ORVEL", None, "NEW ORVEL --"),
    ],
)
def test_datelines(text: str, place: str, agency: str | None, covered: str) -> None:
    found = find_dateline(text, (0, len(text)))
    assert found is not None
    assert found[0].name == place
    assert found[0].span == (0, len(covered))
    assert (found[1].name if found[1] else None) == agency


@pytest.mark.parametrize(
    "text",
    [
        "The ferry – the only one of the town – stops.",
        "Ann Oster (48) - a sailor - was there.",
        "NATO: the ferry stops.",
        "Orvel Bay said it would stop.",
        '"WHY NOW?" - so asked the paper.',
        "The Front (SPF) said it had stopped.",
        "FILE - In this May 7 photo the ferry leaves the quay.",
        "UPDATE - The ferry stops.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text, (0, len(text))) is None


def test_agencies_of_source_lines_ends_and_bylines() -> None:
    text = "The ferry stops. (FJW)\nSource: Bay Press"
    body, line = (0, 22), (23, len(text))
    assert [named.name for named in find_agencies(text, [line], [body], ())] == ["Bay Press", "FJW"]


def test_an_agency_and_its_initials_are_one() -> None:
    text = "The ferry stops. (FNA)\nSource: Fjord News Agency"
    assert [named.name for named in find_agencies(text, [(23, len(text))], [(0, 22)], ())] == ["Fjord News Agency"]


def test_an_agency_credited_in_the_first_paragraphs_wants_knowledge() -> None:
    text = "The ferry stops, according to the Fjordwire news agency, which Harbour House reported to be late."
    span = (0, len(text))
    assert find_agencies(text, [], [span], ()) == ()
    assert [named.name for named in find_agencies(text, [], [span], (), Wires())] == ["Fjordwire"]


def test_a_name_under_a_line_that_only_opens_a_byline() -> None:
    assert names("By\nAnn Oster\nHarbour Correspondent") == ["Ann Oster"]


def test_a_picture_s_maker_and_seller_beside_a_date_sign_nothing() -> None:
    assert names("Per Lund/Bay Press\n3 May 2021") == []


def test_a_name_beside_a_time_counted_back() -> None:
    assert names("Ann Oster\n10 hours ago") == ["Ann Oster"]


@pytest.mark.parametrize("line", ["10 h ago", "Country / 3 days ago", "vor 3 Stunden", "5 минут назад"])
def test_lines_that_count_back(line: str) -> None:
    assert is_counted_back(line)


def test_a_sentence_with_ago_counts_nothing_back() -> None:
    assert not is_counted_back("The pier at Orvel burned 10 years ago")


def signed(text: str, said: str = "the pier is shut") -> list[str]:
    near, *below = spans_of(text)
    return [named.name for named in find_signed(text, [near], below, frozenset(said.split()))]


def test_a_bare_name_signs_where_the_page_tells_of_it_again_below() -> None:
    assert signed("Rilka Oster\nMore from Rilka Oster\nMost read") == ["Rilka Oster"]
    assert signed("Rilka Oster\nMost read") == []


def test_a_bare_name_that_opens_with_a_given_name_signs_unless_the_text_speaks_of_it() -> None:
    assert signed("Anna Oster\nMost read") == ["Anna Oster"]
    assert signed("Anna Oster\nMost read", "the pier of oster is shut") == []
    assert signed("Harbour News\nMost read") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 May 2020 | by Anna Oster | 3 comments", ["Anna Oster"]),
        ("4. Mai 2020 - Anna Oster - 3 Kommentare", ["Anna Oster"]),
        ("Column by Anna Oster", ["Anna Oster"]),
        ("Geschrieben von mariner7 am 4. Mai 2020", ["mariner7"]),
        ("Anna OsterFollow\n4 May 2020", ["Anna Oster"]),
        ("Anna Oster Anna Oster\n4 May 2020", ["Anna Oster"]),
        ("By Anna Oster Harbour editor\n4 May 2020", ["Anna Oster"]),
        ("Last Change: 4 May 2020", []),
        ("The pier built by Anna Oster in 1920 burned.", []),
        ("김하늘 기자 hn@press.example", ["김하늘"]),
    ],
)
def test_names_inside_lines(text: str, expected: list[str]) -> None:
    found = find_bylines(text, spans_of(text)) or find_signed(text, spans_of(text), [], frozenset())
    assert [named.name for named in found] == expected


def test_a_note_on_the_author_and_a_name_below_sign() -> None:
    assert signed("Most read\nAnna Oster is a reporter at the Orvel Courier.") == ["Anna Oster"]
    assert signed("Most read\nAnna Oster") == ["Anna Oster"]
    listed = "Anna Oster\nPeter Lund\nMaria Berg\nLena Voss\nTom Hale"
    assert find_signed(listed, spans_of(listed), [], frozenset()) == ()


def test_an_agency_in_capitals_is_read_whole() -> None:
    assert names("By THE FJORDWIRE PRESS AGENCY") == ["THE FJORDWIRE PRESS AGENCY"]


def test_an_outlet_signs_only_where_nobody_else_does() -> None:
    outlet = Outlet(name="The Orvel Courier", basis="masthead")
    both = [Named(name="Orvel Courier"), Named(name="FJW")]
    assert [named.name for named in authors_alone(both, None, outlet)] == ["FJW"]
    assert [named.name for named in authors_alone(both[:1], None, outlet)] == ["Orvel Courier"]
    house = [Named(name="Anna Oster"), Named(name="ORV NORTH")]
    assert [named.name for named in authors_alone(house, None)] == ["Anna Oster"]


@pytest.mark.parametrize(
    ("line", "credited"),
    [("By Ann Oster, Fjordwire", ["Fjordwire"]), ("By Ann Oster, photo Fjordwire", []), ("By Ann Oster/Fjordwire", [])],
)
def test_an_agency_behind_a_person_is_credited_but_for_a_picture(line: str, credited: list[str]) -> None:
    person = Named(name="Ann Oster", span=(3, 12))
    assert [named.name for named in find_agencies(line, [], [], (person,), Wires())] == credited
