"""Corrections applied to a page as it is read. Nothing is written: the record keeps what was found."""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar, get_args

import msgspec

from ..edtf import is_date
from ..schema import (
    Act,
    AttributionKind,
    Correction,
    DateGiven,
    Figure,
    FigureKind,
    Mention,
    MentionType,
    Named,
    Outlet,
    Page,
    Published,
    Record,
    Speaker,
    Statement,
    StatementKind,
    Title,
    Via,
)

Maker = Callable[[Correction], Any]
Live = Mapping[str, Mapping[str, Correction]]
Item = TypeVar("Item", bound=Record)

UNNAMED = "unnamed"
REFERRING = ("same_as", "denies", "in_response_to")  # fields of a statement that name others of its page
NOBODY = frozenset({"", "-", "none"})


# ---- what a value becomes; each raises ValueError with what may be given
def _text(correction: Correction) -> str | None:
    return None if (correction.now or "").casefold() in NOBODY else correction.now


def _needed(correction: Correction) -> str:
    text = _text(correction)
    if text is None:
        raise ValueError("give a text")
    return text


def _number(correction: Correction) -> float | None:
    text = _text(correction)
    try:
        number = None if text is None else float(text.replace(",", "").replace(" ", ""))
        if number is not None and not math.isfinite(number):
            raise ValueError(text)
        return number
    except ValueError:
        raise ValueError(f"give a number such as 1200 or 4.5, not {text!r}") from None


def _word(*words: str) -> Maker:
    def make(correction: Correction) -> str:
        if correction.now not in words:
            raise ValueError(f"give one of {', '.join(words)}")
        return correction.now

    return make


def _edtf(correction: Correction) -> str:
    if not correction.now or not is_date(correction.now):
        raise ValueError("give a date such as 2022-04-29, 2022-04, 2022-04-01/2022-04-05 or ../2022-04-29")
    return correction.now


def _date(correction: Correction) -> DateGiven | None:
    return None if _text(correction) is None else DateGiven(edtf=_edtf(correction), basis="correction")


def _speaker(correction: Correction) -> Speaker:
    """Somebody of the store, a name the store does not know, or `unnamed` (the page's words stay as descriptor)."""
    why = f"corrected by {correction.by}: {correction.reason}"
    if correction.entity:
        return Speaker(entity=correction.entity.id, name=correction.entity.name, why=why)
    if _needed(correction).casefold() == UNNAMED:
        return Speaker(anonymous=True, why=why)
    return Speaker(name=correction.now, why=why)


def _via(correction: Correction) -> tuple[Via, ...]:
    return tuple(Via(name=name, basis="page") for name in _list(correction))


def _byline(correction: Correction) -> tuple[Named, ...]:
    return tuple(Named(name=name) for name in _list(correction))


def _list(correction: Correction) -> list[str]:
    """Names divided by semicolons; nothing for none."""
    return [name.strip() for name in (_text(correction) or "").split(";") if name.strip()]


def _title(correction: Correction) -> Title:
    return Title(text=_needed(correction))


def _outlet(correction: Correction) -> Outlet | None:
    name = _text(correction)
    return None if name is None else Outlet(name=name, basis="correction")


def _published(correction: Correction) -> Published:
    reason = f"corrected by {correction.by}: {correction.reason}"
    if _text(correction) is None:
        return Published(reasons=(reason,))
    return Published(edtf=_edtf(correction), basis="correction", reasons=(reason,))


def _qid(correction: Correction) -> str | None:
    qid = _text(correction)
    if qid is not None and not (qid[:1] == "Q" and qid[1:].isdigit()):
        raise ValueError("give a Wikidata id such as Q159")
    return qid


def _somebody(correction: Correction) -> str:
    if correction.entity is None:
        raise ValueError("give the id of an entity of this store")
    return correction.entity.id


def _page(correction: Correction) -> str:
    return _needed(correction)  # a capture id: mending.py looks it up


