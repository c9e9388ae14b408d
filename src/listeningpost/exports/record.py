"""The record of every page, as docs/reference tells it: one JSON object a line, in the order of capture ids."""

from collections.abc import Iterator
from heapq import merge
from typing import TYPE_CHECKING, Any

import msgspec

from ..schema import Page, RefusedPage

if TYPE_CHECKING:  # asking for help loads no database
    from ..store import Store


def record(store: "Store") -> Iterator[str]:
    """A line for each page with people's corrections over it, and for each page that could not be read."""
    refused: list[Page | RefusedPage] = sorted(store.refusals(), key=_key)
    read: Iterator[Page | RefusedPage] = store.pages(corrected=True)
    for page in merge(read, refused, key=_key):
        yield msgspec.json.encode(as_object(page)).decode("utf-8") + "\n"


def as_object(page: Page | RefusedPage) -> dict[str, Any]:
    """A page as plain values, `schema` first; without what only joiners read, and without
    `article.map` where capture and article are one text."""
    fields = msgspec.to_builtins(page)
    for statement in fields.get("statements", ()):
        del statement["vectors"]
    fields.pop("passages", None)
    article = fields.get("article", {})
    if article.get("map", True) is None:
        del article["map"]
    return {"schema": fields.pop("schema"), **fields}


def _key(page: Page | RefusedPage) -> tuple[str, str]:
    return page.capture.id, page.capture.source
