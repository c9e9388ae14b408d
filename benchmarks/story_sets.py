"""Pages about known events: giveme5w1h, basil-triples and ecbplus-mentions, as the joiner of stories keeps them.

A set's own headline and day are the page's, so that what is measured is the joining, not the reading. The vectors of
the packed model take half a minute; with a folder to keep them in, they are made once.
"""

import hashlib
import zlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec

from listeningpost.record.meaning import vector_of
from listeningpost.record.story_facts import StoryFacts, facts_of
from listeningpost.schema import Article, CaptureHead, MadeBy, Page, Published, Title

from .copy_sets import rows_of

HEADLINE = 25  # words: a longer first sentence of ECB+ is no headline, and an address is none


class Report(NamedTuple):
    """A page of a set: the event it is about, its day (empty where the set has none), headline and body."""

    set: str
    event: str
    id: str
    day: str
    headline: str
    body: str


class Kept(NamedTuple):
    """A report, and what the joiner keeps of it."""

    report: Report
    facts: StoryFacts


def reports(data: Path) -> Iterator[Report]:
    """The pages of all three sets. A sub-topic of ECB+ is a topic with the ending of the page's id."""
    for row in rows_of(data / "giveme5w1h" / "clusters.jsonl.gz"):
        title = row["title"] or ""
        first, _, rest = row["text"].partition("\n")
        body = rest if " ".join(first.split()) == " ".join(title.split()) else row["text"]
        yield Report("giveme5w1h", str(row["event_id"]), row["id"], (row["date"] or "")[:10], title, body)
    for row in rows_of(data / "basil-triples" / "articles.jsonl.gz"):
        yield Report("basil", row["triplet"], row["uuid"], row["date"][:10], row["title"] or "",
                     "\n".join(row["paragraphs"]))
    for row in rows_of(data / "ecbplus-mentions" / "ecbplus.jsonl.gz"):
        ending = "ecbplus" if row["id"].endswith("ecbplus") else "ecb"
        by_sentence = groupby(zip(row["tokens"], row["sent"], strict=True), key=lambda pair: pair[1])
        first, *rest = [[token for token, _ in sentence] for _, sentence in by_sentence]
        is_headline = len(first) < HEADLINE and first[0] != "http" and bool(rest)
        headline, body = (first, rest) if is_headline else ([], [first, *rest])
        yield Report("ecbplus", f"{row['topic']}{ending}", row["id"], "", " ".join(headline),
                     "\n".join(" ".join(sentence) for sentence in body))


def part_of(report: Report) -> str:
    """dev or test, by event."""
    return "test" if zlib.crc32(f"{report.set} {report.event}".encode()) % 2 else "dev"


def kept(data: Path, cache: Path | None) -> list[Kept]:
    """Every page with its facts."""
    found = list(reports(data))
    file = cache / "story_vectors.msgpack" if cache else None
    if file and file.exists():
        vectors = msgspec.msgpack.decode(file.read_bytes(), type=list[bytes | None])
    else:
        vectors = [vector_of(page_of(report, None).article) for report in found]
        if file:
            file.write_bytes(msgspec.msgpack.encode(vectors))
    return [Kept(one, facts_of(page_of(one, vector))) for one, vector in zip(found, vectors, strict=True)]


def page_of(report: Report, vector: bytes | None) -> Page:
    """A report as a page that was read."""
    text = f"{report.headline}\n{report.body}"
    start = len(report.headline) + 1
    article = Article(
        text=text, title=Title(text=report.headline, span=(0, start - 1)) if report.headline else None,
        body=((start, len(text)),), furniture=(), language="en", published=Published(edtf=report.day or None),
    )
    identity = hashlib.sha256(f"{report.set} {report.event} {report.id} {text}".encode()).hexdigest()
    head = CaptureHead(id=identity, source=report.id, media_type="text/plain", encoding="utf-8")
    made_by = MadeBy(listeningpost="0", knowledge="0")
    return Page(made_by=made_by, capture=head, space="capture", article=article, vector=vector)
