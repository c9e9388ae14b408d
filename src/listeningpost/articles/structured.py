"""What a page says of itself outside its text: meta tags, links, JSON-LD and marked elements, each with its place.

JSON-LD is read as schema.org's types for articles describe it; its strings are found again in the source of the script.
"""

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..schema import Span
from .blocks import Mark, Walked
from .calendar import find_dates
from .clues import MetaClue
from .elements import TABLE
from .offsets import written
from .source_days import clues_of, find_source_days
from .tables import load
from .walk import Attribute


class Value(NamedTuple):
    """A value with its place in the decoded capture, and where it was found."""

    text: str
    span: Span | None
    name: str


class Structured(NamedTuple):
    """All values by what they are for, best first."""

    titles: list[Value]
    sites: list[Value]
    authors: list[Value]
    urls: list[Value]
    dates: list[MetaClue]
    sections: list[Value] = []
    tags: list[Value] = []


_META: dict[str, list[str]] = TABLE["meta"]
_TOPICS: dict[str, list[str]] = load("topics")["meta"]
# JSON-LD keywords go before the general keywords of the meta tags, behind tags and news keywords.
_AFTER_TAGS = 4
_META_KEYS = ("property", "name", "itemprop", "http-equiv")
_DATED = re.compile("|".join(map(re.escape, _META["date"])), re.IGNORECASE)
_NOT_DATED = re.compile("|".join(map(re.escape, _META["not_date"])), re.IGNORECASE)
_YEAR = re.compile(r"\d{4}|\d\d[-./]\d\d")
_LAST_PART = re.compile(r"\s[|–—•·-]\s([^|–—•·]{6,40})$")
_ASIDE = frozenset({"comments", "related", "aside", "furniture"})
_JSON_DATES = ("datePublished", "dateCreated", "uploadDate", "dateModified")
_TITLED = ("headline", "name", "alternativeHeadline")
_ARTICLE_TYPE = re.compile(r"Article|Posting|Report|Page$|Review|Analysis", re.IGNORECASE)
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"(\s*+:)?', re.DOTALL)
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|"
                       r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$")
# Bounds against pages made to be slow.
_LONGEST_SCRIPT = 1_000_000
_LONGEST_VALUE = 2_000
_MOST_OBJECTS = 2_000
_MOST_DATES = 60


def gather(source: str, walked: Walked) -> Structured:
    """Everything the page says of itself, from the meta tags first, then JSON-LD, then marked elements."""
    metas = list(_meta_values(source, walked.metas))
    objects = [described for span in walked.scripts for described in _described(source, span)]
    titles, sites, authors = (_named(metas, _META[kind]) for kind in ("title", "site", "author"))
    titles += [value for described in objects for value in described.values(_TITLED[:1])]
    sites += [value for described in objects for value in described.names("publisher")]
    authors = [value for described in objects for value in described.names("author")] + authors
    dates = [*_json_dates(objects), *_meta_dates(metas),
             *itertools.islice(_marked_dates(source, walked.marks), _MOST_DATES)]
    dates = dates[:_MOST_DATES]
    alone = not dates
    dates += _title_dates(source, walked, metas)
    dates += clues_of(find_source_days(source), source, alone=alone)
    sections, tags = _topics(source, metas, objects)
    return Structured(titles, sites, authors, _urls(source, walked, metas), dates, sections, tags)


def _topics(source: str, metas: Sequence[Value], objects: Sequence["_Described"]) -> tuple[list[Value], list[Value]]:
    """The sections and the tags that meta tags and JSON-LD give, the first kind of field that has any."""
    sections = _named(metas, _TOPICS["section"]) or [v for one in objects for v in one.values(("articleSection",))]
    kinds = [[v for v in metas if v.name.strip().lower() == kind] for kind in _TOPICS["tags"]]
    kinds.insert(_AFTER_TAGS, [v for one in objects for v in one.values(("keywords",))])
    tags = next((kind for kind in kinds if kind), [])
    return [p for v in sections for p in _pieces(source, v)], [p for v in tags for p in _pieces(source, v)]


def _pieces(source: str, value: Value) -> Iterator[Value]:
    """A list with commas in one value as values of their own, each with its place where the source writes it so."""
    for piece in filter(None, (piece.strip() for piece in re.split("[,;|、،]", value.text))):
        place = source.find(piece, *value.span) if value.span else -1
        yield value._replace(text=piece, span=(place, place + len(piece)) if place >= 0 else value.span)


def _meta_values(source: str, metas: Iterable[Mapping[str, Attribute]]) -> Iterator[Value]:
    for found in metas:
        key = next((found[key].value for key in _META_KEYS if key in found), "")
        if key and "content" in found and (value := _shown(source, found["content"], key)):
            yield value


def _shown(source: str, attribute: Attribute, name: str) -> Value | None:
    """An attribute's value as it shows, blanks at its edges left out; None where nothing shows."""
    start, end = attribute.span
    text, rows = written(source, start, min(end, start + _LONGEST_VALUE))
    return Value(text, (rows[0][2], rows[-1][3]), name) if rows else None


def _named(metas: Iterable[Value], names: Iterable[str]) -> list[Value]:
    by_name: dict[str, list[Value]] = {}
    for value in metas:
        by_name.setdefault(value.name.strip().lower(), []).append(value)
    return [value for name in names for value in by_name.get(name, [])]


