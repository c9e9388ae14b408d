"""Questions the API answers with more than rows: views, search, watches, what can be mended, what serves this."""

from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from ... import __version__
from ...errors import UsageError
from ...questions import as_of, known_from, read_search
from ...questions import ask as answered
from ...questions import search as find
from ...schema import SCHEMA, Answer, Correction, Found, Question, Sought, View, Watch
from ...store import FIELDS
from ...views import VIEWS
from ..asking import Desk, remembered
from ..fed import feed_names
from ..problems import Fault
from ..watched import pages_of_watch
from .endpoints import Call, Endpoint
from .parts import answer_of
from .shapes import (
    About,
    AskAsked,
    Health,
    Listed,
    Mendable,
    Mended,
    NamedFeed,
    NamedView,
    NamedWatch,
    QuestionAsked,
    SearchAsked,
)


def views(_: Call) -> Listed[NamedView]:
    """Every view that can be asked for."""
    found = (NamedView(name=one.name, answers=one.answers, has_subject=one.has_subject, limit=one.limit)
             for one in VIEWS.values())
    return Listed(items=tuple(found))


def view(call: Call) -> View:
    """What a view answers."""
    name = call.path["view"]
    if name not in VIEWS:
        raise Fault(404, f"{name}: there is no such view; there is {', '.join(VIEWS)}", "view")
    return answer_of(call.desk, name, question_of(call.desk, call.query), call.query.watch)


def question_of(desk: Desk, asked: QuestionAsked) -> Question:
    """What is asked of a view. Raises Fault for a watch that this desk does not have."""
    given = msgspec.structs.asdict(asked)
    watch = watch_of(desk, asked.watch, 422) if asked.watch else None
    return Question(**{**given, "watch": watch, "packs": desk.packs})


def search(call: Call) -> Found:
    """Lines that hold the words or are near them in meaning."""
    return find(call.desk.store, call.query.q, call.query.limit, _within(call, Sought()))


def answer(call: Call) -> Answer:
    """Cited lines that answer a question, or none."""
    sought = read_search(call.query.within).sought if call.query.within else Sought()
    return answered(call.desk.store, call.query.q, known_from(call.desk.packs), _within(call, sought))


def _within(call: Call, sought: Sought) -> Sought:
    """What is sought within the watch and as of the days that are asked for."""
    pages = _watched(call)
    whole = replace(sought, pages=None if pages is None else tuple(sorted(pages)))
    return as_of(whole, call.query.said_until, call.query.published_until, call.query.held_until)


def _watched(call: Call) -> frozenset[str] | None:
    """The pages of the watch that is asked for."""
    if call.query.watch is None:
        return None
    watch_of(call.desk, call.query.watch, 422)
    return pages_of_watch(call.desk, call.query.watch)


def watches(call: Call) -> Listed[NamedWatch]:
    """The watches of this desk."""
    return Listed(items=tuple(NamedWatch(name=name, watch=one) for name, one in call.desk.watches.items()))


def watch(call: Call) -> Watch:
    """One watch by its name."""
    return watch_of(call.desk, call.path["watch"], 404)


def watch_of(desk: Desk, name: str, status: int) -> Watch:
    """A watch of the desk. Raises Fault of that status where it has none of the name."""
    if name not in desk.watches:
        known = ", ".join(desk.watches) or "none"
        raise Fault(status, f"{name}: there is no such watch; there is {known}", "watch")
    return desk.watches[name]


def feeds(call: Call) -> Listed[NamedFeed]:
    """The feeds of this desk."""
    found = ((name, tells, f"{call.base}/feeds/{quote(name, safe='')}") for name, tells in feed_names(call.desk))
    return Listed(items=tuple(
        NamedFeed(name=name, tells=tells, atom=f"{at}.atom", json=f"{at}.json") for name, tells, at in found
    ))


# ---- mending
def mendable(_: Call) -> Mendable:
    """What can be corrected."""
    return Mendable(kinds={kind: tuple(fields) for kind, fields in FIELDS.items()})


def mend(call: Call) -> Correction:
    """Keep a correction beside the record."""
    asked: Mended = call.body
    return call.desk.store.correct(asked.id, asked.field, asked.value, asked.why, call.desk.by)


def undo(call: Call) -> Correction:
    """Take a correction back. Raises Fault (409) where it was undone already."""
    where = call.desk.store.find(call.path["id"])
    if where.kind != "correction":
        raise Fault(404, f"{where.id}: is no correction but of kind {where.kind}", "id")
    try:
        return call.desk.store.undo(where.id)
    except UsageError as error:
        raise Fault(409, str(error), "id") from error


# ---- what serves this
def health(call: Call) -> Health:
    """That the store can be read."""
    return Health(generation=call.desk.store.generation())


def about(call: Call) -> About:
    """What serves this, and how much the store holds."""
    store = call.desk.store
    return About(product="Listening Post", version=__version__, schema=SCHEMA, generation=store.generation(),
                 counts=remembered(call.desk, "counts", store.counts))


ANSWERS: tuple[Endpoint, ...] = (
    Endpoint(name="about", summary="What serves this, and how much the store holds.", path="/about", answer=about,
             gives=About),
    Endpoint(name="health", summary="That the store can be read, and which state of it.", path="/health", answer=health,
             gives=Health),
    Endpoint(name="list_views", summary="Every view that can be asked for.", path="/views", answer=views,
             gives=Listed[NamedView]),
    Endpoint(name="get_view", summary="What a view answers, as cited lines.", path="/views/{view}", answer=view,
             gives=View, query=QuestionAsked),
    Endpoint(name="search", summary="Lines that hold the words, or are near them in meaning, best first; with facets.",
             path="/search", answer=search, gives=Found, query=SearchAsked),
    Endpoint(name="ask", summary="Cited lines that answer a question, best first; none where the record does not say.",
             path="/ask", answer=answer, gives=Answer, query=AskAsked),
    Endpoint(name="list_watches", summary="The watches of this desk.", path="/watches", answer=watches,
             gives=Listed[NamedWatch]),
    Endpoint(name="get_watch", summary="One watch by its name.", path="/watches/{watch}", answer=watch, gives=Watch),
    Endpoint(name="list_feeds", summary="The feeds of this desk, as Atom and JSON Feed.", path="/feeds", answer=feeds,
             gives=Listed[NamedFeed]),
    Endpoint(name="list_mendable", summary="What can be corrected, by kind of thing.", path="/mendable",
             answer=mendable, gives=Mendable),
    Endpoint(name="mend", summary="Keep a correction beside the record.", path="/corrections", answer=mend,
             gives=Correction, body=Mended, method="POST", status=201),
    Endpoint(name="undo", summary="Take a correction back; it stays listed.", path="/corrections/{id}/undo",
             answer=undo, gives=Correction, method="POST"),
)
