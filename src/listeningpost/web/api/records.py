"""Single things by their id, or the beginning of one."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from ...errors import UnknownId
from ...schema import (
    CitedPage,
    Correction,
    EntityInStore,
    Filter,
    Link,
    Located,
    Page,
    Record,
    View,
    Window,
)
from ...views import show
from ..problems import Fault
from .endpoints import Call, Endpoint, Sent
from .shapes import FigureRecord, MentionRecord, StatementRecord

BYTES = "application/octet-stream"


def page(call: Call) -> Page:
    """One page with all that was found in it, people's mends over it; without the vectors that only joiners read."""
    held = call.desk.store.page(_of_kind(call, "page").now)
    return replace(held, vector=None, statements=tuple(replace(one, vectors=()) for one in held.statements))


def capture(call: Call) -> Sent:
    """The bytes a page was read from, as they came: never shown in place, whatever they are."""
    id_ = _of_kind(call, "page", "refusal").id
    headers = {
        "Content-Disposition": f'attachment; filename="{id_[:12]}.bin"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Sent(content=call.desk.store.capture(id_).body, headers=headers, media_type=BYTES)


def _item(kind: str, made: type[Record]) -> Callable[[Call], Any]:
    def answer(call: Call) -> Any:
        where = _of_kind(call, kind)
        held = call.desk.store.page(where.pages[0])
        item = next((one for one in getattr(held, f"{kind}s") if one.id == where.id), None)
        if item is None:
            raise UnknownId(f"{where.id}: taken off its page by a correction")
        spans = item.content_spans if kind == "statement" else (item.span,)
        given = {kind: replace(item, vectors=()) if kind == "statement" else item}
        text = " … ".join(held.article.text[start:end] for start, end in spans)
        mends = tuple(one for one in call.desk.store.corrections(where.id))
        return made(**given, text=text, page=_cited(held), corrections=mends)

    return answer


def _cited(held: Page) -> CitedPage:
    article = held.article
    return CitedPage(
        id=held.capture.id, source=held.capture.source, outlet=article.outlet.name if article.outlet else None,
        title=article.title.text if article.title else None, published=article.published.edtf,
    )


def actor(call: Call) -> EntityInStore:
    """Somebody over all pages; whoever was merged into another is that one now."""
    where = _of_kind(call, "entity")
    found = call.desk.store.window("actors", Filter(speaker=where.now), Window(limit=1)).rows
    if not found or found[0].id != where.now:
        raise UnknownId(f"{where.now}: speaks or has a role, and is mentioned on no page")
    return found[0]  # type: ignore[no-any-return]


def link(call: Call) -> Link:
    """One link by its id, or by an id it had once."""
    where = _of_kind(call, "link", "story", "entity")
    found = call.desk.store.link(where.now)
    if found is None:
        raise UnknownId(f"{where.id}: no link has this id now")
    return found


def correction(call: Call) -> Correction:
    """One correction."""
    where = _of_kind(call, "correction")
    return next(one for one in call.desk.store.corrections() if one.id == where.id)


def located(call: Call) -> Located:
    """What an id, or the beginning of one, names."""
    return call.desk.store.find(call.path["id"])


def shown(call: Call) -> View:
    """Everything about one id, as cited lines and facts."""
    return show(call.desk.store, call.path["id"])


def _of_kind(call: Call, *kinds: str) -> Located:
    where = call.desk.store.find(call.path["id"])
    if where.kind not in kinds:
        raise Fault(404, f"{where.id}: is no {' or '.join(kinds)} but of kind {where.kind}", "id")
    return where


RECORDS: tuple[Endpoint, ...] = (
    Endpoint(name="get_page", summary="The record of one page.", path="/pages/{id}", answer=page, gives=Page),
    Endpoint(name="get_capture", summary="The bytes a page was read from.", path="/pages/{id}/capture", answer=capture,
             gives=bytes, bare=BYTES),
    Endpoint(name="get_statement", summary="One statement.", path="/statements/{id}",
             answer=_item("statement", StatementRecord), gives=StatementRecord),
    Endpoint(name="get_figure", summary="One figure.", path="/figures/{id}", answer=_item("figure", FigureRecord),
             gives=FigureRecord),
    Endpoint(name="get_mention", summary="One mention.", path="/mentions/{id}", answer=_item("mention", MentionRecord),
             gives=MentionRecord),
    Endpoint(name="get_actor", summary="Somebody over all pages.", path="/actors/{id}", answer=actor,
             gives=EntityInStore),
    Endpoint(name="get_link", summary="One link, by its id or one it had once.", path="/links/{id}", answer=link,
             gives=Link),
    Endpoint(name="get_correction", summary="One correction.", path="/corrections/{id}", answer=correction,
             gives=Correction),
    Endpoint(name="find_id", summary="What an id, or the beginning of one, names.", path="/ids/{id}", answer=located,
             gives=Located),
    Endpoint(name="show_id", summary="Everything about one id.", path="/ids/{id}/view", answer=shown, gives=View),
)
