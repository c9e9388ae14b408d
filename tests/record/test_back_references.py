"""Pronouns, bare titles, bodies and papers led back to whom the page told of before; left open where several fit."""

from typing import Any

import pytest

from listeningpost.record.misspelt import with_names_mended
from listeningpost.schema import Flag, MentionFound, Published


def named(maker: Any) -> str | None:
    speaker = maker.page().statements[-1].speaker
    assert speaker.why
    return speaker.name or None


# ---- pronouns
@pytest.mark.parametrize(("text", "expected"), [
    ("Oskar Brennwald said it rained. “Karl Veldmann is late,” Oskar Brennwald said. He said all was lost.",
     "Oskar Brennwald"),  # who is named in a quotation is not meant outside it
    ("Oskar Brennwald told reporters about Karl Veldmann. He said all was lost.", "Oskar Brennwald"),
    ("Mr Brennwald met Mrs Veldmann. She said all was lost.", "Veldmann"),
    ("A police officer said it rained. He said all was lost.", None),
])
def test_a_pronoun_goes_to_the_most_prominent_who_fits(maker: Any, text: str, expected: str | None) -> None:
    source = text.rsplit(". ", 1)[1].split()[0]
    maker.write(text)
    if "“" in text:
        maker.say("Oskar Brennwald", "it rained").say("Oskar Brennwald", "Karl Veldmann is late", 1, kind="direct",
                                                      quoted_spans=(maker.span("Karl Veldmann is late"),))
    elif "officer" in text:
        maker.say("A police officer", "it rained")
    maker.say(source, "all was lost")
    assert named(maker) == expected


def test_a_pronoun_behind_somebody_unnamed_keeps_his_words(maker: Any) -> None:
    maker.write("A police officer said it rained. He said all was lost.")
    page = maker.say("A police officer", "it rained").say("He", "all was lost").page()
    assert [(s.speaker.descriptor, s.speaker.anonymous) for s in page.statements] == [("A police officer", True)] * 2


def test_she_is_no_paper_and_no_poll(maker: Any) -> None:
    maker.write("Fresh polling showed it rained. She said all was lost.")
    page = maker.say("Fresh polling", "it rained").say("She", "all was lost").page()
    assert page.statements[-1].speaker.descriptor == "She"


# ---- bare titles
def test_a_bare_title_goes_to_the_one_who_has_just_spoken(maker: Any) -> None:
    maker.write("Mr Brennwald said it rained. The mayor said all was lost.")
    assert named(maker.say("Brennwald", "it rained").say("The mayor", "all was lost")) == "Brennwald"


def test_a_bare_title_does_not_go_to_the_holder_of_another_office(maker: Any) -> None:
    maker.write("Ambassador Oskar Brennwald said it rained. The mayor said all was lost.")
    assert named(maker.say("Oskar Brennwald", "it rained").say("The mayor", "all was lost")) is None


def test_a_bare_title_does_not_go_to_one_told_of_beside_it(maker: Any) -> None:
    maker.write("Mr Brennwald said it rained. The mayor said Mr Brennwald was lost.")
    assert named(maker.say("Brennwald", "it rained").say("The mayor", "Mr Brennwald was lost")) is None


def test_a_title_written_short_before_a_name_is_that_title(maker: Any) -> None:
    maker.write("Gov. Oskar Brennwald came. Ada Morn left. The governor said all was lost.")
    assert named(maker.say("The governor", "all was lost")) == "Oskar Brennwald"


def test_an_office_of_somebody_named_on_the_page_tells_him_though_its_dates_are_not_those(maker: Any) -> None:
    maker.write("Ada Morn came. Oskar Brennwald left. The Defence Minister said all was lost.", Published(edtf="2011"))
    page = maker.say("The Defence Minister", "all was lost").page()
    assert page.statements[0].speaker.name == "Ada Morn"
    assert "by knowledge" in (page.statements[0].speaker.why or "")


