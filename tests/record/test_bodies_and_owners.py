"""Whose body and whose office: described bodies led to states, bare titles to their owners, with reasons."""

from typing import Any

import pytest

from listeningpost.record.same_entities import EntityJoiner
from listeningpost.schema import Mention, Named, Outlet, Page, Published, Title, ViaFound


def mention(page: Page, words: str) -> Mention:
    return next(m for m in page.mentions if m.text == words)


@pytest.mark.parametrize(("text", "words", "name", "why"), [
    ("Lirnmark waited. The foreign ministry was silent.", "foreign ministry", "Lirnish Foreign Ministry", "paragraph"),
    ("The Lirnish ministry of water spoke. The ministry went on.", "The ministry", "Lirnish ministry of water",
     "told of before"),
    ("Ostavia waited. It was told to parliament.", "parliament", "Parliament of Ostavia", "paragraph"),
    ("They asked the government in Veld for help.", "the government", "Ostavia", "seat"),
    ("Lirnish soldiers asked what the government had promised.", "the government", "Lirnmark", "sentence"),
    ("Ada Morn, the Ostavian Defence Minister, left. On Friday her ministry spoke.", "her ministry",
     "Ostavian Ministry of Defence", "her: Ada Morn"),
    ("Ben Tull was away. His office was closed.", "His office", "Ben Tull's office", "his: Ben Tull"),
    ("The Lirnish weather office wrote.", "Lirnish weather office", "Lirnish weather office", "named before it"),
    ("Ostavia and Lirnmark have a Bureau of Small Ports and Harbours. The customs bureau is another. Lirnmark left.",
     "Lirnmark", "Lirnmark", ""),
])
def test_a_described_body_is_led_to_its_state(maker: Any, text: str, words: str, name: str, why: str) -> None:
    found = mention(maker.write(text).page(), words)
    assert found.name == name
    assert why in (found.why or "")


@pytest.mark.parametrize("text", ["The government was silent.", "They saw government troops.", "The court was closed.",
                                  "The central bank was silent.", "On the Lirnish side of the line it rained."])
def test_a_body_that_nothing_leads_to_is_no_mention(maker: Any, text: str) -> None:
    assert [m for m in maker.write(text).page().mentions if m.form == "descriptor"] == []


def test_a_page_from_a_capital_speaks_of_its_own_ministries(maker: Any) -> None:
    page = maker.write("The interior ministry was silent.", dateline=Named(name="Veld")).page()
    assert mention(page, "interior ministry").name == "Ostavian Interior Ministry"


@pytest.mark.parametrize(("text", "of", "why"), [
    ("President Oskar Brennwald told Lirnmark's parliament that Ostavia waits.", "Lirnmark", "body its sentence names"),
    ("Lirnmark waited. Its president, Oskar Brennwald, left.", "Lirnmark", "its: Lirnmark"),
    ("Lirnmark waited. The country's president, Oskar Brennwald, left.", "Lirnmark", "its: Lirnmark"),
    ("The foreign ministry of Lirnmark met Ostavia. The foreign ministry spokesman, Oskar Brennwald, left.",
     "Lirnish foreign ministry", "told of before"),
    ("Lirnish coal is dear. President Oskar Brennwald left.", "Lirnmark", "first paragraph"),
    ("Lirnmark met Ostavia. President Oskar Brennwald left.", None, ""),
    ("They met in Tarnholm. Mayor Oskar Brennwald left.", "Tarnholm", "told of before"),
    ("Lirnish coal is dear. Director Oskar Brennwald left.", None, ""),
])
def test_whose_office_a_bare_title_is(maker: Any, text: str, of: str | None, why: str) -> None:
    page = maker.write(text).page()
    assert [(role.name, (role.of or "").lower() or None) for role in page.roles] == [
        ("Oskar Brennwald", of.lower() if of else None)]
    assert why in (page.roles[0].why or "")


def test_a_headline_s_state_gives_bare_titles_theirs(maker: Any) -> None:
    text = "Lirnmark raises duties\nLirnmark and Ostavia trade. Lirnmark waits. President Oskar Brennwald signed."
    head = Title(text="Lirnmark raises duties", span=(0, 22))
    page = maker.write(text, title=head, body=((0, 22), (23, len(text)))).page()
    assert [(role.of, role.why) for role in page.roles] == [
        ("Lirnmark", "the state the page is about, by its headline")]


