"""What a file is by its bytes: a kind that holds no page text (tables/kinds.toml), HTML, or plain text."""

import re
import tomllib
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

_TABLE: dict[str, Any] = tomllib.loads((files(__package__) / "tables" / "kinds.toml").read_text(encoding="utf-8"))
# How far into a file the marks of a kind are looked for.
_FIRST_PART = 65_536
# One control character in twenty, or one zero byte in a hundred, is no text in any encoding but UTF-16 and UTF-32.
_CONTROLS = bytes(range(0x20)).translate(None, b"\t\n\v\f\r\x1b")
_NOT_CONTROLS = bytes(set(range(256)) - set(_CONTROLS))
_FEW_CONTROLS, _FEW_NULS = 20, 100
_PAGE_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body)(?=[\s>/])", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|table|tr|td|ul|ol|li|article|section|main|header|br|span|blockquote|meta|title)(?=[\s>/])",
    re.IGNORECASE,
)
_FEWEST_TAGS = 5
_HTML_NAME = re.compile(r"\.x?html?(?:\.gz)?$", re.IGNORECASE)


class Kind(NamedTuple):
    """A kind of file that is no page. `advice` says what to do with a file of it."""

    name: str
    media_type: str
    advice: str


class _Signature(NamedTuple):
    kind: Kind
    at: int
    starts: tuple[bytes, ...]
    holds: bytes


def _bytes(written: str) -> bytes:
    """The bytes that a table entry writes with \\xNN, \\r, \\n and \\\\ escapes."""
    return written.encode("ascii").decode("unicode_escape").encode("latin-1")


_SIGNATURES = tuple(
    _Signature(
        Kind(entry["name"], entry["media_type"], entry["advice"]), entry.get("at", 0),
        tuple(_bytes(start) for start in entry["starts"]), entry.get("holds", "").encode(),
    )
    for entry in _TABLE["kind"]
)
_JSON = msgspec.json.Decoder(msgspec.Raw)  # checks the whole, builds nothing
# Half a pair written as an escape: json.dumps writes it, strict readers do not take it.
_LONE_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_DATA_ADVICE = "take the HTML or the text of each page out of it, and add those as files"
_DATA = Kind("JSON data, not a page", "application/json", _DATA_ADVICE)
_LINES = Kind("JSON data, one object a line, not a page", "application/jsonl", _DATA_ADVICE)
_BINARY = Kind("no text: its bytes are those of some other kind of file", "application/octet-stream",
               "a page is wanted: HTML or plain text")


def kind_of(body: bytes) -> Kind | None:
    """The kind of file that a body is by how it begins; None where nothing speaks against text."""
    for signature in _SIGNATURES:
        if body.startswith(signature.starts, signature.at) and signature.holds in body[:_FIRST_PART]:
            return signature.kind
    return None


def binary(body: bytes, encoding: str) -> Kind | None:
    """The kind of a body with too many control characters for text; None for text."""
    first = body[:_FIRST_PART]
    if encoding.startswith(("utf-16", "utf-32")):
        return None
    controls = len(first.translate(None, _NOT_CONTROLS))
    many = controls * _FEW_CONTROLS > len(first) or first.count(0) * _FEW_NULS > len(first)
    return _BINARY if many else None


def begins_like_data(text: str) -> bool:
    """Whether a text begins as JSON does; a cheap first look before `data_of`."""
    return text.lstrip()[:1] in ("{", "[")


def data_of(text: str) -> Kind | None:
    """The kind of a text that is JSON from end to end, or one JSON object a line; None for any other."""
    body = _LONE_SURROGATE.sub(rb"\\ufffd", text.encode("utf-8", "replace"))
    try:
        _JSON.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return _LINES if _are_objects(body) else None
    return _DATA


def _are_objects(body: bytes) -> bool:
    try:
        return all(bytes(line).startswith(b"{") for line in _JSON.decode_lines(body))
    except (msgspec.DecodeError, RecursionError):
        return False


def media_type_of(text: str, name: str) -> str:
    """text/html for a text that is marked up as a page or as a piece of one, else text/plain.

    A page begins with a page's tags; a piece holds five tags of blocks, or one where the file's name says HTML.
    """
    first = text[:_FIRST_PART]
    begins = first.lstrip()[:1] == "<" and _PAGE_TAG.search(first)
    fewest = 1 if _HTML_NAME.search(name) else _FEWEST_TAGS
    tags = sum(1 for _ in zip(_BLOCK_TAG.finditer(first), range(fewest), strict=False))
    return "text/html" if begins or tags >= fewest else "text/plain"
