"""What a denial denies: who is accused, of what, and that the claim asserts it."""

from typing import Any

import pytest

from listeningpost.record.denials import stem_of
from listeningpost.schema import Page

CLAIM = "Ada Morn said Lirnish guns had shelled the village of Torrel."


def denied(maker: Any, text: str, *said: tuple[str, str, str]) -> Page:
    """A page on which each of `said` (source, content, act) is an attribution in the order of the text."""
    maker.write(text)
    for source, content, act in said:
        maker.say(source, content, act=act)
    page: Page = maker.page()
    return page


def links(page: Page) -> list[tuple[str, ...]]:
    """The contents of the claims that each statement denies."""
    words = {one.id: page.article.text[slice(*one.content_spans[0])] for one in page.statements}
    return [tuple(words[id_] for id_ in one.denies) for one in page.statements]


def test_a_denial_may_use_other_words_of_the_matter(maker: Any) -> None:
    text = f"{CLAIM} Rain fell. Lirnmark denied that it bombarded Torrel."
    page = denied(maker, text, ("Ada Morn", "Lirnish guns had shelled the village of Torrel", "assert"),
                  ("Lirnmark", "it bombarded Torrel", "deny"))
    assert links(page) == [(), ("Lirnish guns had shelled the village of Torrel",)]


@pytest.mark.parametrize("denial", ["it was behind the explosion", "it had a hand in the blast"])
def test_who_denies_to_be_behind_it_answers_who_is_said_to_have_attacked(maker: Any, denial: str) -> None:
    text = f"“It was an attack by Lirnmark,” Ada Morn said. “We will answer it.” Lirnmark denied that {denial}."
    maker.write(text)
    pieces = (maker.span("It was an attack by Lirnmark,"), maker.span("We will answer it."))
    maker.say("Ada Morn", "It was an attack by Lirnmark,", content_spans=pieces, kind="direct")
    page = maker.say("Lirnmark", denial, nth=1, act="deny").page()
    assert links(page) == [(), ("It was an attack by Lirnmark,",)]


def test_a_word_of_a_name_and_other_words_for_taking_are_of_one_matter(maker: Any) -> None:
    text = "Ada Morn said the Marsh Front had captured Torrel Airfield. Lirnmark denied that the airfield had fallen."
    page = denied(maker, text, ("Ada Morn", "the Marsh Front had captured Torrel Airfield", "assert"),
                  ("Lirnmark", "the airfield had fallen", "deny"))
    assert links(page) == [(), ("the Marsh Front had captured Torrel Airfield",)]


@pytest.mark.parametrize(("claim", "denial"), [
    ("Lirnish guns had not shelled the village", "its guns had shelled the village"),  # a negation is no claim
    ("she asked whether Lirnish guns had shelled the village", "its guns had shelled the village"),
    ("Lirnish guns would shell the village", "its guns had shelled the village"),
    ("the allegations of Lirnish shelling were grave", "its guns had shelled the village"),  # speaks of a claim
    ("the Marsh Front had shelled the village", "it had a hand in the shelling"),  # accuses somebody else
    ("Lirnish farmers had closed the market", "its guns had shelled the village"),  # of something else
])
def test_what_asserts_nothing_of_it_is_not_denied(maker: Any, claim: str, denial: str) -> None:
    text = f"Ada Morn said {claim}. Lirnmark denied that {denial}."
    assert links(denied(maker, text, ("Ada Morn", claim, "assert"), ("Lirnmark", denial, "deny"))) == [(), ()]


def test_nobody_denies_his_own_words(maker: Any) -> None:
    text = "Lirnmark said Lirnish guns were silent. Lirnmark denied that the guns had fired."
    maker.write(text).say("Lirnmark", "Lirnish guns were silent")
    page = maker.say("Lirnmark", "the guns had fired", nth=1, act="deny").page()
    assert links(page) == [(), ()]


def test_a_denial_without_words_answers_who_blames_the_denier(maker: Any) -> None:
    text = "Ben Tull accused Lirnmark of theft. Ada Morn said it rained. Lirnmark denied the allegations."
    maker.write(text)
    maker.say("Ben Tull", "Lirnmark of theft", cue_span=maker.span("accused")).say("Ada Morn", "it rained")
    assert links(maker.say("Lirnmark", "the allegations", nth=1, act="deny").page())[2] == ("Lirnmark of theft",)


def test_to_reject_an_offer_answers_the_offer_and_to_reject_a_claim_denies_it(maker: Any) -> None:
    text = "Ada Morn proposed grain talks in Veld. Ben Tull rejected the offer of grain talks."
    page = denied(maker, text, ("Ada Morn", "grain talks in Veld", "suggest"),
                  ("Ben Tull", "the offer of grain talks", "reject"))
    assert links(page) == [(), ("grain talks in Veld",)]


@pytest.mark.parametrize(("said", "act", "rejected"), [
    ("a blockade of the port of Veld", "announce", "the blockade of the port"),  # is done, and proposed by nobody
    ("the indictment of nine Lirnish sailors", "suggest", "new indictments of Lirnish sailors"),  # accuses
])
def test_what_is_no_proposal_is_not_rejected(maker: Any, said: str, act: str, rejected: str) -> None:
    page = denied(maker, f"Ada Morn told of {said}. Ben Tull brushed off {rejected}.", ("Ada Morn", said, act),
                  ("Ben Tull", rejected, "reject"))
    assert links(page) == [(), ()]


def test_what_is_announced_for_later_may_be_rejected(maker: Any) -> None:
    page = denied(maker, "Ada Morn said she would close the port of Veld. Ben Tull rejected the closing of the port.",
                  ("Ada Morn", "she would close the port of Veld", "announce"),
                  ("Ben Tull", "the closing of the port", "reject"))
    assert links(page) == [(), ("she would close the port of Veld",)]


@pytest.mark.parametrize(("one", "other"), [
    ("shelled", "bombardment"), ("meddling", "interference"), ("violated", "violations"), ("camps", "camp"),
])
def test_forms_and_words_of_one_matter_have_one_stem(one: str, other: str) -> None:
    assert stem_of(one) == stem_of(other)
    assert stem_of(one) != stem_of("harbour")
