"""The texts of the sets of copies, read as captured pages, and the pairs whose answer is known.

A text is of the part `dev` or `test` that a checksum of its document gives. Reading takes minutes: with a folder to
keep them in, the facts that the joiner of copies keeps of each page are read once.
"""

import gzip
import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from listeningpost import pipeline
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.record.copy_facts import Body, CopyFacts, facts_of
from listeningpost.schema import Capture, CaptureHead, Page

SPAN_OF_CLOUGH_DEV = "ab"  # its tasks a and b; c, d and e are test


class Text(NamedTuple):
    """A text of a set: its document (an article in versions, an event, a task), its own id, and what is known of it."""

    set: str
    document: str
    id: str
    text: str
    label: str = ""


class Pair(NamedTuple):
    """Two bodies, of which set, and what the set says of them."""

    set: str
    one: Body
    two: Body
    label: str = ""


class Told(NamedTuple):
    """A text with its body."""

    text: Text
    body: Body


def texts(data: Path) -> Iterator[Text]:
    """The texts of all sets; of wmt21-ruen-versions those in English."""
    for row in rows_of(data / "wmt21-ruen-versions" / "docs.jsonl.gz"):
        for version, segments in row["versions"].items():
            if version != "src.ru":
                yield Text("wmt", row["doc"], version, "\n\n".join(segments))
    for row in rows_of(data / "basil-triples" / "articles.jsonl.gz"):
        yield Text("basil", row["triplet"], row["source"], "\n\n".join([row["title"], *row["paragraphs"]]))
    for row in rows_of(data / "giveme5w1h" / "clusters.jsonl.gz"):
        yield Text("giveme", str(row["event_id"]), row["id"], row["text"])
    for row in rows_of(data / "clough-stevenson" / "docs.jsonl.gz"):
        yield Text("clough", row["task"], row["file"], row["text"], row["category"])
    for row in rows_of(data / "wire-oneday" / "articles.jsonl.gz"):
        label = ", ".join(row["credits"])
        yield Text("wire", row["set"], f"{row['set']} {row['id']}", "\n".join(row["paragraphs"]), label)


def rows_of(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a compressed JSON Lines file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def part_of(text: Text) -> str:
    """dev or test; pages of wire-oneday fall to them one by one, all others by document."""
    if text.set == "clough":
        return "dev" if text.document in SPAN_OF_CLOUGH_DEV else "test"
    unit = text.id if text.set == "wire" else text.document
    return "test" if zlib.crc32(f"{text.set} {unit}".encode()) % 2 else "dev"


def told(data: Path, cache: Path | None) -> list[Told]:
    """Every text with its body as the road reads it; those that are refused or have no word are left out."""
    return as_read(list(texts(data)), cache / "copy_facts.msgpack" if cache else None)


def as_read(found: Sequence[Text], file: Path | None) -> list[Told]:
    """Texts with their bodies; with a file to keep them in they are read once."""
    if file and file.exists():
        facts = msgspec.msgpack.decode(file.read_bytes(), type=list[CopyFacts | None])
    else:
        knowledge = open_knowledge()
        facts = [read_facts(text, knowledge) for text in found]
        if file:
            file.write_bytes(msgspec.msgpack.encode(facts))
    read = zip(found, facts, strict=True)
    return [Told(text, Body(one)) for text, one in read if one and one.words]


def read_facts(text: Text, knowledge: Knowledge) -> CopyFacts | None:
    """What the joiner of copies keeps of a text read as a captured page; None where it is refused."""
    body = text.text.encode()
    head = CaptureHead(
        id=hashlib.sha256(f"{text.set} {text.document} {text.id}".encode() + body).hexdigest(),
        source=f"{text.set}/{text.document}/{text.id}", media_type="text/plain", encoding="utf-8",
    )
    page = pipeline.page(Capture(head=head, body=body), knowledge, with_model=False)
    return facts_of(page) if isinstance(page, Page) else None


# ---- pairs
def pairs_of(found: Sequence[Told]) -> Iterator[Pair]:
    """All pairs within a document of wmt (copies), basil and giveme (reports of one event), and each answer of clough
    with its source; the answers from own knowledge with each other too."""
    documents = defaultdict[tuple[str, str], list[Told]](list)
    for one in found:
        documents[one.text.set, one.text.document].append(one)
    for (name, _), members in sorted(documents.items()):
        if name in ("wmt", "basil", "giveme"):
            yield from (Pair(name, a.body, b.body, _versions(a, b)) for a, b in combinations(members, 2))
        elif name == "clough":
            source = next(one for one in members if one.text.label == "orig")
            answers = [one for one in members if one is not source]
            yield from (Pair(name, source.body, one.body, one.text.label) for one in answers)
            none = [one.body for one in answers if one.text.label == "non"]
            yield from (Pair(name, a, b, "non") for a, b in combinations(none, 2))


def _versions(one: Told, two: Told) -> str:
    """How many of two versions are by people: 2, 1 or 0."""
    return str(sum(text.id.startswith("ref") for text in (one.text, two.text)))


def wire_pairs(found: Sequence[Told], data: Path) -> Iterator[Pair]:
    """The pairs of wire-oneday that share paragraphs, with the share as their label, and as many that share none."""
    bodies = {one.text.id: one.body for one in found if one.text.set == "wire"}
    silver = silver_of(data)
    for (a, b), share in sorted(silver.items()):
        if a in bodies and b in bodies:
            yield Pair("wire", bodies[a], bodies[b], str(share))
    ids = sorted(bodies, key=lambda id_: zlib.crc32(id_.encode()))
    for a, b in zip(ids, ids[1:] + ids[:1], strict=True):
        if tuple(sorted((a, b))) not in silver and a.split()[0] == b.split()[0]:
            yield Pair("wire", bodies[a], bodies[b], "0")


def silver_of(data: Path) -> dict[tuple[str, str], float]:
    """The silver pairs of wire-oneday: ids in order, and the share of the shorter text in shared paragraphs."""
    found = {}
    for row in rows_of(data / "wire-oneday" / "silver_pairs.jsonl.gz"):
        a, b = sorted((f"{row['set']} {row['a']}", f"{row['set']} {row['b']}"))
        found[a, b] = float(row["containment"])
    return found
