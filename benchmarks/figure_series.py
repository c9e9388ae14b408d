"""Figure series that the product makes of the labelled documents, as utterances_score reads them.

    python -m benchmarks.figure_series --half dev [--out GIVEN.jsonl] [--pages FOLDER]

Reads the documents of a half with the product, brings them all into one store and reconciles it, so that figures of
different events meet as they do for a user. Prints the score beside the baseline's where no file is asked for.
`--pages` keeps the pages as they were read, since reading takes most of the time.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from listeningpost import pipeline
from listeningpost.annotations import annotate
from listeningpost.engines import here
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.record import enter
from listeningpost.schema import Capture, CaptureHead, FigureSeriesLink, Page, Reading
from listeningpost.store import open_store

from . import utterance_baseline
from .alike import Item
from .passages import Placed
from .readings import article_of
from .shared import data_folder
from .utterance_files import HALVES, documents, labels_of
from .utterances_score import rows, table


def read_pages(data: Path, half: str, kept: Path | None = None) -> list[Page]:
    """The documents of a half as pages; their sources are the ids of the documents."""
    file = kept / f"figure-series-{half}.jsonl" if kept else None
    if file and file.is_file():
        return [msgspec.json.decode(line, type=Page) for line in file.read_bytes().splitlines()]
    knowledge = open_knowledge()
    pages = [page_of(placed, knowledge) for placed in documents(data, half).values()]
    if file:
        file.write_bytes(b"\n".join(msgspec.json.encode(page) for page in pages))
    return pages


def page_of(placed: Placed, knowledge: Knowledge) -> Page:
    """A document as a page of which text, day and outlet are known."""
    id_ = hashlib.sha256(placed.id.encode()).hexdigest()
    head = CaptureHead(id=id_, source=placed.id, media_type="text/plain", encoding="utf-8")
    reading = Reading(head=head, space="capture", article=article_of(placed.text, placed.head))
    return enter(reading, annotate(reading, knowledge), knowledge)


def join(pages: Sequence[Page]) -> list[FigureSeriesLink]:
    """The figure series of pages, by way of a store."""
    with tempfile.TemporaryDirectory() as folder, open_store(str(Path(folder) / "series.db")) as store:
        for page in pages:
            store.write(page, Capture(head=page.capture, body=page.article.text.encode()))
        pipeline.reconcile(store, here)
        return [link for link in store.links("figure_series") if isinstance(link, FigureSeriesLink)]


def given_of(pages: Sequence[Page], links: Sequence[FigureSeriesLink]) -> Iterator[Item]:
    """Series as utterances_score reads them."""
    places = {figure.id: (page.capture.source, figure.span) for page in pages for figure in page.figures}
    for link in links:
        points = [(*places[point.figure[1]], point.relation) for point in link.points]
        given = [{"document": code, "span": list(span), "relation": relation} for code, span, relation in points]
        yield {"kind": "figure_series", "points": given, "flags": list(link.flags)}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="dev")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--pages", type=Path)
    asked = parser.parse_args(arguments)
    data = data_folder()
    if data is None:
        print("not measured: the shared data is absent (set DATA to the folder of the data sets)")
        return 0
    pages = read_pages(data, asked.half, asked.pages)
    given = list(given_of(pages, join(pages)))
    if asked.out:
        asked.out.write_text("".join(json.dumps(one) + "\n" for one in given), encoding="utf-8")
    else:
        print(*_scored(asked.half, data, given), sep="\n")
    return 0


def _scored(half: str, data: Path, given: Sequence[Item]) -> Iterator[str]:
    labels = labels_of(half)
    texts = {code: placed.text for code, placed in documents(data, half).items()}
    systems = {"baseline": list(utterance_baseline.series(labels, texts)), "ours": given}
    told = ("figures", "flags", "  flags", "relation")
    named = [(name, [row for row in rows(labels, one) if row[0].startswith(told)]) for name, one in systems.items()]
    return table(named)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
