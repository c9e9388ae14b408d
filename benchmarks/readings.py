"""What is found in a labelled passage, in the shape of a label: by the product, and by the nearest name as a baseline.

A passage is read within its document; only what stands in the passage is kept, its spans counted from there.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from listeningpost.annotations import annotate
from listeningpost.knowledge import Knowledge
from listeningpost.record import enter
from listeningpost.schema import Article, CaptureHead, Outlet, Published, Reading

from .alike import Item, span_list
from .attributions import NAME, nearest_said
from .passages import Placed, context

NAMED_FORMS = frozenset(("name", "short", "abbrev", "alias", "metonym"))
PRONOUNS = frozenset(("he", "she", "they"))


# ---- ours
def ours(placed: Placed, knowledge: Knowledge) -> Item:
    """The attributions and names that the product finds in a passage."""
    text, shift = context(placed)
    bounds = (placed.start - shift, placed.end - shift)
    reading = Reading(head=_head(placed), space="capture", article=article_of(text, placed.head))
    page = json.loads(msgspec.json.encode(enter(reading, annotate(reading, knowledge), knowledge)))
    names = [
        {"span": cut[0], "type": mention["type"], "entity": mention["name"] or mention["text"]}
        for mention in page["mentions"]
        if mention["form"] in NAMED_FORMS and (cut := cut_spans(mention["span"], bounds))
    ]
    return {"id": placed.id, "attributions": said(page["statements"], bounds), "names": names}


def _head(placed: Placed) -> CaptureHead:
    return CaptureHead(id=placed.id, source=placed.id, media_type="text/plain", encoding="utf-8")


def article_of(text: str, head: Item) -> Article:
    """The text as an article of which nothing but body, day and outlet is known."""
    published = Published(edtf=head["date"], basis="meta") if head["date"] else Published()
    outlet = Outlet(name=head["outlet"], basis="meta") if head["outlet"] else None
    return Article(
        text=text, title=None, body=((0, len(text)),), furniture=(), published=published, language="en", outlet=outlet
    )


def cut_spans(spans: Any, bounds: tuple[int, int]) -> list[list[int]]:
    """What of some spans lies inside the bounds, counted from their start."""
    start, end = bounds
    cut = [(max(a, start), min(b, end)) for a, b in span_list(spans)]
    return [[a - start, b - start] for a, b in cut if a < b]


def said(statements: Sequence[Item], bounds: tuple[int, int]) -> list[Item]:
    """Statements as attributions, each teller that a sentence names as an outer one; the outer before the inner."""
    items: list[Item] = []
    places: dict[str, int] = {}
    kept = [s for s in statements if cut_spans(s["content_spans"], bounds)]
    for statement in _outer_first(kept):
        outer = places.get(statement.get("nested_in") or "")
        for teller in (via for via in statement["via"] if via["basis"] == "sentence" and via["span"]):
            outer = _teller(items, teller, statement, outer, bounds)
        places[statement["id"]] = len(items)
        items.append(_item(statement, bounds, outer))
    return items


def _outer_first(statements: Sequence[Item]) -> list[Item]:
    """Statements in such an order that what one is nested in stands before it."""
    by_id = {statement["id"]: statement for statement in statements}

    def depth(statement: Item) -> int:
        levels, at = 0, statement
        while (outer := by_id.get(at.get("nested_in") or "")) and levels < len(by_id):
            levels, at = levels + 1, outer
        return levels

    return sorted(statements, key=depth)


def _item(statement: Item, bounds: tuple[int, int], outer: int | None) -> Item:
    return {
        **{key: cut_spans(statement[field], bounds) or None for key, field in
           (("source", "source_span"), ("cue", "cue_span"), ("content", "content_spans"))},
        "speaker": statement["speaker"],
        "nested_in": outer,
        "kind": statement["kind"],
        "attribution": statement["attribution"],
    }


def _teller(items: list[Item], teller: Item, statement: Item, outer: int | None, bounds: tuple[int, int]) -> int | None:
    """The place of a teller's own attribution: one that is there already, or a new one. A teller without a cue of its
    own is told by the statement's ("told Reuters")."""
    source = cut_spans(teller["span"], bounds)
    if not source:
        return outer
    cue = cut_spans(teller.get("cue_span") or statement["cue_span"], bounds) or None
    there = next((i for i, item in enumerate(items) if item["source"] == source and item["cue"] == cue), None)
    if there is not None:
        return outer if there in _above(items, outer) else there
    items.append({
        "source": source, "cue": cue, "content": cut_spans(statement["content_spans"], bounds),
        "speaker": {"name": teller["name"], "descriptor": None, "anonymous": False},
        "nested_in": outer, "kind": "indirect", "attribution": "speech",
    })
    return len(items) - 1


def _above(items: list[Item], place: int | None) -> list[int]:
    """The place of an attribution and those that it is nested in."""
    found: list[int] = []
    while place is not None:
        found.append(place)
        place = items[place]["nested_in"]
    return found


# ---- the baseline
def nearest(placed: Placed) -> Item:
    """The nearest name to "said" in each sentence is the speaker; a pronoun is the last name before it. No chains;
    every run of capitalised words is a name, of a person."""
    text, shift = context(placed)
    bounds = (placed.start - shift, placed.end - shift)
    items = []
    for one in nearest_said(text):
        content = cut_spans(_words(text, one.content), bounds)
        if content:
            source = _words(text, one.source)
            items.append({
                "source": cut_spans(source, bounds) or None, "cue": None, "content": content,
                "speaker": {"name": _name(text, source), "descriptor": None, "anonymous": False},
                "nested_in": None, "kind": "indirect", "attribution": "speech",
            })
    found = [m.span() for m in NAME.finditer(text) if m.group().lower() not in PRONOUNS]
    names = [{"span": span, "type": "person", "entity": ""} for span in cut_spans(found, bounds)]
    return {"id": placed.id, "attributions": items, "names": names}


def _words(text: str, starts: Iterable[int]) -> list[list[int]]:
    """The words that begin at some places, as spans."""
    return [[start, next((i for i in range(start, len(text)) if not text[i].isalnum()), len(text))]
            for start in sorted(starts)]


def _name(text: str, source: Sequence[Sequence[int]]) -> str | None:
    """The words of a source, or for a pronoun the last name before it."""
    if not source:
        return None
    words = " ".join(text[start:end] for start, end in source)
    if words.lower() not in PRONOUNS:
        return words
    before = [m.group() for m in NAME.finditer(text, 0, source[0][0]) if m.group().lower() not in PRONOUNS]
    return before[-1] if before else None
