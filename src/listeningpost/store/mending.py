"""A person's corrections: made, undone, listed. They stand beside the record, which is never changed; the rows that are
asked are made anew from the corrected page, in the same transaction."""

import hashlib
import re
from collections.abc import Collection, Iterator

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from ..errors import UsageError
from ..schema import Correction, EntityHead, Located, Page
from .applying import FIELDS, OF_STORIES, apply
from .database import Database
from .finding import locate
from .rows import rows_of
from .standing import STANDS, corrections_of, family
from .tables import correction, entity, fresh, item, keyed, page, redirect, role, statement
from .worded import worded
from .writing import ROW_TABLES, insert_rows, touch

WHO = frozenset({"speaker", "addressee", "entity", "merge"})  # fields whose value names somebody
ONLY_AN_ID = frozenset({"entity", "merge"})
LIKE_AN_ID = re.compile(r"E[0-9a-f]{3,12}|Q\d{2,}")


class Mend(msgspec.Struct, frozen=True):
    """What is to be corrected: an id (or its beginning), a field of it, the new value, why, and who says so."""

    id: str
    field: str
    value: str | None
    why: str
    by: str


def correct(database: Database, mend: Mend) -> Correction:
    """Keep a correction and let it hold at once. Raises UnknownId or UsageError, which list what can be corrected."""
    if not mend.why.strip():
        raise UsageError("say why, for whoever reads the correction later: --why \"...\"")
    with database.write() as connection:
        made = _made(connection, mend, database.now())
        row = {name: getattr(made, name) for name in ("id", "of", "field", "page", "undone_at")}
        row |= {"entity": made.entity.id if made.entity else None, "record": msgspec.json.encode(made).decode()}
        connection.execute(insert(correction), row)
        _hold(connection, made)
    return made


def undo(database: Database, id_: str) -> Correction:
    """Take a correction back; it stays in the list with the time of undoing. Raises UnknownId or UsageError."""
    with database.write() as connection:
        full = locate(connection, id_)
        if full.kind != "correction":
            mends = ", ".join(connection.scalars(select(correction.c.id).where(STANDS, correction.c.of == full.now)))
            raise UsageError(f"{id_}: is no correction but of kind {full.kind}; its corrections: {mends or 'none'}")
        text = connection.scalars(select(correction.c.record).where(correction.c.id == full.id)).one()
        made = msgspec.json.decode(text, type=Correction)
        if made.undone_at:
            raise UsageError(f"{full.id}: was undone already, {made.undone_at}")
        undone = msgspec.structs.replace(made, undone_at=database.now())
        changes = {"undone_at": undone.undone_at, "record": msgspec.json.encode(undone).decode()}
        connection.execute(update(correction).where(correction.c.id == full.id).values(changes))
        _hold(connection, undone)
    return undone


def corrections(database: Database, of: str | None = None) -> Iterator[Correction]:
    """Every correction (of one id) in the order they were made, undone ones too."""
    question = select(correction.c.record).order_by(correction.c.number)
    with database.read() as connection:
        records = connection.scalars(question.where(correction.c.of == of) if of else question).all()
    yield from (msgspec.json.decode(record, type=Correction) for record in records)


def dangling(database: Database) -> Iterator[Correction]:
    """Corrections of what no page holds any more, since a page was read anew. They hold again if it comes back."""
    gone = correction.c.of.not_in(select(item.c.id))
    with database.read() as connection:
        question = select(correction.c.record).where(STANDS, gone).order_by(correction.c.number)
        records = connection.scalars(question).all()
    yield from (msgspec.json.decode(record, type=Correction) for record in records)


def values_of(database: Database, id_: str) -> dict[str, str | None]:
    """What each field that can be corrected of an id holds now, as a person would type it. Raises UnknownId or
    UsageError."""
    with database.read() as connection:
        where = locate(connection, id_)
        fields = FIELDS.get(where.kind, ())
        if where.kind == "story":
            return dict.fromkeys(fields)
        if where.kind == "entity":
            head = _head(connection, where.now)
            return {field: getattr(head, field, None) for field in fields}
        record = _record(connection, where.pages[0]) if fields else None
        return {field: worded(record, where, field) for field in fields} if record else {}


