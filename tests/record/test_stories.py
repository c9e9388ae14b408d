"""Stories: pages about one happening are one, others are not, and a person's word goes before any likeness."""

import random
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from listeningpost.group_ids import STORY, group_id
from listeningpost.record.linkage import link
from listeningpost.record.rarity import rarity
from listeningpost.record.same_story import StoryJoiner, story
from listeningpost.record.story_facts import StoryFacts, decode_facts, encode_facts, facts_of, pairs, row_of, terms
from listeningpost.record.story_groups import as_told
from listeningpost.record.story_likeness import Teller, odds, table
from listeningpost.schema import DateCandidate, Page, Published, StoryLink, Title

# Two happenings, each told by two houses in words of their own, and one more in the same town.
FERRY = (
    "Veld shuts its old ferry dock. The harbour council of Veld voted on Tuesday to close the ferry dock on Lirn Quay,"
    " Mayor Oskar Brennwald said. Ada Morn, for the islanders, called the Tarn bridge buses a promise of fog.",
    "Islanders march against the end of the Veld ferry. Carrying lanterns, islanders led by Ada Morn came to Lirn Quay"
    " after the council of Veld, under Mayor Oskar Brennwald, gave up the ferry dock for buses over the Tarn bridge.",
)
FLOOD = (
    "Dam above Korsel gives way. The Ostrey dam above Korsel broke on Friday night and the river Mell took eleven"
    " houses with it, said the fire chief Pavel Drost. Korsel has no power, and the Mell is still rising.",
    "Eleven houses gone in Korsel. Pavel Drost, the fire chief, said that the river Mell rose by four metres in Korsel"
    " within the hour after the Ostrey dam had failed, and that nobody was missing.",
)
SCHOOL = (
    "Veld school wins the choir prize. Pupils of the Sankt Olin school sang in the cathedral of Hamrin on Sunday and"
    " took home the silver bell, said their teacher Ruta Balk, to the joy of parents who had come by coach.",
)
Make = Callable[[], Any]


def page(made: Make, letter: str, text: str, day: str | None = "2031-05-06", **more: Any) -> Page:
    title, _, body = text.partition(". ")
    found: Page = made().write(f"{title}\n\n{body}", Published(edtf=day)).page(letter * 64)
    body_span = (len(title) + 2, len(found.article.text))
    article = msgspec.structs.replace(
        found.article, title=Title(text=title, span=(0, len(title))), body=(body_span,), language="en")
    return msgspec.structs.replace(found, article=article, **more)


def tellers(*pages: Page) -> list[Teller]:
    return [Teller(facts_of(one)) for one in pages]


def settled(*pages: Page) -> dict[str, StoryLink]:
    """The stories of pages by the letters of their pages, as a store would settle those that meet."""
    joiner = StoryJoiner()
    profiles = [next(iter(joiner.profiles(one))) for one in sorted(pages, key=lambda one: one.capture.id)]
    ties = [
        found for one, two in combinations(profiles, 2) if set(one.keys) & set(two.keys)
        for found in joiner.compare(one.facts, [two.facts])
    ]
    found = joiner.settle([one.facts for one in profiles], ties)
    return {"".join(id_[0] for id_ in one.pages): one for one in found if isinstance(one, StoryLink)}


def test_common_words_weigh_little_and_pairs_are_of_rare_ones() -> None:
    assert rarity("the") < rarity("mayor") < rarity("brennwald")
    assert row_of(terms(["the", "of"]))[0].size == 0
    assert row_of(pairs(["the", "brennwald", "ostrey", "of"]))[0].size == 1
    (once,), (twice,) = (row_of(terms(["brennwald"] * count))[1] for count in (1, 3))
    assert once < twice


def test_facts_come_back_from_their_bytes(made: Make) -> None:
    facts = facts_of(page(made, "a", FERRY[0], same_story=("b" * 64,)))
    assert decode_facts(encode_facts(facts)) == facts
    assert (facts.headline, facts.first, facts.same) == ("Veld shuts its old ferry dock", "2031-05-06", ("b" * 64,))


