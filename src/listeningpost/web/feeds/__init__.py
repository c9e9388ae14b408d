"""Feeds: what entered the record last, as Atom (RFC 4287) and JSON Feed 1.1, of every view and every watch.

The door is `make_feeds(desk)`, an ASGI application to be mounted under `/feeds`: `NAME.atom` and `NAME.json`, where
NAME is a view or a watch of the desk (a watch is its brief). Any of them is narrowed by its query as a view is.
"""

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...errors import StoreError, UsageError
from ..api import etag, is_known, query_of, told
from ..asking import Desk
from ..problems import Fault
from .atom import ATOM, atom
from .entries import Addresses, Feed, FeedAsked, at_desk, feed_of, line_address
from .json_feed import JSON_FEED, json_feed

FORMS: dict[str, tuple[str, Callable[[Feed], bytes]]] = {"atom": (ATOM, atom), "json": (JSON_FEED, json_feed)}
SMALLEST = 1_000  # bytes worth compressing


def make_feeds(desk: Desk) -> Starlette:
    """The feeds of an open store."""
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_answered, desk, request)

    return Starlette(
        routes=[Route("/{name}.{form}", endpoint)],
        middleware=[Middleware(GZipMiddleware, minimum_size=SMALLEST)],
        exception_handlers=dict.fromkeys((Fault, HTTPException, UsageError, StoreError, Exception), told),
    )


def _answered(desk: Desk, request: Request) -> Response:
    name, form = request.path_params["name"], request.path_params["form"]
    if form not in FORMS:
        raise Fault(404, f"{name}.{form}: feeds are {' and '.join(f'{name}.{one}' for one in FORMS)}")
    asked = query_of(FeedAsked, request.query_params.multi_items())
    tag = etag(desk)
    if is_known(request, tag):
        return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept-Encoding"})
    media_type, write = FORMS[form]
    made = feed_of(desk, name, asked, at_desk(str(request.url)), request.url.query)
    return Response(write(made), headers={"ETag": tag}, media_type=media_type)


__all__ = ["FORMS", "Addresses", "Feed", "FeedAsked", "feed_of", "line_address", "make_feeds"]