# ---- making one
def _made(connection: Connection, mend: Mend, at: str) -> Correction:
    where = locate(connection, mend.id)
    _check_field(where, mend.field)
    if where.kind == "story" or (where.kind == "page" and mend.field in OF_STORIES):
        mend = _of_pages(connection, where, mend)
        where = locate(connection, mend.id)
    of = where.now if where.kind == "entity" else where.id
    made = Correction(
        id=_id(connection, of, mend),
        of=of,
        field=mend.field,
        was=_was(connection, where, mend.field),
        now=mend.value,
        by=mend.by,
        at=at,
        reason=mend.why,
        entity=_who(connection, mend, where) if mend.field in WHO else None,
        page=None if where.kind == "entity" else where.pages[0],
    )
    _check_value(where.kind, made)
    return made


def _of_pages(connection: Connection, where: Located, mend: Mend) -> Mend:
    """What is said of stories as what it says of two pages, which have their ids for ever: that a page is of the story
    of another (`same_story`, of a story `merge`), or is not (`other_story`, of a story `split`)."""
    if not mend.value:
        raise UsageError(f"{mend.field}: give the id of a page or of a story")
    named = locate(connection, mend.value)
    if named.kind not in ("page", "story"):
        raise UsageError(f"{mend.value}: names no page and no story but a {named.kind}")
    one, other = (where, named) if mend.field != "split" else (named, where)
    page_id = one.pages[0]
    others = [id_ for id_ in other.pages if id_ != page_id]
    if not others or (mend.field == "split" and page_id not in where.pages) or (one.now == other.now):
        where_from = "of" if mend.field == "split" else "or a story beside"
        raise UsageError(f"{mend.field} {mend.value}: give a page {where_from} {mend.id}")
    field = "other_story" if mend.field in ("split", "other_story") else "same_story"
    return Mend(page_id, field, others[0], mend.why, mend.by)


def _check_field(where: Located, field: str) -> None:
    if where.kind == "link":
        raise UsageError(f"{where.id}: follows from what its pages tell; mend a statement, a figure or a page of it")
    if where.kind not in FIELDS:
        raise UsageError(f"{where.id}: {where.kind}s cannot be corrected; what can is {', '.join(FIELDS)}")
    if field not in FIELDS[where.kind]:
        can = ", ".join(FIELDS[where.kind])
        raise UsageError(f"{field}: not among what can be corrected of {where.kind} {where.id}: {can}")


def _check_value(kind: str, made: Correction) -> None:
    try:
        FIELDS[kind][made.field](made)
    except ValueError as error:
        raise UsageError(f"{made.field} of {kind} {made.of}: {error}") from error
    if made.field == "merge" and made.entity and made.entity.id == made.of:
        raise UsageError(f"{made.of} and {made.now} are one already")
    if made.now == made.was and not made.entity:
        raise UsageError(f"{made.field} of {made.of} is {made.was} already")


def _id(connection: Connection, of: str, mend: Mend) -> str:
    same = (correction.c.of == of) & (correction.c.field == mend.field)
    number = connection.scalar(select(func.count()).select_from(correction).where(same))
    key = msgspec.json.encode([of, mend.field, mend.value, number])
    return "c" + hashlib.sha256(key).hexdigest()[:12]


def _was(connection: Connection, where: Located, field: str) -> str | None:
    if where.kind == "entity":
        head = _head(connection, where.now)
        return where.now if field == "merge" or head is None else getattr(head, field)
    return worded(_record(connection, where.pages[0]), where, field)


def _record(connection: Connection, page_id: str) -> Page:
    record = msgspec.json.decode(
        connection.scalars(select(page.c.record).where(page.c.id == page_id)).one(), type=Page
    )
    return apply(record, corrections_of(connection, record))


