"""Pages of made-up text with figures given by their words, as the joiner of figure series reads them."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from listeningpost.record.series_facts import SeriesFacts, facts_of
from listeningpost.schema import (
    Article,
    CaptureHead,
    DateGiven,
    Figure,
    MadeBy,
    Mention,
    Page,
    Published,
    Speaker,
    Statement,
)

NUMBER = re.compile(r"\d[\d,.]*")


def page_of(text: str, given: Mapping[str, Mapping[str, Any]], day: str | None = None, **more: Any) -> Page:
    """A page of a text: of each figure its words and what differs from a count of what the last word names. `places`
    are names of places in it; `speaker` claims every figure, on the day `said`."""
    id_ = hashlib.sha256(f"{text} {day}".encode()).hexdigest()
    said = more.get("said")
    statement = Statement(
        id="s" + id_[:12], kind="indirect", speaker=Speaker(name=more.get("speaker")), content_spans=((0, len(text)),),
        said_on=DateGiven(edtf=said) if said else None,
    )
    figures = [
        _figure(text, number, words, fields, statement.id if "speaker" in more else None, id_)
        for number, (words, fields) in enumerate(given.items())
    ]
    places = [(name, found.span()) for name in more.get("places", ()) for found in re.finditer(re.escape(name), text)]
    return Page(
        made_by=MadeBy(listeningpost="0", knowledge="0"), space="capture",
        capture=CaptureHead(id=id_, source=f"{id_[:6]}.txt", media_type="text/plain", encoding="utf-8"),
        article=Article(text=text, title=None, body=((0, len(text)),), furniture=(), language="en",
                        published=Published(edtf=day)),
        mentions=tuple(_place(number, name, span) for number, (name, span) in enumerate(places)),
        statements=(statement,) if "speaker" in more else (), figures=tuple(figures),
    )


def _place(number: int, name: str, span: tuple[int, int]) -> Mention:
    return Mention(id=f"m{number:012}", span=span, text=name, type="place", form="name", entity=f"E{number}", name=name)


def _figure(text: str, number: int, words: str, fields: Mapping[str, Any], claim: str | None, page: str) -> Figure:
    start = text.index(words)
    value = NUMBER.search(words)
    raw = {
        "id": "f" + hashlib.sha256(f"{page} {number}".encode()).hexdigest()[:12], "span": (start, start + len(words)),
        "kind": "count", "value": float(value.group().replace(",", "")) if value else None,
        "unit": words.split()[-1], "what": words.split()[-1], "claimed_by": claim, **fields,
    }
    return msgspec.convert(raw, Figure)


def facts(text: str, words: str, day: str | None = None, **fields: Any) -> SeriesFacts:
    """The facts of one figure of a text."""
    more = {name: fields.pop(name) for name in ("places", "speaker", "said") if name in fields}
    (found,) = facts_of(page_of(text, {words: fields}, day, **more))
    return found
