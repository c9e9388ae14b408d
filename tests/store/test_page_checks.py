"""Which spans stand outside others, against looking at every pair, and in what time."""

from growth import STEEPEST, steepness
from hypothesis import given
from hypothesis import strategies as st

from listeningpost.schema import Span
from listeningpost.store.page_checks import outsiders

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda pair: (pair[0], sum(pair))), max_size=8)


@given(SPANS, SPANS)
def test_spans_outside_others_are_found(spans: list[Span], around: list[Span]) -> None:
    wanted = [one for one in sorted(spans) if not any(a <= one[0] and one[1] <= b for a, b in around)]
    assert list(outsiders(spans, around)) == wanted


def test_very_many_spans_are_told_apart_in_one_pass() -> None:
    def work(share: float) -> None:
        spans = [(at, at + 5) for at in range(0, int(400_000 * share), 10)]
        assert list(outsiders(spans, spans)) == []

    assert steepness(work) <= STEEPEST
