"""Nobody is kept out: axe-core finds nothing serious on any page, light or dark, on a desk's screen or a phone's."""

from typing import Any

import pytest
from browsing import Sit
from playwright.sync_api import Page

from listeningpost.web import PAGES

LOOKS = [(1280, False), (1280, True), (390, False), (390, True)]
GRAVE = ("serious", "critical")


def grave(page: Page, axe: str) -> list[Any]:
    """What axe finds on the page as it stands, with the elements it finds it in."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert found["passes"]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]][:3])
            for rule in found["violations"] if rule["impact"] in GRAVE]


def in_every_look(sit: Sit, axe: str, path: str, status: int = 200) -> dict[tuple[int, bool], list[Any]]:
    return {(width, dark): grave(sit(width=width, dark=dark).open(path, status), axe) for width, dark in LOOKS}


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_axe_finds_nothing_serious(sit: Sit, addresses: dict[str, str], axe: str, name: str) -> None:
    assert in_every_look(sit, axe, addresses[name]) == {look: [] for look in LOOKS}


def test_axe_finds_nothing_serious_where_nothing_is_asked_for(sit: Sit, axe: str) -> None:
    assert in_every_look(sit, axe, "/?watch=nowhere", 400) == {look: [] for look in LOOKS}


def test_axe_would_find_something(sit: Sit, axe: str) -> None:
    page = sit().open()
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [rule for rule, _ in grave(page, axe)] == ["button-name"]
