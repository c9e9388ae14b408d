"""Lines of pages by words and filters, with what the record holds on them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    table,
    text,
)

from ..errors import UsageError
from ..schema import FigureRow, LineRow, MentionRow, Sought, StatementRow, Term, Told
from .database import Database
from .tables import figure, mention, page, passage, statement
from .terms import searched, terms

INDEX = table("passage_text", column("rowid"), column("rank"))
VOCABULARY = table("passage_term", column("term"), column("col"), column("doc"))
LINES = ("title", "sentence")
HEADLINE = "headline"
MOST_COUNTED = 1_000  # lines whose facets are counted: what more lines share changes the picture little
OF_LINE = ("entry", "page", "number", "kind", "start", "stop", "text", "words", "vector")
OF_PAGE = ("outlet", "title", "source", "published", "published_from", "published_to")


def lines(database: Database, sought: Sought, limit: int) -> list[LineRow]:
    """Lines that fit, those first that hold the words best (BM25), without words the newest pages first."""
    with database.read() as connection:
        chosen = _chosen(connection, sought, _columns())
        order = (literal_column("passage_text.rank"),) if sought.terms else (page.c.published_to.desc(),)
        rows = connection.execute(chosen.order_by(*order, passage.c.page, passage.c.number).limit(limit)).all()
    return [msgspec.convert(row._mapping, LineRow) for row in rows]


def entries(database: Database, sought: Sought, limit: int) -> list[int]:
    """The numbers of lines that fit, in no order."""
    with database.read() as connection:
        return list(connection.scalars(_chosen(connection, sought, [passage.c.entry]).limit(limit)))


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
    """In how many passages each word stands (a word as it is searched), and how many passages there are."""
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
def facets(database: Database, sought: Sought) -> tuple[int, dict[str, Counter[str]]]:
    """How many lines fit, and how many of the first MOST_COUNTED of them by outlet, speaker, kind and year."""
    with database.read() as connection:
        fits = _chosen(connection, sought, [passage.c.entry.label("entry")]).subquery()
        total = connection.scalar(select(func.count()).select_from(fits)) or 0
        some = select(fits.c.entry).limit(MOST_COUNTED).subquery()
        on_page = select(passage, page.c.outlet, page.c.published_to).join(some, some.c.entry == passage.c.entry)
        here = on_page.join(page, page.c.id == passage.c.page).subquery()
        told = select(statement.c.speaker_name, statement.c.act, here.c.entry).join(here, _within(here)).distinct()
        return total, {
            "outlet": _tally(connection, select(here.c.outlet)),
            "speaker": _tally(connection, select(told.subquery().c.speaker_name)),
            "kind": _tally(connection, select(told.subquery().c.act)),
            "year": _tally(connection, select(func.substr(here.c.published_to, 1, 4))),
        }


def _within(here: Any) -> ColumnElement[bool]:
    return and_(
        statement.c.page == here.c.page, statement.c.start < here.c.stop, statement.c.stop > here.c.start
    )


def _tally(connection: Connection, chosen: Select[Any]) -> Counter[str]:
    return Counter(value for value in connection.scalars(chosen) if value)


# ---- what fits
def _columns() -> list[ColumnElement[Any]]:
    return [*(passage.c[name] for name in OF_LINE), *(page.c[name] for name in OF_PAGE)]


def _chosen(connection: Connection, sought: Sought, columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    """Raises UsageError where there is neither a word nor a filter."""
    chosen = select(*columns).select_from(passage).join(page, page.c.id == passage.c.page)
    if sought.terms:
        match = matching(sought.terms, any_of=sought.any_of)
        chosen = chosen.join(INDEX, INDEX.c.rowid == passage.c.entry)
        chosen = chosen.where(text("passage_text MATCH :match").bindparams(match=match))
    return chosen.where(passage.c.kind.in_(LINES), *_filters(connection, sought))


def _filters(connection: Connection, sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.pages is not None:
        yield passage.c.page.in_(sought.pages)
    if sought.outlet:
        outlets = connection.scalars(select(page.c.outlet).distinct())
        yield page.c.outlet.in_([name for name in outlets if name and _holds(name, sought.outlet)])
    if sought.kind:
        yield _of_kind(sought.kind)
    if sought.speaker:
        yield _on_line(statement, _speaks(connection, sought.speaker))
    if sought.since or sought.until:
        yield _dated(sought)


def _of_kind(kind: str) -> ColumnElement[bool]:
    if kind == HEADLINE:
        return passage.c.kind == "title"
    of_statement = or_(statement.c.kind == kind, statement.c.attribution == kind, statement.c.act == kind)
    return or_(_on_line(statement, of_statement), _on_line(figure, figure.c.kind == kind))


def _on_line(rows: Any, fits: ColumnElement[bool]) -> ColumnElement[bool]:
    on_line = (rows.c.page == passage.c.page) & (rows.c.start < passage.c.stop) & (rows.c.stop > passage.c.start)
    return exists(select(rows.c.id).where(on_line, fits))


def _speaks(connection: Connection, speaker: str) -> ColumnElement[bool]:
    names = connection.execute(select(statement.c.speaker_name, statement.c.descriptor).distinct()).all()
    named = {row.speaker_name for row in names if row.speaker_name and _holds(row.speaker_name, speaker)}
    described = {row.descriptor for row in names if row.descriptor and _holds(row.descriptor, speaker)}
    has_name, is_described = statement.c.speaker_name.in_(named), statement.c.descriptor.in_(described)
    return or_(statement.c.speaker == speaker, has_name, is_described)


def _holds(name: str, wanted: str) -> bool:
    """Whether a name has the wanted words, the last one at least by its beginning."""
    return f" {' '.join(_plain(wanted))}" in f" {' '.join(_plain(name))}"


def _plain(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", words.casefold())


def _dated(sought: Sought) -> ColumnElement[bool]:
    """Told on a page that may be of these days, or said on one of them; what has no date at all is not."""
    on_page = _between(page.c.published_from, page.c.published_to, sought)
    return or_(on_page, _on_line(statement, _between(statement.c.said_from, statement.c.said_to, sought)))


def _between(first: ColumnElement[Any], last: ColumnElement[Any], sought: Sought) -> ColumnElement[bool]:
    fits = or_(first.is_not(None), last.is_not(None))
    if sought.since:
        fits &= or_(last.is_(None), last >= sought.since)
    if sought.until:
        fits &= or_(first.is_(None), first <= sought.until)
    return fits


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
        return f'text : "{" ".join(_plain(term.words))}"*'
    return f'words : "{" ".join(words)}"'


def typed_terms(words: str) -> tuple[Term, ...]:
    """Terms as a person types them: words, "words that stand together", beginnings*, -words that are not wanted. Any
    text can be typed; what holds no word is passed over."""
    found = re.findall(r'(-?)(?:"([^"]*)"|([^\s"]+))', words)
    made = (Term(words=phrase or word.rstrip("*"), prefix=bool(word) and word.endswith("*"), negated=bool(minus))
            for minus, phrase, word in found)
    return tuple(term for term in made if searched(term.words))
