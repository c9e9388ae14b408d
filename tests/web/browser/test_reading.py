"""Reading at the desk in a real browser: with a mouse, by keys, on a phone, in the dark, and with no script at all."""

import pytest
from browsing import Sit
from playwright.sync_api import Page

from listeningpost.web import PAGES

NAMES = [page.name for page in PAGES]
# what a page shows: its lines, quotations, headings and ways on; scripts may add to it, never be needed for it
SHOWN = """() => [...document.querySelectorAll("nav a, main :is([data-line], blockquote, h1, h2, a[href])")]
  .map((element) => `${element.tagName} ${element.id} ${element.getAttribute("href") ?? ""} ${
    element.tagName === "ARTICLE" ? "" : element.textContent.replace(/\\s+/g, " ").trim()}`)"""
# what reaches past the right edge; a part that scrolls within itself may
BEYOND = """() => {
  const scrolls = (element) => element && (getComputedStyle(element).overflowX !== "visible"
    || scrolls(element.parentElement));
  const beyond = (element) => element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element);
  return document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")].filter(beyond).map((element) => element.outerHTML.slice(0, 120));
}"""
# lines that stand on one another's words
COVERED = """() => {
  const lines = [...document.querySelectorAll("[data-line]")].filter((line) => line.offsetParent);
  const boxes = lines.map((line) => [line, line.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap(([line, box], at) => boxes.slice(at + 1)
    .filter(([other, its]) => !line.contains(other) && meet(box, its)).map(([other]) => `${line.id} ${other.id}`));
}"""


def test_every_page_is_reached_by_links_from_the_edition(addresses: dict[str, str]) -> None:
    assert [name for name in NAMES if name not in addresses] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole_without_scripts(sit: Sit, addresses: dict[str, str], name: str) -> None:
    bare = sit(scripts=False).open(addresses[name])
    with_scripts = sit().open(addresses[name]).evaluate(SHOWN)
    assert with_scripts
    without = set(bare.evaluate(SHOWN))
    assert [part for part in with_scripts if part not in without] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_a_phone(sit: Sit, addresses: dict[str, str], name: str) -> None:
    page = sit(width=390).open(addresses[name])
    assert page.evaluate(BEYOND) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 390, "height": 2400})
    page.mouse.wheel(0, 600)
    assert page.evaluate(COVERED) == []


def test_the_edition_opens_and_says_what_is_in_it(sit: Sit) -> None:
    page = sit().open()
    assert page.title().endswith("Listening Post")
    assert page.locator("nav a[aria-current=page]").inner_text() == "Edition"
    assert page.locator("[data-line]").count() > 10
    assert page.locator("[data-line] blockquote").first.inner_text().strip()


def test_dark_is_dark_and_stays_so(sit: Sit) -> None:
    reader = sit()
    light = _brightness(reader.open())
    reader.page.locator("button.theme").click()
    dark = _brightness(reader.page)
    assert dark < 64 < 192 < light
    assert _brightness(reader.open()) == dark  # remembered
    assert _brightness(sit(dark=True).open()) == dark  # the system's wish
    assert _brightness(sit(dark=True, scripts=False).open()) == dark


def _brightness(page: Page) -> float:
    return page.evaluate("""() => {
      const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).map(Number);
      return (red + green + blue) / 3;
    }""")


def test_keys_walk_the_lines_and_open_one(sit: Sit) -> None:
    page = sit().open()
    lines = page.locator("[data-line]")
    page.keyboard.press("j")
    assert _chosen(page) == [0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert _chosen(page) == [1]
    target = lines.nth(1).locator("a.open").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")


def _chosen(page: Page) -> list[int]:
    return page.evaluate("""() => [...document.querySelectorAll("[data-line]")]
      .flatMap((line, at) => line.classList.contains("chosen") ? [at] : [])""")


def test_the_keys_are_told_and_the_list_closes(sit: Sit) -> None:
    page = sit().open()
    told = page.locator("dialog.help")
    assert not told.is_visible()
    page.keyboard.press("?")
    assert told.is_visible()
    assert told.locator("dt").count() >= 5
    page.keyboard.press("Escape")
    assert not told.is_visible()


def test_the_words_of_the_as_of_days_stand_on_one_line_each_on_a_phone(sit: Sit) -> None:
    page = sit(width=390).open("/disputes")
    summary = page.locator("form.narrow summary")
    shut = summary.bounding_box()
    summary.click()
    opened = summary.bounding_box()
    assert shut
    assert opened
    assert page.get_by_label("said until").is_visible()
    assert opened["height"] == shut["height"] < 30
    boxes = [page.get_by_label(words).bounding_box() for words in ("published until", "said until", "held until")]
    assert all(box and box["x"] + box["width"] <= 390 for box in boxes)
