"""Mending in place: what a line says of speaker, date or name corrected beside the record, with why, history and undo.

The corrections are the store's own, those of `listening-post fix`: they stand beside the record, hold when a page is
read again, and can be taken back. The form needs no script; what does not fit is said at its field.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import get_args

import msgspec

from ...errors import UnknownId, UsageError
from ...schema import (
    Act,
    AttributionKind,
    Correction,
    EntityInStore,
    FigureKind,
    Filter,
    Line,
    Located,
    MentionRow,
    MentionType,
    Record,
    StatementKind,
    Window,
)
from ...store import FIELDS, WHO, Store
from ...views import show as shown
from ..asking import Answer, Asked, DeskPage, Moved

CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("statement", "kind"): get_args(StatementKind), ("statement", "act"): get_args(Act),
    ("statement", "attribution"): get_args(AttributionKind), ("figure", "kind"): get_args(FigureKind),
    ("statement", "stands"): ("yes", "no"), ("figure", "stands"): ("yes", "no"),
    ("mention", "type"): get_args(MentionType), ("entity", "type"): get_args(MentionType),
}
OFFERED = 60  # names offered while somebody types one
SHOWN = 12  # mentions of an actor that a reader may give to another
LONGEST = 2_000  # characters of a value or a reason


class Words(Record, frozen=True, forbid_unknown_fields=True):
    """What a reader is told of a field; those that come `first` are shown at once."""

    label: str
    hint: str = ""
    first: bool = False


class Field(Record, frozen=True):
    """A field as the form shows it: its value now, what was typed, the words that can be chosen where only some can be,
    and what is wrong with what was typed."""

    name: str
    label: str
    hint: str
    first: bool
    now: str | None
    typed: str
    why: str = ""
    choices: tuple[str, ...] = ()
    fault: str = ""
    why_fault: str = ""
    offers: bool = False


class Wrong(Record, frozen=True):
    """What was typed and does not fit: the field, the value, the reason, and what is wrong with either."""

    field: str = ""
    value: str = ""
    why: str = ""
    fault: str = ""
    why_fault: str = ""


def show(asked: Asked, wrong: Wrong | None = None) -> Answer:
    """The form of what an id names."""
    store = asked.desk.store
    where = store.find(asked.path["id"])
    if where.kind == "correction":
        where = store.find(next(one.of for one in store.corrections() if one.id == where.id))
    fields = tuple(_fields(store, where, wrong or Wrong()))
    data = {
        "where": where, "fields": fields, "line": _line(store, where), "history": tuple(_history(store, where)),
        "offered": _offered(store, where), "mentions": _mentions(store, where), "speaker": _speaker(store, where),
        "done": _done(store, asked.query.get("done")), "can": tuple(FIELDS),
    }
    return Answer(template="mend.html", title="Mend", data=data, status=422 if wrong else 200)


def take(asked: Asked, fields: Mapping[str, str]) -> Answer | Moved:
    """Keeps the correction that was typed, or takes one back; the form again where it does not fit."""
    store, id_ = asked.desk.store, asked.path["id"]
    if "undo" in fields:
        done = store.undo(fields["undo"])
        return Moved(to=f"/mend/{done.of}?done={done.id}")
    typed = Wrong(field=fields.get("field", ""), value=fields.get("value", ""), why=fields.get("why", ""))
    if fault := _unfit(typed):
        return show(asked, fault)
    try:
        made = store.correct(id_, typed.field, typed.value.strip() or None, typed.why.strip(), asked.desk.by)
    except UsageError as error:
        store.find(id_)  # where the id itself is at fault there is no form to show
        return show(asked, Wrong(field=typed.field, value=typed.value, why=typed.why, fault=_told(error, typed.field)))
    return Moved(to=f"/mend/{made.of}?done={made.id}")


def _unfit(typed: Wrong) -> Wrong | None:
    if not typed.why.strip():
        return Wrong(field=typed.field, value=typed.value, why_fault="Say why, for whoever reads it later.")
    if len(typed.value) > LONGEST or len(typed.why) > LONGEST:
        return Wrong(field=typed.field, fault=f"Give {LONGEST:,} characters at most.")
    return None


def _told(error: UsageError, field: str) -> str:
    """What is wrong with a value, without what the reader sees anyway."""
    _, found, rest = str(error).partition(": ")
    words = rest if found and not isinstance(error, UnknownId) and str(error).startswith(field) else str(error)
    return words[:1].upper() + words[1:] + "."


# ---- what the form shows
def _fields(store: Store, where: Located, wrong: Wrong) -> Iterator[Field]:
    values = store.values_of(where.now)
    taken_off = values.get("stands") == "no"
    for name in ("stands",) if taken_off else FIELDS.get(where.kind, ()):
        words = _words()[where.kind][name]
        here = wrong.field == name
        now = values.get(name)
        yield Field(
            name=name, label=words.label, hint=words.hint, first=words.first,
            now=now, typed=wrong.value if here else (now or "") if name not in ("merge", "split") else "",
            why=wrong.why if here else "", choices=CHOICES.get((where.kind, name), ()), offers=name in WHO,
            fault=wrong.fault if here else "", why_fault=wrong.why_fault if here else "",
        )


@cache
def _words() -> dict[str, dict[str, Words]]:
    table = resources.files(__package__.rpartition(".")[0]) / "tables" / "mend.toml"
    return msgspec.convert(tomllib.loads(table.read_text(encoding="utf-8")), dict[str, dict[str, Words]])


def _line(store: Store, where: Located) -> Line | None:
    """The words that are mended, with their cite; None for what stands in no one place, and for what was taken off."""
    if where.kind not in ("statement", "figure", "mention", "page"):
        return None
    if where.kind in ("statement", "figure") and store.values_of(where.id)["stands"] == "no":
        return None
    return next(iter(shown(store, where.id).lines), None)


def _history(store: Store, where: Located) -> Iterator[Correction]:
    """What was mended of it, undone mends too; of an actor also whom it took in."""
    for one in store.corrections():
        taken_in = one.field == "merge" and one.entity is not None and one.entity.id == where.now
        if one.of in (where.id, where.now) or taken_in:
            yield one


def _offered(store: Store, where: Located) -> tuple[EntityInStore | str, ...]:
    """Names to choose from: those of the page; for an actor those that share a word of the name."""
    if where.kind == "entity":
        return tuple(one for one in _alike(store, where.now) if one.id != where.now)
    pages = where.pages[:1] if where.kind in ("statement", "mention") else ()
    return tuple(dict.fromkeys(row.name for page in pages for row in store.entities_on(page)))[:OFFERED]


def _alike(store: Store, who: str) -> Iterator[EntityInStore]:
    own = store.window("actors", Filter(speaker=who), Window(limit=1)).rows
    words = own[0].name.split() if own else []
    for word in sorted(words, key=len, reverse=True)[:2]:
        yield from store.window("actors", Filter(speaker=word), Window(limit=OFFERED // 2)).rows


def _mentions(store: Store, where: Located) -> tuple[MentionRow, ...]:
    """Words on pages that stand for an actor: each can be given to another, which parts the two."""
    if where.kind != "entity":
        return ()
    return store.window("mentions", Filter(speaker=where.now), Window(limit=SHOWN)).rows


def _speaker(store: Store, where: Located) -> tuple[str, str] | None:
    """Id and name of who says a statement, where the store knows them."""
    if where.kind != "statement":
        return None
    said = next((one for one in store.page(where.pages[0]).statements if one.id == where.id), None)
    return (said.speaker.entity, said.speaker.name or "") if said and said.speaker.entity else None


def _done(store: Store, id_: str | None) -> Correction | None:
    return next((one for one in store.corrections() if one.id == id_), None) if id_ else None


PAGE = DeskPage(name="mend", path="/mend/{id}", show=show, take=take)
