"""The desk as an ASGI application: routes made from PAGES, static files, and an answer for everything that goes
wrong."""

import contextlib
import gc
import threading
from collections.abc import Awaitable, Callable, Mapping

from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from ..errors import ListeningPostError, StoreError, UnknownId, UsageError
from .api import make_api
from .asking import Answer, Asked, Desk, DeskPage, Moved, asked_of
from .feeds import make_feeds
from .guard import Guard, Rules
from .linking import DRAWN, STATIC
from .pages import PAGES
from .passes import Keys
from .printing import brief_pdf
from .rendering import render

WORDS = {
    400: "This cannot be answered",
    404: "There is nothing here",
    405: "This page can only be read",
    500: "The desk has failed here",
    503: "The store cannot be read",
}
FAULT = "This is a fault of Listening Post. What was asked stands in the address; the reason is in the terminal."
FOREVER = "public, max-age=31536000, immutable"
Endpoint = Callable[[Request], Response]


def make_app(desk: Desk, keys: Keys | None = None, rules: Rules | None = None) -> ASGIApp:
    """The desk over an open store, within its guard: `keys` open it to others than this machine, `rules` say who they
    may be. The store stays open as long as the application is used, and is closed by whoever opened it."""
    app = Starlette(
        routes=[
            *(Route(page.path, _taking(desk, page), methods=["POST"]) for page in PAGES if page.take),
            *(Route(page.path, _endpoint(desk, page), name=page.name) for page in PAGES),
            Route("/brief.pdf", _printed(desk)),
            Mount("/api/v1", make_api(desk), name="api"),
            Mount("/feeds", make_feeds(desk), name="feeds"),
            Mount("/static", _Kept(directory=STATIC, packages=[DRAWN]), name="static"),
        ],
        exception_handlers={
            HTTPException: _failed(desk), UsageError: _failed(desk), StoreError: _failed(desk),
            Exception: _failed(desk),
        },
    )
    return Guard(app, keys or Keys(None), rules)  # round everything, the page of a failure too


def prepare(desk: Desk) -> threading.Thread:
    """Work out what the first reader would wait for: the newest edition; then, in the thread that is given, beside the
    readers, what every list of the desk and of its watches is made from."""
    _show(desk, next(page for page in PAGES if page.path == "/"))
    beside = threading.Thread(target=_all_shown, args=(desk,), daemon=True)
    beside.start()
    return beside


def _all_shown(desk: Desk) -> None:
    """Nobody waits for these: a store that is closed meanwhile ends them."""
    with contextlib.suppress(StoreError):
        for watch in (None, *desk.watches):
            for page in PAGES:
                if "{" not in page.path and not page.live:
                    _show(desk, page, watch)
    gc.collect()
    gc.freeze()  # what is remembered of a large store is no longer looked through whenever garbage is sought


def _show(desk: Desk, page: DeskPage, watch: str | None = None) -> None:
    page.show(asked_of(desk, {}, {"watch": watch} if watch else {}))


def _endpoint(desk: Desk, page: DeskPage) -> Endpoint:
    def endpoint(request: Request) -> Response:
        asked = _asked(desk, request)
        answer = page.show(asked)
        return HTMLResponse(render(PAGES, asked, answer, page.name), answer.status)

    return endpoint


def _printed(desk: Desk) -> Endpoint:
    def endpoint(request: Request) -> Response:
        return Response(brief_pdf(_asked(desk, request)), media_type="application/pdf",
                        headers={"Content-Disposition": 'inline; filename="brief.pdf"'})

    return endpoint


def _taking(desk: Desk, page: DeskPage) -> Callable[[Request], Awaitable[Response]]:
    """What keeps a form: the guard has seen that it is ours."""
    def taken(request: Request, fields: Mapping[str, str]) -> Response:
        asked = _asked(desk, request)
        answer = page.take(asked, fields) if page.take else Moved(to="/")
        if isinstance(answer, Moved):
            return RedirectResponse(answer.to, 303)
        return HTMLResponse(render(PAGES, asked, answer, page.name), answer.status)

    async def endpoint(request: Request) -> Response:
        form = await request.form()
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(taken, request, fields)

    return endpoint


def _asked(desk: Desk, request: Request) -> Asked:
    asked = asked_of(desk, request.path_params, request.query_params)
    return replace(asked, csrf=getattr(request.state, "csrf", ""))


def _failed(desk: Desk) -> Callable[[Request, Exception], Response]:
    """The page that says what is wrong: never more of a fault of ours than that it is one."""

    def failed(_: Request, error: Exception) -> Response:
        status, told = status_of(error)
        asked = asked_of(desk, {}, {})
        answer = Answer(template="error.html", title=WORDS.get(status, f"Error {status}"), data={"told": told})
        return HTMLResponse(render(PAGES, asked, answer), status, headers=getattr(error, "headers", None))

    return failed


def status_of(error: Exception) -> tuple[int, str]:
    """The HTTP status of an error, and what a reader may be told of it."""
    match error:
        case UnknownId():
            return 404, str(error)
        case UsageError():
            return 400, str(error)
        case StoreError():
            return 503, str(error)
        case HTTPException(status_code=code, detail=detail):
            return code, detail if code not in WORDS else ""
        case ListeningPostError():
            return 500, str(error)
        case _:
            return 500, FAULT


class _Kept(StaticFiles):
    """Files whose address has their digest: a browser may keep them for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if b"v=" in scope.get("query_string", b"") and response.status_code == 200:
            response.headers["Cache-Control"] = FOREVER
        return response