def test_two_houses_on_one_happening_are_likelier_one_than_two_on_two(made: Make) -> None:
    found = tellers(*(page(made, letter, text) for letter, text in zip("abcde", FERRY + FLOOD + SCHOOL, strict=True)))
    square = odds(found, found)
    least = table().least
    assert square[0, 1] >= least
    assert square[2, 3] >= least
    assert max(square[0, 2], square[0, 3], square[1, 2], square[2, 4]) < 0
    assert square[0, 4] < least  # in one town
    assert np.array_equal(square, square.T)


def test_one_against_many_and_all_against_all_are_the_same(made: Make) -> None:
    found = tellers(*(page(made, letter, text) for letter, text in zip("abcd", FERRY + FLOOD, strict=True)))
    square = odds(found, found)
    for at, one in enumerate(found):
        others = [other for other in found if other is not one]
        assert odds([one], others)[0].tolist() == [square[at, number] for number in range(4) if number != at]


def test_pages_of_one_happening_are_a_story_with_its_days_and_a_headline_of_a_page(made: Make) -> None:
    found = settled(page(made, "a", FERRY[0], "2031-05-06"), page(made, "b", FLOOD[0], "2031-06-01"),
                    page(made, "c", FERRY[1], "2031-05-07"), page(made, "d", FLOOD[1], None),
                    page(made, "e", SCHOOL[0]))
    assert set(found) == {"ac", "bd", "e"}
    assert (found["ac"].start, found["ac"].to) == ("2031-05-06", "2031-05-07")
    assert found["ac"].title == "Veld shuts its old ferry dock"
    assert found["ac"].id == group_id(STORY, ["a" * 64])
    assert (found["bd"].start, found["bd"].to) == ("2031-06-01", "2031-06-01")
    assert found["e"].pages == ("e" * 64,)


def test_days_between_pages_speak_against_one_happening_and_unknown_ones_neither_way(made: Make) -> None:
    days = ("2031-05-06", "2031-05-13", "2031-08-20", "2032-05-06", "2031", None, "../2030-01-01")
    one, *others = tellers(page(made, "a", FERRY[0]), *(page(made, "b", FERRY[1], day) for day in days))
    same, week, months, year, wide, undated, before = odds([one], others)[0].tolist()
    assert same > week > months > year
    assert months > year + 8
    assert wide == undated
    assert before < year


def test_a_page_of_a_day_in_one_of_several_years_is_far_from_pages_of_none_of_them(made: Make) -> None:
    tuesdays = [DateCandidate(edtf=f"{year}-05-06", basis="text", score=0.1, why="", span=(3, 9))
                for year in (2025, 2031)]
    found = Published(not_before="2025-05-06", candidates=tuple(tuesdays))
    one = page(made, "a", FERRY[0], None)
    several = msgspec.structs.replace(one, article=msgspec.structs.replace(one.article, published=found))
    others = tellers(*(page(made, "b", FERRY[1], day) for day in ("2031-05-08", "2028-05-08", None)))
    fits, neither, undated = odds(tellers(several), others)[0].tolist()
    assert fits == undated
    assert neither < fits - 8
    (alone,) = tellers(one)
    assert odds([alone], others)[0].tolist() == [undated] * 3


def test_words_of_a_language_that_was_not_counted_join_nothing(made: Make) -> None:
    one, two = (page(made, letter, text) for letter, text in zip("ab", FERRY, strict=True))
    other = msgspec.structs.replace(two, article=msgspec.structs.replace(two.article, language="fr"))
    assert set(settled(one, other)) == {"a", "b"}


