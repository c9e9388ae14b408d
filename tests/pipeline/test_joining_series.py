"""Figure series in a store: the same links for every order in which pages come, and when pages go."""

import random
from collections.abc import Sequence
from pathlib import Path

import msgspec

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.exports import EXPORTS
from listeningpost.schema import Capture, FigureSeriesLink, Page, RefusalNote, RefusedPage
from listeningpost.store import Store, open_store

from ..record.figures import page_of

ORDERS = 20
TOLD = (
    "The council of Veld said in spring that the Marsh Front keeps {} in the reed islands beyond Tarn.",
    "Salt workers of Orvel believe the Dune Guard to hide {} between the evaporation ponds, according to Ada Morn.",
    "Fishermen count {} of the Kestrel Column on the cliffs over Lirn, she told the harbour assembly.",
)


def pages() -> list[Page]:
    """The strength of three bands told again in other years, a toll that grows, and what was foretold of it."""
    found = []
    for number, told in enumerate(TOLD):
        for year in range(2029, 2033):
            words = f"{11 + 20 * number} camps"
            text = told.format(words)
            said = {"speaker": "Ada Morn", "said": f"{year}-05-01", "places": ("Tarn", "Orvel", "Lirn")}
            found.append(page_of(text, {words: {}}, f"{year}-05-0{number + 1}", **said))
    for day, dead in enumerate((5, 7, 7, 9), 1):
        words = f"{dead} people"
        text = f"The Orvel ferry sank in a storm off Lirn and {words} were killed, the harbour office said, {day}."
        found.append(page_of(text, {words: {}}, f"2031-06-0{day}"))
    text = "The harbour office feared that the Orvel ferry storm off Lirn may kill 40 people before winter."
    return [*found, page_of(text, {"40 people": {}}, "2031-06-01")]


def write(store: Store, page: Page) -> Capture:
    capture = Capture(head=page.capture, body=page.article.text.encode())
    store.write(page, capture)
    return capture


def exported(path: Path, steps: Sequence[Sequence[Page]], gone: Sequence[Page] = ()) -> str:
    """The links of a store that got its pages in these steps, reconciled after each, and lost some at the end."""
    with open_store(str(path)) as store:
        for step in steps:
            for page in step:
                write(store, page)
            pipeline.reconcile(store, here)
        for page in gone:
            refusal = RefusalNote(room="articles", reason="made up")
            capture = Capture(head=page.capture, body=page.article.text.encode())
            store.refuse(RefusedPage(capture=page.capture, refusal=refusal), capture)
            pipeline.reconcile(store, here)
        return "".join(line for line in EXPORTS["links"].lines(store) if '"kind":"figure_series"' in line)


def test_the_series_are_the_same_for_twenty_orders_and_one_load(tmp_path: Path) -> None:
    found = pages()
    whole = exported(tmp_path / "whole.db", [found])
    links = [msgspec.json.decode(line, type=FigureSeriesLink) for line in whole.splitlines()]
    assert sorted((link.what, len(link.points), link.flags) for link in links) == [
        ("camps", 4, ("unchanged since 2029",)), ("camps", 4, ("unchanged since 2029",)),
        ("camps", 4, ("unchanged since 2029",)), ("people killed", 4, ()),
    ]
    for number in range(ORDERS):
        random.Random(number).shuffle(found)
        steps = [found[:9], *([one] for one in found[9:])] if number % 2 else [found[:4], found[4:9], found[9:]]
        assert exported(tmp_path / f"{number}.db", steps) == whole


def test_pages_that_go_leave_what_a_store_without_them_has(tmp_path: Path) -> None:
    found = pages()
    random.Random(3).shuffle(found)
    gone, kept = found[:6], found[6:]
    assert exported(tmp_path / "some.db", [found], gone) == exported(tmp_path / "kept.db", [kept])


def test_a_page_that_comes_settles_only_its_own_series(tmp_path: Path) -> None:
    found = pages()
    with open_store(str(tmp_path / "store.db")) as store:
        for page in found[1:]:
            write(store, page)
        pipeline.reconcile(store, here)
        before = {link.id: link for link in store.links("figure_series") if isinstance(link, FigureSeriesLink)}
        write(store, found[0])
        pipeline.reconcile(store, here)
        after = {link.id: link for link in store.links("figure_series") if isinstance(link, FigureSeriesLink)}
        changed = [link for link in after.values() if before.get(link.id) != link]
        assert [{point.page for point in link.points} for link in changed] == [
            {page.capture.id for page in found[:4]}]
        assert pipeline.reconcile(store, here).groups == 0
