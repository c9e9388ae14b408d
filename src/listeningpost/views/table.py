"""Statements as rows: what a spreadsheet or a footnote needs."""

from ..schema import Page, Question, Statement, View
from .choosing import pages_asked_for, statements_asked_for
from .collecting import counted, finished, refused
from .held import Held
from .quoting import cited_page, teller
from .telling import oldest_first, role_words, said_on, speaker_words, statement_line, whole_quote

COLUMNS = ("date", "speaker", "role", "via", "outlet", "quote", "act", "id")


def table(held: Held, question: Question) -> View:
    """Every statement that answers a question as a row, oldest first; nothing is folded together."""
    found = []
    pages = {}
    for page in pages_asked_for(held.pages(corrected=True), question):
        for statement in statements_asked_for(page, question):
            found.append((row(page, statement), statement_line(page, statement)))
            pages[page.capture.id] = cited_page(page)
    found.sort(key=lambda pair: (*oldest_first(pair[0][0]), pair[1].cites[0].page, pair[1].cites[0].span))
    view = View(
        name="table",
        title="Statements",
        lines=tuple(line for _, line in found),
        columns=COLUMNS,
        rows=tuple(cells for cells, _ in found),
        notes=(counted(len(found), "statement") + " on " + counted(len(pages), "page"), *refused(held)),
    )
    return finished(view, pages, question)


def row(page: Page, statement: Statement) -> tuple[str, ...]:
    """The cells of a statement, in the order of COLUMNS; the date stays EDTF, to sort and to compute with."""
    return (
        said_on(page, statement) or "",
        speaker_words(statement.speaker),
        role_words(page, statement.speaker),
        " < ".join(via.name for via in statement.via),
        teller(page),
        whole_quote(statement_line(page, statement).cites),
        statement.act,
        statement.id,
    )
