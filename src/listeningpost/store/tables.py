"""The tables. Those that hold what a page says are made from the structs of schema/stored.py, column for field.

All are STRICT. `page` and what hangs on it go together: deleting a page deletes its rows, its keys and its search index
entries. Corrections, redirects and links hang on ids, not on rows, and so outlive a page that is written again.
"""

import types
import typing

import msgspec
from sqlalchemy import (
    REAL,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from ..schema import EntityRow, FigureRow, MentionRow, PageRow, PassageRow, Record, RoleRow, StatementRow

METADATA = MetaData()
COLUMN_TYPES: dict[type, type[TypeEngine[typing.Any]]] = {str: Text, int: Integer, float: REAL, bytes: LargeBinary}


def _column(field: msgspec.structs.FieldInfo, key: bool) -> Column[typing.Any]:
    kinds = set(typing.get_args(field.type)) if isinstance(field.type, types.UnionType) else {field.type}
    (plain,) = kinds - {type(None)}
    links = [ForeignKey("page.id", ondelete="CASCADE")] if field.name == "page" else []
    return Column(field.name, COLUMN_TYPES[plain], *links, primary_key=key, nullable=type(None) in kinds)


def _columns(record: type[Record], keys: set[str]) -> list[Column[typing.Any]]:
    return [_column(field, field.name in keys) for field in msgspec.structs.fields(record)]


def _table(name: str, *columns: Column[typing.Any]) -> Table:
    return Table(name, METADATA, *columns, sqlite_strict=True)


def _keyed(name: str, *columns: Column[typing.Any] | ForeignKeyConstraint) -> Table:
    """A table kept in the order of its key, so that all rows of a page (or an id) stand together."""
    return Table(name, METADATA, *columns, sqlite_strict=True, sqlite_with_rowid=False)


def _rows(name: str, record: type[Record], *keys: str) -> Table:
    return _keyed(name, *_columns(record, set(keys)))


def _key(name: str) -> Column[typing.Any]:
    return Column(name, Text, primary_key=True)


def _number(name: str) -> Column[typing.Any]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _of_page() -> Column[typing.Any]:
    return Column("page", Text, ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)


migration = _table("migration", Column("number", Integer, primary_key=True), Column("at", Text, nullable=False))
capture = _table(
    "capture",
    _key("id"),
    Column("body", LargeBinary, nullable=False),
    Column("source", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("container", Text),
    Column("taken_at", Text),
)
capture_source = _keyed(
    "capture_source",
    Column("capture", Text, ForeignKey("capture.id", ondelete="CASCADE"), primary_key=True),
    _key("source"),
    Column("taken_at", Text),
)
page = _table(
    "page",
    *_columns(PageRow, {"id"}),
    Column("record", Text, nullable=False),
    Column("written_at", Text, nullable=False),
)
page.c.id.append_foreign_key(ForeignKey("capture.id"))
refusal = _table(
    "refusal",
    _key("id"),
    _key("source"),
    Column("room", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", Text),
    Column("record", Text, nullable=False),
    Column("written_at", Text, nullable=False),
)

mention = _rows("mention", MentionRow, "page", "id")
statement = _rows("statement", StatementRow, "page", "id")
figure = _rows("figure", FigureRow, "page", "id")
role = _rows("role", RoleRow, "page", "number")
entity = _rows("entity", EntityRow, "page", "entity")
# Whom a page's own mentions of its outlet, in the same words, stand for: other names of that outlet.
outlet_name = _keyed("outlet_name", _of_page(), _key("name"))
# Numbers of entries are never given again (AUTOINCREMENT): the file of their vectors (meanings.py) goes by them.
passage = Table(
    "passage",
    METADATA,
    Column("entry", Integer, primary_key=True),
    *_columns(PassageRow, set()),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
item = _keyed("item", _key("id"), _of_page(), Column("kind", Text, nullable=False))

keyed = _keyed("keyed", _key("joiner"), _of_page(), Column("version", Integer, nullable=False))
fresh = _keyed("fresh", _of_page())  # pages that came, or were mended, since all joiners in `complete` had keyed all
complete = _keyed("complete", _key("joiner"), Column("version", Integer, nullable=False))
grouping = _keyed("grouping", _key("joiner"), _key("key"), _of_page())
touched = _keyed("touched", _key("joiner"), _key("key"))
link = _keyed(
    "link",
    _key("kind"),
    _key("id"),
    _key("joiner"),
    _key("key"),
    Column("record", Text, nullable=False),
)

# What each link stands on: the pages it joins and their items, and by how much it is told. Both go with their link.
_LINK = ("link.kind", "link.id", "link.joiner", "link.key")
link_page = _keyed(
    "link_page",
    _key("kind"),
    _key("id"),
    _key("joiner"),
    _key("key"),
    _key("page"),
    _key("item"),
    ForeignKeyConstraint(["kind", "id", "joiner", "key"], _LINK, ondelete="CASCADE"),
)
link_head = _keyed(
    "link_head",
    _key("kind"),
    _key("id"),
    _key("joiner"),
    _key("key"),
    Column("origins", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    ForeignKeyConstraint(["kind", "id", "joiner", "key"], _LINK, ondelete="CASCADE"),
)
# When a capture first came in: what an edition is made of. A page that is read anew did not enter anew.
entered = _keyed(
    "entered",
    Column("capture", Text, ForeignKey("capture.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Text, nullable=False),
)
# One row: how often the store was written to. What was worked out from the whole holds as long as this number does.
generation = _table("generation", Column("number", Integer, nullable=False))
CHOOSING = (link_page, link_head, entered, generation)

# What pair joiners keep (pairing.py). An item is a page or a part of one; it goes by `number`, a hash of its joiner and
# id, and so do the keys that it has: there are some hundred keys to a page. `part` is the smallest id of the items that
# are settled together, and the key of their links. Profiles stand in the order in which they came, those of a page
# together: by their numbers each would be written to, and read from, a place of its own.
profile = _table(
    "profile",
    Column("entry", Integer, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("joiner", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("page", Text, ForeignKey("page.id", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("facts", LargeBinary, nullable=False),
    Column("keys", LargeBinary, nullable=False),
)
blocking = _keyed("blocking", _number("key"), _number("number"))
tie = _keyed(
    "tie",
    _number("a"),
    _number("b"),
    Column("score", REAL, nullable=False),
    Column("record", Text, nullable=False),
)
settled = _keyed(
    "settled",
    _number("number"),
    Column("joiner", Text, nullable=False),
    Column("part", Text, nullable=False),
)
unmatched = _keyed("unmatched", _key("joiner"), _number("number"))
unsettled = _keyed("unsettled", _key("joiner"), _number("number"))
PAIRING = (profile, blocking, tie, settled, unmatched, unsettled)
# By which ids links went, or may have gone, whose smallest item an item is: 12 digits of its hash, and its number. What
# is here of items that are gone is passed over (finding.py).
former = _keyed("former", _key("digits"), _number("number"))

correction = _table(
    "correction",
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("of", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("page", Text),
    Column("entity", Text),
    Column("record", Text, nullable=False),
    Column("undone_at", Text),
)
redirect = _keyed("redirect", _key("old"), Column("new", Text, nullable=False))

Index("mention_entity", mention.c.entity)
Index("statement_speaker", statement.c.speaker)
Index("statement_said", statement.c.said_to)
STATEMENT_NAMES = Index("statement_names", statement.c.speaker_name, statement.c.descriptor)
Index("figure_what", figure.c.what)
ENTITY_NAMED = Index("entity_named", *(entity.c[name] for name in (
    "entity", "name", "type", "qid", "page", "mentions", "statements")))  # everybody is counted by this alone
PAGE_LISTED = Index("page_listed", *(page.c[name] for name in (
    "published_to", "published_from", "id", "outlet", "language")))  # all pages are listed without their records
PASSAGE_PLACE = Index("passage_place", *(passage.c[name] for name in (
    "page", "kind", "start", "stop", "number")))  # where a line stands is known without reading it
Index("item_page", item.c.page)
Index("grouping_page", grouping.c.page)
Index("keyed_page", keyed.c.page)
Index("link_group", link.c.joiner, link.c.key)
Index("link_page_page", link_page.c.page, link_page.c.kind)
Index("link_head_most", link_head.c.kind, link_head.c.origins, link_head.c.pages)
Index("entered_at", entered.c.at)
Index("profile_page", profile.c.page)
Index("profile_item", profile.c.item, profile.c.joiner)
Index("tie_other", tie.c.b)
Index("settled_part", settled.c.joiner, settled.c.part)
Index("correction_of", correction.c.of)
Index("correction_entity", correction.c.entity)
Index("correction_page", correction.c.page)
Index("redirect_new", redirect.c.new)

# The index holds no text of its own (external content): these triggers keep it in step with `passage`. Words are
# searched in their normal form, beginnings as they are written.
SEARCH = (
    "CREATE VIRTUAL TABLE passage_text USING fts5(words, text, content='passage', content_rowid='entry',"
    " tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE passage_term USING fts5vocab('passage_text', 'col')",
    "CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN"
    " INSERT INTO passage_text(rowid, words, text) VALUES (new.entry, new.words, new.text); END",
    "CREATE TRIGGER passage_gone AFTER DELETE ON passage BEGIN"
    " INSERT INTO passage_text(passage_text, rowid, words, text)"
    " VALUES ('delete', old.entry, old.words, old.text); END",
    "CREATE TRIGGER passage_changed AFTER UPDATE ON passage BEGIN"
    " INSERT INTO passage_text(passage_text, rowid, words, text) VALUES ('delete', old.entry, old.words, old.text);"
    " INSERT INTO passage_text(rowid, words, text) VALUES (new.entry, new.words, new.text); END",
)
