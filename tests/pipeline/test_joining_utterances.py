"""Utterances in a store: the same links for every order in which pages come, and old ids that lead to them for ever."""

import hashlib
import random
from pathlib import Path

import pytest
from joining import exported

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.errors import UnknownId
from listeningpost.schema import (
    Article,
    Capture,
    CaptureHead,
    DateGiven,
    MadeBy,
    Page,
    Published,
    RefusalNote,
    RefusedPage,
    Speaker,
    Statement,
    UtteranceLink,
)
from listeningpost.store import Store, neighbours, open_store

ORDERS = 20
REMARKS = (
    "the harbour council will close the old ferry dock at Veld by {month}",
    "{about} {number} islanders marched to the town hall with lanterns",
    "two buses an hour {will} run across the new Tarn bridge",
    "{parts}the eastern quay gave way in the storm of last winter",
)
WORDS = {
    "month": ("October", "November"), "about": ("about", "at least", "nearly"), "number": ("400", "400", "900"),
    "will": ("will", "would", "may"), "parts": ("parts of ", "", "all of "),
}


def made(seed: int) -> tuple[Page, Capture]:
    """A page on which two speakers say one or two of the remarks each, in words of its own."""
    draw = random.Random(seed)
    told = [remark.format(**{name: draw.choice(words) for name, words in WORDS.items()})
            for remark in draw.sample(REMARKS, draw.randint(1, 3))]
    text = "\n".join(f"{draw.choice(('Ann Oster', 'Oskar Brennwald'))} said that {words}." for words in told)
    body = f"Page {seed}\n{text}"
    id_ = hashlib.sha256(body.encode()).hexdigest()
    day = f"2031-05-{draw.randint(6, 9):02}"
    statements = []
    for line in text.split("\n"):
        start, (name, _, content) = body.index(line), line.rstrip(".").partition(" said that ")
        first = start + len(name) + len(" said that ")
        number = hashlib.sha256(f"{id_} {first}".encode()).hexdigest()[:12]
        statements.append(Statement(
            id=f"s{number}", speaker=Speaker(name=name), kind="indirect", source_span=(start, start + len(name)),
            content_spans=((first, first + len(content)),), said_on=DateGiven(edtf=f"../{day}"),
        ))
    head = CaptureHead(id=id_, source=f"{seed}.txt", media_type="text/plain", encoding="utf-8")
    article = Article(text=body, title=None, body=((body.index("\n") + 1, len(body)),), furniture=(), language="en",
                      published=Published(edtf=day))
    page = Page(made_by=MadeBy(listeningpost="0", knowledge="0"), capture=head, space="capture", article=article,
                statements=tuple(statements))
    return page, Capture(head=head, body=body.encode())


def utterances(store: Store) -> list[UtteranceLink]:
    return [link for link in store.links("utterance") if isinstance(link, UtteranceLink)]


@pytest.mark.parametrize("near", [24, 2], ids=["all meet", "two each way"])
def test_the_links_are_the_same_for_twenty_orders_and_one_load(
    tmp_path: Path, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "CROWD", near)
    monkeypatch.setattr(neighbours, "NEAR", 2)
    found = [made(seed) for seed in range(14)]
    whole = exported(tmp_path / "whole.db", [found])
    assert whole.count('"kind":"utterance"') >= len(REMARKS)
    assert {kind for kind in ("value", "hedge", "modality", "scope") if f'"kind":"{kind}"' in whole}
    for number in range(ORDERS if near == 2 else ORDERS // 5):
        random.Random(number).shuffle(found)
        steps = [found[:11], *([one] for one in found[11:])] if number % 2 else [found[:4], found[4:9], found[9:]]
        assert exported(tmp_path / f"{number}.db", steps) == whole


def test_pages_that_go_leave_what_a_store_without_them_has(tmp_path: Path) -> None:
    found = [made(seed) for seed in range(12)]
    gone, kept = found[:4], found[4:]
    assert exported(tmp_path / "some.db", [found], [capture for _, capture in gone]) == exported(
        tmp_path / "kept.db", [kept])


def test_old_ids_lead_to_the_remark_for_ever(tmp_path: Path) -> None:
    """The smallest telling names a remark; when a smaller one comes, the old name still finds it, and when all others
    are gone, the telling it was named by."""
    found = sorted((made(seed) for seed in range(14)), key=lambda one: min(s.id for s in one[0].statements))
    with open_store(str(tmp_path / "store.db")) as store:
        for page, capture in found[7:]:
            store.write(page, capture)
        pipeline.reconcile(store, here)
        old = {link.id: set(link.statements) for link in utterances(store)}
        for page, capture in found[:7]:
            store.write(page, capture)
        pipeline.reconcile(store, here)
        now = {link.id: set(link.statements) for link in utterances(store)}
        moved = [id_ for id_ in old if id_ not in now]
        assert moved
        assert all(old[id_] & now[store.find(id_).now] for id_ in moved)
        assert all(store.find(id_).now == id_ for id_ in now)
        with pytest.raises(UnknownId):
            store.find("u000000000000")
        for _, capture in found:
            refused = RefusedPage(capture=capture.head, refusal=RefusalNote(room="articles", reason="made up"))
            if not any(capture.head.id == page for page, _ in old[moved[0]]):
                store.refuse(refused, capture)
        pipeline.reconcile(store, here)
        assert store.find(moved[0]).now in {moved[0], *(statement for _, statement in old[moved[0]])}
