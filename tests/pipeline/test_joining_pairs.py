"""Copies in a store: the same links for every order in which pages come, and for every way in which they went."""

import hashlib
import random
from pathlib import Path

import pytest
from joining import exported

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.record import JOINERS
from listeningpost.schema import (
    Article,
    Capture,
    CaptureHead,
    CopyLink,
    MadeBy,
    Named,
    Outlet,
    Page,
    Published,
)
from listeningpost.store import Store, neighbours, open_store

ORDERS = 20
PARTS = ("tar", "osk", "vir", "mel", "dor", "sor", "ul", "hal", "bren", "kor", "lin", "mez", "pa", "quo", "rus", "wen")


def sentences(seed: int, count: int = 14) -> list[str]:
    """Sentences of made-up words, the same for one seed."""
    draw = random.Random(seed)

    def word() -> str:
        return "".join(draw.sample(PARTS, 3))

    return [
        f"{word().title()} closed the {word()} near {word().title()} in {draw.randint(11, 999)} days, and"
        f" {word()} {word()} was said to {word()} the {word()} of {word().title()}."
        for _ in range(count)
    ]


def made(text: str, day: str | None = None, outlet: str = "", credit: str = "") -> tuple[Page, Capture]:
    """A page of a text, with what is given for it, and its capture."""
    body = f"{outlet} {credit} {day}\n{text}"
    start = body.index("\n") + 1
    id_ = hashlib.sha256(body.encode()).hexdigest()
    head = CaptureHead(id=id_, source=f"{id_[:6]}.txt", media_type="text/plain", encoding="utf-8")
    article = Article(
        text=body, title=None, body=((start, len(body)),), furniture=(), language="en", published=Published(edtf=day),
        outlet=Outlet(name=outlet, basis="made up") if outlet else None, agency=(Named(name=credit),) if credit else (),
    )
    made_by = MadeBy(listeningpost="0", knowledge="0")
    return Page(made_by=made_by, capture=head, space="capture", article=article), Capture(head=head, body=body.encode())


def pages() -> list[tuple[Page, Capture]]:
    """Three texts with cuts, other orders and other words of them, a house's text on many pages, and single pages."""
    found = []
    for seed in range(3):
        whole = sentences(seed)
        reworded = [line.replace("closed the", "had to shut a").replace("said", "asked") for line in whole]
        found += [
            made(" ".join(whole), f"2031-03-0{seed + 1}", outlet=f"House {seed}"),
            made(" ".join(whole[:9]), "2031-03-07", credit=f"House {seed}"),
            made(" ".join([*whole[7:], *whole[:7]]), "2031-03-07"),
            made(" ".join(line.replace("near", "not far from") for line in reworded)),
        ]
    wire = sentences(9)
    found += [made(" ".join(wire), f"2031-04-{day:02}", credit="Basinwire" if day % 2 else "") for day in range(1, 6)]
    found += [made(" ".join([*wire[:3], *sentences(20 + number)])) for number in range(3)]
    return [*found, made(" ".join(sentences(30)), credit="Basinwire")]


@pytest.fixture(params=[24, 2], ids=["all meet", "two each way"])
def near(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many items before and behind it in a key each meets: more than there are, or a few."""
    monkeypatch.setattr(neighbours, "CROWD", request.param)
    monkeypatch.setattr(neighbours, "NEAR", 2)
    return int(request.param)


def test_the_links_are_the_same_for_twenty_orders_and_one_load(tmp_path: Path, near: int) -> None:
    """Half of the orders come in three loads, the others page by page in the end."""
    found = pages()
    whole = exported(tmp_path / "whole.db", [found])
    assert whole.count('"kind":"copy"') >= len(found)
    kinds = {word for word in ("original", "exact", "reprint", "translation", "based_on") if f'"{word}"' in whole}
    assert len(kinds) == 5
    for number in range(ORDERS if near == 2 else ORDERS // 4):
        random.Random(number).shuffle(found)
        steps = [found[:16], *([one] for one in found[16:])] if number % 2 else [found[:6], found[6:15], found[15:]]
        assert exported(tmp_path / f"{number}.db", steps) == whole


@pytest.mark.usefixtures("near")
def test_pages_that_go_leave_what_a_store_without_them_has(tmp_path: Path) -> None:
    found = pages()
    random.Random(1).shuffle(found)
    gone, kept = found[:9], found[9:]
    assert exported(tmp_path / "some.db", [found], [capture for _, capture in gone]) == exported(
        tmp_path / "kept.db", [kept])


@pytest.fixture
def copies_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other joiner judges."""
    monkeypatch.setattr(pipeline, "JOINERS", [joiner for joiner in JOINERS if joiner.name == "copies"])


@pytest.mark.usefixtures("copies_alone")
def test_a_page_that_comes_touches_only_what_it_meets(tmp_path: Path) -> None:
    found = pages()
    with open_store(str(tmp_path / "store.db")) as store:
        for page, capture in found[1:]:
            store.write(page, capture)
        pipeline.reconcile(store, here)
        before = {row.page: row for row in store.links("copy") if isinstance(row, CopyLink)}
        store.write(*found[0])
        done = pipeline.reconcile(store, here)
        after = {row.page: row for row in store.links("copy") if isinstance(row, CopyLink)}
        family = {page.capture.id for page, _ in found[:4]}
        assert (done.groups, done.links) == (1, 4)
        assert {page for page in after if after[page] != before.get(page)} <= family
        assert pipeline.reconcile(store, here).groups == 0


@pytest.mark.usefixtures("copies_alone")
def test_a_page_written_again_the_same_changes_nothing_and_a_mend_that_matters_does(tmp_path: Path) -> None:
    found = pages()[:4]
    with open_store(str(tmp_path / "store.db")) as store:
        for page, capture in found:
            store.write(page, capture)
        pipeline.reconcile(store, here)
        first, second = (page.capture.id for page, _ in found[:2])
        store.correct(first, "title", "Another headline", "made up", "Ines")
        assert pipeline.reconcile(store, here).groups == 0
        assert copy_of(store, second) == first
        store.correct(first, "published", "2031-03-09", "made up", "Ines")
        pipeline.reconcile(store, here)
        assert copy_of(store, second) == "House 0"


def copy_of(store: Store, page: str) -> str | None:
    return next(link.of for link in store.links("copy") if isinstance(link, CopyLink) and link.page == page)
