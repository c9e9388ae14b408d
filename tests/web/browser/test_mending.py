"""A speaker mended from the line itself: it is seen at once, holds when the page is read again, and is taken back."""

from pathlib import Path

from browsing import NOW, Sit
from playwright.sync_api import Locator, Page

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.examples import sample_watch
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import RefusedPage
from listeningpost.store import open_store

NAMED = "the clerk of the pass"


def read_again(file: Path) -> None:
    """Every page of a store read anew from its capture, while the desk stays open."""
    knowledge = open_knowledge([sample_watch().pack])
    with open_store(str(file), now=NOW) as store:
        for capture in list(store.captures()):
            page = pipeline.page(capture, knowledge, with_model=False)
            if not isinstance(page, RefusedPage):
                store.write(page, capture)
        pipeline.reconcile(store, here)


def who_says(page: Page, quote: str) -> Locator:
    return page.locator("[data-line]", has_text=quote).first.locator(".who")


def test_a_mended_speaker_holds_until_it_is_undone(sit: Sit, own_desk: tuple[str, Path]) -> None:
    desk, file = own_desk
    reader = sit(at=desk)
    page = reader.open()
    line = page.locator("[data-line]", has=page.locator("a.mend")).first
    quote = line.locator("blockquote").inner_text().strip("“” ")
    before = line.locator(".who").inner_text()
    assert NAMED not in before

    line.locator("a.mend").click()
    form = page.locator("form.mend", has=page.locator("input[name=field][value=speaker]"))
    form.locator("[name=value]").fill(NAMED)
    form.locator("[name=why]").fill("the paragraph before names him")
    form.get_by_role("button", name="Correct").click()
    assert NAMED in page.get_by_role("status").inner_text()
    mended_at = page.url

    assert NAMED in who_says(reader.open(), quote).inner_text()
    read_again(file)
    assert NAMED in who_says(reader.open(), quote).inner_text()

    page.goto(mended_at)
    page.get_by_role("button", name="Undo").first.click()
    assert "Undone" in page.get_by_role("status").inner_text()
    assert who_says(reader.open(), quote).inner_text() == before
