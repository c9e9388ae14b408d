"""The packed model that is shipped: whole, opened once, and what it reads in sentences made up for it."""

import pytest

from listeningpost.language import model, model_version, packed, parse, vectors_of

TEXT = (
    "Two lighthouses on the cape went dark on Sunday night. The coast guard says that the cable was cut, and fishermen"
    " from Ostrel told our reporter they had seen a trawler drag its anchor there. Nobody was hurt."
)


def test_the_model_is_opened_once_and_named_by_its_manifest() -> None:
    assert packed.opened() is packed.opened()
    assert packed.opened().threads == packed.THREADS
    assert model_version().startswith("sha256:")
    assert len(model_version()) == len("sha256:") + 64


def test_what_it_reads_stands_where_it_says() -> None:
    found = parse(TEXT, ((0, len(TEXT)),), with_model=True)
    told = [
        (TEXT[slice(*a.source)] if a.source else None, TEXT[slice(*a.cue)], [TEXT[x:y] for x, y in a.content])
        for a in found.attributions
    ]
    assert told == [
        ("The coast guard", "says", ["that the cable was cut"]),
        ("fishermen from Ostrel", "told", ["they had seen a trawler drag its anchor there"]),
    ]
    (says,) = [token for token in found.tokens if TEXT[slice(*token.span)] == "says"]
    assert (says.upos, says.relation, says.head) == ("VERB", "root", None)
    assert [TEXT[slice(*name.span)] for name in found.names if name.scheme == "names"] == ["Ostrel"]


def test_without_the_model_nothing_of_it_is_there() -> None:
    found = parse(TEXT, ((0, len(TEXT)),))
    assert found.words
    assert (found.tokens, found.names, found.attributions) == ((), (), ())


def test_blocks_read_alone_or_with_blanks_round_them_read_the_same() -> None:
    first = parse(TEXT, ((0, len(TEXT)),), with_model=True)
    again = parse(f"\n\n{TEXT}\n", ((2, 2 + len(TEXT)),), with_model=True)
    assert [(a[0] + 2, a[1] + 2) for a in (t.span for t in first.tokens)] == [t.span for t in again.tokens]
    assert [a.sure for a in first.attributions] == [a.sure for a in again.attributions]


def test_what_is_too_long_to_be_prose_is_left_to_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MOST_PIECES", 20)
    assert parse(TEXT, ((0, len(TEXT)),), with_model=True) == parse(TEXT, ((0, len(TEXT)),))


@pytest.mark.parametrize("blocks", [(), ((0, 0),)])
def test_nothing_is_read_in_nothing(blocks: tuple[tuple[int, int], ...]) -> None:
    assert parse(TEXT, blocks, with_model=True).tokens == ()


def test_texts_that_mean_the_same_are_nearer_than_others() -> None:
    texts = ["The port is closed.", "The port has been closed to ships.", "She won the chess cup."]
    same, near, far = vectors_of(texts)
    assert same @ same == pytest.approx(1, abs=1e-3)
    assert same @ near > 0.6 > 0.3 > same @ far
