"""Questions to the rows: statements and figures by filter, who is named, and words searched."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    Table,
    and_,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
    text,
)

from ..errors import UsageError
from ..schema import (
    EntityInStore,
    EntityRow,
    FigureOnPage,
    Filter,
    Hit,
    MentionRow,
    PageRow,
    RoleRow,
    StatementOnPage,
)
from .database import Database
from .searching import INDEX, matching, typed_terms
from .tables import entity, figure, mention, page, passage, role, statement

BATCH = 500  # rows fetched at once while a long answer is read
ALL = Filter()


def statements(database: Database, wanted: Filter = ALL) -> Iterator[StatementOnPage]:
    """Statements that fit, corrections applied: by day said (or published), the undated last, then as on the page."""
    for row in _stream(database, asked_statements(wanted)):
        yield msgspec.convert(row._mapping, StatementOnPage)


def asked_statements(wanted: Filter) -> Select[Any]:
    """The question of `statements`."""
    question = _on_page(statement, statement.c.said_to).where(*_fits(statement, wanted))
    if wanted.speaker:
        question = question.where(_named(wanted.speaker))
    if wanted.act:
        question = question.where(statement.c.act == wanted.act)
    return dated(question, statement.c.said_from, statement.c.said_to, wanted)


def figures(database: Database, wanted: Filter = ALL) -> Iterator[FigureOnPage]:
    """Figures that fit, corrections applied, in the order of `statements` by day of publication. A `speaker` is the one
    who claims the figure."""
    for row in _stream(database, asked_figures(wanted)):
        yield msgspec.convert(row._mapping, FigureOnPage)


def asked_figures(wanted: Filter) -> Select[Any]:
    """The question of `figures`."""
    question = _on_page(figure, page.c.published_to).where(*_fits(figure, wanted))
    if wanted.speaker:
        claim = (statement.c.page == figure.c.page) & (statement.c.id == figure.c.claimed_by)
        question = question.join(statement, claim).where(_named(wanted.speaker))
    if wanted.act:
        raise UsageError("act: figures have none; bound them by speaker, kind, words, outlet, page or day")
    return dated(question, page.c.published_from, page.c.published_to, wanted)


def _on_page(rows: Table, day: ColumnElement[Any]) -> Select[Any]:
    by_day = func.coalesce(day, page.c.published_to)
    question = select(rows, page.c.outlet, page.c.title, page.c.published).join(page, page.c.id == rows.c.page)
    return question.order_by(by_day.is_(None), by_day, rows.c.page, rows.c.number)


def _fits(rows: Table, wanted: Filter) -> list[ColumnElement[bool]]:
    fits: list[ColumnElement[bool]] = []
    if wanted.page:
        fits.append(rows.c.page == wanted.page)
    if wanted.kind:
        fits.append(rows.c.kind == wanted.kind)
    if wanted.outlet:
        fits.append(holds(page.c.outlet, wanted.outlet))
    if wanted.words:
        fits.append(_said_in(rows, wanted.words))
    return fits


def _said_in(rows: Table, words: str) -> ColumnElement[bool]:
    """Rows whose own words fit a search: a statement by its text, a figure by the passage it stands in."""
    found = _matching(words)
    if rows is statement:
        return statement.c.id.in_(found.where(passage.c.kind == "statement").with_only_columns(passage.c.id))
    around = (passage.c.page == rows.c.page) & (passage.c.start <= rows.c.start) & (passage.c.stop >= rows.c.stop)
    return found.where(passage.c.kind != "statement", around).correlate(rows).exists()


def _named(speaker: str) -> ColumnElement[bool]:
    return or_(
        statement.c.speaker == speaker,
        holds(statement.c.speaker_name, speaker),
        holds(statement.c.descriptor, speaker),
    )


def holds(column_: ColumnElement[Any], words: str) -> ColumnElement[bool]:
    """Whether a column has the words in it, in capitals or small letters."""
    plain = words.casefold()
    unlike = func.length(column_) < func.length(cast(column_, LargeBinary))  # only then folding needs more than ASCII
    folded = and_(unlike, func.instr(func.folded(column_), plain) > 0)
    if not plain.isascii() or "\0" in plain:  # LIKE ends its pattern at a NUL
        return folded
    # LIKE folds ASCII letters itself, a hundred times faster than it can ask us for each row
    return or_(column_.icontains(plain, autoescape=True), folded)


def dated(question: Select[Any], first: ColumnElement[Any], last: ColumnElement[Any], wanted: Filter) -> Select[Any]:
    """A question bounded by day: what may lie inside the bounds is kept, what has no date at all is not."""
    start = func.coalesce(first, page.c.published_from)
    end = func.coalesce(last, page.c.published_to)
    if wanted.since or wanted.until:
        question = question.where(or_(start.is_not(None), end.is_not(None)))
    if wanted.since:
        question = question.where(or_(end.is_(None), end >= wanted.since))
    if wanted.until:
        question = question.where(or_(start.is_(None), start <= wanted.until))
    return question


# ---- pages, mentions, roles, people
def page_rows(database: Database) -> Iterator[PageRow]:
    """Every page without its text, corrections applied: by day of publication, the undated last."""
    columns = [page.c[name] for name in PageRow.__struct_fields__]
    order = (page.c.published_to.is_(None), page.c.published_to, page.c.id)
    for row in _stream(database, select(*columns).order_by(*order)):
        yield msgspec.convert(row._mapping, PageRow)


def mentions(database: Database, who: str) -> Iterator[MentionRow]:
    """Every mention of an entity, by page and place."""
    question = select(mention).where(mention.c.entity == who).order_by(mention.c.page, mention.c.number)
    for row in _stream(database, question):
        yield msgspec.convert(row._mapping, MentionRow)


def roles(database: Database, who: str | None = None) -> Iterator[RoleRow]:
    """The roles that pages give an entity, or everybody."""
    question = select(role).order_by(role.c.page, role.c.number)
    for row in _stream(database, question.where(role.c.entity == who) if who else question):
        yield msgspec.convert(row._mapping, RoleRow)


def entities(database: Database, name: str | None = None) -> Iterator[EntityInStore]:
    """Everybody the pages name, most mentioned first; those whose name on some page holds `name`."""
    sums = [func.sum(entity.c[count]).label(count) for count in ("mentions", "statements")]
    # the page that mentions somebody most decides the name and the type
    most = entity.alias()
    leading = (most.c.mentions.desc(), most.c.name)
    first = select(most.c.page).where(most.c.entity == entity.c.entity).order_by(*leading).limit(1).scalar_subquery()
    chosen = [func.max(case((entity.c.page == first, entity.c[name]))).label(name) for name in ("name", "type")]
    question = select(
        entity.c.entity.label("id"), *chosen, func.max(entity.c.qid).label("qid"), func.count().label("pages"), *sums
    )
    question = question.group_by(entity.c.entity).order_by(sums[0].desc(), entity.c.entity)
    if name:
        question = question.where(entity.c.entity.in_(select(entity.c.entity).where(holds(entity.c.name, name))))
    for row in _stream(database, question):
        yield msgspec.convert(row._mapping, EntityInStore)


def entities_on(database: Database, page_id: str) -> Iterator[EntityRow]:
    """Everybody one page names, most mentioned first."""
    question = select(entity).where(entity.c.page == page_id).order_by(entity.c.mentions.desc(), entity.c.entity)
    for row in _stream(database, question):
        yield msgspec.convert(row._mapping, EntityRow)


# ---- search
def search(database: Database, words: str, limit: int = 50) -> list[Hit]:
    """Statements, headlines and sentences that hold all the words, best first.

    Words in quotation marks must stand together, a word ending in * is a beginning, lines with a word behind - are not
    wanted; nothing else is special, so any text can be searched for. Raises UsageError where there is no word to search
    for.
    """
    columns = [passage.c[name] for name in ("id", "page", "kind", "start", "stop", "text")]
    order: tuple[ColumnElement[Any], ...] = (literal_column("passage_text.rank"), passage.c.page, passage.c.number)
    with database.read() as connection:
        rows = connection.execute(_matching(words).with_only_columns(*columns).order_by(*order).limit(limit)).all()
    return [Hit(id=row.id, page=row.page, kind=row.kind, span=(row.start, row.stop), text=row.text) for row in rows]


def _matching(words: str) -> Select[Any]:
    wanted = typed_terms(words)
    if not wanted:
        raise UsageError(f"{words!r}: give a word to search for")
    match = text("passage_text MATCH :words").bindparams(words=matching(wanted))
    return select(passage.c.id).select_from(passage).join(INDEX, INDEX.c.rowid == passage.c.entry).where(match)


def _stream(database: Database, question: Select[Any]) -> Iterator[Any]:
    with database.read() as connection:
        yield from connection.execution_options(yield_per=BATCH).execute(question)
