"""Copies: told from reports of one event, by kind, with their evidence, and who has it from whom."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import msgspec
import pytest

from listeningpost.record.copy_facts import Body, CopyFacts, House, decode_facts, encode_facts, facts_of
from listeningpost.record.likeness import liken
from listeningpost.record.lineage import trace
from listeningpost.record.same_text import CopyJoiner, tie
from listeningpost.record.wording import word_body
from listeningpost.schema import CopyLink, Flag, Named, Outlet, Page, Published, Tie

# One made-up report, told in the ways that texts travel.
REPORT = (
    "The harbour council of Veld voted on Tuesday to close the old ferry dock, which has served the isles since 1931.",
    "Engineers had warned for three years that the pilings under the eastern quay could give way in a storm.",
    "About 400 islanders marched to the town hall, carrying lanterns and a model of the first ferry.",
    "Mayor Oskar Brennwald said that the city would run two buses an hour across the new Tarn bridge instead.",
    "The islanders' spokeswoman, Ada Morn, called the buses a promise made of fog and asked for a vote of her own.",
    "The closing costs the city 2.6 million crowns, half of which the ministry of transport has agreed to pay.",
    "Work on the dismantling is to begin in October, once the herring boats have left for their winter berths.",
    "Until then the last ferry leaves every evening at 21:40, and tickets bought before the vote stay valid.",
)
TRANSLATED = (
    "On Tuesday the port council in Veld decided to shut the old ferry pier that has served the isles since 1931.",
    "For three years engineers had been warning that the piles beneath the eastern quay might collapse in a storm.",
    "Some 400 island residents walked to the town hall with lanterns and a model of the first ferry in their hands.",
    "According to Mayor Oskar Brennwald, the city will instead let two buses per hour go over the new Tarn bridge.",
    "Ada Morn, spokeswoman for the islanders, called the buses a promise of fog and demanded a vote of their own.",
    "The closure will cost the city 2.6 million crowns, of which the transport ministry is ready to take over half.",
    "Dismantling work should start in October, after the herring boats have sailed to their winter berths.",
    "Up to that time the last ferry departs each evening at 21:40, and tickets purchased before the vote remain valid.",
)
REWRITTEN = (
    "Veld is giving up its ferry: the harbour council voted on Tuesday to close the dock that has served since 1931.",
    "Two buses an hour will run across the new Tarn bridge instead, said Mayor Oskar Brennwald.",
    "Ada Morn, who speaks for the islanders, called them a promise made of fog; some 400 had marched with lanterns.",
    "Engineers have warned that pilings under the eastern quay could give way in a storm.",
    "The city pays 1.3 of the 2.6 million crowns, the ministry of transport the rest, and work begins in October.",
)
OTHER = (
    "Islanders with lanterns filled the square of Veld on Tuesday evening after the council ended the ferry.",
    "“A promise made of fog,” said Ada Morn, who has lived on Lirn all her life and sells nets in the market.",
    "Her neighbour remembered winters when the boat was the only way to reach a doctor.",
    "The mayor, Oskar Brennwald, did not come out to speak to the crowd and left through the back of the hall.",
    "A schoolteacher counted how many of her pupils would have to change schools, and stopped at nineteen.",
    "Opponents plan to take the matter to the regional court before the herring season is over.",
    "The council's own survey, seen by this paper, found that two of five passengers would not use a bus.",
    "Shopkeepers near the dock fear for their summer trade, and one has already put up a sign that says for sale.",
)
Make = Callable[[], Any]


def page(made: Make, letter: str, lines: Sequence[str], day: str | None = None, **article: object) -> Page:
    published = Published(edtf=day)
    found: Page = made().write("\n\n".join(lines), published, **article).page(letter * 64)
    return found


def bodies(*pages: Page) -> list[Body]:
    return [Body(facts_of(one)) for one in pages]


def traced(*pages: Page) -> dict[str, list[CopyLink]]:
    """The links of pages by the letter of each, as a store would settle those that meet."""
    joiner = CopyJoiner()
    profiles = [next(iter(joiner.profiles(one))) for one in sorted(pages, key=lambda one: one.capture.id)]
    ties = [
        found for one, two in combinations(profiles, 2) if set(one.keys) & set(two.keys)
        for found in joiner.compare(one.facts, [two.facts])
    ]
    links: dict[str, list[CopyLink]] = {}
    for link in joiner.settle([one.facts for one in profiles], ties):
        assert isinstance(link, CopyLink)
        links.setdefault(link.page[0], []).append(link)
    return links


def kind(one: Page, two: Page) -> str | None:
    return next((found.relation for found in tie(*bodies(one, two))), None)


def test_words_are_the_same_in_any_typing_and_quotations_are_known() -> None:
    one = word_body("The Mayor’s “very long day” ended.", ((0, 34),))
    two = word_body("the mayor  'very LONG day' Ended", ((0, 32),))
    assert one.words.tolist() == two.words.tolist()
    assert one.quoted.tolist() == [False, False, True, True, True, False]
    assert one.weights[0] < one.weights[1]
    assert word_body("", ()).words.size == 0


def test_facts_come_back_from_their_bytes(made: Make) -> None:
    facts = facts_of(page(made, "a", REPORT, "2031-05-06", agency=(Named(name="Wire"),)))
    assert decode_facts(encode_facts(facts)) == facts
    assert (facts.first, facts.credits[0].name, "21:40" in facts.numbers) == ("2031-05-06", "Wire", False)


@pytest.mark.parametrize(("lines", "wanted"), [
    (REPORT, "exact"),
    (REPORT[:5], "reprint"),
    ((*REPORT[4:], *REPORT[:4]), "reprint"),
    (("Our reporter writes from Veld.", *REPORT, "Read more about our islands in the weekend edition."), "reprint"),
    (TRANSLATED, "translation"),
    (REWRITTEN, "rewrite"),
    (OTHER, None),
])
def test_the_kinds_of_copies(made: Make, lines: Sequence[str], wanted: str | None) -> None:
    assert kind(page(made, "a", REPORT), page(made, "b", lines)) == wanted
    assert kind(page(made, "b", REPORT), page(made, "a", lines)) == wanted


def test_one_speech_quoted_by_two_is_no_copy(made: Make) -> None:
    speech = "“" + " ".join(REPORT[:3]) + "”"
    one = page(made, "a", (speech, *OTHER[:5]))
    two = page(made, "b", ("He spoke for a while.", speech, *TRANSLATED[5:], "Nobody else spoke."))
    assert liken(*bodies(one, two)).runs > 0.3
    assert kind(one, two) is None


def test_a_few_words_are_no_text(made: Make) -> None:
    assert kind(page(made, "a", ["Subscribe to read on."]), page(made, "b", ["Subscribe to read on."])) is None


def test_copies_share_a_key_and_other_reports_seldom_do(made: Make) -> None:
    joiner = CopyJoiner()
    keys = [set(next(iter(joiner.profiles(page(made, "a", lines)))).keys) for lines in (REPORT, TRANSLATED, REPORT[:5])]
    assert keys[0] & keys[1]
    assert len(keys[0] & keys[2]) > len(keys[0] & keys[1])


def test_evidence_of_several_kinds_is_shown(made: Make) -> None:
    quoting = ("“We shall mend the dock before the winter comes,” Ada Morn said on the 21:40 ferry.", *REPORT)
    one = page(made, "a", quoting)
    two = msgspec.structs.replace(page(made, "b", (quoting[0], *REPORT[:6])), vector=bytes([100] * 384))
    slip = one.article.text.index("pilings")
    three = msgspec.structs.replace(one, flags=(Flag(kind="misspelling", note="", span=(slip, slip + 7)),),
                                    vector=bytes([100] * 384))
    slip = two.article.text.index("pilings")
    two = msgspec.structs.replace(two, flags=(Flag(kind="misspelling", note="", span=(slip, slip + 7)),))
    evidence = " | ".join(next(iter(tie(*bodies(three, two)))).evidence)
    for words in ("runs of five words shared: 100 %", "word for word: 100 %", "counterpart: 100 %",
                  "meaning: 1.00", "same quotations: 1, such as “We shall mend",
                  "carried over: a misspelling, “pilings”"):
        assert words in evidence


def test_a_page_alone_is_an_original_and_one_that_credits_is_based_on_that(made: Make) -> None:
    assert traced(page(made, "a", REPORT))["a"] == [CopyLink(page="a" * 64, relation="original")]
    credited = traced(page(made, "a", REPORT, agency=(Named(name="Ostavian News Agency"), Named(name="Wire"))))["a"]
    assert [(link.relation, link.of) for link in credited] == [
        ("based_on", "Ostavian News Agency"), ("based_on", "Wire")]


def test_a_page_that_credits_the_others_house_has_it_from_there(made: Make) -> None:
    links = traced(
        page(made, "a", REPORT, "2031-05-06", agency=(Named(name="ONA", key="wire"),)),
        page(made, "b", REPORT, "2031-05-06", outlet=Outlet(name="Ostavian News Agency", basis="made up", key="wire")),
    )
    assert (links["a"][0].relation, links["a"][0].of, links["a"][0].siblings) == ("exact", "b" * 64, ())
    assert links["a"][0].evidence[-1] == "direction: it credits Ostavian News Agency"
    assert (len(links["a"]), links["b"][0].relation, links["b"][0].of) == (1, "original", None)


def test_the_agency_of_a_dateline_is_credited(made: Make) -> None:
    one = page(made, "a", ("VELD (ONA) - " + REPORT[0], *REPORT[1:], "It was first told by ONA."))
    (agency,) = one.article.agency
    assert (agency.name, agency.key, agency.span) == ("ONA", "wire", (6, 9))
    assert traced(one)["a"][0].of == "ONA"
    assert page(made, "a", (*REPORT, "It was first told (ONA) by the wire.")).article.agency == ()


def test_two_that_credit_one_house_are_siblings_whatever_their_days(made: Make) -> None:
    links = traced(
        page(made, "a", REPORT, "2031-05-06", agency=(Named(name="Wire"),)),
        page(made, "b", REPORT[:6], "2031-05-09", agency=(Named(name="Wire"),)),
        page(made, "c", REPORT, "2031-05-09"),
    )
    assert [(link[0].relation, link[0].of, len(link)) for link in (links["a"], links["b"])] == [
        ("reprint", "Wire", 1), ("reprint", "Wire", 1)]
    assert links["b"][0].siblings == ("a" * 64, "c" * 64)
    assert links["c"][0].of == "a" * 64  # a later day: from the page that has it from the wire


def test_a_page_with_the_words_of_one_that_credits_has_them_from_there_too(made: Make) -> None:
    links = traced(page(made, "a", REPORT, "2031-05-06", agency=(Named(name="Wire"),)), page(made, "b", REPORT))
    assert (links["b"][0].of, links["b"][0].siblings) == ("Wire", ("a" * 64,))
    assert links["b"][0].evidence[-1] == "direction: made-up has the same words and credits Wire"
    post = Outlet(name="The Lirn Post", basis="masthead")
    links = traced(page(made, "a", REPORT, agency=(Named(name="Wire"),), outlet=post), page(made, "b", REPORT))
    assert links["b"][0].evidence[-1] == "direction: The Lirn Post has the same words and credits Wire"


def test_a_page_that_others_have_their_text_from_and_that_credits_a_house_is_no_original(made: Make) -> None:
    links = traced(page(made, "a", REPORT, "2031-05-06", agency=(Named(name="Wire"),)),
                   page(made, "b", REPORT, "2031-05-09"))
    assert [(link.relation, link.of) for link in links["a"]] == [("based_on", "Wire")]
    assert links["b"][0].of == "a" * 64


def test_days_show_who_came_first_and_one_day_shows_nothing(made: Make) -> None:
    dated = traced(page(made, "a", REPORT, "2031-05-09"), page(made, "b", REPORT, "2031-05-06"))
    assert dated["a"][0].of == "b" * 64
    assert dated["a"][0].evidence[-1] == "direction: published 2031-05-09, the other 2031-05-06"
    assert dated["b"][0].evidence == ("one held page has this text from here",)
    same = traced(page(made, "a", REPORT, "2031-05-06"), page(made, "b", REPORT, "2031-05-06"))
    assert [(link[0].relation, link[0].of, link[0].siblings[0][0]) for link in same.values()] == [
        ("exact", None, "b"), ("exact", None, "a")]
    assert same["a"][0].evidence[-1].endswith("not established")


def test_of_two_earlier_pages_the_one_whose_house_the_sentences_name_is_the_source(made: Make) -> None:
    agency = page(made, "b", REPORT, "2031-05-06", outlet=Outlet(name="Veld Wire", basis="masthead"))
    twin = page(made, "a", REPORT, "2031-05-06", outlet=Outlet(name="The Lirn Post", basis="masthead"))
    retold = "Veld is giving up its ferry, Veld Wire reported: the council voted on Tuesday to close the dock."
    lines = (retold, *REWRITTEN[1:])
    at = lines[0].index("Veld Wire")
    later = page(made, "c", lines, "2031-05-07", outlet=Outlet(name="Tarn Today", basis="masthead"),
                 agency=(Named(name="Veld Wire", span=(at, at + len("Veld Wire"))),))
    found = traced(agency, twin, later)
    assert [link.of for link in found["c"]] == ["b" * 64]
    assert found["c"][0].evidence[-1] == "direction: published 2031-05-07, the other 2031-05-06"


def test_a_short_report_of_a_later_day_on_the_same_matter_is_no_rewrite(made: Make) -> None:
    first = page(made, "a", (
        "The ferry dock of Veld will close in October for repairs costing 40 million crowns, mayor Ada Morn said.",
        "“We expect the work to take nine weeks,” she told a briefing. Some 320 people work at the dock, she said.",
        "The dockers' union said that the closing would cost 150 jobs and that it had not been asked."), "2031-09-04")
    later = page(made, "b", (
        "The repair of the ferry dock of Veld will now cost 62 million crowns, up from 40 million, the board said.",
        "The board said that 320 people work at the dock, the number that it gave in September.",
        "Mayor Ada Morn said on Friday that the dock had closed on 3 November."), "2031-11-14")
    assert kind(first, later) is None


def test_a_page_translated_back_has_it_from_the_one_that_is_not(made: Make) -> None:
    back = page(made, "a", TRANSLATED)
    back = msgspec.structs.replace(back, flags=(Flag(kind="translated_back", note="", span=(0, 20)),))
    links = traced(back, page(made, "b", REPORT))
    assert (links["a"][0].relation, links["a"][0].of) == ("translation", "b" * 64)


def test_credits_in_a_circle_end_somewhere() -> None:
    blank = CopyFacts(page="", source="", words=b"", weights=b"", quoted=b"", starts=b"")
    facts = [
        msgspec.structs.replace(
            blank, page=one, source=one, outlet=House(name=one, house=one), credits=(House(name=other, house=other),)
        )
        for one, other in zip("abc", "bca", strict=True)
    ]
    ties = [Tie(a=a, b=b, relation="exact", score=1.0) for a, b in ("ab", "ac", "bc")]
    links = [(link.page, link.relation, link.of) for link in trace(facts, ties)]
    assert links == [("a", "based_on", "b"), ("b", "exact", "c"), ("c", "exact", "a")]
