"""Who signs an HTML page: its outlet and its byline, found in the text where it prints them, else in its source."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from ..schema import Named, Outlet, Span
from .blocks import Mark, Walked
from .bylines import JOB, PARTICLE, Looks, any_of, find_opened, plain_agency
from .bylines import TABLE as WORDS
from .clues import LineRole
from .credits import distinct, find_agencies
from .datelines import find_dated_place, find_dateline
from .elements import NOT_BODY, TABLE
from .outlets import Around, find_outlet
from .parts import LONGEST_SIGNATURE, PageLayout
from .roles import role_of
from .sightings import key_of, labels
from .signed import find_bylines, words_of
from .structured import Structured, Value

_NOBODY = frozenset(TABLE["authors"]["nobody"])
# What stands between a site's name and its motto.
_MOTTO = re.compile(r"(?<!\s)\s++(?:[|–—•·:»]++|-)\s++|(?:(?<!\s)\s++)?+\|\s*+|:\s++")
_NAME = re.compile(r"[^\W\d_][^\n@/{}<>|]{1,79}")
_BEFORE_NAME = re.compile(rf"(?:{'|'.join(TABLE['authors']['before'])})(?:[\s:]+|(?<=@))", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?:(?<!\s)\s++)?+[;|&]\s*+|,\s++|(?<!\s)\s++(?:{'|'.join(TABLE['authors']['between'])})\s++")
# A company's form, an address, or an outlet's department.
_HOUSE = re.compile(
    r"(?:GmbH|Ltd|LLC|Inc|AG|S\.A|Corp|Verlag|Media|Redaktion|Editorial|Staff)\b|\w\.(?:com|org|net|[a-z]{2})\b")
# What stands behind a name and is no part of it: an account, an address, a bracket.
_BEHIND = re.compile(
    r"(?:(?:(?<!\s)\s++)?+(?:\(?@\w++\)?|(?<![\w.+-])[\w.+-]++@[\w.-]++|\([^()]*+\)|<[^<>]*+>)"
    rf"|(?<!\s)\s++in\s[^\W\d_a-z]\w*+|(?<=[\uac00-\ud7a3])\s?{any_of(WORDS['titles_behind'])})\s*+$")
# A name of two to four words with capitals and small words between them, as an element that marks the author holds it.
_SMALL = rf"(?:(?:{'|'.join(sorted(PARTICLE))}) ){{0,3}}"
_PERSON = re.compile(rf"[^\W\d_a-z][\w'’.-]+(?: {_SMALL}[^\W\d_a-z][\w'’.-]*){{1,3}}")
_LONGEST_LINE = 300
# Of very long pages the first and the last lines are looked at: signatures stand round the article or at the foot.
_TOP, _FOOT = 2_000, 500
_MOST_NAMES = 12
# Before which paragraph a byline may stand, and among how many lines from the title on.
_NEAR, _MOST_NEAR = 4, 12

Lines = tuple[tuple[Span, LineRole], ...]


def lines_of(walked: Walked, furniture: Sequence[Span]) -> Lines:
    """The short lines outside title and body with a guess at what each is for."""
    marked = sorted(_marked(walked))
    lines: list[tuple[Span, LineRole]] = []
    first = 0
    for span in (*furniture[:_TOP], *furniture[max(_TOP, len(furniture) - _FOOT) :]):
        while first < len(marked) and marked[first][0][1] <= span[0]:
            first += 1
        roles: set[LineRole] = set()
        for (start, _), role in marked[first:]:
            if start >= span[1]:
                break
            roles.add(role)
        if span[1] - span[0] <= _LONGEST_LINE:
            lines.append((span, _role(walked.text[slice(*span)], roles)))
    return tuple(lines)


def _marked(walked: Walked) -> Iterator[tuple[Span, LineRole]]:
    """Short stretches that an element marks as a signature or a date."""
    for mark in walked.marks:
        if mark.span is None or mark.around & NOT_BODY or mark.span[1] - mark.span[0] > LONGEST_SIGNATURE:
            continue
        if _signs(mark):
            yield mark.span, "byline"
        elif mark.element == "time" or "date" in mark.areas:
            yield mark.span, "date"


def _signs(mark: Mark) -> bool:
    values = [mark.attributes[name].value.lower().split() for name in ("rel", "itemprop") if name in mark.attributes]
    return "byline" in mark.areas or any("author" in words for words in values)


def _role(line: str, roles: set[LineRole]) -> LineRole:
    """What the marks inside a line say of it, else what it looks like."""
    looks = role_of(line)
    if looks == "copyright" or not roles:
        return looks
    return "byline" if "byline" in roles else "date"


def outlet_of(
    walked: Walked, structured: Structured, layout: PageLayout, apart: Sequence[Span], knowledge: Looks | None
) -> Outlet | None:
    """The outlet by the page's own fields, with its place in the text where the page prints it; else by its lines.

    `apart` are the lines outside title and body. An agency that the fields name beside another name sold the text.
    """
    hosts = [host for url in structured.urls if (host := urlsplit(url.text).hostname)]
    stated = [value for site in structured.sites if (value := _site(site, labels(hosts)))]
    own = [value for value in stated if not _is_agencys(value.text, knowledge)]
    for value in own or stated:
        span = _printed(value.text, walked.text, [*apart, (0, len(walked.text))])
        return Outlet(name=value.text, basis="meta", span=span, capture_span=None if span else value.span)
    start = layout.start()
    above = [span for span in apart[:_TOP] if span[1] <= start]
    below = [span for span in apart[-_FOOT:] if span[0] > start]
    return find_outlet(walked.text, Around(above, below, layout.body, hosts), knowledge)


def _site(value: Value, hosts: Collection[str]) -> Value | None:
    """A stated name of the site without its motto: the part that its address has, else the first; None for an address
    or an account."""
    parts = _MOTTO.split(value.text)
    name = next((part for part in parts if key_of(part) in hosts), parts[0]).removeprefix("www.")
    return value._replace(text=name) if _NAME.fullmatch(name) else None


def _is_agencys(name: str, knowledge: Looks | None) -> bool:
    return knowledge is not None and any(known.actor.agency for known in knowledge.look_up(name))


class Makers(NamedTuple):
    """Who made the page's text, and where the page says so."""

    byline: tuple[Named, ...]
    dateline: Named | None
    agency: tuple[Named, ...]