STANDS = "stands"  # whether what was found is a statement, or a figure, at all
OF_ITEMS = frozenset({STANDS})
OF_STORIES = frozenset({"same_story", "other_story", "merge", "split"})
FIELDS: dict[str, dict[str, Maker]] = {
    "page": {"title": _title, "published": _published, "outlet": _outlet, "byline": _byline, "same_story": _page,
             "other_story": _page},
    "story": {"merge": _page, "split": _page},
    "statement": {
        "speaker": _speaker,
        "said_on": _date,
        "kind": _word(*get_args(StatementKind)),
        "act": _word(*get_args(Act)),
        "attribution": _word(*get_args(AttributionKind)),
        "via": _via,
        "addressee": _speaker,
        "venue": _text,
        "anonymity": _text,
        STANDS: _word("yes", "no"),
    },
    "mention": {"entity": _somebody, "type": _word(*get_args(MentionType))},
    "figure": {
        "value": _number,
        "min": _number,
        "max": _number,
        "unit": _text,
        "what": _text,
        "of": _text,
        "place": _text,
        "as_of": lambda correction: None if _text(correction) is None else _edtf(correction),
        "kind": _word(*get_args(FigureKind)),
        "qualifier": _text,
        STANDS: _word("yes", "no"),
    },
    "entity": {"name": _needed, "type": _word(*get_args(MentionType)), "qid": _qid, "merge": _somebody},
}


def apply(page: Page, corrections: Iterable[Correction]) -> Page:
    """A page as it stands after a person's corrections, in the order they were made; undone ones do nothing. Items that
    the page no longer holds are passed over. A pure function: the page given is not changed."""
    corrections = tuple(corrections)
    live: dict[str, dict[str, Correction]] = {}
    for correction in corrections:
        if correction.undone_at is None:
            live.setdefault(correction.of, {})[correction.field] = correction
    if not live:
        return page
    mended = msgspec.structs.replace(
        page,
        article=_changed(page.article, FIELDS["page"], _but(OF_STORIES, live.get(page.capture.id, {}))),
        same_story=told_pages(corrections, page.capture.id, "same_story"),
        other_story=told_pages(corrections, page.capture.id, "other_story"),
        statements=tuple(_statement(statement, live) for statement in page.statements),
        figures=tuple(_figure(figure, live) for figure in page.figures),
        mentions=tuple(_mention(mention, live) for mention in page.mentions),
    )
    gone = {of for of, mends in live.items() if STANDS in mends and mends[STANDS].now == "no"}
    mended = without(mended, gone) if gone else mended
    people = _people(live)
    return _everywhere(mended, people) if people else mended


def without(page: Page, gone: Collection[str]) -> Page:
    """A page without the statements and figures of these ids, and without what else of it refers to them."""
    keeps = frozenset(gone).isdisjoint
    statements = (
        msgspec.structs.replace(
            one, nested_in=one.nested_in if keeps((one.nested_in,)) else None,
            **{name: tuple(id_ for id_ in getattr(one, name) if keeps((id_,))) for name in REFERRING},
        )
        for one in page.statements if keeps((one.id,)))
    figures = (one if keeps((one.claimed_by,)) else msgspec.structs.replace(one, claimed_by=None)
               for one in page.figures if keeps((one.id,)))
    forecasts = (one if keeps((one.statement,)) else msgspec.structs.replace(one, statement=None)
                 for one in page.forecasts)
    layers = {"statements": tuple(statements), "figures": tuple(figures), "forecasts": tuple(forecasts)}
    return msgspec.structs.replace(page, **layers)


def _but(fields: Collection[str], mends: Mapping[str, Correction]) -> dict[str, Correction]:
    """The corrections of other fields than these, which are no fields of the record itself."""
    return {field: mend for field, mend in mends.items() if field not in fields}


