"""From finds to the record of a page: who speaks, when, through whom, and how statements hang together."""

import re
from typing import Any

import pytest

from listeningpost.schema import Named, Outlet, Page, Published
from listeningpost.schema.reading import DateCandidate


def speakers(page: Page) -> list[tuple[str | None, str | None, bool]]:
    return [(s.speaker.name, s.speaker.descriptor, s.speaker.anonymous) for s in page.statements]


# ---- entities
def test_known_entities_bear_their_id_and_others_one_of_this_page(maker: Any) -> None:
    page = maker.write("Oskar Brennwald met Ada Morn in Ostavia. Then Brennwald left.").page()
    ids = {m.text: (m.entity, m.name) for m in page.mentions}
    assert ids["Ostavia"] == ("Q900001", "Ostavia")
    assert ids["Ada Morn"] == ("ada-morn", "Ada Morn")
    assert ids["Brennwald"] == ids["Oskar Brennwald"]
    assert re.fullmatch(r"E[0-9a-f]{12}", ids["Brennwald"][0])


def test_spelling_habits_do_not_part_a_person(maker: Any) -> None:
    page = maker.write("Sergey Brennwald spoke. Later Sergei Brennwald left.").page()
    assert len({m.entity for m in page.mentions}) == 1


def test_an_abbreviation_in_brackets_is_its_body(maker: Any) -> None:
    page = maker.write("The Tarnholm Relief Council (TRC) wrote. Later the TRC left.").page()
    assert {m.name for m in page.mentions} == {"Tarnholm Relief Council"}
    assert len({m.entity for m in page.mentions}) == 1


def test_two_people_of_one_surname_stay_two(maker: Any) -> None:
    page = maker.write("Oskar Brennwald spoke. Maria Brennwald left.").page()
    assert len({m.entity for m in page.mentions}) == 2


# ---- roles
def test_a_role_without_a_state_gets_it_from_dated_offices(maker: Any) -> None:
    page = maker.write("Defence Minister Ada Morn spoke. Later Ostavian Defence Minister Ada Morn left.").page()
    assert [(r.name, r.role, r.of) for r in page.roles] == [("Ada Morn", "Defence Minister", "Ostavia")]


# ---- speakers
@pytest.mark.parametrize(("text", "source", "expected"), [
    ("Oskar Brennwald said it rained.", "Oskar Brennwald", ("Oskar Brennwald", None, False)),
    ("A senior official said it rained.", "A senior official", (None, "A senior official", True)),
    ("Officials in Ostavia said it rained.", "Officials in Ostavia", (None, "Officials in Ostavia", True)),
    ("A spokesman for Ada Morn said it rained.", "A spokesman for Ada Morn", (None, "A spokesman for Ada Morn", True)),
    ("Ostavian authorities said it rained.", "Ostavian authorities",
     ("Ostavian authorities", "Ostavian authorities", False)),
    ("The court said it rained.", "The court", ("court", "The court", False)),
    ("Ostavia said it rained.", "Ostavia", ("Ostavia", None, False)),
    ("The mayor said it rained.", "The mayor", (None, "The mayor", False)),
    ("He said it rained.", "He", (None, "He", False)),
    ("Experts said it rained.", "Experts", (None, "Experts", True)),
    ("I said it rained.", "I", (None, "I", False)),
    ("Then the Sons of the Fen, a club, said it rained.", "the Sons of the Fen",
     ("Sons of the Fen", "the Sons of the Fen", False)),
    ("The relief group River Pact said it rained.", "The relief group River Pact", ("River Pact", None, False)),
    ("THEN THE PRIEST SAID IT RAINED AND it rained.", "THE PRIEST", (None, "THE PRIEST", False)),
    ("Lately it was said by XXII that it rained.", "XXII", ("XXII", None, False)),
])
def test_one_speaker(maker: Any, text: str, source: str, expected: tuple[str | None, str | None, bool]) -> None:
    page = maker.write(text).say(source, "it rained").page()
    assert speakers(page) == [expected]
    assert page.statements[0].speaker.why


