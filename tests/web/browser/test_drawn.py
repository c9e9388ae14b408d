"""What scripts add to the drawings: words where one points, nodes that move, a nearer map, a part of the timeline."""

from browsing import Sit

PEN = ".drawing.wide"


def test_pointing_at_a_node_tells_of_it_and_it_can_be_moved(sit: Sit) -> None:
    page = sit().open("/network")
    node = page.locator(f"figure.speakers {PEN} .node").first
    node.hover()
    assert "is spoken of in" in page.locator(".tip").inner_text()
    box = node.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 6, box["y"] + 6)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 40, steps=4)
    page.mouse.up()
    moved = node.bounding_box()
    assert moved is not None
    assert moved["x"] > box["x"] + 40


def test_the_map_comes_nearer_and_goes_back(sit: Sit) -> None:
    page = sit().open("/map")
    ground = page.locator(f"figure.places {PEN} .moved")
    page.locator("button[aria-label=Nearer]:visible").click()
    page.wait_for_function("() => document.querySelector('.drawing.wide .moved').getAttribute('transform')")
    page.wait_for_timeout(400)
    assert "scale(1.7" in (ground.get_attribute("transform") or "")
    page.locator("button[aria-label='The whole map']:visible").click()
    page.wait_for_timeout(400)
    assert "scale(1)" in (ground.get_attribute("transform") or "")


def test_lines_outside_a_chosen_stretch_of_the_timeline_are_faint(sit: Sit) -> None:
    page = sit().open("/actor/radan-velk")
    box = page.locator(f"figure.timeline {PEN}").bounding_box()
    assert box is not None
    assert page.locator("[data-line].faint").count() == 0
    page.mouse.move(box["x"] + box["width"] * 0.12, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    faint = page.locator("[data-line].faint").count()
    assert 0 < faint < page.locator("[data-line]").count()
