"""What holds across pages: one JSON object a line, `kind` first, and people's corrections last."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:  # asking for help loads no database
    from ..store import Store



def links(store: "Store") -> Iterator[str]:
    """A line for each link by kind and id, then one for each correction that stands."""
    for link in store.links():
        yield msgspec.json.encode(link).decode("utf-8") + "\n"
    for correction in store.corrections():
        if correction.undone_at is None:
            yield msgspec.json.encode(correction).decode("utf-8") + "\n"
