"""The floor plan: a capture becomes a page, a source the pages of a store, a store is reconciled across its pages."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import islice
from typing import TypeVar

from msgspec.structs import replace

from .annotations import ANNOTATED, annotate
from .articles import read
from .captures import collect
from .edition import edition
from .engines import Engine
from .errors import ModelError, Refusal, fault_of, room_of
from .knowledge import Knowledge
from .language import model_version
from .record import JOINERS, ORIGINS, ORIGINS_VERSION, Joiner, PairJoiner, enter, recount, with_vectors
from .schema import (
    Added,
    Annotations,
    Capture,
    CaptureHead,
    Flag,
    Link,
    Lost,
    MadeBy,
    Page,
    Parse,
    Reading,
    Reconciled,
    RefusalNote,
    RefusedPage,
    Tie,
)
from .store import Cut, Keyed, Meeting, Part, Profiled, Store, numbered

BATCH = 200  # groups written in one transaction
READ, KEYED, FEW = 100, 2_000, 20  # pages read together, given keys in one transaction (100 MB), reconciled in one
LONGEST = 200_000  # characters of a body to annotate: twice the longest magazine pieces, a small book
Tell = Callable[[Added, CaptureHead], None]
Made = TypeVar("Made")
log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())  # for whoever sets logging up; a user reads the refusal


def _quiet(_added: Added, _head: CaptureHead) -> None:
    """Hears and says nothing."""


def page(capture: Capture, knowledge: Knowledge, *, with_model: bool = True) -> Page | RefusedPage:
    """One page read, annotated and entered, without a store, a network or another page. A page that cannot be read is a
    RefusedPage with the room and the reason. Without the packed model, what the rules find alone, and no vectors to
    compare.

    Raises ModelError where the packed model cannot be used, and OSError and MemoryError where the system fails (a full
    disk, too many open files): these are no faults of the page, which is to be read once all is well again.
    """
    return _tried(capture, partial(_page, capture, knowledge, with_model=with_model))


def add(source: str, store: Store, engine: Engine, knowledge: Knowledge, tell: Tell = _quiet) -> Added:
    """Bring a source into a store, page by page; what the store holds of this version already is passed over, so a run
    that was cut short goes on where it stopped. `tell` hears how far it is after each capture.

    Raises NothingThere for a source that holds nothing, StoreError where the store fails, ModelError where the packed
    model cannot be used.
    """
    adding = _Adding(store, made_by(knowledge), tell)
    for made in engine(partial(_page_and_keys, knowledge, JOINERS), adding.fresh(collect(source))):
        adding.keep(made)
    return adding.finished()


def reconcile(store: Store, engine: Engine) -> Reconciled:
    """Judge what changed since the last time, for each joiner (groups of pages that share a key, or items compared two
    by two), and write the links; then count origins anew. What a few new pages change is one transaction."""
    done = [one for _, one in stages(store, engine)]
    return Reconciled(groups=sum(one.groups for one in done), links=sum(one.links for one in done))


def stages(store: Store, engine: Engine) -> Iterator[tuple[str, Reconciled]]:
    """What `reconcile` does, one stage after another: each one's name and what came of it, once it is done."""
    versions = {ORIGINS: ORIGINS_VERSION} | {joiner.name: joiner.version for joiner in JOINERS}
    with store.batch() if store.little_new(versions, FEW) else nullcontext():
        store.drop_joiners(versions)
        _give_keys(store, engine)
        yield "keys", Reconciled()
        for joiner in JOINERS:
            written = [*_joined(joiner, store, engine)]
            yield joiner.name, Reconciled(groups=len(written), links=sum(written))
        recount(store)
        store.note_complete(versions)
        yield ORIGINS, Reconciled()


def made_by(knowledge: Knowledge, *, with_model: bool = True) -> MadeBy:
    """What pages are made by now: pages of another make are read anew when they are brought in again. Raises ModelError
    where the packed model cannot be used."""
    model = model_version() if with_model else None
    return MadeBy(listeningpost=edition(), knowledge=knowledge.version, model=model)


# ---- one page
def _tried(capture: Capture, make: Callable[[], Made]) -> Made | RefusedPage:
    """What is made of a capture, or that it cannot be."""
    try:
        return make()
    except Refusal as refusal:
        return _refused(capture.head, refusal.room, refusal.reason)
    except (MemoryError, ModelError):
        raise
    # The one broad catch: among 100,000 pages of any origin some break a room; the rest must still be read.
    except Exception as error:  # noqa: BLE001
        if isinstance(error, OSError) and error.errno is not None:
            raise
        log.warning("%s could not be read", capture.head.source, exc_info=True)
        return _refused(capture.head, room_of(error), fault_of(error))