def _urls(source: str, walked: Walked, metas: Iterable[Value]) -> list[Value]:
    links = [
        value
        for found in walked.links
        if "canonical" in found.get("rel", _NONE).value.lower() and "href" in found
        and (value := _shown(source, found["href"], "link canonical"))
    ]
    return [value for value in links + _named(metas, _META["url"]) if value.text.startswith(("http://", "https://"))]


_NONE = Attribute("", (0, 0))


def _meta_dates(metas: Iterable[Value]) -> Iterator[MetaClue]:
    for value in metas:
        if _DATED.search(value.name) and not _NOT_DATED.search(value.name) and _YEAR.search(value.text):
            yield MetaClue(basis="meta", value=value.text, capture_span=value.span, name=value.name)


def _marked_dates(source: str, marks: Iterable[Mark]) -> Iterator[MetaClue]:
    """Dates in attributes of elements: `time datetime`, `itemprop` with content, a date class with a title."""
    for mark in marks:
        if (mark.around | mark.areas) & _ASIDE:
            continue
        prop = mark.attributes.get("itemprop", _NONE).value
        if mark.element != "time" and "date" not in mark.areas and not _DATED.search(prop):
            continue
        for key in ("datetime", "content", "title"):
            if key in mark.attributes and _YEAR.search(mark.attributes[key].value):
                value = _shown(source, mark.attributes[key], " ".join(filter(None, (mark.element, key, prop))))
                if value:
                    yield MetaClue(basis="meta", value=value.text, capture_span=value.span, name=value.name)
                break


def _title_dates(source: str, walked: Walked, metas: Iterable[Value]) -> list[MetaClue]:
    """The day that a title ends in behind a bar, beside the site's name ("Quay shut | The Courier | 18.11.2024")."""
    titles = _named(metas, _META["title"])
    if walked.title:
        text, rows = written(source, *walked.title)
        titles += [Value(text, (rows[0][2], rows[-1][3]), "title")] if rows else []
    for title in titles:
        end = _LAST_PART.search(title.text)
        dates = find_dates(end[1]) if end else ()
        if end and len(dates) == 1 and dates[0].days and dates[0].span[1] - dates[0].span[0] >= len(end[1]) - 1:
            return [MetaClue(basis="meta", value=end[1], capture_span=title.span, name=f"{title.name}, at its end")]
    return []


# ---- JSON-LD
class _Described:
    """One object of a JSON-LD script with the places of the script's strings."""

    def __init__(self, fields: Mapping[str, Any], places: Mapping[tuple[str, str], Span]) -> None:
        self.fields = fields
        self.places = places

    def values(self, keys: Iterable[str]) -> list[Value]:
        """The object's own strings under these keys."""
        return [self._value(key, text) for key in keys for text in _strings(self.fields.get(key))]

    def names(self, key: str) -> list[Value]:
        """Names under a key that holds a name, an object with a name, or a list of these."""
        found = []
        for item in _listed(self.fields.get(key)):
            inner = item.get("name") if isinstance(item, dict) else item
            found += [self._value("name" if isinstance(item, dict) else key, text) for text in _strings(inner)]
        return found

    def _value(self, key: str, text: str) -> Value:
        place = self.places.get((key, text)) or self.places.get(("", text))
        return Value(" ".join(text.split()), place, f"json-ld {key}")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _strings(value: Any) -> list[str]:
    return [item for item in _listed(value) if isinstance(item, str) and item.strip()]


def _json_dates(objects: Iterable[_Described]) -> list[MetaClue]:
    return [
        MetaClue(basis="meta", value=value.text, capture_span=value.span, name=value.name)
        for described in objects
        for value in described.values(_JSON_DATES)
    ]


def _described(source: str, span: Span) -> list[_Described]:
    """The objects of one script that describe an article or a page, articles first; none where it is not JSON."""
    if span[1] - span[0] > _LONGEST_SCRIPT:
        return []
    raw = source[slice(*span)]
    try:
        parsed = json.loads(_WRAPPING.sub("", raw), strict=False)
    except (ValueError, RecursionError):  # broken scripts are common; the page's other clues stand without them
        return []
    kept = [fields for fields in _objects(parsed) if _ARTICLE_TYPE.search(str(fields.get("@type", ""))[:200])]
    places = _places(raw, span[0]) if kept else {}
    return [_Described(fields, places) for fields in sorted(kept, key=_rank)]


def _rank(fields: Mapping[str, Any]) -> bool:
    return str(fields.get("@type", "")).endswith("Page")


def _objects(parsed: Any) -> Iterator[Mapping[str, Any]]:
    """The top objects, those of @graph and those that a page is about; not whatever is nested deeper."""
    queue = list(_listed(parsed))
    for number, item in enumerate(queue):
        if number >= _MOST_OBJECTS:
            return
        if isinstance(item, dict):
            yield item
            queue += [*_listed(item.get("@graph")), *_listed(item.get("mainEntity"))]


def _places(raw: str, offset: int) -> dict[tuple[str, str], Span]:
    """Where each string value stands, by its key and by itself; of equals the first."""
    places: dict[tuple[str, str], Span] = {}
    key = ""
    for match in _STRING.finditer(raw):
        text = _unescaped(match[1]) if "\\" in match[1] else match[1]
        if match[2]:
            key = text
            continue
        span = (offset + match.start(1), offset + match.end(1))
        places.setdefault((key, text), span)
        places.setdefault(("", text), span)
    return places


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:  # an escape that JSON does not know: the string stays as it is written
        return text
