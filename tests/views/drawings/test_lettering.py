"""Labels: none over another, none over what is taken, none outside; the most important first."""

from hypothesis import given
from hypothesis import strategies as st

from listeningpost.views.drawings.lettering import Box, Label, Place, _box, place, shorter, width_of

ROOM = Box(0, 0, 400, 200)
SPOTS = (Place(6, 4, "start"), Place(-6, 4, "end"), Place(0, -8, "middle"), Place(0, 18, "middle"))
points = st.tuples(st.text("abcdefgh WM", min_size=1, max_size=14), st.floats(0, 400), st.floats(0, 200))


@given(st.lists(points, max_size=25))
def test_labels_never_overlap_nor_leave_the_drawing(found: list[tuple[str, float, float]]) -> None:
    taken = [Box(x - 4, y - 4, x + 4, y + 4) for _, x, y in found]
    placed = place([Label(text, x, y, 12, SPOTS) for text, x, y in found], ROOM, taken)
    boxes = [_box(one.label, Place(one.x - one.label.x, one.y - one.label.y, one.anchor)) for one in placed]
    for number, box in enumerate(boxes):
        assert box.x0 >= 0
        assert box.x1 <= 400.01
        assert not any(box.meets(other) for other in boxes[number + 1 :])
        assert not any(box.meets(other) for other in taken)


def test_the_first_label_keeps_its_first_place_and_a_crowded_one_is_left_out() -> None:
    crowd = [Label("Brennik", 100, 100, 12, SPOTS[:1]), Label("Ulmezh", 101, 100, 12, SPOTS[:1])]
    (only,) = place(crowd, ROOM)
    assert (only.label.text, only.anchor) == ("Brennik", "start")


def test_a_text_is_cut_behind_a_word() -> None:
    text = "the final convoy would leave before the end of September"
    cut = shorter(text, 12, 150)
    assert cut.endswith(" …")
    assert text.startswith(cut.removesuffix(" …"))
    assert width_of(cut, 12) <= 150
    assert shorter("short", 12, 150) == "short"
    assert width_of(shorter("W" * 80, 12, 100), 12) <= 112
