"""An endpoint of the API, and how a request is read for it and its answer sent.

What is asked is checked against a struct, what is answered is a struct: the description in openapi.py is written from
the same ones. Each answer carries the store's generation as its ETag, so that a program which has it already is told so
before anything is read.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any, get_origin

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ...edition import edition
from ...schema import Record
from ..asking import Desk
from ..problems import Fault
from .shapes import Nothing

AT_FIELD = re.compile(r" - at `\$\.?(?P<field>[^`]*)`$")
JSON = "application/json"
LONGEST_ID = 100  # characters


class Call(Record, frozen=True):
    """What is asked of an endpoint: the desk, the values in the path, the checked query and body, and where the desk
    is reached (`http://127.0.0.1:8010`)."""

    desk: Desk
    path: Mapping[str, str]
    query: Any
    body: Any
    base: str


class Sent(Record, frozen=True):
    """An answer that is more than its record: headers, or bytes of another kind."""

    content: Any
    headers: Mapping[str, str] = {}
    media_type: str = JSON


class Endpoint(Record, frozen=True):
    """An endpoint: its name (operationId) and one line of what it gives, its path, what answers, the type of the
    answer, and the structs of its query and body. `bare` is the kind of an answer that is no JSON."""

    name: str
    summary: str
    path: str
    answer: Callable[[Call], Any]
    gives: Any
    query: type[Record] = Nothing
    body: type[Record] | None = None
    method: str = "GET"
    status: int = 200
    bare: str = ""


Handler = Callable[[Request], Any]


def handler(desk: Desk, endpoints: Iterable[Endpoint]) -> Handler:
    """What serves the endpoints of one path, by method."""
    by_method = {endpoint.method: endpoint for endpoint in endpoints}

    async def handle(request: Request) -> Response:
        endpoint = by_method["GET" if request.method == "HEAD" else request.method]
        body = await request.body() if endpoint.body else b""
        return await run_in_threadpool(_answered, desk, endpoint, request, body)

    return handle


def _answered(desk: Desk, endpoint: Endpoint, request: Request, body: bytes) -> Response:
    call = Call(
        desk=desk, path=_path(request.path_params), query=query_of(endpoint.query, request.query_params.multi_items()),
        body=_body(endpoint, request, body), base=f"{request.url.scheme}://{request.url.netloc}",
    )
    tag = etag(desk) if endpoint.method == "GET" else ""
    if tag and is_known(request, tag):
        return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept-Encoding"})
    given = endpoint.answer(call)
    sent = given if isinstance(given, Sent) else Sent(content=given)
    headers = {**sent.headers, **({"ETag": tag} if tag else {"Cache-Control": "no-store"})}
    content = sent.content if isinstance(sent.content, bytes) else msgspec.json.encode(sent.content)
    return Response(content, endpoint.status, headers, sent.media_type)


# ---- what is held, as a tag
def etag(desk: Desk) -> str:
    """The tag of every answer while nothing is written: the store's generation, the edition of the product, the
    watches. Weak, for the same answer may be sent compressed."""
    made = msgspec.json.encode((edition(), desk.watches))
    return f'W/"{desk.store.generation()}-{sha256(made).hexdigest()[:12]}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether a program has the answer of this tag already (RFC 9110, If-None-Match)."""
    known = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    return "*" in known or tag.removeprefix("W/") in known


# ---- what is asked
def query_of(kind: type[Record], items: Iterable[tuple[str, str]]) -> Any:
    """The parameters of a query as their struct. Raises Fault (422), which names the parameter."""
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    given: dict[str, Any] = {}
    for name, value in items:
        if name not in fields:
            known = ", ".join(fields) or "none"
            raise Fault(422, f"{name[:100]}: there is no such parameter here; there is {known}", name[:100])
        if is_list(fields[name]):
            given.setdefault(name, []).append(value)
        elif name in given:
            raise Fault(422, f"{name}: given twice", name)
        else:
            given[name] = value
    return checked(given, kind, strict=False)


def is_list(kind: Any) -> bool:
    """Whether a parameter may be given several times."""
    return get_origin(getattr(kind, "__origin__", kind)) is tuple


def checked(given: Any, kind: type[Record], *, strict: bool = True) -> Any:
    """A value as a struct. Raises Fault (422), which names the field."""
    try:
        return msgspec.convert(given, kind, strict=strict)
    except msgspec.ValidationError as error:
        raise _unfit(error) from error


def _body(endpoint: Endpoint, request: Request, body: bytes) -> Any:
    if endpoint.body is None:
        return None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise Fault(415, f"send the body as {JSON}")
    try:
        return msgspec.json.decode(body, type=endpoint.body)
    except msgspec.ValidationError as error:
        raise _unfit(error) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Fault(400, f"the body is no JSON: {error}") from error
    except RecursionError as error:
        raise Fault(400, "the body is nested too deeply") from error


def _unfit(error: msgspec.ValidationError) -> Fault:
    said = str(error)
    found = AT_FIELD.search(said)
    field = found["field"] if found and found["field"] else None
    told = AT_FIELD.sub("", said)
    return Fault(422, f"{field}: {told}" if field else told, field)


def _path(values: Mapping[str, Any]) -> dict[str, str]:
    for name, value in values.items():
        if len(value) > LONGEST_ID:
            raise Fault(404, f"{name}: no id or name has more than {LONGEST_ID} characters", name)
    return dict(values)