def told_pages(corrections: Iterable[Correction], page: str, field: str) -> tuple[str, ...]:
    """The pages that people said are of a page's story, or are not: each such correction stands beside the others."""
    found = {mend.now for mend in corrections if (mend.of, mend.field, mend.undone_at) == (page, field, None)}
    return tuple(sorted(filter(None, found)))


def _changed(item: Item, makers: Mapping[str, Maker], mends: Mapping[str, Correction]) -> Item:
    if not mends:
        return item
    return msgspec.structs.replace(item, **{field: makers[field](mend) for field, mend in mends.items()})


def _statement(statement: Statement, live: Live) -> Statement:
    mended = _changed(statement, FIELDS["statement"], _but(OF_ITEMS, live.get(statement.id, {})))
    if mended.speaker.anonymous and not statement.speaker.anonymous and mended.speaker.descriptor is None:
        words = statement.speaker.descriptor or statement.speaker.name
        return msgspec.structs.replace(mended, speaker=msgspec.structs.replace(mended.speaker, descriptor=words))
    return mended


def _figure(figure: Figure, live: Live) -> Figure:
    mends = _but(OF_ITEMS, live.get(figure.id, {}))
    mended = _changed(figure, FIELDS["figure"], mends)
    if "value" in mends and "min" not in mends and "max" not in mends:
        return msgspec.structs.replace(mended, min=None, max=None)  # bounds of the value that was wrong
    return mended


def _mention(mention: Mention, live: Live) -> Mention:
    mends = live.get(mention.id, {})
    mended = _changed(mention, FIELDS["mention"], mends)
    head = mends["entity"].entity if "entity" in mends else None
    return msgspec.structs.replace(mended, name=head.name, qid=head.qid) if head else mended


# ---- somebody, wherever the page names them
def _people(live: Live) -> dict[str, dict[str, Any]]:
    """Entity id -> what changes of them: id and name after all merges, then the corrections of whom they became."""
    return {
        who: changes
        for who, mends in live.items()
        if mends.keys() & FIELDS["entity"].keys() and (changes := _changes(who, live))
    }


def _changes(who: str, live: Live) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    seen: set[str] = set()
    while who not in seen:  # a circle cannot be entered by `correct`; here it would only end early
        seen.add(who)
        mends = live.get(who, {})
        merge = mends.get("merge")
        if merge and merge.entity:
            head = merge.entity
            changes = {"entity": head.id, "name": head.name, "qid": head.qid}
            changes |= {"type": head.type} if head.type else {}
            who = head.id
        else:
            makers = FIELDS["entity"]
            changes |= {field: makers[field](mend) for field, mend in mends.items() if field in makers}
    return changes


def _everywhere(page: Page, people: Mapping[str, Mapping[str, Any]]) -> Page:
    layers = ("mentions", "roles", "statements", "events", "figures", "forecasts", "relations")
    return msgspec.structs.replace(page, **{layer: _renamed(getattr(page, layer), people) for layer in layers})


def _renamed(value: Any, people: Mapping[str, Mapping[str, Any]]) -> Any:
    """A record or tuple of records with everybody in `people` changed; what does not change is the same object."""
    if isinstance(value, tuple):
        parts = tuple(_renamed(part, people) for part in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    if not isinstance(value, msgspec.Struct):
        return value
    changes = {
        field: new
        for field in value.__struct_fields__
        if (new := _renamed(old := getattr(value, field), people)) is not old
    }
    changes |= _own(value, people)
    return msgspec.structs.replace(value, **changes) if changes else value


def _own(record: msgspec.Struct, people: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The changes of a record that names somebody by `entity` (or `target`, in a stance)."""
    place = next((name for name in ("entity", "target") if name in record.__struct_fields__), None)
    who = getattr(record, place) if place else None
    if place is None or who is None or who not in people:
        return {}
    named = {place if name == "entity" else name: value for name, value in people[who].items()}
    fields = set(record.__struct_fields__) - ({"type"} if not isinstance(record, Mention) else set())
    return {name: value for name, value in named.items() if name in fields}
