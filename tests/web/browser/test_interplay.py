"""What happens at the desk without a page being loaded anew, where scripts run: choosing, going on, narrowing."""

from browsing import Sit
from playwright.sync_api import Page, expect

MARKED = "window.notLoadedAnew = true"
KEPT = "window.notLoadedAnew === true"


def at(sit: Sit, path: str = "/") -> Page:
    page = sit().open(path)
    page.evaluate(MARKED)
    return page


def test_choosing_words_of_an_article_changes_the_record_beside_them(sit: Sit) -> None:
    page = sit().open()
    page.goto(page.locator("#new a.open").first.evaluate("link => link.href"))
    page.evaluate(MARKED)
    figure = page.locator(".text a.m.figure").first
    words = figure.inner_text()
    figure.click()
    expect(page.locator("#side .kicker")).to_have_text("figure")
    expect(page.locator(".chosen-words").first).to_contain_text(words)
    assert "at=f" in page.url
    assert page.evaluate(KEPT)
    page.locator(".side-tabs a", has_text="Capture").click()
    expect(page.locator("pre.capture mark").first).to_contain_text(words)
    assert page.evaluate(KEPT)
    page.go_back()
    expect(page.locator(".side-tabs [aria-current]")).to_have_text("Record")


def test_more_lines_come_at_the_end_each_once(sit: Sit) -> None:
    page = at(sit)
    lines = page.locator("#new [data-line]")
    before = lines.count()
    page.locator("#new a.more").click()
    expect(lines.nth(before)).to_be_visible()
    ids = lines.evaluate_all("all => all.map(line => line.id)")
    assert len(ids) == len(set(ids)) > before
    assert page.locator("#new .pager").count() <= 1
    assert page.evaluate(KEPT)


def test_a_watch_narrows_as_soon_as_it_is_chosen(sit: Sit) -> None:
    page = at(sit)
    page.select_option(".narrow select", "brennik")
    expect(page.locator("h1")).to_contain_text("The Brennik line")
    assert page.url.endswith("/?watch=brennik")
    assert page.locator("main").count() == 1
    assert page.evaluate(KEPT)