def test_a_word_that_opens_its_sentence_is_a_name_where_the_model_reads_one(maker: Any) -> None:
    maker.write("Tarnholm said it rained.").say("Tarnholm", "it rained")
    assert speakers(maker.page()) == [(None, "Tarnholm", True)]
    assert speakers(maker.proper("Tarnholm").page()) == [("Tarnholm", None, False)]


def test_an_office_of_which_a_state_has_many_tells_nobody_by_knowledge(maker: Any) -> None:
    text = "The Ostavian minister said it rained."
    page = maker.write(text, Published(edtf="2018-05-04")).say("The Ostavian minister", "it rained").page()
    assert speakers(page) == [(None, "The Ostavian minister", False)]


def test_the_head_of_state_is_the_president_of_the_page(maker: Any) -> None:
    text = "Lirnish President Oskar Brennwald met vice president Maria Tarn. The head of state said it rained."
    page = maker.write(text).say("The head of state", "it rained").page()
    assert page.statements[0].speaker.name == "Oskar Brennwald"


def test_the_author_speaks_under_the_name_of_the_byline(maker: Any) -> None:
    page = maker.write("I said it rained.", byline=(Named(name="Maria Tarn", span=None),)).say("I", "it rained").page()
    assert speakers(page) == [("Maria Tarn", "I", False)]


def test_it_is_the_paper_told_of_just_before(maker: Any) -> None:
    page = maker.write("Ostavia wrote. I have the letter. It said all was lost.").say("It", "all was lost").page()
    assert speakers(page) == [("letter", "It", False)]


def test_a_title_is_led_to_its_holder_by_the_page(maker: Any) -> None:
    text = "Maria Tarn, the mayor of Lirnmark, came. The mayor said it rained."
    page = maker.write(text).say("The mayor", "it rained").page()
    assert page.statements[0].speaker.name == "Maria Tarn"
    assert "the page calls Maria Tarn mayor of Lirnmark" in (page.statements[0].speaker.why or "")


@pytest.mark.parametrize(("day", "name"), [("2018-05-04", "Ada Morn"), ("2021-05-04", "Ben Tull"), ("2020", None)])
def test_a_title_is_led_to_its_holder_by_the_office_on_that_day(maker: Any, day: str, name: str | None) -> None:
    text = "The Ostavian Defence Minister said it rained."
    page = maker.write(text, Published(edtf=day)).say("The Ostavian Defence Minister", "it rained").page()
    speaker = page.statements[0].speaker
    assert (speaker.name, speaker.descriptor) == (name, "The Ostavian Defence Minister")
    assert ("by knowledge" in (speaker.why or "")) == (name is not None)


@pytest.mark.parametrize(("day", "name"), [
    ("2010-06-01", None), ("2011-06-01", "Carl Venn"), ("2014-05-20", "Carl Venn"), ("2014-06-20", None),
])
def test_nobody_is_taken_for_certain_in_a_year_that_is_all_that_is_known_of_a_beginning(
    maker: Any, day: str, name: str | None
) -> None:
    text = "The Lirnish president said it rained."
    page = maker.write(text, Published(edtf=day)).say("The Lirnish president", "it rained").page()
    assert page.statements[0].speaker.name == name


def test_without_a_date_nobody_is_taken_from_the_offices(maker: Any) -> None:
    text = "The Ostavian Defence Minister said it rained."
    page = maker.write(text, Published()).say("The Ostavian Defence Minister", "it rained").page()
    assert page.statements[0].speaker.name is None
    assert "no date" in (page.statements[0].speaker.why or "")


def test_a_title_that_fits_two_people_is_left_open(maker: Any) -> None:
    text = "Mayor Maria Tarn met Mayor Oskar Brennwald. The mayor said it rained."
    page = maker.write(text).say("The mayor", "it rained").page()
    assert page.statements[0].speaker.name is None
    assert "several on the page fit" in (page.statements[0].speaker.why or "")


def test_a_pronoun_goes_to_the_last_speaker_of_its_gender(maker: Any) -> None:
    text = "Ada Morn said it rained. Ben Tull listened. She added it snowed."
    page = maker.write(text).say("Ada Morn", "it rained").say("She", "it snowed").page()
    assert [name for name, _, _ in speakers(page)] == ["Ada Morn", "Ada Morn"]
    pronoun = next(m for m in page.mentions if m.text == "She")
    assert pronoun.entity == "ada-morn"


