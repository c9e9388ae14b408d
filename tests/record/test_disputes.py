"""Disputes: two sides of one matter on a page and across pages, and a headline against its text."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import msgspec
import pytest

from listeningpost.record.dispute_facts import decode
from listeningpost.record.disputes import DisputeJoiner
from listeningpost.schema import DisputeLink, Flag, Page, Tie, Title

Make = Callable[[], Any]
SHELLED = "Lirnish guns had shelled the village of Torrel"


def claim(made: Make, capture: str = "a", content: str = SHELLED, day: str = "2018-05-04") -> Page:
    page: Page = made().write(f"Ada Morn said {content}.").say("Ada Morn", content).page(capture * 64)
    return dated(page, day)


def denial(
    made: Make, capture: str = "b", content: str = "its guns had shelled Torrel", day: str = "2018-05-05"
) -> Page:
    maker = made().write(f"Lirnmark denied that {content}.")
    page: Page = maker.say("Lirnmark", content, act="deny").page(capture * 64)
    return dated(page, day)


def dated(page: Page, day: str) -> Page:
    told = [msgspec.structs.replace(one, said_on=None) for one in page.statements]
    article = msgspec.structs.replace(
        page.article, published=msgspec.structs.replace(page.article.published, edtf=day))
    return msgspec.structs.replace(page, statements=tuple(told), article=article)


def settled(*pages: Page) -> list[DisputeLink]:
    """The disputes of pages of which all statements meet."""
    joiner = DisputeJoiner()
    profiles = sorted((one for page in pages for one in joiner.profiles(page)), key=lambda one: one.item)
    ties: list[Tie] = [tie for a, b in combinations(profiles, 2) for tie in joiner.compare(a.facts, [b.facts])]
    found = joiner.settle([one.facts for one in profiles], ties)
    return [link for link in found if isinstance(link, DisputeLink)]


def sides(link: DisputeLink) -> list[list[str]]:
    return [[page[0] for page, _ in side] for side in link.sides]


def test_a_denial_on_another_page_stands_against_the_claim(made: Make) -> None:
    (link,) = settled(claim(made), denial(made))
    assert (link.relation, link.about, sides(link)) == ("claim_vs_denial", SHELLED, [["a"], ["b"]])
    assert (link.id[0], len(link.id)) == ("d", 13)


def test_the_two_meet_by_a_name_and_a_word(made: Make) -> None:
    joiner = DisputeJoiner()
    keys = [{key for one in joiner.profiles(page) for key in one.keys} for page in (claim(made), denial(made))]
    assert keys[0] & keys[1]


def test_a_denial_is_never_on_the_side_of_the_claim(made: Make) -> None:
    third = denial(made, "c", "Lirnish guns had shelled the village of Torrel")
    (link,) = settled(claim(made), denial(made), third)
    assert sides(link) == [["a"], ["b", "c"]]
    assert settled(denial(made), third) == []


def test_another_matter_another_accused_and_another_time_are_no_dispute(made: Make) -> None:
    assert settled(claim(made, content="Lirnish guns had closed the market of Torrel"), denial(made)) == []
    assert settled(claim(made, content="the Marsh Front had shelled Torrel"), denial(made)) == []
    assert settled(claim(made, day="2010-05-04"), denial(made)) == []
    assert settled(claim(made, content="in 2012 Lirnish guns had shelled Torrel"),
                   denial(made, content="in 2016 its guns had shelled Torrel")) == []


@pytest.mark.parametrize(("sentence", "cue", "content", "disputed"), [
    ("Ada Morn said Lirnish guns shelled Torrel.", "said", "Lirnish guns shelled Torrel", True),
    ("Ada Morn hopes Lirnish guns shelled Torrel.", "hopes", "Lirnish guns shelled Torrel", False),
    ("Ada Morn said to believe Lirnish guns shelled Torrel.", "said", "to believe Lirnish guns shelled Torrel", False),
    ("Ada Morn spoke on Lirnish guns that shelled Torrel.", "spoke", "on Lirnish guns that shelled Torrel", False),
    ("Ada Morn said: on Friday Lirnish guns shelled Torrel.", "said", "on Friday Lirnish guns shelled Torrel", True),
])
def test_wishes_what_is_to_be_done_and_mere_matters_are_no_claims_that_others_deny(
    made: Make, sentence: str, cue: str, content: str, disputed: bool  # noqa: FBT001
) -> None:
    maker = made().write(sentence)
    page = dated(maker.say("Ada Morn", content, cue_span=maker.span(cue)).page("a" * 64), "2018-05-04")
    assert bool(settled(page, denial(made))) == disputed


def test_who_negates_what_another_says_contradicts_him(made: Make) -> None:
    maker = made().write("Ben Tull said Lirnish guns had not shelled the village of Torrel.")
    other = maker.say("Ben Tull", "Lirnish guns had not shelled the village of Torrel").page("b" * 64)
    (link,) = settled(claim(made), other)
    assert (link.relation, sides(link)) == ("contradiction", [["a"], ["b"]])
    same = made().write("Ben Tull said the village of Torrel, not on any map, was shelled by Lirnish guns.")
    told = same.say("Ben Tull", "the village of Torrel, not on any map, was shelled by Lirnish guns").page("c" * 64)
    assert settled(claim(made), told) == []


def test_a_headline_beyond_the_text_stands_against_it(made: Make) -> None:
    page = claim(made, content="Lirnmark kept eleven camps in the hills")
    flag = Flag(kind="headline_beyond_text", note="the headline's number is nowhere in the text: 60", span=(0, 3))
    title = Title(text="Sixty camps in the hills", span=(0, 3))
    page = msgspec.structs.replace(
        page, flags=(flag,), article=msgspec.structs.replace(page.article, title=title))
    (link,) = settled(page)
    assert (link.relation, link.about) == ("headline_vs_text", flag.note)
    assert link.sides == ((("a" * 64, "title"),), (("a" * 64, page.statements[0].id),))


def test_facts_are_the_same_bytes_each_time_and_an_open_beginning_is_near_its_end(made: Make) -> None:
    joiner = DisputeJoiner()
    (first,), (second,) = joiner.profiles(claim(made)), joiner.profiles(claim(made))
    assert first == second
    one = decode(first.facts)
    open_ = msgspec.structs.replace(one, first="0000-01-01", last="2018-06-01")
    assert one.near(open_)
    assert not one.near(msgspec.structs.replace(open_, last="2028-06-01"))
