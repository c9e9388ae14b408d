"""The sets of questions with their pages: read into a store of their own, with the spans that answer."""

import gzip
import hashlib
import json
import lzma
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from listeningpost import pipeline
from listeningpost.engines import here
from listeningpost.examples import sample_watch
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.schema import MapRow, Span
from listeningpost.spans import capture_span
from listeningpost.store import Store, open_store

FOLDER = Path(__file__).parent / "questions"


@dataclass(frozen=True)
class Asked:
    """A question of a set with the places that answer it, in capture space; none where no page answers. `over`: the
    page it was written over, where that is known."""

    id: str
    question: str
    answers: tuple[tuple[str, Span], ...]
    over: str | None = None

    @property
    def answerable(self) -> bool:
        """Whether any place answers."""
        return bool(self.answers)


def questions_in(name: str, part: str | None = None) -> list[Asked]:
    """The questions of a file, or of one part of it: those over the pages of one watch, where it has watches, else of
    one set."""
    rows = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [Asked(row["id"], row["question"], tuple((one["page"], tuple(one["span"])) for one in row["answers"]),
                  row.get("over") or next((one["page"] for one in row["answers"]), None))
            for row in rows if part in (None, row.get("watch", row.get("set")))]


@contextmanager
def held(bodies: Iterator[tuple[str, bytes]] | list[tuple[str, bytes]], knowledge: Knowledge) -> Iterator[Store]:
    """A store of pages given by name and bytes, gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        for name, body in bodies:
            (pages / name).write_bytes(body)
        with open_store(str(Path(folder) / "store.db")) as store:
            pipeline.add(str(pages), store, here, knowledge)
            pipeline.reconcile(store, here)
            yield store


def watch_pages() -> list[tuple[str, bytes]]:
    """The pages of the sample watch."""
    return [(file.name, file.read_bytes()) for file in sorted(sample_watch().pages.iterdir()) if file.is_file()]


def gold_pages(data: Path) -> list[tuple[str, bytes]]:
    """The shared gold pages."""
    files = [json.loads(gold.read_text(encoding="utf-8"))["file"] for gold in sorted((data / "gold").glob("*.json"))]
    places = [data / "gold" / file if (data / "gold" / file).is_file() else data.parent / file for file in files]
    return [(place.name, place.read_bytes()) for place in places]


def dev_pages(data: Path, part: str | None = None, name: str = "dev") -> list[tuple[str, bytes]]:
    """The pages of development questions (of one part), by the list beside them. Raises ValueError where one is not
    the page that the questions were written over."""
    rows = [json.loads(line) for line in (FOLDER / f"{name}_pages.jsonl").read_text(encoding="utf-8").splitlines()]
    listed = [row for row in rows if part in (None, row.get("watch", row["set"]))]
    found = []
    for set_ in sorted({row["set"] for row in listed}):
        ids = {row["id"] for row in listed if row["set"] == set_}
        bodies = {hashlib.sha256(body).hexdigest(): body for body in _bodies(data, set_, ids)}
        for row in (row for row in listed if row["set"] == set_):
            if row["page"] not in bodies:
                raise ValueError(f"{set_} {row['id']}: not the page the questions were written over")
            found.append((row["file"], bodies[row["page"]]))
    return found


TEXTS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "kremlin-pages": ("pages.jsonl.xz", lambda row: row["html"]),
    "fundus-pages": ("pages.jsonl.xz", lambda row: row.get("html", "")),
    "wire-oneday": ("articles.jsonl.gz", lambda row: "\n\n".join(row["paragraphs"])),
    "polnear": ("dev.jsonl.gz", lambda row: row["text"]),
    "isaf-releases": ("releases.jsonl.gz", lambda row: row["text"]),
    "giveme5w1h": ("clusters.jsonl.gz", lambda row: f"{row['title'] or ''}\n\n{row.get('text') or ''}"),
    "basil-triples": ("articles.jsonl.gz", lambda row: "\n\n".join((row["title"], *row["paragraphs"]))),
}


def _bodies(data: Path, name: str, ids: set[str]) -> Iterator[bytes]:
    """The pages of a set by their ids, which may be given twice."""
    if name == "seeds":
        yield from ((data.parent / "seeds" / f"{id_}.txt").read_bytes() for id_ in ids)
        return
    file, text = TEXTS[name]
    opened: Any = lzma.open if file.endswith("xz") else gzip.open
    with opened(data / name / file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            id_ = row.get("id", row.get("uuid", str(number)))
            if id_ in ids and (body := text(row)):
                yield body.encode()


def maps_of(store: Store) -> dict[str, tuple[MapRow, ...] | None]:
    """For each page what leads its spans back into its capture; None where they count there already."""
    return {page.capture.id: page.article.map if page.space == "article" else None for page in store.pages()}


def answers(asked: Asked, page: str, span: Span, mapped: tuple[MapRow, ...] | None) -> bool:
    """Whether a line overlaps one of the places that answer."""
    start, stop = capture_span(span, mapped) if mapped else span
    return any(page == of and start < b and a < stop for of, (a, b) in asked.answers)


def sample_knowledge() -> Knowledge:
    """What the sample watch is read with."""
    return open_knowledge([sample_watch().pack])
