"""Origins: the same by copies, tellers and one speech; independent by reporting of its own alone; else unknown."""

import random
from typing import Any

import msgspec
import pytest

from listeningpost.record.copy_facts import House
from listeningpost.record.origins import Chain, Origins, between, origins_of
from listeningpost.record.sourcing import chain_of, count_origins
from listeningpost.schema import (
    CopyLink,
    FigureSeriesLink,
    Named,
    Outlet,
    Page,
    SeriesPoint,
    Speaker,
    StoryLink,
    UtteranceLink,
)

TASS, AFP = House(name="TASS", house="tass"), House(name="AFP", house="afp")


def chain(page: str, *houses: House, own: str = "", outlet: str = "") -> Chain:
    return Chain(page=page, source=f"Paper {page}", houses=houses, own=own,
                 outlet=House(name=outlet.upper(), house=outlet) if outlet else None)


def found(*chains: Chain, copies: dict[str, list[CopyLink]] | None = None, speech: str = "") -> Origins:
    return origins_of([one.page for one in chains], copies or {}, {one.page: one for one in chains},
                      [tuple(speech)] if speech else ())


def test_pages_of_one_house_have_one_origin() -> None:
    told = found(chain("a", TASS), chain("b", TASS), chain("c", outlet="tass"))
    assert (told.independent, told.same_origin, told.names) == (1, (("a", "b", "c"),), ("TASS",))
    assert "Paper a has it from TASS" in told.reasons[0]
    assert between(told, "a", "c") == "same origin"


def test_nothing_shown_is_not_established_and_never_independent() -> None:
    told = found(chain("a"), chain("b"), chain("c", TASS))
    assert (told.independent, told.same_origin, told.not_established) == (1, (), ("b", "c"))
    assert between(told, "a", "b") == "not established"
    assert "nothing shows from where Paper b, Paper c got it" in told.reasons[-1]


def test_two_with_reporting_of_their_own_are_independent() -> None:
    told = found(chain("a", own="told Paper a"), chain("b", own="by Ann Oster in Veld"), chain("c"))
    assert (told.independent, told.not_established) == (2, ("c",))
    assert between(told, "a", "b") == "independent"
    assert between(told, "a", "c") == "not established"
    assert "reporting of its own: Paper b: by Ann Oster in Veld" in told.reasons


def test_copies_are_no_second_origin_whatever_they_sign() -> None:
    copies = {"b": [CopyLink(page="b", relation="reprint", of="a" * 64)],
              "c": [CopyLink(page="c", relation="exact", siblings=("d",))]}
    told = found(chain("a" * 64, own="by Ann Oster in Veld"), chain("b", own="by Ben Tull in Veld"), chain("c"),
                 chain("d"), copies=copies)
    assert told.same_origin == (("a" * 64, "b"), ("c", "d"))
    assert (told.independent, told.names) == (1, (f"Paper {'a' * 64}", ""))


def test_of_two_with_the_same_words_and_no_order_neither_names_the_origin() -> None:
    first, twin = "a" * 64, "b" * 64
    copies = {first: [CopyLink(page=first, relation="reprint", siblings=(twin,))],
              twin: [CopyLink(page=twin, relation="reprint", siblings=(first,))],
              "c": [CopyLink(page="c", relation="reprint", of=first)]}
    told = found(chain(first), chain(twin), chain("c"), copies=copies)
    assert (told.independent, told.same_origin, told.names) == (1, ((first, twin, "c"),), ("",))
    alone = found(chain(first), chain("c"), copies=copies)
    assert alone.names == (f"Paper {first}",)


def test_a_rewrite_that_credits_nobody_may_be_another_report() -> None:
    loose = CopyLink(page="b", relation="rewrite", of="a" * 64, evidence=("direction: published later",))
    credited = msgspec.structs.replace(loose, evidence=("direction: it credits Paper a",))
    chains = (chain("a" * 64), chain("b"))
    assert found(*chains, copies={"b": [loose]}).same_origin == ()
    assert found(*chains, copies={"b": [credited]}).same_origin == (("a" * 64, "b"),)


def test_one_speech_has_one_origin_of_its_words_and_says_who_may_have_been_there() -> None:
    told = found(chain("a", own="by Ann Oster in Veld"), chain("b", TASS), chain("c"), speech="abc")
    assert (told.independent, told.same_origin) == (1, (("a", "b", "c"),))
    assert "one act of speech: its words have one origin" in told.reasons[0]
    assert "Paper a by Ann Oster in Veld, Paper b from TASS, Paper c how not shown" in told.reasons[0]


