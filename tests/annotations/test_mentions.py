"""Mentions in made-up sentences: names by knowledge and by shape, meanings of capitals, descriptions, pronouns."""

import pytest

from listeningpost.annotations.mentions import MentionExtractor
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.language import parse
from listeningpost.schema import Annotations, Article, CaptureHead, MentionFound, Named, Published, Reading, Title

HEAD = CaptureHead(id="0" * 64, source="made-up", media_type="text/plain", encoding="utf-8")
TITLE = "News of the day\n"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


def mentions(knowledge: Knowledge, text: str, title: str = TITLE) -> list[MentionFound]:
    whole = title + text
    body = tuple((n, n + len(part)) for part in text.split("\n") if part for n in [whole.index(part, len(title))])
    article = Article(text=whole, title=Title(text=title.strip(), span=(0, len(title) - 1)), body=body, furniture=(),
                      published=Published())
    reading = Reading(head=HEAD, space="capture", article=article)
    blocks = ((0, len(title) - 1), *body)
    found = MentionExtractor().find(reading, Annotations(parse=parse(whole, blocks)), knowledge)
    return list(found.mentions)


def told(knowledge: Knowledge, text: str, title: str = TITLE) -> list[tuple[str, str, str, str | None]]:
    whole = title + text
    return [(whole[slice(*m.span)], m.type, m.form, m.name) for m in mentions(knowledge, text, title)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Vessels of France left.", ("France", "state", "name", "France")),
    ("A French vessel left.", ("French", "state", "demonym", "France")),
    ("Talks were held with Paris on Friday.", ("Paris", "state", "metonym", "France")),
    ("Paris has rejected the offer.", ("Paris", "state", "metonym", "France")),
    ("Talks were held in Paris on Friday.", ("Paris", "place", "name", "Paris")),
    ("After the fall of Paris they fled.", ("Paris", "place", "name", "Paris")),
    ("The march to Paris began.", ("Paris", "place", "name", "Paris")),
    ("The Paris court was closed.", ("Paris", "place", "name", "Paris")),
    ("The Paris airport was closed.", ("Paris airport", "place", "name", "Paris airport")),
    ("PARIS – The talks ended.", ("PARIS", "place", "name", "Paris")),
    ("Ties between Paris and Rome froze.", ("Rome", "state", "metonym", "Italy")),
    ("Drones hit Paris at night.", ("Paris", "place", "name", "Paris")),
    ("The attack on Paris killed two.", ("Paris", "place", "name", "Paris")),
    ("Two Paris residents were hurt.", ("Paris", "place", "name", "Paris")),
    ("They heard of Paris's demand.", ("Paris", "state", "metonym", "France")),
    ("They swept Paris's streets.", ("Paris", "place", "name", "Paris")),
    ("Italy told Paris to wait.", ("Paris", "state", "metonym", "France")),
    ("He urged more aid for Paris.", ("Paris", "state", "metonym", "France")),
    ("The isle is poor under Paris.", ("Paris", "state", "metonym", "France")),
    ("The veteran Paris leader spoke.", ("Paris", "state", "metonym", "France")),
    ("It struck in northern France.", ("northern France", "place", "name", "northern France")),
])
def test_states_and_their_capitals(knowledge: Knowledge, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(knowledge, text)


@pytest.mark.parametrize(("text", "expected"), [
    ("Nobody in Paris has rung.", ("Paris", "state", "metonym", "France")),
    ("PARIS, 22 May. It rained.", ("PARIS", "place", "name", "Paris")),
    ("Paris, 22 May. It rained.", ("Paris", "place", "name", "Paris")),
])
def test_those_who_govern_and_datelines(knowledge: Knowledge, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(knowledge, text)


@pytest.mark.parametrize(("text", "expected"), [
    ("Then the foreign ministry spoke.", ("foreign ministry", "organisation", "short")),
    ("The ministry of water spoke.", ("The ministry of water", "organisation", "descriptor")),
    ("Then the French weather office spoke.", ("French weather office", "organisation", "descriptor")),
    ("They told parliament so.", ("parliament", "organisation", "descriptor")),
    ("His office was closed.", ("His office", "organisation", "descriptor")),
    ("They asked the government.", ("the government", "state", "descriptor")),
])
def test_bodies_by_description(knowledge: Knowledge, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [row[:3] for row in told(knowledge, text)]


@pytest.mark.parametrize("text", [
    "The court was closed.", "They saw government troops.", "Mountain town braces for snow.",
    "They stood on the French side of the line.", "It was a ministry official.",
])
def test_no_bodies_by_description(knowledge: Knowledge, text: str) -> None:
    assert [row for row in told(knowledge, text) if row[2] not in ("pronoun", "demonym")] == []


@pytest.mark.parametrize(("text", "expected"), [
    ("It was said by Oskar Brennwald.", ("Oskar Brennwald", "person", "name")),
    ("Then Maria von der Auenfeld spoke.", ("Maria von der Auenfeld", "person", "name")),
    ("They met Abu Karim al-Tarhuni again.", ("Abu Karim al-Tarhuni", "person", "name")),
    ("They met J. R. Brennwald again.", ("J. R. Brennwald", "person", "name")),
    ("General Brennwald went away.", ("Brennwald", "person", "short")),
    ("A study by the Brennwald Institute for Border Affairs came out.",
     ("Brennwald Institute for Border Affairs", "organisation", "name")),
    ("The Ostmark Liberation Army withdrew.", ("Ostmark Liberation Army", "armed_group", "name")),
    ("The Ostmark Evening Herald wrote so.", ("Ostmark Evening Herald", "media", "name")),
    ("They crossed the Brenn River at night.", ("Brenn River", "place", "name")),
    ("He was kept in Tarnholm prison.", ("Tarnholm prison", "place", "name")),
    ("They live near Tarnholm now.", ("Tarnholm", "place", "name")),
    ("The French Ministry of Small Wonders wrote.", ("French Ministry of Small Wonders", "organisation", "name")),
    ("It is the policy of the Brennwald administration.", ("Brennwald administration", "organisation", "name")),
])
def test_names_by_their_shape(knowledge: Knowledge, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [row[:3] for row in told(knowledge, text)]


@pytest.mark.parametrize("text", [
    "However, it rained.", "Yesterday it rained in the hills.", "On Monday it rained.", "Violence is on the rise.",
    "Rain fell. Many saw the rain.", "In March it rained.", "“Nothing happened,” they wrote.",
])
def test_capitals_that_name_nobody(knowledge: Knowledge, text: str) -> None:
    assert [row for row in told(knowledge, text) if row[2] != "pronoun"] == []


def test_an_abbreviation_of_an_army_wants_support_by_the_page(knowledge: Knowledge) -> None:
    assert "Afghan National Army" not in [m[3] for m in told(knowledge, "ANA cancelled forty flights on Monday.")]
    assert "Afghan National Army" in [m[3] for m in told(knowledge, "An ANA patrol left Afghanistan.")]


def test_a_possessive_ending_stays_outside(knowledge: Knowledge) -> None:
    names = {row[0] for row in told(knowledge, "France's fleet and Oskar Brennwald’s men.")}
    assert {"France", "Oskar Brennwald"} <= names


def test_a_surname_alone_is_led_to_the_full_name_everywhere(knowledge: Knowledge) -> None:
    rows = told(knowledge, "Oskar Brennwald spoke.\nBrennwald left.", "Brennwald Speaks At Some Length\n")
    assert [row for row in rows if row[0] == "Brennwald"] == [("Brennwald", "person", "short", "Oskar Brennwald")] * 2


def test_one_slip_of_the_pen_is_an_alias(knowledge: Knowledge) -> None:
    rows = told(knowledge, "Oskar Brennwald spoke. Then Brenwald left.")
    assert ("Brenwald", "person", "alias", "Oskar Brennwald") in rows


def test_a_headline_in_capitals_gives_known_names_only(knowledge: Knowledge) -> None:
    rows = told(knowledge, "Nothing else.", "Great Powers Meet While France Waits For Better Weather\n")
    assert rows == [("France", "state", "name", "France")]


def test_a_direction_shared_by_two_lands(knowledge: Knowledge) -> None:
    names = {row[3] for row in told(knowledge, "It spread in Central and South Asia.")}
    assert {"Central Asia", "South Asia"} <= names


@pytest.mark.parametrize(("text", "span", "head", "of"), [
    ("The French Defence Minister spoke.", "The French Defence Minister", "Defence Minister", "France"),
    ("It was the spokeswoman for the Taliban.", "the spokeswoman for the Taliban", "spokeswoman", "Taliban"),
    ("Then the spokeswoman went on.", "the spokeswoman", "spokeswoman", None),
    ("The veteran Kremlin leader waited.", "The veteran Kremlin leader", "leader", "Russia"),
])
def test_descriptions_of_people(knowledge: Knowledge, text: str, span: str, head: str, of: str | None) -> None:
    found = [m for m in mentions(knowledge, text) if m.form == "descriptor" and m.type == "person"]
    assert [((TITLE + text)[slice(*m.span)], m.head, m.of) for m in found] == [(span, head, of)]


def test_a_demonym_inside_a_description_is_a_mention_of_its_own(knowledge: Knowledge) -> None:
    assert ("French", "state", "demonym", "France") in told(knowledge, "The French Defence Minister spoke.")


def test_groups_that_speak_and_governments(knowledge: Knowledge) -> None:
    rows = told(knowledge, "French defence officials spoke. The German government listened.")
    assert ("French defence officials", "group", "descriptor", "French defence officials") in rows
    assert "Germany" in {row[3] for row in rows}


def test_pronouns_carry_gender_and_number(knowledge: Knowledge) -> None:
    found = {m.span: m for m in mentions(knowledge, "She saw him when they left.") if m.form == "pronoun"}
    assert [(m.gender, m.plural) for m in found.values()] == [("f", False), ("m", False), (None, True)]


def test_a_name_in_the_byline_is_a_mention(knowledge: Knowledge) -> None:
    text = "Heading\nOskar Brennwald\nNothing happened in the hills."
    article = Article(text=text, title=Title(text="Heading", span=(0, 7)), body=((24, len(text)),), furniture=(),
                      published=Published(), byline=(Named(name="Oskar Brennwald", span=(8, 23)),))
    parsed = Annotations(parse=parse(text, ((0, 7), (24, len(text)))))
    found = MentionExtractor().find(Reading(head=HEAD, space="capture", article=article), parsed, knowledge)
    assert [(m.span, m.type, m.why) for m in found.mentions] == [((8, 23), "person", "the page's byline")]


def test_every_mention_is_a_stretch_of_whole_words(knowledge: Knowledge) -> None:
    text = "U.S.-led forces, Russia-Ukraine talks and Brennwald-backed men met the Anglo-French minister of al-Sham."
    for mention in mentions(knowledge, text):
        words = (TITLE + text)[slice(*mention.span)]
        assert words == words.strip()
        assert words
    assert {"U.S.", "Russia", "Ukraine"} <= {row[0] for row in told(knowledge, text)}


def test_the_page_s_own_bearer_of_a_surname_goes_before_a_known_one(knowledge: Knowledge) -> None:
    people = [actor.name for actor in knowledge.actors if actor.type == "person"]
    known = next(name for name in people if len(knowledge.look_up(name.split()[-1])) == 1)
    surname = known.split()[-1]
    assert (surname, "person", "short", known) in told(knowledge, f"They met Mr {surname} at noon.")
    rows = told(knowledge, f"They met Zebedee {surname} at noon. Mr {surname} left.")
    assert (surname, "person", "short", f"Zebedee {surname}") in rows


def test_a_headline_repeats_a_full_name_whole(knowledge: Knowledge) -> None:
    rows = told(knowledge, "They met Oskar Brennwald there.", "Great Powers Meet Oskar Brennwald After Long Delay\n")
    assert [row[0] for row in rows if row[2] == "name"] == ["Oskar Brennwald", "Oskar Brennwald"]


def test_a_title_goes_to_the_known_bearer_of_that_office(knowledge: Knowledge) -> None:
    """Though the page names somebody else of that surname in full."""
    offices = ((actor, knowledge.offices(actor.key)) for actor in knowledge.actors if actor.type == "person")
    known = next(a.name for a, held in offices if len(knowledge.look_up(a.name.split()[-1])) == 1
                 and any(office.role == "President" for office in held))
    surname = known.split()[-1]
    rows = told(knowledge, f"They met Zebedee {surname} at noon. Then President {surname} left. Mr {surname} stayed.")
    assert (surname, "person", "short", known) in rows
    assert (surname, "person", "short", f"Zebedee {surname}") in rows


@pytest.mark.parametrize(("text", "expected"), [
    ("They met Oskar     Brennwald there.", ("Oskar     Brennwald", "person", "name", "Oskar Brennwald")),
    ("They saw the White     House.", ("White     House", "organisation", "alias", "White House")),
    ("They saw Kevin King, a teacher.", ("Kevin King", "person", "name", "Kevin King")),
    ("They met Tan Sri Orvel Brennwald.", ("Orvel Brennwald", "person", "name", "Orvel Brennwald")),
    ("He met Liu Tarnwei. Then Liu left.", ("Liu", "person", "short", "Liu Tarnwei")),
    ("On Friday Tarn was told. He met Tarn Oskarsen.", ("Tarn", "person", "short", "Tarn Oskarsen")),
    ("It struck the town of Tarnholm.", ("Tarnholm", "place", "name", "Tarnholm")),
    ("In all, Orvelon has built ships, and shares of Orvelon fell.", ("Orvelon", "organisation", "name", "Orvelon")),
    ("They called the French police.", ("French police", "organisation", "descriptor", "police")),
])
def test_names_by_their_page(knowledge: Knowledge, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(knowledge, text)


@pytest.mark.parametrize("text", [
    "They fired an Orvelon ballistic missile.", "It is near the Orvelon Expressway.", "They passed the Orvelon Act.",
    "Read our Privacy Policy and Terms.", "They sang Orvelon there.",
])
def test_things_and_single_capitals_are_nobody(knowledge: Knowledge, text: str) -> None:
    assert [row for row in told(knowledge, text) if row[2] != "pronoun"] == []
