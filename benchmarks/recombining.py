"""Page records recombined from records already made, as many as are wanted: paragraphs of three pages with all that was
found in them, a part of their words and numbers exchanged for others of the same length, another day, and a share of
copies. What is exchanged is drawn from all words of the records, so that each is as common as it was, and a value told
in figures changes with its number."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import msgspec
import numpy as np

from listeningpost.schema import Capture, Page

Found = dict[str, Any]
WORD = re.compile(r"\b[A-Za-z]{4,}\b|\d[\d,]*(?:\.\d+)?")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
VALUES = ("value", "min", "max")
LAYERS = ("mentions", "statements", "figures")
EXCHANGED = 0.85  # of the words of four letters or more: what is left in common is little words
COPIED, COPIED_FROM, CHANGED = 0.15, 2_000, 0.05  # share of copies, of one of so many pages before, words changed
BLOCKS = (3, 4, 3)  # paragraphs taken from each of three pages
FIRST_DAY, DAYS = date(2019, 1, 1), 2_000


class Recombiner:
    """Makes page number n of an endless row; the same one each time."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages: list[Found] = [msgspec.to_builtins(page, builtin_types=(bytes,)) for page in pages if page.vector]
        self._words = defaultdict[tuple[int, bool, bool], list[str]](list)
        for page in self._pages:
            for word in WORD.findall(page["article"]["text"]):
                self._words[_sort(word)].append(word)

    def made(self, number: int) -> tuple[Page, Capture]:
        """The page of that number with a capture of its text."""
        chance = random.Random(number)
        is_copy = number > 0 and chance.random() < COPIED
        first = number - chance.randrange(1, min(COPIED_FROM, number + 1)) if is_copy else number
        page = self._combined(random.Random(first))
        if first != number:
            page["article"]["text"] = self._exchanged(page["article"]["text"], chance, CHANGED)
        return _finished(page, number, chance)

    def _combined(self, chance: random.Random) -> Found:
        chosen = [chance.choice(self._pages) for _ in BLOCKS]
        text, body = f"{_title(chosen[0])}\n\n", list[list[int]]()
        layers: dict[str, list[Found]] = {name: [] for name in LAYERS}
        for page, count in zip(chosen, BLOCKS, strict=True):
            blocks = page["article"]["body"]
            at = chance.randrange(max(1, len(blocks) - count))
            for start, end in blocks[at : at + count]:
                shift = len(text) - start
                body.append([start + shift, end + shift])
                text += page["article"]["text"][start:end] + "\n\n"
                for name in LAYERS:
                    layers[name] += [shifted(one, shift) for one in page[name] if _is_inside(one, start, end)]
        vector = np.sum([np.frombuffer(page["vector"], np.int8).astype(float) for page in chosen], axis=0)
        vector += np.random.default_rng(chance.randrange(2**32)).normal(0, 40, len(vector))
        noise = np.random.default_rng(chance.randrange(2**32))
        for statement in layers["statements"]:  # other words, another meaning
            statement["vectors"] = [scaled(noise.normal(0, 1, len(one))) for one in statement["vectors"]]
        article = {**chosen[0]["article"], "text": self._exchanged(text, chance, EXCHANGED), "body": body,
                   "furniture": [], "map": [], "page_dates": [], "dateline": None}
        article["title"] = {"text": article["text"].split("\n")[0], "span": [0, len(_title(chosen[0]))]}
        return {**chosen[0], "article": article, "vector": scaled(vector), "before": text, **layers}

    def _exchanged(self, text: str, chance: random.Random, share: float) -> str:
        def other(found: re.Match[str]) -> str:
            word = found.group()
            if chance.random() >= share:
                return word
            return chance.choice(self._words.get(_sort(word), [word]))

        return WORD.sub(other, text)


def _sort(word: str) -> tuple[int, bool, bool]:
    """Words of one sort may be exchanged: they are as long, and both numbers, or both with a capital or without."""
    return len(word), word[0].isupper(), word[0].isdigit()


def shifted(value: Any, shift: int, key: str = "") -> Any:
    """A record with all its spans moved."""
    if isinstance(value, dict):
        return {name: shifted(one, shift, name) for name, one in value.items()}
    if key.endswith("span") and value:
        return [value[0] + shift, value[1] + shift]
    if isinstance(value, list | tuple):
        return [shifted(one, shift, key.removesuffix("s")) for one in value]
    return value


def scaled(vector: np.ndarray[Any, Any]) -> bytes:
    """A vector of unit length in eight bits a number, as pages have theirs."""
    return bytes(np.round(vector / np.linalg.norm(vector) * 127).astype(np.int8).tobytes())


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


def _finished(page: Found, number: int, chance: random.Random) -> tuple[Page, Capture]:
    """The page under its own ids and its own day."""
    text: str = page["article"]["text"]
    id_ = sha256(text.encode()).hexdigest()
    day = (FIRST_DAY + timedelta(days=(number // 50 + chance.randrange(5)) % DAYS)).isoformat()
    ids = {one["id"]: one["id"][0] + sha256(f"{id_} {one['id']}".encode()).hexdigest()[:12]
           for name in LAYERS for one in page[name]}
    layers = {name: list({one["id"]: one for one in (_renamed(one, ids) for one in page[name])}.values())
              for name in LAYERS}
    for mention in layers["mentions"]:
        mention["text"] = text[slice(*mention["span"])]
        if (mention["entity"] or "")[:1] == "E" and mention["form"] == "name":
            mention["name"] = mention["text"]
            mention["entity"] = "E" + sha256(f"{mention['text']} {id_}".encode()).hexdigest()[:12]
    before = page.pop("before")
    for figure in layers["figures"]:
        _revalue(figure, before, text)
    for statement in layers["statements"]:
        statement["said_on"] = {"edtf": day, "basis": "page"}
    capture = {"id": id_, "source": f"made-up/{number:06}.txt", "media_type": "text/plain", "encoding": "utf-8"}
    article = {**page["article"], "published": {"edtf": day, "basis": "byline", "not_before": day, "not_after": day}}
    made = {**page, **layers, "capture": capture, "space": "capture", "article": article, "roles": [], "flags": [],
            "events": [], "forecasts": [], "relations": []}
    record = msgspec.convert(made, Page, builtin_types=(bytes,))
    return record, Capture(head=record.capture, body=text.encode())


def _revalue(figure: Found, before: str, now: str) -> None:
    """A figure's values in the measure in which its number changed."""
    was, now_is = (NUMBER.search(text[slice(*figure["span"])]) for text in (before, now))
    if was and now_is and float(was.group().replace(",", "")):
        share = float(now_is.group().replace(",", "")) / float(was.group().replace(",", ""))
        figure |= {name: figure[name] * share for name in VALUES if figure[name] is not None}


def _renamed(value: Any, ids: dict[str, str]) -> Any:
    """A record whose references to items that came along are to their new ids; others are gone."""
    if isinstance(value, dict):
        return {name: _renamed(one, ids) for name, one in value.items()}
    if isinstance(value, list | tuple):
        kept = [_renamed(one, ids) for one in value]
        return [one for one in kept if one is not None]
    if isinstance(value, str) and re.fullmatch(r"[smnfev][0-9a-f]{12}", value):
        return ids.get(value)
    return value
