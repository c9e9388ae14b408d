"""What the product joins in the labelled documents of utterances, in the form that utterances_score reads.

    python -m benchmarks.utterances_ours --half dev --out GIVEN.jsonl [--labelled] [--cache FILE]
    python -m benchmarks.utterances_score --half dev --given GIVEN.jsonl

Each document is read as an article of which body, day and outlet are known (as in benchmarks/readings.py), annotated
with the packed model, and the joiner of utterances gets the pages of a half together: nothing of the labels. With
`--labelled` it gets the labelled places instead of the statements that were found, each with the words for its source
and with the speaker's name, as the baseline does: how well it joins what is there to be joined. `--cache` keeps the
pages between runs: they do not hang on the joiner.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from listeningpost.annotations import annotate
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.record import enter, with_vectors
from listeningpost.record.same_remark import UtteranceJoiner
from listeningpost.record.wording import find_quotations
from listeningpost.schema import Capture, CaptureHead, Page, Reading, Speaker, Statement, UtteranceLink
from listeningpost.store import open_store

from .alike import Item, characters
from .passages import Placed
from .readings import article_of
from .shared import data_folder
from .story_run import join
from .utterance_baseline import labelled_places
from .utterance_files import HALVES, documents, labels_of


def pages_of(placed: Iterable[Placed], cache: Path | None = None) -> list[Page]:
    """The pages of documents, their `source` the document's id."""
    if cache and cache.exists():
        return msgspec.json.decode(cache.read_bytes(), type=list[Page])
    knowledge = open_knowledge()
    pages = [_page(one, knowledge) for one in placed]
    if cache:
        cache.write_bytes(msgspec.json.encode(pages))
    return pages


def _page(placed: Placed, knowledge: Knowledge) -> Page:
    head = CaptureHead(
        id=hashlib.sha256(f"{placed.id} {placed.text}".encode()).hexdigest(), source=placed.id,
        media_type="text/plain", encoding="utf-8",
    )
    reading = Reading(head=head, space="capture", article=article_of(placed.text, placed.head))
    return with_vectors(enter(reading, annotate(reading, knowledge), knowledge))


def with_labelled(page: Page, groups: Iterable[Item]) -> Page:
    """A page with the labelled places of its document as its statements, and the days of those found there."""
    found = list[Statement]()
    for item, speaker in labelled_places(groups):
        if item["document"] == page.capture.source:
            found.append(_statement(page, item, speaker, len(found)))
    return with_vectors(replace(page, statements=tuple(found)))


def _statement(page: Page, item: Item, speaker: str | None, number: int) -> Statement:
    spans = tuple((start, end) for start, end in item["content"])
    sources = item["source"] or ()
    there = [one for one in page.statements if characters(one.content_spans) & characters(spans)]
    words = " ".join(page.article.text[start:end] for start, end in sources)
    return Statement(
        id=f"s{hashlib.sha256(f'{page.capture.id} {spans} {number}'.encode()).hexdigest()[:12]}",
        speaker=Speaker(name=speaker, descriptor=words or None), content_spans=spans, kind="mixed",
        source_span=(sources[0][0], sources[-1][1]) if sources else None,
        quoted_spans=tuple(quoted for span in spans for quoted in find_quotations(page.article.text, span)),
        said_on=there[0].said_on if there else None, venue=there[0].venue if there else None,
    )


def joined(pages: Sequence[Page], joiner: UtteranceJoiner) -> list[UtteranceLink]:
    """The links of some pages, by a store that holds them."""
    with tempfile.TemporaryDirectory() as folder, open_store(str(Path(folder) / "told.db")) as store:
        for page in pages:
            store.write(page, Capture(head=page.capture, body=b""))
        join(joiner, store)
        return [link for link in store.links("utterance") if isinstance(link, UtteranceLink)]


def given_of(link: UtteranceLink, sources: dict[str, str]) -> Item:
    """A link as a given group; a drift goes by the numbers of the first tellings of its two statements."""
    number = {place: at for at, place in reversed(list(enumerate(link.statements)))}
    return {
        "kind": "utterance",
        "tellings": [
            {"document": sources[page], "spans": [list(span) for span in spans]}
            for (page, _), spans in zip(link.statements, link.spans, strict=True)
        ],
        "drift": [
            {"kind": one.kind, "was": number[one.against], "now": number[one.statement]}
            for one in link.drift if one.against
        ],
    }


def main() -> int:
    """Write what is joined."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="dev")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--labelled", action="store_true")
    parser.add_argument("--cache", type=Path)
    asked = parser.parse_args()
    data = data_folder()
    if data is None:
        print("the shared data is absent: set DATA to the folder of the data sets")
        return 1
    pages = pages_of(documents(data, asked.half).values(), asked.cache)
    if asked.labelled:
        labels = labels_of(asked.half)
        pages = [with_labelled(page, labels) for page in pages]
    sources = {page.capture.id: page.capture.source for page in pages}
    given = [given_of(link, sources) for link in joined(pages, UtteranceJoiner())]
    asked.out.write_text("".join(json.dumps(group) + "\n" for group in given), encoding="utf-8")
    print(f"{len(pages)} pages, {sum(len(page.statements) for page in pages)} statements, {len(given)} utterances")
    return 0


if __name__ == "__main__":
    sys.exit(main())