# ---- who a value names
def _who(connection: Connection, mend: Mend, where: Located) -> EntityHead | None:
    """Whom a value names: by id, by a name that one entity alone has, in the store or on the page that is mended, or
    (where it can only be an id) by its beginning.

    None for a name that the store does not know. Raises UsageError for a name that several have.
    """
    value = mend.value or ""
    held = connection.scalar(select(item.c.id).where(item.c.id == value, item.c.kind == "entity").limit(1))
    if held is None:
        same_name = func.folded(entity.c.name) == value.casefold()
        named = connection.scalars(select(entity.c.entity).distinct().where(same_name)).all()
        here = [who for who in named if where.kind != "entity" and _stands_on(connection, who, where.pages[0])]
        if len(named) > 1 and len(here) != 1:
            several = ", ".join(_described(connection, who) for who in sorted(named))
            raise UsageError(f"{value}: several go by that name: {several}; give the id of one")
        held = (here or named)[0] if named else None
    if held is None and mend.field not in ONLY_AN_ID and not LIKE_AN_ID.fullmatch(value):
        return None
    where = locate(connection, held or value)
    return _head(connection, where.now) if where.kind == "entity" else None


def _stands_on(connection: Connection, who: str, page_id: str) -> bool:
    there = select(entity.c.entity).where(entity.c.entity == who, entity.c.page == page_id)
    return connection.scalar(there.limit(1)) is not None


def _described(connection: Connection, who: str) -> str:
    """An entity by id, office and how many pages name it."""
    offices = connection.scalars(select(role.c.role).where(role.c.entity == who).distinct().limit(1)).all()
    pages = connection.scalar(select(func.count(entity.c.page.distinct())).where(entity.c.entity == who)) or 0
    named = f"named on {pages} page{'' if pages == 1 else 's'}"
    return f"{who} ({', '.join([*offices, named])})"


def _head(connection: Connection, who: str) -> EntityHead | None:
    """The commonest name of an entity, with its type and Wikidata id; from statements or roles where unmentioned."""
    most = func.sum(entity.c.mentions).desc()
    question = select(entity.c.name, entity.c.type, entity.c.qid).where(entity.c.entity == who)
    row = connection.execute(question.group_by(*question.selected_columns).order_by(most).limit(1)).one_or_none()
    if row:
        return EntityHead(id=who, name=row.name, type=row.type, qid=row.qid)
    spoken = select(statement.c.speaker_name).where(statement.c.speaker == who, statement.c.speaker_name.is_not(None))
    name = connection.scalar(spoken.limit(1)) or connection.scalar(select(role.c.name).where(role.c.entity == who))
    return EntityHead(id=who, name=name) if name else None


# ---- letting one hold
def _hold(connection: Connection, made: Correction) -> None:
    """Make the rows of every page that a correction touches anew, and mark its groups to be judged again."""
    if made.page:
        return _remake(connection, [made.page])
    touched = family(connection, {made.of} | ({made.entity.id} if made.entity else set()))
    if made.field == "merge":
        _redirect(connection)
        touched |= family(connection, touched)
    pages = set(connection.scalars(select(item.c.page).where(item.c.id.in_(touched))))
    pages |= set(connection.scalars(select(correction.c.page).where(correction.c.entity.in_(touched))))
    return _remake(connection, sorted(pages - {None}))


def _redirect(connection: Connection) -> None:
    """Write the redirects anew from the merges that stand: each id leads to the last it became."""
    merges = select(correction.c.of, correction.c.entity).where(STANDS, correction.c.field == "merge")
    became = {row.of: row.entity for row in connection.execute(merges.order_by(correction.c.number))}
    connection.execute(delete(redirect))
    rows = [{"old": old, "new": _last(old, became)} for old in became]
    if rows:
        connection.execute(insert(redirect), rows)


def _last(who: str, became: dict[str, str]) -> str:
    seen = {who}
    while (new := became.get(who)) and new not in seen:
        seen.add(new)
        who = new
    return who


def _remake(connection: Connection, page_ids: Collection[str]) -> None:
    for page_id in page_ids:
        text = connection.scalar(select(page.c.record).where(page.c.id == page_id))
        if text is None:
            continue  # refused since: the correction waits
        record = msgspec.json.decode(text, type=Page)
        rows = rows_of(apply(record, corrections_of(connection, record)))
        for table in ROW_TABLES:
            connection.execute(delete(table).where(table.c.page == page_id))
        connection.execute(update(page).where(page.c.id == page_id).values(msgspec.structs.asdict(rows.page)))
        insert_rows(connection, rows)
        touch(connection, [page_id])
        connection.execute(delete(keyed).where(keyed.c.page == page_id))
        connection.execute(insert_or(fresh).on_conflict_do_nothing(), {"page": page_id})