def test_who_speaks_without_a_source_is_the_last_to_speak(maker: Any) -> None:
    text = "Ada Morn said it rained. “It snowed.”"
    page = maker.write(text).say("Ada Morn", "it rained").say(None, "It snowed.", continues=True).page()
    assert page.statements[1].speaker.name == "Ada Morn"
    assert "goes on" in (page.statements[1].speaker.why or "")


def test_hearsay_without_a_source_is_nobodys(maker: Any) -> None:
    text = "Ada Morn said it rained. Reportedly it snowed."
    page = maker.write(text).say("Ada Morn", "it rained").say(None, "it snowed", attribution="hearsay").page()
    speaker = page.statements[1].speaker
    assert (speaker.name, speaker.descriptor, speaker.anonymous) == (None, None, True)


def test_a_body_named_before_is_known_by_its_noun(maker: Any) -> None:
    text = "The Ostavian Ministry of Defence wrote. The ministry said it rained."
    page = maker.write(text).say("The ministry", "it rained").page()
    assert page.statements[0].speaker.entity == "ministry"


@pytest.mark.parametrize(("text", "source", "entity", "name"), [
    ("Ostavia waited. Its ministry of defence said it rained.", "Its ministry of defence", "ministry",
     "Ostavian Ministry of Defence"),
    ("Ostavia’s ministry of defence said it rained.", "Ostavia’s ministry of defence", "ministry",
     "Ostavian Ministry of Defence"),
    ("Lirnmark waited. Its weather office said it rained.", "Its weather office", "E", "Lirnish weather office"),
    ("The Lirnish weather office said it rained.", "The Lirnish weather office", "E", "Lirnish weather office"),
    ("Lirnmark waited. The foreign ministry said it rained.", "The foreign ministry", "E", "Lirnish Foreign Ministry"),
])
def test_a_body_is_known_by_whose_it_is(maker: Any, text: str, source: str, entity: str, name: str) -> None:
    page = maker.write(text).say(source, "it rained").page()
    speaker = page.statements[0].speaker
    assert (speaker.name, speaker.anonymous) == (name, False)
    assert speaker.entity == entity or (entity == "E" and re.fullmatch(r"E[0-9a-f]{12}", speaker.entity or ""))


# ---- days
def test_time_words_a_running_speaker_and_the_page_s_bound(maker: Any) -> None:
    text = "Ada Morn said on Monday it rained. She added it snowed. Ben Tull said it froze."
    maker.write(text).time("on Monday", "2018-04-30").say("Ada Morn", "it rained", time_span=maker.span("on Monday"))
    page = maker.say("She", "it snowed").say("Ben Tull", "it froze").page()
    assert [s.said_on.edtf for s in page.statements if s.said_on] == ["2018-04-30", "2018-04-30", "../2018-05-04"]


@pytest.mark.parametrize(
    ("words", "day"), [("on Monday", "2018-04-30"), ("in March", "2018-03"), ("a year ago", "2017-05-04")]
)
def test_whom_the_page_comes_back_to_spoke_on_the_same_day_of_the_news(maker: Any, words: str, day: str) -> None:
    text = f"Ada Morn said {words} it rained. Ben Tull said it froze. Ada Morn said it snowed."
    maker.write(text).time(words, day).say("Ada Morn", "it rained", time_span=maker.span(words))
    page = maker.say("Ben Tull", "it froze").say("Ada Morn", "it snowed").page()
    later = day if words == "on Monday" else "../2018-05-04"
    assert [s.said_on.edtf for s in page.statements if s.said_on] == [day, "../2018-05-04", later]


def test_two_speakers_without_a_name_do_not_share_a_day(maker: Any) -> None:
    text = "A baker in Veld said on Monday it rained. Ben Tull said it froze. A diver said it snowed."
    words = maker.write(text).time("on Monday", "2018-04-30").span("on Monday")
    maker.say("A baker", "it rained", time_span=words).say("Ben Tull", "it froze")
    page = maker.say("A diver", "it snowed").page()
    days = [s.said_on.edtf for s in page.statements if s.said_on]
    assert days == ["2018-04-30", "../2018-05-04", "../2018-05-04"]


