"""The description of the API (OpenAPI 3.1), written from the table that serves it and the structs of its records."""

import inspect
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ... import __version__
from ...views import VIEWS
from ..problems import MEDIA_TYPE, Problem
from .endpoints import LONGEST_ID, Endpoint, is_list

REF = "#/components/schemas/{name}"
IN_PATH = re.compile(r"\{(\w+)\}")
PATH_WORDS = {
    "id": "An id, or its first characters (4 or more).",
    "view": "The name of a view.",
    "watch": "The name of a watch of this desk.",
}
FAULTS = {
    "400": "The request cannot be read: a body that is no JSON, a cursor of another list.",
    "401": "The desk wants its token.",
    "403": "A page of another origin may have sent this.",
    "404": "Nothing has this id or name.",
    "405": "This cannot be done here; `Allow` says what can.",
    "409": "It was done already.",
    "413": "The body is too long.",
    "414": "The address is too long.",
    "415": "The body is no JSON by its type.",
    "421": "The desk does not go by the name it was asked for.",
    "422": "A parameter or field does not fit; `field` names it.",
    "429": "Too many wrong tokens; `Retry-After` says when to come back.",
    "431": "The headers are too long.",
    "500": "A fault of Listening Post.",
    "503": "The store cannot be read or written now.",
}
Json = dict[str, Any]


def document(endpoints: Sequence[Endpoint]) -> Json:
    """The whole document, as it is served and as docs/reference has it."""
    refs, schemas = _schemas(endpoints)
    paths: dict[str, Json] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, refs)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Listening Post", "version": __version__,
            "summary": "A sourced record of captured news pages: who said what, through whom, when, and how much",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer",
                                          "description": "The token of a desk that was opened with one."}},
            "responses": {status: _fault(told) for status, told in FAULTS.items()},
        },
    }


def _schemas(endpoints: Iterable[Endpoint]) -> tuple[dict[str, Json], dict[str, Json]]:
    """References to the types of answers and bodies by endpoint, and every record they are made of."""
    asked = [(endpoint.name, endpoint.gives) for endpoint in endpoints if not endpoint.bare]
    asked += [(f"{endpoint.name} body", endpoint.body) for endpoint in endpoints if endpoint.body]
    asked.append(("problem", Problem))
    refs, schemas = msgspec.json.schema_components([kind for _, kind in asked], ref_template=REF)
    return {name: ref for (name, _), ref in zip(asked, refs, strict=True)}, dict(schemas)


def _operation(endpoint: Endpoint, refs: dict[str, Json]) -> Json:
    """One endpoint."""
    told = inspect.getdoc(endpoint.query)
    made: Json = {"operationId": endpoint.name, "summary": endpoint.summary}
    made |= {"description": told} if told and endpoint.query.__struct_fields__ else {}
    made["parameters"] = [*_in_path(endpoint), *_in_query(endpoint)]
    if endpoint.body:
        made["requestBody"] = {"required": True, "content": _json(refs[f"{endpoint.name} body"])}
    made["responses"] = {str(endpoint.status): _answer(endpoint, refs)}
    if endpoint.method == "GET":
        made["responses"]["304"] = {"description": "What the program has (`If-None-Match`) is what there is."}
    made["responses"] |= {status: {"$ref": f"#/components/responses/{status}"} for status in _faults(endpoint)}
    return made


def _answer(endpoint: Endpoint, refs: dict[str, Json]) -> Json:
    content = {endpoint.bare: {"schema": {"type": "string", "contentEncoding": "binary"}}} if endpoint.bare else _json(
        refs[endpoint.name])
    headers = {"ETag": {"description": "The state of the store.", "schema": {"type": "string"}}}
    return {"description": endpoint.summary, "content": content} | (
        {"headers": headers} if endpoint.method == "GET" else {})


def _faults(endpoint: Endpoint) -> list[str]:
    not_here = set()
    if not endpoint.body:
        not_here |= {"413", "415"}
    if endpoint.method == "GET":
        not_here |= {"403", "409"}
    return [status for status in FAULTS if status not in not_here]


def _fault(told: str) -> Json:
    return {"description": told, "content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(name=Problem.__name__)}}}}


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


# ---- parameters
def _in_path(endpoint: Endpoint) -> list[Json]:
    found = []
    for name in IN_PATH.findall(endpoint.path):
        schema: Json = {"type": "string", "minLength": 1, "maxLength": LONGEST_ID}
        schema |= {"enum": list(VIEWS)} if name == "view" else {}
        found.append({"name": name, "in": "path", "required": True, "description": PATH_WORDS[name], "schema": schema})
    return found


def _in_query(endpoint: Endpoint) -> list[Json]:
    schema = msgspec.json.schema(endpoint.query, ref_template=REF)
    fields = next(iter(schema["$defs"].values())) if "$defs" in schema else schema
    kinds = {field.encode_name: field.type for field in msgspec.structs.fields(endpoint.query)}
    needed = fields.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": _plain(of)}
        | ({"style": "form", "explode": True} if is_list(kinds[name]) else {})
        for name, of in fields.get("properties", {}).items()
    ]


def _plain(schema: Json) -> Json:
    """The schema of a parameter that may be left out: there is no null in a query."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    if len(kinds) == 1:
        return {**kinds[0], **{name: value for name, value in rest.items() if value is not None}}
    return {name: value for name, value in rest.items() if value is not None}
