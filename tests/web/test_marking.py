"""A text cut into pieces: no character is lost, and each stands under exactly what was found over it."""

from hypothesis import given
from hypothesis import strategies as st

from listeningpost.web.marking import Mark, pieces_of

TEXT = "  “We shall not go,” Ann Oster of the League said on Monday; about 1,200 dockers heard it.\r\n "
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).filter(lambda span: span[0] < span[1])
MARKS = st.lists(st.builds(Mark, span=SPANS, layer=st.sampled_from(["said", "mention", "figure"]),
                           id=st.sampled_from(["s1", "s2", "m1", "f1"])), max_size=8)


@given(blocks=st.lists(SPANS, max_size=4), marks=MARKS)
def test_every_character_keeps_its_place_and_its_layers(blocks: list[tuple[int, int]], marks: list[Mark]) -> None:
    for block, pieces in zip(blocks, pieces_of(TEXT, blocks, marks, None), strict=True):
        words = TEXT[slice(*block)].strip()
        assert "".join(piece.text for piece in pieces) == words
        at = TEXT.index(words, block[0]) if words else block[0]
        for piece in pieces:
            for place in range(at, at + len(piece.text)):
                over = {mark.layer for mark in marks if mark.span[0] <= place < mark.span[1]}
                assert set(piece.layers) == over
            at += len(piece.text)


@given(blocks=st.lists(SPANS, max_size=4), marks=MARKS)
def test_every_id_begins_once(blocks: list[tuple[int, int]], marks: list[Mark]) -> None:
    begun = [id_ for pieces in pieces_of(TEXT, blocks, marks, None) for piece in pieces for id_ in piece.begins]
    assert len(begun) == len(set(begun))


def test_the_innermost_is_linked_and_the_chosen_is_whole() -> None:
    said, name = TEXT.index("We"), TEXT.index("shall")
    marks = [Mark(span=(said, said + 15), layer="said", id="s1"), Mark(span=(name, name + 5), layer="mention", id="m1")]
    (pieces,) = pieces_of(TEXT, [(0, len(TEXT))], marks, "s1")
    assert [(piece.text, piece.id, piece.chosen) for piece in pieces] == [
        ("“", None, False), ("We ", "s1", True), ("shall", "m1", True), (" not go", "s1", True),
        (TEXT[said + 15 :].rstrip(), None, False)]
    assert [(piece.begins, piece.is_line) for piece in pieces][1:3] == [(("s1",), True), (("m1",), False)]


def test_of_two_things_over_the_same_words_the_one_named_last_is_linked() -> None:
    marks = [Mark(span=(3, 5), layer="said", id="s1"), Mark(span=(3, 5), layer="figure", id="f1")]
    (pieces,) = pieces_of(TEXT, [(3, 5)], marks, "f1")
    assert [(piece.id, piece.layers, piece.begins) for piece in pieces] == [("f1", ("figure", "said"), ("s1", "f1"))]