def test_the_day_of_what_was_said_by_the_way_is_its_own(maker: Any) -> None:
    text = "Ada Morn, who said on Monday it rained, said it snowed. She added it froze."
    cue = maker.write(text).time("on Monday", "2018-04-30").span("said")
    maker.say("Ada Morn", "it rained", time_span=maker.span("on Monday"), cue_span=cue).say("Ada Morn", "it snowed")
    page = maker.say("She", "it froze").page()
    days = [s.said_on.edtf for s in page.statements if s.said_on]
    assert days == ["2018-04-30", "../2018-05-04", "../2018-05-04"]


def test_a_day_after_the_page_is_not_the_day_of_the_saying(maker: Any) -> None:
    text = "Speaking ahead of a vote in August, Ada Morn said it rained."
    maker.write(text).time("August", "2018-08").say("Ada Morn", "it rained", time_span=maker.span("August"))
    assert [s.said_on.edtf for s in maker.page().statements if s.said_on] == ["../2018-05-04"]


def test_an_undated_page_gives_no_day(maker: Any) -> None:
    page = maker.write("Ada Morn said it rained.", Published()).say("Ada Morn", "it rained").page()
    assert page.statements[0].said_on is None


def test_time_words_inside_what_is_said_do_not_date_the_saying(maker: Any) -> None:
    text = "Ada Morn said it rained in 2011."
    maker.write(text).time("2011", "2011").say("Ada Morn", "it rained in 2011", time_span=maker.span("2011"))
    assert [s.said_on.edtf for s in maker.page().statements if s.said_on] == ["../2018-05-04"]


def test_a_sentence_may_date_remarks_told_before_and_after_it(maker: Any) -> None:
    text = "Ada Morn said it rained. According to ONA, Morn made these remarks on Monday. She said it snowed."
    maker.write(text).time("on Monday", "2018-04-30").say("Ada Morn", "it rained")
    page = maker.say("ONA", "Morn made these remarks on Monday").say("She", "it snowed").page()
    mine = [s for s in page.statements if s.speaker.name == "Ada Morn"]
    assert [s.said_on.edtf for s in mine if s.said_on] == ["2018-04-30", "2018-04-30"]
    assert all([via.name for via in s.via] == ["Ostavian News Agency"] for s in mine)


def candidates(*days: str) -> Published:
    return Published(candidates=tuple(DateCandidate(edtf=d, basis="text", score=0.1, why="weekday") for d in days))


def test_offices_narrow_the_year_of_a_page_that_prints_none(maker: Any) -> None:
    text = "Ostavian Defence Minister Ada Morn said on 27 February it rained."
    maker.write(text, candidates("2024-02-27", "2018-02-27", "2007-02-27")).time("27 February", "XXXX-02-27")
    page = maker.say("Ada Morn", "it rained", time_span=maker.span("27 February")).page()
    day = page.statements[0].said_on
    assert day is not None
    assert (day.edtf, day.basis) == ("2018-02-27", "page+knowledge")
    assert any("2024-02-27" in reason and "Ada Morn" in reason for reason in page.article.published.reasons)


def test_years_that_stay_open_are_all_given(maker: Any) -> None:
    text = "Oskar Brennwald said on 27 February it rained."
    maker.write(text, candidates("2024-02-27", "2018-02-27")).time("27 February", "XXXX-02-27")
    page = maker.say("Oskar Brennwald", "it rained", time_span=maker.span("27 February")).page()
    assert page.statements[0].said_on.edtf == "[2018-02-27,2024-02-27]"


# ---- through whom
def test_a_credited_agency_stands_behind_all_and_the_own_outlet_behind_none(maker: Any) -> None:
    maker.write("Ada Morn said it rained.", agency=(Named(name="ONA"), Named(name="Veld Herald")),
                outlet=Outlet(name="The Veld Herald", basis="meta"))
    page = maker.say("Ada Morn", "it rained").page()
    assert [(via.name, via.basis) for via in page.statements[0].via] == [("ONA", "page")]


