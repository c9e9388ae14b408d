"""The floor plan with small rooms in the place of the real ones: what is kept, passed over, refused, resumed."""

import errno
import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from listeningpost import pipeline
from listeningpost.engines import Limits, here, limited
from listeningpost.errors import ModelError, Refusal, StoreError
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.language import model_version
from listeningpost.schema import (
    Added,
    Annotations,
    Article,
    Capture,
    CaptureHead,
    CopyLink,
    Link,
    Lost,
    MadeBy,
    Mention,
    Page,
    Parse,
    Published,
    Reading,
    Reconciled,
    RefusalNote,
    RefusedPage,
    Title,
)
from listeningpost.store import Store, open_store

EMPTY = Annotations(parse=Parse(paragraphs=(), sentences=(), words=()))


def capture(text: str, source: str = "") -> Capture:
    body = text.encode()
    id_ = hashlib.sha256(body).hexdigest()
    head = CaptureHead(id=id_, source=source or f"{text}.txt", media_type="text/plain", encoding="utf-8")
    return Capture(head=head, body=body)


def ahead(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
    """An engine that, like a pool, takes items before it gives results; the item "lost" ends its worker."""
    source = iter(items)
    while batch := list(islice(source, 4)):
        for number, item in enumerate(batch):
            lost = isinstance(item, Capture) and item.body == b"lost"
            yield Lost(number=number, reason="ended twice") if lost else function(item)


def read(found: Capture, _knowledge: object = None) -> Reading:
    text = found.body.decode()
    if text == "empty":
        raise Refusal("articles", "no text")
    if text == "hostile":
        raise RecursionError("too deep")
    article = Article(
        text=text,
        title=Title(text=text, span=(0, len(text))),
        body=((0, len(text)),),
        furniture=(),
        published=Published(),
        language="fa" if text.startswith("fa") else "en-GB",
    )
    return Reading(head=found.head, space="capture", article=article)


def enter(reading: Reading, found: Annotations, _: Knowledge) -> Page:
    article, flags = reading.article, (*reading.flags, *found.flags)
    return Page(
        made_by=MadeBy(listeningpost="?", knowledge="?"),
        capture=reading.head,
        space=reading.space,
        article=article,
        flags=flags,
    )


class FirstLetter:
    """Joins pages whose text begins alike."""

    name = "letters"
    version = 1

    def __init__(self) -> None:
        self.judged: list[list[str]] = []

    def key(self, page: Page) -> Iterable[str]:
        yield page.article.text[0]

    def judge(self, pages: Sequence[Page], key: str | None = None) -> Iterable[Link]:  # noqa: ARG002
        self.judged.append([page.article.text for page in pages])
        return [CopyLink(page=page.capture.id, relation="original") for page in pages]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> list[Capture | RefusedPage]:
    """Small rooms; what the source holds is the list that this gives."""
    source: list[Capture | RefusedPage] = []
    monkeypatch.setattr(pipeline, "collect", lambda _: iter(source))
    monkeypatch.setattr(pipeline, "read", read)
    monkeypatch.setattr(pipeline, "annotate", lambda *_, **__: EMPTY)
    monkeypatch.setattr(pipeline, "enter", enter)
    return source


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.db")) as opened:
        yield opened


both = pytest.mark.parametrize("engine", [here, ahead], ids=["here", "ahead"])


@pytest.mark.usefixtures("rooms")
def test_a_page_is_signed_by_package_knowledge_and_model(knowledge: Knowledge) -> None:
    page = pipeline.page(capture("a page"), knowledge)
    assert isinstance(page, Page)
    assert page.made_by == pipeline.made_by(knowledge)
    assert page.made_by.knowledge == knowledge.version
    assert page.made_by.model == model_version()
    assert page.flags == ()
    alone = pipeline.page(capture("a page"), knowledge, with_model=False)
    assert isinstance(alone, Page)
    assert alone.made_by.model is None


@pytest.mark.usefixtures("rooms")
def test_a_model_that_cannot_be_used_is_no_fault_of_the_page(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Annotations:
        raise ModelError("reader.onnx is damaged")

    monkeypatch.setattr(pipeline, "annotate", broken)
    with pytest.raises(ModelError, match=r"reader\.onnx"):
        pipeline.page(capture("a page"), knowledge)


@pytest.mark.usefixtures("rooms")
def test_a_language_without_annotator_is_read_and_flagged(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "annotate", lambda *_, **__: pytest.fail("annotated"))
    page = pipeline.page(capture("fa page"), knowledge)
    assert isinstance(page, Page)
    assert [flag.kind for flag in page.flags] == ["no_annotator"]
    assert "fa" in page.flags[0].note


@pytest.mark.usefixtures("rooms")
def test_a_body_longer_than_any_article_is_read_and_flagged(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "annotate", lambda *_, **__: pytest.fail("annotated"))
    page = pipeline.page(capture("a page " * pipeline.LONGEST, "long.txt"), knowledge)
    assert isinstance(page, Page)
    assert [flag.kind for flag in page.flags] == ["too_long"]


@pytest.mark.usefixtures("rooms")
def test_a_refusal_keeps_its_room_and_reason(knowledge: Knowledge) -> None:
    refused = pipeline.page(capture("empty"), knowledge)
    assert isinstance(refused, RefusedPage)
    assert refused.refusal == RefusalNote(room="articles", reason="no text")


@pytest.mark.usefixtures("rooms")
def test_what_breaks_a_room_becomes_a_refusal_and_is_logged(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    refused = pipeline.page(capture("hostile"), knowledge)
    assert isinstance(refused, RefusedPage)
    assert refused.refusal.room == "pipeline"
    reason = r"a fault of Listening Post, please report it: RecursionError: too deep \(pipeline, line \d+\)"
    assert re.fullmatch(reason, refused.refusal.reason)
    assert "hostile.txt could not be read" in caplog.text


@pytest.mark.usefixtures("rooms")
def test_the_room_that_broke_is_named(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "enter", lambda *_: knowledge.look_up(None))  # type: ignore[arg-type]
    refused = pipeline.page(capture("a page"), knowledge)
    assert isinstance(refused, RefusedPage)
    assert refused.refusal.room == "knowledge"


@pytest.mark.usefixtures("rooms")
def test_what_the_system_fails_at_is_no_refusal(
    store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Reading:
        raise OSError(errno.ENOSPC, "No space left on device")

    rooms += [capture("a")]
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "read", full)
        with pytest.raises(OSError, match="No space left"):
            pipeline.add("x", store, here, knowledge)
    assert list(store.refusals()) == []
    assert pipeline.add("x", store, here, knowledge).new == 1


@both
def test_all_is_kept_counted_and_told(
    engine: Any, store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage]
) -> None:
    pdf = CaptureHead(id="0" * 64, source="a.pdf", media_type="application/pdf", encoding="")
    rooms += [capture("a"), capture("empty"), capture("b"), capture("hostile"), capture("c"), capture("d")]
    rooms.insert(2, RefusedPage(capture=pdf, refusal=RefusalNote(room="captures", reason="a PDF")))
    told: list[tuple[Added, str]] = []
    added = pipeline.add("x", store, engine, knowledge, lambda so_far, head: told.append((so_far, head.source)))
    assert added == Added(new=4, refused=3) == told[-1][0]
    assert sorted(source for _, source in told) == sorted(
        ["a.txt", "empty.txt", "a.pdf", "b.txt", "hostile.txt", "c.txt", "d.txt"]
    )
    assert {page.article.text for page in store.pages()} == {"a", "b", "c", "d"}
    assert {one.refusal.room for one in store.refusals()} == {"articles", "pipeline", "captures"}
    assert store.counts().captures == 6


@both
def test_bringing_in_again_changes_nothing(
    engine: Any, store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms += [capture("a"), capture("empty"), capture("b")]
    pipeline.add("x", store, engine, knowledge)
    before = store.counts()
    monkeypatch.setattr(pipeline, "read", lambda *_: pytest.fail("read again"))
    assert pipeline.add("x", store, engine, knowledge) == Added(seen=2, refused=1)
    assert store.counts() == before


@both
def test_the_same_bytes_from_two_places_are_one_capture(
    engine: Any, store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage]
) -> None:
    rooms += [capture("a", "first.txt"), capture("a", "second.txt"), capture("b"), capture("a", "third.txt")]
    assert pipeline.add("x", store, engine, knowledge) == Added(new=2, seen=2, sources=2)
    assert store.sources(capture("a").head.id) == ("first.txt", "second.txt", "third.txt")
    assert store.capture(capture("a").head.id).head.source == "first.txt"
    assert pipeline.add("x", store, engine, knowledge) == Added(seen=4)


def test_an_item_that_ends_its_worker_is_a_refusal(
    store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage]
) -> None:
    rooms += [capture("a"), capture("lost"), capture("b")]
    assert pipeline.add("x", store, ahead, knowledge) == Added(new=2, refused=1)
    (refused,) = store.refusals()
    assert (refused.capture.source, refused.refusal.room) == ("lost.txt", "engines")


def test_a_page_past_its_time_is_kept_and_tried_again_with_more(
    store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(reading: Reading, _: Knowledge, *, with_model: bool) -> Annotations:  # noqa: ARG001
        spent = time.process_time()
        while reading.article.text == "b" and time.process_time() - spent < 2:
            sum(range(1000))
        return EMPTY

    monkeypatch.setattr(pipeline, "annotate", slow)
    rooms += [capture("a"), capture("b"), capture("c")]
    assert pipeline.add("x", store, limited(here, Limits(seconds=1)), knowledge) == Added(new=2, refused=1)
    (refused,) = store.refusals()
    assert (refused.capture.source, refused.refusal.room) == ("b.txt", "engines")
    assert refused.refusal.reason.startswith("it took longer than 1 s of computing")
    assert store.capture(refused.capture.id).body == b"b"
    assert pipeline.add("x", store, limited(here, Limits(seconds=9)), knowledge) == Added(new=1, seen=2)
    assert list(store.refusals()) == []


def test_a_page_that_cannot_be_kept_is_a_refusal(
    store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrongly(reading: Reading, found: Annotations, known: Knowledge) -> Page:
        page = enter(reading, found, known)
        mention = Mention(id="m1", span=(0, 1), text="\ud800", type="person", form="name", entity=None, name=None)
        return replace(page, mentions=(mention,) if page.article.text == "b" else ())

    monkeypatch.setattr(pipeline, "enter", wrongly)
    rooms += [capture("a"), capture("b"), capture("c")]
    assert pipeline.add("x", store, here, knowledge) == Added(new=2, refused=1)
    (refused,) = store.refusals()
    assert (refused.capture.source, refused.refusal.room) == ("b.txt", "store")
    assert "cannot be kept" in refused.refusal.reason


@both
def test_a_run_that_was_cut_short_goes_on_where_it_stopped(
    engine: Any, store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms += [capture(letter) for letter in "abcdefgh"]

    def full(*_: object) -> None:
        if store.counts().pages == 5:
            raise StoreError("the disk is full")
        Store.write(store, *_)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "write", full)
    with pytest.raises(StoreError, match="full"):
        pipeline.add("x", store, engine, knowledge)
    monkeypatch.undo()
    monkeypatch.setattr(pipeline, "collect", lambda _: iter(rooms))
    for name, room in (("read", read), ("annotate", lambda *_, **__: EMPTY), ("enter", enter)):
        monkeypatch.setattr(pipeline, name, room)
    assert pipeline.add("x", store, engine, knowledge) == Added(new=3, seen=5)


def test_another_knowledge_reads_the_pages_anew(
    store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms += [capture("a"), capture("empty")]
    pipeline.add("x", store, here, knowledge)
    monkeypatch.setattr(knowledge, "version", "another")
    assert pipeline.add("x", store, here, knowledge) == Added(new=1, refused=1)
    assert (store.counts().pages, store.counts().refusals) == (1, 1)


@both
def test_only_groups_that_changed_are_judged(
    engine: Any, store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    joiner = FirstLetter()
    monkeypatch.setattr(pipeline, "JOINERS", (joiner,))
    rooms += [capture("ab"), capture("ac"), capture("b")]
    pipeline.add("x", store, engine, knowledge)
    assert pipeline.reconcile(store, engine) == Reconciled(groups=2, links=3)
    assert pipeline.reconcile(store, engine) == Reconciled()
    rooms.append(capture("bc"))
    pipeline.add("x", store, engine, knowledge)
    joiner.judged.clear()
    assert pipeline.reconcile(store, engine) == Reconciled(groups=1, links=2)
    assert [sorted(group) for group in joiner.judged] == [["b", "bc"]]
    monkeypatch.setattr(pipeline, "JOINERS", ())
    pipeline.reconcile(store, engine)
    assert list(store.links()) == []


@both
def test_pages_come_with_what_joiners_look_for_them_by(
    engine: Any, store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reconciling reads none of them again, unless another version of a joiner wants other keys."""
    class Second(FirstLetter):
        version = 2

    monkeypatch.setattr(pipeline, "JOINERS", (FirstLetter(),))
    rooms += [capture("ab"), capture("ac")]
    pipeline.add("x", store, engine, knowledge)
    assert list(store.unkeyed("letters", 1)) == []
    assert len(list(store.unkeyed("letters", 2))) == 2
    assert pipeline.reconcile(store, engine) == Reconciled(groups=1, links=2)
    monkeypatch.setattr(pipeline, "JOINERS", (Second(),))
    assert pipeline.reconcile(store, engine) == Reconciled(groups=1, links=2)


def test_a_page_that_breaks_a_joiner_is_a_refusal(
    store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Picky(FirstLetter):
        def key(self, page: Page) -> Iterable[str]:
            if page.article.text == "b":
                raise ValueError("no key for b")
            return super().key(page)

    monkeypatch.setattr(pipeline, "JOINERS", (Picky(),))
    rooms += [capture("a"), capture("b"), capture("c")]
    assert pipeline.add("x", store, here, knowledge) == Added(new=2, refused=1)
    (refused,) = store.refusals()
    assert refused.capture.source == "b.txt"
    assert "no key for b" in refused.refusal.reason
    assert pipeline.reconcile(store, here) == Reconciled(groups=2, links=2)


def test_a_broken_joiner_stops_the_reconciling_and_loses_nothing(
    store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(FirstLetter):
        def judge(self, pages: Sequence[Page], key: str | None = None) -> Iterable[Link]:  # noqa: ARG002
            raise ValueError(f"broken on {pages[0].capture.source}")

    rooms.append(capture("a"))
    pipeline.add("x", store, here, knowledge)
    monkeypatch.setattr(pipeline, "JOINERS", (Broken(),))
    with pytest.raises(ValueError, match=r"broken on a\.txt"):
        pipeline.reconcile(store, here)
    monkeypatch.setattr(pipeline, "JOINERS", (FirstLetter(),))
    assert pipeline.reconcile(store, here) == Reconciled(groups=1, links=1)


def test_what_a_few_new_pages_change_is_kept_whole_or_not_at_all(
    store: Store, knowledge: Knowledge, rooms: list[Capture | RefusedPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Second(FirstLetter):
        name = "second"

        def judge(self, pages: Sequence[Page], key: str | None = None) -> Iterable[Link]:  # noqa: ARG002
            raise ValueError("broken")

    joiners = (FirstLetter(), Second())
    monkeypatch.setattr(pipeline, "JOINERS", joiners)
    pipeline.reconcile(store, here)
    rooms.append(capture("a"))
    pipeline.add("x", store, here, knowledge)
    before = store.generation()
    with pytest.raises(ValueError, match="broken"):
        pipeline.reconcile(store, here)
    assert (list(store.links()), store.generation()) == ([], before), "neither joiner left anything"
    monkeypatch.setattr(pipeline, "JOINERS", joiners[:1])
    assert pipeline.reconcile(store, here) == Reconciled(groups=1, links=1)
