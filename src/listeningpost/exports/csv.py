"""Statements as comma-separated values (RFC 4180), one row each, with all that is needed to cite and re-find them.

A cell that begins with = + - @ or a control character could be run as a formula by a spreadsheet; it gets an apostrophe
in front (OWASP, "CSV injection"). The words without it are in `export record`.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..schema import Page, Role, Span, Statement

if TYPE_CHECKING:  # asking for help loads no database
    from ..store import Store

COLUMNS = (
    "statement", "said_on", "said_on_basis", "speaker", "entity", "role", "anonymous", "kind", "attribution", "act",
    "quote", "via", "addressee", "venue", "outlet", "title", "published", "source", "capture", "space",
    "content_spans", "source_span", "cue_span", "same_as", "denies",
)
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def statements_csv(store: "Store") -> Iterator[str]:
    """A row of names, then a row for each statement, by page and place. Lists in a cell are joined by "; "."""
    yield _row(COLUMNS)
    for page in store.pages(corrected=True):
        for statement in page.statements:
            yield _row([*_of_statement(page, statement), *_of_page(page), *_places(statement)])


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell


def _row(cells: Sequence[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow([safe(cell) for cell in cells])
    return line.getvalue()


def _of_statement(page: Page, statement: Statement) -> list[str]:
    speaker, said = statement.speaker, statement.said_on
    role = next((role for role in page.roles if speaker.entity and role.entity == speaker.entity), None)
    heard_by = statement.addressee
    return [
        statement.id,
        said.edtf if said else "",
        said.basis if said else "",
        speaker.name or speaker.descriptor or "",
        speaker.entity or "",
        _role(role) if role else "",
        "yes" if speaker.anonymous else "no",
        statement.kind,
        statement.attribution,
        statement.act,
        " […] ".join(page.article.text[start:end] for start, end in statement.content_spans),
        "; ".join(via.name for via in statement.via),
        (heard_by.name or heard_by.descriptor or "") if heard_by else "",
        statement.venue or "",
    ]


def _role(role: Role) -> str:
    status = "" if role.status == "current" else f"{role.status} "
    return f"{status}{role.role}" + (f", {role.of}" if role.of else "")


def _of_page(page: Page) -> list[str]:
    article = page.article
    return [
        article.outlet.name if article.outlet else "",
        article.title.text if article.title else "",
        article.published.edtf or "",
        page.capture.source,
        page.capture.id,
        page.space,
    ]


def _places(statement: Statement) -> list[str]:
    one = [[statement.source_span] if statement.source_span else [], [statement.cue_span] if statement.cue_span else []]
    spans = [_spans(statement.content_spans), *(_spans(found) for found in one)]
    return [*spans, "; ".join(statement.same_as), "; ".join(statement.denies)]


def _spans(spans: Sequence[Span]) -> str:
    return "; ".join(f"{start}:{end}" for start, end in spans)