def test_of_two_who_held_it_the_one_who_held_it_then(maker: Any) -> None:
    maker.write("Ada Morn met Ben Tull. The Ostavian Defence Minister said all was lost.", Published(edtf="2018-05-04"))
    assert named(maker.say("The Ostavian Defence Minister", "all was lost")) == "Ada Morn"


def test_who_speaks_behind_a_name_and_a_comma_is_not_the_bearer_of_the_name(maker: Any) -> None:
    maker.write("In a letter to Oskar Brennwald, the Ostavian mayor said all was lost.")
    assert maker.page().roles == ()


def test_a_commander_is_the_officer_who_speaks_next(maker: Any) -> None:
    maker.write("The guards are safe, their commander said. “They waited,” Colonel Petra Onnick said.")
    page = maker.say("their commander", "The guards are safe").say("Petra Onnick", "They waited", kind="direct",
                                                                   quoted_spans=(maker.span("They waited"),)).page()
    assert [s.speaker.name for s in page.statements] == ["Petra Onnick"] * 2


def test_a_spokesman_may_be_the_minister_who_has_just_spoken(maker: Any) -> None:
    maker.write("Information minister Oskar Brennwald said it rained. The government spokesman said all was lost.")
    assert named(maker.say("Oskar Brennwald", "it rained").say("The government spokesman", "all was lost")) == (
        "Oskar Brennwald")


def test_somebody_unnamed_has_the_name_he_gives_himself(maker: Any) -> None:
    maker.write("A masked man, who identified himself as Oskar Brennwald, said all was lost.")
    assert named(maker.say("A masked man", "all was lost")) == "Oskar Brennwald"


# ---- days
def test_who_speaks_on_the_same_occasion_speaks_on_its_day(maker: Any) -> None:
    maker.write("Ada Morn said on Tuesday it rained. Karl Veldmann, who also addressed the session, said all was lost.")
    maker.say("Ada Morn", "it rained", time_span=maker.span("Tuesday")).time("Tuesday", "2018-05-01")
    page = maker.say("Karl Veldmann", "all was lost").page()
    assert [s.said_on.edtf for s in page.statements if s.said_on] == ["2018-05-01"] * 2


def test_who_speaks_on_the_eve_of_an_occasion_speaks_not_on_its_day(maker: Any) -> None:
    maker.write("Ada Morn said on Tuesday it rained. On the summit's eve Karl Veldmann said all was lost.")
    maker.say("Ada Morn", "it rained", time_span=maker.span("Tuesday")).time("Tuesday", "2018-05-01")
    page = maker.say("Karl Veldmann", "all was lost").page()
    assert [s.said_on.edtf for s in page.statements if s.said_on] == ["2018-05-01", "../2018-05-04"]


def test_a_spokesman_speaks_on_the_day_of_his_state(maker: Any) -> None:
    maker.write("Ostavia on Tuesday denied it rained. Ostavian spokesman Oskar Brennwald said all was lost. Tarn sang.")
    maker.say("Ostavia", "it rained", time_span=maker.span("Tuesday")).time("Tuesday", "2018-05-01")
    page = maker.say("Oskar Brennwald", "all was lost").say("Tarn", "sang").page()
    assert [s.said_on.edtf for s in page.statements if s.said_on] == ["2018-05-01", "2018-05-01", "../2018-05-04"]


# ---- those who belong to somebody
def test_his_lawyer_is_the_one_lawyer_of_the_page(maker: Any) -> None:
    maker.write("Karl Veldmann fled. Defence lawyer Maria Tarn came. His lawyer said all was lost.")
    assert named(maker.say("His lawyer", "all was lost")) == "Maria Tarn"


def test_his_lawyer_is_nobody_where_there_are_two(maker: Any) -> None:
    maker.write("Karl Veldmann fled. Lawyer Maria Tarn met lawyer Ada Morn. His lawyer said all was lost.")
    assert named(maker.say("His lawyer", "all was lost")) is None


