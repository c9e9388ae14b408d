"""The pages of a watch, chosen from the store's index and not by reading them."""

from collections.abc import Iterable

from ..schema import Watch
from ..store import Store
from ..views import is_source
from .asking import Asked, Desk, remembered


def watched_pages(asked: Asked) -> frozenset[str] | None:
    """Ids of the pages that the reader's watch asks for; None where the reader sees everything."""
    name = asked.query.get("watch")
    return None if name is None else pages_of_watch(asked.desk, name)


def pages_of_watch(desk: Desk, name: str) -> frozenset[str]:
    """Ids of the pages of one of the desk's watches."""
    return remembered(desk, ("watch", name), lambda: _pages(desk.store, desk.watches[name]))


def _pages(store: Store, watch: Watch) -> frozenset[str]:
    """Pages of the watch's sources and language, where it names any, that have one of its words, actors or places. A
    page whose outlet or language is not known is not held back for that."""
    wanted = (*watch.words, *watch.actors, *watch.places)
    having = store.pages_with(wanted) if wanted else None
    heads = store.page_heads()
    names = _names(store, {head.outlet for head in heads if head.outlet}) if watch.sources else {}
    sources = {outlet: is_source(names[outlet], watch.sources) for outlet in names}
    return frozenset(
        head.id for head in heads
        if (having is None or head.id in having)
        and (head.outlet is None or sources.get(head.outlet, True))
        and watch.language in (None, head.language or watch.language)
    )


def _names(store: Store, outlets: Iterable[str]) -> dict[str, set[str]]:
    """The names of every outlet: its own, and those that it goes by where its own pages name it."""
    names = {outlet: {outlet} for outlet in outlets}
    for outlet, name in store.named_as_outlet():
        names[outlet].add(name)
    return names
