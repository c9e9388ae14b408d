"""The one shape of every error: problem details (RFC 9457) for programs, a short page for people.

Which of the two is sent goes by the path: what lies under `/api/` and `/feeds/` is asked by programs.
"""

from collections.abc import Mapping
from html import escape
from http import HTTPStatus

import msgspec
from starlette.responses import Response

from ..schema import Record

PROGRAMS = ("/api/", "/feeds/")
MEDIA_TYPE = "application/problem+json"


class Problem(Record, frozen=True):
    """What went wrong (RFC 9457): the status and its name, what happened to which input and what to do next, the
    parameter or field at fault, and the path that was asked."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"
    instance: str | None = None
    field: str | None = None


class Fault(Exception):
    """An error that is answered with a problem. `headers` go with the answer."""

    def __init__(
        self, status: int, detail: str, field: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.field, self.headers = status, detail, field, dict(headers or {})


def is_for_programs(path: str) -> bool:
    """Whether a path is asked by programs, which read JSON."""
    return path.startswith(PROGRAMS)


def problem(fault: Fault, path: str) -> Response:
    """A fault as problem details."""
    body = Problem(
        title=_title(fault.status), status=fault.status, detail=fault.detail, instance=path, field=fault.field
    )
    return Response(msgspec.json.encode(body), fault.status, {**fault.headers, "Cache-Control": "no-store"}, MEDIA_TYPE)


def answer(fault: Fault, path: str) -> Response:
    """A fault for whoever asks: problem details for programs, a page of two lines for people."""
    if is_for_programs(path):
        return problem(fault, path)
    title = escape(_title(fault.status))
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        '<link rel="icon" href="/static/mark.svg"><link rel="stylesheet" href="/static/desk.css">'
        f'<body class="entry"><main><h1>{title}</h1><p>{escape(fault.detail)}</p>'
        '<p><a href="/">To the desk</a></p></main></body></html>'
    )
    return Response(page, fault.status, {**fault.headers, "Cache-Control": "no-store"}, "text/html")


def _title(status: int) -> str:
    return HTTPStatus(status).phrase
