"""The part of a large store that a view reads for the API, so that what an answer costs does not grow with the store.

Pages are chosen by the store's index, the newest first, MOST of them at most; of views that are about links, the links
of most origins with all pages they stand on. What was left unread is said in a note of the view. A store of MOST pages
or fewer is read whole.
"""

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from ...edtf import bounds
from ...schema import FigureSeriesLink, Link, Question, View
from ...store import places_of
from ...views import Held, Narrow, ask
from ..asking import Desk, remembered
from ..chosen import newest_first
from ..watched import pages_of_watch

MOST = 80  # pages that one view reads
OF_LINKS = {"copies": "copy", "disputes": "dispute", "origins": "origin", "story": "story", "utterance": "utterance"}


def answer_of(desk: Desk, name: str, question: Question, watch: str | None) -> View:
    """What a view answers over the part of the store that it needs. Raises as `views.ask` does."""
    newest = remembered(desk, "newest published", lambda: newest_first(desk.store))
    if len(newest) <= MOST or name == "cite":
        return ask(desk.store, name, question)
    fit = _fitting(desk, name, question, watch)
    if name in OF_LINKS:
        links = list(_of_subject(desk, name, question.subject) if question.subject else _told_most(desk, name, fit))
        return ask(Narrow(desk.store, {page for link in links for page in pages_of(link)}), name, question)
    chosen = [page for page in newest if fit is None or page in fit]
    return _noted(ask(_standing(desk, name, chosen[:MOST]), name, question), len(chosen) - MOST)


def _noted(view: View, unread: int) -> View:
    if unread <= 0:
        return view
    note = f"from the newest {MOST} pages that may fit; {unread:,} older ones not read: narrow it, or take the lists"
    return replace(view, notes=(*view.notes, note))


def _standing(desk: Desk, name: str, pages: list[str]) -> Held:
    """Pages with all links that stand on them, so that what is counted over other pages is counted whole; with a series
    of figures come the pages of all its claims."""
    if name != "figures":
        return Narrow(desk.store, pages)
    links = tuple(desk.store.links_on(pages))
    series = [link for link in links if isinstance(link, FigureSeriesLink)]
    return Narrow(desk.store, {*pages, *(page for link in series for page in pages_of(link))}, links)


def pages_of(link: Link) -> set[str]:
    """The pages that a link stands on."""
    return {page for page, _ in places_of(link)}


def _fitting(desk: Desk, name: str, question: Question, watch: str | None) -> set[str] | None:
    """Pages that may answer; None for all. More than fit at a closer look, never fewer."""
    store, found = desk.store, list[set[str]]()
    if watch:
        found.append(set(pages_of_watch(desk, watch)))
    if question.about:
        found.append(store.pages_with(question.about))
    who = question.subject if name not in OF_LINKS else question.speaker
    for one in filter(None, {who, question.speaker}):
        found.append(store.pages_with((one,)) | store.pages_of_speaker(one))
    if question.since or question.until:
        found.append(store.pages_dated(bounds(question.since or "..")[0], bounds(question.until or "..")[1]))
    return set.intersection(*found) if found else None


def _told_most(desk: Desk, name: str, fit: set[str] | None) -> Iterator[Link]:
    """Links of the kind a view is about: those of most origins and pages, until MOST pages stand under them."""
    kind, read = OF_LINKS[name], set[str]()
    places = remembered(desk, ("pages under", kind), lambda: _under(desk, kind))
    for head in desk.store.link_heads(kind):
        under = places[head.id]
        if fit is None or not fit.isdisjoint(under):
            if read and len(read | under) > MOST:
                return
            read |= under
            yield from desk.store.links_of(kind, [head.id])


def _under(desk: Desk, kind: str) -> dict[str, set[str]]:
    under = defaultdict[str, set[str]](set)
    for place in desk.store.link_places(kind):
        under[place.id].add(place.page)
    return under


def _of_subject(desk: Desk, name: str, subject: str) -> Iterator[Link]:
    """The links of one kind that a subject names or that stand on its page."""
    where, kind = desk.store.find(subject), OF_LINKS[name]
    named = list(desk.store.links_of(kind, [where.now]))
    return iter(named or desk.store.links_on(where.pages, kind))
