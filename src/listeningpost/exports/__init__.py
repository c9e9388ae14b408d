"""Exports: the record as it leaves the product, for other tools. Each gives lines of text, lazily, and the same lines
for the same store.

The door is EXPORTS; an export is added by one file and one line here.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..schema import Record
from .corrections import corrections
from .csv import statements_csv
from .links import links
from .pdf import print_pdf
from .record import record

if TYPE_CHECKING:  # asking for help loads no database
    from ..store import Store

Lines = Callable[["Store"], Iterator[str]]


class Export(Record, frozen=True):
    """An export: its name, what it gives in one line, and the function that gives it."""

    name: str
    gives: str
    lines: Lines


EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export(name="record", gives="every page with all that was found, JSON Lines", lines=record),
        Export(name="links", gives="what holds across pages, JSON Lines", lines=links),
        Export(name="csv", gives="statements as rows for a spreadsheet", lines=statements_csv),
        Export(name="corrections", gives="your corrections as gold, JSON Lines", lines=corrections),
    )
}

__all__ = ["EXPORTS", "Export", "print_pdf"]
