"""The passages of the project's own labels: where each one stands in the shared data, and its text from there.

Nothing of the texts is kept here: labels/passages.jsonl names a file, a row, the key of the text in that row and two
offsets, with the digest of the passage. labels/README.md says how the text of each key is made.
"""

import gzip
import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .alike import Item

LABELS = Path(__file__).parent / "labels"
LISTED = LABELS / "passages.jsonl"
WHOLE = 20_000  # a document up to this long is the context as a whole
BEFORE = 1_500  # of a longer one: so many characters before the passage
DATED = ("date", "date_publish", "scrape_time", "publishing_date", "Date")
PUBLISHED_BY = ("domain", "publisher", "source")
CLOSE = frozenset(",.;:?!)]}%'’") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m"}
OPEN = frozenset("([$£€")


class DataAbsent(FileNotFoundError):
    """A file of the shared data that a passage stands in is not there."""


class Placed(NamedTuple):
    """A passage with its document's text: `start` and `end` bound it there; `head` is what the row says of the page."""

    id: str
    set: str
    split: str
    document: str
    start: int
    end: int
    head: Item

    @property
    def text(self) -> str:
        return self.document[self.start : self.end]


def listed(split: str | None = None, file: Path = LISTED) -> list[Item]:
    """The passages of a split, or all, as passages.jsonl has them."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [row for row in rows if split in (None, row["split"])]


def load(passages: Sequence[Item], data: Path) -> list[Placed]:
    """The passages with their texts, in their order.

    Raises DataAbsent for a file that is not there, ValueError for a text whose digest is another: the data are not
    those that were labelled.
    """
    wanted: dict[str, set[int]] = {}
    for passage in passages:
        wanted.setdefault(passage["where"]["file"], set()).add(passage["where"]["row"])
    rows = {file: _rows(data / file, numbers) for file, numbers in wanted.items()}
    return [_placed(passage, rows[passage["where"]["file"]]) for passage in passages]


def _rows(file: Path, numbers: set[int]) -> dict[int, Item]:
    if not file.is_file():
        raise DataAbsent(f"{file} is absent: set DATA to the folder of the data sets")
    opened = lzma.open if file.suffix == ".xz" else gzip.open
    with opened(file, "rt", encoding="utf-8") as lines:
        return {number: json.loads(line) for number, line in enumerate(lines) if number in numbers}


def _placed(passage: Item, rows: dict[int, Item]) -> Placed:
    where = passage["where"]
    row = rows.get(where["row"])
    if row is None:
        raise ValueError(f"{passage['id']}: {where['file']} has no row {where['row']}")
    document = text_of(row, where["key"])
    found = Placed(
        passage["id"], passage["set"], passage["split"], document, where["start"], where["end"], head_of(row)
    )
    if hashlib.sha256(found.text.encode()).hexdigest() != where["sha256"]:
        raise ValueError(f"{passage['id']}: the text in {where['file']}, row {where['row']}, is not the one labelled")
    return found


def head_of(row: Item) -> Item:
    """What a row says of its page: title, outlet and day, each where it is given."""
    outlet = next((row[key] for key in PUBLISHED_BY if isinstance(row.get(key), str)), None)
    day = next((row[key].strip("[]")[:10] for key in DATED if isinstance(row.get(key), str)), None)
    title = row.get("title")
    return {"title": title if isinstance(title, str) else None, "outlet": outlet, "date": day}


def context(placed: Placed) -> tuple[str, int]:
    """The text that is read for a passage and where it begins in the document: the document, or of a long one the
    passage with the paragraphs of up to BEFORE characters before it."""
    if len(placed.document) <= WHOLE:
        return placed.document, 0
    first = max(0, placed.start - BEFORE)
    line_end = placed.document.find("\n", first, placed.start)
    start = first if first == 0 or line_end < 0 else line_end + 1
    return placed.document[start : placed.end], start


# ---- the text of a key
def text_of(row: Item, key: str) -> str:
    """The text of a document: a string as it is, paragraphs with a blank line between, tokens joined by sentences;
    `versions.ref.A` is the version `ref.A` of several that a row has."""
    if key == "tokens":
        return "\n".join(_sentences(row))
    outer, _, version = key.partition(".")
    value = row[outer][version] if version else row[outer]
    if isinstance(value, str):
        return value
    return "\n\n".join(_sections(value) if isinstance(value, dict) else value)


def _sections(body: Item) -> Iterator[str]:
    """Summary, then each section's headlines and paragraphs."""
    yield from body.get("summary") or ()
    for section in body["sections"]:
        yield from (*section["headline"], *section["paragraphs"])


def _sentences(row: Item) -> Iterator[str]:
    sentences: dict[int, list[str]] = {}
    for token, number in zip(row["tokens"], row["sent"], strict=True):
        sentences.setdefault(number, []).append(token)
    for _, tokens in sorted(sentences.items()):
        yield joined(tokens)


def joined(tokens: Iterable[str]) -> str:
    """Tokens as running text: no blank before closing marks and after opening ones; straight quotes by turns."""
    text, quoted, glued = "", False, True
    for token in tokens:
        closing = token in CLOSE or token in ("”", "''") or (token == '"' and quoted)
        text += token if glued or closing else f" {token}"
        opening = token in ("``", "“") or (token == '"' and not quoted)
        if opening or token in ('"', "”", "''"):
            quoted = opening
        glued = opening or token in OPEN
    return text
