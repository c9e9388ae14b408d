"""Choosing before reading: which pages entered when, which links stand on them, which pages have a word. A view is then
run over what was chosen alone, so that its cost does not grow with the store."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, Select, func, or_, select, text

from ..schema import (
    Article,
    CaptureHead,
    EditionDay,
    Link,
    LinkHead,
    LinkPlace,
    Page,
    PageRow,
    Record,
    Statement,
    StatementHead,
)
from .applying import apply
from .database import Database, json_of
from .grouping import links_in
from .querying import holds
from .standing import corrections_of, mended_pages
from .tables import (
    correction,
    entered,
    entity,
    generation,
    link,
    link_head,
    link_page,
    outlet_name,
    page,
    passage,
    refusal,
    statement,
)

CHUNK = 400  # ids in one question
DAY = len("2024-02-27")
_JOINING = text("""SELECT DISTINCT here.id FROM json_each(:items) AS wanted CROSS JOIN link_page AS here
    ON here.page = json_extract(wanted.value, '$[0]') AND here.kind = :kind
    AND here.item = json_extract(wanted.value, '$[1]')""")
# What counts the origins of a text goes by its first page and the word: grouping.link_id.
_TEXTS = text("""SELECT DISTINCT here.id FROM json_each(:pages) AS wanted CROSS JOIN link_page AS here
    ON here.page = wanted.value AND here.kind = 'origin' AND here.id LIKE '% text'""")


def generation_of(database: Database) -> int:
    """How often the store was written to."""
    with database.read() as connection:
        return connection.scalar(select(generation.c.number)) or 0


def pages_of(database: Database, ids: Iterable[str], *, corrected: bool = True, until: str | None = None
             ) -> Iterator[Page]:
    """Pages by their full ids, in the order of ids, corrections (of the time `until`) applied or as they were read;
    what is no page is passed over."""
    decoder = msgspec.json.Decoder(Page)
    for some in _chunks(sorted(set(ids))):
        with database.read() as connection:
            question = select(page.c.record).where(page.c.id.in_(some)).order_by(page.c.id)
            mended = corrected and connection.scalar(select(correction.c.id).limit(1)) is not None
            may_be = mended_pages(connection) if mended else None
            for record in map(decoder.decode, connection.scalars(question).all()):
                mends = corrections_of(connection, record, until) if may_be and may_be(record) else ()
                yield apply(record, mends) if mends else record


class Sourced(Record, frozen=True):
    """What of a page says where it has its text and its statements from."""

    capture: CaptureHead
    article: Article
    statements: tuple[Statement, ...] = ()


_SOURCED = msgspec.json.Decoder(Sourced)


def sourced_of(database: Database, ids: Iterable[str]) -> Iterator[Page | Sourced]:
    """As `pages_of`, of a store without corrections no more than what Sourced has: a seventh of the reading."""
    with database.read() as connection:
        if connection.scalar(select(correction.c.id).limit(1)) is not None:
            yield from pages_of(database, ids)
            return
        for some in _chunks(sorted(set(ids))):
            yield from map(_SOURCED.decode, connection.scalars(select(page.c.record).where(page.c.id.in_(some))))


def page_rows_of(database: Database, ids: Iterable[str]) -> dict[str, PageRow]:
    """Pages without their text, by id."""
    columns = [page.c[name] for name in PageRow.__struct_fields__]
    found = dict[str, PageRow]()
    with database.read() as connection:
        for some in _chunks(sorted(set(ids))):
            rows = connection.execute(select(*columns).where(page.c.id.in_(some)))
            found |= {row.id: PageRow(*row) for row in rows}
    return found


def links_on(database: Database, pages: Iterable[str], kind: str | None = None) -> Iterator[Link]:
    """The links (of one kind) that stand on any of these pages, by kind and id."""
    found = set[tuple[str, str]]()
    with database.read() as connection:
        for some in _chunks(sorted(set(pages))):
            question = select(link_page.c.kind, link_page.c.id).distinct().where(link_page.c.page.in_(some))
            question = question.where(link_page.c.kind == kind) if kind else question
            found |= {(row.kind, row.id) for row in connection.execute(question)}
    by_kind: dict[str, list[str]] = {}
    for one, id_ in sorted(found):
        by_kind.setdefault(one, []).append(id_)
    for one, ids in by_kind.items():
        yield from links_of(database, one, ids)


def links_at(database: Database, kind: str, items: Iterable[tuple[str, str]]) -> Iterator[Link]:
    """The links of one kind that join any of these items, each a page and an id on it, in the order of ids."""
    wanted = sorted(set(items))
    with database.read() as connection:
        rows = connection.execute(_JOINING, {"kind": kind, "items": json_of(wanted)})
        ids = [row[0] for row in rows] if wanted else []
    return links_of(database, kind, ids)


def texts_on(database: Database, pages: Iterable[str]) -> Iterator[Link]:
    """The links that count the origins of the texts of these pages, in the order of ids."""
    near = {"pages": json_of(sorted(set(pages)))}
    with database.read() as connection:
        ids = [row[0] for row in connection.execute(_TEXTS, near)]
    return links_of(database, "origin", ids)


def links_of(database: Database, kind: str, ids: Iterable[str]) -> Iterator[Link]:
    """Links of one kind by their ids, in the order of ids."""
    for some in _chunks(sorted(set(ids))):
        yield from links_in(database, (link.c.kind == kind) & link.c.id.in_(some))


def link_heads(database: Database, kind: str, pages: Collection[str] | None = None) -> list[LinkHead]:
    """Every link of a kind without its record, or those that stand on any of these pages: those that count most origins
    first, then of most pages, then by id."""
    heads = link_head.c
    most = (func.max(heads.origins).label("origins"), func.max(heads.pages).label("pages"))
    question = select(heads.id, *most).where(heads.kind == kind).group_by(heads.id)
    if pages is not None:
        question = question.where(heads.id.in_(_standing_on(kind, pages)))
    with database.read() as connection:
        rows = connection.execute(question.order_by(most[0].desc(), most[1].desc(), heads.id)).all()
    return [LinkHead(*row) for row in rows]


def link_places(database: Database, kind: str, pages: Collection[str] | None = None) -> list[LinkPlace]:
    """Where the links of a kind stand, or those of them that stand on any of these pages, by id: each page and item."""
    places = link_page.c
    question = select(places.id, places.page, places.item).distinct().where(places.kind == kind)
    if pages is not None:
        question = question.where(places.id.in_(_standing_on(kind, pages)))
    with database.read() as connection:
        rows = connection.execute(question.order_by(places.id, places.page, places.item)).all()
    return [LinkPlace(*row) for row in rows]


def _standing_on(kind: str, pages: Collection[str]) -> Select[tuple[str]]:
    near = text("link_page.page IN (SELECT value FROM json_each(:near))").bindparams(near=json_of(sorted(pages)))
    return select(link_page.c.id).where(link_page.c.kind == kind, near)


def edition_days(database: Database) -> list[EditionDay]:
    """The days (UTC) on which pages entered, the newest first, with how many, and how many of them were refused."""
    day = func.substr(entered.c.at, 1, DAY).label("day")
    read = func.count(page.c.id).label("pages")
    refused = func.count(refusal.c.id).label("refused")
    question = select(day, read, refused).select_from(entered)
    question = question.outerjoin(page, page.c.id == entered.c.capture)
    question = question.outerjoin(refusal, refusal.c.id == entered.c.capture).group_by(day).order_by(day.desc())
    with database.read() as connection:
        return [EditionDay(day=row.day, pages=row.pages, refused=row.refused) for row in connection.execute(question)]


def entered_on(database: Database) -> dict[str, str]:
    """The day (UTC) on which each page entered, by page."""
    question = select(page.c.id, func.substr(entered.c.at, 1, DAY)).join(entered, entered.c.capture == page.c.id)
    with database.read() as connection:
        return {row[0]: row[1] for row in connection.execute(question).all()}


def newest(database: Database) -> Iterator[tuple[str, str]]:
    """Every page with the time (UTC) at which it entered, the newest first."""
    question = select(page.c.id, entered.c.at).join(entered, entered.c.capture == page.c.id)
    with database.read() as connection:
        for row in connection.execute(question.order_by(entered.c.at.desc(), page.c.id)):
            yield row[0], row[1]


def statement_heads(database: Database, day: str) -> list[StatementHead]:
    """The statements of the pages that entered on a day, as on their pages, corrections applied; without those that a
    headline makes, which the text has to match."""
    said = statement.c
    words = func.length(said.text) - func.length(func.replace(said.text, " ", "")) + 1
    columns = (said.page, said.id, said.start, said.kind, said.attribution,
               said.speaker_name.is_not(None).label("named"), words.label("words"),
               func.coalesce(said.said_to, page.c.published_to).label("last"))
    question = select(*columns).join(entered, entered.c.capture == said.page).join(page, page.c.id == said.page)
    question = question.where(_of_day(day), said.attribution != "headline").order_by(said.page, said.number)
    with database.read() as connection:
        return [StatementHead(*row) for row in connection.execute(question).all()]


def _of_day(day: str) -> ColumnElement[bool]:
    return entered.c.at.between(day, f"{day}~")


def pages_with(database: Database, words: Iterable[str]) -> set[str]:
    """Ids of the pages that have one of these words or phrases, the last word of each at least by its beginning."""
    plain = (" ".join("".join(c if c.isalnum() else " " for c in phrase).split()) for phrase in words)
    wanted = " OR ".join(f'"{phrase}"*' for phrase in plain if phrase)
    if not wanted:
        return set()
    match = text("entry IN (SELECT rowid FROM passage_text WHERE passage_text MATCH :words)")
    question = select(passage.c.page).distinct().where(match.bindparams(words=f"text : ({wanted})"))
    with database.read() as connection:
        return set(connection.scalars(question))


def pages_of_speaker(database: Database, who: str) -> set[str]:
    """Ids of the pages that mention an entity, or on which somebody of that id, name or description speaks."""
    fits = or_(statement.c.speaker == who, holds(statement.c.speaker_name, who), holds(statement.c.descriptor, who))
    with database.read() as connection:
        named = set(connection.scalars(select(entity.c.page).where(entity.c.entity == who)))
        return named | set(connection.scalars(select(statement.c.page).distinct().where(fits)))


def pages_dated(database: Database, since: str, until: str) -> set[str]:
    """Ids of the pages that may be published between two days (`YYYY-MM-DD`), or have something said then."""
    said, published = (statement.c.said_from, statement.c.said_to), (page.c.published_from, page.c.published_to)
    found = set[str]()
    with database.read() as connection:
        for column, (first, last) in ((statement.c.page, said), (page.c.id, published)):
            dated = or_(first.is_not(None), last.is_not(None))
            inside = (func.coalesce(first, "") <= until) & (func.coalesce(last, "9999") >= since)
            found |= set(connection.scalars(select(column).distinct().where(dated, inside)))
    return found


def named_as_outlet(database: Database) -> list[tuple[str, str]]:
    """The outlets' names as they stand on their pages, each with whom a mention in the same words stands for."""
    question = select(page.c.outlet, outlet_name.c.name).distinct().join(page, page.c.id == outlet_name.c.page)
    with database.read() as connection:
        return [(row[0], row[1]) for row in connection.execute(question)]


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