def test_a_sentence_of_another_state_leaves_a_bare_title_open(maker: Any) -> None:
    text = "Lirnmark raises duties\nLirnmark waits. Lirnmark trades. President Oskar Brennwald said Ostavia was late."
    head = Title(text="Lirnmark raises duties", span=(0, 22))
    page = maker.write(text, title=head, body=((0, 22), (23, len(text)))).page()
    assert [role.of for role in page.roles] == [None]


def test_whom_knowledge_has_elsewhere_holds_no_office_of_the_page_s_state(maker: Any) -> None:
    page = maker.write("They saw Secretary Ada Morn.", dateline=Named(name="Lirnmark")).page()
    assert [role.of for role in page.roles] == [None]


def test_a_predecessor_held_the_office_of_who_came_after(maker: Any) -> None:
    text = "Oskar Brennwald, the president of Lirnmark, left. His predecessor, Maria Tarn, stayed."
    roles = [(r.name, r.role, r.of, r.status) for r in maker.write(text).page().roles]
    assert roles == [("Oskar Brennwald", "president", "Lirnmark", "current"),
                     ("Maria Tarn", "president", "Lirnmark", "former")]


# ---- people by description
@pytest.mark.parametrize(("text", "source", "kind"), [
    ("A diplomat from a third country said it rained.", "A diplomat from a third country", "person"),
    ("A Lirnish teacher said it rained.", "A Lirnish teacher", "person"),
    ("Forecasters at the weather office said it rained.", "Forecasters at the weather office", "group"),
])
def test_an_unnamed_speaker_is_a_mention(maker: Any, text: str, source: str, kind: str) -> None:
    page = maker.write(text).say(source, "it rained").page()
    found = mention(page, source)
    assert (found.type, found.form, found.name) == (kind, "descriptor", source)
    assert found.entity
    assert (page.statements[0].speaker.name, page.statements[0].speaker.anonymous) == (None, True)


def test_unnamed_people_of_two_pages_are_never_joined(made: Any) -> None:
    text = "A police spokesman said it rained."
    makers = [made().write(text).say("A police spokesman", "it rained") for _ in range(2)]
    pages = [maker.page(capture) for maker, capture in zip(makers, ("0" * 64, "1" * 64), strict=True)]
    assert [list(EntityJoiner().key(page)) for page in pages] == [[], []]


@pytest.mark.parametrize(("text", "source"), [
    ("A press kit said it rained.", "A press kit"), ("Their disappearance said it rained.", "Their disappearance"),
    ("Veld remains said it rained.", "Veld remains"), ("Some said it rained.", "Some"),
])
def test_things_are_no_unnamed_people(maker: Any, text: str, source: str) -> None:
    page = maker.write(text).say(source, "it rained").page()
    assert source not in [m.text for m in page.mentions]


def test_the_official_is_the_unnamed_one_who_spoke_before(maker: Any) -> None:
    text = "A Lirnish official said it rained. The official said it snowed."
    page = maker.write(text).say("A Lirnish official", "it rained").say("The official", "it snowed").page()
    assert mention(page, "The official").entity == mention(page, "A Lirnish official").entity
    assert [s.speaker.descriptor for s in page.statements] == ["A Lirnish official"] * 2


def test_a_rank_stands_for_whom_the_page_writes_with_it(maker: Any) -> None:
    text = "General Oskar Brennwald left. The general said it rained."
    page = maker.write(text).say("The general", "it rained").page()
    assert page.statements[0].speaker.name == "Oskar Brennwald"


def test_of_several_with_a_title_the_last_named_is_meant(maker: Any) -> None:
    text = "Mayor Maria Tarn left. Mayor Oskar Brennwald came. The mayor said it rained."
    page = maker.write(text).say("The mayor", "it rained").page()
    assert page.statements[0].speaker.name == "Oskar Brennwald"


