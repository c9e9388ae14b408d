"""Hearsay told by an adverb, with a cue of its subject behind it: the page is read, and both are found."""

from listeningpost import pipeline
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Capture, CaptureHead, Page


def test_a_cue_behind_an_adverb_of_hearsay_breaks_nothing() -> None:
    text = "Police reportedly seized the boats and say that nobody was hurt. The harbour lay calm all week long."
    head = CaptureHead(id="a" * 64, source="made-up", media_type="text/plain", encoding="utf-8")
    page = pipeline.page(Capture(head=head, body=text.encode()), open_knowledge(), with_model=False)
    assert isinstance(page, Page)
    assert "nobody was hurt" in [text[slice(*one.content_spans[0])] for one in page.statements]