def test_the_headline_is_of_the_page_nearest_to_the_others(made: Make) -> None:
    texts = ("Fog over Lirn Quay. Ada Morn sang.", *FERRY, f"{FERRY[0]} {FERRY[1]}")
    pages = [page(made, letter, text) for letter, text in zip("abcd", texts, strict=True)]
    assert story(tellers(*pages)).title != "Fog over Lirn Quay"
    assert story(tellers(pages[0])).title == "Fog over Lirn Quay"


# ---- what people say
def test_a_persons_word_joins_and_parts(made: Make) -> None:
    one, two, three = (page(made, letter, text) for letter, text in zip("abc", (*FERRY, SCHOOL[0]), strict=True))
    told = msgspec.structs.replace(three, same_story=(one.capture.id,))
    assert set(settled(one, two, told)) == {"abc"}
    apart = msgspec.structs.replace(two, other_story=(one.capture.id,))
    assert set(settled(one, apart, three)) == {"a", "b", "c"}
    both = msgspec.structs.replace(two, other_story=(one.capture.id,), same_story=(one.capture.id,))
    assert set(settled(one, both)) == {"ab"}
    elsewhere = msgspec.structs.replace(one, same_story=("f" * 64,), other_story=("e" * 64,))
    assert set(settled(elsewhere, two)) == {"ab"}


def facts(page_id: str, same: Sequence[str] = (), other: Sequence[str] = ()) -> StoryFacts:
    empty = facts_template()
    return msgspec.structs.replace(empty, page=page_id, same=tuple(same), other=tuple(other))


def facts_template() -> StoryFacts:
    none = terms([])
    return StoryFacts(page="", headline="", language="en", first="0000-01-01", last="9999-12-31", dated=False,
                      words=b"", lead=none, heading=none, pairs=none, names=none)


def test_joining_goes_before_parting_and_whole_stories_are_joined() -> None:
    pages = [facts("a", same=("d",)), facts("b", other=("a",)), facts("c"), facts("d")]
    assert as_told([[0, 1, 2], [3]], pages) == [[0, 2, 3], [1]]
    assert as_told([[0, 1], [2, 3]], [facts("a"), facts("b", same=("c",)), facts("c"), facts("d")]) == [[0, 1, 2, 3]]


# ---- grouping
@given(st.integers(0, 10_000), st.integers(1, 14))
@settings(max_examples=60, deadline=None)
def test_groups_are_those_of_the_definition_whatever_the_order(seed: int, count: int) -> None:
    """Against average linkage as its definition reads, and against the same pages in another order."""
    draw = random.Random(seed)
    square = np.array([[0.0] * count for _ in range(count)])
    for one, two in combinations(range(count), 2):
        square[one, two] = square[two, one] = round(draw.uniform(-6, 6), 6)
    found = sorted(link(square, 1.5))
    assert found == sorted(by_definition(square, 1.5))
    order = draw.sample(range(count), count)
    again = [sorted(order[at] for at in members) for members in link(square[np.ix_(order, order)], 1.5)]
    assert sorted(again) == found


def by_definition(square: Any, least: float) -> list[list[int]]:
    groups = [[at] for at in range(len(square))]
    while len(groups) > 1:
        mean, one, two = max((float(square[np.ix_(one, two)].mean()), one, two) for one, two in combinations(groups, 2))
        if mean < least:
            break
        groups = [members for members in groups if members not in (one, two)] + [sorted(one + two)]
    return groups


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_no_group_reaches_past_pages_that_ties_hold_together(seed: int) -> None:
    """So a part can be grouped by itself: two pages of a group always hang together by odds of `least` or more."""
    draw = random.Random(seed)
    square = np.array([[draw.uniform(-6, 6) for _ in range(12)] for _ in range(12)])
    square = (square + square.T) / 2
    for members in link(square, 1.5):
        seen, edge = {members[0]}, [members[0]]
        while edge:
            at = edge.pop()
            new = {other for other in range(12) if square[at, other] >= 1.5 and other != at} - seen
            seen |= new
            edge += new
        assert set(members) <= seen
