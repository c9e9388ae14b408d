"""Through whom a statement comes: houses by all their names, tellers of what is nested, houses lent to remarks."""

import pytest

from listeningpost.knowledge import open_knowledge
from listeningpost.record.chain import Chain, Made, with_outer_tellers, with_page_chain
from listeningpost.schema import AttributionFound, DateGiven, Span, Speaker, Statement, Via

KNOWLEDGE = open_knowledge()
PAGE = Chain(None, (), KNOWLEDGE)
DAY = DateGiven(edtf="2024-03-05", basis="page")


def statement(name: str, span: Span, via: str | None = None, nested_in: str | None = None) -> Statement:
    told = (Via(name=via, basis="sentence"),) if via else ()
    return Statement(id=f"s{span[0]}", speaker=Speaker(entity=name, name=name), content_spans=(span,), kind="indirect",
                     via=told, nested_in=nested_in, said_on=DAY)  # fmt: skip


def made(one: Statement) -> Made:
    found = AttributionFound(sentence=one.content_spans[0], content_spans=one.content_spans, kind="indirect")
    return Made(one, found, dated=True)


def names(one: Statement) -> list[str]:
    return [via.name for via in one.via]


@pytest.mark.parametrize(("outlet", "name"), [("IRNA English", "IRNA"), ("xinhuanet.com", "Xinhua"), ("TASS", "TASS")])
def test_an_edition_or_an_address_of_a_house_is_the_house(outlet: str, name: str) -> None:
    assert Chain(outlet, (), KNOWLEDGE).owns(name)


def test_another_house_is_not_the_pages_own() -> None:
    assert not Chain("Global News", (), KNOWLEDGE).owns("Reuters")


def test_what_a_house_tells_of_another_comes_through_it() -> None:
    outer, inner = statement("Reuters", (0, 40)), statement("Ann Lee", (20, 40), nested_in="s0")
    told = with_outer_tellers([outer, inner], frozenset({"Reuters"}), PAGE)
    assert [names(one) for one in told] == [[], ["Reuters"]]


def test_what_a_person_tells_of_another_comes_through_his_teller_alone() -> None:
    outer, inner = statement("Ivo Marten", (0, 40), via="Reuters"), statement("Ann Lee", (20, 40), nested_in="s0")
    assert names(with_outer_tellers([outer, inner], frozenset(), PAGE)[1]) == ["Reuters"]


def test_a_house_is_lent_to_the_remarks_beside_and_not_past_another_speaker() -> None:
    told = [statement("Ann Lee", (0, 9), via="Reuters"), statement("Ann Lee", (10, 19)),
            statement("Ivo Marten", (20, 29)), statement("Ann Lee", (30, 39))]  # fmt: skip
    lent = with_page_chain([made(one) for one in told], PAGE)
    assert [names(one.statement) for one in lent] == [["Reuters"], ["Reuters"], [], []]


def test_a_person_who_told_of_one_remark_is_lent_to_none() -> None:
    told = [statement("Ann Lee", (0, 9), via="three advisers"), statement("Ann Lee", (10, 19))]
    assert names(with_page_chain([made(one) for one in told], PAGE)[1].statement) == []
