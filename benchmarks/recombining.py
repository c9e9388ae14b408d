"""A stream of page records recombined from records already made, as long as is wanted; each number has its page.

How it is made, so that it grows as a stream of news does:

- A page is some paragraphs of three pages with all that was found in them, most of their words and numbers exchanged
  for others of the same length; PER_DAY pages have one day. A word is exchanged for one drawn from all words of the
  records, so that each is as common as it was, and new ones keep coming (exchanging.py). A figure's value changes with
  its number, and whoever knowledge does not know has another name in each happening.
- STRETCH pages in a row share out happenings: of most one page tells, of few many, of none more than LARGEST (Pareto).
  Later tellers of a happening keep some paragraphs of the first with some words changed, have words of it in the rest,
  and are about the same; COPIED of them are copies of an earlier one. So groups of copies, stories and remarks are as
  large among a hundred thousand pages as among a thousand.
- Only STANDING paragraphs, which come unchanged on some pages for ever as an agency's do, are on more the more there
  are, and so are short figures such as "two years", which count the same in any happening.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from listeningpost.record.claims_told import claims_of
from listeningpost.schema import Capture, Page

from .exchanging import WORD, Exchange, Lexicon, respelt, sort_words

Found = dict[str, Any]
Floats = npt.NDArray[np.float64]
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
ID = re.compile(r"[smnfev][0-9a-f]{12}")
VALUES = ("value", "min", "max")
LAYERS = ("mentions", "statements", "figures", "passages")
EXCHANGED, RETOLD, CHANGED = 0.85, 0.35, 0.05  # shares of words: of a new paragraph, of one told again, of a copy
BLOCKS = (3, 4, 3)  # paragraphs taken from each of three pages
FIRST_DAY, PER_DAY, STRETCH = date(2019, 1, 1), 50, 150
LARGEST, SIZES, COPIED = 30, 1.5, 0.3  # pages of a happening, how many large ones there are, copies of later tellers
KEPT, APART = 0.4, 0.3  # of the first teller's paragraphs, what a later one has, and how far apart in meaning
STANDING, ON_PAGES = 8, 0.04
NAMES = 100_000  # spellings of a name


class Piece(NamedTuple):
    """A paragraph: its text, that of the record it is made of, and what was found in it, spans from 0."""

    text: str
    before: str
    layers: dict[str, list[Found]]


class Report(NamedTuple):
    """What a page tells: the frame of its record, title, paragraphs, and what it is about."""

    frame: Found
    title: str
    pieces: list[Piece]
    vector: Floats


class Recombiner:
    """Makes page number n of an endless row; the same one each time."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages: list[Found] = [msgspec.to_builtins(page, builtin_types=(bytes,)) for page in pages if page.vector]
        self._pieces = [[_piece(page, *span) for span in page["article"]["body"]] for page in self._pages]
        self._lexicon = Lexicon(page["article"]["text"] for page in self._pages)
        telling = [piece for pieces in self._pieces for piece in pieces if piece.layers["statements"]]
        self._standing = [random.Random(f"standing {number}").choice(telling) for number in range(STANDING)]
        self._report = lru_cache(maxsize=2 * STRETCH)(self._reported)

    def made(self, number: int) -> tuple[Page, Capture]:
        """The page of that number with a capture of its text."""
        stretch, place = divmod(number, STRETCH)
        happening, teller = happenings(stretch)[place]
        chance = random.Random(f"page {number}")
        if teller and chance.random() < COPIED:
            found = self._report(stretch, happening, chance.randrange(teller))
            found = found._replace(pieces=[self._changed(one, Exchange(chance, CHANGED)) for one in found.pieces])
        else:
            found = self._report(stretch, happening, teller)
        if chance.random() < ON_PAGES:
            found = found._replace(pieces=[*found.pieces, chance.choice(self._standing)])
        day = FIRST_DAY + timedelta(days=number // PER_DAY + chance.randrange(2))
        frame = {**found.frame, "happening": f"{stretch} {happening}", "source": f"made-up/{number:06}.txt"}
        return _finished(found._replace(frame=frame), day.isoformat())

    def _reported(self, stretch: int, happening: int, teller: int) -> Report:
        """What a page tells of a happening on its own."""
        name = f"report {stretch} {happening} {teller}"
        chance, noise = random.Random(name), np.random.default_rng(list(name.encode()))
        first = self._report(stretch, happening, 0) if teller else None
        chosen = [chance.randrange(len(self._pages)) for _ in BLOCKS]
        fresh = [one for number, count in zip(chosen, BLOCKS, strict=True) for one in self._row(number, count, chance)]
        kept = [one for one in first.pieces if chance.random() < KEPT] if first else []
        own = Exchange(chance, EXCHANGED, _words_of(first) if first else {})
        pieces = [_turned(self._changed(one, Exchange(chance, RETOLD)), APART, noise) for one in kept]
        pieces += [_turned(self._changed(one, own), 1.0, noise) for one in fresh[len(kept) :]]
        title = first.title if first else _title(self._pages[chosen[0]])
        vector = first.vector if first else sum((_numbers(self._pages[at]["vector"]) for at in chosen), np.zeros(1))
        return Report(
            self._pages[chosen[0]], self._lexicon.exchange(title, Exchange(chance, RETOLD if first else EXCHANGED)),
            pieces, vector + noise.normal(0, 20 if first else 40, len(vector)))

    def _row(self, number: int, count: int, chance: random.Random) -> list[Piece]:
        """Some paragraphs of a page, one behind another."""
        pieces = self._pieces[number]
        at = chance.randrange(max(1, len(pieces) - count))
        return pieces[at : at + count]

    def _changed(self, piece: Piece, how: Exchange) -> Piece:
        return piece._replace(text=self._lexicon.exchange(piece.text, how))


@lru_cache(maxsize=8)
def happenings(stretch: int) -> list[tuple[int, int]]:
    """Of each page of a stretch, of which happening it tells, and how many of the stretch have told of that before."""
    chance, rows = random.Random(f"stretch {stretch}"), list[int]()
    for happening in range(STRETCH):
        rows += [happening] * min(LARGEST, int(chance.paretovariate(SIZES)))
    told, found = Counter[int](), list[tuple[int, int]]()
    for happening in chance.sample(rows[:STRETCH], STRETCH):
        found.append((happening, told[happening]))
        told[happening] += 1
    return found


def _words_of(report: Report) -> dict[tuple[int, bool, bool], list[str]]:
    return sort_words(word for piece in report.pieces for word in WORD.findall(piece.text))


# ---- pieces
def _piece(page: Found, start: int, end: int) -> Piece:
    text = page["article"]["text"][start:end]
    layers = {name: [shifted(one, -start) for one in page[name] if _is_inside(one, start, end)] for name in LAYERS}
    return Piece(text, text, layers)


def _turned(piece: Piece, apart: float, noise: np.random.Generator) -> Piece:
    """A piece whose statements mean something else, by a share."""
    def other(vector: bytes) -> bytes:
        return scaled((1 - apart) * _numbers(vector) / 127 + apart * noise.normal(0, len(vector) ** -0.5, len(vector)))

    statements = [{**one, "vectors": [other(vector) for vector in one["vectors"]]}
                  for one in piece.layers["statements"]]
    return piece._replace(layers={**piece.layers, "statements": statements})


def shifted(value: Any, shift: int, key: str = "") -> Any:
    """A record with all its spans moved."""
    if isinstance(value, dict):
        return {name: shifted(one, shift, name) for name, one in value.items()}
    if key.endswith("span") and value:
        return [value[0] + shift, value[1] + shift]
    if isinstance(value, list | tuple):
        return [shifted(one, shift, key.removesuffix("s")) for one in value]
    return value


def scaled(vector: Floats) -> bytes:
    """A vector of unit length in eight bits a number, as pages have theirs."""
    return bytes(np.round(vector / np.linalg.norm(vector) * 127).astype(np.int8).tobytes())


def _numbers(vector: bytes) -> Floats:
    return np.frombuffer(vector, np.int8).astype(np.float64)


def spans_in(value: Any, key: str = "") -> Iterator[Sequence[int]]:
    """All spans of a record."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from spans_in(one, name)
    elif key.endswith("span") and value:
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from spans_in(one, key.removesuffix("s"))


def _is_inside(item: Found, start: int, end: int) -> bool:
    return all(start <= one[0] and one[1] <= end for one in spans_in(item))


def _title(page: Found) -> str:
    title: str = (page["article"]["title"] or {"text": "untitled"})["text"]
    return " ".join(title.split())


# ---- the page
def _finished(report: Report, day: str) -> tuple[Page, Capture]:
    """The page under its own ids and its own day."""
    text = "\n\n".join((report.title, *(piece.text for piece in report.pieces))) + "\n\n"
    page_id = sha256(text.encode()).hexdigest()
    body, layers, at = list[list[int]](), {name: list[Found]() for name in LAYERS}, len(report.title) + 2
    for number, piece in enumerate(report.pieces):
        body.append([at, at + len(piece.text)])
        happening = report.frame["happening"] if piece.text != piece.before else ""
        for name, found in _own(piece, f"{page_id} {number}", happening).items():
            layers[name] += [shifted(one, at) for one in found]
        at += len(piece.text) + 2
    for statement in layers["statements"]:
        statement["said_on"] = {"edtf": day, "basis": "page"}
    title = {"text": report.title, "span": [0, len(report.title)]}
    article = {**report.frame["article"], "text": text, "body": body, "title": title, "furniture": [], "map": [],
               "page_dates": [], "dateline": None,
               "published": {"edtf": day, "basis": "byline", "not_before": day, "not_after": day}}
    capture = {"id": page_id, "source": report.frame["source"], "media_type": "text/plain", "encoding": "utf-8"}
    made = {**report.frame, **layers, "capture": capture, "space": "capture", "article": article, "roles": [],
            "flags": [], "events": [], "forecasts": [], "relations": [], "vector": scaled(report.vector),
            "same_story": [], "other_story": []}
    record = _with_vectors(msgspec.convert(made, Page, builtin_types=(bytes,)))
    return record, Capture(head=record.capture, body=text.encode())


def _own(piece: Piece, place: str, happening: str) -> dict[str, list[Found]]:
    """What was found in a piece under ids of its page's own, with the values, words and names that its text has now."""
    ids = {one["id"]: one["id"][0] + sha256(f"{place} {one['id']}".encode()).hexdigest()[:12]
           for name in LAYERS for one in piece.layers[name] if "id" in one}
    layers = {name: [_renamed(one, ids) for one in found] for name, found in piece.layers.items()}
    for mention in layers["mentions"]:
        mention["text"] = piece.text[slice(*mention["span"])]
        if (mention["entity"] or "")[:1] == "E" and mention["form"] == "name":
            mention |= {"name": mention["text"], "entity": _entity(mention["text"], happening)}
    for figure in layers["figures"]:
        _revalue(figure, piece)
    for speaker in (statement["speaker"] for statement in layers["statements"]):
        if (speaker["entity"] or "")[:1] == "E" and speaker["name"]:
            name = WORD.sub(lambda found: _renowned(found.group(), happening), speaker["name"])
            speaker |= {"name": name, "entity": _entity(name, happening)}
    return layers


def _renowned(word: str, happening: str) -> str:
    """A name's word as it is in one happening."""
    return respelt(word, random.Random(f"{happening} {word}").randrange(NAMES))


def _entity(name: str, happening: str) -> str:
    return "E" + sha256(f"{name} {happening}".encode()).hexdigest()[:12]


def _revalue(figure: Found, piece: Piece) -> None:
    """A figure's values in the measure in which its number changed."""
    was, now = (NUMBER.search(text[slice(*figure["span"])]) for text in (piece.before, piece.text))
    if was and now and float(was.group().replace(",", "")):
        share = float(now.group().replace(",", "")) / float(was.group().replace(",", ""))
        figure |= {name: figure[name] * share for name in VALUES if figure[name] is not None}


def _with_vectors(page: Page) -> Page:
    """The page with as many vectors for each statement as it has claims: other words are cut into others."""
    statements = []
    for one in page.statements:
        wanted = len(claims_of(page, one))
        vectors = tuple(one.vectors[at % len(one.vectors)] for at in range(wanted)) if one.vectors else ()
        statements.append(msgspec.structs.replace(one, vectors=vectors))
    return msgspec.structs.replace(page, statements=tuple(statements))


def _renamed(value: Any, ids: dict[str, str]) -> Any:
    """A record whose references to items that came along are to their new ids; others are gone."""
    if isinstance(value, dict):
        return {name: _renamed(one, ids) for name, one in value.items()}
    if isinstance(value, list | tuple):
        kept = [_renamed(one, ids) for one in value]
        return [one for one in kept if one is not None]
    if isinstance(value, str) and ID.fullmatch(value):
        return ids.get(value)
    return value