def _page(capture: Capture, knowledge: Knowledge, *, with_model: bool) -> Page:
    reading = read(capture, knowledge)
    made = enter(reading, _annotated(reading, knowledge, with_model=with_model), knowledge)
    vectored = with_vectors(made) if with_model and _has_annotator(made.article.language) else made
    return replace(vectored, made_by=made_by(knowledge, with_model=with_model))


def _page_and_keys(knowledge: Knowledge, joiners: Sequence[Joiner | PairJoiner], capture: Capture
                   ) -> tuple[Page | RefusedPage, Sequence[Keyed | Profiled]]:
    """A page, and what joiners will look for it by: made while it is at hand, reconciling need not read it again."""
    made = page(capture, knowledge)
    if isinstance(made, RefusedPage):
        return made, ()
    keys = _tried(capture, partial(keys_of, made, joiners))
    return (keys, ()) if isinstance(keys, RefusedPage) else (made, keys)


def _annotated(reading: Reading, knowledge: Knowledge, *, with_model: bool) -> Annotations:
    """What the extractors find; for a language without an annotator, and for a body past LONGEST, nothing but a flag
    that says so."""
    language = reading.article.language
    length = sum(end - start for start, end in reading.article.body)
    if length > LONGEST:
        flag = Flag(kind="too_long", note=f"{length:,} characters are more than one article: read and dated only")
    elif _has_annotator(language):
        return annotate(reading, knowledge, with_model=with_model)
    else:
        flag = Flag(kind="no_annotator", note=f"no annotator for the language {language}: read and dated only")
    return Annotations(parse=Parse(paragraphs=(), sentences=(), words=()), flags=(flag,))


def _has_annotator(language: str | None) -> bool:
    return language is None or language.split("-")[0] in ANNOTATED


def _refused(head: CaptureHead, room: str, reason: str) -> RefusedPage:
    return RefusedPage(capture=head, refusal=RefusalNote(room=room, reason=reason))


# ---- bringing in
class _Adding:
    """An `add` on its way: what was given to the engine and has not come back, and the counts so far."""

    def __init__(self, store: Store, maker: MadeBy, tell: Tell) -> None:
        self.store, self.maker, self.tell = store, maker, tell
        self.waiting: deque[Capture] = deque()
        self.repeated: list[CaptureHead] = []
        self.added = Added()

    def fresh(self, collected: Iterable[Capture | RefusedPage]) -> Iterator[Capture]:
        """The captures that this version has not read yet; what cannot be captured is kept as a refusal."""
        for found in collected:
            if isinstance(found, RefusedPage):
                self.store.refuse(found, made_by=self.maker)
                self._count(found.capture, refused=1)
            elif any(capture.head.id == found.head.id for capture in self.waiting):
                self.repeated.append(found.head)
            elif held := self.store.held_as(found.head.id, self.maker):
                self._again(found.head, refused=held == "refusal")
            else:
                self.waiting.append(found)
                yield found

    def keep(self, found: tuple[Page | RefusedPage, Sequence[Keyed | Profiled]] | Lost) -> None:
        """Store what the engine made of the capture that waited longest."""
        capture = self.waiting.popleft()
        if isinstance(found, Lost):  # without a version that tried: a later `add` tries again
            self.store.refuse(_refused(capture.head, "engines", found.reason), capture)
            return self._count(capture.head, refused=1)
        made, keys = found
        if isinstance(made, Page):
            try:
                with self.store.batch():
                    self.store.write(made, capture)
                    self.store.give_keys(keys)
                return self._count(capture.head, new=1)
            except ValueError as error:  # a page that contradicts itself must not end the run
                made = _refused(capture.head, "store", f"cannot be kept: {error}")
        self.store.refuse(made, capture, self.maker)
        return self._count(capture.head, refused=1)

    def finished(self) -> Added:
        """The counts, after the captures that came twice within a few are noted as further sources."""
        for head in self.repeated:
            self._again(head, refused=False)
        return self.added

    def _again(self, head: CaptureHead, *, refused: bool) -> None:
        known = not self.store.note_source(head)
        self._count(head, seen=int(not refused), refused=int(refused), sources=int(not known))

    def _count(self, head: CaptureHead, **more: int) -> None:
        self.added = replace(self.added, **{name: getattr(self.added, name) + number for name, number in more.items()})
        self.tell(self.added, head)


# ---- reconciling
Work = TypeVar("Work")


