"""Recombined page records: each number has its page, spans hold, and groups do not grow with the pages."""

from collections import Counter
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from benchmarks.recombining import LARGEST, STRETCH, Recombiner, happenings
from listeningpost import captures, examples, pipeline
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Capture, Page


@pytest.fixture(scope="module")
def recombiner() -> Recombiner:
    return Recombiner([replace(page, vector=bytes(range(1, 129)) * 3) for page in _pages()])


def _pages() -> Iterator[Page]:
    knowledge = open_knowledge()
    for capture in captures.collect(str(examples.sample_watch().pages)):
        made = pipeline.page(capture, knowledge, with_model=False) if isinstance(capture, Capture) else None
        if isinstance(made, Page) and made.statements:
            yield made


def test_a_number_has_its_page_whatever_was_made_before(recombiner: Recombiner) -> None:
    page, capture = recombiner.made(70)
    recombiner.made(3)
    assert recombiner.made(70) == (page, capture)
    assert capture.body.decode() == page.article.text
    assert recombiner.made(71)[0].capture.id != page.capture.id


def test_what_was_found_stands_where_its_spans_say(recombiner: Recombiner) -> None:
    pages = [recombiner.made(number)[0] for number in range(20)]
    mentions = [(page.article.text[slice(*one.span)], one.text) for page in pages for one in page.mentions]
    assert len(mentions) > 100
    assert all(there == told for there, told in mentions)
    assert all(page.article.body[0][0] <= start < end <= page.article.body[-1][1]
               for page in pages for one in page.statements for start, end in one.content_spans)


def test_happenings_are_as_large_late_as_early() -> None:
    sizes = [Counter(happening for happening, _ in happenings(stretch)) for stretch in (*range(40), *range(660, 700))]
    assert max(max(size.values()) for size in sizes) == LARGEST
    assert all(size.total() == STRETCH for size in sizes)
    early, late = (sum(map(len, some)) for some in (sizes[:40], sizes[40:]))
    assert early == pytest.approx(late, rel=0.1)
