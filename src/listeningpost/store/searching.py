"""Lines of pages by words and filters, with what the record holds on them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)

from ..errors import UsageError
from ..schema import FigureRow, LineRow, MentionRow, Sought, StatementRow, Term, Told
from .database import Database
from .fitting import LINES, fitting, holding, is_filtered, newest_first, plain_words
from .tables import figure, mention, page, passage, statement
from .terms import searched, terms

INDEX = table("passage_text", column("rowid"), column("rank"))
VOCABULARY = table("passage_term", column("term"), column("col"), column("doc"))
MOST_COUNTED = 1_000  # lines whose facets are counted: what more lines share changes the picture little
OF_LINE = ("entry", "page", "number", "kind", "start", "stop", "text", "words", "vector")
OF_PAGE = ("outlet", "title", "source", "published", "published_from", "published_to")


def lines(database: Database, sought: Sought, limit: int, among: Collection[int] | None = None) -> list[LineRow]:
    """Lines that fit, those first that hold the words best (BM25), without words the newest pages first. `among` are
    the numbers that its filters leave, where they are at hand."""
    if not sought.terms:
        return lines_numbered(database, _newest(database, sought, among)[:limit])
    with database.read() as connection:
        left = _left(connection, sought, among)
        chosen = _worded(sought, [*_columns()], left).join(page, page.c.id == passage.c.page)
        chosen = chosen.order_by(literal_column("passage_text.rank"), passage.c.page, passage.c.number)
        rows = connection.execute(chosen.limit(limit)).all()
    return [msgspec.convert(row._mapping, LineRow) for row in rows]


def entries(database: Database, sought: Sought) -> list[int]:
    """The numbers of lines that fit, in their order."""
    with database.read() as connection:
        return sorted(_entries(connection, sought, None))


def _newest(database: Database, sought: Sought, among: Collection[int] | None) -> list[int]:
    with database.read() as connection:
        return newest_first(connection, _entries(connection, sought, among))


def _entries(connection: Connection, sought: Sought, among: Collection[int] | None) -> Collection[int]:
    if not sought.terms:
        return fitting(connection, sought) if among is None else among
    return connection.scalars(_worded(sought, [passage.c.entry], _left(connection, sought, among))).all()


def _left(connection: Connection, sought: Sought, among: Collection[int] | None) -> Collection[int] | None:
    """The numbers that the filters of a search leave; None where it has none."""
    return fitting(connection, sought) if among is None and is_filtered(sought) else among


def _worded(sought: Sought, columns: Sequence[ColumnElement[Any]], among: Collection[int] | None) -> Select[Any]:
    """The question for lines with the words of a search. Raises UsageError where no word is wanted."""
    match = matching(sought.terms, any_of=sought.any_of)
    chosen = select(*columns).select_from(passage).join(INDEX, INDEX.c.rowid == passage.c.entry)
    chosen = chosen.where(text("passage_text MATCH :match").bindparams(match=match), passage.c.kind.in_(LINES))
    return chosen if among is None else chosen.where(holding("passage.entry", among))


def lines_numbered(database: Database, numbers: Sequence[int]) -> list[LineRow]:
    """The lines of these numbers that are still there, in their order."""
    chosen = select(*_columns()).join(page, page.c.id == passage.c.page).where(passage.c.entry.in_(numbers))
    with database.read() as connection:
        found = {row.entry: row for row in connection.execute(chosen)}
    return [msgspec.convert(found[number]._mapping, LineRow) for number in numbers if number in found]


def lines_on(database: Database, page_ids: Sequence[str]) -> list[LineRow]:
    """Every line of some pages, in their order on the page."""
    chosen = select(*_columns()).join(page, page.c.id == passage.c.page)
    chosen = chosen.where(passage.c.page.in_(page_ids), passage.c.kind.in_(LINES))
    with database.read() as connection:
        rows = connection.execute(chosen.order_by(passage.c.page, passage.c.number)).all()
    return [msgspec.convert(row._mapping, LineRow) for row in rows]


def told_on(database: Database, page_ids: Sequence[str]) -> Told:
    """The statements, figures and mentions of some pages, corrections applied."""
    found = {}
    with database.read() as connection:
        for rows, record in ((statement, StatementRow), (figure, FigureRow), (mention, MentionRow)):
            chosen = select(rows).where(rows.c.page.in_(page_ids)).order_by(rows.c.page, rows.c.number)
            found[rows.name] = [msgspec.convert(row._mapping, record) for row in connection.execute(chosen)]
    return msgspec.convert({f"{name}s": tuple(rows) for name, rows in found.items()}, Told)


def rarity(database: Database, words: Iterable[str]) -> tuple[dict[str, int], int]:
    """In how many passages each word stands (a word as it is searched), and how many there have been: their highest
    number, which is known at once."""
    wanted = sorted(set(words))
    chosen = select(VOCABULARY.c.term, VOCABULARY.c.doc).where(VOCABULARY.c.col == "words")
    with database.read() as connection:
        held = {row.term: row.doc for word in wanted
                for row in connection.execute(chosen.where(VOCABULARY.c.term == word))}
        whole = connection.scalar(select(func.max(passage.c.entry))) or 0
    return {word: held.get(word, 0) for word in wanted}, whole


def words_from(database: Database, beginning: str) -> list[str]:
    """Every word of the pages that begins so."""
    term = VOCABULARY.c.term
    chosen = select(term).where(term >= beginning, term < beginning + "\U0010ffff", VOCABULARY.c.col == "words")
    with database.read() as connection:
        return list(connection.scalars(chosen))


# ---- facets
def facets(database: Database, sought: Sought, among: Collection[int] | None = None
           ) -> tuple[int, dict[str, Counter[str]]]:
    """How many lines fit, and how many of MOST_COUNTED of them by outlet, speaker, kind and year. `among` are the
    numbers that its filters leave, where they are at hand."""
    with database.read() as connection:
        fits = _entries(connection, sought, among)
        some = holding("passage.entry", sorted(fits)[:MOST_COUNTED])
        here = select(page.c.outlet, page.c.published_to).join(passage, passage.c.page == page.c.id).where(some)
        pages = connection.execute(here).all()
        over = and_(statement.c.page == passage.c.page, statement.c.start < passage.c.stop,
                    statement.c.stop > passage.c.start)
        told = select(statement.c.speaker_name, statement.c.act, passage.c.entry).join(passage, over).distinct()
        statements = connection.execute(told.where(some)).all()
    return len(fits), {
        "outlet": Counter(row.outlet for row in pages if row.outlet),
        "speaker": Counter(row.speaker_name for row in statements if row.speaker_name),
        "kind": Counter(row.act for row in statements),
        "year": Counter(row.published_to[:4] for row in pages if row.published_to),
    }


def _columns() -> list[ColumnElement[Any]]:
    return [*(passage.c[name] for name in OF_LINE), *(page.c[name] for name in OF_PAGE)]


# ---- the query language of FTS5, in which nothing a person types is syntax
def matching(wanted: Sequence[Term], *, any_of: bool = False) -> str:
    """Terms as an FTS5 query: every word a quoted string. Raises UsageError where no word is wanted."""
    having = [part for term in wanted if not term.negated and (part := _quoted(term))]
    without = [part for term in wanted if term.negated and (part := _quoted(term))]
    if not having:
        raise UsageError("give a word to search for, beside those that are not wanted")
    found = (" OR " if any_of else " AND ").join(having)
    return f"({found}) NOT ({' OR '.join(without)})" if without else found


def _quoted(term: Term) -> str:
    """A term as a phrase: of words in their normal form, or of words as they are written where it is a beginning."""
    words = terms(term.words)
    if not words:
        return ""
    if term.prefix:
        return f'text : "{" ".join(plain_words(term.words))}"*'
    return f'words : "{" ".join(words)}"'


def typed_terms(words: str) -> tuple[Term, ...]:
    """Terms as a person types them: words, "words that stand together", beginnings*, -words that are not wanted. Any
    text can be typed; what holds no word is passed over."""
    found = re.findall(r'(-?)(?:"([^"]*)"|([^\s"]+))', words)
    made = (Term(words=phrase or word.rstrip("*"), prefix=bool(word) and word.endswith("*"), negated=bool(minus))
            for minus, phrase, word in found)
    return tuple(term for term in made if searched(term.words))