def makers_of(
    walked: Walked, stated: Sequence[Value], lines: Lines, layout: PageLayout, knowledge: Looks | None
) -> Makers:
    """The byline, the dateline that opens the body, the agencies credited. `stated` are names from `author_names`."""
    spans, body = [span for span, _ in lines], layout.body
    byline = _byline(walked, stated, lines, layout, knowledge)
    opened = find_dateline(walked.text, body[0], knowledge)
    dateline, credited = opened if opened else (find_dated_place(walked.text, body[0]), None)
    below = [span for span in spans if span[0] > body[0][1]]
    agency = [*([credited] if credited else []), *find_agencies(walked.text, below, body, byline, knowledge)]
    return Makers(byline, dateline, distinct(agency, knowledge))


def _byline(
    walked: Walked, stated: Sequence[Value], lines: Lines, layout: PageLayout, knowledge: Looks | None
) -> tuple[Named, ...]:
    """The names that sign the page: by its fields, by its marked elements, else by the lines from the title on."""
    signed = [span for span, role in lines if role == "byline"]
    spans = [span for span, _ in lines]
    near = [span for span in spans if _of_article(span, layout)][:_MOST_NEAR]
    if stated and all(plain_agency(value.text, knowledge) for value in stated):  # the page itself may name persons
        opened = find_opened(walked.text, near, knowledge)
        if opened and not plain_agency(opened[0].name, knowledge):
            return opened
    if stated:
        return tuple(_named(name, walked.text, signed + spans) for name in stated)
    said = words_of(walked.text, layout.body)
    return find_bylines(walked.text, signed, knowledge, said) or find_bylines(walked.text, near, knowledge, said)