def _give_keys(store: Store, engine: Engine) -> None:
    """Give each page the keys and profiles that it lacks of today's joiners; `add` gives them to those it brings in."""
    made = engine(partial(_keyed, JOINERS), _unkeyed(store))
    while some := list(islice(made, KEYED // READ)):
        found = [one for keys in some for one in _sound(keys, "the keys of pages")]
        store.give_keys(found)


def _unkeyed(store: Store) -> Iterator[list[tuple[Page, tuple[int, ...]]]]:
    """The pages that lack keys, READ at a time, each with the numbers of the joiners that it lacks them of."""
    lacking = dict[str, tuple[int, ...]]()
    for number, one in enumerate(JOINERS):
        for page_id in store.unkeyed(one.name, one.version):
            lacking[page_id] = (*lacking.get(page_id, ()), number)
    rows = iter(lacking)
    while some := list(islice(rows, READ)):  # read all at once: while one is read, the store's log cannot begin anew
        yield [(page, lacking[page.capture.id]) for page in store.pages_of(some)]


def _keyed(joiners: Sequence[Joiner | PairJoiner], lacking: Iterable[tuple[Page, tuple[int, ...]]]
           ) -> list[Keyed | Profiled]:
    """The keys, or the profiles, that joiners give some pages."""
    return [made for page, numbers in lacking for made in keys_of(page, [joiners[number] for number in numbers])]


def keys_of(page: Page, joiners: Sequence[Joiner | PairJoiner] = JOINERS) -> list[Keyed | Profiled]:
    """The keys, or the profiles, that joiners give a page: what they look for it by."""
    return [_profiles(one, page) if isinstance(one, PairJoiner) else _keys(one, page) for one in joiners]


def _profiles(joiner: PairJoiner, page: Page) -> Profiled:
    items = tuple(numbered(joiner.name, item) for item in joiner.profiles(page))
    return Profiled(joiner.name, joiner.version, page.capture.id, items)


def _keys(joiner: Joiner, page: Page) -> Keyed:
    return Keyed(joiner.name, joiner.version, page.capture.id, tuple(joiner.key(page)))


def _joined(joiner: Joiner | PairJoiner, store: Store, engine: Engine) -> Iterator[int]:
    if isinstance(joiner, PairJoiner):
        return join_pairs(joiner, store, engine)
    return _join_groups(joiner, store, engine)


def _join_groups(joiner: Joiner, store: Store, engine: Engine) -> Iterator[int]:
    """Judge the touched groups of a joiner, written BATCH at a time; how many links each has."""
    waiting = deque[str]()
    made = engine(partial(_judged, joiner), _groups(joiner, store, waiting))
    while some := list(islice(made, BATCH)):
        keys = [waiting.popleft() for _ in some]
        yield from store.write_groups(joiner.name, {
            key: _sound(links, f"joiner {joiner.name} on group {key}") for key, links in zip(keys, some, strict=True)})


def _groups(joiner: Joiner, store: Store, waiting: deque[str]) -> Iterator[tuple[str, list[Page]]]:
    """Each touched group; its key is in `waiting` until its links come."""
    touched = store.groups(joiner.name)
    while some := list(islice(touched, READ)):
        pages = {page.capture.id: page for page in store.pages_of(page_id for _, ids in some for page_id in ids)}
        for key, page_ids in some:
            waiting.append(key)
            yield key, [pages[page_id] for page_id in page_ids]


def _judged(joiner: Joiner, group: tuple[str, Sequence[Page]]) -> list[Link]:
    """The links of one group; none where no page stands in it any more."""
    return list(joiner.judge(group[1], group[0])) if group[1] else []


def join_pairs(joiner: PairJoiner, store: Store, engine: Engine) -> Iterator[int]:
    """Compare what is new and settle all that hangs together with it, round by round; how many links each part has."""
    met = deque[Meeting]()
    for ties in store.batched(engine(partial(_compared, joiner), _given(store.meetings(joiner.name), met))):
        numbers = met.popleft().numbers
        store.write_ties(joiner.name, numbers, _sound(ties, f"joiner {joiner.name} on {len(numbers)} items"))
    more = True
    while more:
        more, waiting = False, deque[list[Part]]()
        given = _given(store.parts(joiner.name, Cut(joiner.largest, joiner.levels)), waiting)
        for links in store.batched(engine(partial(_settled, joiner), given)):
            more, parts = True, waiting.popleft()
            sound = _sound(links, f"joiner {joiner.name} on part {parts[0].items[0]}")
            yield from store.write_parts(joiner.name, [*zip(parts, sound, strict=True)])


def _given(some: Iterable[Work], waiting: deque[Work]) -> Iterator[Work]:
    """Pieces of work, each in `waiting` until it is done."""
    for one in some:
        waiting.append(one)
        yield one


def _compared(joiner: PairJoiner, meeting: Meeting) -> list[Tie]:
    return [tie for one, met in zip(meeting.facts, meeting.met, strict=False) if met
            for tie in joiner.compare(one, [meeting.facts[other] for other in met])]


def _settled(joiner: PairJoiner, parts: Sequence[Part]) -> list[list[Link]]:
    return [list(joiner.settle(part.facts, part.ties)) for part in parts]


def _sound(judged: list[Made] | Lost, where: str) -> list[Made]:
    """What a joiner made. Raises RuntimeError where its worker was ended: links that lack some would be told as all."""
    if isinstance(judged, Lost):
        raise RuntimeError(f"{where}: {judged.reason}")
    return judged
