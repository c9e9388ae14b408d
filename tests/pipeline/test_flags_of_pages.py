"""Flags on the whole road: what the sample watch's pages and a page in two languages are told of."""

import hashlib
from collections import Counter

from listeningpost import pipeline
from listeningpost.examples import sample_watch
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Capture, CaptureHead, Page
from listeningpost.store.page_checks import check_page

ENGLISH = (
    "The harbour board said on Monday that the old quay would be closed to all ships until the spring of next year.",
    "“The quay stays shut,” the mayor of Ostrel told the fishermen who had gathered outside the town hall that day.",
    "She told them that the repairs would cost more than the town had put aside for the whole of the coming year.",
)
GERMAN = (
    "Der Hafenrat teilte am Montag mit, dass der alte Kai bis zum Frühjahr für alle Schiffe geschlossen bleiben wird.",
    "„Der Kai bleibt zu“, sagte die Bürgermeisterin den Fischern, die sich vor dem Rathaus versammelt hatten.",
)


def page_of(text: str) -> Page:
    body = text.encode()
    head = CaptureHead(id=hashlib.sha256(body).hexdigest(), source="made up", media_type="text/plain", encoding="utf-8")
    made = pipeline.page(Capture(head=head, body=body), open_knowledge([sample_watch().pack]))
    assert isinstance(made, Page)
    assert not list(check_page(made, text, Counter()))
    return made


def test_the_watchs_column_is_told_of_its_marks_its_caption_and_its_translation() -> None:
    text = (sample_watch().pages / "monitor-kestrel-column.txt").read_bytes().decode()
    told = [(flag.kind, text[slice(*(flag.span or (0, 0)))]) for flag in page_of(text).flags]
    assert Counter(kind for kind, _ in told) == {"broken_quotation": 5, "caption_in_text": 1, "translated_back": 1}
    assert ("caption_in_text", "Frame from the video message of the Column. Photo: social networks") in told
    assert any(kind == "translated_back" and words.startswith("In Tamburak they look at") for kind, words in told)


def test_a_page_of_the_watch_is_told_of_its_headline_its_slip_its_letters_and_its_minister() -> None:
    text = (sample_watch().pages / "tamburak-sixty-camps.txt").read_bytes().decode()
    told = {(flag.kind, text[slice(*(flag.span or (0, 0)))], flag.note) for flag in page_of(text).flags}
    assert told == {
        ("headline_beyond_text", "60", "the headline's number is nowhere in the text: 60"),
        ("headline_beyond_text", "Askali", "the headline names Temur Askali, of whom the text has no word"),
        ("misspelling", "Irmsah", "Irmsah for Irmash"),
        ("garbled", "Ã©", "letters decoded wrongly: Ã© stands for é"),
        ("page_vs_knowledge", "Halvenian Defence Minister Radan Velk",
         "Radan Velk is Minister of Defence here; by knowledge from 2018-06-11 to 2022-11-03, not on 2018-06-05"),
    }


def test_a_page_in_two_languages_gives_statements_in_its_own_alone() -> None:
    text = "Old quay stays shut\n\n" + "\n\n".join((*ENGLISH, *GERMAN, ENGLISH[0])) + "\n"
    page = page_of(text)
    assert page.article.language == "en"
    assert [part.language for part in page.article.languages] == ["en", "en", "en", "de", "de", "en"]
    (flag,) = [flag for flag in page.flags if flag.kind == "other_language"]
    assert flag.span == (text.index(GERMAN[0]), text.index(GERMAN[1]) + len(GERMAN[1]))
    assert page.statements
    assert not [one for one in page.statements if any(flag.span[0] <= a < flag.span[1] for a, _ in one.content_spans)]
