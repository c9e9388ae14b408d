"""Who claims a figure: the shortest content that holds it, the first of equals."""

from growth import STEEPEST, steepness
from hypothesis import given
from hypothesis import strategies as st

from listeningpost.record.claims import claimants
from listeningpost.schema import Span, Speaker, Statement

SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def statement(number: int, *pieces: Span) -> Statement:
    return Statement(id=f"s{number}", speaker=Speaker(name="Ada"), kind="indirect", content_spans=pieces)


def test_the_shortest_content_claims_and_none_where_none_holds() -> None:
    told = [statement(0, (0, 100)), statement(1, (10, 30)), statement(2, (10, 30)), statement(3, (12, 20), (60, 90))]
    assert claimants([(70, 72), (12, 14), (200, 201), (5, 6)], told) == ["s3", "s1", None, "s0"]


@given(st.lists(SPANS, max_size=8), st.lists(st.lists(SPANS, min_size=1, max_size=2), max_size=8))
def test_it_is_what_looking_at_every_pair_gives(figures: list[Span], contents: list[list[Span]]) -> None:
    told = [statement(number, *pieces) for number, pieces in enumerate(contents)]
    wanted = []
    for start, end in figures:
        holding = [one for one in told if any(a <= start and end <= b for a, b in one.content_spans)]
        claimed = min(holding, key=lambda one: sum(b - a for a, b in one.content_spans), default=None)
        wanted.append(claimed.id if claimed else None)
    assert claimants(figures, told) == wanted


def test_a_statement_in_very_many_pieces_is_measured_once() -> None:
    def work(share: float) -> None:
        pieces = [(at, at + 5) for at in range(0, int(240_000 * share), 10)]
        assert set(claimants(pieces, [statement(0, *pieces)])) == {"s0"}

    assert steepness(work) <= STEEPEST