def test_a_text_is_of_the_house_that_most_of_its_pages_name() -> None:
    siblings = CopyLink(page="a", relation="exact", siblings=("b", "c"))
    told = found(chain("a", TASS), chain("b", TASS), chain("c", AFP), chain("d", AFP), copies={"a": [siblings]})
    assert (told.same_origin, told.names) == ((("a", "b", "c"),), ("TASS",))
    assert told.not_established == ("d",)


def test_no_order_of_pages_changes_what_is_counted() -> None:
    chains = [chain("a", TASS), chain("b", own="told Paper b"), chain("c", outlet="tass"), chain("d"), chain("e", AFP)]
    copies = {"d": [CopyLink(page="d", relation="reprint", siblings=("e", "a"))]}
    whole = found(*chains, copies=copies)
    for number in range(20):
        assert found(*random.Random(number).sample(chains, 5), copies=copies) == whole


# ---- from pages
@pytest.fixture
def pages(made: Any) -> dict[str, Page]:
    """Three pages that tell one saying: through an agency, from an interview with the page itself, and the agency's."""
    text = "Ada Morn said it rained in Veld."
    kept = {}
    for name, outlet, key, agency, fields in (
        ("a", "The Courier", None, (Named(name="ONA", key="wire"),), {}),
        ("b", "The Ledger", None, (), {"addressee_span": (0, 8)}),
        ("c", "Ostavian News Agency", "wire", (), {}),
    ):
        maker = made().write(text, outlet=Outlet(name=outlet, basis="made up", key=key), agency=agency)
        page = maker.say("Ada Morn", "it rained in Veld", **fields).page(name * 64)
        heard = [msgspec.structs.replace(one, addressee=Speaker(name="the Ledger") if name == "b" else None)
                 for one in page.statements]
        kept[name * 64] = msgspec.structs.replace(page, statements=tuple(heard))
    return kept


def said(pages: dict[str, Page]) -> tuple[tuple[str, str], ...]:
    return tuple((id_, page.statements[0].id) for id_, page in sorted(pages.items()))


def test_a_chain_is_what_the_statement_names(pages: dict[str, Page]) -> None:
    first, second, third = (chain_of(page, [page.statements[0].id]) for _, page in sorted(pages.items()))
    assert [house.house for house in first.houses] == ["=wire"]
    assert (second.own, second.houses) == ("told The Ledger", ())
    assert third.outlet is not None
    assert third.outlet.house == "=wire"


def test_a_page_with_a_reporter_on_the_spot_and_no_credit_reports_itself(pages: dict[str, Page]) -> None:
    page = pages["b" * 64]
    signed = msgspec.structs.replace(page.article, byline=(Named(name="Ann Oster"),), dateline=Named(name="Veld"))
    assert chain_of(msgspec.structs.replace(page, article=signed)).own == "by Ann Oster in Veld"
    lent = msgspec.structs.replace(signed, agency=(Named(name="ONA"),))
    assert chain_of(msgspec.structs.replace(page, article=lent)).own == ""


def test_what_links_hold_together_is_counted(pages: dict[str, Page]) -> None:
    statements = said(pages)
    utterance = UtteranceLink(id="u1", speaker=Speaker(name="Ada Morn"), statements=statements)
    series = FigureSeriesLink(id="f1", what="rain", points=tuple(
        SeriesPoint(figure=(page, f"f{number}"), page=page, statement=id_)
        for number, (page, id_) in enumerate(statements)))
    story = StoryLink(id="t1", title="Rain", pages=tuple(sorted(pages)))
    speech, figures, happening = count_origins([utterance, series, story], pages, {})
    assert (speech.claim, speech.independent, speech.same_origin) == (statements[0], 1, (tuple(sorted(pages)),))
    assert (figures.claim, figures.independent) == (("a" * 64, "f0"), 1)
    assert (figures.same_origin, figures.names) == ((("a" * 64, "c" * 64),), ("ONA",))
    assert figures.not_established == ("a" * 64, "c" * 64)
    assert happening.claim == ("a" * 64, "t1")


def test_what_one_page_tells_is_no_matter_of_origins(pages: dict[str, Page]) -> None:
    alone = UtteranceLink(id="u1", speaker=Speaker(name="Ada Morn"), statements=said(pages)[:1])
    assert list(count_origins([alone, CopyLink(page="a" * 64, relation="original")], pages, {})) == []
