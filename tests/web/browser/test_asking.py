"""From what a reader looks for to the words themselves: search, a question, and the way from a line to its span."""

from browsing import Sit
from playwright.sync_api import Page

DENIAL = "No Halvenian gun has fired across the line this year"


def words(text: str) -> str:
    return " ".join(text.split())


def type_in(page: Page, text: str) -> None:
    """By keys alone: the box, the words, and off."""
    page.keyboard.press("/")
    assert page.locator("#q").evaluate("(box) => box === document.activeElement")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")


def test_a_line_leads_to_its_words_and_to_no_others(sit: Sit) -> None:
    page = sit().open()
    line = page.locator("#new [data-line]", has_text=DENIAL).first
    parts = [words(part).strip("“”") for part in line.locator("blockquote").inner_text().split("[…]")]
    line.locator("a.open").click()
    page.wait_for_url("**/article/**")
    chosen = page.locator("#article .text .chosen-words.said").all_inner_texts()
    assert words("".join(chosen)) == words("".join(parts)), (chosen, parts)
    assert page.locator("#article .text .chosen-words.said").first.is_visible()


def test_words_are_found_by_keys(sit: Sit) -> None:
    page = sit().open()
    type_in(page, "camps fighters")
    lines = page.locator("#found [data-line]")
    assert lines.count() > 2
    assert {mark.lower() for mark in lines.locator("mark").all_inner_texts()} & {"camps", "fighters"}


def test_a_question_is_answered_with_lines_or_not_at_all(sit: Sit) -> None:
    page = sit().open()
    type_in(page, "How many zebras live in the lighthouse?")
    assert "The record does not say." in page.locator("#found .answered").inner_text()


def test_a_search_needs_no_script(sit: Sit) -> None:
    page = sit(scripts=False).open()
    page.locator("#q").fill(DENIAL)
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search?**")
    assert DENIAL in page.locator("#found").inner_text()