def test_an_agency_in_the_dateline_is_credited_and_never_behind_itself(maker: Any) -> None:
    text = "VELD (ONA) - Ada Morn said it rained. ONA reports it snowed."
    page = maker.write(text).say("Ada Morn", "it rained").say("ONA", "it snowed", nth=1).page()
    assert [[via.name for via in s.via] for s in page.statements] == [["ONA"], []]


def test_an_agency_alone_on_a_line_above_the_text_is_credited(maker: Any) -> None:
    text = "By ONA\nAda Morn said it rained."
    page = maker.write(text, body=((7, len(text)),)).say("Ada Morn", "it rained").page()
    assert [via.name for via in page.statements[0].via] == ["ONA"]


def test_an_agency_named_in_a_sentence_is_not_behind_the_whole_page(maker: Any) -> None:
    text = "Ada Morn said it rained, ONA wrote."
    maker.write(text)
    page = maker.write(text, agency=(Named(name="ONA", span=maker.span("ONA")),)).say("Ada Morn", "it rained").page()
    assert page.statements[0].via == ()


@pytest.mark.parametrize(("foot", "tellers"), [("ONA", ["ONA"]), ("ONA Veld Wire", [])])
def test_of_several_agencies_credited_below_the_text_none_stands_behind_all(
    maker: Any, foot: str, tellers: list[str]
) -> None:
    said = "Ada Morn said it rained."
    maker.write(f"{said}\n{foot}")
    agencies = tuple(Named(name=name, span=maker.span(name)) for name in ("ONA", "Veld Wire") if name in foot)
    maker.write(f"{said}\n{foot}", body=((0, len(said)),), agency=agencies)
    page = maker.say("Ada Morn", "it rained").page()
    assert [via.name for via in page.statements[0].via] == tellers


def test_two_names_of_one_house_are_one_teller(maker: Any) -> None:
    text = "VELD (ONA) - Ada Morn told the Ostavian News Agency it rained."
    via = [{"name": "Ostavian News Agency", "span": None, "basis": "sentence"}]
    page = maker.write(text).say("Ada Morn", "it rained", via=via).page()
    assert len(page.statements[0].via) == 1


# ---- ties
def test_a_denial_holds_the_claim_it_denies(maker: Any) -> None:
    text = "Ada Morn denied that Ben Tull had said it rained."
    page = (maker.write(text).say("Ada Morn", "Ben Tull had said it rained", act="deny")
            .say("Ben Tull", "it rained").page())
    outer, inner = page.statements
    assert outer.denies == (inner.id,)
    assert inner.nested_in == outer.id
    assert inner.denies == ()


def test_one_remark_told_twice_is_tied(maker: Any) -> None:
    text = "Ada Morn said it rained. “It did rain,” she said."
    maker.write(text).say("Ada Morn", "it rained")
    page = maker.say("she", "It did rain", same_as=(maker.span("it rained"),)).page()
    first, second = page.statements
    assert (first.same_as, second.same_as) == ((second.id,), (first.id,))


def test_a_figure_is_claimed_by_the_shortest_statement_round_it(maker: Any) -> None:
    text = "Ada Morn said that Ben Tull saw 20 tanks. Later 30 tanks came."
    maker.write(text).say("Ada Morn", "Ben Tull saw 20 tanks").say("Ben Tull", "20 tanks")
    page = maker.figure("20 tanks", 20).figure("30 tanks", 30).page()
    assert [f.claimed_by for f in page.figures] == [page.statements[1].id, None]


def test_a_second_run_makes_the_same_record(made: Any) -> None:
    def page() -> Page:
        maker = made().write("Ada Morn said it rained. She added it snowed.")
        return maker.say("Ada Morn", "it rained").say("She", "it snowed").page()

    assert page() == page()
    ids = [m.id for m in page().mentions] + [s.id for s in page().statements]
    assert len(set(ids)) == len(ids)


def test_an_attribution_without_content_states_nothing(maker: Any) -> None:
    page = maker.write("Ada Morn said it rained.").say("Ada Morn", "it rained", content_spans=()).page()
    assert page.statements == ()


def test_an_empty_page_has_an_empty_record(maker: Any) -> None:
    page = maker.write("", body=()).page()
    assert (page.mentions, page.roles, page.statements, page.figures) == ((), (), (), ())
