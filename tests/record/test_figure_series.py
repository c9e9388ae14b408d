"""Figure series: what is one quantity, what a figure is to those before it, and which flags a series has."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from listeningpost.record.counted import read_counted
from listeningpost.record.figure_series import FigureSeriesJoiner, series_of
from listeningpost.record.series_facts import SeriesFacts, decode_facts, encode_facts, facts_of
from listeningpost.record.series_flags import ground_of
from listeningpost.record.series_likeness import digits, is_slip, liken, may_be_one
from listeningpost.record.series_linkage import Floats, partition
from listeningpost.record.series_odds import log_odds
from listeningpost.record.series_points import conflict, read_bounds, relations, slack
from listeningpost.record.series_square import odds_among
from listeningpost.schema import Figure

from .figures import facts, page_of

CAMP = "The Marsh Front keeps {} in the reed islands beyond Tarn, the council of Veld says."


def square_of(compare: Callable[[SeriesFacts, SeriesFacts], float]) -> Callable[[Sequence[SeriesFacts]], Floats]:
    """The log odds of each two figures by a way to compare two."""
    def square(figures: Sequence[SeriesFacts]) -> Floats:
        odds = np.array([[compare(one, two) for two in figures] for one in figures], dtype=np.float64)
        np.fill_diagonal(odds, -np.inf)
        return odds

    return square


def counted(text: str, words: str, others: tuple[str, ...] = ()) -> tuple[str | None, str | None, bool, str]:
    """Noun, state, part and stage of a figure in a sentence with others."""
    start = text.index(words)
    figure = Figure(id="f", span=(start, start + len(words)), kind="count", value=1, **_named(words))
    spans = [(text.index(other), text.index(other) + len(other)) for other in others]
    found = read_counted(text, (0, len(text)), figure, spans)
    return found.noun, found.state, found.part, found.stage


def _named(words: str) -> dict[str, str]:
    """What a number counts: the word behind it, else what the sentence says before it."""
    return {"what": "count of people killed in the blast"} if words.isdigit() else {"unit": words.split()[-1]}


# ---- what is counted
TOLL = "At least 7 people were killed and more than 50 others injured when the ferry of Tarn sank."


@pytest.mark.parametrize(
    ("text", "words", "others", "expected"),
    [
        (TOLL, "7 people", ("50 others",), ("person", "dead", False, "measured")),
        (TOLL, "50 others", ("7 people",), ("person", "injured", False, "measured")),
        ("The quake trapped 5 people, injuring another 40 people.", "40 people", ("5 people",),
         ("person", "injured", False, "measured")),
        ("At least 84 people, including 10 children, were killed.", "84 people", ("10 children",),
         ("person", "dead", False, "measured")),
        ("At least 84 people, including 10 children, were killed.", "10 children", ("84 people",),
         ("child", "dead", True, "measured")),
        ("The pact will send 500 soldiers to Tarn.", "500 soldiers", (), ("soldier", None, False, "forecast")),
        ("The pact agreed on 500 soldiers for Tarn.", "500 soldiers", (), ("soldier", None, False, "plan")),
        ("They burnt 30 houses; the storm destroyed 12 houses.", "12 houses", ("30 houses",),
         ("building", "ruined", False, "measured")),
        ("He was one of the 7 passengers who died.", "7 passengers", (), ("person", "dead", False, "measured")),
        ("The toll rose to 84\nOstat was there.", "84\nOstat", (), ("person", "dead", False, "measured")),
        ("It injured another 40 Ivo Parsons/AB", "40 Ivo Parsons", (), ("person", "injured", False, "measured")),
        ("At the gate 3 Algerians died.", "3 Algerians", (), ("person", "dead", False, "measured")),
        ("Six men died and 50 others were taken to hospital.", "50 others", ("Six men",),
         ("person", "injured", False, "measured")),
        ("A wave that killed many reached 14 countries.", "14 countries", (), ("country", None, False, "measured")),
        ("The count of people killed in the blast was 21.", "21", (), ("person", "dead", False, "measured")),
        ("There are 20 rebel groups and 23,000 militants.", "23,000 militants", ("20 rebel groups",),
         ("fighter", None, False, "measured")),
    ],
)
def test_what_a_figure_counts(text: str, words: str, others: tuple[str, ...], expected: tuple[Any, ...]) -> None:
    assert counted(text, words, others) == expected


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (("Raiders killed 12 people in Tarn.", {}), ("Raiders wounded 12 people in Tarn.", {}), False),
        (("Raiders killed 12 people in Tarn.", {}), ("The raid left 12 people dead in Tarn.", {}), True),
        (("The dyke cost 12 crowns in Tarn.", {"kind": "money", "unit": "dollars"}),
         ("The dyke cost 12 crowns in Tarn.", {"kind": "money", "unit": "euros"}), False),
        (("The dyke cost 12 crowns in Tarn.", {"kind": "money", "unit": "dollars"}),
         ("The dyke cost 12 crowns in Tarn.", {"kind": "money", "unit": "US dollars"}), True),
        (("The talk lasted 12 minutes in Tarn.", {"kind": "duration"}),
         ("The talk was supposed to last 12 minutes in Tarn.", {"kind": "duration"}), False),
        (("Prices rose 12 percent in Tarn.", {"kind": "percent_change", "direction": "up"}),
         ("Prices fell 12 percent in Tarn.", {"kind": "percent_change", "direction": "down"}), False),
        (("The Front has 12 fighters in Tarn.", {}), ("The Front has 12 boats in Tarn.", {}), False),
        (("The Front has 12 fighters in Tarn.", {}), ("The Front has 12 men in Tarn.", {}), True),
    ],
)
def test_what_can_be_one_quantity(one: tuple[str, dict[str, Any]], other: tuple[str, dict[str, Any]],
                                  together: bool) -> None:
    first, second = (
        facts(text, " ".join(text[text.index("12") :].split()[:2]), **fields) for text, fields in (one, other))
    assert may_be_one(first, second) is together
    assert may_be_one(second, first) is together


LANDFILLS = "Of the 39 existing {} of the marsh province of Veld, twelve are rebuilt by the dredgers of Tarn."


def test_wordings_of_one_text_may_differ_in_the_noun_and_kinds_of_things_may_not() -> None:
    one, other = (facts(LANDFILLS.format(noun), f"39 existing {noun}") for noun in ("landfills", "dumps"))
    assert may_be_one(one, other)
    ships, houses = (facts(LANDFILLS.format(noun), f"39 existing {noun}") for noun in ("ships", "houses"))
    assert not may_be_one(ships, houses)
    assert not may_be_one(one, replace(other, page=one.page))
    assert not may_be_one(one, replace(other, stage="plan"))


def test_the_first_figure_of_its_kind_is_the_main_one_of_its_page_and_a_rival_is_seen() -> None:
    toll = "The ferry of Tarn sank and 5 people were killed. In Veld 9 people were killed."
    first, second = facts_of(page_of(toll, {"5 people": {}, "9 people": {}}))
    assert (first.main, second.main) == (True, False)
    assert first.beside == second.beside == (5.0, 9.0)
    other = facts("The ferry of Tarn sank and 5 people were killed.", "5 people")
    assert liken(second, other).rival == 1
    assert liken(first, other).rival == 0


def test_digits_and_noughts() -> None:
    assert [digits(number) for number in (7, 6500, 249, 7.6, 100)] == [1, 2, 3, 2, 1]
    assert is_slip(6500, 65000)
    assert not is_slip(6500, 650000)
    assert not is_slip(5, 50)  # one digit says nothing
    assert [slack(number) for number in (84, 80, 6500, 23000, 7.6)] == [0, 0, 50, 500, 0.05]


# ---- what it is to those before it
def series(*claims: tuple[str, str, dict[str, Any]]) -> list[SeriesFacts]:
    return [facts(CAMP.format(words), words, day, **fields) for day, words, fields in claims]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([("2031-05-01", "11 camps", {}), ("2033-05-01", "11 camps", {})], ["first", "repeat"]),
        ([("2031-05-01", "6,500 fighters", {}), ("2031-05-01", "about 6,500 fighters", {"qualifier": "about"})],
         ["first", "drift"]),
        ([("2031-05-01", "about 6,500 fighters", {"qualifier": "about"}), ("2031-05-02", "6,420 fighters", {})],
         ["first", "drift"]),
        ([("2031-05-01", "11 camps", {}), ("2032-05-01", "14 camps", {})], ["first", "update"]),
        ([("2031-05-01", "11 camps", {}), ("2031-05-01", "14 camps", {})], ["first", "conflict"]),
        ([("2031-05-01", "11 camps", {}), ("2032-05-01", "14 camps", {"as_of": "2031-05"})], ["first", "conflict"]),
        ([("2031-05-01", "11 camps", {"min": 11.0}), ("2031-05-01", "14 camps", {})], ["first", "update"]),
    ],
    ids=["repeat", "hedge", "finer", "later", "same day", "as of the same month", "at least is no less"],
)
def test_relations(claims: list[tuple[str, str, dict[str, Any]]], expected: list[str]) -> None:
    assert [name for name, _ in relations(series(*claims))] == expected


def test_a_toll_that_grows_is_no_conflict_and_one_that_falls_is() -> None:
    def toll(words: str, day: str, **more: Any) -> SeriesFacts:
        return facts(f"The ferry of Tarn sank and {words} were killed.", words, day, **more)

    day, next_day = "2031-05-01", "2031-05-02"
    growing = [toll("5 people", day), toll("7 people", day), toll("9 people", next_day)]
    assert [name for name, _ in relations(growing)] == ["first", "update", "update"]
    about = {"qualifier": "about"}
    rounded = [toll("about 4,000 people", day, **about), toll("about 4,200 people", next_day, **about)]
    assert [name for name, _ in relations(rounded)] == ["first", "update"]
    rounder = [toll("about 4,200 people", day, **about), toll("about 4,000 people", next_day, **about)]
    assert [name for name, _ in relations(rounder)] == ["first", "drift"]
    falling = [toll("9 people", day), toll("7 people", next_day)]
    assert [name for name, _ in relations(falling)] == ["first", "conflict"]
    assert series_of(falling).flags == ("conflict",)


def test_foretold_and_parts_conflict_with_nothing() -> None:
    measured, other = series(("2031-05-01", "11 camps", {}), ("2031-05-01", "14 camps", {}))
    assert conflict(read_bounds(measured), read_bounds(other), growing=False)
    foretold = facts("The Front will have 14 camps.", "14 camps", "2031-05-01")
    part = facts("The Front has more, including 14 camps.", "14 camps", "2031-05-01")
    for one in (foretold, part):
        assert not conflict(read_bounds(measured), read_bounds(one), growing=False)


def test_a_measure_is_the_same_on_any_day_and_a_count_is_not() -> None:
    def range_of(words: str, day: str) -> SeriesFacts:
        return facts(f"The rocket of Veld flies {words}.", words, day, kind="other")

    claims = [range_of("300 kilometres", "2031-05-01"), range_of("412 kilometres", "2032-05-01")]
    claims = [replace(one, dimension="length") for one in claims]
    assert [name for name, _ in relations(claims)] == ["first", "conflict"]
    camps = series(("2031-05-01", "11 camps", {}), ("2032-05-01", "14 camps", {}))
    assert [name for name, _ in relations(camps)] == ["first", "update"]


# ---- two accounts
def claimed(words: str, day: str, speaker: str, text: str = CAMP, **fields: Any) -> SeriesFacts:
    return facts(text.format(words), words, day, speaker=speaker, said=day, **fields)


MARCH = "In Tarn {} marched to the harbour."
FERRY = "The ferry of Tarn sank and {} were killed."
GREW, WAS = "The Front now has {} beyond Tarn.", "The Front has grown, up from {} in the islands."
ADA = claimed("3,000 fighters", "2031-05-01", "Ada Morn")
NINE = claimed("9 people", "2031-05-01", "Ada Morn", FERRY)
FEW = claimed("4,000 people", "2031-05-01", "ministry of Order", MARCH)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (ADA, claimed("2,000 fighters", "2031-05-02", "Ivo Rell"), True),
        (ADA, claimed("2,000 fighters", "2031-05-02", "Ada Morn"), False),
        (ADA, claimed("2,000 fighters", "2031-09-02", "Ivo Rell"), False),
        (ADA, claimed("5,000 fighters", "2031-05-02", "Ivo Rell", GREW), False),
        (ADA, claimed("2,000", "2031-05-01", "Ada Morn", WAS, unit=None), False),
        (NINE, claimed("11 people", "2031-05-01", "Ivo Rell", FERRY), False),
        (NINE, claimed("11 people", "2031-05-01", "Ivo Rell", "The true toll is {} killed."), True),
        (FEW, claimed("20,000 people", "2031-05-01", "Ivo Rell", MARCH), True),
        (FEW, claimed("20,000 people", "2031-05-01", "spokesman of the Order ministry", MARCH), False),
    ],
    ids=["two speakers", "one speaker", "months apart", "grown", "what it was", "a toll that grows", "a false toll",
         "five times as many", "a body and its spokesman"],
)
def test_two_who_count_one_thing_conflict_and_news_does_not(
    one: SeriesFacts, other: SeriesFacts, expected: bool
) -> None:
    for pair in ([one, other], [other, one]):
        assert ("conflict" in series_of(pair).flags) is expected


def test_a_page_that_sets_two_speakers_numbers_against_one_another_has_one_quantity() -> None:
    one = claimed("17 people", "2031-05-01", "Ada Morn", FERRY)
    other = claimed("21 people", "2031-05-01", "Ivo Rell", "The true toll of the ferry of Tarn is {} killed.")
    other = replace(other, page=one.page, beside=(17.0, 21.0))
    assert (liken(one, other).one_page, liken(one, other).rival) == (0, 0)
    plain = replace(other, turn=None)
    assert (liken(one, plain).one_page, liken(one, plain).rival) == (1, 1)
    assert log_odds(one, other) > log_odds(one, plain)
    assert (liken(one, other).ratio, liken(one, plain).ratio > 0) == (0, True)


def test_two_wordings_of_one_sentence_give_one_quantity_and_two_numbers_conflict() -> None:
    words = "At the pier of Tarn in the reed islands {} were killed and 40 people hurt when the ferry sank on its way."
    one, other = (facts(words.format(told), told, None) for told in ("13 people", "30 people"))
    one, other = (replace(told, place=(0, 2), beside=(5.0, told.level)) for told in (one, other))
    assert log_odds(one, other) > log_odds(one, replace(other, place=(1, 2)))
    assert liken(one, other).ratio == 0
    assert series_of([one, other]).flags == ("conflict",)
    assert series_of([one, replace(other, place=(1, 2))]).flags == ()
    dated = [replace(told, first=f"2031-05-0{day}", last=f"2031-05-0{day}") for day, told in enumerate((one, other), 1)]
    assert series_of(dated).flags == ()
    assert liken(dated[0], replace(dated[1], last="2031-06-02")).ratio > 0


def test_what_somebody_denies_is_no_claim_of_a_number() -> None:
    page = page_of(FERRY.format("9 people"), {"9 people": {}}, "2031-05-01", speaker="Ada Morn")
    assert len(list(facts_of(page))) == 1
    (said,) = page.statements
    assert not list(facts_of(replace(page, statements=(replace(said, act="deny"),))))


def test_those_who_know_of_a_least_that_is_many_times_anothers_conflict() -> None:
    few, many = (claimed(words, "2031-05-01", "Ada Morn", "The Front took {} in the islands.", min=least)
                 for words, least in (("13 camps", 14.0), ("30 camps", 31.0)))
    assert series_of([few, many]).flags == ("conflict",)
    assert series_of([few, replace(many, value=20.0, min=21.0)]).flags == ()


def test_one_length_in_two_units_each_rounded_is_no_conflict() -> None:
    one, other = (replace(facts(f"The wall of Tarn runs {words}.", words, "2031-05-01", kind="other"),
                          dimension="length", base=base)
                  for words, base in (("22 miles", 1609.344), ("35 kilometres", 1000.0)))
    assert series_of([one, other]).flags == ()
    assert series_of([one, replace(other, value=38.0)]).flags == ("conflict",)


def test_each_account_of_a_quantity_has_its_side() -> None:
    told = [claimed("3,000 fighters", "2031-05-01", "Ada Morn"), claimed("2,000 fighters", "2031-05-02", "Ivo Rell"),
            claimed("3,000 fighters", "2031-05-03", "Nia Osk"), claimed("2,200 fighters", "2031-05-04", "Ivo Rell")]
    assert [(point.speaker, point.side) for point in series_of(told).points] == [
        ("Ada Morn", 1), ("Ivo Rell", 2), ("Nia Osk", 1), ("Ivo Rell", 2)]
    assert {point.side for point in series_of(told[::2]).points} == {0}


# ---- flags
def test_unchanged_since_a_year_with_both_figures() -> None:
    found = series(("2031-05-01", "11 camps", {}), ("2033-05-01", "11 camps", {}), ("2032-05-01", "11 camps", {}))
    link = series_of(found)
    assert link.flags == ("unchanged since 2031",)
    assert link.reasons[0].why == "11 camps, said on 2031-05-01 and again on 2033-05-01"
    assert link.reasons[0].between == (link.points[0].figure, link.points[2].figure)
    assert [point.said_on for point in link.points] == ["2031-05-01", "2032-05-01", "2033-05-01"]
    assert link.what == "camps"
    assert link.id == "n" + min(one.figure for one in found)[1:]


@pytest.mark.parametrize("day", ["XXXX-05-01", "../2033-05-01", "9999", "2031-05-01/.."])
def test_days_that_no_calendar_has_or_that_are_open_make_no_flag(day: str) -> None:
    found = series((day, "11 camps", {}), ("2033-05-01", "11 camps", {}))
    assert series_of(found).flags == ()


def test_copies_of_one_week_are_not_unchanged_and_news_in_between_ends_it() -> None:
    assert series_of(series(("2031-05-01", "11 camps", {}), ("2031-05-05", "11 camps", {}))).flags == ()
    changed = series(("2031-05-01", "11 camps", {}), ("2032-05-01", "14 camps", {}), ("2033-05-01", "11 camps", {}))
    assert series_of(changed).flags == ()


def test_a_basis_that_changed_is_told_with_both_words() -> None:
    link = series_of(series(
        ("2031-05-01", "about 23,000 fighters", {"qualifier": "about", "basis": "by various estimates"}),
        ("2033-05-01", "about 23,000 fighters", {"qualifier": "about", "basis": "by our estimates"}),
    ))
    assert link.flags == ("unchanged since 2031", "basis changed")
    assert link.reasons[1].why == "“by various estimates”, then “by our estimates”"
    assert link.reasons[1].between == (link.points[0].figure, link.points[1].figure)


def test_an_estimate_by_its_hedge_is_another_ground_than_a_count() -> None:
    link = series_of(series(
        ("2031-05-01", "some 23,000 fighters", {"qualifier": "an estimated"}),
        ("2033-05-01", "about 23,000 fighters", {"qualifier": "about", "basis": "by our own count"}),
    ))
    assert link.reasons[-1].why == "“an estimated”, then “by our own count”"


def test_grounds() -> None:
    words = ("by our own count", "according to media reports", "a survey by Ostat", None)
    assert [ground_of(one) for one in words] == ["own_count", "others", "document", None]


# ---- the joiner
def test_facts_travel_as_bytes_and_ranks_and_dozens_make_none() -> None:
    text = CAMP.format("11 camps")
    page = page_of(text, {"11 camps": {}, "reed islands": {"kind": "rank", "value": 1}, "council": {"min": 24}})
    (profile,) = FigureSeriesJoiner().profiles(page)
    assert encode_facts(decode_facts(profile.facts)) == profile.facts
    assert profile.item.startswith(page.figures[0].id)
    assert any(key.startswith("about:count:camp:") for key in profile.keys)


def test_a_pair_is_tied_in_either_order_and_settled_as_one() -> None:
    joiner = FigureSeriesJoiner()
    pages = [page_of(CAMP.format("11 camps"), {"11 camps": {}}, day) for day in ("2031-05-01", "2033-05-01")]
    profiles = [profile for page in pages for profile in joiner.profiles(page)]
    one, two = sorted(profiles, key=lambda profile: profile.item)
    ties = list(joiner.compare(one.facts, [two.facts]))
    assert ties == list(joiner.compare(two.facts, [one.facts]))
    assert (ties[0].a, ties[0].b) == (one.item, two.item)
    (link,) = joiner.settle([one.facts, two.facts], ties)
    assert link.flags == ("unchanged since 2031",)


def test_a_chain_of_chance_likenesses_is_not_one_series_in_any_order() -> None:
    """Two groups of three that one pair holds together stay two, whichever figure comes first."""
    words = [f"{number} camps" for number in range(10, 16)]
    found = sorted((facts(CAMP.format(word), word) for word in words), key=lambda one: one.item)
    side = {one.item: index < 3 for index, one in enumerate(found)}
    bridge = {found[2].item, found[3].item}

    def compare(one: SeriesFacts, other: SeriesFacts) -> float:
        return 3.0 if side[one.item] == side[other.item] or {one.item, other.item} == bridge else -4.0

    parts = {frozenset(one.item for one in part) for part in partition(found, square_of(compare), 0.0)}
    assert parts == {frozenset(one.item for one in found[:3]), frozenset(one.item for one in found[3:])}


def test_so_many_figures_that_the_surest_ties_hold_together_are_one_series(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("listeningpost.record.series_linkage.LARGEST", 3)
    found = [facts(CAMP.format(word), word) for word in ("10 camps", "11 camps", "12 camps", "13 camps")]
    assert [len(part) for part in partition(found, square_of(lambda *_: -9.0), 0.0)] == [4]


def test_all_figures_at_once_have_the_odds_of_each_two() -> None:
    texts = ((CAMP.format("12 camps"), "12 camps"), (CAMP.format("12 bases"), "12 bases"),
             (CAMP.format("about 12 camps"), "about 12 camps"), (CAMP.format("120 camps"), "120 camps"),
             ("In 2019 the flood in Tarn killed 31 people.", "31 people"),
             ("The flood in Tarn killed 33 people and injured 31.", "33 people"),
             ("The flood in Tarn injured 31 people.", "31 people"), ("The march takes 0 camps.", "0 camps"))
    found = [facts(text, words, page=f"{number:064}") for number, (text, words) in enumerate(texts)]
    found += [facts(f"The barge {verb} 425 kg in Tarn.", "425 kg", kind="other", unit="kilograms")
              for verb in ("carries", "will carry")]
    square = odds_among(found)
    assert np.all(square == square.T)
    assert [square[a, b] for a, b in combinations(range(len(found)), 2)] == pytest.approx(
        [log_odds(one, two) for one, two in combinations(found, 2)])
    assert len({round(value, 6) for value in square.flat}) > 5, "most of them are not ruled out"


def test_what_only_seems_foretold_may_be_a_measure_and_a_plan_is_no_outcome() -> None:
    measured, foretold = (facts(f"The barge {verb} 425 kg in Tarn.", "425 kg", kind="other", unit="kilograms")
                          for verb in ("carries", "will carry"))
    assert (measured.stage, foretold.stage) == ("measured", "forecast")
    assert may_be_one(measured, foretold)
    assert not may_be_one(measured, replace(foretold, value=430.0))
    assert not may_be_one(measured, replace(foretold, stage="plan"))


def test_a_small_number_that_seems_foretold_is_the_one_counted_on_a_page_of_the_same_event() -> None:
    barge, ferry = (facts(f"The {ship} of Tarn has 4 engines.", "4 engines") for ship in ("barge", "ferry"))
    measured, seems = replace(barge, topic={1: 50, 2: 50}), replace(
        ferry, stage="forecast", topic={1: 50, 3: 50}, words={4: 50})
    assert may_be_one(measured, seems)
    elsewhere = replace(seems, topic={3: 50, 4: 50}, scene=measured.scene)
    assert not may_be_one(measured, elsewhere)
    assert not may_be_one(measured, replace(seems, value=5.0))
    assert not may_be_one(measured, replace(seems, stage="plan"))


def test_one_value_in_two_units_is_one_and_pounds_of_money_are_no_weight() -> None:
    kilos = facts("The barge carries 63,800 kilograms in Tarn.", "63,800 kilograms", kind="other", unit="kilograms")
    pounds = facts("The barge carries 140,660 pounds in Tarn.", "140,660 pounds", kind="other", unit="pounds")
    assert liken(kilos, pounds).equal == 1.0
    money = facts("The barge costs 140,660 pounds in Tarn.", "140,660 pounds", kind="money", unit="pounds")
    assert (money.dimension, money.base) == ("money", 1.0)
    assert not may_be_one(kilos, money)


def test_those_aboard_are_those_who_died_where_they_are_as_many() -> None:
    aboard = facts("A ferry with 12 passengers aboard sank off Tarn.", "12 passengers")
    dead = facts("The ferry off Tarn sank, killing 12 passengers.", "12 passengers")
    assert may_be_one(aboard, dead)
    assert not may_be_one(aboard, replace(dead, value=10.0))
