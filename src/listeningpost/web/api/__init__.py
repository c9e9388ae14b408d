"""The API: everything the desk shows, for programs, under `/api/v1`.

The door is `make_api(desk)`, an ASGI application to be mounted there; ENDPOINTS is the table that serves and that the
OpenAPI document is written from. An endpoint is added by one line in it.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from itertools import groupby
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...errors import StoreError, UnknownId, UsageError
from ..asking import Desk
from ..problems import Fault, problem
from .answers import ANSWERS
from .endpoints import JSON, Call, Endpoint, Sent, etag, handler, is_known, query_of
from .openapi import document
from .records import RECORDS
from .rows import LISTS
from .shapes import Name, Text

FAULT = "a fault of Listening Post; the reason is in the terminal where it is served"
SMALLEST = 1_000  # bytes worth compressing: no secret is in what the API answers, so that its length tells none


def described(_: Call) -> Sent:
    """This API, as OpenAPI has it."""
    return Sent(content=msgspec.json.encode(document(ENDPOINTS)))


ENDPOINTS: tuple[Endpoint, ...] = (
    *ANSWERS, *LISTS, *RECORDS,
    Endpoint(name="describe", summary="This document.", path="/openapi.json", answer=described,
             gives=dict[str, Any]),
)


def make_api(desk: Desk) -> Starlette:
    """The API over an open store."""
    by_path = groupby(sorted(ENDPOINTS, key=lambda one: one.path), key=lambda one: one.path)
    routes = [_route(desk, path, list(same)) for path, same in by_path]
    return Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=SMALLEST)],
        exception_handlers=dict.fromkeys((Fault, HTTPException, UsageError, StoreError, Exception), told),
    )


def _route(desk: Desk, path: str, endpoints: list[Endpoint]) -> Route:
    handle: Callable[[Request], Awaitable[Response]] = handler(desk, endpoints)
    return Route(path, handle, methods=[endpoint.method for endpoint in endpoints])


def told(request: Request, error: Exception) -> Response:
    """An error as problem details."""
    return problem(fault_of(error), request.url.path)


def fault_of(error: Exception) -> Fault:
    """An error as what is answered: never more of a fault of ours than that it is one."""
    match error:
        case Fault():
            return error
        case UnknownId():
            return Fault(404, str(error))
        case UsageError():
            return Fault(422, str(error))
        case StoreError():
            return Fault(503, str(error), headers={"Retry-After": "10"})
        case HTTPException(status_code=404):
            return Fault(404, "there is nothing here; /api/v1/openapi.json lists what there is")
        case HTTPException(status_code=code, headers=headers):
            return Fault(code, f"{HTTPStatus(code).phrase.lower()}: not to be done here", headers=headers)
        case _:
            return Fault(500, FAULT)


__all__ = ["ENDPOINTS", "JSON", "Name", "Text", "document", "etag", "is_known", "make_api", "query_of", "told"]