def marked_author(walked: Walked, layout: PageLayout, outlet: Outlet | None) -> tuple[Named, ...]:
    """The first element from the title on that is marked as the author's and holds a person's name and no more."""
    for span, role in _marked(walked):
        if role == "byline" and _of_article(span, layout) and _PERSON.fullmatch(walked.text, *span):
            name = _name(Value(walked.text[slice(*span)], None, "author"), outlet)
            return (_named(name, walked.text, [span]),) if name else ()
    return ()


def _of_article(span: Span, layout: PageLayout) -> bool:
    """Whether a stretch stands from the title on and before the fourth paragraph."""
    return layout.start() < span[0] < layout.body[:_NEAR][-1][0]


def author_names(text: str, structured: Structured, outlet: Outlet | None, lines: Lines) -> list[Value]:
    """The names in the page's author fields, each once; an outlet or its company only where nobody else is named.

    Fields of another kind than the first add only names that the page prints where it is signed: they also name
    translators and publishers."""
    parts = [part for value in structured.authors for part in _parted(value)]
    names = _distinct(name for value in parts if (name := _name(value, outlet)))
    signed = [span for span, role in lines if role == "byline"]
    names = [name for name in names if name.name == names[0].name or _printed(name.text, text, signed)]
    sites = {key_of(_BEHIND.sub("", site.text)) for site in structured.sites} - {""}
    persons = [name for name in names if not _is_house(name.text, sites)]
    return persons or [name for name in names if key_of(name.text) not in sites]


def _is_house(name: str, sites: set[str]) -> bool:
    """Whether an author field names the page's site or a company: by its form, an address, or the site's name in it."""
    key = key_of(name)
    return any(site in key for site in sites if len(site) > 3) or bool(_HOUSE.search(name))


def _parted(value: Value) -> Iterator[Value]:
    """An author field that holds several names or a role behind one, cut into names."""
    pieces = [piece for piece in _BETWEEN.split(value.text) if piece.strip()]
    names = [piece for piece in pieces if _PERSON.fullmatch(piece.strip()) and not _is_job(piece)]
    if len(pieces) > 1 and names and _PERSON.match(value.text.strip()):
        yield from (value._replace(text=name.strip()) for name in names)
    else:
        yield value


def _is_job(piece: str) -> bool:
    return not JOB.isdisjoint(piece.casefold().split())


def _distinct(names: Iterable[Value]) -> list[Value]:
    """Each name once, a name with a rank or an outlet behind it as the name alone."""
    kept: dict[str, Value] = {}
    known_keys: set[str] = set()
    for name in names:
        if (key := key_of(name.text) or name.text) not in known_keys:  # an account beside a name has the same letters
            known_keys.add(key)
            kept[name.text.casefold()] = name
    alone = [name for known, name in kept.items() if not any(known != a and known.startswith(a) for a in kept)]
    return alone[:_MOST_NAMES]


def _name(value: Value, outlet: Outlet | None) -> Value | None:
    """The value as a name; None for a link, an account (small letters alone) or a word that names nobody."""
    before = _BEFORE_NAME.match(value.text)
    text = _BEHIND.sub("", value.text[before.end() :] if before else value.text).strip()
    known = text.casefold()
    if not _NAME.fullmatch(text) or text.islower() or known in _NOBODY or (outlet and known == outlet.name.casefold()):
        return None
    return value._replace(text=text)


def _named(name: Value, text: str, places: Iterable[Span]) -> Named:
    span = _printed(name.text, text, places)
    return Named(name=text[slice(*span)] if span else name.text, span=span, capture_span=None if span else name.span)


def _printed(name: str, text: str, places: Iterable[Span]) -> Span | None:
    """Where a name stands as whole words, in any case, in the first of these places that has it."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    for start, end in places:
        if found := pattern.search(text, start, end):
            return found.span()
    return None
