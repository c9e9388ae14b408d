"""Make docs/reference from the code: commands, settings, record fields, errors, the API and the JSON Schema of a page.

python -m docs.generate           writes the files
python -m docs.generate --check   exits 1 and names a file that is old
"""

import inspect
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import msgspec

from listeningpost import errors, schema
from listeningpost.cli import main as command
from listeningpost.settings import Settings
from listeningpost.web.api import ENDPOINTS, document

FOLDER = Path(__file__).parent / "reference"
FIELDS = tomllib.loads((Path(__file__).parent / "record_fields.toml").read_text(encoding="utf-8"))

BOUNDS = {"minimum": "from", "maximum": "to", "maxItems": "at most", "default": "else"}
API = """
`listening-post serve` answers programs under `/api/v1` with everything that its pages show; the machine-readable
description ([OpenAPI 3.1](openapi.json)) is served at `/api/v1/openapi.json`. Both are made from the table that serves.

- **Lists** give `items` and `next`: hand `next` back as `cursor` for the stretch behind it. A list goes on where it
  stood whatever is written meanwhile; a cursor that was changed, or is of other filters, is answered 400.
- **Freshness**: each answer has an `ETag` that changes with every write to the store; send it as `If-None-Match` and
  the answer is 304 until then.
- **Errors** have one shape, problem details (RFC 9457, `application/problem+json`): `status`, `title`, `detail` (what
  happened and what to do) and `field`, the parameter or field at fault.
- **The token** of a desk that is open to others goes as `Authorization: Bearer TOKEN`.
- **Corrections** are made by POST as JSON. They stand beside the record, hold when a page is read again, and are undone
  by POST to `/corrections/{id}/undo`.
- **Feeds** of every view and watch, as Atom and JSON Feed, stand under `/feeds`; `/feeds` of the API lists them.
- No other origin may read or write: there is no CORS.
"""


def record_page() -> str:
    """Every field of every record that leaves the product; raises KeyError for one without a description."""
    lines = [
        "# The record, field by field",
        "",
        "Made from `schema`; spans are `[start, end)` in Unicode code points.",
        "",
    ]
    for name, described in FIELDS.items():
        struct = getattr(schema, name)
        names = [field.encode_name for field in msgspec.structs.fields(struct)]
        missing = [f"{name}.{n}" for n in names if n not in described]
        extra = [f"{name}.{n}" for n in described if n not in names]
        if missing or extra:
            raise KeyError(f"docs/record_fields.toml: missing {missing}, too many {extra}")
        lines += [f"## {name}", "", *(f"- `{n}`: {described[n]}" for n in names), ""]
    return "\n".join(lines)


def undescribed() -> list[str]:
    """Records inside a page that docs/record_fields.toml does not describe."""
    _, parts = msgspec.json.schema_components([schema.Page, schema.RefusedPage])
    return sorted(set(parts) - set(FIELDS))


def commands_page() -> str:
    lines = ["# Commands", "", "As `--help` prints them.", ""]
    for path, found in walk(command, "listening-post", None):
        lines += [f"## {path}", "", "```text", found.rstrip(), "```", ""]
    return "\n".join(lines)


def walk(found: click.Command, path: str, parent: click.Context | None) -> list[tuple[str, str]]:
    """Every command with its help, from the group down."""
    settings = {**found.context_settings, "terminal_width": 100, "max_content_width": 100}
    context = click.Context(found, info_name=path.rpartition(" ")[2], parent=parent, **settings)
    rows = [(path, found.get_help(context))]
    if isinstance(found, click.Group):
        for name in found.list_commands(context):
            child = found.get_command(context, name)
            if child is not None:
                rows += walk(child, f"{path} {name}", context)
    return rows


def settings_page() -> str:
    head = [
        "# Settings",
        "",
        inspect.cleandoc(Settings.__doc__ or ""),
        "",
        "| setting | environment | default |",
        "| --- | --- | --- |",
    ]
    rows = []
    for field in msgspec.structs.fields(Settings):
        rows.append(f"| `{field.name}` | `LISTENINGPOST_{field.name.upper()}` | {shown(field)} |")
    return "\n".join([*head, *rows, ""])


def shown(field: msgspec.structs.FieldInfo) -> str:
    value = "" if field.default is msgspec.NODEFAULT else field.default
    return f"`{value}`" if value not in ("", None, ()) else "by the system"


def errors_page() -> str:
    tree = inspect.cleandoc(errors.__doc__ or "")
    found = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, errors.ListeningPostError)]
    rows = [f"- `{e.__name__}` (exit {e.exit_code}): {inspect.cleandoc(e.__doc__ or '')}" for e in found]
    return "\n".join(["# Errors", "", "```text", tree, "```", "", *rows, ""])


def api_page() -> str:
    """Every endpoint with its parameters, from the document that the desk serves."""
    described = document(ENDPOINTS)
    lines = ["# The API", "", *inspect.cleandoc(API).splitlines(), ""]
    for path, item in described["paths"].items():
        for method, operation in item.items():
            lines += [f"## {method.upper()} {path}", "", operation["summary"], ""]
            lines += [operation["description"], ""] if "description" in operation else []
            lines += [*(parameter(one) for one in operation["parameters"]), *([""] if operation["parameters"] else [])]
    return "\n".join(lines)


def parameter(told: dict[str, Any]) -> str:
    """One parameter on one line: its name, kind, bounds and what it means."""
    schema = told["schema"]
    kind = f"one of {', '.join(f'`{word}`' for word in schema['enum'])}" if "enum" in schema else schema["type"]
    bounds = [f"{name} {schema[key]}" for key, name in BOUNDS.items() if schema.get(key) not in (None, ())]
    words = told.get("description") or schema.get("description") or ""
    return f"- `{told['name']}` ({', '.join((told['in'], kind, *bounds))}) {words}".rstrip()


def openapi() -> str:
    """The document that the desk serves at /api/v1/openapi.json."""
    return json.dumps(document(ENDPOINTS), indent=1, sort_keys=True) + "\n"


def json_schema() -> str:
    """The JSON Schema of one line of `export record`: a page or a refused page."""
    either, parts = msgspec.json.schema_components([schema.Page, schema.RefusedPage], ref_template="#/$defs/{name}")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "anyOf": list(either), "$defs": parts}
    return json.dumps(whole, indent=1, sort_keys=True) + "\n"


def pages() -> dict[str, str]:
    return {
        "record.md": record_page(),
        "commands.md": commands_page(),
        "settings.md": settings_page(),
        "errors.md": errors_page(),
        "record.schema.json": json_schema(),
        "api.md": api_page(),
        "openapi.json": openapi(),
    }


def main(arguments: list[str]) -> int:
    old = []
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        file = FOLDER / name
        if "--check" not in arguments:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            old.append(name)
    if old:
        print(f"old: {', '.join(old)}: run make docs", file=sys.stderr)
    return int(bool(old))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
