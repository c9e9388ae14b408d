"""The lists: rows of the store, a stretch at a time."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import msgspec
from msgspec.structs import replace

from ...schema import (
    Correction,
    EntityInStore,
    FigureOnPage,
    Filter,
    MentionRow,
    PageRow,
    Record,
    RefusedPage,
    RoleRow,
    StatementOnPage,
    Window,
)
from .cursors import cursor_of, key_of
from .endpoints import Call, Endpoint, Sent
from .shapes import (
    ActorsAsked,
    FiguresAsked,
    LinksAsked,
    Listed,
    ListedLinks,
    Listing,
    NamedAsked,
    OfPage,
    PagesAsked,
    StatementsAsked,
)

FILTERS = {"actor": "speaker", "name": "speaker"}  # parameters that the store's filter calls otherwise


def _list(name: str, gives: Any, query: type[Record], summary: str) -> Endpoint:
    return Endpoint(
        name=f"list_{name}", summary=summary, path=f"/{name}", answer=_lists(name), query=query, gives=gives
    )


def _lists(name: str) -> Callable[[Call], Sent]:
    def answer(call: Call) -> Sent:
        asked = replace(call.query, cursor=None)
        window = Window(after=key_of(call.query.cursor, (name, asked)), limit=asked.limit)
        stretch = call.desk.store.window(name, _filter(asked), window)
        following = cursor_of(stretch.after, (name, asked))
        return Sent(content=Listed(items=stretch.rows, next=following), headers=_links(call, name, following))

    return answer


def _filter(asked: Listing) -> Filter:
    given = {name: value for name, value in msgspec.structs.asdict(asked).items() if value is not None}
    return Filter(**{FILTERS.get(name, name): value for name, value in given.items() if name != "limit"})


def _links(call: Call, name: str, following: str | None) -> dict[str, str]:
    """Where the list goes on, for programs that follow headers (RFC 8288)."""
    if following is None:
        return {}
    given = msgspec.structs.asdict(call.query) | {"cursor": following}
    query = urlencode({key: value for key, value in given.items() if value is not None})
    return {"Link": f'<{call.base}/api/v1/{name}?{query}>; rel="next"'}


LISTS: tuple[Endpoint, ...] = (
    _list("pages", Listed[PageRow], PagesAsked, "Pages without their text, by id."),
    _list("statements", Listed[StatementOnPage], StatementsAsked, "Statements, by page and place."),
    _list("figures", Listed[FigureOnPage], FiguresAsked, "Figures, by page and place."),
    _list("mentions", Listed[MentionRow], NamedAsked, "Mentions of anybody, by page and place."),
    _list("roles", Listed[RoleRow], NamedAsked, "Roles that pages give somebody, by page and place."),
    _list("actors", Listed[EntityInStore], ActorsAsked, "Everybody the pages name, by id."),
    _list("links", ListedLinks, LinksAsked, "What holds across pages, by kind and id."),
    _list("refusals", Listed[RefusedPage], Listing, "Pages that could not be read, with the reason."),
    _list("corrections", Listed[Correction], OfPage, "What people mended, in the order made, undone ones too."),
)