# ---- bodies and papers
@pytest.mark.parametrize(("text", "source", "expected"), [
    ("The Marsh Front said it rained. The group said all was lost.", "The group", "Marsh Front"),
    ("The Marsh Front said it rained. The airline said all was lost.", "The airline", None),
    ("The Ostavian News Agency reported it rained. The agency said all was lost.", "The agency",
     "Ostavian News Agency"),
    ("The Marsh Front said in a letter it rained. The letter said all was lost.", "The letter", "Marsh Front"),
    ("A study by the Marsh Front came. The study said all was lost.", "The study", "Marsh Front"),
])
def test_a_body_or_paper_goes_to_its_own(maker: Any, text: str, source: str, expected: str | None) -> None:
    maker.write(text)
    if "it rained" in text:
        maker.say(text[: text.index(" said") if " said it" in text or " said in" in text else text.index(" reported")],
                  "it rained")
    maker.say(source, "all was lost")
    page = maker.page()
    speaker = page.statements[-1].speaker
    assert (speaker.name if speaker.entity else None) == expected


def test_a_bare_title_behind_somebody_unnamed_is_nobody(maker: Any) -> None:
    maker.write("A police officer said it rained. The mayor said all was lost.")
    page = maker.say("A police officer", "it rained").say("The mayor", "all was lost").page()
    assert [(s.speaker.entity, s.speaker.descriptor) for s in page.statements] == [
        (None, "A police officer"), (None, "The mayor")]


def test_what_was_announced_on_a_day_was_said_on_it(maker: Any) -> None:
    maker.write("Lirnmark condemned the move announced on Monday by Ada Morn. Ada Morn said all was lost.")
    page = maker.time("Monday", "2018-04-30").say("Ada Morn", "all was lost", 1).page()
    assert [s.said_on.edtf for s in page.statements if s.said_on] == ["2018-04-30"]


@pytest.mark.parametrize(("before", "day"), [
    ("Ada Morn visited the town on Tuesday.", "2018-05-01"), ("The town saw Ada Morn on Tuesday.", "../2018-05-04")])
def test_who_did_something_on_a_day_and_then_speaks_spoke_on_it(maker: Any, before: str, day: str) -> None:
    maker.write(f"{before} “All is lost,” she told the mayor.").time("Tuesday", "2018-05-01")
    page = maker.say("she", "All is lost", kind="direct", quoted_spans=(maker.span("All is lost"),)).page()
    assert [s.said_on.edtf for s in page.statements if s.said_on] == [day]


def test_they_are_the_body_that_has_just_spoken(maker: Any) -> None:
    maker.write("The court said it rained. They said all was lost.")
    page = maker.say("The court", "it rained").say("They", "all was lost").page()
    assert [s.speaker.name for s in page.statements] == ["court", "court"]


# ---- misspelt names
def test_a_misspelt_name_is_its_bearers(maker: Any) -> None:
    text = "Ada Mron met Morn; Mron left."
    names = [MentionFound(span=(0, 8), type="person", form="name", name="Ada Mron"),
             MentionFound(span=(13, 17), type="person", form="short", name="Ada Morn", key="ada-morn")]
    flags = [Flag(kind="misspelling", note="Mron for Morn", span=span) for span in ((4, 8), (19, 23))]
    found = with_names_mended(names, flags, text, maker.world)
    assert [(m.span, m.name, m.key) for m in found] == [
        ((0, 8), "Ada Morn", "ada-morn"), ((13, 17), "Ada Morn", "ada-morn"), ((19, 23), "Ada Morn", "ada-morn")]
    assert "misspelt" in found[0].why
    assert with_names_mended(names, [], text, maker.world) == tuple(names)


def test_two_who_speak_together_are_neither_of_them(maker: Any) -> None:
    maker.write("Ada Morn and Oskar Brennwald said all was lost.")
    assert named(maker.say("Ada Morn and Oskar Brennwald", "all was lost")) == "Ada Morn and Oskar Brennwald"