def test_who_held_a_title_goes_after_who_holds_it(maker: Any) -> None:
    text = "Former president Maria Tarn met President Oskar Brennwald and Tarn left. The president said it rained."
    page = maker.write(text).say("The president", "it rained").page()
    assert page.statements[0].speaker.name == "Oskar Brennwald"


def test_an_abbreviated_outlet_takes_the_full_name_that_the_page_prints(maker: Any) -> None:
    text = "Ostavian News Agency\nIt rained."
    page = maker.write(text, body=((21, 31),), outlet=Outlet(name="ONA", basis="copyright")).page()
    assert page.article.outlet
    assert (page.article.outlet.name, page.article.outlet.span) == ("Ostavian News Agency", (0, 20))


# ---- ties
def test_a_paraphrase_and_its_quotation_are_one_saying(maker: Any) -> None:
    text = "Ada Morn said the old bridge would close in winter. “The old bridge closes this winter,” she said."
    maker.write(text).say("Ada Morn", "the old bridge would close in winter")
    page = maker.say("she", "The old bridge closes this winter", kind="direct").page()
    first, second = page.statements
    assert (first.same_as, second.same_as) == ((second.id,), (first.id,))


def test_other_words_or_another_speaker_are_another_saying(maker: Any) -> None:
    text = "Ada Morn said the old bridge would close in winter. “The road is safe enough for lorries,” she said."
    maker.write(text).say("Ada Morn", "the old bridge would close in winter")
    page = maker.say("she", "The road is safe enough for lorries", kind="direct").page()
    assert [s.same_as for s in page.statements] == [(), ()]


def test_a_denial_answers_the_claim_before_it(maker: Any) -> None:
    text = "Ada Morn said Lirnmark kept eleven camps. Ben Tull spoke. Lirnmark denies there is a single camp."
    maker.write(text).say("Ada Morn", "Lirnmark kept eleven camps").say("Ben Tull", "spoke")
    page = maker.say("Lirnmark", "there is a single camp", nth=1, act="deny").page()
    assert page.statements[2].denies == (page.statements[0].id,)


def test_a_denial_answers_no_claim_of_another_thing(maker: Any) -> None:
    text = "Ada Morn said the old port was closed. Ben Tull denied that the bridge was closed."
    page = maker.write(text).say("Ada Morn", "the old port was closed").say(
        "Ben Tull", "the bridge was closed", act="deny").page()
    assert page.statements[1].denies == ()


def test_a_want_is_no_statement(maker: Any) -> None:
    text = "Ada Morn said it rained. Lirnmark seeks to regain the town."
    maker.write(text).say("Ada Morn", "it rained")
    page = maker.say("Lirnmark", "to regain the town", attribution="belief", act="promise").page()
    assert [s.speaker.name for s in page.statements] == ["Ada Morn"]


def test_who_is_heard_inside_anothers_words_goes_on_with_nobody(maker: Any) -> None:
    text = "Ada Morn said that Ben Tull had said it rained. “It is over.”"
    maker.write(text).say("Ada Morn", "Ben Tull had said it rained").say("Ben Tull", "it rained", inside=True)
    page = maker.say(None, "It is over.", kind="direct").page()
    assert page.statements[2].speaker.name == "Ada Morn"


def test_the_pages_own_outlet_is_no_teller_by_its_address_either(maker: Any) -> None:
    text = "Ada Morn told Dune News it rained."
    via = (ViaFound(name="Dune News", span=(14, 23), basis="sentence", cue_span=(9, 13)),)
    for outlet, tellers in (("www.dunenews.com", []), ("Other Post", [("Dune News", (9, 13))])):
        maker.write(text, outlet=Outlet(name=outlet, basis="url"))
        page = maker.say("Ada Morn", "it rained", via=via).page()
        assert [(one.name, one.cue_span) for one in page.statements[-1].via] == tellers


def test_an_undated_page_asks_nobody(maker: Any) -> None:
    page = maker.write("The secretary of Lirnmark's council left.", Published()).page()
    assert page.roles == ()


def test_a_description_of_nobody_who_is_silent_is_no_mention(maker: Any) -> None:
    page = maker.write("They met the director.").page()
    assert [m.text for m in page.mentions if m.form == "descriptor"] == []
